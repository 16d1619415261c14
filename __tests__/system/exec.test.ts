import { expect, test } from '@jest/globals';
import { Cancelled, cleaningExec, createExec } from '../../src/system/exec.ts';

const ignorant = ['-c', '(trap "" INT; echo up; sleep 60) & wait'];

test('what a program started ends with it, though it ignores the interrupt and holds the output open', async () => {
  const cancelled = new AbortController();
  const exec = createExec({ PATH: process.env.PATH }, cancelled.signal);
  const start = Date.now();
  const run = exec.run('sh', ignorant, { onStdout: () => cancelled.abort() });
  await expect(run).rejects.toBeInstanceOf(Cancelled);
  expect(Date.now() - start).toBeLessThan(20_000);
}, 30_000);

test('a program that takes too long ends with what it started, and what it said is kept', async () => {
  const exec = createExec({ PATH: process.env.PATH }, new AbortController().signal);
  const result = await exec.run('sh', ignorant, { timeoutMs: 200 });
  expect(result).toMatchObject({ timedOut: true, stdout: 'up\n' });
  expect(result.code).toBeGreaterThan(128);
}, 30_000);

test('arguments longer than the machine takes are told by their flag, without what they hold', async () => {
  const exec = createExec({ PATH: process.env.PATH }, new AbortController().signal);
  const run = exec.run('true', ['build', `--label=a=${'secret'.repeat(30_000)}`]);
  await expect(run).rejects.toThrow(
    /^true cannot be started - its arguments \(176 KiB, the longest is --label with 176 KiB\).*; shorten /,
  );
  await expect(run).rejects.not.toThrow(/secret/);
});

test('after the step was cancelled nothing is started but what cleans up', async () => {
  const cancelled = new AbortController();
  const exec = createExec({ PATH: process.env.PATH }, cancelled.signal);
  cancelled.abort();
  await expect(exec.run('echo', ['no'])).rejects.toBeInstanceOf(Cancelled);
  expect(await exec.run('echo', ['yes'], { cleaning: true })).toMatchObject({ code: 0, stdout: 'yes\n' });
  expect(await cleaningExec(exec).run('echo', ['too'])).toMatchObject({ code: 0, stdout: 'too\n' });
});
