import { type Env, isTrue } from '../model/env.ts';
import type { Problem } from '../model/problem.ts';

export interface ContextRequest {
  readonly context: string;
  /** No context was given. */
  readonly defaultContext: boolean;
  readonly file: string | undefined;
  readonly buildContexts: Readonly<Record<string, string>>;
  readonly githubToken: string | undefined;
  /** Ids of the user's own secrets. */
  readonly secretIds: readonly string[];
  readonly ssh: readonly string[];
}

export interface ContextFacts {
  /** The workspace holds a checkout: a `.git`, or the Dockerfile itself. */
  readonly checkout: boolean;
  readonly env: Env;
}

/** Where the build takes its files from, and its Dockerfile. */
export interface ContextPlan {
  readonly kind: 'folder' | 'git' | 'archive';
  /** As buildx takes it. */
  readonly context: string;
  /** The same without credentials, for people. */
  readonly shown: string;
  readonly buildContexts: Readonly<Record<string, string>>;
  /** In a folder the path on this machine, else the path inside the context. */
  readonly dockerfile: string;
  /** For a git context, in its parts. */
  readonly git?: GitUrl;
  /** The job's token as a build secret, named for one host, when the event's own repository is read. */
  readonly token?: { readonly id: string; readonly value: string };
  readonly because: string;
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/** Decides the context; templates in `context` and `build-contexts` are replaced. */
export function planContext(request: ContextRequest, { checkout, env }: ContextFacts): ContextPlan {
  const event = eventContext(env);
  const expand = (text: string) => (event === undefined ? text : expandTemplate(text, event));
  const fromEvent = request.defaultContext && !checkout && event !== undefined;
  const context = fromEvent ? event : expand(request.context);
  const kind = contextKind(context);
  const git = kind === 'git' ? parseGitUrl(context) : undefined;
  const buildContexts = Object.fromEntries(
    Object.entries(request.buildContexts).map(([name, value]) => [name, expand(value)]),
  );
  const token = eventToken(request, [context, ...Object.values(buildContexts)], env);
  return {
    kind,
    context,
    shown: withoutCredentials(context),
    buildContexts,
    dockerfile: request.file ?? (kind === 'folder' ? inFolder(context) : 'Dockerfile'),
    ...(git === undefined ? {} : { git }),
    ...(token === undefined ? {} : { token }),
    because: reason(request, kind, { fromEvent, checkout }),
    notes: notes(context, git, request),
    problems: problems(request, [context, ...Object.values(buildContexts)], event),
  };
}

/** `{{defaultContext}}`, with blanks or without. */
const TEMPLATE = /\{\{\s*defaultContext\s*\}\}/g;

function expandTemplate(text: string, event: string): string {
  const [, subfolder] = /\{\{\s*defaultContext\s*\}\}:(.+)$/.exec(text) ?? [];
  // in the query form a subfolder is a parameter of its own
  if (subfolder !== undefined && event.includes('?')) return `${event}&subdir=${encodeURIComponent(subfolder)}`;
  return text.replace(TEMPLATE, () => event);
}

/**
 * The git context of the event: the commit, or for a pull request its merge (or, where
 * DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF says so, its head); undefined outside of Actions.
 */
export function eventContext(env: Env): string | undefined {
  const { GITHUB_REPOSITORY: repository, GITHUB_REF: ref = '', GITHUB_SHA: sha = '' } = env;
  if (!repository || (ref === '' && sha === '')) return undefined;
  const remote = `${serverUrl(env)}/${repository}.git`;
  const pull = ref.startsWith('refs/pull/');
  const wanted = pull && isTrue(env.DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF) ? ref.replace(/\/merge$/, '/head') : ref;
  if (isTrue(env.BUILDX_SEND_GIT_QUERY_AS_INPUT)) {
    // the commit of the event is the merge, so it is no checksum of the head
    const checksum = sha !== '' && wanted === ref ? `&checksum=${sha}` : '';
    return `${remote}?ref=${wanted || sha}${checksum}`;
  }
  return `${remote}#${pull || sha === '' ? wanted : sha}`;
}

function serverUrl(env: Env): string {
  return (env.GITHUB_SERVER_URL || 'https://github.com').replace(/\/$/, '');
}

/** By the rules of BuildKit (util/gitutil): what ends in `.git`, or has a scheme or form that only git has. */
export function contextKind(context: string): 'folder' | 'git' | 'archive' {
  if (/^https?:\/\//.test(context)) return /\.git$/.test(context.replace(/[?#].*$/s, '')) ? 'git' : 'archive';
  if (/^(git|ssh):\/\//.test(context) || context.startsWith('github.com/')) return 'git';
  return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(context) ? 'git' : 'folder';
}

/** A git context in its parts. */
export interface GitUrl {
  readonly remote: string;
  /** Branch, tag or commit; empty for the repository's default. */
  readonly ref: string;
  /** The folder that is the context; empty for the whole. */
  readonly subfolder: string;
  readonly checksum: string;
}

/** Reads `remote#ref:subfolder` and `remote?ref=…&subdir=…&checksum=…`. */
export function parseGitUrl(url: string): GitUrl {
  const hash = url.indexOf('#');
  const head = hash < 0 ? url : url.slice(0, hash);
  const fragment = hash < 0 ? '' : url.slice(hash + 1);
  const question = head.indexOf('?');
  const query = new URLSearchParams(question < 0 ? '' : head.slice(question + 1));
  const asked = query.get('ref') ?? query.get('tag') ?? query.get('branch') ?? query.get('commit');
  const colon = fragment.indexOf(':');
  const remote = question < 0 ? head : head.slice(0, question);
  return {
    remote: remote.startsWith('github.com/') ? `https://${remote}` : remote,
    ref: asked ?? (colon < 0 ? fragment : fragment.slice(0, colon)),
    subfolder: (query.get('subdir') ?? (colon < 0 ? '' : fragment.slice(colon + 1))).replace(/^\/+|\/+$/g, ''),
    checksum: query.get('checksum') ?? query.get('commit') ?? '',
  };
}

/** The job's token goes to the build only for its own repository, and never over the user's. */
function eventToken(
  { githubToken, secretIds }: ContextRequest,
  contexts: readonly string[],
  env: Env,
): { readonly id: string; readonly value: string } | undefined {
  if (githubToken === undefined || !env.GITHUB_REPOSITORY) return undefined;
  const own = `${serverUrl(env)}/${env.GITHUB_REPOSITORY}.git`;
  if (!contexts.some((context) => contextKind(context) === 'git' && parseGitUrl(context).remote === own))
    return undefined;
  if (secretIds.some((id) => /^GIT_AUTH_(TOKEN|HEADER)(\.|$)/.test(id))) return undefined;
  return { id: `GIT_AUTH_TOKEN.${new URL(own).host}`, value: githubToken };
}

/** A URL without its user and password. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/@]*@/i, (whole, scheme: string) => (/^ssh/i.test(scheme) ? whole : scheme));
}

function inFolder(context: string): string {
  const folder = context.replace(/(.)\/+$/, '$1');
  return folder === '.' ? 'Dockerfile' : `${folder === '/' ? '' : folder}/Dockerfile`;
}

function reason(
  { defaultContext }: ContextRequest,
  kind: ContextPlan['kind'],
  { fromEvent, checkout }: { fromEvent: boolean; checkout: boolean },
): string {
  if (fromEvent) return "the event's commit: no context was given, and the workspace holds no checkout";
  if (defaultContext) return checkout ? 'the checkout in the workspace' : 'the workspace: no context was given';
  if (kind === 'git') return 'the git repository that was given, read by BuildKit';
  return kind === 'archive' ? 'the address that was given, read by BuildKit' : 'the folder that was given';
}

function notes(context: string, git: GitUrl | undefined, { ssh }: ContextRequest): string[] {
  const found: string[] = [];
  if (withoutCredentials(context) !== context)
    found.push('the context holds credentials, which the build record shows; write them as secrets: GIT_AUTH_TOKEN=…');
  if (git !== undefined && contextNeedsSsh(git) && ssh.length === 0)
    found.push(`${git.remote} is read over SSH; without the input ssh: default only a public server answers`);
  return found;
}

function contextNeedsSsh({ remote }: GitUrl): boolean {
  return remote.startsWith('ssh://') || !remote.includes('://');
}

function problems(request: ContextRequest, contexts: readonly string[], event: string | undefined): Problem[] {
  const found: Problem[] = [];
  if (request.context === '-' || request.file === '-') {
    found.push({
      input: request.context === '-' ? 'context' : 'file',
      what: '"-" is standard input',
      why: 'a step has none',
      instead: 'write a path',
    });
  }
  if (/^https?:\/\//.test(request.file ?? '')) {
    found.push({
      input: 'file',
      what: `${withoutCredentials(request.file ?? '')} is an address`,
      why: 'a Dockerfile is read from the workspace or the context',
      instead: 'write a path, or make the address the context',
    });
  }
  if (event === undefined && contexts.some((context) => context.search(TEMPLATE) >= 0)) {
    found.push({
      input: 'context',
      what: '{{defaultContext}} stands for nothing',
      why: 'there is no event outside of GitHub Actions',
      instead: 'write a path or a git URL',
    });
  }
  return found;
}
