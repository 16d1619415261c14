import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ActionRun, discard, repository, runAction } from '../harness/action.ts';
import { authRegistry, docker, inspect, isPublished, lab, output, platformDigests, unique } from './support.ts';

/** The jobs of a matrix, each step run as the runner would; a run's id belongs to one test. */
const builder = unique('matrix');
let context: string;
let runs = 70_000 + Math.floor(Math.random() * 1_000_000) * 1000;
const done: ActionRun[] = [];

beforeAll(async () => {
  context = await mkdtemp(join(tmpdir(), 'crossbuild-test-matrix-'));
  await writeFile(
    join(context, 'Dockerfile'),
    'FROM scratch\nARG CONTENT=a\nLABEL content=$CONTENT\nCOPY Dockerfile /\n',
  );
  await docker(
    ...['buildx', 'create', `--name=${builder}`, '--driver=docker-container', '--driver-opt=network=host'],
    ...[`--buildkitd-config=${lab.buildkitdConfig}`, '--bootstrap'],
  );
}, 300_000);

afterAll(async () => {
  for (const run of done) await discard(run);
  await docker('buildx', 'rm', '--force', builder);
  await rm(context, { recursive: true, force: true });
}, 300_000);

const tagsOf = async (image: string) => (await output(join(lab.bin, 'crane'), 'ls', '--insecure', image)).split('\n');
const newImage = () => `${lab.registry}/e2e/${unique('matrix')}`;

async function job(action: string, inputs: Record<string, string>, env: Record<string, string>): Promise<ActionRun> {
  const call = { action: join(repository, action), inputs, env, cwd: context, timeoutMs: 300_000 };
  const main = await runAction({ ...call, entry: 'main' });
  const post = await runAction({ ...call, entry: 'post', after: main });
  expect(post.code).toBe(0);
  done.push(main);
  return main;
}

interface Run {
  shard(platforms: string, inputs?: Record<string, string>, env?: Record<string, string>): Promise<ActionRun>;
  merge(platforms: string, inputs?: Record<string, string>, env?: Record<string, string>): Promise<ActionRun>;
}

function workflowRun(tags: string): Run {
  runs += 1;
  const run = { GITHUB_RUN_ID: String(runs), ACT: '' };
  const plain = { strategy: 'emulate', verify: 'true', provenance: 'mode=max' };
  return {
    shard: (platforms, inputs = {}, env = {}) =>
      job('.', { ...plain, builder, platforms, tags, shard: 'true', ...inputs }, { ...run, ...env }),
    merge: (platforms, inputs = {}, env = {}) => job('merge', { platforms, tags, ...inputs }, { ...run, ...env }),
  };
}

