import { join } from 'node:path';
import type { Docker } from '../docker/docker.ts';
import type { Inputs } from '../inputs.ts';
import type { Facts, Plan } from '../plan/types.ts';
import type { Session } from '../setup/setup.ts';
import type { World } from '../system/ports.ts';
import { type BuildRequest, buildArgs } from './args.ts';
import type { OutputPlan } from './outputs.ts';
import { type BuildRun, runBuild } from './run.ts';

/** What carrying out a plan takes. */
export interface Work {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Inputs;
  readonly facts: Facts;
  readonly session: Session;
  readonly outputs: OutputPlan;
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
  const { world, inputs } = work;
  const folder = await world.files.tempFolder('build');
  try {
    const metadataFile = join(folder, 'metadata.json');
    const iidFile = join(folder, 'iid');
    const command = buildArgs({
      ...commonRequest(work, plan, await dockerfileFor(work, plan, folder)),
      outputs: work.outputs.outputs,
      noCache: inputs.noCache,
      pull: inputs.pull,
      cacheTo: inputs.cacheTo,
      metadataFile,
      ...(work.outputs.iidFile ? { iidFile } : {}),
    });
    const run = await runBuild(world, work.docker, command, {
      ...progressOptions(work, plan),
      platform: plan.platforms[0]?.platform ?? '',
      env: secretValues(plan),
    });
    const metadata = (await world.files.read(metadataFile)) ?? '{}';
    return { ...run, metadata, digest: digestOf(metadata), imageid: (await world.files.read(iidFile))?.trim() ?? '' };
  } finally {
    await world.files.remove(folder);
  }
}

function digestOf(metadata: string): string {
  try {
    const found = (JSON.parse(metadata) as Record<string, unknown>)['containerimage.digest'];
    return typeof found === 'string' ? found : '';
  } catch {
    return '';
  }
}

/** The user's own file when nothing is injected, else the rewritten one in a folder of ours, its ignore file beside it. */
async function dockerfileFor({ world, facts }: Work, plan: Plan, folder: string): Promise<string> {
  if (!plan.dockerfile.changed) return facts.dockerfile.path;
  const file = join(folder, 'Dockerfile');
  await world.files.writeNew(file, plan.dockerfile.text);
  if (facts.dockerfile.ignore !== undefined)
    await world.files.writeNew(`${file}.dockerignore`, facts.dockerfile.ignore);
  return file;
}

/** What every build of a step has in common; outputs, caches to write and the target come on top. */
export function commonRequest({ inputs, session }: Work, plan: Plan, file: string): BuildRequest {
  return {
    builder: session.builder,
    platforms: plan.platforms.map(({ platform }) => platform),
    dockerfile: { file },
    context: inputs.context,
    tags: [],
    labels: inputs.labels,
    annotations: [],
    buildArgs: inputs.buildArgs,
    buildContexts: inputs.buildContexts,
    target: inputs.target,
    outputs: [],
    noCache: false,
    noCacheFilters: [],
    pull: false,
    cacheFrom: inputs.cacheFrom,
    cacheTo: [],
    secrets: plan.dockerfile.secrets.map(({ id }, at) => ({ id, env: variable(at) })),
    ssh: [],
    attests: [],
    addHosts: [],
    allow: [],
    ulimit: [],
    progress: 'rawjson',
  };
}

/** The variables through which buildx reads the values that accelerated steps get. */
export function secretValues(plan: Plan): Record<string, string> {
  return Object.fromEntries(plan.dockerfile.secrets.map(({ value }, at) => [variable(at), value]));
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
