import type { Evaluated, EvaluatedStage, Instruction } from '../dockerfile/dockerfile.ts';
import { formatPlatform } from '../platform/platform.ts';
import type { Decision } from './choose-strategy.ts';
import type { AcceleratedStep } from './native-tools/accelerate.ts';
import { NATIVE_TOOLS } from './native-tools/index.ts';
import type { Common } from './native-tools/native-tool.ts';
import type { Bases } from './steps/go.ts';

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
  const claims = new Claims(all);
  const each = all.flatMap((one) => one.decisions.map((decision) => ({ one, decision })));
  for (const { decision } of each)
    if (claims.hasOtherBase(decision)) claims.refuse(decision.index, otherBase(decision));
  for (const { one, decision } of each)
    if (claims.hasNoMounts(one, decision)) claims.refuse(decision.index, other(one, decision));
  return claims.refused;
}

function otherBase({ stage }: Decision): string {
  return `${stage} starts from another base for every platform, and a step has tools of one`;
}

function other({ evaluated }: Decided, { stage, strategy }: Decision): string {
  const how = strategy === 'cross' ? 'cross-compiled' : 'emulated';
  const platform = formatPlatform(evaluated.platform);
  return `${stage} is to be ${how} for ${platform}, and a step has the same mounts for all platforms`;
}

/** Which platforms have tools in which stages, less those that were refused. */
class Claims {
  readonly refused = new Map<number, string>();
  /** The platforms that accelerate a stage, and the base of the first of them. */
  readonly #stages = new Map<number, { readonly image: string | undefined; readonly platforms: Decided[] }>();
  readonly #counts = new Map<Decided, number>();

  constructor(all: readonly Decided[]) {
    for (const one of all)
      for (const { index, rootImage } of one.decisions.filter(({ strategy }) => strategy === 'accelerate')) {
        const stage = this.#stages.get(index) ?? { image: rootImage, platforms: [] };
        stage.platforms.push(one);
        this.#stages.set(index, stage);
        this.#count(one, 1);
      }
  }

  /** Whether a step would have tools of another platform's base. */
  hasOtherBase({ index, rootImage, strategy }: Decision): boolean {
    const stage = this.#stages.get(index);
    return strategy === 'accelerate' && stage !== undefined && stage.image !== rootImage;
  }

  /** Whether a step has mounts that this platform cannot have, while its kit has tools for other stages. */
  hasNoMounts(one: Decided, { index, strategy }: Decision): boolean {
    const without = strategy === 'emulate' || strategy === 'cross';
    return without && this.#stages.has(index) && (this.#counts.get(one) ?? 0) > 0;
  }

  refuse(index: number, because: string): void {
    this.refused.set(index, because);
    for (const one of this.#stages.get(index)?.platforms ?? []) this.#count(one, -1);
    this.#stages.delete(index);
  }

  #count(one: Decided, more: number): void {
    this.#counts.set(one, (this.#counts.get(one) ?? 0) + more);
  }
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
