import type { Docker } from '../docker/docker.ts';
import type { GivenDigest } from '../inputs/merge-inputs.ts';
import type { Problem } from '../model/problem.ts';
import { findMarker } from '../shard/hand-over.ts';
import { markerTag, readMarker } from '../shard/marker.ts';

/** What one job pushed to one repository. */
export interface Shard {
  /** What is joined: a manifest or an index. */
  readonly digest: string;
  /** Digest of each platform's image in it. */
  readonly platforms: Readonly<Record<string, string>>;
  /** Where it was found, for messages: a tag, or `digests`. */
  readonly from: string;
  /** The attempt of the run that it comes from; undefined when that is not known. */
  readonly attempt?: number;
  /** The tag that handed it over, where that names an index of its own, so that nothing is lost with it. */
  readonly marker?: string;
}

export interface Found {
  readonly shards: readonly Shard[];
  readonly problems: readonly Problem[];
}

/** The shards that the jobs of this run left in a repository. */
export async function shardsOfRun(
  docker: Pick<Docker, 'rawManifest'>,
  { name, key, platforms, builder }: { name: string; key: string; platforms: readonly string[]; builder?: string },
): Promise<Found> {
  const found = await Promise.all(
    platforms.map(async (platform): Promise<Found> => {
      const reference = `${name}:${markerTag(key, platform)}`;
      const marker = await findMarker(docker, reference, builder);
      if (marker === undefined) return { shards: [], problems: [missing(platform, reference, name)] };
      if (marker.platforms[platform] === undefined)
        return { shards: [], problems: [strange(platform, reference, Object.keys(marker.platforms))] };
      const { source } = marker;
      const shard: Shard = {
        digest: source?.digest ?? marker.digest,
        platforms: marker.platforms,
        from: reference,
        ...(source === undefined ? {} : { attempt: source.attempt }),
        ...(source === undefined || holds(marker.digest, source.digest, marker.platforms) ? {} : { marker: reference }),
      };
      return { shards: [shard], problems: [] };
    }),
  );
  return { shards: found.flatMap(({ shards }) => shards), problems: found.flatMap(({ problems }) => problems) };
}

/** Whether a marker is the shard itself: taking it away could take the image along. */
function holds(marker: string, shard: string, platforms: Shard['platforms']): boolean {
  return marker === shard || Object.values(platforms).includes(marker);
}

function missing(platform: string, reference: string, name: string): Problem {
  return {
    what: `${platform} is missing: no job of this run handed it over`,
    why: `${reference} is not there`,
    instead: `look at the job that builds ${platform}: it must have pushed to ${name} in this run with shard: true and with the same tags and flavor as here, and this job must need it; a merge that was done has taken the tags away, so run all jobs again, or give it cleanup: false`,
  };
}

function strange(platform: string, reference: string, found: readonly string[]): Problem {
  return {
    what: `${platform} is missing: what was handed over as ${platform} is ${found.join(', ') || 'no image'}`,
    why: `that is what ${reference} holds`,
    instead: `look at the job that builds ${platform}`,
  };
}

/** The shards that the user names, in a repository. */
export async function shardsByDigest(
  docker: Pick<Docker, 'rawManifest' | 'inspectImage'>,
  { name, digests, builder }: { name: string; digests: readonly GivenDigest[]; builder?: string },
): Promise<Found> {
  const found = await Promise.all(
    digests.map(async ({ digest, platform }): Promise<Found> => {
      const reference = `${name}@${digest}`;
      const image = await docker.inspectImage(reference, builder);
      if ('why' in image) return { shards: [], problems: [notThere(platform, reference, image.why)] };
      const listed =
        image.manifests.length > 0 ? readMarker(await docker.rawManifest(reference, builder)).platforms : {};
      const single = Object.keys(image.configs).find((one) => one.includes('/'));
      const platforms = image.manifests.length > 0 || single === undefined ? listed : { [single]: digest };
      if (platform !== undefined && platforms[platform] === undefined)
        return { shards: [], problems: [strange(platform, reference, Object.keys(platforms))] };
      return { shards: [{ digest, platforms, from: reference }], problems: [] };
    }),
  );
  return { shards: found.flatMap(({ shards }) => shards), problems: found.flatMap(({ problems }) => problems) };
}

function notThere(platform: string | undefined, reference: string, why: string): Problem {
  return {
    input: 'digests',
    what: `${platform ?? 'a shard'} is missing: ${reference} cannot be read`,
    why,
    instead:
      'every job pushes its shard to every name of the image; is the name the same there, and is this job logged in?',
  };
}

/** Joins what was found: each platform exactly once, no other, the same image where two shards have it. */
export function checkShards(shards: readonly Shard[], wanted: readonly string[]): Problem[] {
  const owners = new Map<string, Shard[]>();
  for (const shard of shards)
    for (const platform of Object.keys(shard.platforms)) owners.set(platform, [...(owners.get(platform) ?? []), shard]);
  const problems: Problem[] = [];
  for (const platform of wanted.filter((one) => !owners.has(one)))
    problems.push({
      what: `${platform} is missing`,
      why: `the shards hold ${[...owners.keys()].join(', ') || 'nothing'}`,
      instead: `add the digest of the job that builds ${platform}, or take it out of platforms`,
    });
  for (const [platform, all] of owners) {
    if (!wanted.includes(platform))
      problems.push({
        what: `${platform} is in a shard but not in platforms`,
        why: `${all[0]?.from} holds it`,
        instead: `add ${platform} to platforms, or do not build it`,
      });
    const different = all.filter(
      (one, at) => all.findIndex((other) => other.platforms[platform] === one.platforms[platform]) === at,
    );
    if (different.length > 1)
      problems.push({
        what: `two shards disagree about ${platform}`,
        why: different.map(({ from, platforms }) => `${from} has ${platforms[platform]}`).join(', '),
        instead: 'give each platform to one job of the matrix',
      });
  }
  return problems;
}

/** Every name of the image must hold the same shards: a tag means one image wherever it is. */
export function checkNames(byName: readonly { readonly name: string; readonly shards: readonly Shard[] }[]): Problem[] {
  const [first, ...others] = byName;
  const digestsOf = (shards: readonly Shard[]) =>
    Object.assign({}, ...shards.map(({ platforms }) => platforms)) as Shard['platforms'];
  if (first === undefined) return [];
  const expected = digestsOf(first.shards);
  return others.flatMap(({ name, shards }) =>
    Object.entries(digestsOf(shards))
      .filter(([platform, digest]) => expected[platform] !== undefined && expected[platform] !== digest)
      .map(([platform, digest]) => ({
        what: `${first.name} and ${name} hold different images of ${platform}`,
        why: `${expected[platform]} there, ${digest} here`,
        instead: `run the job that builds ${platform} again: one job pushes to all names`,
      })),
  );
}
