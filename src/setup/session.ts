import type { BuilderSpec } from '../docker/builder-spec.ts';
import { Docker } from '../docker/docker.ts';
import type { BuilderFacts, Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ReadYaml } from '../inputs/yaml.ts';
import { UserError } from '../model/problem.ts';
import type { Plan } from '../plan/plan-types.ts';
import { formatPlatform } from '../platform/platform.ts';
import type { World } from '../system/ports.ts';
import type { Start } from './begin.ts';
import { builderSpec } from './builder/asked-builder.ts';
import { ensureBuilder } from './builder/builder.ts';
import { buildxRequest, ensureBuildx } from './buildx/buildx.ts';
import { type EnsuredEmulators, emulatorEndpoint, emulatorsElsewhere, ensureEmulators } from './emulators/emulators.ts';
import { removeLeftovers } from './leftovers.ts';
import { mirrored, registryHosts, withBuildKitImage, withRegistries } from './login/registries.ts';

/** What the build runs with, and what was made for it. */
export interface Session extends Start {
  /** The name of the builder. */
  readonly builder: string;
  readonly facts: BuilderFacts;
  /** The command that is buildx. */
  readonly buildx: readonly string[];
  /** Set when emulators are wanted and this engine registers none: why. */
  readonly noEmulator?: string;
  /** The endpoint of the engine that emulators are registered at; undefined for the one in reach. */
  readonly engine?: string | undefined;
}

/** Installs what is missing, registers the emulators that the plan needs, and makes or takes the builder; in that order, because a builder sees the emulators only that were there when it booted. */
export async function setUp(
  world: World,
  inputs: Inputs,
  facts: Pick<Facts, 'builder'>,
  plan: { readonly emulators: Pick<Plan['emulators'], 'building' | 'running'> },
  yaml: ReadYaml,
  { recorder, exec, config }: Start,
): Promise<Session> {
  const { log } = world;
  return log.group('Setting up', async () => {
    const buildx = await ensureBuildx(world, buildxRequest(inputs, world.env), recorder);
    log.info(`buildx: ${buildx.because}`);
    const docker = new Docker(exec, buildx.command);
    const wanted = builderSpec(inputs, yaml.nodes);
    const known = { driver: wanted.driver, endpoint: wanted.endpoint, ...existing(facts.builder) };
    const { endpoint, driverOpts, noEmulator } = await setUpEmulators(
      { world, docker, inputs, recorder },
      { ...known, driverOpts: wanted.driverOpts },
      plan.emulators,
    );
    if (facts.builder === undefined && wanted.name === undefined && wanted.driver === 'docker-container')
      await removeLeftovers(world, docker.at(endpoint), 'buildx_buildkit_crossbuild-');
    const asked = { ...wanted, driverOpts };
    // a builder that exists has booted its BuildKit
    const pinned = facts.builder === undefined ? bootedAsKnown(asked, inputs.mirror) : asked;
    const spec = await withOwnRegistries(world, inputs, pinned);
    const builder = await ensureBuilder(world, docker, spec, facts.builder, recorder);
    log.info(`builder: ${builder.because}`);
    for (const { name, version, platforms } of builder.facts.nodes)
      log.info(`  node ${name}: BuildKit ${version ?? 'unknown'}, ${platforms.map(formatPlatform).join(', ')}`);
    return {
      builder: builder.name,
      facts: builder.facts,
      buildx: buildx.command,
      exec,
      config,
      recorder,
      engine: endpoint,
      ...(noEmulator === undefined ? {} : { noEmulator }),
    };
  });
}

