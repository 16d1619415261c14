import type { Evaluated, Instruction } from '../dockerfile/types.ts';
import { formatPlatform } from '../model/platform.ts';
import type { AcceleratedStep } from './accelerate.ts';
import { type Bases, type GoSource, goStates } from './go.ts';
import type { Decision } from './strategy.ts';

/** One platform's view of the file and what was decided for it. */
export interface Decided {
  readonly evaluated: Evaluated;
  readonly decisions: readonly Decision[];
}

/**
 * A line of the Dockerfile is one for all platforms, and so are the mounts put into it. Takes back what one platform
 * would have of them and another may not: tools of two bases for one step, tools in a step that another platform
 * cross-compiles or emulates while its tools are made elsewhere in the file, and Go's tools where not all have that Go.
 */
export function reconcile(all: readonly Decided[], bases: Bases): Decided[] {
  const current = withCommonGo(all, bases);
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

function keyOf(go: GoSource | undefined): string {
  return go === undefined ? '' : JSON.stringify([go.root, go.reference, go.install]);
}

/** Keeps Go's tools in the steps in which every platform that runs them has that Go of its own. */
function withCommonGo(all: readonly Decided[], bases: Bases): Decided[] {
  const found = new Map<Instruction, Set<string>>();
  for (const { evaluated, decisions } of all)
    for (const decision of decisions) {
      const stage = evaluated.stages[decision.index];
      if (stage === undefined) continue;
      const steps = new Map(decision.steps.map((step) => [step.instruction, step]));
      const states =
        decision.strategy === 'native' && stage.platform.kind === 'target' ? goStates(evaluated, stage, bases) : [];
      stage.stage.instructions.forEach((instruction, at) => {
        const key = keyOf(decision.strategy === 'accelerate' ? steps.get(instruction)?.go : states[at]?.source);
        found.set(instruction, (found.get(instruction) ?? new Set()).add(key));
      });
    }
  const common = ({ instruction }: AcceleratedStep) => found.get(instruction)?.size === 1;
  return all.map((one) => ({
    ...one,
    decisions: one.decisions.map((decision) => {
      if (decision.strategy !== 'accelerate' || decision.steps.every((step) => step.go === undefined || common(step)))
        return decision;
      const steps = decision.steps
        .map((step): AcceleratedStep => {
          if (common(step)) return step;
          const { go: _, ...rest } = step;
          return rest;
        })
        .filter((step) => step.compilers || step.installs || step.go !== undefined);
      const because = 'native tools of Go are left out, as not every platform runs the step with that Go';
      return steps.length === 0
        ? emulated(decision, because)
        : { ...decision, steps, because: `${decision.because}; ${because}` };
    }),
  }));
}
