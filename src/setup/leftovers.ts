import type { Docker } from '../docker/docker.ts';
import { LONGEST_JOB_MS } from '../model/job.ts';
import type { World } from '../system/ports.ts';
import { namedAt } from './own-names.ts';

/**
 * Takes away containers that lie with the engine, of jobs that cannot run any more: images that `verify: run` started, and builders of a step's
 * own, with their state. Names of users, builders that were to be kept, and anything younger than a job can be are left
 * alone. What cannot be removed is for the next job.
 */
export async function removeLeftovers(
  { clock, log }: Pick<World, 'clock' | 'log'>,
  docker: Docker,
  prefix: 'crossbuild-run-' | 'buildx_buildkit_crossbuild-',
): Promise<void> {
  const dead = (await docker.containers(prefix)).filter(
    (name) => clock.now() - (namedAt(name) ?? clock.now()) > LONGEST_JOB_MS,
  );
  for (const name of dead) {
    try {
      await docker.removeContainer(name);
      if (prefix === 'buildx_buildkit_crossbuild-') await docker.removeVolume(`${name}_state`);
      log.info(`Removed ${name}, which a job of more than five days ago left`);
    } catch (error) {
      log.debug(`${name} is left: ${(error as Error).message}`);
    }
  }
}
