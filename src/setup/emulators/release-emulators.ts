import type { Docker } from '../../docker/docker.ts';
import { architectureOf } from '../../platform/target.ts';
import type { World } from '../../system/ports.ts';
import type { SetupRecord } from '../record.ts';
import { saidAt, takeBack } from './emulator-users.ts';

/** What a record says of one engine. */
export interface EngineEmulators {
  readonly endpoint?: string;
  readonly image: string;
  /** Emulators that this job registered. */
  readonly names: readonly string[];
  /** The volumes of this job. */
  readonly uses: readonly string[];
}

/** What is recorded of emulators, by engine. */
export function byEngine({ emulators, uses }: Pick<SetupRecord, 'emulators' | 'uses'>): EngineEmulators[] {
  const all = [...emulators, ...uses];
  return [...new Set(all.map(({ endpoint }) => endpoint))].map((endpoint) => ({
    ...(endpoint === undefined ? {} : { endpoint }),
    image: all.find((one) => one.endpoint === endpoint)?.image ?? '',
    names: emulators.filter((one) => one.endpoint === endpoint).flatMap(({ names }) => names),
    uses: uses.filter((one) => one.endpoint === endpoint).map(({ volume }) => volume),
  }));
}

/**
 * Emulators are shared by the whole machine: as long as another job uses some, or any builder runs there, they stay. The
 * last one takes away what any job registered.
 */
export async function releaseEmulators(
  world: World,
  docker: Docker,
  { image, names, uses }: EngineEmulators,
): Promise<void> {
  await takeBack(docker, { live: uses });
  const said = await saidAt(world, docker);
  await takeBack(docker, { dead: said.dead });
  const ours = [...new Set([...names, ...said.made])];
  if (ours.length === 0) return;
  const others = [...(await docker.containers('buildx_buildkit_')), ...jobs(said.live.length)];
  if (others.length > 0) {
    world.log.info(`${ours.join(', ')} stays registered: ${others.join(', ')} may be using it`);
    return;
  }
  const { emulators, messages } = await docker.binfmt(image, ['--uninstall', ours.join(',')]);
  const left = ours.filter((name) => emulators.includes(name));
  // the image ends with 0 even when it could not
  if (left.length > 0) throw new Error(messages.trim().split('\n').at(-1) ?? 'the image gave no reason');
  if ((await saidAt(world, docker)).live.length === 0) return takeBack(docker, { made: said.made });
  // another job began between the two looks, and may have found them registered
  world.log.info(`${ours.join(', ')} is registered again: another job of this machine began meanwhile`);
  await docker.binfmt(image, ['--install', ours.map(architectureOf).join(',')]);
}

function jobs(count: number): string[] {
  if (count === 0) return [];
  return [count === 1 ? 'another job of this machine' : `${count} other jobs of this machine`];
}
