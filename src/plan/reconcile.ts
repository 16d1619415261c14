import type { Evaluated, EvaluatedStage, Instruction } from '../dockerfile/types.ts';
import { formatPlatform } from '../model/platform.ts';
import type { AcceleratedStep } from './accelerate.ts';
import type { Bases } from './go.ts';
import { NATIVE_TOOLS } from './native-tools/index.ts';
import type { Common } from './native-tools/native-tool.ts';
import type { Decision } from './strategy.ts';

/** One platform's view of the file and what was decided for it. */
export interface Decided {
  readonly evaluated: Evaluated;
  readonly decisions: readonly Decision[];
}

const COMMON = [...new Set(NATIVE_TOOLS.flatMap(({ common }) => common ?? []))];

/**
 * A line of the Dockerfile is one for all platforms, and so are the mounts put into it. Takes back what one platform
 * would have of them and another may not: tools of two bases for one step, tools in a step that another platform
 * cross-compiles or emulates while its tools are made elsewhere in the file, and tools of something that not all have alike.
 */
export function reconcile(all: readonly Decided[], bases: Bases): Decided[] {
  const current = COMMON.reduce((now, common) => withCommon(now, common, bases), [...all]);
  const refused = conflictsIn(current);
  return current.map((one) => ({
    ...one,
    decisions: one.decisions.map((decision) => {
      const because = decision.strategy === 'accelerate' ? refused.get(decision.index) : undefined;
      return because === undefined ? decision : emulated(decision, because);
    }),
  }));
}

function emulated(decision: Decision, because: string): Decision {
  return { ...decision, strategy: 'emulate', because, steps: [], emulated: true };
}

/** Why which stages cannot have tools. What is taken back from a stage may leave a platform without any, and others in peace. */
function conflictsIn(all: readonly Decided[]): ReadonlyMap<number, string> {
  const refused = new Map<number, string>();
  const accelerated = new Map<number, Decided[]>();
  const images = new Map<number, string | undefined>();
  const counts = new Map<Decided, number>();
  const refuse = (index: number, because: string): void => {
    refused.set(index, because);
    for (const one of accelerated.get(index) ?? []) counts.set(one, (counts.get(one) ?? 0) - 1);
    accelerated.delete(index);
  };
  for (const one of all)
    for (const { index, rootImage, strategy } of one.decisions) {
      if (strategy !== 'accelerate') continue;
      if (!images.has(index)) images.set(index, rootImage);
      accelerated.set(index, [...(accelerated.get(index) ?? []), one]);
      counts.set(one, (counts.get(one) ?? 0) + 1);
    }
  for (const { decisions } of all)
    for (const { index, stage, rootImage, strategy } of decisions)
      if (strategy === 'accelerate' && accelerated.has(index) && images.get(index) !== rootImage)
        refuse(index, `${stage} starts from another base for every platform, and a step has tools of one`);
  for (const one of all)
    for (const { index, stage, strategy } of one.decisions) {
      if ((strategy !== 'emulate' && strategy !== 'cross') || !accelerated.has(index) || !counts.get(one)) continue;
      const how = strategy === 'cross' ? 'cross-compiled' : 'emulated';
      const platform = formatPlatform(one.evaluated.platform);
      refuse(index, `${stage} is to be ${how} for ${platform}, and a step has the same mounts for all platforms`);
    }
  return refused;
}

/** Keeps tools in the steps in which every platform that runs them has alike what they need. */
function withCommon(all: readonly Decided[], common: Common, bases: Bases): Decided[] {
  const found = new Map<Instruction, Set<string>>();
  for (const { evaluated, decisions } of all)
    for (const decision of decisions) {
      const stage = evaluated.stages[decision.index];
      const keys = stage === undefined ? [] : keysIn(decision, common, evaluated, stage, bases);
      stage?.stage.instructions.forEach((instruction, at) => {
        found.set(instruction, (found.get(instruction) ?? new Set()).add(keys[at] ?? ''));
      });
    }
  const differs = ({ instruction }: AcceleratedStep) => found.get(instruction)?.size !== 1;
  return all.map((one) => ({ ...one, decisions: one.decisions.map((each) => without(each, common, differs)) }));
}

/** What a platform has at each instruction: what its tools need, or where it runs them natively, what is there. */
function keysIn(
  { strategy, steps }: Decision,
  common: Common,
  evaluated: Evaluated,
  stage: EvaluatedStage,
  bases: Bases,
): readonly string[] {
  if (strategy === 'native') return stage.platform.kind === 'target' ? common.keys(evaluated, stage, bases) : [];
  if (strategy !== 'accelerate') return [];
  const tools = new Map(steps.map((step) => [step.instruction, step.tools]));
  return stage.stage.instructions.map(
    (instruction) => tools.get(instruction)?.find(({ tool }) => tool.common === common)?.key ?? '',
  );
}

/** A decision without the tools that need something common, in the steps where it differs. */
function without(decision: Decision, common: Common, differs: (step: AcceleratedStep) => boolean): Decision {
  const loses = (step: AcceleratedStep) => differs(step) && step.tools.some(({ tool }) => tool.common === common);
  if (decision.strategy !== 'accelerate' || !decision.steps.some(loses)) return decision;
  const steps = decision.steps
    .map((step) => (loses(step) ? { ...step, tools: step.tools.filter(({ tool }) => tool.common !== common) } : step))
    .filter(({ tools }) => tools.length > 0);
  const { because } = common;
  return steps.length === 0
    ? emulated(decision, because)
    : { ...decision, steps, because: `${decision.because}; ${because}` };
}
