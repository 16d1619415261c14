// What the scripts of this folder share: a builder, emulators, and the action run on a program as a runner would.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type ActionRun, discard, repository, runAction } from '../__tests__/harness/action.ts';
import { emulate } from '../__tests__/lab/emulators.ts';
import { docker, lab, unique } from '../__tests__/lab/support.ts';
import { readDockerfile } from '../src/dockerfile/read/read.ts';

/** The folders of programs: those given, or every one of bench/programs. */
export function programs(given: readonly string[]): string[] {
  if (given.length > 0)
    return given.map((name) => (existsSync(name) ? name : join('bench', 'programs', name)).replace(/\/$/, ''));
  return readdirSync(join(repository, 'bench', 'programs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join('bench', 'programs', name))
    .sort();
}

/** The release of Debian that the programs name. */
export const RELEASE = 'bookworm';

/** Gives `work` the programs as they would be written for another release of Debian: copies, which are taken away again. */
export async function onRelease<T>(
  release: string,
  folders: readonly string[],
  work: (folders: readonly string[]) => Promise<T>,
): Promise<T> {
  if (release === RELEASE) return work(folders);
  const copies = await mkdtemp(join(tmpdir(), 'programs-'));
  try {
    for (const folder of folders) {
      const copy = join(copies, basename(folder));
      await cp(folder, copy, { recursive: true });
      const dockerfile = join(copy, 'Dockerfile');
      await writeFile(dockerfile, (await readFile(dockerfile, 'utf8')).replaceAll(RELEASE, release));
    }
    return await work(folders.map((folder) => join(copies, basename(folder))));
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}

/**
 * Gives `work` a builder, and the emulators of the platforms, which are there before the action looks: what is measured is the
 * build. Everything that was made is taken away again; a builder that was there stays, and what it has cached is used.
 */
export async function inLab<T>(
  platforms: readonly string[],
  given: string | undefined,
  work: (builder: string, images: Set<string>) => Promise<T>,
): Promise<T> {
  const images = new Set<string>();
  // not crossbuild-…: post keeps emulators while a builder of that name runs
  const builder = given ?? unique('bench');
  const options = existsSync(lab.buildkitdConfig)
    ? ['--driver-opt=network=host', `--buildkitd-config=${lab.buildkitdConfig}`]
    : [];
  const release = await emulate(platforms);
  try {
    if (given === undefined)
      await docker('buildx', 'create', `--name=${builder}`, '--driver=docker-container', ...options);
    return await work(builder, images);
  } finally {
    if (images.size > 0) await docker('image', 'rm', '-f', ...images);
    if (given === undefined) await docker('buildx', 'rm', '-f', builder);
    await release();
  }
}

/** Pulls and unpacks the bases that programs name, so that no measured build does; cache mounts are emptied as well. */
export async function warmUp(builder: string, folders: readonly string[], platforms: readonly string[]): Promise<void> {
  const named = folders.flatMap((folder) =>
    readDockerfile(readFileSync(join(repository, folder, 'Dockerfile'), 'utf8')).stages.map(({ base }) => base),
  );
  const images = [...new Set(named)].filter((name) => /[:/]/.test(name) && !name.includes('$'));
  const stages = images.map((name, at) => `FROM ${name} AS s${at}\nRUN true\n`).join('');
  const last = images.map((_, at) => `COPY --from=s${at} /etc/passwd /${at}\n`).join('');
  const context = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await writeFile(join(context, 'Dockerfile'), `# syntax=docker/dockerfile:1\n${stages}FROM scratch\n${last}`);
    const argv = [`--builder=${builder}`, `--platform=${platforms.join(',')}`, '--output=type=cacheonly', context];
    await docker('buildx', 'build', ...argv);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** What `outputs.plan` tells of a platform. */
export interface PlannedStage {
  readonly stage: string;
  readonly strategy: string;
  readonly because: string;
}

export interface PlannedPlatform {
  readonly strategy: string;
  readonly because: string;
  readonly stages: readonly PlannedStage[];
}

/** The result of one run of the action, with its traces already removed. */
export interface Result extends Pick<ActionRun, 'code' | 'seconds' | 'outputs' | 'shown'> {
  readonly planned?: PlannedPlatform;
}

export interface Wish {
  readonly folder: string;
  readonly platform: string;
  readonly strategy: string;
  readonly builder: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Cancels it after so many seconds, as a person would. */
  readonly limit?: number;
}

/** Runs the action's main and post on a program, for one platform. */
export async function act({ folder, platform, strategy, builder, inputs = {}, limit }: Wish): Promise<Result> {
  const call = { cwd: repository, timeoutMs: 3_600_000 };
  const main = await runAction({
    ...call,
    entry: 'main',
    inputs: {
      context: folder,
      platforms: platform,
      strategy,
      builder,
      fallback: 'false',
      provenance: 'false',
      ...inputs,
    },
    ...(limit === undefined ? {} : { signalAfter: { signal: 'SIGINT', ms: limit * 1000 } }),
  });
  await runAction({ ...call, entry: 'post', after: main });
  await discard(main);
  const { code, seconds, outputs, shown } = main;
  const planned = (JSON.parse(outputs.plan ?? '{}') as { platforms?: PlannedPlatform[] }).platforms?.[0];
  return { code, seconds, outputs, shown, ...(planned === undefined ? {} : { planned }) };
}

/** What a strategy would do, without building. */
export async function planned(wish: Wish): Promise<PlannedPlatform> {
  const { code, planned: plan, shown } = await act({ ...wish, inputs: { ...wish.inputs, 'plan-only': 'true' } });
  if (code !== 0 || plan === undefined) throw new Error(shown);
  return plan;
}

/**
 * Builds and pushes a program, starts it, and gives what it printed.
 *
 * @param images where the engine's image is noted, to be removed when all is done: images share their bases until then
 */
export async function buildAndRun(
  wish: Wish,
  images: Set<string>,
): Promise<Result & { readonly printed?: string; readonly failure?: string }> {
  const tag = `${lab.registry}/programs/${basename(wish.folder)}-${wish.strategy}-${unique('p')}:latest`;
  const result = await act({ ...wish, inputs: { ...wish.inputs, push: 'true', tags: tag } });
  if (result.code !== 0) return { ...result, failure: lastWords(result.shown) };
  const image = result.outputs.image ?? '';
  images.add(image);
  try {
    return { ...result, printed: await docker('run', '--rm', '--pull=always', '--platform', wish.platform, image) };
  } catch (error) {
    return { ...result, failure: lastWords(error instanceof Error ? error.message : String(error)) };
  }
}

/** The line that tells most of a failure. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const error = lines.findLast((line) => /^(::error|error)|: error|ERROR/i.test(line));
  return (error ?? lines.at(-1) ?? 'it said nothing').replace(/^::error[^:]*::/, '').slice(0, 300);
}

/** Prints rows as a Markdown table; the first is the head. */
export function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
