import { countWhile } from '../../model/search.ts';
import { leadingBlanks } from './blanks.ts';

/** One line of the file: `start` to `end` is its content, `next` where the following one starts. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** 1-based. */
  readonly number: number;
}

/** An instruction's lines joined. */
export interface Joined {
  readonly text: string;
  /** Where each source line starts in `text`, and in the file, first to last. */
  readonly breaks: readonly { readonly at: number; readonly line: number; readonly from: number }[];
  /** The index, in the list of lines, after the last line used. */
  readonly after: number;
}

/** Splits at `\n`; a `\r` before it belongs to the line's end, and a byte order mark to nothing. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    let end = newline < 0 ? text.length : newline;
    while (end > start && (text[end - 1] === '\r' || text[end - 1] === '\n')) end--;
    lines.push({ start, end, next, number: lines.length + 1 });
    start = next;
  }
  return lines;
}

/** Whether a line is a comment or has nothing but blanks. */
function saysNothing(content: string): boolean {
  const blanks = leadingBlanks(content);
  return blanks === content.length || content[blanks] === '#';
}

/** Where the line's content ends when it continues on the next line, else undefined; a doubled escape does not continue. */
function continuation(content: string, mark: string): number | undefined {
  let end = content.length;
  while (end > 0 && /[ \t]/.test(content.charAt(end - 1))) end--;
  if (content.charAt(end - 1) !== mark || content.charAt(end - 2) === mark) return undefined;
  return end - 1;
}

/**
 * Joins the lines of the instruction that starts at `index`: comments and blank lines inside are dropped,
 * the blanks that continued lines start with stay (BuildKit's parser.Parse, v0.34).
 * undefined when nothing starts there: a comment or an empty line.
 */
export function joinLines(source: string, lines: readonly Line[], index: number, mark: string): Joined | undefined {
  let text = '';
  const breaks: { at: number; line: number; from: number }[] = [];
  for (let i = index; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const content = source.slice(line.start, line.end);
    if (saysNothing(content)) {
      if (i === index) return undefined;
      continue;
    }
    const skip = i === index ? leadingBlanks(content) : 0;
    const end = continuation(content, mark);
    breaks.push({ at: text.length, line: line.number, from: line.start + skip });
    text += content.slice(skip, end ?? content.length);
    if (end === undefined) return { text, breaks, after: i + 1 };
  }
  return { text, breaks, after: lines.length };
}

/** Where a place of the joined text stands in the file; past the text's end, where its last character ends. */
export function offsetIn({ text, breaks }: Joined, index: number): number {
  if (index >= text.length && text !== '') return offsetIn({ text, breaks, after: 0 }, text.length - 1) + 1;
  const found = breaks[countWhile(breaks, ({ at }) => at <= index) - 1];
  return found === undefined ? 0 : found.from + index - found.at;
}
