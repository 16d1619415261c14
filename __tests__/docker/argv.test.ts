import { describe, expect, test } from '@jest/globals';
import { createArgs, quoteOption, runArgs, tagArgs } from '../../src/docker/argv.ts';

describe('createArgs', () => {
  const plain = { driver: 'docker-container', driverOpts: [] };
  test.each([
    ['the least', plain, 0, ['create', '--name=b', '--driver=docker-container']],
    [
      'everything',
      {
        driver: 'kubernetes',
        node: 'n1',
        endpoint: 'ctx',
        driverOpts: ['namespace=ci', 'env.NO_PROXY=a,b'],
        buildkitdFlags: '--debug --oci-worker-gc',
        config: '/tmp/buildkitd.toml',
        platforms: ['linux/arm64', 'linux/arm/v7'],
      },
      0,
      [
        'create',
        '--name=b',
        '--node=n1',
        '--driver=kubernetes',
        '--driver-opt=namespace=ci',
        '--driver-opt="env.NO_PROXY=a,b"',
        '--buildkitd-flags=--debug --oci-worker-gc',
        '--buildkitd-config=/tmp/buildkitd.toml',
        '--platform=linux/arm64,linux/arm/v7',
        '--',
        'ctx',
      ],
    ],
    [
      'an appended node has no driver of its own',
      { ...plain, endpoint: 'ssh://h' },
      1,
      ['create', '--append', '--name=b', '--', 'ssh://h'],
    ],
    [
      'no platforms is none at all',
      { ...plain, platforms: [] },
      0,
      ['create', '--name=b', '--driver=docker-container'],
    ],
  ])('%s', (_, spec, index, expected) => {
    expect(createArgs('b', spec, index)).toEqual(expected);
  });

  test('never makes the builder the current one', () => {
    expect(createArgs('b', plain, 0).join(' ')).not.toMatch(/--use/);
  });
});

test.each([
  ['network=host', 'network=host'],
  ['image=x,network=host', 'image=x,network=host'],
  ['env.NO_PROXY=localhost,127.0.0.1', '"env.NO_PROXY=localhost,127.0.0.1"'],
  ['"env.A=1,2",network=host', '"env.A=1,2",network=host'],
])('driver option %s', (option, expected) => {
  expect(quoteOption(option)).toBe(expected);
});

test('an operand cannot be read as a flag', () => {
  expect(
    tagArgs({
      sources: ['a@sha256:1', 'b@sha256:2'],
      tags: ['r/n:1', 'r/n:2'],
      builder: 'b',
      annotations: ['index:k=v'],
    }),
  ).toEqual([
    'imagetools',
    'create',
    '--builder=b',
    '--annotation=index:k=v',
    '--tag=r/n:1',
    '--tag=r/n:2',
    '--',
    'a@sha256:1',
    'b@sha256:2',
  ]);
});

test('a single image is copied, not wrapped in an index of another digest', () => {
  expect(tagArgs({ sources: ['a@sha256:1'], tags: ['r/n:1'] })).toEqual([
    'imagetools',
    'create',
    '--prefer-index=false',
    '--tag=r/n:1',
    '--',
    'a@sha256:1',
  ]);
});

test('a try of an image has no network, gets no more rights, has limits, and a name to remove it by', () => {
  const request = { name: 'n', image: 'i@sha256:1', platform: 'linux/arm64', args: ['-v'] };
  expect(runArgs({ ...request, network: true })).not.toContain('--network=none');
  expect(runArgs(request)).toEqual([
    'run',
    '--rm',
    '--name=n',
    '--platform=linux/arm64',
    '--network=none',
    '--security-opt=no-new-privileges',
    '--memory=2g',
    '--pids-limit=1024',
    'i@sha256:1',
    '-v',
  ]);
});
