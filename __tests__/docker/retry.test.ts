import { describe, expect, test } from '@jest/globals';
import { passingBuild } from '../../src/build/run-build.ts';
import { DockerError } from '../../src/docker/docker-error.ts';
import { retried, retryingExec } from '../../src/docker/retry.ts';
import type { BuildFailure, BuildRecord } from '../../src/progress/progress.ts';
import type { RunResult } from '../../src/system/ports.ts';

const failed = (stderr: string, timedOut = false): RunResult => ({ code: 1, stdout: '', stderr, timedOut });
const worked: RunResult = { code: 0, stdout: 'ok', stderr: '', timedOut: false };

/** A world whose clock does not wait, and what it was told. */
function patience(retries: number) {
  const waits: number[] = [];
  const said: string[] = [];
  const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
  return { waits, said, retrying: { clock, log: { info: (text: string) => void said.push(text) }, retries } };
}

/** Runs a command that ends so, one after the other; tells how it ended, how often it ran and how long was waited. */
async function run(results: readonly RunResult[], retries: number) {
  let runs = 0;
  const { waits, said, retrying } = patience(retries);
  const exec = retryingExec({ run: async () => results[Math.min(runs++, results.length - 1)] ?? worked }, retrying);
  const { code } = await exec.run('/opt/buildx', ['imagetools', 'inspect', '--raw', 'x']);
  return { code, runs, waits, said };
}

describe('a program that failed', () => {
  test.each([
    ['works at once', [worked], 2, { code: 0, runs: 1, waits: [] }],
    [
      'no connection, then one',
      [failed('dial tcp: connection refused'), worked],
      2,
      { code: 0, runs: 2, waits: [2000] },
    ],
    ['no answer, ever', [failed('', true)], 2, { code: 1, runs: 3, waits: [2000, 6000] }],
    ['too many requests', [failed('toomanyrequests: slow down'), worked], 1, { code: 0, runs: 2, waits: [2000] }],
    [
      'a wait is asked for',
      [failed('429 Too Many Requests, retry-after: 40'), worked],
      1,
      { code: 0, runs: 2, waits: [40_000] },
    ],
    ['a long one', [failed('429 Too Many Requests, retry-after: 3600'), worked], 1, { code: 1, runs: 1, waits: [] }],
    [
      'too large is no matter of time',
      [failed('failed to parse error response 413: <html>')],
      2,
      { code: 1, runs: 1, waits: [] },
    ],
    ['not there neither', [failed('x: not found'), worked], 2, { code: 1, runs: 1, waits: [] }],
    ['no permission neither', [failed('401 Unauthorized'), worked], 2, { code: 1, runs: 1, waits: [] }],
    ['no retries wanted', [failed('connection reset'), worked], 0, { code: 1, runs: 1, waits: [] }],
  ] as const)('%s', async (_, results, retries, expected) => {
    expect(await run(results, retries)).toMatchObject(expected);
  });

  test('each wait is said with what and why', async () => {
    const { said } = await run([failed('failed to parse error response 504: <html>'), worked], 2);
    expect(said).toEqual([
      'buildx imagetools inspect failed for a reason that may pass (the server: status 504); trying again in 2 s',
    ]);
  });

  test('so is a wait that is too long', async () => {
    const { said } = await run([failed('429 Too Many Requests, retry-after: 3600')], 2);
    expect(said).toEqual([expect.stringMatching(/not tried again, as that would be 3600 s from now/)]);
  });
});

describe('what throws', () => {
  const broken = (stderr: string) => new DockerError('it cannot be pulled', failed(stderr));
  const times = async (errors: readonly Error[], retries: number) => {
    const { waits, retrying } = patience(retries);
    let runs = 0;
    const result = await retried(retrying, 'the image', async () => {
      const error = errors[runs++];
      if (error !== undefined) throw error;
      return 'done';
    }).catch((error: Error) => error);
    return { result, runs, waits };
  };

  test('is tried again when it may pass', async () => {
    expect(await times([broken('TLS handshake timeout')], 2)).toEqual({ result: 'done', runs: 2, waits: [2000] });
  });
  test('as often as retries says; the last error is thrown', async () => {
    const errors = [broken('i/o timeout'), broken('unexpected EOF'), broken('bad gateway')];
    expect(await times(errors, 1)).toEqual({ result: errors[1], runs: 2, waits: [2000] });
  });
  test.each([broken('manifest unknown: not found'), new Error('connection reset')])('but not %s', async (error) => {
    expect(await times([error], 2)).toEqual({ result: error, runs: 1, waits: [] });
  });
});

describe('a build that failed', () => {
  const record = (text: string, failure?: Partial<BuildFailure>) =>
    ({ text, ...(failure === undefined ? {} : { failure }) }) as BuildRecord;
  const passes = (code: number, ...of: Parameters<typeof record>) =>
    passingBuild({ code, record: record(...of) }, 0)?.found;

  test('is tried again for its own words, or for all of them when nobody knows the failure', () => {
    expect(passes(1, '', { message: 'failed to push x: unknown blob' })).toBe('unknown blob');
    expect(passes(1, 'failed to push x: unknown blob')).toBe('unknown blob');
    expect(passes(1, 'unknown blob', { message: 'golang:9: not found' })).toBeUndefined();
  });
  test('a step that ran and failed is not, nor what worked', () => {
    expect(passes(1, '', { message: 'unexpected EOF', exitCode: 1 })).toBeUndefined();
    expect(passes(0, 'unexpected EOF')).toBeUndefined();
  });
});
