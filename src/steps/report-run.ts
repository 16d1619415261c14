import { strategyOf } from '../build/blame.ts';
import type { Built, Work } from '../build/build-plan.ts';
import type { Previous } from '../build/previous.ts';
import type { Verified } from '../build/verify/verify.ts';
import type { EmulatorInUse } from '../facts/facts.ts';
import { skippedNotes } from '../metadata/tag-names.ts';
import { formatSeconds } from '../model/format.ts';
import { type Problem, UserError } from '../model/problem.ts';
import { planJson } from '../plan/plan.ts';
import type { Plan } from '../plan/plan-types.ts';
import type { BuildFailure } from '../progress/progress.ts';
import { annotations } from '../report/annotations.ts';
import { planDetails } from '../report/explain.ts';
import { explain, type Hint, type HintContext } from '../report/messages/messages.ts';
import { dockerfileUrl, repositoryFile } from '../report/place.ts';
import { planTable, resultTable } from '../report/plan-table.ts';
import type { SummaryData, VerifiedPlatform } from '../report/report-types.ts';
import { type Asked, byHand } from '../report/reproduce.ts';
import { shownNodes } from '../report/shown-nodes.ts';
import { planSummary, summary } from '../report/summary.ts';
import { about, timeSaved } from '../report/time-saved.ts';
import { emulatorInUse } from '../setup/emulators/emulator-in-use.ts';
import type { Log, World } from '../system/ports.ts';

/** The plan in the log, before anything starts; not folded, so that nobody has to look for it. */
export function showPlan(
  log: Log,
  {
    plan,
    outputs,
    attestations,
    prepared,
  }: Pick<Work, 'outputs' | 'attestations' | 'prepared'> & { readonly plan: Plan },
): void {
  log.info(planTable(plan.platforms));
  log.info(`context: ${prepared.context.shown} - ${prepared.context.because}`);
  log.info(`emulators: ${plan.emulators.architectures.join(', ') || 'none'} - ${plan.emulators.because}`);
  log.info(`output: ${outputs.because}`);
  log.info(`attestations: ${attestations.because}`);
  for (const { reference, because } of prepared.metadata?.made ?? []) log.info(`tag: ${reference} - ${because}`);
  const skipped = skippedNotes(prepared.metadata?.skipped ?? []);
  for (const note of [...skipped, ...plan.notes, ...prepared.notes, ...outputs.notes, ...attestations.notes])
    log.info(`note: ${note}`);
}

/** `plan-only`: what the plan in the log has not told yet, the output `plan` and the summary; nothing else happens. */
export async function reportPlan(world: World, plan: Plan): Promise<number> {
  world.log.info(planDetails(plan));
  world.runner.output('plan', planJson(plan));
  world.runner.output('platforms', names(plan).join(','));
  await world.runner.summary(planSummary(plan));
  return 0;
}

/** What was found out beside the build itself. */
export interface Found {
  readonly verified: Verified;
  /** The image that a tag of this build named before. */
  readonly previous?: Previous | undefined;
  /** Why the build was run again without injection. */
  readonly fellBack?: string | undefined;
  /** Which emulator ran a program that crashed. */
  readonly emulator?: EmulatorInUse | undefined;
}

/** Where the result is, as one name: the image by digest, or the folder of the layout. */
function imageName({ outputs }: Work, digest: string): string {
  const repository = outputs.publish?.repositories[0];
  return repository === undefined || digest === '' ? '' : `${repository}@${digest}`;
}

export async function reportSuccess(
  work: Work,
  plan: Plan,
  built: Built,
  { verified, previous, fellBack }: Found,
): Promise<number> {
  const { world, outputs } = work;
  const digest = verified.image?.digest ?? built.digest;
  setOutputs(work, plan, built, verified, digest);
  const data = summaryData(work, plan, built, { verified, previous, fellBack });
  annotate(work, data);
  world.log.info(resultTable(plan.platforms, built.record, data.verified));
  const where = imageName(work, digest) || outputs.layout || outputs.because;
  const checked = work.inputs.verify === 'off' ? 'not verified' : verifiedWords(verified);
  const saved = data.savedMs === undefined ? '' : `, ${about(data.savedMs)} saved against emulation (estimated)`;
  world.log.info(`${where} in ${formatSeconds(built.record.ms)}${saved}, ${checked}`);
  await world.runner.summary(summary(data));
  return 0;
}

