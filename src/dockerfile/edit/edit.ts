import { countWhile } from '../../model/search.ts';

/** Text put in at an offset of the original (UTF-16), `remove` units of which go. */
export interface Edit {
  readonly at: number;
  readonly remove?: number;
  readonly insert: string;
  /** Keeps the line ends of `insert` in a file with CRLF ones: BuildKit leaves those of heredocs as they are. */
  readonly verbatim?: true;
}

/** Where a line of the rewritten text comes from: a line of the original, or put in after one (0: before the first). */
export type LineOrigin = { readonly line: number } | { readonly inserted: true; readonly after: number };

export interface Edited {
  readonly text: string;
  /** From a line of the rewritten text, 1-based, to the original. */
  readonly lineMap: (rewritten: number) => LineOrigin;
  /** From a line of the original to the first one of the rewritten text that has something of it, or follows where it was. */
  readonly rewrittenLine: (line: number) => number;
}

interface Piece {
  readonly text: string;
  /** Where the piece stands in the original; undefined when it was put in. */
  readonly from?: number;
}

/**
 * Applies edits; those at the same place keep their order. In a file with CRLF line ends, inserted ones are CRLF too.
 * @throws RangeError when edits overlap or lie outside the text: that is a mistake of the caller, not of the user
 */
export function applyEdits(original: string, edits: readonly Edit[]): Edited {
  const pieces = piecesOf(original, edits);
  const text = pieces.map((piece) => piece.text).join('');
  const origins = originsOf(original, pieces);
  const lines = linesIn(original).length;
  const lineMap = (rewritten: number): LineOrigin => origins[rewritten - 1] ?? { line: lines };
  const rewrittenLine = (line: number): number => {
    const found = origins.findIndex((origin) => 'line' in origin && origin.line >= line);
    return found < 0 ? origins.length : found + 1;
  };
  return { text, lineMap, rewrittenLine };
}

function piecesOf(original: string, edits: readonly Edit[]): Piece[] {
  const crlf = original.includes('\r\n');
  const pieces: Piece[] = [];
  let done = 0;
  for (const { at, remove = 0, insert, verbatim } of edits.toSorted((a, b) => a.at - b.at)) {
    if (at < done || remove < 0 || at + remove > original.length) {
      throw new RangeError(`the edit at ${at} overlaps another or lies outside the text`);
    }
    pieces.push({ text: original.slice(done, at), from: done });
    pieces.push({ text: crlf && verbatim === undefined ? insert.replace(/\r?\n/g, '\r\n') : insert });
    done = at + remove;
  }
  pieces.push({ text: original.slice(done), from: done });
  return pieces.filter(({ text }) => text !== '');
}

/** The lines of a text with their ends; no empty one after the last end. */
function linesIn(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function originsOf(original: string, pieces: readonly Piece[]): LineOrigin[] {
  const starts = lineStarts(original);
  const lines = new OriginReader();
  for (const { text, from } of pieces) {
    lines.read(text, from === undefined ? undefined : countWhile(starts, (start) => start <= from));
  }
  return lines.finish();
}

/** Reads the rewritten text piece by piece and finds out where each of its lines comes from. */
class OriginReader {
  readonly #origins: LineOrigin[] = [];
  /** The line of the original that the current line has text of. */
  #kept: number | undefined;
  /** The last line of the original that was seen. */
  #last = 0;
  /** Whether the current line has no end yet. */
  #open = false;

  /** Reads a piece that starts on a line of the original; undefined for one that was put in. */
  read(text: string, start: number | undefined): void {
    let line = start;
    for (let at = 0; at < text.length; at++) {
      while (text[at] === '\r') at++;
      if (at < text.length && text[at] !== '\n') this.#kept ??= line;
      const newline = text.indexOf('\n', at);
      this.#open = newline < 0;
      if (this.#open) return;
      this.#endLine(line);
      if (line !== undefined) line++;
      at = newline;
    }
  }

  finish(): LineOrigin[] {
    if (this.#open) this.#endLine(undefined);
    return this.#origins;
  }

  /** Ends a line, whose line end comes from a line of the original or was put in. */
  #endLine(newlineFrom: number | undefined): void {
    const line = this.#kept ?? newlineFrom;
    // A line end alone belongs to the line before when that one has been seen: what stands before it was put in.
    if (line === undefined || (this.#kept === undefined && line <= this.#last)) {
      this.#origins.push({ inserted: true, after: this.#last });
    } else {
      this.#origins.push({ line });
      this.#last = line;
    }
    this.#kept = undefined;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

interface Row {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** A unified diff of what the edits change, with `context` lines around each change; `''` when they change nothing. */
export function unifiedDiff(original: string, edits: readonly Edit[], name: string, context = 3): string {
  const rows = rowsOf(original, edits);
  const hunks = hunksOf(rows, context);
  if (hunks.length === 0) return '';
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks].join('');
}

function rowsOf(original: string, edits: readonly Edit[]): Row[] {
  const edited = applyEdits(original, edits);
  const before = linesIn(original);
  const rows: Row[] = [];
  let next = 1;
  let added: Row[] = [];
  const drop = (until: number): void => {
    for (; next < until; next++) rows.push({ sign: '-', text: before[next - 1] ?? '' });
  };
  const settle = (): void => {
    for (const row of added) rows.push(row);
    added = [];
  };
  linesIn(edited.text).forEach((text, index) => {
    const origin = edited.lineMap(index + 1);
    const line = 'line' in origin ? origin.line : undefined;
    if (line !== undefined) drop(line);
    if (line !== undefined && line === next && before[line - 1] === text) {
      settle();
      rows.push({ sign: ' ', text });
      next++;
      return;
    }
    if (line !== undefined) drop(line + 1);
    added.push({ sign: '+', text });
  });
  drop(before.length + 1);
  settle();
  return rows;
}

function hunksOf(rows: readonly Row[], context: number): string[] {
  const hunks: string[] = [];
  const lines = { '-': 0, '+': 0 };
  let at = 0;
  const pass = (to: number): readonly Row[] => {
    const passed = rows.slice(at, to);
    for (const { sign } of passed) {
      if (sign !== '+') lines['-']++;
      if (sign !== '-') lines['+']++;
    }
    at = to;
    return passed;
  };
  for (let first = nextChange(rows, 0); first < rows.length; first = nextChange(rows, at)) {
    let last = first;
    for (let i = first; i < rows.length && i - last <= 2 * context; i++) if (rows[i]?.sign !== ' ') last = i;
    pass(Math.max(at, first - context));
    const before = { ...lines };
    const body = pass(Math.min(rows.length, last + context + 1));
    const range = (sign: '-' | '+'): string => rangeOf(before[sign], lines[sign]);
    hunks.push(`@@ -${range('-')} +${range('+')} @@\n${body.map(written).join('')}`);
  }
  return hunks;
}

/** The index of the first row from one on that is changed, or how many rows there are. */
function nextChange(rows: readonly Row[], from: number): number {
  let at = from;
  while (rows[at]?.sign === ' ') at++;
  return at;
}

/** The lines of one side of a hunk, from how many stand before it and up to its end. */
function rangeOf(before: number, end: number): string {
  const length = end - before;
  const start = before + (length === 0 ? 0 : 1);
  return length === 1 ? `${start}` : `${start},${length}`;
}

function written({ sign, text }: Row): string {
  return `${sign}${text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`}`;
}
