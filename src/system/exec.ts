import { isAbsolute } from 'node:path';
import { answered } from './answered.ts';
import { Cancelled } from './cancelled.ts';
import type { Env, Exec, RunOptions } from './ports.ts';
import { supervised } from './supervised.ts';

/** How long a program may take that is started to clean up after the step was cancelled. */
const CLEANING_MS = 2000;

/** Every program that is started through it is there to clean up: it runs after the step was cancelled, too. */
export function cleaningExec(exec: Exec): Exec {
  return { run: (command, args, options) => exec.run(command, args, { ...options, cleaning: true }) };
}

/**
 * The one place that starts programs: by `@actions/exec` those that only ask this machine, all others under supervision
 * (docs/decisions/0003-exec.md).
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
      const variables = merged(env, options.env);
      const bounded = cancelled.aborted ? { ...options, timeoutMs: CLEANING_MS } : options;
      if (isAnswered(command, args, variables, options)) return answered(variables, cancelled, command, args, bounded);
      return supervised(variables, { cancelled, hurried }, command, args, bounded);
    },
  };
}

/** Bytes of arguments and variables that every system takes; POSIX promises 4 KiB, Linux 128 KiB at least. */
const SHORT = 100 * 1024;

/**
 * `@actions/exec` ends the whole process where a program cannot be started for the length of what it is given, and looks
 * for one in the PATH of this process, whatever PATH the program is to get.
 */
function isAnswered(command: string, args: readonly string[], env: NodeJS.ProcessEnv, options: RunOptions): boolean {
  if (!isAbsolute(command) && env.PATH !== process.env.PATH) return false;
  if (options.asksMachine !== true || options.input !== undefined || options.onStdout !== undefined) return false;
  const texts = [...args, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0) <= SHORT;
}

function merged(env: Env, changes: Env = {}): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries({ ...env, ...changes }).filter(([, value]) => value !== undefined));
}
