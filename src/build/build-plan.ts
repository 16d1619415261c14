import { join } from 'node:path';
import { Docker } from '../docker/docker.ts';
import { retryingExec } from '../docker/retry.ts';
import type { Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Plan } from '../plan/plan-types.ts';
import type { AttestationPlan } from '../request/attestations.ts';
import { type BuildRequest, buildArgs } from '../request/build-command.ts';
import type { OutputPlan } from '../request/outputs.ts';
import type { Prepared } from '../request/prepared.ts';
import { withoutProxyLogins } from '../request/proxy-login.ts';
import type { Session } from '../setup/session.ts';
import type { World } from '../system/ports.ts';
import { planCall } from './check.ts';
import { type BuildRun, runBuild } from './run-build.ts';

/** What carrying out a plan takes. */
export interface Work {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly session: Session;
  readonly outputs: OutputPlan;
  readonly prepared: Prepared;
  readonly attestations: AttestationPlan;
}

/** For questions to a registry that holds the result already: it is not to be lost for a second without an answer. */
export function patientDocker({ world, inputs, session }: Pick<Work, 'world' | 'inputs' | 'session'>): Docker {
  return new Docker(retryingExec(world.exec, { ...world, retries: inputs.retries }), session.buildx);
}

export interface Built extends BuildRun {
  /** What buildx's metadata file holds, as text; `{}` when it wrote none. */
  readonly metadata: string;
  /** `containerimage.digest` of it; empty when nothing was exported that has one. */
  readonly digest: string;
  readonly imageid: string;
}

/** Runs the build that makes the outputs. */
export async function build(work: Work, plan: Plan): Promise<Built> {
  const { world, inputs, prepared, attestations } = work;
  const folder = await world.files.tempFolder('build');
  try {
    const metadataFile = join(folder, 'metadata.json');
    const iidFile = join(folder, 'iid');
    const { request, input } = await buildRequest(
      work,
      plan,
      plan.dockerfile.changed ? plan.dockerfile.text : undefined,
      folder,
    );
    const call = inputs.call === undefined ? undefined : planCall(inputs.call);
    const command = buildArgs({
      ...request,
      outputs: work.outputs.outputs,
      annotations: prepared.annotations,
      noCache: inputs.noCache,
      noCacheFilters: inputs.noCacheFilters,
      pull: inputs.pull,
      cacheTo: prepared.cache.to,
      call: call?.value,
      attests: attestations.attests,
      provenance: attestations.provenance,
      sbom: attestations.sbom,
      metadataFile,
      ...(work.outputs.iidFile ? { iidFile } : {}),
    });
    const run = await runBuild(world, work.docker, command, {
      ...progressOptions(work, plan),
      platform: plan.platforms[0]?.platform ?? '',
      env: childEnv(work, plan),
      ...input,
      ownAnswer: call?.ownFormat === true,
    });
    const metadata = withoutProxyLogins((await world.files.read(metadataFile)) ?? '{}');
    return { ...run, metadata, digest: digestOf(metadata), imageid: (await world.files.read(iidFile))?.trim() ?? '' };
  } finally {
    await world.files.remove(folder);
  }
}

/** Writes the build's record to a file that stays for later steps; a failure is a warning. */
export async function exportRecord({ world, docker, session }: Work, { metadata }: Built): Promise<string> {
  const reference = field(metadata, 'buildx.build.ref').split('/').at(-1) ?? '';
  if (reference === '') return '';
  const file = join(await world.files.tempFolder('record'), 'build.dockerbuild');
  try {
    await docker.exportRecord(session.builder, reference, file);
    return file;
  } catch (error) {
    world.log.warning((error as Error).message);
    return '';
  }
}

function digestOf(metadata: string): string {
  return field(metadata, 'containerimage.digest');
}

/** A text of buildx's metadata file; empty when it is not there. */
function field(metadata: string, name: string): string {
  try {
    const found = (JSON.parse(metadata) as Record<string, unknown>)[name];
    return typeof found === 'string' ? found : '';
  } catch {
    return '';
  }
}

/**
 * What every build of a step has in common, and the text for its standard input where the context is not a folder.
 *
 * @param text the Dockerfile to use instead of the user's; in a folder of ours its ignore file lies beside it
 */
export async function buildRequest(
  work: Work,
  plan: Plan,
  text: string | undefined,
  folder: string,
): Promise<{ readonly request: BuildRequest; readonly input: { readonly input?: string } }> {
  const { context } = work.prepared;
  if (text === undefined) return { request: commonRequest(work, plan, { file: context.dockerfile }), input: {} };
  if (context.kind !== 'folder') return { request: commonRequest(work, plan, { stdin: true }), input: { input: text } };
  const file = join(folder, 'Dockerfile');
  await work.world.files.writeNew(file, text);
  const { ignore } = work.facts.dockerfile;
  if (ignore !== undefined) await work.world.files.writeNew(`${file}.dockerignore`, ignore);
  return { request: commonRequest(work, plan, { file }), input: {} };
}

function commonRequest(
  { inputs, session, prepared }: Work,
  plan: Plan,
  dockerfile: BuildRequest['dockerfile'],
): BuildRequest {
  return {
    builder: session.builder,
    platforms: plan.platforms.map(({ platform }) => platform),
    dockerfile,
    context: prepared.context.context,
    tags: [],
    labels: prepared.labels,
    annotations: [],
    buildArgs: inputs.buildArgs,
    buildContexts: prepared.context.buildContexts,
    target: inputs.target,
    outputs: [],
    noCache: false,
    noCacheFilters: [],
    pull: false,
    cacheFrom: prepared.cache.from,
    cacheTo: [],
    secrets: [...prepared.secrets.sources, ...plan.dockerfile.secrets.map(({ id }, at) => ({ id, env: variable(at) }))],
    ssh: inputs.ssh,
    attests: [],
    addHosts: inputs.addHosts,
    allow: inputs.allow,
    network: inputs.network,
    cgroupParent: inputs.cgroupParent,
    shmSize: inputs.shmSize,
    ulimit: inputs.ulimit,
    progress: 'rawjson',
  };
}

/** The variables of the child that builds: secrets, the runner's cache service, and what accelerated steps get. */
export function childEnv({ prepared }: Work, plan: Plan): Record<string, string> {
  return {
    ...prepared.cache.env,
    ...prepared.secrets.env,
    ...Object.fromEntries(plan.dockerfile.secrets.map(({ value }, at) => [variable(at), value])),
  };
}

function variable(at: number): string {
  return `CROSSBUILD_STEP_ENV_${at}`;
}

/** How progress is told in the user's own lines and stages. */
export function progressOptions({ facts }: Work, { dockerfile }: Plan) {
  return {
    userLine: dockerfile.userLine,
    userText: facts.dockerfile.text,
    userFile: facts.dockerfile.path,
    insertedStages: dockerfile.insertedStages,
  };
}
