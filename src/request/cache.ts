import type { Env } from '../model/env.ts';
import { formatFields, parseFields } from '../model/list.ts';

export interface CachePlan {
  /** Values of `--cache-from` and `--cache-to`. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The runner's variables that buildx needs for a `type=gha` entry; empty when there is none. */
  readonly env: Readonly<Record<string, string>>;
  /** What was changed or left out, and why. */
  readonly notes: readonly string[];
}

export interface CacheRequest {
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly noCache: boolean;
  /**
   * The scope of gha entries that name none. Without it BuildKit's own, `buildkit`, which all images of a repository
   * share: fine for one image, but the jobs of a matrix would overwrite each other's.
   */
  readonly scope?: string | undefined;
}

/** What buildx reads itself; a `run:` step does not have them, an action does. */
const RUNNER_VARIABLES = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'ACTIONS_CACHE_SERVICE_V2',
] as const;

/**
 * The caches to read and write. A `type=gha` entry is left out where the runner allows no access, because BuildKit
 * fails the whole build over a refused write; `ignore-error` covers what shows only later.
 */
export function planCache(request: CacheRequest, env: Env): CachePlan {
  const notes: string[] = [];
  const access = ghaAccess(env);
  const keep = (entry: string, allowed: boolean, input: string): boolean => {
    if (!isGha(entry) || allowed) return true;
    notes.push(`${input}: ${entry} is left out: ${access.because}`);
    return false;
  };
  const from = request.cacheFrom
    .filter((entry) => keep(entry, access.read, 'cache-from'))
    .map((entry) => withDefaults(entry, { timeout: TIMEOUT }, request.scope));
  const to = request.cacheTo
    .filter((entry) => keep(entry, access.write, 'cache-to'))
    .map((entry) => withDefaults(entry, { 'ignore-error': 'true', timeout: TIMEOUT }, request.scope));
  notes.push(...growing(request));
  const scopes = request.cacheTo.filter(isGha).map((entry) => field(entry, 'scope') ?? 'buildkit');
  const twice = scopes.find((scope, at) => scopes.indexOf(scope) !== at);
  if (twice !== undefined) notes.push(`cache-to: two gha entries write to the scope ${twice}; the last one wins`);
  if (request.noCache && from.length > 0) notes.push('no-cache is true, so cache-from has no effect');
  return { from, to, env: [...from, ...to].some(isGha) ? runnerEnv(env) : {}, notes };
}

function field(entry: string, key: string): string | undefined {
  return parseFields(entry).find((one) => one.key === key)?.value;
}

/** BuildKit adds to a local cache and never takes anything out of it. */
function growing({ cacheFrom, cacheTo }: CacheRequest): string[] {
  const read = cacheFrom.map((entry) => field(entry, 'src'));
  const folders = cacheTo.filter((entry) => field(entry, 'type') === 'local').map((entry) => field(entry, 'dest'));
  return folders
    .filter((dest) => dest !== undefined && read.includes(dest))
    .map(
      (dest) =>
        `cache-to: ${dest} is read and written, so it grows with every run; write to a new folder and keep that one`,
    );
}

const isGha = (entry: string): boolean => field(entry, 'type') === 'gha';

/** Ten minutes is BuildKit's own limit; a cache that takes longer than this saves no time. */
const TIMEOUT = '5m';

function withDefaults(entry: string, defaults: Readonly<Record<string, string>>, scope: string | undefined): string {
  return isGha(entry) ? add(entry, { ...(scope === undefined ? {} : { scope }), ...defaults }) : entry;
}

/** Adds fields that are not there yet. */
function add(entry: string, more: Readonly<Record<string, string>>): string {
  const fields = parseFields(entry);
  const missing = Object.entries(more).filter(([key]) => !fields.some((one) => one.key === key));
  return missing.length === 0 ? entry : formatFields([...fields, ...missing.map(([key, value]) => ({ key, value }))]);
}

function runnerEnv(env: Env): Record<string, string> {
  return Object.fromEntries(
    RUNNER_VARIABLES.flatMap((name) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

export interface GhaAccess {
  readonly read: boolean;
  readonly write: boolean;
  readonly because: string;
}

/**
 * What this job may do with the Actions cache: the workflow's `cache-mode` (exported as ACTIONS_CACHE_MODE), and the
 * scopes in the token. What cannot be read restricts nothing: then the service decides.
 */
export function ghaAccess(env: Env): GhaAccess {
  if ((env.ACTIONS_RUNTIME_TOKEN ?? '') === '')
    return { read: false, write: false, because: 'the runner gave this step no token for the Actions cache' };
  const mode = (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
  if (mode === 'none') return { read: false, write: false, because: 'cache-mode of this job is none' };
  if (mode === 'read') return { read: true, write: false, because: 'cache-mode of this job is read' };
  const permissions = tokenPermissions(env.ACTIONS_RUNTIME_TOKEN ?? '');
  if (mode === 'write-only') return { read: false, write: true, because: 'cache-mode of this job is write-only' };
  if (permissions === undefined) return { read: true, write: true, because: 'nothing forbids it' };
  if (permissions.length === 0)
    return { read: false, write: false, because: "the job's token has no scope of the Actions cache" };
  if (!permissions.some((permission) => (permission & WRITE) !== 0))
    return {
      read: true,
      write: false,
      because: "the job's token may only read the Actions cache, as in a pull request from a fork",
    };
  return { read: true, write: true, because: "the job's token may write" };
}

const WRITE = 2;

/** The permissions in the token's `ac` claim, `[{"Scope":"refs/heads/main","Permission":3}]` as a text; undefined when unreadable. */
function tokenPermissions(token: string): number[] | undefined {
  try {
    const payload = decodeJson(token.split('.')[1] ?? '');
    const claim = (payload as { ac?: unknown } | null)?.ac;
    if (typeof claim !== 'string') return undefined;
    const scopes: unknown = JSON.parse(claim);
    if (!Array.isArray(scopes)) return undefined;
    const permissions = scopes.map((scope: { Permission?: unknown } | null) => Number(scope?.Permission));
    return permissions.every(Number.isInteger) ? permissions : undefined;
  } catch {
    return undefined;
  }
}

function decodeJson(base64url: string): unknown {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(
    decodeURIComponent(Array.from(binary, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')),
  );
}
