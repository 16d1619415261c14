import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { type ActionCall, type ActionRun, discard, repository, runAction } from '../harness/action.ts';
import { emulate, emulators } from './emulators.ts';

const run = promisify(execFile);
const folder = process.env.LAB ?? join(homedir(), '.cache', 'crossbuild-lab');

const buildkitdConfig = process.env.LAB_BUILDKITD_CONFIG ?? join(folder, 'buildkitd.toml');

// as `lab/env` has it: a digest cannot name the lab's stand-in
process.env.LAB_BINFMT_IMAGE ??= 'docker.io/tonistiigi/binfmt:latest';

/** What `lab/up` made; the registry and its configuration are others beside the lab (`lab/apart`). */
export const lab = {
  folder,
  bin: join(folder, 'bin'),
  registry: process.env.LAB_REGISTRY ?? 'localhost:5000',
  buildkitdConfig,
  /** The inputs every build in the lab needs: the registry is on the host, and is Docker Hub's mirror. */
  inputs: { 'driver-opts': 'network=host', 'buildkitd-config': buildkitdConfig },
} as const;

/** A folder of examples/. */
export const example = (name: string): string => join(repository, 'examples', name);

/** A name nobody else has, for images, builders and files. */
export const unique = (prefix = 'e2e'): string => `${prefix}-${randomBytes(5).toString('hex')}`;

/** A reference in the lab's registry that nobody else has. */
export const uniqueTag = (prefix?: string): string => `${lab.registry}/e2e/${unique(prefix)}:latest`;

/** A program's stdout; throws with its stderr when it fails. */
export async function output(program: string, ...argv: readonly string[]): Promise<string> {
  const { stdout } = await run(program, [...argv], { maxBuffer: 2 ** 28 });
  return stdout.trim();
}

export const docker = (...argv: readonly string[]): Promise<string> => output('docker', ...argv);

/** Runs main and then, always, post, in the lab: what a job with this one step does. */
export async function step(
  inputs: Readonly<Record<string, string>>,
  options: Omit<ActionCall, 'entry' | 'inputs'> = {},
): Promise<{ readonly main: ActionRun; readonly post: ActionRun; discard(): Promise<void> }> {
  const call = { timeoutMs: 840_000, cwd: repository, ...options, inputs: { ...lab.inputs, ...inputs } };
  const main = await runAction({ ...call, entry: 'main' });
  const { signalAfter: _, ...rest } = call;
  const seen = await withFilesKept(main);
  const post = await runAction({ ...rest, entry: 'post', after: main });
  return { main: seen, post, discard: () => discard(main) };
}

/** Outputs that name a file or folder which lives until the job ends: it goes with post. */
const LIVES_IN_THE_JOB = [
  'layout',
  'record',
  'bake-file',
  'bake-file-tags',
  'bake-file-labels',
  'bake-file-annotations',
];

/** A run whose files for later steps are copied, as a later step would use them, so that a test can look at them after post. */
export async function withFilesKept(main: ActionRun): Promise<ActionRun> {
  const outputs: Record<string, string> = { ...main.outputs };
  for (const name of LIVES_IN_THE_JOB) {
    const path = outputs[name] ?? '';
    if (path === '' || !existsSync(path)) continue;
    outputs[name] = join(main.temp, 'kept', name, basename(path));
    await cp(path, outputs[name], { recursive: true });
  }
  return { ...main, outputs };
}

