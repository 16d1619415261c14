import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import type { Command } from '../../dockerfile/shell/shell.ts';
import { formatPlatform, samePlatform } from '../../platform/platform.ts';
import { type Base, recognise } from '../bases/bases.ts';
import { frontendLacks } from '../frontend.ts';
import { compileCost, fetchesWithGo, mayCompile } from '../steps/compile.ts';
import { COST, emulatedPrograms } from '../steps/cost.ts';
import { seenMounts } from '../steps/exposed.ts';
import { followsTarget } from '../steps/follows-target.ts';
import { type Bases, goStates } from '../steps/go.ts';
import { hasNoCompiler } from '../steps/no-compiler.ts';
import { workFolders } from '../steps/paths.ts';
import { stepCommands } from '../steps/step-commands.ts';
import { NATIVE_TOOLS } from './index.ts';
import {
  REMARKS,
  type Remark,
  type Served,
  type StageView,
  type StepView,
  type ToolInStage,
  type ToolUse,
} from './native-tool.ts';
import { enumerated, gains, speedsUp } from './wording.ts';

/** A step that gets native tools, and which ones. */
export interface AcceleratedStep {
  readonly instruction: Instruction;
  readonly tools: readonly ToolUse[];
  readonly because: string;
  /** What the command that it names is likely to cost; see COST. */
  readonly cost: number;
}

export type Accelerable =
  | {
      readonly ok: true;
      readonly steps: readonly AcceleratedStep[];
      /** Whether anything in it compiles; otherwise it only installs packages. */
      readonly compiles: boolean;
      readonly because: string;
    }
  | { readonly ok: false; readonly because: string };

/** The reason of a stage to which nothing else needs to be said, or how it begins. */
export const NOTHING_COMPILES = 'nothing in it compiles';

/**
 * Which steps of an emulated stage get which native tools.
 *
 * @param base what the root of the stage's FROM chain is known to be
 * @param bases looks up any other image that Go may come from
 */
export function accelerable(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  base: Base | undefined,
  bases: Bases = recognise,
): Accelerable {
  const view = viewOf(evaluated, stage, base, bases);
  const tools = NATIVE_TOOLS.map((tool) => tool.inStage(view));
  const work = workFor(tools, view);
  if (work.length === 0) return { ok: false, because: nothingCompiles(stage) };
  const refusal = refuse(evaluated, stage, base);
  if (refusal !== undefined) return { ok: false, because: refusal };
  const steps = stepsFor(tools, work);
  const hidden = exposures(tools, work);
  if (steps.length === 0) {
    const hurdles = tools.flatMap(({ hurdle }) => hurdle?.() ?? []);
    return { ok: false, because: [...hurdles, ...hidden].join('; ') };
  }
  const served = { work, uses: new Map(steps.map(({ instruction, tools: uses }) => [instruction, uses])) };
  const because = [...gains(steps), ...hidden, ...remarks(tools, served), ...onlyInstalls(stage, work)].join('; ');
  return { ok: true, steps, compiles: steps.some((step) => speedsUp(step, 'compiling')), because };
}

/** The steps that tools have work in; none where nothing is worth a stage with tools. */
function workFor(tools: readonly ToolInStage[], { steps }: StageView): readonly StepView[] {
  const parts = steps.map((step) => ({ step, parts: tools.flatMap(({ part }) => part(step) ?? []) }));
  const work = parts.filter((one) => one.parts.length > 0);
  return work.some((one) => one.parts.includes('work')) ? work.map(({ step }) => step) : [];
}

/** What each step gets; nothing where it would see all that is mounted. */
function stepsFor(tools: readonly ToolInStage[], work: readonly StepView[]): readonly AcceleratedStep[] {
  return work
    .filter(({ seen }) => seen?.which !== 'all')
    .map((step) => {
      const { instruction, because, cost } = step;
      return { instruction, because, cost, tools: tools.flatMap(({ use }) => use(step, work) ?? []) };
    })
    .filter((step) => step.tools.length > 0);
}

/** What stays emulated and what is not sure. */
function remarks(tools: readonly ToolInStage[], served: Served): string[] {
  const commands = served.work.filter(({ compiles }) => compiles).flatMap((step) => step.commands);
  const programs = staysEmulated(commands).map((text): Remark => ({ kind: 'no-twin', text }));
  const all = [...programs, ...tools.flatMap(({ left }) => left?.(served) ?? [])];
  return REMARKS.flatMap((kind) => all.filter((one) => one.kind === kind)).map(({ text }) => text);
}

