import { accelerateFiles, goMounts, goToolStage } from '../../toolchain/accelerate/index.ts';
import { hasOwnMount } from '../steps/exposed.ts';
import { type GoSource, goStates } from '../steps/go.ts';
import {
  type Common,
  type MadeStage,
  type NativeTool,
  PRELOADS,
  type Served,
  type StageView,
  type StepView,
  type ToolInStage,
  unset,
} from './native-tool.ts';

/** A step has one Go for all platforms. */
export const SAME_GO: Common = {
  keys: (evaluated, stage, bases) => goStates(evaluated, stage, bases).map(({ source }) => keyOf(source)),
  because: 'native tools of Go are left out, as not every platform runs the step with that Go',
};

/** The programs that the go command starts. */
export const goTools: NativeTool = {
  name: 'go-tools',
  called: 'Go tools',
  speeds: 'compiling',
  row: {
    step: 'Go',
    native:
      "`compile`, `link`, `asm`, `cgo`, `vet`, `cover`, from the same Go for the build machine: the image's, the distribution's package, or for an archive from go.dev the golang image of that release",
    target: "`go` of a distribution's package or of an archive",
  },
  common: SAME_GO,
  inStage: goToolsIn,
};

function goToolsIn(view: StageView): ToolInStage {
  const because = ({ at }: StepView): string | undefined => view.go[at]?.because ?? view.go[at + 1]?.because;
  return {
    part: goPart,
    use: (step, work) => {
      const source = servedGo(view, step, work);
      if (source === undefined || !(step.compiles || hasCommand(view, step, source))) return undefined;
      const mounts = (stage: string) => goMounts(stage, { goroot: source.root });
      return { tool: goTools, made: goStage(source), mounts, key: keyOf(source) };
    },
    hidden: ({ at, compiles }) => (compiles && view.go[at]?.source !== undefined ? 'tools of Go' : undefined),
    hurdle: () => view.go.map((state) => state.because).find((text) => text !== undefined),
    left: (served) => {
      const reasons = served.work
        .filter((step) => step.compiles && !hasGo(served, step))
        .flatMap((step) => because(step) ?? []);
      return [...new Set(reasons)].map((text) => ({ kind: 'no-twin', text }));
    },
  };
}

function goPart({ compiles, modules }: StepView): 'work' | 'share' | undefined {
  if (compiles) return 'work';
  return modules ? 'share' : undefined;
}

function hasGo({ uses }: Served, { instruction }: StepView): boolean {
  return uses.get(instruction)?.some(({ tool }) => tool === goTools) === true;
}

/** The Go before a step, when the step itself leaves it alone, and has nothing of the user's own in its place. */
export function goAt({ go }: StageView, { at, instruction }: StepView): GoSource | undefined {
  const before = go[at]?.source;
  const after = go[at + 1]?.source;
  if (before === undefined || before !== after) return undefined;
  return hasOwnMount(instruction, before.root) ? undefined : before;
}

/** The Go of which a step may have tools. To fetch modules alone is not worth a stage with tools. */
export function servedGo(view: StageView, step: StepView, work: readonly StepView[]): GoSource | undefined {
  const builds = () => work.some((one) => one.compiles && goAt(view, one) !== undefined);
  const wanted = step.seen === undefined && (step.compiles || (step.modules && builds()));
  return wanted ? goAt(view, step) : undefined;
}

/** Whether a native `go` command may stand in for the target's. */
export function hasCommand(view: StageView, step: StepView, { install }: GoSource): boolean {
  return install === undefined && unset(view, step, PRELOADS);
}

export function keyOf(go: GoSource | undefined): string {
  return go === undefined ? '' : JSON.stringify([go.root, go.reference, go.install]);
}

/** The stage with Go's tools, and where Go is the base's own, a native `go` command. */
export function goStage({ from, install }: GoSource): MadeStage {
  return {
    key: JSON.stringify([from, install]),
    base: from,
    parts: [],
    series: () => 'go',
    instructions: (name) => goToolStage({ name, base: from, ...(install === undefined ? {} : { install }) }),
    files: () => accelerateFiles,
  };
}
