import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../src/inputs.ts';
import { formatPlatform, type Platform } from '../../src/model/platform.ts';
import { declaredNodes } from '../../src/setup/spec.ts';

const amd64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };
const arm64: Platform = { os: 'linux', architecture: 'arm64', variant: '' };
type Asked = Pick<Inputs, 'driver' | 'endpoint' | 'builderPlatforms'>;

describe('the machines of a builder to be made', () => {
  const node = (platforms: string[], endpoint?: string) => ({
    platforms,
    driverOpts: [],
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  test.each([
    ['nothing said: the engine', { driver: 'docker-container' }, [], ['linux/amd64']],
    ['nothing said of a remote one: unknown', { driver: 'remote', endpoint: 'tcp://h:1' }, [], []],
    ['nothing said of an engine elsewhere: unknown', { driver: 'docker-container', endpoint: 'ssh://h' }, [], []],
    [
      'two remote ones',
      { driver: 'remote', endpoint: 'tcp://h:1', builderPlatforms: [amd64] },
      [node(['linux/arm64', 'linux/arm/v7'], 'tcp://h:2')],
      ['linux/amd64', 'linux/arm64'],
    ],
    [
      'the engine and a second one',
      { driver: 'docker-container' },
      [node(['linux/arm64'], 'ssh://arm')],
      ['linux/amd64', 'linux/arm64'],
    ],
    [
      'one that says it is something else',
      { driver: 'docker-container', builderPlatforms: [arm64] },
      [],
      ['linux/arm64'],
    ],
  ] as [string, Partial<Asked>, ReturnType<typeof node>[], string[]][])('%s', (_, asked, nodes, expected) => {
    const inputs = { driver: 'docker-container', endpoint: undefined, builderPlatforms: [], ...asked } as Asked;
    expect(declaredNodes(inputs, nodes, amd64).map(formatPlatform)).toEqual(expected);
  });
});
