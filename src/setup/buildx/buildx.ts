import { createHash, randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Docker } from '../../docker/docker.ts';
import type { BuildxFacts } from '../../facts/facts.ts';
import type { BuilderInputs, Inputs } from '../../inputs/inputs.ts';
import { DEFAULT_RETRIES } from '../../model/passing.ts';
import { UserError } from '../../model/problem.ts';
import { Cancelled } from '../../system/cancelled.ts';
import type { Env, World } from '../../system/ports.ts';
import { createTools, type SharedPlace, type Tools } from '../../system/tools.ts';
import { DownloadError, download } from '../download.ts';
import { BUILDX_TOOL, isInstalled, type Recorder, type SetupRecord } from '../record.ts';
import known from './buildx-checksums.json' with { type: 'json' };
import {
  assetName,
  assetSuffix,
  type BuildxWish,
  type Checksums,
  newest,
  parseChecksums,
  parseFeed,
  parseWish,
  satisfies,
} from './buildx-release.ts';
import { buildFromSource } from './buildx-source.ts';

const RELEASES = 'https://github.com/docker/buildx/releases';
const CHECKSUMS: Checksums = known;
/** Of one binary; the largest was 95 MB in 2026. */
const MAX_BYTES = 300 * 1024 * 1024;

export interface BuildxRequest {
  /** `0.29.1`, a range such as `^0.29`, `latest`, or a git URL; undefined takes what is there. */
  readonly version?: string | undefined;
  /** Accept a binary whose checksum nobody published. */
  readonly unverified?: boolean;
  /** Keep the binary in the Actions cache; true unless told. */
  readonly cache?: boolean;
  /** Where releases are, for a mirror of docker/buildx. */
  readonly releases?: string | undefined;
  /** For GitHub only, and only when it refuses without. */
  readonly token?: string | undefined;
  /** How often a download is tried again. */
  readonly retries?: number;
}

/** What the inputs of an action ask for. */
export function buildxRequest(
  inputs: BuilderInputs & Pick<Inputs, 'githubToken' | 'retries'>,
  env: Env,
): BuildxRequest {
  return {
    version: inputs.buildxVersion,
    unverified: inputs.buildxUnverified,
    cache: inputs.cacheBinary,
    releases: inputs.buildxMirror,
    token: env.GITHUB_TOKEN ?? inputs.githubToken,
    retries: inputs.retries,
  };
}

export type EnsuredBuildx = BuildxFacts & { readonly because: string };

/**
 * Finds a buildx, or installs one. It is called by its path, so that the user's own plugin stays what it is; where
 * there is no plugin at all, a link makes it one.
 *
 * @throws {UserError} when the version is none, cannot be downloaded, or its checksum is wrong or unknown.
 */
export async function ensureBuildx(
  world: World,
  request: BuildxRequest,
  recorder?: Recorder,
  tools: Tools = createTools(world.env),
  checksums: Checksums = CHECKSUMS,
): Promise<EnsuredBuildx> {
  if (recorder !== undefined) await usePlugin(world, tools, recorder);
  const present = await findPresent(world);
  // without a docker command the post part has to call it the same way
  if (present?.command[0] === 'buildx') recorder?.add({ buildx: [{ path: 'buildx' }] });
  if (request.version === undefined && present !== undefined)
    return { ...present, because: `buildx ${present.version} is there and no other version was asked for` };
  const wish = parseWish(request.version ?? 'latest');
  if (wish === undefined) throw noVersion(request.version ?? '');
  const work: Install = { world, request, tools, checksums };
  if (wish.kind === 'source') return fromSource(work, present, wish, recorder);
  if (present !== undefined && satisfies(present.version, wish))
    return { ...present, because: `buildx ${present.version} is there and is what buildx-version asks for` };
  const version = await resolve(world, request, wish, checksums);
  if (present?.version === version) return { ...present, because: `buildx ${version} is there and is the newest` };
  const installed = await install(work, version);
  await hand(world, tools, installed.path, present, recorder);
  const asked = request.version === undefined ? 'there was no buildx' : `buildx-version is ${request.version}`;
  return { version, command: [installed.path], because: `buildx ${version}, ${installed.from}: ${asked}` };
}

