import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { Cancelled } from '../../src/system/cancelled.ts';
import { cleaningExec, createExec } from '../../src/system/exec.ts';

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

/** The same port, whichever way a program is started. */
describe.each([
  ['answered by @actions/exec', { asksMachine: true }],
  ['supervised', {}],
] as const)('a program that is %s', (_way, way) => {
  const path = { PATH: process.env.PATH };
  const never = new AbortController().signal;

  test('tells its code and both streams, whole characters too', async () => {
    const script = 'printf "\\303"; sleep 0.1; printf "\\244"; echo no >&2; exit 7';
    expect(await createExec(path, never).run('sh', ['-c', script], way)).toEqual({
      code: 7,
      stdout: 'ä',
      stderr: 'no\n',
      timedOut: false,
    });
  });

  test('gets its arguments as they are, and only the variables that it is given', async () => {
    const exec = createExec({ ...path, LEFT: 'a', TAKEN: 'b' }, never);
    const env = { TAKEN: undefined, ADDED: 'c' };
    const script = 'echo "$LEFT-${TAKEN-none}-$ADDED-${HOME-none}-$1"';
    const { stdout } = await exec.run('sh', ['-c', script, 'sh', 'a "b" \\ $c'], { ...way, env });
    expect(stdout).toBe('a-none-c-none-a "b" \\ $c\n');
  });

  test('runs in a folder, and by a path with blanks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cross build '));
    try {
      await writeFile(join(folder, 'a "tool"'), '#!/bin/sh\npwd\n', { mode: 0o755 });
      const result = await createExec(path, never).run(join(folder, 'a "tool"'), [], { ...way, cwd: folder });
      expect(result).toMatchObject({ code: 0, stdout: `${folder}\n` });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is found in the PATH that it is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crossbuild-path-'));
    try {
      await writeFile(join(folder, 'only-there'), '#!/bin/sh\necho found\n', { mode: 0o755 });
      const exec = createExec({ PATH: `${folder}:${process.env.PATH}` }, never);
      expect(await exec.run('only-there', [], way)).toMatchObject({ code: 0, stdout: 'found\n' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('keeps the end of what it wrote', async () => {
    const run = createExec(path, never).run('seq', ['100000'], { ...way, keepBytes: 7 });
    expect((await run).stdout).toBe('100000\n');
  });

  test('writes nothing into the log by itself', async () => {
    const printed: unknown[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(text) > 0);
    await createExec(path, never).run('echo', ['secret'], way);
    write.mockRestore();
    expect(printed).toEqual([]);
  });

  test('that is not there ends with 127 and says so', async () => {
    const result = await createExec(path, never).run('crossbuild-no-such-program', [], way);
    expect(result).toMatchObject({ code: 127, stdout: '', timedOut: false });
    expect(result.stderr).toMatch(/ENOENT|not found/);
  });

  test('is told too long an environment by its length, and the process goes on', async () => {
    const run = createExec({ ...path, LONG: 'x'.repeat(200_000) }, never).run('true', [], way);
    await expect(run).rejects.toThrow(/^true cannot be started - .* variables \(196 KiB\)/);
  });

  test('has a limit of time', async () => {
    const result = await createExec(path, never).run('sleep', ['1'], { ...way, timeoutMs: 100 });
    expect(result.timedOut).toBe(true);
    expect(result.code).toBeGreaterThan(123);
  });

  test('is not waited for once the step is cancelled, unless it cleans up', async () => {
    const cancelled = new AbortController();
    const exec = createExec(path, cancelled.signal);
    const run = exec.run('sleep', ['1'], way);
    setTimeout(() => cancelled.abort(), 100);
    await expect(run).rejects.toBeInstanceOf(Cancelled);
    await expect(exec.run('true', [], way)).rejects.toBeInstanceOf(Cancelled);
    expect(await exec.run('echo', ['yes'], { ...way, cleaning: true })).toMatchObject({ code: 0, stdout: 'yes\n' });
  });
});