export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What `docker buildx imagetools inspect --raw` says of an index. */
export interface Index {
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The index (or, for a single image, the manifest) of a reference. */
export async function inspect(reference: string): Promise<Index> {
  return JSON.parse(await docker('buildx', 'imagetools', 'inspect', '--raw', reference));
}

/** The digest of each platform's image, `{ 'linux/arm/v7': 'sha256:…' }`; attestations are left out. */
export async function platformDigests(reference: string): Promise<Record<string, string>> {
  const { manifests } = await inspect(reference);
  const named = manifests.flatMap(({ platform, digest }) =>
    platform === undefined || platform.os === 'unknown' ? [] : [[formatted(platform), digest] as const],
  );
  return Object.fromEntries(named);
}

function formatted({ os, architecture, variant }: NonNullable<Descriptor['platform']>): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/** Whether the registry has the reference. */
export async function isPublished(reference: string): Promise<boolean> {
  return output(join(lab.bin, 'crane'), '--insecure', 'digest', reference).then(
    () => true,
    () => false,
  );
}

/** The digest a tag or an OCI layout's folder has once it is in the registry under `reference`. */
export async function publishLayout(layout: string, reference: string): Promise<string> {
  return output(join(lab.bin, 'crane'), '--insecure', 'push', '--index', layout, reference);
}

/**
 * Starts each platform's image by its digest, under QEMU where needed, and returns what it printed.
 * The emulators that are missing are registered for it and taken away again.
 */
export async function runEach(reference: string, ...argv: readonly string[]): Promise<Record<string, string>> {
  const digests = await platformDigests(reference);
  const repositoryName = reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const release = await emulate(Object.keys(digests));
  try {
    const printed: Record<string, string> = {};
    for (const [platform, digest] of Object.entries(digests)) {
      const image = `${repositoryName}@${digest}`;
      printed[platform] = await docker('run', '--rm', '--platform', platform, image, ...argv);
      await docker('image', 'rm', '-f', image);
    }
    return printed;
  } finally {
    await release();
  }
}

/** A builder of the test's own that emulates these platforms; `remove` takes both away. */
export async function testBuilder(
  prefix: string,
  platforms: readonly string[],
): Promise<{ readonly name: string; readonly remove: () => Promise<void> }> {
  const name = unique(prefix);
  const release = await emulate(platforms);
  const options = ['--driver', 'docker-container', '--driver-opt', 'network=host'];
  await docker('buildx', 'create', '--name', name, ...options, '--buildkitd-config', lab.buildkitdConfig);
  return {
    name,
    remove: async () => {
      await docker('buildx', 'rm', '-f', name);
      await release();
    },
  };
}

/** Everything a step could leave behind, each as a sorted list of names. */
export interface Traces {
  readonly builders: readonly string[];
  readonly contexts: readonly string[];
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly emulators: readonly string[];
  /** Registries that Docker's configuration holds a login for. */
  readonly logins: readonly string[];
  readonly temp: readonly string[];
}

/**
 * What there is now. Compare before and after: `expect(await traces()).toEqual(before)`.
 * `ignore` leaves out names that other programs on the machine make.
 */
export async function traces(ignore = /^$/): Promise<Traces> {
  const lines = (text: string) =>
    [...new Set(text.split('\n').filter((line) => line !== '' && !ignore.test(line)))].sort();
  return {
    builders: lines(await docker('buildx', 'ls', '--format', '{{.Builder.Name}}')),
    contexts: lines(await docker('context', 'ls', '--format', '{{.Name}}')),
    containers: lines(await docker('ps', '-a', '--format', '{{.Names}}')),
    volumes: lines(await docker('volume', 'ls', '--format', '{{.Name}}')),
    emulators: await emulators(),
    logins: lines(Object.keys(await dockerLogins()).join('\n')),
    // the harness's own folders hold RUNNER_TEMP, which the runner empties after a job
    temp: lines(
      (await readdir(tmpdir()))
        .filter((name) => !/^(crossbuild-test-|fake-docker-|node-compile-cache|jest_)/.test(name))
        .join('\n'),
    ),
  };
}

async function dockerLogins(): Promise<Record<string, unknown>> {
  const path = join(process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'config.json');
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return JSON.parse(text).auths ?? {};
}

/** What is still in a job's RUNNER_TEMP: nothing, after post. */
export async function leftInRunnerTemp(run: ActionRun): Promise<string[]> {
  return (await readdir(join(run.temp, 'runner'))).sort();
}

/** The name and password of the second registry (`lab/up auth-registry`), or `undefined` when it is not up. */
export async function authRegistry(): Promise<{ host: string; username: string; password: string } | undefined> {
  const up = await fetch('http://localhost:5001/v2/').then(
    ({ status }) => status === 401,
    () => false,
  );
  if (!up) return undefined;
  const [username, password] = await Promise.all(
    ['user', 'password'].map(async (name) =>
      (await readFile(join(lab.folder, `auth-registry.${name}`), 'utf8')).trim(),
    ),
  );
  return { host: 'localhost:5001', username: username ?? '', password: password ?? '' };
}

/** Removes files and folders, if they are there. */
export async function remove(...paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}
