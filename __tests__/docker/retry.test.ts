import { expect, test } from '@jest/globals';
import { retrying } from '../../src/docker/retry.ts';
import type { RunResult } from '../../src/system/ports.ts';

const failed = (stderr: string, timedOut = false): RunResult => ({ code: 1, stdout: '', stderr, timedOut });
const worked: RunResult = { code: 0, stdout: 'ok', stderr: '', timedOut: false };

/** Runs a command that ends so, one after the other; tells how it ended, how often it ran and how long was waited. */
async function run(results: readonly RunResult[], retries: number) {
  let runs = 0;
  const waits: number[] = [];
  const exec = retrying(
    { run: async () => results[Math.min(runs++, results.length - 1)] ?? worked },
    { clock: { sleep: async (ms) => void waits.push(ms) }, log: { info: () => {} }, retries },
  );
  const { code } = await exec.run('docker', ['buildx', 'imagetools', 'inspect', 'x']);
  return { code, runs, waits };
}

test.each([
  ['works at once', [worked], 2, { code: 0, runs: 1, waits: [] }],
  ['no connection, then one', [failed('dial tcp: connection refused'), worked], 2, { code: 0, runs: 2, waits: [2000] }],
  ['no answer, ever', [failed('', true)], 2, { code: 1, runs: 3, waits: [2000, 4000] }],
  ['too many requests', [failed('toomanyrequests: slow down'), worked], 1, { code: 0, runs: 2, waits: [2000] }],
  ['not there is no matter of time', [failed('x: not found'), worked], 2, { code: 1, runs: 1, waits: [] }],
  ['no permission neither', [failed('401 Unauthorized'), worked], 2, { code: 1, runs: 1, waits: [] }],
  ['no retries wanted', [failed('connection reset'), worked], 0, { code: 1, runs: 1, waits: [] }],
] as const)('%s', async (_, results, retries, expected) => {
  expect(await run(results, retries)).toEqual(expected);
});
