import type { Instruction } from '../../dockerfile/dockerfile.ts';
import type { Edit } from '../../dockerfile/edit/edit.ts';
import type { SecretEnv } from '../../toolchain/secret-env.ts';
import type { AcceleratedStep } from '../native-tools/accelerate.ts';
import { type ToolStage, ToolStages } from './collect.ts';
import type { PlatformDecisions } from './rewrite.ts';

/** The mounts of all steps that get native tools, and what they ask for. */
export interface Acceleration {
  readonly edits: readonly Edit[];
  readonly stages: readonly ToolStage[];
  readonly secrets: ReadonlySet<SecretEnv>;
}

/** A step, and the number of its stage. */
interface Placed {
  readonly index: number;
  readonly step: AcceleratedStep;
}

/** Collects the mounts of steps that get native tools, and the stages that make these. */
export function accelerate(platforms: readonly PlatformDecisions[]): Acceleration {
  const tools = new ToolStages();
  const steps = stepsOf(platforms);
  const first = firstWithArgument(steps);
  const edits = steps.flatMap(({ step }) => {
    const mount = { at: step.instruction.argumentsAt, insert: `${mountsOf(tools, step).join(' ')} ` };
    return first.has(step) ? [...argumentsOf(step).map((one) => argumentBefore(step, one)), mount] : [mount];
  });
  const secrets = steps.flatMap(({ step }) => step.tools.flatMap((use) => use.secrets ?? []));
  return { edits, stages: tools.all(), secrets: new Set(secrets) };
}

/** A step has the same mounts for all platforms: those of the first that gives it any. */
function stepsOf(platforms: readonly PlatformDecisions[]): readonly Placed[] {
  const steps = new Map<Instruction, Placed>();
  for (const { index, steps: own } of platforms.flatMap(({ decisions }) => decisions))
    for (const step of own) if (!steps.has(step.instruction)) steps.set(step.instruction, { index, step });
  return [...steps.values()];
}

/** The flags that a step gets, each once. */
function mountsOf(tools: ToolStages, { tools: uses }: AcceleratedStep): readonly string[] {
  const flags = tools.ask(uses).flatMap(({ stage, uses: group }) => group.flatMap(({ mounts }) => mounts(stage)));
  return [...new Set(flags)];
}

/** The first step of each stage that needs a value by ARG: it holds for those after it. */
function firstWithArgument(steps: readonly Placed[]): ReadonlySet<AcceleratedStep> {
  const first = new Map<number, AcceleratedStep>();
  for (const { index, step } of steps) if (!first.has(index) && argumentsOf(step).length > 0) first.set(index, step);
  return new Set(first.values());
}

function argumentsOf({ tools }: AcceleratedStep): readonly SecretEnv[] {
  return tools.flatMap(({ argument }) => argument ?? []);
}

function argumentBefore({ instruction }: AcceleratedStep, { env, value }: SecretEnv): Edit {
  return { at: instruction.span.start, insert: `ARG ${env}=${value}\n` };
}
