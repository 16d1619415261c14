import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { emptyRecord } from '../../src/setup/record.ts';
import { formatState } from '../../src/steps/state.ts';
import { type ActionCall, type ActionRun, discard, repository, runAction } from '../harness/action.ts';

const runs: ActionRun[] = [];
/** No engine and no docker command: what needs none must work all the same. */
const NO_DOCKER = { PATH: '/nowhere', DOCKER_HOST: 'unix:///nowhere/docker.sock' };

async function main(inputs: Record<string, string>, options: Partial<ActionCall> = {}): Promise<ActionRun> {
  const run = await runAction({
    entry: 'main',
    inputs,
    cwd: repository,
    timeoutMs: 60_000,
    env: NO_DOCKER,
    ...options,
  });
  runs.push(run);
  return run;
}

afterEach(async () => {
  await Promise.all(runs.splice(0).map(discard));
});

const errors = (run: ActionRun) =>
  run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describe('bad input is answered before anything is done', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'unknown platform',
      { platforms: 'linux/aarch64' },
      /platforms: "linux\/aarch64" is not a platform.*write linux\/arm64$/m,
    ],
    ['platform without system', { platforms: 'amd64' }, /write linux\/amd64$/m],
    [
      'uppercase in a tag',
      { tags: 'ghcr.io/My-Org/app:1' },
      /tags: "ghcr.io\/My-Org\/app:1".*write ghcr.io\/my-org\/app:1/,
    ],
    ['no Dockerfile', { file: 'nowhere/Dockerfile' }, /file: there is no Dockerfile at nowhere\/Dockerfile/],
    ['a folder as Dockerfile', { file: 'examples' }, /file: examples is a folder.*write file: examples\/Dockerfile/],
    ['unknown input', { platfroms: 'linux/amd64' }, /platfroms: there is no such input; write platforms$/m],
    ['a boolean that is none', { push: 'yes' }, /push: "yes" is neither true nor false; write true$/m],
    ['push without tags', { push: 'true' }, /push: .*tags/],
    ['no engine', {}, /no Docker engine/],
    ['a quote that is not closed', { outputs: 'type=local,"dest=x' }, /outputs: .*cannot be read.*close the quote/],
    ['a capital in a cache', { 'cache-from': 'ghcr.io/Acme/app' }, /cache-from: .*write ghcr.io\/acme\/app/],
    ['an entitlement that is none', { allow: 'network.hst' }, /allow: .*write network.host/],
    [
      'load of several platforms',
      { load: 'true', platforms: 'linux/amd64,linux/arm64' },
      /load: 2 platforms cannot be loaded/,
    ],
  ])('%s', async (_, inputs, message) => {
    const run = await main({ context: 'examples/hello', ...inputs });
    expect(run.code).toBe(1);
    expect(errors(run).join('\n')).toMatch(message);
    expect(await readdir(join(run.temp, 'runner'))).toEqual([]);
    expect(run.state).toEqual({ crossbuild: formatState(emptyRecord()) });
    expect(run.summary).toContain('nothing was built');
  });

  test('all of it at once', async () => {
    const inputs = { platforms: 'linux/aarch64', tags: 'A/b:1', platfroms: 'x', push: 'yes', load: 'maybe' };
    const run = await main({ context: 'examples/hello', ...inputs });
    expect(errors(run).length).toBeGreaterThanOrEqual(6);
  });
});

test('plan-only needs no engine: it explains, shows the diff and sets plan', async () => {
  const run = await main({ context: 'examples/c-make', platforms: 'linux/arm64,linux/amd64', 'plan-only': 'true' });
  expect(run.code).toBe(0);
  const { platforms } = JSON.parse(run.outputs.plan ?? '') as { platforms: { platform: string }[] };
  expect(platforms.map(({ platform }) => platform)).toEqual(['linux/arm64', 'linux/amd64']);
  expect(run.log).toContain('-RUN make install');
  expect(run.log).toMatch(/^\+RUN --mount=.* make install$/m);
  expect(await readdir(join(run.temp, 'runner'))).toEqual([]);
});

test('post without state, and with garbage in it, does nothing and does not fail', async () => {
  const states: Record<string, string>[] = [
    {},
    { crossbuild: '{"version":1,"record":{"folders":["/etc"],"builders":[{"name":"-x; rm"}]}}' },
    { crossbuild: 'garbage' },
  ];
  for (const state of states) {
    const run = await runAction({ entry: 'post', cwd: repository, env: NO_DOCKER, state });
    runs.push(run);
    expect(run.code).toBe(0);
  }
  expect((await stat('/etc')).isDirectory()).toBe(true);
});

describe('the committed bundle', () => {
  const dist = join(repository, 'dist');

  /** The files that a start reads, by static imports alone. */
  async function reads(entry: string, seen = new Set<string>()): Promise<Set<string>> {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    const text = await readFile(join(dist, entry), 'utf8');
    for (const [, file = ''] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) await reads(file, seen);
    return seen;
  }

  test('has under 1.5 MB of code', async () => {
    const files = (await readdir(dist)).filter((name) => name.endsWith('.mjs'));
    const sizes = await Promise.all(files.map(async (name) => (await stat(join(dist, name))).size));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(1_500_000);
  });

  test.each(['main.mjs', 'post.mjs'])('%s starts without caches, YAML and undici', async (entry) => {
    const texts = await Promise.all([...(await reads(entry))].map((name) => readFile(join(dist, name), 'utf8')));
    for (const marker of ['BlockBlobClient', 'github.actions.results.api', 'YAMLParseError', 'undici/'])
      expect(texts.join('\n')).not.toContain(marker);
  });

  test('the markers of the previous test do occur in the whole bundle', async () => {
    const names = await readdir(dist);
    const all = (await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')))).join('\n');
    for (const marker of ['BlockBlobClient', 'github.actions.results.api', 'YAMLParseError'])
      expect(all).toContain(marker);
  });
});
