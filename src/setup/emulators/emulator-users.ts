import { randomBytes } from 'node:crypto';
import type { Docker } from '../../docker/docker.ts';
import { LONGEST_JOB_MS } from '../../model/job.ts';
import type { World } from '../../system/ports.ts';
import type { Recorder } from '../record.ts';

/*
 * Emulators belong to a whole machine, and jobs know nothing of each other. So each job that wants some says so at the
 * engine, before it looks which are there, with a volume: all jobs of a machine see it, wherever they run. What one of
 * them registered has a volume too, so that the last job can take it away, whoever registered it.
 */
const PREFIX = 'crossbuild-emulator';
const USE = /^crossbuild-emulators-in-use-([0-9a-z]{1,10})-[0-9a-f]{12}$/;
const MADE = /^crossbuild-emulator-(qemu-[a-z0-9_]+)$/;

/** A job's word that it uses emulators of an engine, and the image that can remove them. */
export interface EmulatorUse {
  readonly volume: string;
  readonly image: string;
  readonly endpoint?: string;
}

/** Whether a volume is one that `useEmulators` makes. */
export function isUse(volume: string): boolean {
  return USE.test(volume);
}

/** Says that this job uses emulators, once for each engine. An engine without volumes is no error: its builders still count. */
export async function useEmulators(
  world: Pick<World, 'clock' | 'log'>,
  given: Docker,
  { image, endpoint }: { readonly image: string; readonly endpoint: string | undefined },
  recorder: Recorder,
): Promise<void> {
  if (recorder.record().uses.some((use) => use.endpoint === endpoint)) return;
  const volume = `${PREFIX}s-in-use-${world.clock.now().toString(36)}-${randomBytes(6).toString('hex')}`;
  const said = { uses: [{ volume, image, ...(endpoint === undefined ? {} : { endpoint }) }] };
  recorder.add(said);
  if (await given.at(endpoint).createVolume(volume)) return;
  recorder.forget(said);
  world.log.debug('the engine makes no volume, so other jobs cannot know that this one uses its emulators');
}

/** Says that Crossbuild registers these emulators, before it does. */
export async function markMade(docker: Docker, names: readonly string[]): Promise<void> {
  for (const name of names) await docker.createVolume(`${PREFIX}-${name}`);
}

/** What is said at an engine. */
export interface Said {
  /** Emulators that Crossbuild registered. */
  readonly made: readonly string[];
  /** Volumes of jobs that use some, and of jobs that cannot run any more. */
  readonly live: readonly string[];
  readonly dead: readonly string[];
}

/** Reads what all jobs said at an engine. */
export async function saidAt({ clock }: Pick<World, 'clock'>, docker: Docker): Promise<Said> {
  const volumes = await docker.volumes(PREFIX);
  const uses = volumes.flatMap((volume) => {
    const since = USE.exec(volume)?.[1];
    return since === undefined ? [] : [{ volume, dead: clock.now() - Number.parseInt(since, 36) > LONGEST_JOB_MS }];
  });
  return {
    made: volumes.flatMap((volume) => MADE.exec(volume)?.[1] ?? []),
    live: uses.filter(({ dead }) => !dead).map(({ volume }) => volume),
    dead: uses.filter(({ dead }) => dead).map(({ volume }) => volume),
  };
}

/** Takes back the word of a job, or that an emulator was registered. */
export async function takeBack(docker: Docker, { made = [], live = [], dead = [] }: Partial<Said>): Promise<void> {
  for (const volume of [...live, ...dead, ...made.map((name) => `${PREFIX}-${name}`)])
    await docker.removeVolume(volume);
}
