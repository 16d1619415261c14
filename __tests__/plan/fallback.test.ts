import { describe, expect, test } from '@jest/globals';
import type { BuildRecord } from '../../src/build/progress.ts';
import { blamesInjection } from '../../src/plan/fallback.ts';

type Failure = NonNullable<BuildRecord['failure']>;

const failed = (more: Partial<Failure>): BuildRecord =>
  ({ failure: { stage: 'build', injected: true, lastLines: [], ...more } }) as unknown as BuildRecord;

describe('a failed build points at what was injected', () => {
  test.each<[name: string, more: Partial<Failure>]>([
    ['a stage that makes tools', { stage: 'crossbuild-toolchain-1', injected: false }],
    ['our tool in the error', { lastLines: ['/.crossbuild/libexec/cc1: not found'] }],
    ['a broken compiler', { lastLines: ['x.c:1: internal compiler error: Segmentation fault'] }],
    ['a program of another architecture', { lastLines: ['/bin/sh: 1: ./x: Exec format error'] }],
    ['a library of the target', { lastLines: ['/usr/bin/ld: cannot find -lopus: No such file'] }],
    ['start files', { lastLines: ['ld: cannot find Scrt1.o', 'ld: cannot find crti.o: No such file or directory'] }],
    ['pkg-config', { lastLines: ["No package 'opus' found"] }],
    ['apt', { lastLines: ['E: Unable to locate package x:arm64'] }],
    ['flags of another compiler', { lastLines: ["gcc: error: unrecognized command-line option '-m64'"] }],
    [
      "Go's tools of another version",
      { lastLines: ['compile: version "go1.26.1" does not match go tool version "go1.26.0"'] },
    ],
  ])('%s', (_, more) => {
    expect(blamesInjection(failed(more), '')).toEqual(expect.any(String));
  });

  test('a stage that could not be started at all', () => {
    expect(blamesInjection({} as BuildRecord, 'ERROR: crossbuild-kit: not found')).toBe(
      'a stage that makes the tools could not be built',
    );
  });
});

describe('it does not where the code is at fault', () => {
  test.each<[name: string, more: Partial<Failure>]>([
    ['a syntax error', { lastLines: ['main.go:3: syntax error: unexpected newline'] }],
    ['a failing test', { lastLines: ['--- FAIL: TestX', 'FAIL'] }],
    ['the same signs in a step without tools', { injected: false, lastLines: ['cannot find -lopus'] }],
  ])('%s', (_, more) => {
    expect(blamesInjection(failed(more), '')).toBeUndefined();
  });

  test('an engine that went away', () => {
    expect(blamesInjection({} as BuildRecord, 'ERROR: no connection')).toBeUndefined();
  });
});
