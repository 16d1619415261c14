import type { Dockerfile, Evaluated, EvaluatedStage, Stage } from '../dockerfile/dockerfile.ts';
import type { BaseFacts } from '../facts/facts.ts';
import type { StrategyChoice } from '../inputs/inputs.ts';
import { memo } from '../model/memo.ts';
import { own } from '../model/own.ts';
import type { Strategy } from '../model/strategy.ts';
import { formatPlatform, type Platform, runsNatively } from '../platform/platform.ts';
import { STAGE_PREFIX } from '../toolchain/accelerate/index.ts';
import { type Base, recognise } from './bases/bases.ts';
import { tooLarge } from './checks/size.ts';
import { type Qualification, qualifiesForCross } from './cross/cross.ts';
import { AS_WRITTEN, judgePinned } from './cross/pinned.ts';
import { type Installed, installedPrograms, NOTHING_INSTALLED } from './cross/products.ts';
import { type Accelerable, type AcceleratedStep, accelerable, NOTHING_COMPILES } from './native-tools/accelerate.ts';
import type { StagePlan } from './plan-types.ts';
import { compileCost } from './steps/compile.ts';
import { COST } from './steps/cost.ts';
import type { Bases } from './steps/go.ts';
import { stepCommands } from './steps/step-commands.ts';

/** A stage's plan together with what the rewriting needs to carry it out. */
export interface Decision extends StagePlan {
  /** `accelerate`: the steps that get native tools. */
  readonly steps: readonly AcceleratedStep[];
  /** The stage at the root of the FROM chain: its base gives the tools, and `cross` pins it. */
  readonly root: number;
  /** What that base is, variables replaced; undefined for one that is no image. */
  readonly rootImage?: string;
  /** `cross`: CGO is switched off for everything that it builds, so that no C compiler is needed. */
  readonly cgoDisabled: boolean;
  /** `cross`: the Dockerfile itself pins the stage; only what it builds for the target is for the target. */
  readonly pinned: boolean;
  /** `cross`: what becomes of the programs that it installs by path and version. */
  readonly installed: Installed;
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
  if (stage.platform.kind === 'build') return decidePinned(evaluated, stage, choice, facts);
  const native = whyNative(evaluated, stage, facts);
  if (native !== undefined) return as('native', native);
  const asWritten = choice === 'emulate' ? 'strategy asks for it' : (leaveAlone(evaluated) ?? tooLarge(evaluated));
  if (asWritten !== undefined) return as('emulate', asWritten, { emulated: true });

  const crossing = groupQualification(evaluated, stage, facts);
  const { verdict, because, cgoDisabled } = crossing;
  if (takesCross(choice, verdict)) return as('cross', because, { cgoDisabled });
  const notCross = choice === 'accelerate' ? 'strategy asks for it' : `not cross: ${because}`;
  if (facts.noEmulator !== undefined) {
    return verdict === 'no'
      ? as('emulate', `${facts.noEmulator}; ${notCross}`, { emulated: true })
      : as('cross', `${because}; ${facts.noEmulator}`, { cgoDisabled });
  }
  const accelerated = accelerable(evaluated, stage, baseOf(stage, facts), basesOf(facts));
  const reason = saysAll(accelerated) ? accelerated.because : `${accelerated.because}; ${notCross}`;
  return accelerated.ok
    ? as('accelerate', reason, { steps: accelerated.steps, emulated: true })
    : as('emulate', reason, { emulated: true });
}

/** Why a stage is built by the builder's own machine, or undefined where that needs an emulator. */
function whyNative(evaluated: Evaluated, stage: EvaluatedStage, facts: StrategyFacts): string | undefined {
  const plain = withoutEmulation(evaluated, stage, facts);
  if (plain !== undefined) return plain;
  if (!runsAnything(evaluated, stage)) return 'it runs nothing';
  return isWindows(stage, facts) ? 'it is Windows, which no emulator runs: it is built as it is' : undefined;
}

/** A stage that only likely qualifies is cross-compiled where the user asks for it. */
function takesCross(choice: StrategyChoice, verdict: Qualification['verdict']): boolean {
  return verdict === 'yes' ? choice === 'cross' || choice === 'auto' : verdict === 'likely' && choice === 'cross';
}

/** Whether a stage compiles nothing, so that nobody asks why it is not cross-compiled. */
function saysAll(accelerated: Accelerable): boolean {
  return accelerated.ok ? !accelerated.compiles : accelerated.because.startsWith(NOTHING_COMPILES);
}

/** A stage on the build platform runs there in any case; where it builds Go with C for the target, it gets what that needs. */
function decidePinned(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  choice: StrategyChoice,
  facts: StrategyFacts,
): Decision {
  const as = decision(evaluated, stage);
  const [machine] = facts.nodes;
  const builder = facts.nodes.find((node) => canRun(node, evaluated.platform)) ?? machine;
  const same = builder !== undefined && builder.architecture === evaluated.platform.architecture;
  if (same || (choice !== 'auto' && choice !== 'cross')) return as('native', AS_WRITTEN);
  if ((leaveAlone(evaluated) ?? tooLarge(evaluated)) !== undefined) return as('native', AS_WRITTEN);
  const { verdict, because } = judgePinned(evaluated, stage, baseOf(stage, facts));
  if (verdict === 'cross' || (verdict === 'likely' && choice === 'cross'))
    return as('cross', because, { pinned: true });
  return as(
    'native',
    verdict === 'likely' ? `${because}; write strategy: cross to have it compiled for the target` : because,
  );
}

