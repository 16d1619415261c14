import type { Evaluated, EvaluatedStage } from '../dockerfile/types.ts';
import type { StrategyChoice } from '../inputs.ts';
import { own } from '../model/own.ts';
import { formatPlatform, type Platform, runsNatively } from '../model/platform.ts';
import { STAGE_PREFIX } from '../toolchain/accelerate/index.ts';
import { type AcceleratedStep, accelerable, NOTHING_COMPILES } from './accelerate.ts';
import { type Base, recognise } from './bases.ts';
import { compileCost } from './compile.ts';
import { COST } from './cost.ts';
import { type Qualification, qualifiesForCross } from './cross.ts';
import type { Bases } from './go.ts';
import { productsOf } from './products.ts';
import { stepCommands } from './pure.ts';
import type { BaseFacts, StagePlan, Strategy } from './types.ts';

/** A stage's plan together with what the rewriting needs to carry it out. */
export interface Decision extends StagePlan {
  /** `accelerate`: the steps that get native tools. */
  readonly steps: readonly AcceleratedStep[];
  /** The stage at the root of the FROM chain: its base gives the tools, and `cross` pins it. */
  readonly root: number;
  /** What that base is, variables replaced; undefined for one that is no image. */
  readonly rootImage?: string;
  readonly pure: boolean;
  /** `cross`: names of the programs that others copy out of Go's folder of programs, `*` for all of them. */
  readonly products: readonly string[];
  /** Whether the stage runs anything in the target's root file system: then its node needs an emulator. */
  readonly emulated: boolean;
  /** What its costliest step that may compile is likely to cost; see COST. */
  readonly cost: number;
}

export interface StrategyFacts {
  /** What the builder's machines are, one per node. */
  readonly nodes: readonly Platform[];
  readonly bases: Readonly<Record<string, BaseFacts>>;
  /** Set when no emulator can be registered on the node: why. */
  readonly noEmulator?: string;
}

/** Chooses a strategy for every stage that the target needs, for one platform. */
export function decide(evaluated: Evaluated, choice: StrategyChoice, facts: StrategyFacts): Decision[] {
  return evaluated.needed.flatMap((index) => {
    const stage = evaluated.stages[index];
    return stage === undefined ? [] : [decideStage(evaluated, stage, choice, facts)];
  });
}

function decideStage(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  choice: StrategyChoice,
  facts: StrategyFacts,
): Decision {
  const as = decision(evaluated, stage);
  const plain = withoutEmulation(evaluated, stage, facts);
  if (plain !== undefined) return as('native', plain);
  if (!runsAnything(evaluated, stage)) return as('native', 'it runs nothing');
  if (isWindows(stage, facts)) return as('native', 'it is Windows, which no emulator runs: it is built as it is');
  if (choice === 'emulate') return as('emulate', 'strategy asks for it', { emulated: true });
  const asWritten = leaveAlone(evaluated);
  if (asWritten !== undefined) return as('emulate', asWritten, { emulated: true });

  const crossing = groupQualification(evaluated, stage, facts);
  if (choice === 'cross' && crossing.verdict !== 'no') return as('cross', crossing.because, { pure: crossing.pure });
  if (choice === 'auto' && crossing.verdict === 'yes') return as('cross', crossing.because, { pure: crossing.pure });
  const notCross = choice === 'accelerate' ? 'strategy asks for it' : `not cross: ${crossing.because}`;

  const accelerated = accelerable(evaluated, stage, baseOf(stage, facts), basesOf(facts));
  if (facts.noEmulator !== undefined) {
    if (crossing.verdict !== 'no')
      return as('cross', `${crossing.because}; ${facts.noEmulator}`, { pure: crossing.pure });
    return as('emulate', `${facts.noEmulator}; ${notCross}`, { emulated: true });
  }
  if (accelerated.ok)
    return as('accelerate', accelerated.compiles ? `${accelerated.because}; ${notCross}` : accelerated.because, {
      steps: accelerated.steps,
      emulated: true,
    });
  return as(
    'emulate',
    accelerated.because.startsWith(NOTHING_COMPILES) ? accelerated.because : `${accelerated.because}; ${notCross}`,
    { emulated: true },
  );
}

