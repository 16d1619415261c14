import { describe, expect, test } from '@jest/globals';
import { planOf, type Wish } from './support.ts';

const BOTH: Wish = { platforms: ['linux/arm64', 'linux/s390x'] };
const SPLIT = (one: string, two: string) =>
  `FROM ${one} AS base-arm64\nFROM ${two} AS base-s390x\nFROM base-$TARGETARCH AS b\nRUN make\nFROM scratch\nCOPY --from=b /a /a\n`;

function stage(name: string, text: string, wish: Wish = BOTH) {
  const plan = planOf(text, wish);
  return {
    text: plan.dockerfile.text,
    stages: plan.platforms.map(({ stages }) => {
      const found = stages.find((one) => one.stage === name);
      return `${found?.strategy}: ${found?.because}`;
    }),
  };
}

describe('one step, several platforms', () => {
  test('another base for every platform: nothing is mounted for any', () => {
    const { stages, text } = stage('b', SPLIT('debian:bookworm', 'debian:trixie'));
    expect(stages).toEqual([
      'emulate: b starts from another base for every platform, and a step has tools of one',
      'emulate: b starts from another base for every platform, and a step has tools of one',
    ]);
    expect(text).not.toContain('crossbuild');
  });

  test('the same base by other stages is the same base', () => {
    expect(stage('b', SPLIT('gcc:14', 'gcc:14')).stages).toEqual([
      expect.stringMatching(/^accelerate: native compilers for the step in line 4: it runs make;/),
      expect.stringMatching(/^accelerate/),
    ]);
  });

  test('one platform alone has tools of its own base', () => {
    const { stages, text } = stage('b', SPLIT('debian:bookworm', 'debian:trixie'), { platforms: ['linux/s390x'] });
    expect(stages[0]).toMatch(/^accelerate/);
    expect(text).toContain('FROM --platform=$BUILDPLATFORM debian:trixie AS crossbuild-toolchain-1');
    expect(text).not.toContain('debian:bookworm AS crossbuild');
  });

  test("Go's tools only where every platform has that Go", () => {
    const text = 'FROM golang:1.25 AS base-amd64\nFROM golang:1.26 AS base-arm64\nFROM base-$TARGETARCH\nRUN make\n';
    const { stages, text: rewritten } = stage('stage 2', text, {});
    expect(stages[1]).toMatch(/^accelerate: .*native tools of Go are left out/);
    expect(rewritten).toContain('from=crossbuild-toolchain-1');
    expect(rewritten).not.toContain('from=crossbuild-go');
  });

  test("without Go's tools and without compilers nothing is left", () => {
    const text =
      'FROM golang:1.25-alpine AS base-amd64\nFROM golang:1.26-alpine AS base-arm64\nFROM base-$TARGETARCH\nRUN make\n';
    const { stages, text: rewritten } = stage('stage 2', text, {});
    expect(stages[1]).toMatch(/^emulate: native tools of Go are left out/);
    expect(rewritten).toBe(text);
  });

  test("a platform that is to be emulated keeps an empty tree and the target's own Go", () => {
    const { stages, text } = stage('stage 0', 'FROM golang:1.26\nRUN make\n', {
      ...BOTH,
      byPlatform: { 'linux/s390x': 'emulate' },
    });
    expect(stages).toEqual([expect.stringMatching(/^accelerate/), 'emulate: strategy asks for it']);
    expect(text).toContain('\nACCELERATE=linux/arm64\n');
    expect(text).not.toContain('from=crossbuild-go');
  });

  test('without such a platform the list is left out, which keeps the cache key', () => {
    expect(stage('stage 0', 'FROM golang:1.26\nRUN make\n').text).not.toContain('\nACCELERATE=');
  });

  test('tools made for a platform elsewhere in the file stay out of the steps that it cross-compiles', () => {
    const text =
      'FROM golang:1.26 AS b\nRUN make\nFROM gcc:14 AS c\nRUN make\nFROM scratch\nCOPY --from=b /a /a\nCOPY --from=c /c /c\n';
    const wish: Wish = { ...BOTH, strategy: 'accelerate', byPlatform: { 'linux/arm64': 'cross' } };
    expect(stage('b', text, wish).stages).toEqual([
      expect.stringMatching(/^cross/),
      'emulate: b is to be cross-compiled for linux/arm64, and a step has the same mounts for all platforms',
    ]);
    expect(stage('c', text, wish).stages).toEqual([
      expect.stringMatching(/^accelerate/),
      expect.stringMatching(/^accelerate/),
    ]);
  });
});

describe('a base that some platforms pin', () => {
  const text =
    '# escape=`\nFROM --platform=$TARGETPLATFORM golang:1.26 AS b\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a\n';
  const { dockerfile } = planOf(text, {
    platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
    byPlatform: { 'linux/arm/v7': 'emulate' },
  });

  test('is chosen by the names of the platforms', () => {
    expect(dockerfile.text).toContain(
      [
        'FROM --platform=$TARGETPLATFORM golang:1.26 AS crossbuild-base-0-plain',
        'FROM crossbuild-base-0-cross AS crossbuild-base-0-linux-arm64',
        'FROM crossbuild-base-0-plain AS crossbuild-base-0-linux-amd64',
        'FROM crossbuild-base-0-plain AS crossbuild-base-0-linux-arm-v7',
      ].join('\n'),
    );
    expect(dockerfile.text).toContain(
      'FROM crossbuild-base-0-${TARGETOS}-${TARGETARCH}${TARGETVARIANT:+-}${TARGETVARIANT} AS b\n',
    );
  });
});
