import { randomBytes } from 'node:crypto';
import type { Docker } from '../docker/docker.ts';
import { LONGEST_JOB_MS } from '../model/job.ts';
import type { World } from '../system/ports.ts';

/** Containers that lie with the engine, and outlive a job whose machine was switched off before its post part. */
const DATED = /^(?:crossbuild-run-|buildx_buildkit_crossbuild-)([0-9a-z]{8})[0-9a-f]{12}0?$/;

/** A name of this job's own that says when it was given, so that a later job can tell that nobody uses it any more. */
export function datedName(prefix: 'crossbuild-run-' | 'crossbuild-', { now }: World['clock']): string {
  return `${prefix}${now().toString(36).padStart(8, '0')}${randomBytes(6).toString('hex')}`;
}

/**
 * Takes away containers of jobs that cannot run any more: images that `verify: run` started, and builders of a step's
 * own, with their state. Names of users, builders that were to be kept, and anything younger than a job can be are left
 * alone. What cannot be removed is for the next job.
 */
export async function removeLeftovers(
  { clock, log }: Pick<World, 'clock' | 'log'>,
  docker: Docker,
  prefix: 'crossbuild-run-' | 'buildx_buildkit_crossbuild-',
): Promise<void> {
  const dead = (await docker.containers(prefix)).filter((name) => {
    const since = Number.parseInt(DATED.exec(name)?.[1] ?? '', 36);
    return clock.now() - since > LONGEST_JOB_MS;
  });
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
