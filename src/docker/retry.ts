import type { Clock, Exec, Log } from '../system/ports.ts';
import { classify, type FailureKind, lastUsefulLine } from './error.ts';

const PASSING: readonly FailureKind[] = ['network', 'timeout', 'rate-limit'];

/**
 * Runs a command again when it failed for a reason that may pass: no connection, no answer, too many requests. Waits 2,
 * 4, 8 … seconds. Only for commands that may run twice, such as those of `imagetools`.
 */
export function retrying(
  exec: Exec,
  {
    clock,
    log,
    retries,
  }: { readonly clock: Pick<Clock, 'sleep'>; readonly log: Pick<Log, 'info'>; readonly retries: number },
): Exec {
  return {
    run: async (command, args, options) => {
      for (let attempt = 0; ; attempt++) {
        const result = await exec.run(command, args, options);
        if (result.code === 0 || attempt >= retries || !PASSING.includes(classify(result).kind)) return result;
        log.info(`Trying again: ${lastUsefulLine(result.stderr) || 'no answer in time'}`);
        await clock.sleep(2000 * 2 ** attempt);
      }
    },
  };
}
