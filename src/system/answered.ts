import { Cancelled } from './cancelled.ts';
import { collect } from './kept-output.ts';
import type { RunOptions, RunResult } from './ports.ts';

/** The code of a program that nobody waited for any longer, as `timeout` of coreutils has it. */
const NOT_WAITED_FOR = 124;
/** Milliseconds from a program's end after which what it left behind holds its output open in vain. */
const HELD_OPEN_MS = 1000;

/**
 * Starts a program by `@actions/exec` and waits for its answer. That has no way to end a program: after `timeoutMs`, or
 * when the step is cancelled, nobody waits any longer, and the program ends by itself.
 *
 * @throws {Cancelled} when the step was cancelled meanwhile
 */
export async function answered(
  env: NodeJS.ProcessEnv,
  cancelled: AbortSignal,
  command: string,
  args: readonly string[],
  { cwd, timeoutMs, keepBytes, cleaning }: RunOptions,
): Promise<RunResult> {
  const { exec } = await import('./lazy/actions-exec.ts');
  if (cancelled.aborted && cleaning !== true) throw new Cancelled();
  const stdout = collect(keepBytes);
  const stderr = collect(keepBytes);
  const ended = exec(quoted(command), [...args], {
    env: env as Record<string, string>,
    // without it the command and all that it prints are in the log
    silent: true,
    ignoreReturnCode: true,
    delay: HELD_OPEN_MS,
    listeners: { stdout: stdout.take, stderr: stderr.take },
    ...(cwd === undefined ? {} : { cwd }),
  }).then(
    // there is no code when a signal ended it, and the signal is not told
    (code: number | null) => ({ code: code ?? 128, note: '' }),
    (error: Error) => ({ code: 127, note: `${command} is not found or does not start: ${error.message}` }),
  );
  const end = await first(ended, cancelled, timeoutMs);
  const { code, note } = end ?? { code: NOT_WAITED_FOR, note: '' };
  return { code, stdout: stdout.text(), stderr: stderr.text() + note, timedOut: end === undefined };
}

/** `exec` takes a command line: in quotes it is one word. */
function quoted(command: string): string {
  return `"${command.replaceAll('"', '\\"')}"`;
}

/** What comes first: the result, or undefined after the time. Rejects when the step is cancelled. */
function first<T>(result: Promise<T>, cancelled: AbortSignal, timeoutMs?: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new Cancelled());
    cancelled.addEventListener('abort', cancel, { once: true });
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => resolve(undefined), timeoutMs);
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      cancelled.removeEventListener('abort', cancel);
    });
  });
}
