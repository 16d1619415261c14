import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/model/problem.ts';
import { decide } from '../../src/plan/choose-strategy.ts';
import { AMD64, baseFacts, evaluated, planOf, platform, type Wish } from './support.ts';

const CROSSES =
  'FROM golang:1.26-bookworm AS b\nRUN go build -o /a .\nFROM debian:bookworm\nRUN apt-get update\nCOPY --from=b /a /a\n';
const LIKELY = CROSSES.replace('RUN go build', 'RUN make');
const SINGLE = 'FROM golang:1.26-bookworm\nRUN go build -o /a .\n';
const NODE = 'FROM --platform=$BUILDPLATFORM node:22 AS ui\nRUN npm ci\nFROM scratch\nCOPY --from=ui /dist /\n';

/** `stage=strategy` of every stage, by platform. */
function strategies(text: string, wish: Wish = {}): Record<string, string> {
  return Object.fromEntries(
    planOf(text, wish).platforms.map(({ platform: name, stages }) => [
      name.replace('linux/', ''),
      stages.map(({ stage, strategy }) => `${stage}=${strategy}`).join(' '),
    ]),
  );
}

describe('Windows gets nothing', () => {
  test.each([
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022',
    'FROM mcr.microsoft.com/dotnet/framework/sdk:4.8',
    'FROM mcr.microsoft.com/powershell/windows:7.4',
    'FROM golang:1.26-nanoserver',
    'FROM python:3.13-windowsservercore-ltsc2025',
    'FROM --platform=windows/amd64 golang:1.26',
  ])('%s', (from) => {
    const text = `${from} AS b\nRUN go build -o a.exe .\nFROM scratch\nCOPY --from=b a.exe /\n`;
    for (const strategy of ['auto', 'cross', 'accelerate', 'emulate'] as const) {
      const plan = planOf(text, { strategy, platforms: ['linux/arm64'] });
      expect(plan.platforms[0]?.stages[0]).toMatchObject({
        strategy: 'native',
        because: 'it is Windows, which no emulator runs: it is built as it is',
      });
      expect(plan.dockerfile.changed).toBe(false);
      expect(plan.emulators.architectures).toEqual([]);
    }
  });

  test('an image that is known to be for Linux too is no Windows', () => {
    const text = 'FROM x.example/go:ltsc2022\nRUN go build\n';
    const known = { 'x.example/go:ltsc2022': baseFacts() };
    const because = (wish: Wish) => planOf(text, { platforms: ['linux/arm64'], ...wish }).platforms[0]?.because;
    expect(because({})).toMatch(/^it is Windows/);
    expect(because({ bases: known })).not.toMatch(/Windows/);
  });
});

