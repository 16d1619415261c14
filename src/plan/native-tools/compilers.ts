import { offerOf } from '../../distributions/offers.ts';
import { lazily } from '../../model/memo.ts';
import { COMPILER_PATH, treeMounts } from '../../toolchain/accelerate/index.ts';
import type { Base } from '../bases/bases.ts';
import { frontendLacks } from '../frontend.ts';
import { chainCommands, compilesGoAlone, disablesCgo, otherCompilers } from '../steps/step-commands.ts';
import { borrows } from './borrow.ts';
import { goAt } from './go-tools.ts';
import {
  type NativeTool,
  type Remark,
  type StageView,
  type StepView,
  type ToolInStage,
  type ToolUse,
  writtenBase,
} from './native-tool.ts';
import { type TreePart, treeStage } from './tree.ts';
import { enumerated } from './wording.ts';

/** The programs that gcc starts, from the cross compiler of the base's own distribution. */
export const compilers: NativeTool = {
  name: 'compilers',
  called: 'compilers',
  speeds: 'compiling',
  row: {
    step: 'gcc, g++',
    native:
      "`cc1`, `cc1plus`, `as`, `ld`, `collect2`, `lto1`, made from the distribution's cross compiler of the same version",
    target: 'the driver (`gcc`, `g++`): specs, defaults, answers to `-print-…` and `-v`; headers and libraries',
  },
  inStage: (view) =>
    compilersIn(compilers, 'compilers', view, {
      applies: (base) => !borrows(base),
      missing: (base) => offerOf(view.evaluated.platform, base).missing,
      remark: (base) =>
        base.family === 'other' ? 'whether its distribution has a cross gcc shows in the build' : undefined,
    }),
};

/** What differs between the places that compilers come from. */
export interface Origin {
  readonly applies: (base: Base) => boolean;
  /** Why there are none for the stage. */
  readonly missing: (base: Base) => string | undefined;
  /** What is not sure before the build, where a step has them. */
  readonly remark: (base: Base) => string | undefined;
}

/** Compilers in a stage, wherever they come from. */
export function compilersIn(
  tool: NativeTool,
  part: TreePart,
  view: StageView,
  { applies, missing: lacks, remark }: Origin,
): ToolInStage {
  const { base } = view;
  const nothing = {
    part: ({ compiles }: StepView) => (compiles ? ('work' as const) : undefined),
    use: () => undefined,
  };
  if (base === undefined || !applies(base)) return nothing;
  const { environment, because } = environmentFor(view);
  const missing = lazily(() => lacks(base) ?? because);
  const cgoDisabled = lazily(() => disablesCgo(chainCommands(view.evaluated, view.stage), base));
  const needsC = (step: StepView): boolean =>
    goAt(view, step) === undefined || !compilesGoAlone(step.commands, cgoDisabled());
  const made = treeStage(writtenBase(view), part);
  const use: ToolUse = {
    tool,
    made,
    mounts: (stage) => treeMounts(stage, { compiles: true, environment }),
    ...(environment === 'secret' ? { secrets: [COMPILER_PATH] } : { argument: COMPILER_PATH }),
  };
  return {
    ...nothing,
    use: (step) => (step.compiles && missing() === undefined && needsC(step) ? use : undefined),
    hurdle: missing,
    left: ({ work, uses }) => {
      const compiling = work.filter(({ compiles }) => compiles);
      const used = [...uses.values()].flat().some((one) => one.tool === tool);
      return [
        ...(used ? [...passedBy(view, compiling), ...told(remark(base))] : []),
        ...(missing() !== undefined && compiling.some(needsC)
          ? [{ kind: 'missing' as const, text: `C stays emulated, as ${missing()}` }]
          : []),
      ];
    },
  };
}

function told(text: string | undefined): Remark[] {
  return text === undefined ? [] : [{ kind: 'shown-later', text }];
}

/** Compilers that are not the base's own gcc. */
function passedBy({ evaluated, stage }: StageView, compiling: readonly StepView[]): Remark[] {
  const commands = compiling.flatMap((step) => step.commands);
  const others = otherCompilers(commands, chainCommands(evaluated, stage));
  if (others.length === 0) return [];
  const text = `what ${enumerated(others)} compiles stays emulated, unless it is the base's own gcc`;
  return [{ kind: 'other-program', text }];
}

/**
 * How COMPILER_PATH gets into a step. As a secret it leaves no trace; where the frontend is too old for that, an ARG does,
 * which only the history of its own stage shows: so not in a stage whose history becomes the image's.
 */
function environmentFor({ evaluated, stage }: StageView): {
  readonly environment: 'secret' | 'arg';
  readonly because?: string;
} {
  const lacks = frontendLacks(evaluated, 'secretEnv');
  if (lacks === undefined) return { environment: 'secret' };
  const image = evaluated.stages[evaluated.target]?.chain.includes(stage.stage.index) === true;
  return { environment: 'arg', ...(image ? { because: lacks } : {}) };
}
