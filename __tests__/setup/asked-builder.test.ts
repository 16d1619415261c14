import { describe, expect, test } from '@jest/globals';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { formatPlatform, type Platform } from '../../src/platform/platform.ts';
import { declaredNodes, unknownEngines } from '../../src/setup/builder/asked-builder.ts';

const amd64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };
const arm64: Platform = { os: 'linux', architecture: 'arm64', variant: '' };
const s390x: Platform = { os: 'linux', architecture: 's390x', variant: '' };
type Asked = Pick<Inputs, 'driver' | 'endpoint' | 'builderPlatforms' | 'driverOpts'>;

describe('the machines of a builder to be made', () => {
  const node = (platforms: string[], endpoint?: string) => ({
    platforms,
    driverOpts: [],
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  test.each([
    ['nothing said: the engine', { driver: 'docker-container' }, [], ['linux/amd64']],
    ['nothing said of a remote one: unknown', { driver: 'remote', endpoint: 'tcp://h:1' }, [], []],
    ['nothing said of an engine that does not answer: unknown', { endpoint: 'ssh://h' }, [], []],
    [
      'nothing said of an engine that was asked',
      { endpoint: 'far' },
      [node([], 'tcp://x')],
      ['linux/arm64', 'linux/s390x'],
    ],
    ['nothing said of pods: unknown', { driver: 'kubernetes' }, [], []],
    [
      'pods that are selected by their machine',
      { driver: 'kubernetes', driverOpts: ['namespace=ci', 'nodeselector=kubernetes.io/arch=arm64'] },
      [{ ...node([]), driverOpts: ['nodeselector=pool=a,kubernetes.io/arch=amd64'] }],
      ['linux/arm64', 'linux/amd64'],
    ],
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
    const inputs = {
      driver: 'docker-container',
      endpoint: undefined,
      builderPlatforms: [],
      driverOpts: [],
      ...asked,
    } as Asked;
    expect(
      declaredNodes(inputs, nodes, { engine: amd64, elsewhere: { far: arm64, 'tcp://x': s390x } }).map(formatPlatform),
    ).toEqual(expected);
  });

  test('only engines whose machine nobody named are asked, each once', () => {
    const asked = (more: Partial<Asked>) =>
      ({ driver: 'docker-container', endpoint: 'far', builderPlatforms: [], driverOpts: [], ...more }) as Asked;
    const nodes = [node([], 'far'), node(['linux/arm64'], 'ssh://arm'), node([], 'tcp://x'), node([])];
    expect(unknownEngines(asked({}), nodes)).toEqual(['far', 'tcp://x']);
    expect(unknownEngines(asked({ builderPlatforms: [amd64] }), [])).toEqual([]);
    expect(unknownEngines(asked({ driver: 'remote' }), nodes)).toEqual([]);
  });
});
