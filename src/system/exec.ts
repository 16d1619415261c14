import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { UserError } from '../model/problem.ts';
import type { Env, Exec, RunOptions, RunResult } from './ports.ts';

const KEEP = 16 * 1024 * 1024;
/** The runner gives a cancelled step 7.5 s before it terminates it; a child must be gone by then. */
const GRACE_MS = 5000;
/** Windows has no process groups that a signal reaches. */
const GROUPS = process.platform !== 'win32';
/** How long a program may take that is started to clean up after the step was cancelled. */
const CLEANING_MS = 2000;

/** The runner interrupted the step: what was going on ends, and nothing after it is done but cleaning up. */
export class Cancelled extends UserError {
  constructor() {
    super({ what: 'the step was cancelled', why: 'the runner interrupted it' });
    this.name = 'Cancelled';
  }
}

/** Ends a wait when the step is cancelled. What is waited for may go on, as nobody can end it; its result is lost. */
export function unlessCancelled<T>(result: Promise<T>, cancelled: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new Cancelled());
    if (cancelled.aborted) cancel();
    cancelled.addEventListener('abort', cancel, { once: true });
    result.then(resolve, reject).finally(() => cancelled.removeEventListener('abort', cancel));
  });
}

/** Every program that is started through it is there to clean up: it runs after the step was cancelled, too. */
export function cleaningExec(exec: Exec): Exec {
  return { run: (command, args, options) => exec.run(command, args, { ...options, cleaning: true }) };
}

/**
 * The one place that starts programs.
 *
 * `cancelled` is the process's own cancellation: when it fires, running children are interrupted (the runner
 * signals only the node process) and their runs reject, so that nothing goes on as if they had ended by themselves.
 * Later runs reject at once, wherever the step was between two children; only those that clean up still run, for a
 * short time. `hurried` fires when the step is interrupted again: children that still run are terminated.
 */
export function createExec(env: Env, cancelled: AbortSignal, hurried?: AbortSignal): Exec {
  return {
    run: async (command, args, options = {}) => {
      if (cancelled.aborted && options.cleaning !== true) throw new Cancelled();
      return run(env, { cancelled, hurried }, command, args, options);
    },
  };
}

interface Interrupts {
  readonly cancelled: AbortSignal;
  readonly hurried?: AbortSignal | undefined;
}

function run(
  env: Env,
  { cancelled, hurried }: Interrupts,
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, merged(env, options.env), options);
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
    const timeoutMs = cancelled.aborted ? CLEANING_MS : options.timeoutMs;
    if (timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          stop();
        }, timeoutMs),
      );
    }
    const stdout = collect(options.keepBytes ?? KEEP, options.onStdout);
    const stderr = collect(options.keepBytes ?? KEEP, options.onStderr);
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

function merged(env: Env, changes: Env = {}): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries({ ...env, ...changes }).filter(([, value]) => value !== undefined));
}

/** Keeps the end of a stream; a multi-byte character split across chunks stays whole. */
function collect(keep: number, listener?: (chunk: string) => void) {
  const decoder = new StringDecoder('utf8');
  let kept: string[] = [];
  let size = 0;
  return {
    take: (data: Buffer) => {
      const chunk = decoder.write(data);
      listener?.(chunk);
      kept.push(chunk);
      size += chunk.length;
      if (size > 2 * keep) {
        kept = [kept.join('').slice(-keep)];
        size = keep;
      }
    },
    text: () => kept.join('').slice(-keep),
  };
}