const errors = (run: ActionRun) =>
  run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describe('shards of one image', () => {
  test('are pushed without a tag, joined for every name, and nothing of them is lost', async () => {
    const [image, other] = [newImage(), newImage()];
    const run = workflowRun(`${image}:1.0\n${image}:latest\n${other}:1.0`);
    const arm = await run.shard('linux/arm64,linux/arm/v7');
    expect([arm.code, arm.log]).toEqual([0, expect.stringContaining('Handed linux/arm/v7 over to the merge as')]);
    expect((await run.shard('linux/amd64')).code).toBe(0);
    expect(await isPublished(`${image}:1.0`)).toBe(false);

    const merged = await run.merge('linux/amd64,linux/arm64,linux/arm/v7', { annotations: 'org.example.a=b' });

    expect([merged.code, errors(merged)]).toEqual([0, []]);
    const digests = await platformDigests(`${image}:1.0`);
    expect(Object.keys(digests).sort()).toEqual(['linux/amd64', 'linux/arm/v7', 'linux/arm64']);
    expect(JSON.parse(arm.outputs.digests ?? '{}')['linux/arm64']).toBe(digests['linux/arm64']);
    for (const tag of [`${image}:latest`, `${other}:1.0`]) expect(await platformDigests(tag)).toEqual(digests);
    const index = await inspect(`${image}:1.0`);
    expect(index.annotations).toEqual({ 'org.example.a': 'b' });
    const attested = index.manifests.map(({ annotations }) => annotations?.['vnd.docker.reference.digest']);
    expect(attested.filter((digest) => digest !== undefined).sort()).toEqual(Object.values(digests).sort());
    expect(merged.outputs).toMatchObject({
      image: `${image}@${merged.outputs.digest}`,
      platforms: 'linux/amd64,linux/arm64,linux/arm/v7',
      tags: `${image}:1.0\n${image}:latest\n${other}:1.0`,
      digests: expect.stringContaining(digests['linux/arm/v7'] ?? 'none'),
    });
    expect(await platformDigests(merged.outputs.image ?? '')).toEqual(digests);
    expect(merged.summary).toContain('3 platforms');
    // what they were handed over by is gone, and nothing with it
    expect((await tagsOf(image)).sort()).toEqual(['1.0', 'latest']);
    expect(await tagsOf(other)).toEqual(['1.0']);
    expect(merged.log).toMatch(/^Removed localhost:5000\S+:crossbuild-\d+-[0-9a-f]{10}-linux-arm-v7$/m);
  }, 300_000);

  test('one that is missing stops the merge before any tag, with what was looked for', async () => {
    const image = newImage();
    const run = workflowRun(`${image}:1.0`);
    await run.shard('linux/amd64');
    const merged = await run.merge('linux/amd64,linux/arm64');
    expect(merged.code).toBe(1);
    expect(errors(merged)).toEqual([
      expect.stringMatching(
        /^linux\/arm64 is missing: no job of this run handed it over - localhost:5000\/e2e\/matrix-\w+:crossbuild-\d+-[0-9a-f]{10}-linux-arm64 is not there; look at the job that builds linux\/arm64/,
      ),
    ]);
    expect(await isPublished(`${image}:1.0`)).toBe(false);
  }, 300_000);

  test('one platform of two jobs is refused in the same attempt, and replaced in the next', async () => {
    const image = newImage();
    const run = workflowRun(`${image}:1.0`);
    const first = await run.shard('linux/amd64');
    const second = await run.shard('linux/amd64', { 'build-args': 'CONTENT=b' });
    expect([second.code, errors(second)]).toEqual([
      1,
      [expect.stringContaining(`linux/amd64 was built twice in this run - the job build handed over`)],
    ]);
    const again = await run.shard('linux/amd64', { 'build-args': 'CONTENT=c' }, { GITHUB_RUN_ATTEMPT: '2' });
    expect(again.code).toBe(0);
    const kept = await run.merge('linux/amd64', { cleanup: 'false' }, { GITHUB_RUN_ATTEMPT: '2' });
    expect([kept.code, (await tagsOf(image)).length]).toEqual([0, 2]);
    const merged = await run.merge('linux/amd64', {}, { GITHUB_RUN_ATTEMPT: '3' });
    expect([merged.code, merged.log]).toEqual([0, expect.stringContaining('of attempt 2')]);
    const digests = await platformDigests(`${image}:1.0`);
    expect(JSON.parse(again.outputs.digests ?? '{}')).toEqual(digests);
    expect(first.outputs.digests).not.toBe(again.outputs.digests);
    expect((await inspect(`${image}:1.0`)).annotations).toBeUndefined();
  }, 300_000);

  test('given by digest need no run; two that disagree, or one too many, are refused', async () => {
    const image = newImage();
    const one = workflowRun(`${image}:1.0`);
    const amd64 = await one.shard('linux/amd64', { provenance: 'false' });
    const arm64 = await one.shard('linux/arm64');
    const other = await workflowRun(`${image}:1.0`).shard('linux/arm64', { 'build-args': 'CONTENT=b' });
    const digests = (...jobs: ActionRun[]) => ({ digests: jobs.map(({ outputs }) => outputs.digest).join('\n') });
    const elsewhere = workflowRun(`${image}:2.0`);

    const disagree = await elsewhere.merge('linux/amd64,linux/arm64', digests(amd64, arm64, other));
    expect(errors(disagree)).toEqual([expect.stringContaining('two shards disagree about linux/arm64')]);
    const extra = await elsewhere.merge('linux/amd64', digests(amd64, arm64));
    expect(errors(extra)).toEqual([expect.stringContaining('linux/arm64 is in a shard but not in platforms')]);
    expect(await isPublished(`${image}:2.0`)).toBe(false);

    const merged = await elsewhere.merge('linux/amd64,linux/arm64', digests(amd64, arm64));
    expect([merged.code, errors(merged)]).toEqual([0, []]);
    expect(Object.keys(await platformDigests(`${image}:2.0`)).sort()).toEqual(['linux/amd64', 'linux/arm64']);
  }, 300_000);

  test('of two images in one repository are told apart by their tags', async () => {
    const image = newImage();
    runs += 1;
    const env = { GITHUB_RUN_ID: String(runs) };
    const small = workflowRun(`${image}:small`);
    const large = workflowRun(`${image}:large`);
    const a = await small.shard('linux/amd64', {}, env);
    const b = await large.shard('linux/amd64', { 'build-args': 'CONTENT=large' }, env);
    expect([a.code, b.code]).toEqual([0, 0]);
    for (const run of [small, large]) expect((await run.merge('linux/amd64', {}, env)).code).toBe(0);
    expect(await platformDigests(`${image}:large`)).toEqual(JSON.parse(b.outputs.digests ?? '{}'));
    expect(await platformDigests(`${image}:small`)).toEqual(JSON.parse(a.outputs.digests ?? '{}'));
  }, 300_000);
});

