import type { Command } from '../dockerfile/shell.ts';
import type { Evaluated, EvaluatedStage, Instruction } from '../dockerfile/types.ts';
import { formatPlatform, samePlatform } from '../model/platform.ts';
import { type Base, recognise } from './bases.ts';
import { BORROWED, borrows, cannotBorrow } from './borrow.ts';
import { aptFrontEnds, compileCost, fetchesWithApt, fetchesWithGo, installsWithApt, mayCompile } from './compile.ts';
import { COST, emulatedPrograms } from './cost.ts';
import { aptInPlace, hasOwnMount, seenMounts } from './exposed.ts';
import { followsTarget } from './follows-target.ts';
import { frontendLacks } from './frontend.ts';
import { type Bases, type GoSource, type GoState, goStates } from './go.ts';
import { hasNoCompiler } from './no-compiler.ts';
import { workFolders } from './paths.ts';
import { chainCommands, compilesGoAlone, isPure, otherCompilers, stepCommands } from './pure.ts';
import { offerOf } from './releases.ts';

/** A step that gets native tools, and which ones. */
export interface AcceleratedStep {
  readonly instruction: Instruction;
  /** Whether gcc's programs are mounted. */
  readonly compilers: boolean;
  /** Whether these come from another distribution, as the base's has none. */
  readonly borrows?: boolean;
  /** Whether APT finds native programs for fetching and unpacking. */
  readonly installs: boolean;
  /** The front ends of APT that it calls by name; native ones are found before them. */
  readonly frontEnds: readonly ('apt-get' | 'apt')[];
  /** How gcc learns where its programs are: the frontend may be too old for secrets as environment variables. */
  readonly environment: 'secret' | 'arg';
  /** The target's Go at this step, when it is there, stays as it is and has a native twin. */
  readonly go?: GoSource;
  /** Whether a native `go` command may stand in for the target's. */
  readonly goCommand: boolean;
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
 * Which steps of an emulated stage can be given native compilers.
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
  const states = goStates(evaluated, stage, bases);
  const work = workOf(evaluated, stage, base, states);
  const compiling = work.filter((step) => step.compiles);
  if (work.length === 0) return { ok: false, because: nothingCompiles(stage) };
  const refusal = refuse(evaluated, stage, base);
  if (refusal !== undefined || base === undefined) return { ok: false, because: refusal ?? rootless(stage) };
  const { environment, ...lacking } = environmentFor(evaluated, stage);
  const missing = compilersMissing(evaluated, stage, base) ?? lacking.because;
  const pure = isPure(chainCommands(evaluated, stage), base);
  const needsC = (at: number): boolean =>
    goFor(states, at, stage.stage.instructions[at]) === undefined || !compilesGoAlone(stepCommands(stage, at), pure);
  // to fetch modules alone is not worth a stage with tools either
  const builds = work.some(({ compiles, at, instruction }) => compiles && goFor(states, at, instruction) !== undefined);
  const steps = work.flatMap(
    ({ instruction, at, because, cost, compiles, installs, modules, frontEnds, seen }): AcceleratedStep[] => {
      if (seen?.which === 'all') return [];
      const found =
        seen === undefined && (compiles || (modules && builds)) ? goFor(states, at, instruction) : undefined;
      const goCommand = found !== undefined && found.install === undefined && free(stage, at, PRELOADS);
      const go = compiles || goCommand ? found : undefined;
      const compilers = compiles && missing === undefined && needsC(at);
      if (!compilers && !installs && go === undefined) return [];
      return [
        {
          instruction,
          because,
          cost,
          compilers,
          installs,
          frontEnds,
          environment,
          ...(compilers && borrows(base) ? { borrows: true } : {}),
          ...(go === undefined ? {} : { go }),
          goCommand,
        },
      ];
    },
  );
  const noGo = states.map((state) => state.because).find((text) => text !== undefined);
  const exposed = exposures(work, states);
  if (steps.length === 0)
    return { ok: false, because: [missing, noGo, ...exposed].filter((text) => text !== undefined).join('; ') };
  const native = steps.filter(({ compilers, go }) => compilers || go !== undefined);
  const commands = compiling.flatMap(({ at }) => stepCommands(stage, at));
  const others = otherCompilers(commands, chainCommands(evaluated, stage));
  const inPlace = aptInPlace(evaluated, stage);
  const left = [
    ...exposed,
    ...(inPlace !== undefined && work.some(({ at }) => installsWithApt(stepCommands(stage, at)))
      ? [inPlace.because]
      : []),
    ...(others.length === 0 || !steps.some(({ compilers }) => compilers)
      ? []
      : [`what ${listed(others)} compiles stays emulated, unless it is the base's own gcc`]),
    ...staysEmulated(commands),
    ...emulatedGo(compiling, steps, states),
    ...(missing === undefined || !compiling.some(({ at }) => needsC(at)) ? [] : [`C stays emulated, as ${missing}`]),
    ...(steps.some(({ borrows }) => borrows) ? [BORROWED] : []),
    ...(base.family === 'other' && steps.some(({ compilers }) => compilers)
      ? ['whether its distribution has a cross gcc shows in the build']
      : []),
    ...(compiling.length === 0 ? [nothingCompiles(stage)] : []),
  ];
  return { ok: true, steps, compiles: native.length > 0, because: [...reasons(steps), ...left].join('; ') };
}

