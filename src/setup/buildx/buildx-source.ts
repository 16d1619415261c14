import { join } from 'node:path';
import { Docker } from '../../docker/docker.ts';
import { DockerError } from '../../docker/docker-error.ts';
import { retryingExec } from '../../docker/retry.ts';
import type { BuildxFacts } from '../../facts/facts.ts';
import { UserError } from '../../model/problem.ts';
import type { World } from '../../system/ports.ts';
import type { Tools } from '../../system/tools.ts';
import { BUILDX_TOOL } from '../record.ts';
import type { BuildxWish } from './buildx-release.ts';
import { parseRemoteRefs } from './buildx-release.ts';

type Source = Extract<BuildxWish, { kind: 'source' }>;

const FILE = process.platform === 'win32' ? 'buildx.exe' : 'buildx';

export interface SourceWork {
  readonly world: World;
  readonly tools: Tools;
  /** The buildx that builds it. */
  readonly builder: BuildxFacts;
  readonly retries: number;
}

/**
 * Builds buildx from a git repository with the engine, once per commit and machine. It is not put into the Actions cache:
 * there is no checksum for it that a poisoned cache could not forge as well.
 *
 * @throws {UserError} when the reference does not exist or the build fails.
 */
export async function buildFromSource(work: SourceWork, source: Source): Promise<BuildxFacts & { from: string }> {
  const { world, tools, retries } = work;
  const commit = await resolveCommit({ ...world, exec: retryingExec(world.exec, { ...world, retries }) }, source);
  const path = tools.path(BUILDX_TOOL, `source-${commit}`, FILE);
  const runs = () => new Docker(world.exec, [path]).buildxVersion();
  const found = await runs();
  if (found !== undefined) return { version: found, command: [path], from: `built from ${commit} before` };
  await compile(work, source, commit, path);
  const version = await runs();
  if (version === undefined)
    throw new UserError({
      input: 'buildx-version',
      what: `what was built from ${source.repository}#${source.ref} does not run`,
    });
  return { version, command: [path], from: `built from ${commit}` };
}

async function resolveCommit({ exec, env }: World, { repository, ref }: Source): Promise<string> {
  const [name = 'HEAD'] = ref.split(':');
  if (/^[0-9a-f]{40}$/.test(name)) return name;
  const result = await exec.run('git', ['ls-remote', '--', repository, name, `${name}^{}`], {
    env: { GIT_TERMINAL_PROMPT: '0', ...authorization(repository, env.GIT_AUTH_TOKEN) },
    timeoutMs: 60_000,
  });
  const commit = result.code === 0 ? parseRemoteRefs(result.stdout, name) : undefined;
  if (commit !== undefined) return commit;
  throw new UserError({
    input: 'buildx-version',
    what: `${repository} has no reference ${name}`,
    ...(result.code === 0 ? {} : { why: result.stderr.trim().split('\n').at(-1) ?? `git ended with ${result.code}` }),
    instead: 'write a branch, a tag or a full commit after the #',
  });
}

/** Git's configuration for a token, by environment: argv is for everyone to read. The token goes to this repository only. */
function authorization(repository: string, token: string | undefined): Record<string, string> {
  if (!token || !repository.startsWith('http')) return {};
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${repository}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
}

async function compile(
  { world, tools, builder }: SourceWork,
  source: Source,
  commit: string,
  path: string,
): Promise<void> {
  const folder = await world.files.tempFolder('buildx');
  try {
    const [, subfolder] = source.ref.split(':');
    const context = `${source.repository}#${commit}${subfolder === undefined ? '' : `:${subfolder}`}`;
    const secret = world.env.GIT_AUTH_TOKEN ? ['--secret=id=GIT_AUTH_TOKEN,env=GIT_AUTH_TOKEN'] : [];
    const args = [
      'build',
      '--target=binaries',
      '--platform=local',
      // its version is read from the git history
      '--build-arg=BUILDKIT_CONTEXT_KEEP_GIT_DIR=1',
      `--output=type=local,dest=${folder}`,
      ...secret,
      '--',
      context,
    ];
    const result = await world.log.group(`Building buildx from ${context}`, () =>
      world.log.untrusted((write) => new Docker(world.exec, builder.command).build(args, { onStderr: write })),
    );
    if (result.code !== 0)
      throw new DockerError(`buildx cannot be built from ${source.repository}#${source.ref}`, result);
    await tools.keepFile(path, join(folder, FILE));
  } finally {
    await world.files.remove(folder);
  }
}