/** What is known of a builder that exists: this counts, and not what is asked for. */
function existing(builder: BuilderFacts | undefined): { driver?: string; endpoint?: string } {
  const endpoint = builder?.nodes[0]?.endpoint;
  return {
    ...(builder === undefined ? {} : { driver: builder.driver }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** What emulators are set up with. */
interface EmulatorSetup {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Pick<Inputs, 'binfmtImage' | 'binfmtReset' | 'mirror' | 'retries'>;
  readonly recorder: Start['recorder'];
}

/** Registers the emulators of a plan where its steps run, and those that start what was built on the engine in reach. */
async function setUpEmulators(
  { world, docker, inputs, recorder }: EmulatorSetup,
  builder: { readonly driver: string; readonly endpoint: string | undefined; readonly driverOpts: readonly string[] },
  { building, running }: Pick<Plan['emulators'], 'building' | 'running'>,
): Promise<{ endpoint: string | undefined; driverOpts: readonly string[]; noEmulator?: string }> {
  const endpoint = emulatorEndpoint(world, builder.driver, builder.endpoint);
  const request = {
    image: mirrored(inputs.binfmtImage, inputs.mirror),
    architectures: building,
    reset: inputs.binfmtReset,
    endpoint,
    retries: inputs.retries,
  };
  const elsewhere = emulatorsElsewhere(builder.driver, builder.driverOpts, request);
  const apart = elsewhere !== undefined || endpoint !== undefined;
  const here = { ...request, architectures: [...new Set([...building, ...running])], endpoint: undefined };
  const emulators = elsewhere ?? (await ensureEmulators(world, docker, apart ? request : here, recorder));
  world.log.info(`emulators: ${'why' in emulators ? emulators.why : emulators.because}`);
  // the engine in reach starts what a builder elsewhere built
  if (apart && running.length > 0) {
    const local = await ensureEmulators(world, docker, { ...here, architectures: running }, recorder);
    world.log.info(`emulators, to start what was built: ${'why' in local ? local.why : local.because}`);
  }
  return {
    endpoint,
    driverOpts: elsewhere?.driverOpts ?? builder.driverOpts,
    ...('why' in emulators ? { noEmulator: emulators.why } : {}),
  };
}

/** A session with what its emulators are registered by. */
interface Equipped {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Pick<Inputs, 'binfmtImage' | 'mirror' | 'retries'>;
  readonly session: Session;
}

/** Registers what a build needs beyond the plan that was set up for; nothing is run where all are there. */
export async function addEmulators(
  { world, docker, inputs, session }: Equipped,
  architectures: readonly string[],
): Promise<EnsuredEmulators> {
  if (session.noEmulator !== undefined) return { why: session.noEmulator };
  const elsewhere = session.facts.driver === 'remote' || session.facts.driver === 'kubernetes';
  if (elsewhere) return { registered: [], added: [], because: 'the nodes have emulators of their own' };
  const request = {
    image: mirrored(inputs.binfmtImage, inputs.mirror),
    architectures,
    reset: false,
    endpoint: session.engine,
    retries: inputs.retries,
  };
  return ensureEmulators(world, docker, request, session.recorder);
}

/** A builder that is made boots the BuildKit that is known, on all its nodes. */
function bootedAsKnown(spec: BuilderSpec, mirror: string | undefined): BuilderSpec {
  const boot = (driverOpts: readonly string[]) => withBuildKitImage(driverOpts, spec.driver, mirror);
  return {
    ...spec,
    driverOpts: boot(spec.driverOpts),
    append: spec.append.map((node) => ({ ...node, driverOpts: boot(node.driverOpts) })),
  };
}

/** The builder with the mirror and the authorities that were asked for; a builder that exists already is compared with it. */
async function withOwnRegistries(world: World, inputs: Inputs, spec: BuilderSpec): Promise<BuilderSpec> {
  const { mirror, ca } = inputs;
  const driverOpts = mirror === undefined ? spec.driverOpts : withBuildKitImage(spec.driverOpts, spec.driver, mirror);
  if (mirror === undefined && ca === undefined) return spec;
  if (spec.driver === 'remote' || spec.driver === 'docker')
    throw new UserError({
      input: mirror === undefined ? 'ca' : 'mirror',
      what: `a builder with the driver ${spec.driver} cannot be given one`,
      why: 'its BuildKit is configured where it runs',
      instead: 'configure it there, or use driver: docker-container',
    });
  const config = spec.configInline ?? (spec.config === undefined ? '' : ((await world.files.read(spec.config)) ?? ''));
  const trusted = ca === undefined ? undefined : { path: await caFile(world, ca), hosts: registryHosts(inputs) };
  const { config: _, ...rest } = spec;
  return { ...rest, driverOpts, configInline: withRegistries(config, { mirror, ca: trusted }) };
}

/** The path of the certificates: the user's own file, or a private one with the text that was given. */
async function caFile({ files }: World, ca: string): Promise<string> {
  if (!ca.includes('-----BEGIN')) return ca;
  const folder = await files.tempFolder('ca');
  await files.writeNew(`${folder}/ca.pem`, ca);
  return `${folder}/ca.pem`;
}
