import { basename } from 'node:path';
import { type Problem, UserError } from '../../model/problem.ts';
import { starts } from '../../model/verify-choice.ts';
import type { Plan } from '../../plan/plan-types.ts';
import { buildArgs } from '../../request/build-command.ts';
import { removeLeftovers } from '../../setup/leftovers.ts';
import { runName } from '../../setup/own-names.ts';
import { type Built, buildRequest, childEnv, patientDocker, progressOptions, type Work } from '../build-plan.ts';
import { checkPlatforms, type ResultImage, readLayout, readRegistry } from '../result.ts';
import { runBuild } from '../run-build.ts';
import type { Foreign } from './binaries.ts';
import { verifyBinaries } from './verify-binaries.ts';

/** What an image said when it was started. */
export interface Said {
  readonly firstLine: string;
  /** `exit 0`, `exit 2`, `still running after 20 s`. */
  readonly exit: string;
}

/** How long an image may run before it counts as a server that started. */
const RUN_LIMIT_MS = 20_000;

/** A verified result. */
export interface Verified {
  /** What is in the registry or the layout; undefined when the result went elsewhere (a folder, the engine, the cache). */
  readonly image?: ResultImage;
  /** How many binaries were looked at. */
  readonly checked: number;
  /** What goes into the image and was not looked at. */
  readonly unseen: readonly string[];
  /** By platform. */
  readonly said: Readonly<Record<string, Said>>;
  readonly problems: readonly Problem[];
  /** Binaries of another platform; their problems are among the others. */
  readonly foreign: readonly Foreign[];
}

/** Checks what was built: the manifest list, the binaries that went into it, and on request that every platform starts. */
export async function verify(work: Work, plan: Plan, built: Built): Promise<Verified> {
  const image = await readResult(work, built);
  if (work.inputs.verify === 'off')
    return { ...(image === undefined ? {} : { image }), checked: 0, unseen: [], said: {}, problems: [], foreign: [] };
  const wanted = plan.platforms.map(({ platform }) => platform);
  const list = image === undefined ? [] : checkPlatforms(image, wanted);
  const binaries = await verifyBinaries(work, plan);
  const early = [...list, ...binaries.problems];
  const ran =
    starts(work.inputs.verify) && early.length === 0 ? await runEach(work, plan, image) : { said: {}, problems: [] };
  return {
    ...(image === undefined ? {} : { image }),
    checked: binaries.checked,
    unseen: binaries.unseen,
    said: ran.said,
    problems: [...early, ...ran.problems],
    foreign: binaries.foreign,
  };
}

async function readResult(work: Work, built: Built): Promise<ResultImage | undefined> {
  const { world, outputs, session } = work;
  const repository = outputs.publish?.repositories[0];
  if (repository !== undefined && built.digest === '')
    throw new UserError({
      what: `nobody knows what was pushed to ${repository}, so it got no tag`,
      why: 'the metadata file that buildx wrote names no digest',
      instead: 'set buildx-version: latest',
    });
  if (repository !== undefined) return readRegistry(patientDocker(work), repository, built.digest, session.builder);
  return outputs.layout === undefined ? undefined : readLayout(world.files, outputs.layout);
}

/** Starts every platform's image: by digest from the registry, else loaded under a name of its own and taken away again. */
async function runEach(
  work: Work,
  plan: Plan,
  image: ResultImage | undefined,
): Promise<{ said: Record<string, Said>; problems: Problem[] }> {
  const said: Record<string, Said> = {};
  const problems: Problem[] = [];
  await removeLeftovers(work.world, work.docker, 'crossbuild-run-');
  for (const { platform } of plan.platforms) {
    const digest = image?.platforms.find((one) => one.platform === platform)?.digest;
    const repository = work.outputs.publish?.repositories[0];
    const ran =
      repository === undefined || digest === undefined
        ? await runLoaded(work, plan, platform)
        : await runOnce(work, `${repository}@${digest}`, platform);
    said[platform] = ran.said;
    if (ran.problem !== undefined) problems.push(ran.problem);
  }
  return { said, problems };
}

async function runLoaded(work: Work, plan: Plan, platform: string): Promise<Ran> {
  const { world, docker, session } = work;
  const folder = await world.files.tempFolder('run');
  const name = `crossbuild-verify:${basename(folder)}`;
  session.recorder.add({ images: [name] });
  try {
    const { request, input } = await buildRequest(
      work,
      plan,
      plan.dockerfile.changed ? plan.dockerfile.text : undefined,
      folder,
    );
    const command = buildArgs({
      ...request,
      platforms: [platform],
      outputs: [`type=docker,name=${name}`],
      provenance: 'false',
    });
    const run = await runBuild(world, docker, command, {
      ...progressOptions(work, plan),
      env: childEnv(work, plan),
      ...input,
      quiet: true,
      platform,
    });
    if (run.code !== 0) {
      const why = run.record.failure?.message ?? `buildx ended with ${run.code}`;
      return {
        said: { firstLine: '', exit: 'not started' },
        problem: {
          what: `the ${platform} image could not be loaded to start it`,
          why,
          instead: 'write verify: true to check it without starting it',
        },
      };
    }
    return await runOnce(work, name, platform);
  } finally {
    await world.files.remove(folder);
  }
}

/** Programs that never got to run: could not be started (125 to 127) or were ended by a signal such as SIGILL or SIGSEGV. */
const CRASHED: Readonly<Record<number, string>> = {
  125: 'the engine could not start it',
  126: 'its entry point cannot be executed',
  127: 'its entry point was not found',
  132: 'illegal instruction',
  133: 'trap',
  134: 'aborted',
  135: 'bus error',
  136: 'arithmetic error',
  139: 'segmentation fault',
  159: 'bad system call',
};

interface Ran {
  readonly said: Said;
  readonly problem?: Problem;
}

/** Starts an image of one platform by its entry point, keeps the first line that it writes, and removes the image. */
async function runOnce({ world, docker, session, inputs }: Work, image: string, platform: string): Promise<Ran> {
  const name = runName(world.clock);
  const made = { containers: [name], images: [image] };
  session.recorder.add(made);
  const result = await docker
    .runImage({ name, image, platform, timeoutMs: RUN_LIMIT_MS, network: inputs.verify === 'run-with-network' })
    .finally(() => docker.removeImage(image));
  session.recorder.forget(made);
  const firstLine =
    `${result.stdout}\n${result.stderr}`
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? '';
  world.log.debug(`${image} (${platform}): exit ${result.code}`);
  if (result.timedOut) return { said: { firstLine, exit: `still running after ${RUN_LIMIT_MS / 1000} s` } };
  const said = { firstLine, exit: `exit ${result.code}` };
  const crash = CRASHED[result.code];
  if (crash === undefined) return { said };
  const why = `${crash} (exit ${result.code})${firstLine === '' ? '' : `: ${firstLine}`}`;
  return {
    said,
    problem: {
      platform,
      what: `the ${platform} image does not run`,
      why,
      instead: `try docker run --rm --platform ${platform} with it`,
    },
  };
}