function decision(evaluated: Evaluated, stage: EvaluatedStage) {
  return (
    strategy: Strategy,
    because: string,
    more: Partial<Pick<Decision, 'steps' | 'cgoDisabled' | 'pinned' | 'emulated'>> = {},
  ): Decision => ({
    index: stage.stage.index,
    stage: stageLabel(stage),
    strategy,
    because,
    steps: more.steps ?? [],
    cgoDisabled: more.cgoDisabled ?? false,
    pinned: more.pinned ?? false,
    installed: strategy === 'cross' && more.pinned !== true ? installedPrograms(evaluated, stage) : NOTHING_INSTALLED,
    emulated: more.emulated ?? false,
    cost: stage.stage.instructions.reduce(
      (most, _, at) => Math.max(most, compileCost(stepCommands(stage, at))),
      COST.asks as number,
    ),
    root: stage.rootIndex,
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
    (parent !== undefined && leavesRun(parent.stage))
  );
}

const leavesRun = memo(({ instructions }: Stage): boolean =>
  instructions.some(({ keyword, text }) => keyword === 'ONBUILD' && /^run\b/i.test(text)),
);

/** Why no line may be added to a file, or undefined when lines may be. */
function leaveAlone({ dockerfile }: Evaluated): string | undefined {
  return reasonToLeave(dockerfile);
}

const reasonToLeave = memo((dockerfile: Dockerfile): string | undefined => {
  const own = dockerfile.stages.find(({ name }) => name?.startsWith(STAGE_PREFIX));
  if (own !== undefined)
    return `line ${own.from.span.line} names a stage ${own.name}: the file has been rewritten already and is built as it is`;
  const counting = dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .find(({ keyword, text }) => keyword === 'ONBUILD' && /^copy\s.*--from=["']?[+-]?\d+["']?(\s|$)/is.test(text));
  return counting === undefined
    ? undefined
    : `line ${counting.span.line} counts stages in ONBUILD, so no stage may be put before them`;
});

type BaseTable = Pick<StrategyFacts, 'bases'>;

export function basesOf({ bases }: BaseTable): Bases {
  return recogniser(bases);
}

const recogniser = memo((bases: BaseTable['bases']): Bases => {
  const known = new Map<string, Base>();
  return (reference) => {
    const base = known.get(reference) ?? recognise(reference, own(bases, reference));
    known.set(reference, base);
    return base;
  };
});

function baseOf(stage: EvaluatedStage, facts: BaseTable): Base | undefined {
  return stage.root.kind === 'image' ? basesOf(facts)(stage.root.reference) : undefined;
}

/** Pinning a root pins every stage on top of it, so all of them have to qualify; the worst one decides. */
function groupQualification(evaluated: Evaluated, stage: EvaluatedStage, facts: StrategyFacts): Qualification {
  const judge = judgement(basesOf(facts))(evaluated);
  const own = judge.stage(stage);
  const { worst, cgoDisabled } = judge.group(stage.rootIndex);
  if (worst === undefined || ORDER[own.verdict] <= ORDER[worst.result.verdict]) return { ...own, cgoDisabled };
  const { verdict, because } = worst.result;
  const shared = `stage ${stageLabel(worst.one)} shares its base and does not qualify: ${because}`;
  return { verdict, because: shared, cgoDisabled };
}

const ORDER = { no: 0, likely: 1, yes: 2 };

interface Group {
  /** The first of those that qualify least. */
  readonly worst: { readonly one: EvaluatedStage; readonly result: Qualification } | undefined;
  /** Whether none of them needs a C compiler. */
  readonly cgoDisabled: boolean;
}

/** Judges each stage and each group of stages on one root once. */
const judgement = memo((bases: Bases) =>
  memo((evaluated: Evaluated) => {
    const stage = memo((one: EvaluatedStage) =>
      qualifiesForCross(evaluated, one, one.root.kind === 'image' ? bases(one.root.reference) : undefined),
    );
    const groups = groupsOf(evaluated);
    const group = memo((members: readonly EvaluatedStage[]): Group => {
      const results = members.map((one) => ({ one, result: stage(one) }));
      const least = results.reduce((lowest, { result }) => Math.min(lowest, ORDER[result.verdict]), ORDER.yes);
      return {
        worst: results.find(({ result }) => ORDER[result.verdict] === least),
        cgoDisabled: results.every(({ result }) => result.cgoDisabled),
      };
    });
    return { stage, group: (root: number) => group(groups.get(root) ?? []) };
  }),
);

/** The stages that the target needs, by the root that they stand on. */
function groupsOf({ needed, stages }: Evaluated): ReadonlyMap<number, readonly EvaluatedStage[]> {
  const groups = new Map<number, EvaluatedStage[]>();
  for (const stage of needed.flatMap((index) => stages[index] ?? [])) {
    const before = groups.get(stage.rootIndex);
    if (before === undefined) groups.set(stage.rootIndex, [stage]);
    else before.push(stage);
  }
  return groups;
}