function onlyInstalls(stage: EvaluatedStage, work: readonly StepView[]): string[] {
  return work.some(({ compiles }) => compiles) ? [] : [nothingCompiles(stage)];
}

function nothingCompiles(stage: EvaluatedStage): string {
  const commands = stage.stage.instructions.flatMap((_, at) => stepCommands(stage, at));
  const emulated = staysEmulated(commands);
  return emulated.length === 0 ? NOTHING_COMPILES : `${NOTHING_COMPILES} C or Go; ${emulated.join()}`;
}

/** What of the commands no tools speed up: the programs of other languages, which run what they compile as well. */
function staysEmulated(commands: readonly Command[]): string[] {
  const names = emulatedPrograms(commands);
  if (names.length === 0) return [];
  return [`${enumerated(names)} ${names.length === 1 ? 'itself stays' : 'themselves stay'} emulated`];
}

/** What is kept out of steps that would see it. */
function exposures(tools: readonly ToolInStage[], work: readonly StepView[]): string[] {
  return work.flatMap((step) => {
    const { seen, instruction } = step;
    if (seen === undefined) return [];
    const hidden = seen.which === 'all' ? ['tools'] : tools.flatMap((tool) => tool.hidden?.(step) ?? []);
    const where = `for the step in line ${instruction.span.line}, which would see them: ${seen.because}`;
    return hidden.map((what) => `no ${what} ${where}`);
  });
}

/** What native tools have to know of a stage. */
function viewOf(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined, bases: Bases): StageView {
  const go = goStates(evaluated, stage, bases);
  const folders = workFolders(evaluated, stage, base?.goRoot === undefined ? '/' : '/go');
  const steps = stage.stage.instructions.flatMap((instruction, at): StepView[] => {
    if (instruction.keyword !== 'RUN') return [];
    const commands = stepCommands(stage, at);
    const may = mayCompile(commands);
    const compiles = may.yes && !hasNoCompiler(evaluated, stage, at, base);
    const seen = seenMounts(commands, folders[at] ?? '/', (go[at] ?? go.at(-1))?.source?.root);
    const modules = !compiles && fetchesWithGo(commands);
    const doing = modules
      ? { because: 'it fetches Go modules', cost: COST.runs }
      : { because: may.because, cost: compileCost(commands) };
    return [{ instruction, at, commands, compiles, modules, ...doing, ...(seen === undefined ? {} : { seen }) }];
  });
  return { evaluated, stage, base, go, steps };
}

function refuse(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): string | undefined {
  const frontend = frontendLacks(evaluated, 'mount');
  if (frontend !== undefined) return frontend;
  const { platform } = stage;
  if (platform.kind === 'unknown') return platform.why;
  if (platform.kind === 'fixed' && !samePlatform(platform.platform, evaluated.platform))
    return `the Dockerfile fixes it to ${formatPlatform(platform.platform)}, and tools are made for ${formatPlatform(evaluated.platform)}`;
  if (base === undefined) return rootless(stage);
  if (!base.nativeTwin.known) return base.nativeTwin.because;
  if (base.onbuild) return `${base.reference} has ONBUILD steps, which a stage with tools would run as well`;
  const root = evaluated.dockerfile.stages[stage.rootIndex];
  if (root !== undefined && followsTarget(evaluated.dockerfile, root.base))
    return `line ${root.from.span.line} names another base for every platform, so there is no native twin of it`;
  const taken = stage.chain
    .flatMap((index) => evaluated.stages[index]?.stage.instructions ?? [])
    .find(({ text, keyword }) => /^(ENV|ARG)$/.test(keyword) && /\bCOMPILER_PATH\b/.test(text));
  return taken === undefined ? undefined : `line ${taken.span.line} sets COMPILER_PATH itself`;
}

function rootless(stage: EvaluatedStage): string {
  switch (stage.root.kind) {
    case 'scratch':
      return 'it starts from scratch';
    case 'context':
      return `its base is the build context ${stage.root.name}, of which no native twin can be had`;
    case 'unknown':
      return `its base ${stage.root.text} is not known before the build: ${stage.root.why}`;
    default:
      return 'its base is not known';
  }
}
