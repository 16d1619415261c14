import type { BuilderSpec } from '../../docker/builder-spec.ts';
import type { Docker } from '../../docker/docker.ts';
import { DockerError } from '../../docker/docker-error.ts';
import { retried } from '../../docker/retry.ts';
import type { BuilderFacts } from '../../facts/facts.ts';
import { DEFAULT_RETRIES } from '../../model/passing.ts';
import { UserError } from '../../model/problem.ts';
import type { World } from '../../system/ports.ts';
import { builderName } from '../own-names.ts';
import type { Recorder } from '../record.ts';
import { differences } from './compare.ts';
import { diagnose } from './diagnose.ts';
import { endpointContext } from './docker-context.ts';
import { showLogs } from './logs.ts';
import { prepareNodes } from './nodes.ts';

export interface EnsuredBuilder {
  readonly name: string;
  readonly facts: BuilderFacts;
  readonly because: string;
}

/**
 * Uses the builder that is there, or makes one and boots it. A builder that is made is in the record before it exists.
 *
 * @throws {UserError} with the end of every node's log when the builder does not start.
 */
export async function ensureBuilder(
  world: World,
  docker: Docker,
  spec: BuilderSpec,
  existing: BuilderFacts | undefined,
  recorder: Recorder,
): Promise<EnsuredBuilder> {
  if (existing !== undefined) return reuse(world, docker, spec, existing, recorder);
  if (spec.driver === 'docker') return engineBuilder(world, docker, spec);
  const name = spec.name ?? builderName(world.clock, spec.keepBuilder);
  const nodes = await prepareNodes(world, docker, await endpointContext(world, docker, spec, recorder), recorder);
  const made = { builders: [{ name, keepState: spec.keepState }] };
  recorder.add(made);
  try {
    await docker.create(name, nodes);
  } catch (error) {
    const winner = spec.name !== undefined && taken(error) ? await docker.builder(name) : undefined;
    if (winner === undefined) throw error;
    // another job made it since we looked: it is not ours to remove
    recorder.forget(made);
    return reuse(world, docker, spec, winner);
  }
  const facts = await boot(world, docker, name, spec);
  const because =
    spec.name === undefined
      ? `a builder of this step's own, with the driver ${spec.driver}`
      : `there was no builder ${name}, so it was made`;
  return { name, facts, because };
}

function taken(error: unknown): boolean {
  return error instanceof DockerError && /existing instance for/.test(error.stderr);
}

/** A builder that nothing of ran before is stopped again by the post part, as `recorder` tells it; its cache stays. Without one it is another job's. */
async function reuse(
  world: World,
  docker: Docker,
  spec: BuilderSpec,
  existing: BuilderFacts,
  recorder?: Recorder,
): Promise<EnsuredBuilder> {
  const { name } = existing;
  if (spec.driver !== existing.driver && spec.driverAsked === true) {
    throw new UserError({
      input: 'driver',
      what: `builder ${name} has the driver ${existing.driver}, not ${spec.driver}`,
      why: 'a builder of that name exists already on this machine',
      instead: `name another builder, or leave driver out to use this one as it is`,
    });
  }
  const config = spec.configInline ?? (spec.config === undefined ? undefined : await world.files.read(spec.config));
  const asked = spec.driverAsked === true ? spec : { ...spec, driver: existing.driver };
  for (const difference of differences(asked, existing, config))
    world.log.warning(`builder ${name} exists already and is used as it is: ${difference}`);
  const running = existing.nodes.every(({ status }) => status === 'running');
  const off = existing.nodes.every(({ status }) => status === 'stopped' || status === 'inactive');
  // of the other drivers, buildx stops none
  if (off && existing.driver === 'docker-container') recorder?.add({ started: [name] });
  const facts = running ? existing : await boot(world, docker, name, { ...spec, driver: existing.driver });
  return { name, facts, because: `builder ${name} exists already, with the driver ${existing.driver}` };
}

/** The engine's own BuildKit: one per docker context, named as the context is; it is neither made nor removed. */
async function engineBuilder(world: World, docker: Docker, spec: BuilderSpec): Promise<EnsuredBuilder> {
  const builders = await docker.builders();
  const context = spec.endpoint ?? world.env.DOCKER_CONTEXT ?? 'default';
  const own = builders.filter(({ driver }) => driver === 'docker');
  const facts = own.find(({ name }) => name === context) ?? own.find(({ current }) => current) ?? own[0];
  if (facts !== undefined)
    return { name: facts.name, facts, because: 'driver: docker is the BuildKit of the engine itself' };
  throw new UserError({
    input: 'driver',
    what: 'the engine has no builder of its own',
    why: `buildx lists ${builders.map(({ name }) => name).join(', ') || 'none'}`,
    instead: 'write driver: docker-container',
  });
}

/** Boots every node once and reads what they are. A failure carries the log of each node. */
async function boot(
  world: World,
  docker: Docker,
  name: string,
  { driver, retries = DEFAULT_RETRIES }: Pick<BuilderSpec, 'driver' | 'retries'>,
): Promise<BuilderFacts> {
  const start = () => docker.bootstrap(name, { onStderr: (chunk) => world.log.debug(chunk.trimEnd()) });
  try {
    // with the other drivers buildx has waited for the node already; here it is the pull of BuildKit that may fail
    await (driver === 'docker-container' ? retried({ ...world, retries }, `builder ${name}`, start) : start());
  } catch (error) {
    await showLogs(world, docker, name);
    throw await explained(world, docker, name, error);
  }
  const facts = await docker.builder(name);
  const broken = facts?.nodes.find((node) => node.error !== undefined);
  if (facts !== undefined && broken === undefined) return facts;
  await showLogs(world, docker, name);
  throw new UserError({
    what: `builder ${name} does not start`,
    why: broken === undefined ? 'buildx does not list it' : `node ${broken.name} (${broken.endpoint}): ${broken.error}`,
    instead: 'see the log of BuildKit above',
  });
}

/** buildx says of a remote node no more than that its time ran out; what can be found out is put in its place. */
async function explained(world: World, docker: Docker, name: string, error: unknown): Promise<unknown> {
  const facts = await docker.builder(name).catch(() => undefined);
  const reasons = facts === undefined ? [] : await diagnose(world, facts);
  if (reasons.length === 0) return error;
  return new UserError({ what: `builder ${name} does not start`, why: reasons.join('; ') }, { cause: error });
}
