import type { Dockerfile, Evaluated } from '../dockerfile/dockerfile.ts';
import { readDockerfile } from '../dockerfile/read/read.ts';
import type { Facts } from '../facts/facts.ts';
import type { Inputs, StrategyChoice } from '../inputs/inputs.ts';
import { type Problem, refuse, UserError } from '../model/problem.ts';
import type { Strategy } from '../model/strategy.ts';
import { starts } from '../model/verify-choice.ts';
import { formatPlatform, type Platform } from '../platform/platform.ts';
import { imagePlatforms } from './bases/image-platform.ts';
import { hiddenArgNotes } from './checks/hidden-args.ts';
import { misspeltStages } from './checks/misspelt.ts';
import { basesOf, canRun, type Decision, decide } from './choose-strategy.ts';
import { wrongPrograms } from './cross/wrong-programs.ts';
import { evaluateFor } from './evaluation.ts';
import { frontendLacks } from './frontend.ts';
import { handoverBuilds } from './handovers.ts';
import { ownFiles } from './made.ts';
import { speedsUp } from './native-tools/wording.ts';
import type { Plan, PlatformPlan } from './plan-types.ts';
import { reconcile } from './reconcile.ts';
import { type PlatformDecisions, rewrite } from './rewrite/rewrite.ts';
import { sparedStages } from './spared.ts';
import { cgoNotes } from './steps/cgo.ts';

/** What planning needs of the inputs. */
export type PlanInputs = Pick<
  Inputs,
  'platforms' | 'buildArgs' | 'buildContexts' | 'target' | 'strategy' | 'crossPackages' | 'verify'
> &
  Partial<Pick<Inputs, 'driver'>>;

/**
 * Decides everything about the platforms.
 *
 * @throws {UserError} for a Dockerfile that cannot be read, an unknown target, a misspelt stage, a strategy that cannot be had
 */
export function makePlan(inputs: PlanInputs, facts: Facts): Plan {
  const dockerfile = readDockerfile(facts.dockerfile.text, facts.dockerfile.path);
  const machines = machinesOf(facts);
  const wanted = inputs.platforms.length > 0 ? inputs.platforms : machines.slice(0, 1);
  const evaluations = wanted.map((platform) => evaluated(dockerfile, platform, machines, inputs, facts));
  // the engine's own builder takes images of its store, which may have any name
  if ((facts.builder?.driver ?? inputs.driver) !== 'docker') refuse(misspeltStages(evaluations, facts.dockerfile.path));
  const native = nativeEvaluation(dockerfile, machines, inputs, facts);
  const chosen = evaluations.map((evaluated) => ({
    evaluated,
    decisions: decide(evaluated, choiceFor(inputs, evaluated.platform), {
      nodes: machines,
      bases: facts.bases,
      ...(facts.noEmulator === undefined ? {} : { noEmulator: facts.noEmulator }),
    }),
  }));
  const reconciled = reconcile(chosen, basesOf(facts));
  const decided: PlatformDecisions[] = reconciled.map(({ evaluated, decisions }) => ({
    platform: evaluated.platform,
    decisions,
  }));
  refuseNative(inputs, decided, machines);
  const placed = evaluations.map((evaluated) => ({
    evaluated,
    buildPlatform: builderOf(evaluated.platform, machines, facts),
  }));
  const images = imagePlatforms(placed, facts.dockerfile.path);
  const text = rewrite(dockerfile, decided, {
    crossPackages: inputs.crossPackages,
    heredocs: evaluations.every((evaluated) => frontendLacks(evaluated, 'heredoc') === undefined),
  });
  return {
    platforms: decided.map(platformPlan),
    dockerfile: text,
    handovers: handoverBuilds(evaluations, text.text, text.insertedStages),
    ...ownFiles(evaluations, text.text, text.insertedStages),
    emulators: emulators(inputs, decided, facts.engine?.platform ?? facts.host),
    spared: sparedStages(reconciled, facts.engine?.platform ?? facts.host),
    notes: [
      ...(native === undefined ? [] : cgoNotes(evaluations, native)),
      ...hiddenArgNotes(evaluations),
      ...images.notes,
    ],
    problems: inputs.verify === 'off' ? [] : [...images.problems, ...wrongPrograms(placed, facts.dockerfile.path)],
  };
}

/** What the builder's machines are: the nodes of the builder that is there or will be, else the engine, else this machine. */
export function machinesOf(facts: Facts): Platform[] {
  const nodes = facts.builder?.nodes.flatMap(({ platforms }) => platforms.slice(0, 1)) ?? [...(facts.nodes ?? [])];
  return nodes.length > 0 ? nodes : [facts.engine?.platform ?? facts.host];
}

/** The machine that builds for a platform. */
function builderOf(platform: Platform, machines: readonly Platform[], { host }: Facts): Platform {
  return machines.find((machine) => canRun(machine, platform)) ?? machines[0] ?? host;
}