/** Why steps that compile have no tools of the Go that may be theirs, each reason once. */
function emulatedGo(
  compiling: ReturnType<typeof workOf>,
  steps: readonly AcceleratedStep[],
  states: readonly GoState[],
): string[] {
  const served = new Set(steps.filter(({ go }) => go !== undefined).map(({ instruction }) => instruction));
  const reasons = compiling
    .filter(({ instruction }) => !served.has(instruction))
    .flatMap(({ at }) => states[at]?.because ?? states[at + 1]?.because ?? []);
  return [...new Set(reasons)];
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
  return [`${listed(names)} ${names.length === 1 ? 'itself stays' : 'themselves stay'} emulated`];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What is kept out of steps that would see it. */
function exposures(work: ReturnType<typeof workOf>, states: readonly GoState[]): string[] {
  return work.flatMap(({ instruction, at, seen, compiles }) => {
    if (seen === undefined || (seen.which !== 'all' && !(compiles && states[at]?.source !== undefined))) return [];
    const what = seen.which === 'all' ? 'no tools' : 'no tools of Go';
    return [`${what} for the step in line ${instruction.span.line}, which would see them: ${seen.because}`];
  });
}

/** What the stage's steps do that native tools speed up. */
function workOf(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined, states: readonly GoState[]) {
  const environment = frontendLacks(evaluated, 'secretEnv') === undefined;
  const folders = workFolders(evaluated, stage, base?.goRoot === undefined ? '/' : '/go');
  const inPlace = aptInPlace(evaluated, stage);
  const work = stage.stage.instructions.flatMap((instruction, at) => {
    if (instruction.keyword !== 'RUN') return [];
    const commands = stepCommands(stage, at);
    const may = mayCompile(commands);
    const compiles = may.yes && !hasNoCompiler(evaluated, stage, at, base);
    const modules = !compiles && fetchesWithGo(commands);
    // the user's own APT_CONFIG would be hidden
    const own =
      environment &&
      inPlace?.which !== 'all' &&
      base !== undefined &&
      !borrows(base) &&
      free(stage, at, ['APT_CONFIG', ...PRELOADS]);
    const fetches = own && fetchesWithApt(commands);
    const installs = own && (fetches || installsWithApt(commands));
    const alone = !compiles && !installsWithApt(commands);
    const seen = seenMounts(commands, folders[at] ?? '/', (states[at] ?? states.at(-1))?.source?.root);
    const fronts = (seen === undefined || seen.which === 'go') && inPlace === undefined;
    const frontEnds = installs && fronts && !hasOwnMount(instruction, '/usr/local/sbin') ? aptFrontEnds(commands) : [];
    const because = modules ? 'it fetches Go modules' : may.because;
    const cost = modules ? COST.runs : compileCost(commands);
    return compiles || installs || modules
      ? [{ instruction, at, because, cost, compiles, installs, modules, frontEnds, alone, seen }]
      : [];
  });
  // to fetch alone is not worth a stage with tools, but where there is one it takes part
  return work.every(({ alone }) => alone) ? [] : work;
}

/** A library for every program is none for those of another machine. */
const PRELOADS = ['LD_PRELOAD', 'LD_AUDIT'];

function free(stage: EvaluatedStage, at: number, names: readonly string[]): boolean {
  return names.every((name) => stage.scopes[at]?.has(name) !== true);
}

/** Which tools which steps get. */
function reasons(steps: readonly AcceleratedStep[]): string[] {
  const compiling = steps.filter(({ compilers, go }) => compilers || go !== undefined);
  const installing = steps.filter(({ installs }) => installs);
  const [heaviest] = compiling.toSorted((a, b) => b.cost - a.cost);
  return [
    ...(heaviest === undefined ? [] : [`${toolsOf(compiling)} for ${place(compiling, heaviest)}: ${heaviest.because}`]),
    ...(installing.length === 0 ? [] : [`native APT tools for ${place(installing)}`]),
  ];
}

/** The Go before the step, when the step itself leaves it alone, and has nothing of the user's own in its place. */
function goFor(states: readonly GoState[], at: number, instruction: Instruction | undefined): GoSource | undefined {
  const before = states[at]?.source;
  const after = states[at + 1]?.source;
  if (before === undefined || before !== after || instruction === undefined) return undefined;
  return hasOwnMount(instruction, before.root) ? undefined : before;
}

function toolsOf(steps: readonly AcceleratedStep[]): string {
  const go = steps.some((step) => step.go !== undefined);
  const compilers = steps.some((step) => step.compilers);
  return go && compilers ? 'native Go tools and compilers' : go ? 'native Go tools' : 'native compilers';
}

function place(steps: readonly AcceleratedStep[], named = steps[0]): string {
  const line = named?.instruction.span.line;
  if (steps.length === 1) return `the step in line ${line}`;
  return `${steps.length} steps, the ${named === steps[0] ? 'first' : 'heaviest'} in line ${line}`;
}

function refuse(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): string | undefined {
  const frontend = frontendLacks(evaluated, 'mount');
  if (frontend !== undefined) return frontend;
  const { platform } = stage;
  if (platform.kind === 'unknown') return platform.why;
  if (platform.kind === 'fixed' && !samePlatform(platform.platform, evaluated.platform))
    return `the Dockerfile fixes it to ${formatPlatform(platform.platform)}, and tools are made for ${formatPlatform(evaluated.platform)}`;
  if (base === undefined) return rootless(stage);
  if (!base.twin.known) return base.twin.because;
  if (base.onbuild) return `${base.reference} has ONBUILD steps, which a stage with tools would run as well`;
  const root = evaluated.dockerfile.stages[stage.rootIndex];
  if (root !== undefined && followsTarget(evaluated.dockerfile, root.base))
    return `line ${root.from.span.line} names another base for every platform, so there is no native twin of it`;
  const taken = stage.chain
    .flatMap((index) => evaluated.stages[index]?.stage.instructions ?? [])
    .find(({ text, keyword }) => /^(ENV|ARG)$/.test(keyword) && /\bCOMPILER_PATH\b/.test(text));
  return taken === undefined ? undefined : `line ${taken.span.line} sets COMPILER_PATH itself`;
}

/**
 * How COMPILER_PATH gets into a step. As a secret it leaves no trace; where the frontend is too old for that, an ARG does,
 * which only the history of its own stage shows: so not in a stage whose history becomes the image's.
 */
function environmentFor(
  evaluated: Evaluated,
  stage: EvaluatedStage,
): { readonly environment: AcceleratedStep['environment']; readonly because?: string } {
  const lacks = frontendLacks(evaluated, 'secretEnv');
  if (lacks === undefined) return { environment: 'secret' };
  const image = evaluated.stages[evaluated.target]?.chain.includes(stage.stage.index) === true;
  return { environment: 'arg', ...(image ? { because: lacks } : {}) };
}

/** Why gcc has no native programs for the target on this base, or undefined when it has them or it shows only in the build. */
function compilersMissing(evaluated: Evaluated, stage: EvaluatedStage, base: Base): string | undefined {
  return borrows(base) ? cannotBorrow(evaluated, stage, base) : offerOf(evaluated.platform, base).missing;
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
