/** Environment variables by name; structurally the port's `Env`, so that this module stays pure. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the event tells about the repository; members are undefined where it does not tell. */
export interface RepositoryFacts {
  /** Without the owner. */
  readonly name?: string;
  readonly description?: string;
  readonly url?: string;
  /** An SPDX identifier. */
  readonly license?: string;
  readonly private?: boolean;
}

/** What triggered the run, in the words that tags, labels and annotations need. */
export interface EventContext {
  /** GitHub's name of the event; `''` outside GitHub. */
  readonly event: string;
  /** What the ref names. `none` where there is no ref, as outside GitHub. */
  readonly kind: 'branch' | 'tag' | 'pull-request' | 'none';
  /** `refs/heads/main`; `''` when there is none. */
  readonly ref: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly pullRequest?: number;
  /** The target branch of a pull request or a merge queue, and of a tag push where GitHub tells one. */
  readonly baseRef?: string;
  /** The full commit id; `''` when there is none. */
  readonly sha: string;
  readonly defaultBranch?: string;
  readonly repository: RepositoryFacts;
  /** When the commit was made, where the event tells it. */
  readonly commitDate?: Date;
}

/**
 * Reads the `GITHUB_*` variables and the parsed event file. `DOCKER_METADATA_PR_HEAD_SHA=true` takes the head of a
 * pull request instead of its merge commit. Without variables the context is empty, which `type=raw` is fine with.
 */
export function readEventContext(env: Variables, event: unknown): EventContext {
  const name = env.GITHUB_EVENT_NAME ?? '';
  const ref = refOf(name, env, event);
  const sha = shaOf(env, event);
  return {
    event: name,
    ref,
    sha,
    ...kindOf(ref),
    ...defined({
      baseRef: baseRefOf(ref, env, event),
      defaultBranch: defaultBranchOf(name, ref, event),
      commitDate: commitDateOf(sha, event),
    }),
    repository: repositoryOf(env, event),
  };
}

function refOf(name: string, env: Variables, event: unknown): string {
  // GitHub gives the base branch for this event, but the image is the pull request's
  const number = at(event, 'pull_request', 'number') ?? at(event, 'number');
  if (name === 'pull_request_target' && typeof number === 'number') return `refs/pull/${number}/merge`;
  const ref = env.GITHUB_REF ?? '';
  const released = textAt(event, 'release', 'tag_name');
  return ref === '' && released !== undefined ? `refs/tags/${released}` : ref;
}

function shaOf(env: Variables, event: unknown): string {
  const head = textAt(event, 'pull_request', 'head', 'sha');
  const wanted = /^true$/i.test(env.DOCKER_METADATA_PR_HEAD_SHA ?? '');
  return wanted && head !== undefined ? head : (env.GITHUB_SHA ?? '');
}

/** What a ref names. */
export function kindOf(ref: string): Pick<EventContext, 'kind' | 'branch' | 'tag' | 'pullRequest'> {
  if (ref.startsWith('refs/heads/')) return { kind: 'branch', branch: ref.slice('refs/heads/'.length) };
  if (ref.startsWith('refs/tags/')) return { kind: 'tag', tag: ref.slice('refs/tags/'.length) };
  const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  return number === undefined ? { kind: 'none' } : { kind: 'pull-request', pullRequest: Number(number) };
}

function baseRefOf(ref: string, env: Variables, event: unknown): string | undefined {
  const base =
    textAt(event, 'pull_request', 'base', 'ref') ??
    textAt(event, 'merge_group', 'base_ref') ??
    (ref.startsWith('refs/tags/') ? textAt(event, 'base_ref') : undefined) ??
    env.GITHUB_BASE_REF;
  return base === undefined || base === '' ? undefined : base.replace(/^refs\/heads\//, '');
}

function defaultBranchOf(name: string, ref: string, event: unknown): string | undefined {
  const told = textAt(event, 'repository', 'default_branch');
  // a schedule's payload may lack the repository, but schedules only run on the default branch
  return told ?? (name === 'schedule' ? kindOf(ref).branch : undefined);
}

function commitDateOf(sha: string, event: unknown): Date | undefined {
  const commits = at(event, 'commits');
  const pushed: unknown[] = Array.isArray(commits) ? commits.filter((one) => textAt(one, 'id') === sha) : [];
  for (const commit of [at(event, 'head_commit'), at(event, 'merge_group', 'head_commit'), ...pushed]) {
    const stamp = textAt(commit, 'timestamp');
    const date = stamp === undefined ? undefined : new Date(stamp);
    const same = (textAt(commit, 'id') ?? sha) === sha;
    if (date !== undefined && same && !Number.isNaN(date.getTime())) return date;
  }
  return undefined;
}

function repositoryOf(env: Variables, event: unknown): RepositoryFacts {
  const full = env.GITHUB_REPOSITORY;
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const repository = at(event, 'repository');
  const hidden = at(repository, 'private');
  const license = textAt(repository, 'license', 'spdx_id');
  return defined({
    name: textAt(repository, 'name') ?? full?.split('/').at(-1),
    description: textAt(repository, 'description'),
    url: textAt(repository, 'html_url') ?? (full === undefined ? undefined : `${server}/${full}`),
    // GitHub's word for a licence that it does not recognise, which is no SPDX expression
    license: license === 'NOASSERTION' ? undefined : license,
    private: typeof hidden === 'boolean' ? hidden : undefined,
  });
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** The text at a path of a payload; undefined where there is none, or it is empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
