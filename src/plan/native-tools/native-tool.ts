import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import type { Instructions } from '../../toolchain/accelerate/index.ts';
import type { SecretEnv } from '../../toolchain/secret-env.ts';
import type { Base } from '../bases/bases.ts';
import type { Seen } from '../steps/exposed.ts';
import type { Bases, GoState } from '../steps/go.ts';
import type { ScopedCommand } from '../steps/step-commands.ts';

/**
 * A kind of program of the build machine that is mounted into steps of an emulated stage. All that is known of it is in one
 * file of this folder; `NATIVE_TOOLS` lists them.
 */
export interface NativeTool {
  readonly name: string;
  /** In the plan, after "native". */
  readonly called: string;
  /** What it speeds up. */
  readonly speeds: 'compiling' | 'installing';
  /** Its row in docs/accelerate.md. */
  readonly row: ToolRow;
  /** Looks at a stage, once. */
  readonly inStage: (view: StageView) => ToolInStage;
  /** What every platform that runs a step must have alike, as a step has the same mounts for all; undefined when nothing. */
  readonly common?: Common;
}

/** What of it runs natively, in the words of the docs' table. */
export interface ToolRow {
  readonly step: string;
  readonly native: string;
  readonly target: string;
}

/** What is known of a stage when tools are asked about it. */
export interface StageView {
  readonly evaluated: Evaluated;
  readonly stage: EvaluatedStage;
  /** What the root of the stage's FROM chain is, where it is known. */
  readonly base: Base | undefined;
  /** The Go at each instruction, and at the end. */
  readonly go: readonly GoState[];
  /** Its RUN instructions. */
  readonly steps: readonly StepView[];
}

/** What is known of a step. */
export interface StepView {
  readonly instruction: Instruction;
  /** Its place among the stage's instructions. */
  readonly at: number;
  readonly commands: readonly ScopedCommand[];
  /** Whether it may compile. */
  readonly compiles: boolean;
  /** Whether it fetches Go modules, and does not compile. */
  readonly modules: boolean;
  /** What it does that costs most, and how much that is; see COST. */
  readonly because: string;
  readonly cost: number;
  /** Which mounts it would see. */
  readonly seen?: Seen;
}

/** A tool's view of one stage. */
export interface ToolInStage {
  /** What a step does for it: `work` is worth a stage with tools, `share` takes part where there is one. */
  readonly part: (step: StepView) => 'work' | 'share' | undefined;
  /** Where a base is known and the stage may have tools: what the step gets; undefined when nothing. */
  readonly use: (step: StepView, work: readonly StepView[]) => ToolUse | undefined;
  /** What is kept out of a step that would see it, as "no …" has it. */
  readonly hidden?: (step: StepView) => string | undefined;
  /** Why the stage gets nothing of it, asked when no step gets anything. */
  readonly hurdle?: () => string | undefined;
  /** What stays emulated, or is not sure, where steps of the stage have tools. */
  readonly left?: (served: Served) => readonly Remark[];
}

/** Which steps of a stage had work, and what they got. */
export interface Served {
  readonly work: readonly StepView[];
  readonly uses: ReadonlyMap<Instruction, readonly ToolUse[]>;
}

/** The kinds of remarks, in the order in which a plan has them. */
export const REMARKS = ['replaced', 'other-program', 'no-twin', 'missing', 'shown-later'] as const;

/** A sentence about what stays emulated. */
export interface Remark {
  readonly kind: (typeof REMARKS)[number];
  readonly text: string;
}

/** A tool in one step. */
export interface ToolUse {
  readonly tool: NativeTool;
  /** The stage that makes it. Tools of one step that come from the same tree come from one stage. */
  readonly made: MadeStage;
  /** The `--mount=` flags; those that tools of one step have in common are put in once. */
  readonly mounts: (stage: string) => readonly string[];
  /** The values that the mounts ask for. */
  readonly secrets?: readonly SecretEnv[];
  /** A value that an ARG before the stage's first such step sets, for frontends without such secrets. */
  readonly argument?: SecretEnv;
  /** What has to be the same on all platforms; see `NativeTool.common`. */
  readonly key?: string;
}

/** The series in which stages with tools are numbered, as they stand in the file. */
export const SERIES = ['apt', 'toolchain', 'go'] as const;

/** What a stage that makes tools is made of. */
export interface MadeStage {
  /** Tells it from others of its series. */
  readonly key: string;
  /** What it is FROM, as written in the Dockerfile. */
  readonly base: string;
  /** What of it is asked for; steps may ask the same stage for more. */
  readonly parts: readonly string[];
  /** The series, once it is known what a step asks for. */
  readonly series: (parts: ReadonlySet<string>) => (typeof SERIES)[number];
  readonly instructions: (name: string, parts: ReadonlySet<string>) => Instructions;
  /** The files that the kit has for it. */
  readonly files: (parts: ReadonlySet<string>) => Readonly<Record<string, string>>;
}

/** Something that each platform has to have alike. */
export interface Common {
  /** What a platform that runs the stage natively has at each instruction: one of these has to be the tools' `key`. */
  readonly keys: (evaluated: Evaluated, stage: EvaluatedStage, bases: Bases) => readonly string[];
  /** What the plan says where they are taken back. */
  readonly because: string;
}

/** The base of the stage's FROM chain, as written. */
export function writtenBase({ evaluated, stage }: StageView): string {
  return evaluated.dockerfile.stages[stage.rootIndex]?.base ?? '';
}

/** Whether no ENV or ARG sets any of the variables at a step. */
export function unset({ stage }: StageView, { at }: StepView, names: readonly string[]): boolean {
  return names.every((name) => stage.scopes[at]?.has(name) !== true);
}

/** A library for every program is none for those of another machine. */
export const PRELOADS = ['LD_PRELOAD', 'LD_AUDIT'];