function verifiedWords({ checked, unseen }: Verified): string {
  const seen = `${checked === 1 ? 'one binary' : `${checked} binaries`} looked at`;
  return unseen.length === 0 ? `verified, ${seen}` : `verified in part, ${seen}, and not: ${unseen.join('; ')}`;
}

function setOutputs(
  { world, outputs, session }: Work,
  plan: Plan,
  built: Built,
  verified: Verified,
  digest: string,
): void {
  const { output } = world.runner;
  const repository = outputs.publish?.repositories[0];
  output('digest', digest);
  output('imageid', built.imageid);
  output('metadata', built.metadata);
  output('image', repository === undefined || digest === '' ? '' : `${repository}@${digest}`);
  output('platforms', names(plan).join(','));
  output('plan', planJson(plan));
  output('layout', outputs.layout ?? '');
  output(
    'digests',
    JSON.stringify(Object.fromEntries((verified.image?.platforms ?? []).map((one) => [one.platform, one.digest]))),
  );
  output('builder', session.builder);
  output('nodes', JSON.stringify(shownNodes(session.facts.nodes)));
}

function names(plan: Plan): string[] {
  return plan.platforms.map(({ platform }) => platform);
}

/** The build itself failed: one error at the user's line, the hint, the summary. */
export async function reportBuildFailure(work: Work, plan: Plan, built: Built, fellBack?: string): Promise<number> {
  // who ran the program that crashed is asked only then
  const crash = hintFor(work, plan, built)?.id === 'emulator-crash';
  const emulator = crash ? await emulatorInUse(work, built.record.failure?.platform ?? '') : undefined;
  const data = summaryData(work, plan, built, { verified: NOTHING, fellBack, emulator });
  annotate(work, data);
  if (data.record?.failure === undefined) work.world.log.error(`the build failed: buildx ended with ${built.code}`);
  const again = data.record?.failure === undefined ? undefined : byHand(data, data.record.failure);
  if (again !== undefined) work.world.log.info(`${again.title} ${again.advice}\n  ${again.command}`);
  await work.world.runner.summary(summary(data));
  return 1;
}

/** The build worked and its result is not what it should be; nothing was tagged. */
export async function reportRefused(
  work: Work,
  plan: Plan,
  built: Built,
  verified: Verified,
  fellBack?: string,
): Promise<number> {
  showProblems(work.world.log, verified.problems);
  await work.world.runner.summary(summary(summaryData(work, plan, built, { verified, fellBack })));
  return 1;
}

