import { join } from 'node:path';
import type { BuilderSpec, NodeSpec, TlsSpec } from '../../docker/builder-spec.ts';
import type { Docker } from '../../docker/docker.ts';
import { UserError } from '../../model/problem.ts';
import type { Env, World } from '../../system/ports.ts';
import type { Recorder } from '../record.ts';
import { tlsContext } from './docker-context.ts';
import { checkTls } from './tls.ts';

/**
 * Turns what the user asks for into nodes that `buildx create` takes: texts become private files, TLS becomes driver
 * options, entitlements become flags.
 *
 * @throws {UserError} when a node lacks what its driver needs.
 */
export async function prepareNodes(
  world: World,
  docker: Docker,
  spec: BuilderSpec,
  recorder: Recorder,
): Promise<NodeSpec[]> {
  const config = await configPath(world, spec);
  const all: readonly AskedNode[] = [{ ...spec, name: undefined }, ...spec.append];
  return Promise.all(
    all.map(async (node, index): Promise<NodeSpec> => {
      if (spec.driver === 'remote' && node.endpoint === undefined) throw noEndpoint(index);
      const { endpoint, certificates } = await secured(world, docker, spec, { node, index }, recorder);
      const driverOpts = [...node.driverOpts, ...certificates];
      return nodeSpec(spec, { ...node, endpoint, driverOpts }, config);
    }),
  );
}

/** A node as it is asked for: the builder's own, or one of `append`. */
type AskedNode = Pick<BuilderSpec, 'driverOpts' | 'platforms' | 'buildkitdFlags'> & {
  readonly name?: string | undefined;
  readonly endpoint?: string | undefined;
};

/** Where a node is, and the driver options that name its certificates: those of an engine are in a docker context. */
interface Secured {
  readonly endpoint: string | undefined;
  readonly certificates: readonly string[];
}

async function secured(
  world: World,
  docker: Docker,
  spec: BuilderSpec,
  { node, index }: { readonly node: AskedNode; readonly index: number },
  recorder: Recorder,
): Promise<Secured> {
  const given = index === 0 && hasTls(spec.tls);
  const tls = given ? spec.tls : tlsFromEnv(world.env, index);
  const engine = spec.driver === 'docker-container' && hasTls(tls);
  const usesTls = (spec.driver === 'remote' || engine) && node.endpoint?.startsWith('tcp://') === true;
  if (!usesTls) return { endpoint: node.endpoint, certificates: [] };
  const wrong = checkTls(tls, given ? 'tls-' : envPrefix(index), world.clock.now());
  if (wrong.length > 0) throw new UserError(wrong);
  const files = await tlsFiles(world, tls);
  if (engine) return { endpoint: await tlsContext(world, docker, node.endpoint, files, recorder), certificates: [] };
  return { endpoint: node.endpoint, certificates: Object.entries(files).map(([part, path]) => `${part}=${path}`) };
}

/** What `buildx create` is given for a node; a remote BuildKit has its own flags and configuration. */
function nodeSpec(spec: BuilderSpec, node: AskedNode, config: string | undefined): NodeSpec {
  const { name, endpoint, platforms, driverOpts } = node;
  const remote = spec.driver === 'remote';
  const flags = remote ? undefined : flagsFor(node.buildkitdFlags ?? spec.buildkitdFlags, spec.allow);
  return {
    driver: spec.driver,
    driverOpts,
    ...(name === undefined ? {} : { node: name }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(flags === undefined ? {} : { buildkitdFlags: flags }),
    ...(config === undefined || remote ? {} : { config }),
  };
}

function noEndpoint(index: number): UserError {
  return new UserError({
    input: index === 0 ? 'endpoint' : 'append',
    what: index === 0 ? 'the remote driver has no address' : `node ${index} of append has no endpoint`,
    instead: 'write endpoint: tcp://host:1234, unix:///path, ssh://user@host or docker-container://name',
  });
}

async function configPath(world: World, spec: BuilderSpec): Promise<string | undefined> {
  if (spec.configInline === undefined) return spec.config;
  return writePrivate(world, 'buildkitd', 'buildkitd.toml', spec.configInline);
}

/** The flags of BuildKit's daemon. An entitlement is in them only when it was asked for. */
export function flagsFor(flags: string | undefined, allow: readonly string[]): string | undefined {
  const entitlements = allow
    .filter((name) => !(flags ?? '').includes(name))
    .map((name) => `--allow-insecure-entitlement=${name}`);
  const all = [...(flags === undefined ? [] : [flags]), ...entitlements];
  return all.length === 0 ? undefined : all.join(' ');
}

function hasTls({ cacert, cert, key }: TlsSpec): boolean {
  return cacert !== undefined || cert !== undefined || key !== undefined;
}

function envPrefix(index: number): string {
  return `BUILDER_NODE_${index}_AUTH_TLS_`;
}

/** `BUILDER_NODE_0_AUTH_TLS_CACERT`, `_CERT` and `_KEY`: PEM texts, by the number of the node. */
export function tlsFromEnv(env: Env, index: number): TlsSpec {
  const read = (name: string) => env[`${envPrefix(index)}${name}`] || undefined;
  const [cacert, cert, key] = [read('CACERT'), read('CERT'), read('KEY')];
  return {
    ...(cacert === undefined ? {} : { cacert }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** The path of each part, in a private file. */
async function tlsFiles(world: World, tls: TlsSpec): Promise<Record<string, string>> {
  const parts = (['cacert', 'cert', 'key'] as const).flatMap((name) => {
    const text = tls[name];
    return text === undefined ? [] : [{ name, text }];
  });
  if (tls.key !== undefined) world.log.mask(tls.key);
  const paths = parts.map(
    async ({ name, text }) => [name, await writePrivate(world, 'tls', `${name}.pem`, text)] as const,
  );
  return Object.fromEntries(await Promise.all(paths));
}

/** A file of mode 600 in a folder of its own that the post part removes. */
async function writePrivate(world: World, purpose: string, file: string, text: string): Promise<string> {
  const folder = await world.files.tempFolder(purpose);
  const path = join(folder, file);
  await world.files.writeNew(path, text.endsWith('\n') ? text : `${text}\n`);
  return path;
}
