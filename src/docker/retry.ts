import { type Passing, passingText, pause } from '../model/passing.ts';
import type { Clock, Exec, RunResult } from '../system/ports.ts';
import { DockerError } from './docker-error.ts';

/** What trying again needs, wherever it is done. */
export interface Retrying {
  readonly clock: Clock;
  /** Is told of every wait. */
  readonly log: { info(text: string): void };
  /** How often, by the input of that name. */
  readonly retries: number;
}

/**
 * The one loop: does something, and again when `passes` says that its result may be another one a moment later. Only
 * for what may be done twice.
 *
 * @returns the last result
 */
export async function withRetries<T>(
  { clock, log, retries }: Retrying,
  what: string,
  body: () => Promise<T>,
  passes: (result: T) => Passing | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const result = await body();
    const passing = passes(result);
    if (passing === undefined || attempt > retries) return result;
    const wait = pause(attempt, passing);
    const why = `${what} failed for a reason that may pass (${passing.cause}: ${passing.found})`;
    if (wait === undefined) {
      log.info(
        `${why}; it is not tried again, as that would be ${Math.ceil((passing.askedMs ?? 0) / 1000)} s from now`,
      );
      return result;
    }
    log.info(`${why}; trying again in ${wait / 1000} s`);
    await clock.sleep(wait);
  }
}

/** Why a program that failed is worth another try. */
function passingResult({ code, stderr, timedOut }: RunResult, now: number): Passing | undefined {
  if (code === 0) return undefined;
  return timedOut ? { cause: 'no answer in time', found: 'it was ended' } : passingText(stderr, now);
}

/** Runs programs again that failed for a reason that may pass. Only for those that may run twice, such as those of `imagetools`. */
export function retryingExec(exec: Exec, retrying: Retrying): Exec {
  return {
    run: (command, args, options) =>
      withRetries(
        retrying,
        nameOf(command, args),
        () => exec.run(command, args, options),
        (result) => passingResult(result, retrying.clock.now()),
      ),
  };
}

/** `docker login`, `buildx imagetools create`: without options and what they are given. */
function nameOf(command: string, args: readonly string[]): string {
  const end = args.findIndex((arg) => arg.startsWith('-'));
  const verbs = args.slice(0, Math.min(3, end === -1 ? args.length : end));
  return [command.replace(/^.*[/\\]/, ''), ...verbs].join(' ');
}

/** The same for what throws: an image that cannot be pulled for the moment. Any other failure is final at once. */
export async function retried<T>(retrying: Retrying, what: string, body: () => Promise<T>): Promise<T> {
  const caught = async (): Promise<{ readonly value: T } | { readonly error: unknown }> => {
    try {
      return { value: await body() };
    } catch (error) {
      return { error };
    }
  };
  const result = await withRetries(retrying, what, caught, (one) =>
    'error' in one && one.error instanceof DockerError
      ? passingText(one.error.stderr, retrying.clock.now())
      : undefined,
  );
  if ('error' in result) throw result.error;
  return result.value;
}
