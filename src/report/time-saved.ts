import type { SparedStage, StepKind } from '../plan/plan-types.ts';
import type { BuildRecord, Step } from '../progress/progress.ts';

/**
 * How many times longer a step takes under emulation, by what it does: than natively, and than under emulation with native
 * tools. The lower end of what was measured; docs/benchmarks.md says where each figure comes from. Everything else counts 1.
 */
export const SLOWER: Readonly<Record<StepKind, Readonly<Record<SparedStage['how'], number>>>> = {
  compiles: { native: 5, accelerate: 3.5 },
  configures: { native: 5, accelerate: 1 },
  packages: { native: 6, accelerate: 1.8 },
};

/** Less than this is not worth a word, and within what an estimate misses. */
const LEAST_MS = 10_000;

/** A piece of a platform's time line; `times` longer it would be under emulation. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly times: number;
  /** What stands behind others that run at the same time: a step of the user before a copy, and both before our tools. */
  readonly rank: number;
}

/**
 * About how much longer the build would have taken had every foreign stage been emulated, in milliseconds; undefined where
 * nothing was spared, or too little to speak of. The smaller one of two estimates:
 *
 * - with cores for all: the slowest platform counts, before and after, and of its steps that ran at the same time the one
 *   that gains least
 * - with cores that were all busy: steps that ran at the same time shared them, so their work is added up
 *
 * Time in which only tools were made is taken off.
 */
export function timeSaved(spared: readonly SparedStage[], { steps, failure }: BuildRecord): number | undefined {
  if (failure !== undefined || spared.length === 0) return undefined;
  const platforms = [...new Set(steps.filter((step) => !isOurs(step)).map(({ platform }) => platform))];
  const lanes = platforms.map((platform) => lane(platform, spared, steps));
  const took = Math.max(0, ...lanes.map((spans) => spans.reduce((most, { to }) => Math.max(most, to), 0)));
  const side = Math.max(0, ...lanes.map((spans) => stretched(spans, (times) => Math.min(...times))));
  const shared = stretched(lanes.flat(), (times) => times.reduce((sum, one) => sum + one, 0) / times.length);
  const saved = Math.min(side, shared) - took;
  return saved < LEAST_MS ? undefined : saved;
}

/** `about 4 min`, rounded down. */
export function about(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `about ${Math.floor(seconds / 10) * 10} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${Math.floor((minutes % 60) / 10) * 10} min`;
}

function lane(platform: string, all: readonly SparedStage[], steps: readonly Step[]): Span[] {
  const spared = all.filter((one) => one.platform === platform);
  const own = steps.filter((step) => step.platform === platform && !isOurs(step));
  const times = new Map(spared.flatMap((stage) => timesOf(stage, own)));
  const tools = spared.length === 0 ? [] : steps.filter(isOurs);
  return [
    ...own.map((step) => span(step, times.get(step) ?? 1, isRun(step) ? 2 : 1)),
    ...tools.map((step) => span(step, 0, 0)),
  ].filter(({ from, to }) => to > from);
}

function span({ cached, startedMs, durationMs }: Step, times: number, rank: number): Span {
  return { from: startedMs, to: cached ? startedMs : startedMs + durationMs, times, rank };
}

/** Steps and RUNs belong together by their order, for BuildKit shows a step with its variables replaced. */
function timesOf({ stage, how, runs }: SparedStage, own: readonly Step[]): (readonly [Step, number])[] {
  const ran = own
    .filter((step) => isRun(step) && (step.stage === stage || step.stage === ''))
    .toSorted((a, b) => Number.parseInt(a.position, 10) - Number.parseInt(b.position, 10));
  if (ran.length !== runs.length) return [];
  return ran.map((step, at) => [step, slower(runs[at] ?? [], how)]);
}

/** Of what a step does, that counts which gains least. */
function slower(kinds: readonly StepKind[], how: SparedStage['how']): number {
  return kinds.length === 0 ? 1 : Math.min(...kinds.map((kind) => SLOWER[kind][how]));
}

/** Whether a step is there for Crossbuild alone: it makes tools, or sets a stage up for the target. */
function isOurs({ toolchain, injected, instruction }: Step): boolean {
  return toolchain || (injected && instruction.includes('/.crossbuild-kit/'));
}

function isRun({ instruction }: Step): boolean {
  return /^RUN\s/i.test(instruction);
}

/** How many times longer several steps take that ran at the same time. */
type Together = (times: readonly number[]) => number;

/** How long a time line would be with each of its pieces as long as under emulation. */
function stretched(spans: readonly Span[], together: Together): number {
  const cuts = [...new Set([0, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b);
  return cuts.slice(1).reduce((sum, to, at) => {
    const from = cuts[at] ?? 0;
    return sum + (to - from) * timesAt(spans, from, together);
  }, 0);
}

function timesAt(spans: readonly Span[], at: number, together: Together): number {
  const running = spans.filter(({ from, to }) => from <= at && at < to);
  if (running.length === 0) return 1;
  const first = Math.max(...running.map(({ rank }) => rank));
  return together(running.filter(({ rank }) => rank === first).map(({ times }) => times));
}
