import { plainText } from '../model/text.ts';
import type { BuildFailure, ExcerptLine, ProgressOptions } from './progress.ts';

/** Where BuildKit says that a build failed: the numbers are those of the file that it got. */
export interface RawExcerpt {
  readonly file: string;
  readonly lines: readonly { readonly line: number; readonly text: string; readonly failing: boolean }[];
}

const HEAD = /^(\S.*):(\d+)$/;
const RULE = /^-{20}$/;
const LINE = /^ *(\d+) \| (>>>| {3}) ?(.*)$/;

/**
 * Finds BuildKit's excerpts among the lines that are not JSON: `Dockerfile:7`, a rule, numbered lines, a rule.
 * Lines are held back until it is known whether they belong to one.
 */
export class ExcerptReader {
  #held: string[] = [];

  /** What the line completes: an excerpt, or text to pass on as it is. */
  add(line: string): { readonly excerpt?: RawExcerpt; readonly text: readonly string[] } {
    const at = this.#held.length;
    if (at === 0 && !HEAD.test(line)) return { text: [line] };
    if (at === 1 && !RULE.test(line)) return this.#give(line);
    if (at > 1 && RULE.test(line)) return { text: [], excerpt: excerptOf(this.#take()) };
    if (at > 1 && !LINE.test(line)) return this.#give(line);
    this.#held.push(line);
    return { text: [] };
  }

  /** What is still held back. */
  flush(): readonly string[] {
    return this.#take();
  }

  #give(line: string): { readonly text: readonly string[] } {
    const held = this.#take();
    return { text: [...held, line] };
  }

  #take(): string[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }
}

function excerptOf([head = '', , ...lines]: readonly string[]): RawExcerpt {
  return {
    file: HEAD.exec(head)?.[1] ?? '',
    lines: lines.flatMap((line) => {
      const found = LINE.exec(line);
      return found === null
        ? []
        : [{ line: Number(found[1]), failing: found[2] === '>>>', text: (found[3] ?? '').trimEnd() }];
    }),
  };
}

/** The same place in the user's own file, with three lines around it; undefined when it lies in lines that were put in. */
export function userExcerpt(raw: RawExcerpt, { userLine, userText }: ProgressOptions): UserPlace | undefined {
  const origins = raw.lines.filter(({ failing }) => failing).map(({ line }) => userLine(line));
  const own = new Set(origins.filter(({ inserted }) => !inserted).map(({ line }) => line));
  if (own.size === 0) return undefined;
  const first = [...own].reduce((one, other) => Math.min(one, other));
  const last = [...own].reduce((one, other) => Math.max(one, other));
  const lines = userText.split(/\r?\n/);
  const from = Math.max(1, first - AROUND);
  const to = Math.min(lines.length, last + AROUND);
  const excerpt = lines
    .slice(from - 1, to)
    .map((text, index): ExcerptLine => ({ line: from + index, text, failing: own.has(from + index) }));
  while (excerpt.at(-1)?.text.trim() === '' && excerpt.at(-1)?.failing === false) excerpt.pop();
  return { line: first, endLine: last, excerpt };
}

export interface UserPlace {
  readonly line: number;
  readonly endLine: number;
  readonly excerpt: readonly ExcerptLine[];
}

/** How many lines stand around the failing ones. */
const AROUND = 3;

/** The excerpt as text, the failing lines marked. */
export function renderExcerpt(file: string, place: UserPlace): string {
  const width = String(place.excerpt.at(-1)?.line ?? 0).length;
  const rows = place.excerpt.map(({ line, text, failing }) =>
    `${String(line).padStart(width + 2)} | ${failing ? '>>> ' : '    '}${text}`.trimEnd(),
  );
  return `${file}:${place.line}\n${rows.join('\n')}\n`;
}

const PREFIXES = /^(ERROR: |failed to build: |failed to solve: |rpc error: code = \w+ desc = )+/;

/** The error that buildx ended with, without what stands in front of every one. */
export function finalError(lines: readonly string[]): string | undefined {
  const line = lines.findLast((one) => one.startsWith('ERROR: '));
  return line === undefined ? undefined : plainText(line.replace(PREFIXES, ''));
}

/** Whether a step ended only because another one had failed, or the build was stopped. */
export function wasCancelled(error: string): boolean {
  return /context canceled|context cancelled|: canceled$/.test(error);
}

/** `exit code: 2`; undefined when no program ran. */
export function exitCodeOf(error: string): number | undefined {
  const code = /exit code: (\d+)/.exec(error)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** What a failure says in one line: the command itself is known from the step. */
export function failureMessage(error: string): string {
  const ended = /^process ".*" did not complete successfully: ([\s\S]*)$/s.exec(error)?.[1];
  return plainText(ended ?? error.replace(PREFIXES, ''));
}

/** A failure that no step is to blame for: a file that cannot be read, a refused push. */
export function failureWithoutStep(message: string, place: UserPlace | undefined): BuildFailure {
  return {
    step: '',
    platform: '',
    alsoFailed: [],
    stage: '',
    position: '',
    message: failureMessage(message),
    lastLines: [],
    injected: false,
    excerpt: [],
    ...place,
  };
}
