import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from '../model/problem.ts';
import { Cancelled } from './cancelled.ts';
import { collect } from './kept-output.ts';
import type { RunOptions, RunResult } from './ports.ts';

/** The runner gives a cancelled step 7.5 s before it terminates it; a child must be gone by then. */
const GRACE_MS = 5000;
/** Windows has no process groups that a signal reaches. */
const GROUPS = process.platform !== 'win32';

export interface Interrupts {
  readonly cancelled: AbortSignal;
  readonly hurried?: AbortSignal | undefined;
}

/**
 * Starts a program in a group of its own and stands by it until it ends: what it writes is handed on as it comes, it gets
 * its input, and at a cancellation or after `timeoutMs` it is interrupted, then killed, with all that it started.
 *
 * @throws {Cancelled} when the step was cancelled meanwhile
 */
export function supervised(
  env: NodeJS.ProcessEnv,
  { cancelled, hurried }: Interrupts,
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, env, options);
    let timedOut = false;
    const timers: NodeJS.Timeout[] = [];
    const stop = () => {
      signal(child, 'SIGINT');
      timers.push(setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS).unref());
    };
    let interrupted = false;
    const cancel = () => {
      interrupted = true;
      stop();
    };
    cancelled.addEventListener('abort', cancel, { once: true });
    const kill = () => signal(child, 'SIGKILL');
    hurried?.addEventListener('abort', kill, { once: true });
    if (options.timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          stop();
        }, options.timeoutMs),
      );
    }
    const stdout = collect(options.keepBytes, options.onStdout);
    const stderr = collect(options.keepBytes, options.onStderr);
    child.stdout?.on('data', stdout.take);
    child.stderr?.on('data', stderr.take);
    // a child that exits without reading its input breaks the pipe; its exit code says why
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input);
    const done = (code: number, note = '') => {
      cancelled.removeEventListener('abort', cancel);
      hurried?.removeEventListener('abort', kill);
      for (const timer of timers) clearTimeout(timer);
      if (interrupted) reject(new Cancelled());
      else resolve({ code, stdout: stdout.text(), stderr: stderr.text() + note, timedOut });
    };
    child.on('error', (error) => done(127, error.message));
    child.on('close', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv, options: RunOptions): ChildProcess {
  try {
    return spawn(command, args, {
      env,
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // a group of its own: docker starts buildx as a child, which must hear of the end as well
      detached: GROUPS,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'E2BIG') throw error;
    throw tooLong(command, args, env);
  }
}

/** Only the flag of the longest argument is told: its value may be anything. */
function tooLong(command: string, args: readonly string[], env: NodeJS.ProcessEnv): UserError {
  const kilobytes = (texts: readonly string[]) =>
    Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024);
  const longest = args.reduce((a, b) => (b.length > a.length ? b : a), '');
  const flag = /^-[a-z-]*/.exec(longest)?.[0] || 'one without a flag';
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return new UserError({
    what: `${command} cannot be started`,
    why: `its arguments (${kilobytes(args)} KiB, the longest is ${flag} with ${kilobytes([longest])} KiB) and variables (${kilobytes(variables)} KiB) are longer than this machine takes`,
    instead: 'shorten build-args, labels and annotations, or put long values into files that the build copies',
  });
}

/** To the program and to what it started, which may outlive it and would hold its output open. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (!GROUPS || child.pid === undefined) return void child.kill(name);
  try {
    process.kill(-child.pid, name);
  } catch {
    // the group has ended
  }
}
