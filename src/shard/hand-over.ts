import type { Docker } from '../docker/docker.ts';
import { DockerError } from '../docker/docker-error.ts';
import type { Env } from '../model/env.ts';
import { UserError } from '../model/problem.ts';
import type { Log } from '../system/ports.ts';
import {
  clash,
  type Marker,
  type MarkerInputs,
  markerAnnotations,
  markerKey,
  markerSource,
  markerTag,
  readMarker,
} from './marker.ts';

export interface HandOver {
  /** Names of the image without tag; each has been pushed to. */
  readonly repositories: readonly string[];
  /** Digest of what was pushed. */
  readonly digest: string;
  /** Platforms that this job built, each with the digest of its image where that is known. */
  readonly platforms: Readonly<Record<string, string | undefined>>;
  readonly inputs: MarkerInputs;
  readonly builder?: string;
}

/**
 * Leaves the digest of a shard in the registry, for the job that merges.
 *
 * @throws {UserError} when another job of this attempt has built the same platform.
 */
export async function handOver(
  world: { readonly env: Env; readonly log: Pick<Log, 'info'> },
  docker: Pick<Docker, 'rawManifest' | 'tagImage'>,
  { repositories, digest, platforms, inputs, builder }: HandOver,
): Promise<void> {
  const key = markerKey(world.env, inputs);
  if (typeof key !== 'string') throw new UserError(key);
  const own = markerSource(world.env, digest);
  const all = repositories.flatMap((name) =>
    Object.entries(platforms).map(([platform, pushed]) => ({
      name,
      platform,
      pushed,
      reference: `${name}:${markerTag(key, platform)}`,
    })),
  );
  const look = async () => {
    for (const one of all) {
      const marker = await findMarker(docker, one.reference, builder);
      const problem = marker && clash(marker, own, one.pushed, one.platform, world.env);
      if (problem !== undefined) throw new UserError(problem);
    }
  };
  await look();
  for (const { name, platform, reference } of all) {
    await docker.tagImage({
      source: `${name}@${digest}`,
      tags: [reference],
      annotations: markerAnnotations(own),
      ...(builder === undefined ? {} : { builder }),
    });
    world.log.info(`Handed ${platform} over to the merge as ${reference}`);
  }
  // of two jobs that looked at the same time, the one that wrote first finds the other's
  await look();
}

/** The marker under a reference; undefined when there is none. */
export async function findMarker(
  docker: Pick<Docker, 'rawManifest'>,
  reference: string,
  builder?: string,
): Promise<Marker | undefined> {
  try {
    return readMarker(await docker.rawManifest(reference, builder));
  } catch (error) {
    if (error instanceof DockerError && missing(error)) return undefined;
    throw error;
  }
}

function missing({ kind, stderr }: DockerError): boolean {
  return kind === 'not-found' || /manifest unknown|name unknown|404 not found/i.test(stderr);
}
