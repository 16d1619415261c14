import { join } from 'node:path';
import type { Docker } from '../docker/docker.ts';
import { lastUsefulLine } from '../docker/docker-error.ts';
import type { DockerfileFacts } from '../facts/facts.ts';
import type { Problem } from '../model/problem.ts';
import { buildArgs } from '../request/build-command.ts';
import { type ContextPlan, type GitUrl, withoutCredentials } from '../request/build-context.ts';
import type { BuildSecrets } from '../request/build-secrets.ts';
import type { Exec, Files, RunResult } from '../system/ports.ts';

export interface RemoteReader {
  readonly exec: Exec;
  readonly files: Pick<Files, 'read' | 'kind' | 'real' | 'tempFolder' | 'remove'>;
  readonly docker: Docker;
  /** A builder that runs already; the engine's own when undefined. `none`: there is nothing to build with. */
  readonly builder: string | undefined | 'none';
  readonly secrets: BuildSecrets;
  readonly ssh: readonly string[];
}

const MINUTE = 60_000;

/**
 * The Dockerfile of a context that is not a folder. BuildKit itself fetches it, in a build that exports this one
 * file: so refs, subfolders, checksums and credentials mean what they mean in the real build. Where nothing can build
 * (`plan-only` without an engine) git fetches the one commit. Ignore files are not looked for: BuildKit heeds none in
 * such a context (seen with 0.34).
 */
export async function remoteDockerfile(context: ContextPlan, reader: RemoteReader): Promise<DockerfileFacts | Problem> {
  const folder = await reader.files.tempFolder('source');
  try {
    const result = await fetched(context, reader, folder);
    const text = result?.code === 0 ? await result.text() : undefined;
    if (text !== undefined) return { path: context.dockerfile, text };
    return unreadable(context, result);
  } finally {
    await reader.files.remove(folder);
  }
}

/** Undefined where nothing can be asked. */
async function fetched(context: ContextPlan, reader: RemoteReader, folder: string): Promise<Fetched | undefined> {
  if (reader.builder !== 'none') return exportFile(context, reader, folder);
  return context.git === undefined ? undefined : fetchFile(context, context.git, reader, folder);
}

interface Fetched extends RunResult {
  readonly text: () => Promise<string | undefined>;
}

async function exportFile(context: ContextPlan, reader: RemoteReader, folder: string): Promise<Fetched> {
  const sources = reader.secrets.sources.filter(({ id }) => /^GIT_AUTH_/.test(id));
  const { args } = buildArgs({
    ...NOTHING,
    builder: reader.builder ?? 'default',
    context: context.context,
    outputs: [`type=local,"dest=${folder.replaceAll('"', '""')}"`],
    secrets: sources,
    ssh: reader.ssh,
  });
  const input = `FROM scratch\nCOPY ${JSON.stringify([context.dockerfile, '/Dockerfile'])}\n`;
  const result = await reader.docker.build(args, { input, env: reader.secrets.env, timeoutMs: 5 * MINUTE });
  return { ...result, text: () => exported(reader, folder) };
}

/** What was exported, when it is a file of its own: a link would be one of a stranger's repository. */
async function exported({ files }: RemoteReader, folder: string): Promise<string | undefined> {
  const path = join(folder, 'Dockerfile');
  const own = join((await files.real(folder)) ?? folder, 'Dockerfile');
  return (await files.real(path)) === own && (await files.kind(path)) === 'file' ? files.read(path) : undefined;
}

const NOTHING = {
  platforms: [],
  dockerfile: { stdin: true },
  tags: [],
  labels: [],
  annotations: [],
  buildArgs: [],
  buildContexts: {},
  noCache: false,
  noCacheFilters: [],
  pull: false,
  cacheFrom: [],
  cacheTo: [],
  attests: [],
  addHosts: [],
  allow: [],
  ulimit: [],
  progress: 'plain',
} as const;

/** Into a repository of its own; the token is in the environment, never in an argument or a file. */
async function fetchFile(
  context: ContextPlan,
  { remote, ref, subfolder, checksum }: GitUrl,
  { exec }: RemoteReader,
  folder: string,
): Promise<Fetched> {
  const git = (...args: string[]) =>
    exec.run('git', ['-C', folder, ...args], { env: gitEnv(remote, context.token?.value), timeoutMs: 5 * MINUTE });
  const failed = (result: RunResult): Fetched => ({ ...result, text: async () => undefined });
  const made = await git('init', '--quiet');
  if (made.code !== 0) return failed(made);
  const fetched = await git('fetch', '--quiet', '--depth=1', '--', remote, checksum || ref || 'HEAD');
  if (fetched.code !== 0) return failed(fetched);
  const path = subfolder === '' ? context.dockerfile : `${subfolder}/${context.dockerfile}`;
  const shown = await git('show', `FETCH_HEAD:${path}`);
  return { ...shown, text: async () => shown.stdout };
}

function gitEnv(remote: string, token: string | undefined): Record<string, string> {
  const quiet = { GIT_TERMINAL_PROMPT: '0' };
  if (token === undefined || !/^https?:/.test(remote)) return quiet;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...quiet,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(remote).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}

function unreadable(context: ContextPlan, result: RunResult | undefined): Problem {
  const missing = /not found|does not exist|path .* exists on disk/i.test(result?.stderr ?? '');
  const why = result === undefined ? 'there is no Docker engine to read it with' : lastUsefulLine(result.stderr);
  const noFile = result?.code === 0 ? 'it is no file' : undefined;
  return {
    input: 'context',
    what: `the Dockerfile ${context.dockerfile} of ${context.shown} cannot be read`,
    why: withoutCredentials(noFile ?? (why || `the attempt ended with ${result?.code}`)),
    instead: missing
      ? 'check file: it is relative to the context; and that the branch or commit is there'
      : 'check the address; a private repository needs secrets: GIT_AUTH_TOKEN=… or ssh: default',
  };
}
