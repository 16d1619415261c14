import type { Docker } from '../docker/docker.ts';
import { type Passing, passingText } from '../model/passing.ts';
import { type BuildRecord, createProgress, type ProgressOptions } from '../progress/progress.ts';
import type { BuildCommand } from '../request/build-command.ts';
import type { World } from '../system/ports.ts';

export interface BuildRun {
  readonly code: number;
  readonly record: BuildRecord;
  /** What buildx wrote that is not progress: the Dockerfile excerpt and the last error. */
  readonly stderr: string;
  /** Empty, but for `call`: what a check or an outline found. */
  readonly stdout: string;
}

/** Runs one build. The log shows it as it comes; `quiet` keeps it back unless it fails. */
export async function runBuild(
  world: World,
  docker: Docker,
  command: BuildCommand,
  options: Omit<ProgressOptions, 'startedAt'> & {
    readonly input?: string;
    readonly env?: Record<string, string>;
    readonly quiet?: boolean | 'even when it fails';
    /** Standard output is an answer that somebody else tells. */
    readonly ownAnswer?: boolean;
  },
): Promise<BuildRun> {
  const progress = createProgress({ ...options, startedAt: world.clock.now() });
  const held: string[] = [];
  const result = await world.log.untrusted(async (write) => {
    const show = options.quiet ? (text: string) => void held.push(text) : write;
    const run = await docker.build(command.args, {
      env: { ...command.env, ...options.env },
      onStderr: (chunk) => show(progress.feed(chunk)),
      ...(options.ownAnswer ? {} : { onStdout: show }),
      ...(options.input === undefined ? {} : { input: options.input }),
    });
    if (options.quiet === true && run.code !== 0) write(held.join(''));
    return run;
  });
  return { code: result.code, record: progress.end(), stderr: result.stderr, stdout: result.stdout };
}

/**
 * Why a failed build is worth another try, or undefined when it is not. A step that ran and failed never is: what it
 * does may be half done, and its own code is to blame.
 */
export function passingBuild(
  { code, record: { failure, text } }: Pick<BuildRun, 'code' | 'record'>,
  now: number,
): Passing | undefined {
  return code === 0 || failure?.exitCode !== undefined ? undefined : passingText(failure?.message ?? text, now);
}
