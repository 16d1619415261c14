import { withoutMotion } from '../model/text.ts';
import { ProgressState } from './progress-state.ts';
import { LineCutter, parseStatusLine } from './progress-stream.ts';

export interface ProgressOptions {
  /** The user's line for a line of the file that BuildKit got. */
  readonly userLine: (line: number) => { readonly line: number; readonly inserted: boolean };
  /** The Dockerfile as the user wrote it. */
  readonly userText: string;
  /** What the Dockerfile is called in the log; BuildKit's own name for it when left out. */
  readonly userFile?: string;
  /** The platform of steps whose name tells none: BuildKit leaves it out in a build for one platform. */
  readonly platform: string;
  /** How many stages stand before the user's first. */
  readonly insertedStages?: number;
  /** When the build began, in ms since the epoch. */
  readonly startedAt: number;
}

/** One step of a Dockerfile for one platform. */
export interface Step {
  readonly platform: string;
  /** The stage's name, or `stage 1`. */
  readonly stage: string;
  /** `2/7`, as BuildKit counts. */
  readonly position: string;
  /** As the user wrote it, continued lines joined. */
  readonly instruction: string;
  /** Since the first event of the build, by the builder's clock. */
  readonly startedMs: number;
  readonly durationMs: number;
  readonly cached: boolean;
  readonly error?: string;
  /** Whether it ended only because another one had failed. */
  readonly cancelled: boolean;
  /** Whether it belongs to a stage that makes tools. */
  readonly toolchain: boolean;
  /** Whether something was put into it, or all of it was. */
  readonly injected: boolean;
}

/** What took time beside the steps: loading metadata and context, exporting, pushing. */
export interface Task {
  readonly name: string;
  readonly startedMs: number;
  readonly durationMs: number;
}

export interface PlatformTime {
  readonly platform: string;
  /** How long at least one of its steps ran; those of two stages at a time count once. */
  readonly ms: number;
  /** Of the user's own steps, FROM left out. */
  readonly cachedSteps: number;
  readonly totalSteps: number;
}

export interface ExcerptLine {
  readonly line: number;
  readonly text: string;
  readonly failing: boolean;
}

export interface BuildFailure {
  /** The instruction as the user wrote it; empty when no step is to blame. */
  readonly step: string;
  readonly platform: string;
  /** Other platforms on which the same step failed. */
  readonly alsoFailed: readonly string[];
  readonly stage: string;
  readonly position: string;
  readonly exitCode?: number;
  readonly message: string;
  /** The end of what the step wrote, at most 20 lines, without terminal sequences. */
  readonly lastLines: readonly string[];
  /** The user's line; undefined when the place is not in the user's file. */
  readonly line?: number;
  readonly endLine?: number;
  /** Lines of the user's file around the failing ones. */
  readonly excerpt: readonly ExcerptLine[];
  /** Whether something was put into the step that failed, or all of it was. */
  readonly injected: boolean;
}

/** A finding of BuildKit's build checks, or another warning of it. */
export interface BuildWarning {
  /** `WorkdirRelativePath`; empty when it has none. */
  readonly rule: string;
  /** The user's line; undefined when it concerns none. */
  readonly line?: number;
  readonly endLine?: number;
  readonly short: string;
  readonly detail: string;
  readonly url: string;
}

/** What happened in a build. */
export interface BuildRecord {
  readonly startedAt: number;
  /** From the first event to the last. */
  readonly ms: number;
  readonly steps: readonly Step[];
  readonly tasks: readonly Task[];
  readonly platforms: readonly PlatformTime[];
  readonly failure?: BuildFailure;
  readonly warnings: readonly BuildWarning[];
  /** What buildx wrote that is no progress: the last error is in it. */
  readonly text: string;
}

/** Follows a build. */
export interface Progress {
  /** Takes a chunk of buildx's error output; returns what a person should see of it. */
  feed(chunk: string): string;
  /** What happened. */
  end(): BuildRecord;
}

/** Follows `buildx build --progress=rawjson`: a log that a person can follow, and a record of what happened. */
export function createProgress(options: ProgressOptions): Progress {
  const state = new ProgressState(options);
  const lines = new LineCutter();
  const take = (line: string): string => {
    const status = parseStatusLine(line);
    return status === undefined ? state.text(withoutMotion(line)) : state.status(status);
  };
  return {
    feed: (chunk) => lines.cut(chunk).map(take).join(''),
    end: () => {
      const rest = lines.flush();
      if (rest !== '') take(rest);
      return state.record();
    },
  };
}