/** Without any buildx to build with, a release is fetched first. */
async function fromSource(
  work: Install,
  present: BuildxFacts | undefined,
  wish: Extract<BuildxWish, { kind: 'source' }>,
  recorder: Recorder | undefined,
): Promise<EnsuredBuildx> {
  const { world, request, tools, checksums } = work;
  const builder =
    present ?? (await ensureBuildx(world, { ...request, version: undefined }, undefined, tools, checksums));
  const retries = request.retries ?? DEFAULT_RETRIES;
  const { from, ...built } = await buildFromSource({ world, tools, builder, retries }, wish);
  await hand(world, tools, built.command[0] ?? '', present, recorder);
  return { ...built, because: `buildx ${built.version}, ${from}: buildx-version is ${request.version}` };
}

/** Tells the post part which buildx to clean up with, and later steps where there was none. */
async function hand(
  world: World,
  tools: Tools,
  path: string,
  present: BuildxFacts | undefined,
  recorder: Recorder | undefined,
): Promise<void> {
  if (present === undefined) await linkPlugin(world, tools, path, recorder);
  const sha256 = await tools.sha256(path);
  if (sha256 !== undefined) recorder?.add({ buildx: [{ path, sha256 }] });
}

/** The plugin of the docker command, or a buildx that stands alone. */
async function findPresent({ exec }: World): Promise<BuildxFacts | undefined> {
  for (const command of [['docker', 'buildx'], ['buildx']]) {
    const version = await new Docker(exec, command).buildxVersion();
    if (version !== undefined) return { version, command };
  }
  return undefined;
}

function noVersion(text: string): UserError {
  return new UserError({
    input: 'buildx-version',
    what: `"${text}" is not a version of buildx`,
    instead: 'write for example 0.29.1, ^0.29, latest, or a git URL',
  });
}

/** The version that is wanted. Releases are read from GitHub's feed, which the limit of its API does not touch. */
async function resolve(
  world: World,
  request: BuildxRequest,
  wish: Exclude<BuildxWish, { kind: 'source' }>,
  checksums: Checksums,
): Promise<string> {
  if (wish.kind === 'exact') return wish.version;
  const shipped = Object.keys(checksums);
  const feed = `${request.releases ?? RELEASES}.atom`;
  let released: string[] = [];
  try {
    released = parseFeed((await download(world, feed, request)).toString('utf8'));
  } catch (error) {
    if (newest(shipped, wish) === undefined) throw error;
    world.log.warning(`${(error as Error).message}; taking the newest buildx that this version of Crossbuild knows`);
  }
  const version = newest([...released, ...shipped], wish);
  if (version !== undefined) return version;
  throw new UserError({
    input: 'buildx-version',
    what: `no release of buildx is ${request.version}`,
    why: `known are ${[...new Set([...released, ...shipped])].slice(0, 10).join(', ')}`,
    instead: 'write one of them, or latest',
  });
}

interface Install {
  readonly world: World;
  readonly request: BuildxRequest;
  readonly tools: Tools;
  readonly checksums: Checksums;
}

/** Tool cache, then Actions cache, then download; whatever it comes from, its hash is checked first. */
async function install(work: Install, version: string): Promise<{ readonly path: string; readonly from: string }> {
  const { world, request, tools, checksums } = work;
  const suffix = assetSuffix(process.platform, process.arch);
  if (suffix === undefined) {
    throw new UserError({
      what: `there is no buildx for ${process.platform} on ${process.arch}`,
      instead: 'install one on the runner, or set buildx-version to a git URL',
    });
  }
  const path = tools.path(BUILDX_TOOL, version, process.platform === 'win32' ? 'buildx.exe' : 'buildx');
  const expected = checksums[version]?.[suffix] ?? (await published(work, version, suffix));
  if (expected !== undefined && (await tools.sha256(path)) === expected) return { path, from: 'from the tool cache' };
  const docker = dockersPlace(version);
  const theirs = expected === undefined ? undefined : await tools.found(docker);
  if (theirs !== undefined && (await tools.sha256(theirs)) === expected) {
    // what is run lies in our own place: the post part believes no other
    await tools.keepFile(path, theirs);
    return { path, from: "from the tool cache, where docker's setup-buildx-action kept it" };
  }
  const key = `crossbuild-buildx-${version}-${suffix}-${expected?.slice(0, 16)}`;
  const cached = request.cache !== false && expected !== undefined;
  if (cached && (await keepCached(work, { path, key, version, expected }))) {
    await share(work, path, docker);
    return { path, from: 'from the Actions cache' };
  }
  const url = `${request.releases ?? RELEASES}/download/v${version}/${assetName(version, suffix)}`;
  const bytes = await download(world, url, { ...request, maxBytes: MAX_BYTES });
  verify(url, bytes, expected, request.unverified === true);
  await tools.keep(path, bytes);
  if (expected !== undefined) await share(work, path, docker);
  if (cached) await quietly(world, () => tools.save(path, key));
  return { path, from: expected === undefined ? 'downloaded, not verified' : 'downloaded and verified' };
}

