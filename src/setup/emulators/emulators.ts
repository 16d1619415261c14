import type { Docker } from '../../docker/docker.ts';
import { DockerError, type FailureKind } from '../../docker/docker-error.ts';
import { retried } from '../../docker/retry.ts';
import { DEFAULT_RETRIES } from '../../model/passing.ts';
import { UserError } from '../../model/problem.ts';
import { emulatorName } from '../../platform/target.ts';
import type { World } from '../../system/ports.ts';
import type { Recorder } from '../record.ts';
import { markMade, useEmulators } from './emulator-users.ts';

/** Failures that no other input can mend. */
const HOPELESS: Partial<Record<FailureKind, string>> = {
  privileged: 'this engine runs no privileged container',
  'not-installed': 'there is no docker command to register them with',
  'daemon-down': 'there is no Docker engine to register them on',
  permission: 'this user may not use the Docker engine',
};
const BINFMT = '/proc/sys/fs/binfmt_misc';

export interface EmulatorRequest {
  readonly image: string;
  /** As Docker names them: `arm64`, `arm`. */
  readonly architectures: readonly string[];
  /** Removes every QEMU emulator first. */
  readonly reset: boolean;
  /** A docker context or an address, when the builder is not on the engine in reach. */
  readonly endpoint?: string | undefined;
  readonly retries?: number;
}

/** What is registered now, or why nothing can be. */
export type EnsuredEmulators =
  | { readonly registered: readonly string[]; readonly added: readonly string[]; readonly because: string }
  | { readonly why: string };

/**
 * Registers the emulators that are missing on the engine's machine. Those that are there stay as they are, and
 * nothing is run when none is missing. An engine that allows no privileged container is no error: the reason comes
 * back, and the plan does without.
 */
export async function ensureEmulators(
  world: World,
  given: Docker,
  { image, architectures, reset, endpoint, retries = DEFAULT_RETRIES }: EmulatorRequest,
  recorder: Recorder,
): Promise<EnsuredEmulators> {
  const docker = given.at(endpoint);
  const wanted = architectures.map(emulatorName);
  if (wanted.length === 0) return { registered: [], added: [], because: 'nothing is emulated' };
  // before it looks: what another job registered stays from here on
  await useEmulators(world, given, { image, endpoint }, recorder);
  const local = reset || endpoint !== undefined ? undefined : await registeredHere(world, wanted);
  if (local !== undefined) return { registered: local, added: [], because: `registered already: ${local.join(', ')}` };
  try {
    return await register(world, docker, { image, architectures, reset, endpoint, retries }, recorder);
  } catch (error) {
    const because = error instanceof DockerError ? HOPELESS[error.kind] : undefined;
    if (error instanceof DockerError && because !== undefined) return { why: `${because}: ${error.problems[0]?.why}` };
    throw error instanceof DockerError ? explained(error, image) : error;
  }
}

/** Has the image register what is missing; what this step registers is recorded before. */
async function register(
  world: World,
  docker: Docker,
  { image, architectures, reset, endpoint, retries }: EmulatorRequest & { readonly retries: number },
  recorder: Recorder,
): Promise<EnsuredEmulators> {
  const wanted = architectures.map(emulatorName);
  const list = async () => (await retried({ ...world, retries }, image, () => docker.binfmt(image, []))).emulators;
  const start = await list();
  if (reset) await docker.binfmt(image, ['--uninstall', 'qemu-*']);
  const before = reset ? await list() : start;
  const missing = architectures.filter((architecture) => !before.includes(emulatorName(architecture)));
  if (missing.length === 0)
    return { registered: wanted, added: [], because: `registered already: ${wanted.join(', ')}` };
  const added = missing.map(emulatorName);
  // what was there before a reset was not ours, so it stays
  const ours = added.filter((name) => !start.includes(name));
  if (ours.length > 0)
    recorder.add({ emulators: [{ image, names: ours, ...(endpoint === undefined ? {} : { endpoint }) }] });
  await markMade(docker, ours);
  const { emulators, messages } = await docker.binfmt(image, ['--install', missing.join(',')]);
  const failed = added.filter((name) => !emulators.includes(name));
  // the image ends with 0 even when it could not register anything
  if (failed.length > 0) return { why: `${failed.join(', ')} cannot be registered: ${reason(messages)}` };
  return { registered: wanted, added, because: `registered by ${image}: ${added.join(', ')}` };
}

