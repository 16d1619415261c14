import type { BuildFailure, BuildRecord, BuildWarning, PlatformTime, ProgressOptions, Step } from './progress.ts';
import {
  exitCodeOf,
  failureMessage,
  failureWithoutStep,
  finalError,
  type UserPlace,
  wasCancelled,
} from './progress-failure.ts';
import { isToolStage, stageLabel } from './progress-names.ts';
import { fromBase64, type RawWarning } from './progress-stream.ts';
import type { Vertex } from './progress-vertex.ts';

/** Everything that was seen of a build. */
export interface Seen {
  readonly vertices: readonly Vertex[];
  readonly warnings: readonly RawWarning[];
  /** Lines that were no JSON. */
  readonly texts: readonly string[];
  /** Where it failed, in the user's file. */
  readonly place: UserPlace | undefined;
}

/** Turns what was seen into the record of the build. */
export function buildRecord(seen: Seen, options: ProgressOptions): BuildRecord {
  const times = seen.vertices
    .flatMap(({ started, completed }) => [started, completed])
    .filter((one) => one !== undefined);
  const zero = times.reduce((a, b) => Math.min(a, b), times[0] ?? 0);
  const end = times.reduce((a, b) => Math.max(a, b), zero);
  const failure = failureOf(seen, options);
  const span = { zero, end, failed: failure !== undefined };
  const steps = seen.vertices
    .flatMap((vertex) => stepOf(vertex, span, options))
    .toSorted((a, b) => a.startedMs - b.startedMs || compare(a, b));
  return {
    startedAt: options.startedAt,
    ms: end - zero,
    steps,
    tasks: seen.vertices
      .filter(({ step, started }) => step === undefined && started !== undefined)
      .map(({ name, started = zero, durationMs }) => ({ name, startedMs: started - zero, durationMs })),
    platforms: platformTimes(steps),
    ...(failure === undefined ? {} : { failure }),
    warnings: warningsOf(seen.warnings, options),
    text: seen.texts.join('\n'),
  };
}

/** Steps that were all cached start at once; they are told in the order of the file. */
function compare(a: Step, b: Step): number {
  return (
    `${a.platform} ${a.stage}`.localeCompare(`${b.platform} ${b.stage}`) ||
    Number.parseInt(a.position, 10) - Number.parseInt(b.position, 10)
  );
}

interface Span {
  readonly zero: number;
  readonly end: number;
  readonly failed: boolean;
}

/** A step that never started counts as cached when the build succeeded: what comes after it was in the cache. */
function stepOf(vertex: Vertex, { zero, end, failed }: Span, options: ProgressOptions): Step[] {
  const { step, started, completed, error } = vertex;
  if (step === undefined || (started === undefined && failed)) return [];
  const unfinished = started !== undefined && completed === undefined;
  const cancelled = unfinished || (error !== undefined && wasCancelled(error));
  return [
    {
      platform: step.platform || options.platform,
      stage: label(step.stage, options),
      position: step.position,
      instruction: step.instruction,
      startedMs: (started ?? zero) - zero,
      durationMs: unfinished ? end - started : vertex.durationMs,
      cached: vertex.cached || started === undefined,
      ...(error === undefined ? {} : { error: failureMessage(error) }),
      cancelled,
      toolchain: isToolStage(step.stage),
      injected: step.injected,
    },
  ];
}

function label(stage: string, { insertedStages = 0, userText }: ProgressOptions): string {
  return stageLabel(stage, insertedStages, userText);
}

function platformTimes(steps: readonly Step[]): PlatformTime[] {
  return [...new Set(steps.map(({ platform }) => platform))].map((platform) => {
    const own = steps.filter((step) => step.platform === platform);
    const counted = own.filter(({ toolchain, instruction }) => !toolchain && !/^FROM\s/i.test(instruction));
    return {
      platform,
      ms: covered(own.map(({ startedMs, durationMs }) => [startedMs, startedMs + durationMs])),
      cachedSteps: counted.filter(({ cached }) => cached).length,
      totalSteps: counted.length,
    };
  });
}

/** How much of the time line a set of spans covers. */
function covered(spans: readonly (readonly [number, number])[]): number {
  let sum = 0;
  let until = 0;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

/**
 * A vertex may fail in a build that succeeds (a cache that cannot be imported), so a build has failed when it says so
 * at its end, or when one of its steps has.
 */
function failureOf({ vertices, texts, place }: Seen, options: ProgressOptions): BuildFailure | undefined {
  const message = finalError(texts);
  const failed = vertices
    .filter(({ error }) => error !== undefined && !wasCancelled(error))
    .toSorted((a, b) => (a.completed ?? 0) - (b.completed ?? 0));
  const first =
    failed.find(({ step }) => step !== undefined) ?? failed.find(({ error = '' }) => message?.includes(error) === true);
  if (first === undefined) return message === undefined ? undefined : failureWithoutStep(message, place);
  return vertexFailure(first, failed, place, options);
}

function vertexFailure(
  vertex: Vertex,
  failed: readonly Vertex[],
  place: UserPlace | undefined,
  options: ProgressOptions,
): BuildFailure {
  const { step, error = '', lastLines } = vertex;
  const exitCode = exitCodeOf(error);
  const platform = step?.platform ?? /^\[(\S+\/\S+) internal\]/.exec(vertex.name)?.[1];
  return {
    ...failureWithoutStep(error, place),
    step: step?.instruction ?? vertex.name,
    platform: platform || options.platform,
    alsoFailed: failed
      .filter((one) => one !== vertex && one.step?.stage === step?.stage && one.step?.position === step?.position)
      .map((one) => one.step?.platform ?? '')
      .filter((one) => one !== '' && one !== platform),
    stage: label(step?.stage ?? '', options),
    position: step?.position ?? '',
    ...(exitCode === undefined ? {} : { exitCode }),
    lastLines: [...lastLines],
    injected: step !== undefined && (step.injected || isToolStage(step.stage)),
  };
}

/** The build checks' findings in the user's own lines, each once: every platform reports them. */
function warningsOf(raw: readonly RawWarning[], { userLine }: ProgressOptions): BuildWarning[] {
  const found = new Map<string, BuildWarning>();
  for (const { short = '', detail = [], url = '', range = [] } of raw) {
    const places = range.map(({ start, end = start }) => ({ from: userLine(start.line), to: userLine(end.line) }));
    const own = places.find(({ from }) => !from.inserted);
    if (places.length > 0 && own === undefined) continue;
    const text = fromBase64(short).replace(/\s*\(line \d+\)$/, '');
    const named = /^([A-Z][A-Za-z]+): ([\s\S]*)$/.exec(text);
    const warning: BuildWarning = {
      rule: named?.[1] ?? '',
      short: named?.[2] ?? text,
      detail: detail.map(fromBase64).join('\n'),
      url,
      ...(own === undefined ? {} : { line: own.from.line, endLine: Math.max(own.from.line, own.to.line) }),
    };
    found.set(`${warning.line} ${text}`, warning);
  }
  return [...found.values()].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
