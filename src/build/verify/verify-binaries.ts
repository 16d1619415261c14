import { join } from 'node:path';
import type { Problem } from '../../model/problem.ts';
import { HANDOVER_STAGE } from '../../plan/handovers.ts';
import type { HandoverBuild, Plan } from '../../plan/plan-types.ts';
import { buildArgs } from '../../request/build-command.ts';
import { buildRequest, childEnv, progressOptions, type Work } from '../build-plan.ts';
import { runBuild } from '../run-build.ts';
import { checkBinaries, checkMade, type Foreign } from './binaries.ts';

/** What was found out about the files of the images. */
export interface Binaries {
  readonly problems: readonly Problem[];
  readonly foreign: readonly Foreign[];
  readonly checked: number;
  readonly unseen: readonly string[];
  /** Platforms of which a list has every file, and none that is for another architecture. */
  readonly clean: readonly string[];
}

/** A build that only looks, and what becomes of what it wrote. */
interface Look extends Pick<HandoverBuild, 'text' | 'platforms'> {
  readonly check: (folder: string) => Promise<Pick<Binaries, 'foreign' | 'checked'> & Partial<Binaries>>;
  /** What it means that the build failed; without it nobody is to be troubled by its words. */
  readonly failed: (why: string) => Partial<Binaries>;
  readonly mayFail: boolean;
}

const NONE: Binaries = { problems: [], foreign: [], checked: 0, unseen: [], clean: [] };

/**
 * Looks at the ELF headers of what the images are made of. Everything was built a moment ago, so these builds are answered
 * from the builder's cache. An image that lists all its files has what stages handed to it among them; only where that list
 * leaves a doubt are these files fetched one by one, since then it is known who made a file that is wrong. That a stage's
 * file cannot be fetched is wrong; what else cannot be looked at is told.
 */
export async function verifyBinaries(work: Work, plan: Plan): Promise<Binaries> {
  const own = await lookAll(work, plan, [...made(work, plan), ...copied(work, plan)]);
  const handed = await lookAll(work, plan, handedOver(work, plan, own.clean));
  const checked = plan.made.length > 0 ? Math.max(handed.checked, own.checked) : handed.checked + own.checked;
  const found = handed.problems.length > 0 ? handed : own;
  return { ...found, checked, unseen: [...new Set([...plan.unseen, ...own.unseen])] };
}

/** What stages hand to an image, where no list of the whole image has cleared it. */
function handedOver({ world, facts }: Work, { handovers }: Plan, clean: readonly string[]): Look[] {
  const doubtful = handovers.filter(({ platforms }) => platforms.some((platform) => !clean.includes(platform)));
  return doubtful.map((build) => ({
    ...build,
    check: (folder) => checkBinaries(world.files, build, folder, facts.dockerfile.path),
    failed: (why) => ({
      problems: [
        {
          what: 'the files that stages hand over could not be fetched for checking',
          why,
          instead: 'write verify: false to build without this check',
        },
      ],
    }),
    mayFail: false,
  }));
}

function copied({ world, facts }: Work, { contexts }: Plan): Look[] {
  return contexts.map((build) => ({
    ...build,
    check: (folder) => checkBinaries(world.files, build, folder, facts.dockerfile.path),
    failed: () => ({ unseen: build.files.map(({ path, line }) => `${path} (line ${line})`) }),
    mayFail: true,
  }));
}

function made({ world, facts }: Work, plan: Plan): Look[] {
  return plan.made.map((build) => ({
    ...build,
    check: async (folder) => {
      const found = await checkMade(world.files, build, folder, facts.dockerfile.path);
      return { ...found, clean: build.whole ? found.clean : [] };
    },
    failed: () => ({ unseen: build.stages.map(({ stage }) => `what ${stage} made, as nothing in it lists its files`) }),
    mayFail: true,
  }));
}

async function lookAll(work: Work, plan: Plan, looks: readonly Look[]): Promise<Binaries> {
  const all: Binaries[] = [];
  for (const look of looks) all.push(await lookAt(work, plan, look));
  return {
    problems: all.flatMap(({ problems }) => problems),
    foreign: all.flatMap(({ foreign }) => foreign),
    checked: all.reduce((sum, { checked }) => sum + checked, 0),
    unseen: all.flatMap(({ unseen }) => unseen),
    clean: all.flatMap(({ clean }) => clean),
  };
}

async function lookAt(work: Work, plan: Plan, { text, platforms, check, failed, mayFail }: Look): Promise<Binaries> {
  const { world, docker } = work;
  const folder = await world.files.tempFolder('handover');
  try {
    const out = join(folder, 'files');
    const { request, input } = await buildRequest(work, plan, text, folder);
    const command = buildArgs({ ...request, platforms, target: HANDOVER_STAGE, outputs: [`type=local,dest=${out}`] });
    const run = await runBuild(world, docker, command, {
      ...progressOptions(work, plan),
      env: childEnv(work, plan),
      ...input,
      quiet: mayFail ? 'even when it fails' : true,
      platform: platforms[0] ?? '',
    });
    const why = run.record.failure?.message ?? `buildx ended with ${run.code}`;
    if (run.code !== 0 && mayFail) world.log.debug(`not looked at: ${why}`);
    if (run.code !== 0) return { ...NONE, ...failed(why) };
    const found = await check(out);
    return { ...NONE, ...found, problems: found.foreign.map(({ problem }) => problem) };
  } finally {
    await world.files.remove(folder);
  }
}
