import { join, relative } from 'node:path';
import { remoteDockerfile } from '../build/remote-dockerfile.ts';
import { Docker } from '../docker/docker.ts';
import { retryingExec } from '../docker/retry.ts';
import type { BaseFacts, BuilderFacts, DockerfileFacts, EngineFacts, Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Problem } from '../model/problem.ts';
import { unknownBases } from '../plan/bases/unknown-bases.ts';
import type { Platform } from '../platform/platform.ts';
import type { ContextPlan } from '../request/build-context.ts';
import type { Prepared } from '../request/prepared.ts';
import { mirrored } from '../setup/login/registries.ts';
import { hostPlatform } from '../system/host.ts';
import type { Files, World } from '../system/ports.ts';
import { escapeProblem, isWithin, leadsOut } from './stays-inside.ts';

/** What could be found out, and what is missing. With a problem the facts may be incomplete: they are not to be used. */
export interface Gathered {
  readonly facts: Facts;
  readonly problems: readonly Problem[];
}

/** Looks at the Dockerfile, the engine, buildx and the builder that the user named; no registry is asked, so `bases` is empty. Changes nothing. */
export async function gatherFacts(world: World, docker: Docker, inputs: Inputs, prepared: Prepared): Promise<Gathered> {
  const [local, engine, buildx] = await Promise.all([
    prepared.context.kind === 'folder' ? findDockerfile(world, inputs, prepared.context) : undefined,
    docker.engine(),
    docker.buildxVersion(),
  ]);
  const reachable = 'why' in engine ? undefined : engine;
  const builder =
    inputs.builder === undefined || buildx === undefined ? undefined : await docker.builder(inputs.builder);
  const absent = engineProblems(inputs, engine, builder);
  const dockerfile =
    local ??
    (await remote(
      world,
      docker,
      prepared,
      buildx !== undefined && (reachable ?? builder) !== undefined ? builder?.name : 'none',
      inputs,
    ));
  const named = await namedContextProblems(world, prepared.context);
  const problems = [...('what' in dockerfile ? [dockerfile] : []), ...named, ...absent];
  const found: DockerfileFacts = 'what' in dockerfile ? { path: '', text: '' } : dockerfile;
  const facts: Facts = {
    host: hostPlatform(),
    dockerfile: found,
    bases: {},
    ...(reachable === undefined ? {} : { engine: reachable }),
    ...(buildx === undefined ? {} : { buildx: { version: buildx, command: docker.command } }),
    ...(builder === undefined ? {} : { builder }),
  };
  return { facts, problems };
}

async function findDockerfile(world: World, inputs: Inputs, plan: ContextPlan): Promise<DockerfileFacts | Problem> {
  try {
    return (await contextProblem(world, plan)) ?? (await readLocal(world, inputs, plan));
  } catch (error) {
    return {
      input: inputs.file === undefined ? 'context' : 'file',
      what: `${plan.dockerfile} or its .dockerignore cannot be read`,
      why: (error as Error).message,
      instead: 'let both be files that the runner may read',
    };
  }
}

async function contextProblem({ files, env }: World, { context }: ContextPlan): Promise<Problem | undefined> {
  if ((await files.kind(context)) !== 'folder')
    return {
      input: 'context',
      what: `${context} is not a folder`,
      why: 'nothing is there; was actions/checkout run before?',
      instead: 'write the path of the folder to build, or a git URL',
    };
  const out = await leadsOut(files, context, [workspaceOf(env)]);
  return out === undefined ? undefined : escapeProblem('context', context, out);
}

/** The folders among the named contexts that lead out of the workspace. */
async function namedContextProblems({ files, env }: World, { buildContexts }: ContextPlan): Promise<Problem[]> {
  const looked = Object.values(buildContexts).map(async (path) => {
    // a URL is no path of anything
    const out = await leadsOut(files, path, [workspaceOf(env)]).catch(() => undefined);
    return out === undefined ? [] : [escapeProblem('build-contexts', path, out)];
  });
  return (await Promise.all(looked)).flat();
}

function workspaceOf(env: World['env']): string {
  return env.GITHUB_WORKSPACE || '.';
}