/**
 * Emulators for a builder whose nodes are not on the engine in reach. Pods of the kubernetes driver register their
 * own when told; what a remote BuildKit has, it has.
 */
export function emulatorsElsewhere(
  driver: string,
  driverOpts: readonly string[],
  { image, architectures }: Pick<EmulatorRequest, 'image' | 'architectures'>,
): { readonly driverOpts: readonly string[]; readonly because: string } | undefined {
  if (driver !== 'remote' && driver !== 'kubernetes') return undefined;
  if (architectures.length === 0) return { driverOpts, because: 'nothing is emulated' };
  if (driver === 'remote') return { driverOpts, because: 'a remote BuildKit has its own; nothing is registered there' };
  if (driverOpts.some((option) => option.includes('qemu.install=')))
    return { driverOpts, because: 'driver-opts say what the pods do about them' };
  const own = driverOpts.some((option) => option.includes('qemu.image=')) ? [] : [`qemu.image=${image}`];
  return { driverOpts: [...driverOpts, 'qemu.install=true', ...own], because: `the pods register them with ${image}` };
}

/**
 * The endpoint to register emulators at: that of a new builder's first node or of one that exists; undefined for the
 * engine in reach. A socket is of this machine, and its kernel is what counts.
 */
export function emulatorEndpoint(
  { env }: Pick<World, 'env'>,
  driver: string,
  endpoint: string | undefined,
): string | undefined {
  if (driver !== 'docker-container' || endpoint === undefined || endpoint === '' || endpoint === 'default')
    return undefined;
  const here = !env.DOCKER_HOST || env.DOCKER_HOST.startsWith('unix:');
  return (here && /^(unix|npipe):/.test(endpoint)) || endpoint === env.DOCKER_HOST ? undefined : endpoint;
}

/** The wanted names when the kernel of this machine has them all; undefined when one is missing or the engine is elsewhere. */
async function registeredHere(world: World, wanted: readonly string[]): Promise<readonly string[] | undefined> {
  if (!(await engineIsHere(world))) return undefined;
  for (const name of wanted) {
    const entry = await world.files.read(`${BINFMT}/${name}`).catch(() => undefined);
    // without F the emulator is looked up in the container's own root, where it is not
    if (entry === undefined || !entry.startsWith('enabled') || !/^flags: .*F/m.test(entry)) return undefined;
  }
  return wanted;
}

/** The program that this machine's kernel has for an emulator's name, when the engine runs on it. */
export async function registeredInterpreter(world: World, name: string): Promise<string | undefined> {
  if (!(await engineIsHere(world))) return undefined;
  const entry = await world.files.read(`${BINFMT}/${name}`).catch(() => undefined);
  return /^interpreter (\/\S+)$/m.exec(entry ?? '')?.[1];
}

/** Whether the engine runs on this machine's kernel, as far as the environment and docker's own configuration tell. */
async function engineIsHere({ env, files }: World): Promise<boolean> {
  if (env.DOCKER_HOST) return env.DOCKER_HOST.startsWith('unix:');
  if (env.DOCKER_CONTEXT) return env.DOCKER_CONTEXT === 'default';
  const folder = env.DOCKER_CONFIG || `${env.HOME ?? ''}/.docker`;
  const text = await files.read(`${folder}/config.json`).catch(() => undefined);
  return !/"currentContext"\s*:\s*"(?!default")[^"]/.test(text ?? '');
}

function reason(messages: string): string {
  const line = messages
    .split('\n')
    .filter((text) => /error|not permitted|denied|cannot|unsupported|no such/i.test(text))
    .at(-1);
  return line?.trim() ?? 'the image gave no reason';
}

function explained(error: DockerError, image: string): UserError {
  const [problem] = error.problems;
  return new UserError(
    {
      input: 'binfmt-image',
      what: `the emulators cannot be registered: ${problem?.what ?? image}`,
      ...(problem?.why === undefined ? {} : { why: problem.why }),
      instead: problem?.instead ?? 'name an image that can be pulled, or use strategy: cross',
    },
    { cause: error },
  );
}
