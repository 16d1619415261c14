import { DockerError } from '../docker/error.ts';
import type { World } from '../system/ports.ts';

/** Milliseconds before the second and the third try. */
const WAITS = [1000, 3000];

/** Tries again what failed because of the network, such as the pull of an image; any other failure is final at once. */
export async function retried<T>({ clock, log }: Pick<World, 'clock' | 'log'>, body: () => Promise<T>): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await body();
    } catch (error) {
      if (!(error instanceof DockerError) || error.kind !== 'network') throw error;
      log.info(`${error.message}; trying again`);
      await clock.sleep(wait);
    }
  }
  return body();
}
