import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/model/problem.ts';
import { makePlan, planJson } from '../../src/plan/plan.ts';
import { AMD64, planOf, platform, type Wish } from './support.ts';

const CROSSES = 'FROM golang:1.26-bookworm AS b\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a\n';
const SINGLE = 'FROM gcc:14\nRUN make\n';

describe('what counts for a platform is what takes its time', () => {
  test.each<[name: string, text: string, strategy: string, because: RegExp]>([
    ['one stage', SINGLE, 'accelerate', /^native compilers for the step in line 2/],
    [
      'accelerate before cross',
      `${CROSSES.replace('FROM scratch', 'FROM gcc:14\nRUN make')}`,
      'accelerate',
      /^stage 1: native compilers/,
    ],
    [
      'cross before emulate',
      CROSSES.replace('FROM scratch', 'FROM debian\nRUN apt-get update'),
      'cross',
      /^b: a Go stage/,
    ],
    [
      'cross before an installation with native tools',
      CROSSES.replace('FROM scratch', 'FROM debian\nRUN apt-get install -y curl'),
      'cross',
      /^b: a Go stage/,
    ],
    ['an installation', 'FROM debian\nRUN apt-get install -y curl', 'accelerate', /^native APT tools/],
    ['nothing to run', 'FROM debian\nCOPY a /\n', 'native', /^it runs nothing$/],
  ])('%s', (_, text, strategy, because) => {
    expect(planOf(text, { platforms: ['linux/arm64'] }).platforms).toMatchObject([
      { platform: 'linux/arm64', strategy, because: expect.stringMatching(because) },
    ]);
  });
});

describe('emulators', () => {
  const emulators = (text: string, wish: Wish = {}) => planOf(text, wish).emulators;

  test.each<[name: string, text: string, wish: Wish, architectures: string[], because: string]>([
    [
      'for what runs under emulation',
      SINGLE,
      { platforms: ['linux/arm64', 'linux/arm/v7'] },
      ['arm64', 'arm'],
      'steps of linux/arm64, linux/arm/v7 run under emulation',
    ],
    [
      'one for both variants of Arm',
      SINGLE,
      { platforms: ['linux/arm/v6', 'linux/arm/v7'] },
      ['arm'],
      'steps of linux/arm/v6, linux/arm/v7 run under emulation',
    ],
    ['none where all crosses', CROSSES, {}, [], 'nothing runs under emulation'],
    [
      'none for what the machine runs',
      SINGLE,
      { platforms: ['linux/amd64', 'linux/386'] },
      [],
      'nothing runs under emulation',
    ],
  ])('%s', (_, text, wish, architectures, because) => {
    expect(emulators(text, wish)).toMatchObject({ architectures, because });
  });
});

test('without platforms it is the machine that is planned for', () => {
  expect(planOf(SINGLE, { platforms: [] }).platforms.map((one) => one.platform)).toEqual(['linux/amd64']);
});

test('build arguments and the target are taken into account', () => {
  const text = 'ARG BASE=alpine\nFROM $BASE AS a\nRUN make\nFROM scratch\n';
  const strategy = (wish: Wish) =>
    planOf(text, { platforms: ['linux/arm64'], target: 'a', ...wish }).platforms[0]?.strategy;
  expect(strategy({})).toBe('emulate');
  expect(strategy({ buildArgs: ['BASE=debian:bookworm'] })).toBe('accelerate');
  expect(strategy({ buildArgs: ['BASE=debian:bookworm'], target: '' })).toBe('native');
});

test("a builder's machines count, and not the engine's", () => {
  const node = { name: 'n', endpoint: 'e', status: 'running', driverOpts: {}, flags: [], configFiles: {} };
  const { platforms } = makePlan(
    {
      platforms: [platform('linux/arm64')],
      buildArgs: [],
      buildContexts: {},
      strategy: { all: 'auto', byPlatform: {} },
      crossPackages: [],
      verify: 'true',
      target: undefined,
    } as unknown as Parameters<typeof makePlan>[0],
    {
      host: AMD64,
      dockerfile: { path: 'Dockerfile', text: SINGLE },
      bases: {},
      builder: {
        name: 'x',
        driver: 'docker-container',
        current: false,
        nodes: [{ ...node, platforms: [platform('linux/arm64'), AMD64] }],
      },
    },
  );
  expect(platforms[0]).toMatchObject({ strategy: 'native', because: 'linux/arm64 is what the builder runs' });
});

test('the output names every stage with its reason', () => {
  const json = JSON.parse(planJson(planOf(CROSSES))) as Record<string, unknown>;
  expect(json).toMatchObject({
    rewritten: true,
    platforms: [
      { platform: 'linux/amd64', stages: [{ stage: 'b', strategy: 'native' }, { stage: 'stage 1' }] },
      { platform: 'linux/arm64', stages: [{ stage: 'b', strategy: 'cross', because: expect.stringMatching(/./) }, {}] },
    ],
  });
  expect(JSON.stringify(json)).not.toContain('setup.sh');
});

test.each([
  ['a file that cannot be read', 'FRO x'],
  ['a target that is not there', 'FROM debian'],
])('%s is an error for the user', (_, text) => {
  expect(() => planOf(text, { target: 'nowhere' })).toThrow(UserError);
});
