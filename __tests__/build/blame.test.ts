import { describe, expect, test } from '@jest/globals';
import { blamesCross, blamesInjection } from '../../src/build/blame.ts';
import type { Strategy } from '../../src/model/strategy.ts';
import type { PlatformPlan } from '../../src/plan/plan-types.ts';
import type { BuildRecord } from '../../src/progress/progress.ts';

type Failure = NonNullable<BuildRecord['failure']>;

const failed = (more: Partial<Failure>): BuildRecord =>
  ({
    text: '',
    failure: { stage: 'build', platform: 'linux/arm64', message: '', injected: true, lastLines: [], ...more },
  }) as unknown as BuildRecord;

/** What was planned: the stage `build` by this strategy for arm64, and emulated for s390x. */
const planned = (strategy: Strategy): PlatformPlan[] =>
  (['linux/arm64', 'linux/s390x'] as const).map((platform) => {
    const used = platform === 'linux/arm64' ? strategy : 'emulate';
    return {
      platform,
      strategy: used,
      because: '',
      stages: [{ index: 0, stage: 'build', strategy: used, because: '' }],
    };
  });

describe('a failed build points at what was injected', () => {
  test.each<[name: string, strategies: readonly Strategy[], line: string]>([
    ['our tool in the error', ['accelerate', 'cross'], '/.crossbuild/libexec/cc1: not found'],
    ['a broken compiler', ['accelerate', 'cross'], 'x.c:1: internal compiler error: Segmentation fault'],
    ['a program of another architecture', ['accelerate', 'cross'], '/bin/sh: 1: ./x: Exec format error'],
    ['a library of the target', ['cross'], '/usr/bin/ld: cannot find -lopus: No such file'],
    ['start files', ['cross'], 'ld: cannot find crti.o: No such file or directory'],
    ['pkg-config', ['cross'], "No package 'opus' found"],
    ['apt', ['cross'], 'E: Unable to locate package x:arm64'],
    ['package lists', ['cross'], 'crossbuild: cross cannot fetch the package lists of arm64 for Debian GNU/Linux 12'],
    ['the set-up', ['cross'], 'process "/bin/sh /.crossbuild-kit/cross/setup.sh" did not complete successfully'],
    ['flags of another compiler', ['cross'], "gcc: error: unrecognized command-line option '-m64'"],
    ['a processor of another architecture', ['cross'], 'cc1: error: unknown value ‘native’ for ‘-march’'],
    ['another such', ['cross'], 'cc1: error: unrecognized -march target: native'],
    ['what may not be removed', ['accelerate'], "rm: cannot remove '/usr/local/go/pkg/tool': Device or resource busy"],
    [
      'what may not be written',
      ['accelerate'],
      "chown: changing ownership of '/usr/local/go/bin/go': Read-only file system",
    ],
    ['tools of another Go', ['accelerate'], 'compile: version "go1.26.1" does not match go tool version "go1.26.0"'],
  ])('%s', (_, strategies, line) => {
    const blames = (strategy: Strategy, more: Partial<Failure> = {}) =>
      blamesInjection(failed({ lastLines: ['cc -c x.c', line], ...more }), planned(strategy)) !== undefined;
    for (const strategy of ['native', 'emulate', 'accelerate', 'cross'] as const)
      expect([strategy, blames(strategy)]).toEqual([strategy, strategies.includes(strategy)]);
    expect(blames('cross', { platform: 'linux/s390x' })).toBe(false);
    expect(blames('accelerate', { injected: false })).toBe(false);
  });

  test('a stage that makes the tools failed, or could not be started', () => {
    expect(blamesInjection(failed({ stage: 'crossbuild-toolchain-1', injected: false }), planned('accelerate'))).toBe(
      'the stage crossbuild-toolchain-1, which makes the tools, failed',
    );
    const text = 'ERROR: crossbuild-kit: not found';
    expect(blamesInjection({ text } as unknown as BuildRecord, planned('cross'))).toBe(
      'a stage that makes the tools could not be built',
    );
  });
});

describe("it does not where the user's code or the engine is at fault", () => {
  test.each(['main.go:3: syntax error: unexpected newline', '--- FAIL: TestX', 'make: *** [all] Error 2'])(
    '%s',
    (line) => {
      for (const strategy of ['accelerate', 'cross'] as const)
        expect(blamesInjection(failed({ lastLines: [line] }), planned(strategy))).toBeUndefined();
    },
  );

  test('an engine that went away', () => {
    const text = 'ERROR: no connection';
    expect(blamesInjection({ text } as unknown as BuildRecord, planned('cross'))).toBeUndefined();
  });
});

test('files of another platform point at a stage that was cross-compiled', () => {
  const foreign = [{ stages: ['final', 'build'], platform: 'linux/arm64' }];
  expect(blamesCross(foreign, planned('cross'))).toBe(
    'build, cross-compiled for linux/arm64, handed over a file of another platform',
  );
  expect(blamesCross(foreign, planned('accelerate'))).toBeUndefined();
  expect(blamesCross([{ stages: ['build'], platform: 'linux/s390x' }], planned('cross'))).toBeUndefined();
  expect(blamesCross([], planned('cross'))).toBeUndefined();
});
