import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ActionRun, discard, repository, runAction } from '../harness/action.ts';
import { type FakeDocker, fakeDocker } from '../harness/fake-docker.ts';
import { errors, WELL } from './support.ts';

jest.setTimeout(60_000);

const SECRET = 't0ps3cret';
const FOREIGN = `PASSWORD=${SECRET} one\nRUN ${SECRET} two\n[${SECRET}\n`;
const GOOD = 'FROM alpine:3.22\nRUN echo a\n';

let fake: FakeDocker;
/** Beside each other: a checkout, and what is not of it. */
let root: string;
let checkout: string;
let outside: string;
const runs: ActionRun[] = [];

beforeAll(async () => {
  fake = await fakeDocker(WELL);
  root = await mkdtemp(join(tmpdir(), 'crossbuild-inside-'));
  checkout = join(root, 'checkout');
  outside = join(root, 'outside');
  const files: Record<string, string> = {
    'checkout/Dockerfile': GOOD,
    'checkout/app/main.c': '',
    'checkout/lib/Dockerfile.dockerignore': '*.o\n',
    'checkout/lib/Dockerfile': GOOD,
    'outside/secret': FOREIGN,
    'outside/Dockerfile': GOOD,
    'outside/made/Dockerfile': GOOD,
    'outside/made/.dockerignore': '*.o\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterAll(async () => {
  await Promise.all([fake.remove(), ...runs.map(discard)]);
  await rm(root, { recursive: true });
});

/** A step in the checkout, with links in it for the time. */
async function step(links: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>) {
  for (const [path, to] of Object.entries(links)) {
    await mkdir(join(checkout, path, '..'), { recursive: true });
    await symlink(to, join(checkout, path));
  }
  const given = { platforms: 'linux/amd64', outputs: 'type=cacheonly', 'plan-only': 'true', ...inputs };
  const env = { ...fake.env, DOCKER_HOST: 'tcp://engine.test:2375', HOME: fake.folder, LEAK: `\n${SECRET}\n` };
  const run = await runAction({ entry: 'main', cwd: checkout, inputs: given, env });
  for (const path of Object.keys(links)) await rm(join(checkout, path));
  runs.push(run);
  return run;
}

function expectNothingShown(run: ActionRun): void {
  const shown = JSON.stringify([run.log, run.annotations, run.summary, run.outputs, run.state, run.exported]);
  expect(shown).not.toContain(SECRET);
  expect(shown).not.toContain('root:');
}

describe('what leads out of workspace and context is refused, and nothing of it is shown', () => {
  const cases: [name: string, links: Record<string, string>, inputs: Record<string, string>, error: RegExp][] = [
    [
      'a Dockerfile that is the environment',
      { 'e/Dockerfile': '/proc/self/environ' },
      { context: 'e' },
      /^context: a link leads from e\/Dockerfile out/,
    ],
    [
      'a Dockerfile that is a file beside the checkout',
      { 'a.Dockerfile': '../outside/secret' },
      { file: 'a.Dockerfile' },
      /^file: a link leads from a\.Dockerfile out of the workspace and the context, to .*secret - what a build reads.*; put the file/,
    ],
    [
      'a Dockerfile by two links',
      { one: 'two', two: '../outside/secret' },
      { file: 'one' },
      /^file: a link leads from one out/,
    ],
    [
      'a folder of the Dockerfile',
      { docker: '../outside' },
      { file: 'docker/secret' },
      /^file: a link leads from docker\/secret out/,
    ],
    [
      'a Dockerfile by its absolute path',
      { linked: '../outside/secret' },
      { file: '{}/linked' },
      /^file: a link leads from .*linked out/,
    ],
    [
      'a .dockerignore',
      { 'i/.dockerignore': '/etc/passwd' },
      { context: 'i', file: 'Dockerfile' },
      /^file: a link leads from i\/\.dockerignore out/,
    ],
    [
      'a .dockerignore of the Dockerfile',
      { 'Dockerfile.dockerignore': '../outside/secret' },
      {},
      /^context: a link leads from Dockerfile\.dockerignore out/,
    ],
    [
      'a context that is the whole machine',
      { all: '/' },
      { context: 'all', file: 'Dockerfile' },
      /^context: a link leads from all out.*, to \/ - /,
    ],
    [
      'a context that is a folder beside the checkout',
      { other: '../outside' },
      { context: 'other' },
      /^context: a link leads from other out/,
    ],
    [
      'a named context',
      { other: '../outside' },
      { 'build-contexts': 'other=other' },
      /^build-contexts: a link leads from other out/,
    ],
    [
      'a Dockerfile above the checkout',
      {},
      { file: '../outside/secret' },
      /^file: \.\.\/outside\/secret lies outside of the workspace.*; write a path inside the workspace/,
    ],
    ['a context above the checkout', {}, { context: '..', file: 'Dockerfile' }, /^context: \.\. lies outside/],
    ['a link and `..`', { 'app/up': '../../outside/made' }, { file: 'app/up/../secret' }, /^file: /],
    ['an absolute path with `..`', {}, { file: '{}/../outside/secret' }, /^file: .* lies outside/],
  ];

  test.each(cases)('%s', async (_, links, inputs, error) => {
    const at = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, text.replace('{}', checkout)]));
    for (const planOnly of ['true', 'false']) {
      const run = await step(links, { ...at, 'plan-only': planOnly });
      expect(errors(run)).toMatch(error);
      expect(run.code).toBe(1);
      expectNothingShown(run);
    }
    expect((await fake.lines()).filter((line) => /^buildx (build|create)/.test(line))).toEqual([]);
  });

  test('a place that the workflow names, of which a link leads out', async () => {
    const run = await step({ '../outside/made/linked': '../secret' }, { file: join(outside, 'made', 'linked') });
    expect(errors(run)).toMatch(/^file: a link leads from .*linked out of its folder, to .*; write the path/);
    expectNothingShown(run);
  });

  test('the Dockerfile of a git repository that is exported as a link', async () => {
    await fake.script([{ match: ['buildx', 'build'], exportsLinks: { Dockerfile: join(outside, 'secret') } }, ...WELL]);
    const run = await step({}, { context: 'https://github.com/octo/app.git' });
    await fake.script(WELL);
    expect(errors(run)).toMatch(/^context: the Dockerfile Dockerfile of .* cannot be read - it is no file/);
    expectNothingShown(run);
  });
});

