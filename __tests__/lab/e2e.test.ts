import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  docker,
  example,
  inspect,
  isPublished,
  lab,
  leftInRunnerTemp,
  platformDigests,
  publishLayout,
  runEach,
  step,
  type Traces,
  traces,
  unique,
  uniqueTag,
} from './support.ts';

/** Names of others on the machine: builders of tests that run beside this one. */
const OTHERS = /^(?!.*crossbuild-)/;
let before: Traces;

beforeAll(async () => {
  before = await traces(OTHERS);
});

afterAll(async () => {
  expect(await traces(OTHERS)).toEqual(before);
});

/** Two platforms without anything to install. */
const PINNED = '__tests__/fixtures/pinned';
const THREE = ['linux/amd64', 'linux/arm/v7', 'linux/arm64'];
const HELLO: Readonly<Record<string, RegExp>> = {
  'linux/amd64': /amd64/,
  'linux/arm64': /arm64/,
  'linux/arm/v7': /arm\b/,
};

function expectHello(printed: Readonly<Record<string, string>>, platforms: readonly string[]): void {
  expect(Object.keys(printed).sort()).toEqual([...platforms].sort());
  for (const platform of platforms) expect(printed[platform]).toMatch(HELLO[platform] ?? /never/);
}

describe('an example becomes a verified image in a registry', () => {
  test.each([
    ['hello', THREE],
    ['random', ['linux/arm64']],
    // `npm run demo` builds it for all three
    ['opus-sqlite', ['linux/amd64', 'linux/arm64']],
  ])('%s', async (name, platforms) => {
    const tag = uniqueTag(name);
    const { main, post, discard } = await step({
      context: example(name),
      platforms: platforms.join(','),
      push: 'true',
      tags: tag,
      verify: 'run',
    });
    expect({ code: main.code, log: main.code === 0 ? '' : main.shown }).toEqual({ code: 0, log: '' });
    expect(main.outputs.image).toBe(`${tag.replace(/:latest$/, '')}@${main.outputs.digest}`);
    expect(Object.keys(await platformDigests(tag)).sort()).toEqual(platforms);
    expect(JSON.parse(main.outputs.digests ?? '')).toEqual(await platformDigests(tag));
    expectHello(await runEach(main.outputs.image ?? ''), platforms);
    const plan = JSON.parse(main.outputs.plan ?? '') as {
      platforms: { platform: string; strategy: string; because: string }[];
    };
    expect(plan.platforms.map(({ platform, strategy }) => [platform, strategy]).sort()).toEqual(
      platforms.map((platform) => [platform, platform === 'linux/amd64' ? 'native' : 'cross']),
    );
    for (const { because } of plan.platforms) expect(because).not.toBe('');
    expect(main.summary).toContain(`docker pull ${tag}`);
    expect(main.shown).toMatch(/, verified, (one binary|\d+ binaries) looked at/);
    expect(post.code).toBe(0);
    expect(await leftInRunnerTemp(main)).toEqual([]);
    await discard();
  });
});

test('a single-stage C program is accelerated, and a fresh builder finds every step in the registry cache', async () => {
  const tag = uniqueTag('c-make');
  const cache = `type=registry,ref=${lab.registry}/e2e/${unique('cache')}:c`;
  const inputs = { context: example('c-make'), platforms: 'linux/arm64', push: 'true', tags: tag, 'cache-from': cache };
  const first = await step({ ...inputs, 'cache-to': `${cache},mode=max`, verify: 'run' });
  expect({ code: first.main.code, log: first.main.code === 0 ? '' : first.main.shown }).toEqual({ code: 0, log: '' });
  expect(JSON.parse(first.main.outputs.plan ?? '').platforms[0].strategy).toBe('accelerate');
  expect(first.main.shown).toMatch(/linux\/arm64 +accelerate .* 0 of 4 /);
  const second = await step(inputs);
  expect(second.main.code).toBe(0);
  expect(second.main.shown).toMatch(/linux\/arm64 +accelerate .* 4 of 4 /);
  expectHello(await runEach(tag), ['linux/arm64']);
  await Promise.all([first.discard(), second.discard()]);
});

test('with no registry at all the result is an OCI layout', async () => {
  const { main, discard } = await step({ context: PINNED, platforms: 'linux/amd64,linux/arm64' });
  expect(main.code).toBe(0);
  expect(main.outputs.image).toBe('');
  const reference = uniqueTag('layout');
  await publishLayout(main.outputs.layout ?? '', reference);
  // what the layout's own index points to is the image
  const image = `${reference.replace(/:[^:/]*$/, '')}@${main.outputs.digest}`;
  expect((await inspect(reference)).manifests.map(({ digest }) => digest)).toEqual([main.outputs.digest]);
  expect(await platformDigests(image)).toEqual(JSON.parse(main.outputs.digests ?? ''));
  expect(Object.keys(await platformDigests(image)).sort()).toEqual(['linux/amd64', 'linux/arm64']);
  await discard();
});

test('a builder that exists is used and stays', async () => {
  const name = unique('e2e-builder');
  await docker(
    'buildx',
    'create',
    '--name',
    name,
    '--driver-opt',
    'network=host',
    '--buildkitd-config',
    lab.buildkitdConfig,
  );
  try {
    const { main, discard } = await step({ context: PINNED, platforms: 'linux/arm64', builder: name });
    expect(main.code).toBe(0);
    expect(main.shown).toContain(`builder ${name} exists already`);
    expect(await docker('buildx', 'ls', '--format', '{{.Builder.Name}}')).toContain(name);
    await discard();
  } finally {
    await docker('buildx', 'rm', name);
  }
});

test('a wrong binary is named, and its tag never appears', async () => {
  const tag = uniqueTag('wrong');
  const { main, discard } = await step({
    context: '__tests__/fixtures/wrong-architecture',
    platforms: 'linux/amd64,linux/arm64',
    push: 'true',
    tags: tag,
  });
  expect(main.code).toBe(1);
  expect(main.shown).toContain('/out/app of stage build is a linux/amd64 binary in the linux/arm64 image');
  expect(main.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', properties: expect.objectContaining({ line: '7' }) }),
  );
  expect(await isPublished(tag)).toBe(false);
  await discard();
});

test('a failing step is shown at its own line, once, and nothing is left', async () => {
  const { main, discard } = await step({
    context: '__tests__/fixtures/failing-build',
    platforms: 'linux/arm64',
    strategy: 'accelerate',
  });
  expect(main.code).toBe(1);
  const errors = main.annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    properties: { file: '__tests__/fixtures/failing-build/Dockerfile', line: '4' },
  });
  expect(main.shown.match(/undefined: nowhere/g)?.length).toBeLessThanOrEqual(3);
  expect(main.summary).toContain('undefined: nowhere');
  expect(main.shown).not.toContain('building again under emulation');
  await discard();
});

test('a cancelled step is cleaned up by post', async () => {
  const { main, post, discard } = await step(
    { context: example('opus-sqlite'), platforms: 'linux/arm64', strategy: 'emulate' },
    { signalAfter: { signal: 'SIGINT', seen: /apt-get update/, ms: 3000 } },
  );
  expect(main.code).not.toBe(0);
  expect(main.seconds).toBeLessThan(120);
  expect(post.code).toBe(0);
  expect(await leftInRunnerTemp(main)).toEqual([]);
  await discard();
});
