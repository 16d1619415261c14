import { describe, expect, test } from '@jest/globals';
import { DockerError } from '../../src/docker/docker-error.ts';
import { checkNames, checkShards, type Shard, shardsOfRun } from '../../src/merge/shards.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const shard = (from: string, platforms: Record<string, string>): Shard => ({ from, platforms, digest: digest('f') });

test.each([
  ['each platform once', [{ 'linux/amd64': 'a' }, { 'linux/arm64': 'b' }], []],
  ['all in one', [{ 'linux/amd64': 'a', 'linux/arm64': 'b' }], []],
  ['the same image twice', [{ 'linux/amd64': 'a', 'linux/arm64': 'b' }, { 'linux/arm64': 'b' }], []],
  ['one missing', [{ 'linux/amd64': 'a' }], ['linux/arm64 is missing']],
  ['none at all', [], ['linux/amd64 is missing', 'linux/arm64 is missing']],
  [
    'one too many',
    [{ 'linux/amd64': 'a', 'linux/arm64': 'b', 'linux/386': 'c' }],
    ['linux/386 is in a shard but not in platforms'],
  ],
  [
    'two that disagree',
    [{ 'linux/amd64': 'a' }, { 'linux/arm64': 'b' }, { 'linux/arm64': 'c' }],
    ['two shards disagree about linux/arm64'],
  ],
])('%s', (_, given, expected) => {
  const shards = given.map((platforms, at) => shard(`shard ${at}`, platforms as Record<string, string>));
  expect(checkShards(shards, ['linux/amd64', 'linux/arm64']).map(({ what }) => what)).toEqual(expected);
});

test('a disagreement names both shards', () => {
  const both = [shard('tag one', { 'linux/amd64': 'a' }), shard('tag two', { 'linux/amd64': 'b' })];
  expect(checkShards(both, ['linux/amd64'])[0]?.why).toBe('tag one has a, tag two has b');
});

test('every name must hold the same images', () => {
  const first = {
    name: 'ghcr.io/o/app',
    shards: [shard('x', { 'linux/amd64': 'a' }), shard('y', { 'linux/arm64': 'b' })],
  };
  const same = { name: 'docker.io/o/app', shards: [shard('z', { 'linux/amd64': 'a', 'linux/arm64': 'b' })] };
  const other = { name: 'quay.io/o/app', shards: [shard('z', { 'linux/amd64': 'a', 'linux/arm64': 'c' })] };
  expect(checkNames([first, same])).toEqual([]);
  expect(checkNames([first, same, other]).map(({ what }) => what)).toEqual([
    'ghcr.io/o/app and quay.io/o/app hold different images of linux/arm64',
  ]);
});

describe('the shards of a run', () => {
  const index = (architecture: string) =>
    JSON.stringify({
      manifests: [{ digest: digest('1'), platform: { os: 'linux', architecture } }],
      annotations: {
        'crossbuild.shard.digest': digest('a'),
        'crossbuild.shard.run': '7',
        'crossbuild.shard.attempt': '2',
      },
    });
  const docker = (tags: Record<string, string>) => ({
    rawManifest: async (reference: string) => {
      const found = tags[reference];
      if (found === undefined)
        throw new DockerError('no', { code: 1, stdout: '', stderr: `${reference}: not found`, timedOut: false });
      return found;
    },
  });
  const look = (tags: Record<string, string>) =>
    shardsOfRun(docker(tags), { name: 'r/app', key: '7-x', platforms: ['linux/amd64', 'linux/arm64'] });

  test('are found by tag, with the attempt that each is from', async () => {
    const found = await look({
      'r/app:crossbuild-7-x-linux-amd64': index('amd64'),
      'r/app:crossbuild-7-x-linux-arm64': index('arm64'),
    });
    expect(found.problems).toEqual([]);
    expect(found.shards[1]).toEqual({
      digest: digest('a'),
      platforms: { 'linux/arm64': digest('1') },
      from: 'r/app:crossbuild-7-x-linux-arm64',
      attempt: 2,
      marker: 'r/app:crossbuild-7-x-linux-arm64',
    });
  });

  test('whose marker has no annotations is the shard itself: its tag is not to be taken away', async () => {
    const bare = JSON.stringify({ manifests: JSON.parse(index('amd64')).manifests });
    const { shards } = await look({ 'r/app:crossbuild-7-x-linux-amd64': bare });
    expect(shards).toHaveLength(1);
    expect(shards[0]).not.toHaveProperty('marker');
  });

  test('a missing one is named, with what was looked for and what to do', async () => {
    const { problems } = await look({ 'r/app:crossbuild-7-x-linux-amd64': index('amd64') });
    expect(problems).toEqual([
      {
        what: 'linux/arm64 is missing: no job of this run handed it over',
        why: 'r/app:crossbuild-7-x-linux-arm64 is not there',
        instead: expect.stringMatching(/the job that builds linux\/arm64.*shard: true.*same tags.*need it/),
      },
    ]);
  });

  test('one that holds another platform than its tag says is missing too', async () => {
    const { problems } = await look({
      'r/app:crossbuild-7-x-linux-amd64': index('amd64'),
      'r/app:crossbuild-7-x-linux-arm64': index('amd64'),
    });
    expect(problems.map(({ what }) => what)).toEqual([
      'linux/arm64 is missing: what was handed over as linux/arm64 is linux/amd64',
    ]);
  });
});