/** An error that ended the step before or after the build. Problems that the user can act on are shown without a stack. */
export async function reportError(world: World, error: unknown): Promise<number> {
  if (error instanceof UserError) {
    showProblems(world.log, error.problems);
    await world.runner.summary(summary({ ...EMPTY, problems: error.problems }));
  } else {
    world.log.error(
      `Crossbuild itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  return 1;
}

/** The runner shows ten error annotations of a step; what is over goes into the last one. */
const MOST_ERRORS = 10;

function showProblems(log: Log, problems: readonly Problem[]): void {
  const texts = problems.map((problem) => ({ text: new UserError(problem).message, at: problem.at }));
  const shown =
    texts.length <= MOST_ERRORS
      ? texts
      : [
          ...texts.slice(0, MOST_ERRORS - 1),
          {
            text: texts
              .slice(MOST_ERRORS - 1)
              .map(({ text }) => text)
              .join('\n'),
            at: undefined,
          },
        ];
  for (const { text, at } of shown) log.error(text, at === undefined ? {} : at);
}

function annotate(work: Work, { record, hint }: SummaryData): void {
  const { world } = work;
  const file = repositoryFile(work);
  const notes = annotations({
    ...(file === undefined ? {} : { file }),
    warnings: work.inputs.checkAnnotations ? (record?.warnings ?? []) : [],
    ...(record?.failure === undefined ? {} : { failure: record.failure }),
    ...(hint === undefined ? {} : { hint }),
  });
  for (const { level, text, at } of notes) world.log[level](text, at);
}

const NOTHING: Verified = { checked: 0, unseen: [], said: {}, problems: [], foreign: [] };

const EMPTY: SummaryData = {
  destination: '',
  tags: [],
  platforms: [],
  verified: [],
  checkedBinaries: 0,
  unseen: [],
  attestations: 0,
  dockerfile: '',
  diff: '',
  notes: [],
  problems: [],
};

function summaryData(
  work: Work,
  plan: Plan,
  built: Built,
  { verified, previous, fellBack, emulator }: Found,
): SummaryData {
  const { facts, outputs, prepared } = work;
  const repository = outputs.publish?.repositories[0];
  const digest = verified.image?.digest ?? built.digest;
  const hint = hintFor(work, plan, built, emulator);
  const page = dockerfileUrl(work);
  const savedMs = timeSaved(plan.spared, built.record);
  return {
    ...(repository === undefined || digest === '' ? {} : { image: { name: repository, digest } }),
    destination: outputs.layout === undefined ? outputs.because : `an OCI layout in ${outputs.layout}`,
    tags: outputs.publish?.tags ?? prepared.tags,
    platforms: plan.platforms,
    record: built.record,
    verified: verifiedPlatforms(plan, verified),
    checkedBinaries: verified.checked,
    unseen: verified.unseen,
    attestations: verified.image?.attestations ?? 0,
    dockerfile: facts.dockerfile.path,
    ...(page === undefined ? {} : { dockerfileUrl: page }),
    diff: plan.dockerfile.diff,
    asked: askedFor(work),
    notes: [...plan.notes, ...prepared.notes, ...outputs.notes],
    problems: verified.problems,
    ...(fellBack === undefined ? {} : { fellBack }),
    ...(hint === undefined ? {} : { hint }),
    ...(savedMs === undefined ? {} : { savedMs }),
    ...(previous === undefined ? {} : { previous: { name: previous.name, platforms: previous.image.platforms } }),
  };
}

function askedFor({ inputs, facts, prepared }: Work): Asked {
  return {
    file: facts.dockerfile.path,
    context: prepared.context.shown,
    target: inputs.target,
    buildArgs: inputs.buildArgs,
    secretIds: inputs.secrets.map(({ id }) => id),
  };
}

function verifiedPlatforms(plan: Plan, { image, said, checked, problems }: Verified): VerifiedPlatform[] {
  return plan.platforms.map(({ platform }) => {
    const found = image?.platforms.find((one) => one.platform === platform);
    const words = said[platform];
    return {
      platform,
      ...(found === undefined ? {} : { digest: found.digest, bytes: found.bytes, layers: found.layers }),
      ...(checked === 0 && found === undefined
        ? {}
        : { architectureOk: !problems.some((problem) => problem.platform === platform) }),
      ...(words === undefined ? {} : { said: words }),
    };
  });
}

function hintFor(
  { inputs: { strategy } }: Pick<Work, 'inputs'>,
  plan: Plan,
  { record, code, stderr }: Built,
  emulator?: EmulatorInUse,
): Hint | undefined {
  if (code === 0) return undefined;
  const { failure } = record;
  return explain(failure?.message ?? record.text ?? stderr, {
    output: failure?.lastLines.join('\n') ?? '',
    ...(failure === undefined ? {} : { platform: failure.platform, ...howRun(failure, plan) }),
    asked: strategy.byPlatform[failure?.platform ?? ''] ?? strategy.all,
    ...(emulator === undefined ? {} : { emulator }),
  });
}

/** How the stage of a failing step ran its programs; the platform's own strategy counts where the stage is not known. */
function howRun(
  { platform, alsoFailed, stage }: BuildFailure,
  { platforms }: Plan,
): Pick<HintContext, 'emulated' | 'accelerated' | 'failsNatively'> {
  const strategy = (name: string) =>
    strategyOf({ platform: name, stage }, platforms) ?? platforms.find((one) => one.platform === name)?.strategy;
  const emulates = (name: string) => /^(emulate|accelerate)$/.test(strategy(name) ?? '');
  return {
    emulated: emulates(platform),
    accelerated: strategy(platform) === 'accelerate',
    failsNatively: [platform, ...alsoFailed].some((name) => !emulates(name)),
  };
}