function decision(evaluated: Evaluated, stage: EvaluatedStage) {
  return (
    strategy: Strategy,
    because: string,
    more: Partial<Pick<Decision, 'steps' | 'pure' | 'emulated'>> = {},
  ): Decision => ({
    index: stage.stage.index,
    stage: stageLabel(stage),
    strategy,
    because,
    steps: more.steps ?? [],
    pure: more.pure ?? false,
    products: strategy === 'cross' ? productsOf(evaluated, stage) : [],
    emulated: more.emulated ?? false,
    cost: stage.stage.instructions.reduce(
      (most, _, at) => Math.max(most, compileCost(stepCommands(stage, at))),
      COST.asks as number,
    ),
    root: stage.chain.at(-1) ?? stage.stage.index,
    ...(stage.root.kind === 'image' ? { rootImage: stage.root.reference } : {}),
  });
}

function isWindows(stage: EvaluatedStage, facts: StrategyFacts): boolean {
  const { platform } = stage;
  return (platform.kind === 'fixed' && platform.platform.os === 'windows') || baseOf(stage, facts)?.windows === true;
}

/** The stage's name, or `stage 1` for one without. */
export function stageLabel({ stage }: EvaluatedStage): string {
  return stage.name ?? `stage ${stage.index}`;
}

/** Why a stage needs no emulator, or undefined when it does. */
function withoutEmulation(evaluated: Evaluated, stage: EvaluatedStage, { nodes }: StrategyFacts): string | undefined {
  if (stage.platform.kind === 'build') return 'the Dockerfile itself runs it on the build platform';
  const runsOn = stage.platform.kind === 'fixed' ? stage.platform.platform : evaluated.platform;
  const fixed = stage.platform.kind === 'fixed' ? 'the Dockerfile fixes it to ' : '';
  if (nodes.some((node) => canRun(node, runsOn)))
    return `${fixed}${formatPlatform(runsOn)}${fixed === '' ? ' is what the builder runs' : ', which the builder runs'}`;
  return undefined;
}

/** Whether a machine runs a platform's programs without an emulator. An amd64 kernel runs 386 programs too. */
export function canRun(node: Platform, wanted: Platform): boolean {
  if (node.architecture === 'amd64' && wanted.architecture === '386') return node.os === wanted.os;
  return runsNatively(node, wanted);
}

/** ONBUILD of the parent counts: its steps run here. */
function runsAnything(evaluated: Evaluated, stage: EvaluatedStage): boolean {
  const parent = stage.base.kind === 'stage' ? evaluated.stages[stage.base.index] : undefined;
  return (
    stage.stage.instructions.some(({ keyword }) => keyword === 'RUN') ||
    (parent?.stage.instructions.some(({ keyword, text }) => keyword === 'ONBUILD' && /^run\b/i.test(text)) ?? false)
  );
}

/** Why no line may be added to a file, or undefined when lines may be. */
export function leaveAlone({ dockerfile }: Evaluated): string | undefined {
  const own = dockerfile.stages.find(({ name }) => name?.startsWith(STAGE_PREFIX));
  if (own !== undefined)
    return `line ${own.from.span.line} names a stage ${own.name}: the file has been rewritten already and is built as it is`;
  const counting = dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .find(({ keyword, text }) => keyword === 'ONBUILD' && /^copy\s.*--from=["']?[+-]?\d+["']?(\s|$)/is.test(text));
  return counting === undefined
    ? undefined
    : `line ${counting.span.line} counts stages in ONBUILD, so no stage may be put before them`;
}

type BaseTable = Pick<StrategyFacts, 'bases'>;

export function basesOf({ bases }: BaseTable): Bases {
  return (reference) => recognise(reference, own(bases, reference));
}

export function baseOf(stage: EvaluatedStage, facts: BaseTable): Base | undefined {
  return stage.root.kind === 'image' ? basesOf(facts)(stage.root.reference) : undefined;
}

/** Pinning a root pins every stage on top of it, so all of them have to qualify; the worst one decides. */
function groupQualification(evaluated: Evaluated, stage: EvaluatedStage, facts: StrategyFacts): Qualification {
  const root = stage.chain.at(-1);
  const members = evaluated.stages.filter(
    (one) => evaluated.needed.includes(one.stage.index) && root !== undefined && one.chain.includes(root),
  );
  const order = { no: 0, likely: 1, yes: 2 };
  const own = qualifiesForCross(evaluated, stage, baseOf(stage, facts));
  return members
    .filter((one) => one !== stage)
    .map((one) => ({ one, result: qualifiesForCross(evaluated, one, baseOf(one, facts)) }))
    .reduce<Qualification>((worst, { one, result }) => {
      if (order[result.verdict] >= order[worst.verdict])
        return { verdict: worst.verdict, because: worst.because, pure: worst.pure && result.pure };
      return { ...result, because: `stage ${stageLabel(one)} shares its base and does not qualify: ${result.because}` };
    }, own);
}