function evaluated(
  dockerfile: Dockerfile,
  platform: Platform,
  machines: readonly Platform[],
  inputs: PlanInputs,
  facts: Facts,
): Evaluated {
  return evaluateFor(dockerfile, platform, inputs, {
    buildPlatform: builderOf(platform, machines, facts),
    bases: facts.bases,
    buildkit: oldestBuildKit(facts),
  });
}

/** The file for the machine itself; undefined where it is not made for that. */
function nativeEvaluation(
  dockerfile: Dockerfile,
  machines: readonly Platform[],
  inputs: PlanInputs,
  facts: Facts,
): Evaluated | undefined {
  try {
    return evaluated(dockerfile, machines[0] ?? facts.host, machines, inputs, facts);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Of a builder that is there; a new one gets the newest. */
function oldestBuildKit({ builder }: Facts): string | undefined {
  const versions = builder?.nodes.flatMap(({ version }) => (version === undefined ? [] : [version])) ?? [];
  return versions.toSorted((a, b) => minorOf(a) - minorOf(b))[0];
}

function minorOf(version: string): number {
  return Number(/^v?\d+\.(\d+)/.exec(version)?.[1] ?? Number.POSITIVE_INFINITY);
}

function choiceFor({ strategy }: PlanInputs, platform: Platform): StrategyChoice {
  return strategy.byPlatform[formatPlatform(platform)] ?? strategy.all;
}

/** `native` is a promise about machines, so it is refused where no node keeps it. */
function refuseNative(inputs: PlanInputs, decided: readonly PlatformDecisions[], machines: readonly Platform[]): void {
  const problems = decided
    .filter(
      ({ platform, decisions }) =>
        choiceFor(inputs, platform) === 'native' && decisions.some(({ strategy }) => strategy !== 'native'),
    )
    .map(
      ({ platform }): Problem => ({
        input: 'strategy',
        what: `${formatPlatform(platform)} cannot be built natively`,
        why: `the builder has ${machines.map(formatPlatform).join(', ')}`,
        instead: `add a node with append, or write ${formatPlatform(platform)}=auto`,
      }),
    );
  if (problems.length > 0) throw new UserError(problems);
}

/** What counts for a platform is what its compiling stages do; where none compiles, what its steps do. */
const WEIGHT: Readonly<Record<Strategy, number>> = { accelerate: 4, cross: 3, emulate: 1, native: 0 };

function weight({ strategy, steps }: Decision): number {
  const installsOnly = strategy === 'accelerate' && !steps.some((step) => speedsUp(step, 'compiling'));
  return installsOnly ? 2 : WEIGHT[strategy];
}

/** Of stages that are built alike, the one counts whose steps cost most. */
function outweighs(one: Decision, other: Decision): boolean {
  const more = weight(one) - weight(other);
  return more > 0 || (more === 0 && one.strategy !== 'native' && one.cost > other.cost);
}

function platformPlan({ platform, decisions }: PlatformDecisions): PlatformPlan {
  const decisive = decisions.reduce<Decision | undefined>(
    (best, one) => (best === undefined || outweighs(one, best) ? one : best),
    undefined,
  );
  return {
    platform: formatPlatform(platform),
    strategy: decisive?.strategy ?? 'native',
    because: reasonOf(decisive, decisions.length),
    stages: decisions.map(({ index, stage, strategy, because }) => ({ index, stage, strategy, because })),
  };
}

/** Of several stages, the one that counts is named. */
function reasonOf(decisive: Decision | undefined, stages: number): string {
  if (decisive === undefined) return 'it has no stage';
  const { stage, strategy, because } = decisive;
  return stages === 1 || strategy === 'native' ? because : `${stage}: ${because}`;
}

function emulators(inputs: PlanInputs, decided: readonly PlatformDecisions[], engine: Platform): Plan['emulators'] {
  const building = decided
    .filter(({ decisions }) => decisions.some(({ emulated }) => emulated))
    .map(({ platform }) => platform);
  const running = starts(inputs.verify)
    ? decided.map(({ platform }) => platform).filter((platform) => !canRun(engine, platform))
    : [];
  const unique = (platforms: readonly Platform[]) => [...new Set(platforms.map(({ architecture }) => architecture))];
  const all = {
    architectures: unique([...building, ...running]),
    building: unique(building),
    running: unique(running),
  };
  const names = (platforms: readonly Platform[]) => platforms.map(formatPlatform).join(', ');
  if (building.length > 0) return { ...all, because: `steps of ${names(building)} run under emulation` };
  if (running.length > 0)
    return { ...all, because: `nothing is built under emulation, but verify: run starts ${names(running)}` };
  return { ...all, because: 'nothing runs under emulation' };
}

/** The plan as data: what the step's output `plan` holds. */
export function planJson({ platforms, emulators, dockerfile }: Plan): string {
  const { architectures, because } = emulators;
  return JSON.stringify({ platforms, emulators: { architectures, because }, rewritten: dockerfile.changed });
}