describe('what stays inside is read', () => {
  const cases: [name: string, links: Record<string, string>, inputs: Record<string, string>][] = [
    ['a Dockerfile above the context, in the checkout', {}, { context: 'app', file: 'app/../Dockerfile' }],
    ['a link within the checkout', { 'app/Dockerfile': '../lib/Dockerfile' }, { context: 'app' }],
    ['a link to a folder of the checkout', { src: 'lib' }, { context: 'src' }],
    ['a .dockerignore that links within the checkout', { '.dockerignore': 'lib/Dockerfile.dockerignore' }, {}],
    ['a generated Dockerfile, by its absolute path', {}, { file: '{}/../outside/made/Dockerfile' }],
    ['a context elsewhere, by its absolute path', {}, { context: '{}/../outside/made' }],
    [
      'a named context elsewhere, and one that is no folder',
      {},
      { 'build-contexts': 'a={}/../outside\nb=docker-image://alpine' },
    ],
    ['a link to nowhere beside the Dockerfile', { '.dockerignore': '../nowhere' }, {}],
  ];

  test.each(cases)('%s', async (_, links, inputs) => {
    const at = Object.entries(inputs).map(([name, text]) => [
      name,
      text.replace(/\{\}\/\.\./, root).replace('{}', checkout),
    ]);
    const run = await step(links, Object.fromEntries(at));
    expect([errors(run), run.code]).toEqual(['', 0]);
  });
});

describe('the command', () => {
  const cli = (cwd: string, file: string) =>
    spawnSync(process.execPath, [join(repository, 'dist/cli.mjs'), 'rewrite', file], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_WORKSPACE: '', PATH: '/nowhere', LEAK: SECRET },
    });

  test.each(['../outside/secret', '/proc/self/environ'])('follows no link out of its folder: %s', async (to) => {
    await symlink(to, join(checkout, 'linked'));
    const { status, stdout, stderr } = cli(checkout, 'linked');
    await rm(join(checkout, 'linked'));
    expect(stderr).toMatch(/^a link leads from linked out of this folder, to .*; write the path/);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).not.toContain(SECRET);
  });

  test('reads the file that the user names, wherever it is', () => {
    for (const file of ['../outside/Dockerfile', join(outside, 'Dockerfile'), 'Dockerfile'])
      expect(cli(checkout, file)).toMatchObject({ status: 0, stderr: '' });
  });
});