describe('what is chosen', () => {
  const amd64 = (first: string) => `${first}=native stage 1=native`;
  test.each<[name: string, text: string, wish: Wish, expected: Record<string, string>]>([
    ['auto takes what is proven', CROSSES, {}, { amd64: amd64('b'), arm64: 'b=cross stage 1=emulate' }],
    ['auto leaves what is likely', LIKELY, {}, { amd64: amd64('b'), arm64: 'b=accelerate stage 1=emulate' }],
    [
      'cross takes what is likely',
      LIKELY,
      { strategy: 'cross' },
      { amd64: amd64('b'), arm64: 'b=cross stage 1=emulate' },
    ],
    [
      'cross where it cannot be had',
      SINGLE,
      { strategy: 'cross' },
      { amd64: 'stage 0=native', arm64: 'stage 0=accelerate' },
    ],
    ['accelerate', CROSSES, { strategy: 'accelerate' }, { amd64: amd64('b'), arm64: 'b=accelerate stage 1=emulate' }],
    ['emulate', CROSSES, { strategy: 'emulate' }, { amd64: amd64('b'), arm64: 'b=emulate stage 1=emulate' }],
    [
      'by platform',
      CROSSES,
      { platforms: ['linux/arm64', 'linux/arm/v7'], byPlatform: { 'linux/arm/v7': 'emulate' } },
      { arm64: 'b=cross stage 1=emulate', 'arm/v7': 'b=emulate stage 1=emulate' },
    ],
    ['386 runs on amd64', SINGLE, { platforms: ['linux/386'] }, { '386': 'stage 0=native' }],
    ['a build stage', NODE, {}, { amd64: 'ui=native stage 1=native', arm64: 'ui=native stage 1=native' }],
    [
      'only what the target needs',
      `${SINGLE}FROM debian AS other\nRUN make`,
      { platforms: ['linux/arm64'] },
      { arm64: 'other=accelerate' },
    ],
    [
      'no emulator, proven',
      CROSSES,
      { noEmulator: 'no', platforms: ['linux/arm64'] },
      { arm64: 'b=cross stage 1=emulate' },
    ],
    [
      'no emulator, likely',
      LIKELY,
      { noEmulator: 'no', platforms: ['linux/arm64'] },
      { arm64: 'b=cross stage 1=emulate' },
    ],
    [
      'no emulator, accelerate',
      CROSSES,
      { noEmulator: 'no', strategy: 'accelerate', platforms: ['linux/arm64'] },
      { arm64: 'b=cross stage 1=emulate' },
    ],
    [
      'all that shares the root qualifies',
      'FROM golang:1.26 AS base\nFROM base AS b\nRUN go build .\nFROM base AS t\nRUN ./configure\nFROM scratch\nCOPY --from=b /a /a\nCOPY --from=t /b /b',
      { platforms: ['linux/arm64'] },
      { arm64: 'base=native b=accelerate t=accelerate stage 3=native' },
    ],
    [
      'one that is not needed does not count',
      'FROM golang:1.26 AS base\nFROM base AS b\nRUN go build .\nFROM base AS t\nRUN ./configure\nFROM scratch\nCOPY --from=b /a /a',
      { platforms: ['linux/arm64'] },
      { arm64: 'base=native b=cross stage 3=native' },
    ],
  ])('%s', (_, text, wish, expected) => {
    expect(strategies(text, wish)).toEqual(expected);
  });

  test('machines of several platforms', () => {
    const nodes = [AMD64, platform('linux/arm64')];
    const decided = (target: string) =>
      decide(evaluated(SINGLE, target), 'auto', { nodes, bases: {} }).map(({ strategy, because }) => [
        strategy,
        because,
      ]);
    expect(decided('linux/arm64')).toEqual([['native', 'linux/arm64 is what the builder runs']]);
    expect(decided('linux/s390x')).toEqual([['accelerate', expect.any(String)]]);
  });

  test('native is refused where no machine keeps the promise, for all platforms at once', () => {
    expect(() =>
      planOf(SINGLE, { strategy: 'native', platforms: ['linux/amd64', 'linux/arm64', 'linux/s390x'] }),
    ).toThrow(UserError);
    try {
      planOf(SINGLE, { strategy: 'native', platforms: ['linux/amd64', 'linux/arm64', 'linux/s390x'] });
    } catch (error) {
      expect((error as UserError).problems.map(({ what }) => what)).toEqual([
        'linux/arm64 cannot be built natively',
        'linux/s390x cannot be built natively',
      ]);
    }
  });
});

describe('the reason', () => {
  const because = (text: string, wish: Wish = {}) =>
    planOf(text, { platforms: ['linux/arm64'], ...wish }).platforms[0]?.stages.map((stage) => stage.because);

  test('says why not cross, where it is not', () => {
    expect(because(LIKELY)?.[0]).toBe(
      'native Go tools and compilers for the step in line 2: it runs make; not cross: a Go stage on golang:1.26-bookworm, but line 2 runs make, whose own commands are not visible',
    );
  });

  test('names the missing emulator', () => {
    expect(because(SINGLE, { noEmulator: 'the engine is not privileged' })?.[0]).toMatch(
      /^the engine is not privileged; not cross: /,
    );
  });

  test('names the stage that spoils a shared base', () => {
    const text =
      'FROM golang:1.26 AS base\nFROM base AS b\nRUN go build .\nFROM base AS t\nRUN ./configure\nFROM scratch\nCOPY --from=b /a /a\nCOPY --from=t /b /b';
    expect(because(text)?.[1]).toMatch(
      /not cross: stage t shares its base and does not qualify: line 5 builds from source/,
    );
  });
});
