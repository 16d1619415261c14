import type { Env } from '../model/env.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';
import { type Inputs, readInputs } from './inputs.ts';

/** Inputs of the main step that the merge takes too, with the same meaning. */
export const SHARED: readonly string[] = [
  ...['images', 'tags', 'flavor', 'labels', 'annotations', 'metadata-context', 'platforms', 'builder'],
  ...['registry', 'username', 'password', 'registry-auth', 'ecr', 'logout', 'retries', 'cleanup'],
  ...['buildx-version', 'buildx-mirror', 'buildx-unverified', 'cache-binary', 'github-token', 'summary'],
];

/** A shard that the user names: what a job pushed. */
export interface GivenDigest {
  readonly digest: string;
  /** The platform that the user says it is; undefined when nothing is said. */
  readonly platform?: string;
}

export interface ReadMergeInputs {
  readonly inputs: Inputs;
  /** Empty: the shards are looked up in the registry. */
  readonly digests: readonly GivenDigest[];
  /** Take away what the shards were handed over by. */
  readonly cleanup: boolean;
  readonly problems: readonly Problem[];
}

/** Reads the inputs of the merge. Never throws: all problems come back together. */
export function readMergeInputs(env: Env): ReadMergeInputs {
  const { env: own, problems: strangers } = only(env, [...SHARED, 'digests']);
  const { INPUT_DIGESTS: text = '', ...shared } = own;
  const { inputs, problems } = readInputs(shared, { pushes: true });
  const given = readDigests(text);
  return {
    inputs,
    digests: given.digests,
    cleanup: !inputs.keepBuilder,
    problems: [...problems, ...strangers, ...required(inputs), ...given.problems],
  };
}

/** The environment with the inputs that an action has, and a problem for each other one that is set. */
export function only(env: Env, names: readonly string[]): { readonly env: Env; readonly problems: readonly Problem[] } {
  const isInput = (key: string) => key.startsWith('INPUT_');
  const nameOf = (key: string) => key.slice('INPUT_'.length).toLowerCase();
  const strangers = Object.keys(env).filter(
    (key) => isInput(key) && env[key] !== undefined && !names.includes(nameOf(key)),
  );
  return {
    env: Object.fromEntries(Object.entries(env).filter(([key]) => !strangers.includes(key))),
    problems: strangers.map((key) => {
      const near = nearest(nameOf(key), names);
      return {
        input: nameOf(key),
        what: 'there is no such input',
        instead: near === undefined ? `this action takes ${names.join(', ')}` : `write ${near}`,
      };
    }),
  };
}

function required(inputs: Inputs): Problem[] {
  return [
    ...(inputs.platforms.length > 0
      ? []
      : [
          {
            input: 'platforms',
            what: 'is missing',
            why: 'without it nobody could tell that a shard is missing',
            instead: 'write the platforms of all jobs, such as linux/amd64,linux/arm64',
          },
        ]),
    ...(inputs.tags.length > 0 || inputs.images.length > 0
      ? []
      : [
          {
            input: 'tags',
            what: 'is missing',
            why: 'the merged image needs a name',
            instead: 'write the same images, tags and flavor as in the jobs that build the shards',
          },
        ]),
  ];
}

const DIGEST = /(?:^|[=@\s])(sha256:[0-9a-f]{64})$/;

/**
 * One a line, or with commas: `sha256:…`, `name@sha256:…`, `linux/arm64=sha256:…`; or the JSON that the main step's
 * output `digests` holds, one or more of them.
 */
export function readDigests(text: string): {
  readonly digests: readonly GivenDigest[];
  readonly problems: readonly Problem[];
} {
  const digests: GivenDigest[] = [];
  const problems: Problem[] = [];
  const add = (item: string) => {
    const digest = DIGEST.exec(item)?.[1];
    const [, platform] = /^([a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?)=/.exec(item) ?? [];
    if (digest !== undefined) digests.push({ digest, ...(platform === undefined ? {} : { platform }) });
    else
      problems.push({
        input: 'digests',
        what: `"${item}" is not a digest`,
        why: 'a digest is sha256: and 64 hexadecimal digits',
        instead: 'write the output digest of each job that builds a shard, one a line',
      });
  };
  // toJSON writes an object over several lines
  const whole = text.trim().startsWith('{') && parseJson(text) !== undefined ? [text.trim()] : text.split('\n');
  for (const line of whole.map((one) => one.trim())) {
    const entries = line.startsWith('{') ? parseJson(line) : undefined;
    const items = entries?.map(([platform, digest]) => `${platform}=${digest}`) ?? line.split(',');
    for (const item of items.map((one) => one.trim()).filter((one) => one !== '')) add(item);
  }
  return { digests, problems };
}

function parseJson(line: string): [string, unknown][] | undefined {
  try {
    return Object.entries(JSON.parse(line));
  } catch {
    return undefined;
  }
}