async function readLocal(
  { files, env }: World,
  inputs: Inputs,
  { context, dockerfile: path }: ContextPlan,
): Promise<DockerfileFacts | Problem> {
  const input = inputs.file === undefined ? 'context' : 'file';
  const kind = await files.kind(path);
  if (kind === 'folder')
    return {
      input,
      what: `${path} is a folder`,
      why: 'a Dockerfile is a file',
      instead: `write file: ${join(path, 'Dockerfile')}`,
    };
  const read = [path, `${path}.dockerignore`, join(context, '.dockerignore')];
  const out = await firstOut(files, read, [workspaceOf(env), context]);
  if (out !== undefined) return escapeProblem(input, out.path, out);
  const text = kind === undefined ? undefined : await files.read(path);
  if (text === undefined) {
    const where =
      inputs.file === undefined
        ? 'write file: with its path, or context: with the folder that holds it'
        : 'write its path from the root of the repository';
    return {
      input,
      what: `there is no Dockerfile at ${path}`,
      why: 'nothing is there; was actions/checkout run before?',
      instead: where,
    };
  }
  const ignore = await files.read(`${path}.dockerignore`);
  return { path: shown(path), text, ...(ignore === undefined ? {} : { ignore }) };
}

/** The first of some paths that leads out of the folders. */
async function firstOut(files: Files, paths: readonly string[], folders: readonly string[]) {
  for (const path of paths) {
    const out = await leadsOut(files, path, folders);
    if (out !== undefined) return { path, ...out };
  }
  return undefined;
}

/** Relative to the working directory, as annotations need it, when it lies in there. */
function shown(path: string): string {
  return isWithin('.', path) ? relative('.', path) : path;
}

function remote(
  world: World,
  docker: Docker,
  prepared: Prepared,
  builder: string | undefined,
  inputs: Inputs,
): Promise<DockerfileFacts | Problem> {
  const exec = retryingExec(world.exec, { ...world, retries: inputs.retries });
  return remoteDockerfile(prepared.context, {
    exec,
    files: world.files,
    docker: new Docker(exec, docker.command),
    builder,
    secrets: prepared.secrets,
    ssh: inputs.ssh,
  });
}

/** What the engines are that are not the one in reach, by endpoint; one that does not answer is left out. */
export async function lookAtEngines(
  docker: Pick<Docker, 'at'>,
  endpoints: readonly string[],
): Promise<Record<string, Platform>> {
  const asked = endpoints.map(async (endpoint): Promise<[string, Platform][]> => {
    const engine = await docker.at(endpoint).engine();
    return 'why' in engine ? [] : [[endpoint, engine.platform]];
  });
  return Object.fromEntries((await Promise.all(asked)).flat());
}

function engineProblems(
  inputs: Inputs,
  engine: EngineFacts | { readonly why: string },
  builder: BuilderFacts | undefined,
): Problem[] {
  const elsewhere =
    inputs.driver === 'remote' ||
    inputs.driver === 'kubernetes' ||
    (inputs.driver === 'docker-container' && inputs.endpoint !== undefined) ||
    (builder !== undefined && builder.driver !== 'docker' && builder.driver !== 'docker-container');
  if (!('why' in engine) || inputs.planOnly || elsewhere) return [];
  return [
    {
      what: 'there is no Docker engine to build with',
      why: engine.why,
      instead:
        'start one, set DOCKER_HOST, or name a remote node: driver: remote with endpoint: tcp://…; plan-only: true needs none',
    },
  ];
}

/** Images whose name does not tell whether a native twin exists, asked for with the logins of `docker`; the registry is allowed to fail. */
export async function lookAtBases(
  docker: Docker,
  { dockerfile, buildx }: Pick<Facts, 'dockerfile' | 'buildx'>,
  inputs: Inputs,
): Promise<Record<string, BaseFacts>> {
  if (buildx === undefined || !inputs.look) return {};
  const found = await Promise.all(
    unknownBases(dockerfile, inputs).map(async (reference): Promise<[string, BaseFacts][]> => {
      const image = await docker.inspectImage(mirrored(reference, inputs.mirror), inputs.builder);
      return 'why' in image ? [] : [[reference, image.base]];
    }),
  );
  return Object.fromEntries(found.flat());
}