test('shards in a registry with a password: the login of the merge takes their tags away, too', async () => {
  const auth = await authRegistry();
  if (auth === undefined) throw new Error('lab/up auth-registry is needed');
  const image = `${auth.host}/e2e/${unique('matrix')}`;
  const run = workflowRun(`${image}:1.0`);
  const login = { registry: auth.host, username: auth.username, password: auth.password };
  expect((await run.shard('linux/amd64', login)).code).toBe(0);
  const merged = await run.merge('linux/amd64', login);
  expect([merged.code, errors(merged), merged.log]).toEqual([0, [], expect.stringMatching(/^Removed localhost:5001/m)]);
  expect(JSON.stringify([merged.shown, merged.summary])).not.toContain(auth.password);
  const basic = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  const list = await fetch(`http://${image.replace('/', '/v2/')}/tags/list`, {
    headers: { authorization: `Basic ${basic}` },
  });
  expect(await list.json()).toMatchObject({ tags: ['1.0'] });
}, 300_000);

test('the setup action makes a builder for later steps, says what it is, and its post part removes it', async () => {
  const current = async () => /^Name: +(\S+)/m.exec(await docker('buildx', 'inspect'))?.[1];
  const before = await current();
  const inputs = { ...lab.inputs, platforms: 'linux/amd64', use: 'true' };
  const action = join(repository, 'setup');
  const main = await runAction({ action, inputs, entry: 'main', timeoutMs: 300_000 });
  done.push(main);
  expect([main.code, errors(main)]).toEqual([0, []]);
  const { name = '', nodes = '[]', buildkit = '{}' } = main.outputs;
  expect(main.outputs).toMatchObject({ driver: 'docker-container', status: 'running' });
  expect(main.outputs.platforms?.split(',')).toContain('linux/amd64');
  const [node] = JSON.parse(nodes);
  expect(node).toMatchObject({ status: 'running', buildkit: JSON.parse(buildkit)[node.name] });
  expect(await docker('buildx', 'ls', '--format', '{{.Builder.Name}}')).toContain(name);
  expect(await current()).toBe(name);

  const post = await runAction({ action, inputs, entry: 'post', after: main, timeoutMs: 300_000 });
  expect(post.code).toBe(0);
  expect(await docker('buildx', 'ls', '--format', '{{.Builder.Name}}')).not.toContain(name);
  expect(await current()).toBe(before);
}, 300_000);

test('what only a build can use is refused by setup and merge, together with all else', async () => {
  const setup = await job('setup', { 'no-cache': 'true', use: 'perhaps' }, {});
  expect(errors(setup).join('\n')).toMatch(/no-cache: there is no such input.*use: "perhaps"/s);
  const merge = await job('merge', { platform: 'linux/amd64' }, {});
  expect(errors(merge).join('\n')).toMatch(/platform: there is no such input; write platforms.*tags: is missing/s);
});