/** Puts the buildx of the Actions cache into its place; false where there is none, or not the one that was released. */
async function keepCached(
  { world, tools }: Install,
  { path, key, version, expected }: Record<'path' | 'key' | 'version' | 'expected', string>,
): Promise<boolean> {
  const found = await quietly(world, () => tools.cached(path, key, world.http));
  if (found === undefined) return false;
  if (hash(found) !== expected) {
    world.log.warning(`the buildx ${version} in the Actions cache is not the one that was released; downloading it`);
    return false;
  }
  await tools.keep(path, found);
  return true;
}

/** Where docker's setup-buildx-action keeps a release in the runner's tool cache, and looks for one before it downloads. */
export function dockersPlace(version: string): SharedPlace {
  const { arm_version: arm = '' } = process.config.variables as { readonly arm_version?: string };
  return {
    tool: 'buildx-dl-bin',
    version,
    // linux-x64, linux-armv7
    machine: `${process.platform}-${process.arch}${arm === '' ? '' : `v${arm}`}`,
    file: process.platform === 'win32' ? 'docker-buildx.exe' : 'docker-buildx',
  };
}

/** Only what was verified is shared; that it is there already, or cannot be, is no fault. */
async function share({ world, tools }: Install, path: string, place: SharedPlace): Promise<void> {
  await tools.share(path, place).catch((error: Error) => world.log.debug(`buildx is not shared: ${error.message}`));
}

/** What the release itself says; undefined when it says nothing about this binary. */
async function published({ world, request }: Install, version: string, suffix: string): Promise<string | undefined> {
  const url = `${request.releases ?? RELEASES}/download/v${version}/checksums.txt`;
  try {
    const text = (await download(world, url, request)).toString('utf8');
    return parseChecksums(text)[assetName(version, suffix)];
  } catch (error) {
    if (error instanceof DownloadError && error.status === 404) return undefined;
    throw error;
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function verify(url: string, bytes: Buffer, expected: string | undefined, unverified: boolean): void {
  const found = hash(bytes);
  if (expected === found || (expected === undefined && unverified)) return;
  if (expected === undefined) {
    throw new UserError({
      what: `${url} cannot be verified`,
      why: 'neither Crossbuild nor the release has a checksum for it',
      instead: `take another version, or set buildx-unverified: true (its SHA-256 is ${found})`,
    });
  }
  throw new UserError({
    what: `${url} is not what was released`,
    why: `its SHA-256 is ${found}, it must be ${expected}`,
    instead: 'nothing was installed; run the job again, and if it stays so, report it to the owner of that server',
  });
}

/** A cache that fails costs time, never the build. */
async function quietly<T>({ log }: World, body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    log.warning(`the Actions cache cannot be used for buildx: ${(error as Error).message}`);
    return undefined;
  }
}

/** Makes it the plugin of the docker command for later steps, where there is none. */
async function linkPlugin(world: World, tools: Tools, target: string, recorder: Recorder | undefined): Promise<void> {
  if (recorder === undefined || process.platform === 'win32') return;
  const link = pluginLink(world.env);
  const made = newUse({ link, target });
  recorder.add({ plugins: [made] });
  await tools.use(link, made.use);
  if ((await tools.link(target, link)) || (await tools.leadsTo(link)) === target) return;
  // somebody else made another one meanwhile
  await tools.release(link, made.use, target);
  recorder.forget({ plugins: [made] });
  await usePlugin(world, tools, recorder);
}

/** Says that this job uses the link that another one made, so that it stays until both are done. */
async function usePlugin({ env, log }: World, tools: Tools, recorder: Recorder): Promise<void> {
  const link = pluginLink(env);
  const target = await tools.leadsTo(link);
  if (!isInstalled(target)) return;
  const use = newUse({ link, target });
  recorder.add({ plugins: [use] });
  await tools.join(link, use.use).catch((error: Error) => {
    recorder.forget({ plugins: [use] });
    log.debug(`other jobs cannot know that this one uses ${link}: ${error.message}`);
  });
}

function newUse(plugin: { readonly link: string; readonly target: string }): SetupRecord['plugins'][number] {
  return { ...plugin, use: randomBytes(6).toString('hex') };
}

function pluginLink(env: Env): string {
  const config = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  return join(config, 'cli-plugins', 'docker-buildx');
}
