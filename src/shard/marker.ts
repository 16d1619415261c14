import { createHash } from 'node:crypto';
import type { Env } from '../model/env.ts';
import { asList, asObject, asText, asTextsByName, parseJson, textMembers } from '../model/json.ts';
import type { ListItem } from '../model/list.ts';
import { type Problem, UserError } from '../model/problem.ts';
import { formatPlatform, normalise } from '../platform/platform.ts';

/**
 * How the jobs of a matrix hand their digests over.
 *
 * A job's outputs cannot be collected from a matrix: all its jobs write the same ones. Artifacts would need a client
 * of some megabytes and a service that neither `act` nor every self-hosted installation has. The registry is there in
 * any case, and every job that has pushed may write to it; so each job leaves a small index under a tag that the
 * merging job can work out for itself: one per platform, the same in every attempt, so that a job that is run again
 * replaces what it left before. What cannot be worked out (attempt, job) is in the index's annotations.
 *
 * The merge takes the tags away when it is done, where the registry allows that. What stays starts with `crossbuild-`,
 * which is what a retention rule can look for.
 */
const PREFIX = 'crossbuild';
const ANNOTATION = 'crossbuild.shard';

/** What the jobs of one run that make one image have in common. */
export interface MarkerInputs {
  readonly tags: readonly Pick<ListItem, 'text'>[];
  readonly flavor: readonly string[];
}

/**
 * The common part of the tags: the run's id, and a digest of all that tells two images of one run and one repository
 * apart. Tags and flavor count as they are written, since two jobs need not agree on the time of day.
 */
export function markerKey(env: Env, inputs: MarkerInputs): string | Problem {
  const run = env.GITHUB_RUN_ID ?? '';
  if (!/^\d{1,20}$/.test(run)) {
    return {
      input: 'shard',
      what: 'there is no run that the shards belong to',
      why: run === '' ? 'GITHUB_RUN_ID is not set' : `GITHUB_RUN_ID is "${run}"`,
      instead: 'set it to a number that the jobs of one build share and no other build has',
    };
  }
  const parts = [
    [env.GITHUB_SERVER_URL ?? '', env.GITHUB_REPOSITORY ?? '', env.GITHUB_WORKFLOW ?? '', env.GITHUB_SHA ?? ''],
    [...new Set(inputs.tags.map(({ text }) => text))].sort(),
    [...inputs.flavor].sort(),
  ];
  return `${run}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 10)}`;
}

/** `crossbuild-123-0a1b2c3d4e-linux-arm-v7` */
export function markerTag(key: string, platform: string): string {
  return `${PREFIX}-${key}-${platform.replaceAll('/', '-')}`;
}

/** Who left a marker. */
export interface MarkerSource {
  /** Digest of what the job pushed. */
  readonly digest: string;
  readonly run: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly job: string;
}

/** A marker as it was found. */
export interface Marker {
  /** Undefined where the registry or the image's own format (Docker's media types) holds no annotations. */
  readonly source?: MarkerSource;
  /** Digest of the marker's own index. */
  readonly digest: string;
  /** Digest of each platform's image. */
  readonly platforms: Readonly<Record<string, string>>;
}

export function markerSource(env: Env, digest: string): MarkerSource {
  return {
    digest,
    run: env.GITHUB_RUN_ID ?? '',
    attempt: Number(env.GITHUB_RUN_ATTEMPT) || 1,
    job: env.GITHUB_JOB ?? '',
  };
}

/** As `imagetools create --annotation` takes them. */
export function markerAnnotations(source: MarkerSource): string[] {
  return Object.entries(source).map(([name, value]) => `index:${ANNOTATION}.${name}=${value}`);
}

/** Reads the bytes of a marker's index. @throws {UserError} when they are none */
export function readMarker(raw: string): Marker {
  const index = parseJson(raw);
  if (index === undefined)
    throw new UserError({
      what: 'what was handed over to the merge cannot be read',
      why: 'the registry answered with something that is no manifest',
      instead: 'run the jobs that build again, or see what docker buildx imagetools inspect --raw prints for it',
    });
  const { manifests, annotations } = asObject(index);
  const said = asTextsByName(annotations);
  const found = (name: string) => said[`${ANNOTATION}.${name}`] ?? '';
  const known = /^sha256:[0-9a-f]{64}$/.test(found('digest'));
  return {
    digest: `sha256:${createHash('sha256').update(raw).digest('hex')}`,
    ...(known
      ? {
          source: {
            digest: found('digest'),
            run: found('run'),
            attempt: Number(found('attempt')) || 1,
            job: found('job'),
          },
        }
      : {}),
    platforms: Object.fromEntries(
      asList(manifests).flatMap((entry) => {
        const { platform, digest } = asObject(entry);
        const { os, architecture, variant = '' } = textMembers(asObject(platform), ['os', 'architecture', 'variant']);
        if (os === undefined || os === 'unknown' || architecture === undefined) return [];
        return [[platformName({ os, architecture, variant }), asText(digest) ?? '']];
      }),
    ),
  };
}

function platformName({ os, architecture, variant = '' }: { os: string; architecture: string; variant?: string }) {
  return formatPlatform(normalise({ os, architecture, variant }));
}

/**
 * Whether a marker is another job's of this attempt for the same platform, which must not be replaced. One of an
 * earlier attempt is this job's own. `act` gives every run of it the same number and attempt, so nothing follows there.
 */
export function clash(existing: Marker, own: MarkerSource, pushed: string | undefined, platform: string, env: Env) {
  const { source } = existing;
  if (source === undefined || env.ACT === 'true') return undefined;
  const same = source.digest === own.digest || (pushed !== undefined && existing.platforms[platform] === pushed);
  if (same || source.run !== own.run || source.attempt !== own.attempt) return undefined;
  return {
    what: `${platform} was built twice in this run`,
    why: `the job ${source.job || '(unnamed)'} handed over ${source.digest} for it, and this job has ${own.digest}`,
    instead: 'give each platform to one job of the matrix; two images in one repository need different tags',
  } satisfies Problem;
}
