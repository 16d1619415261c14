import { type ListItem, parseFields, parseList } from '../model/list.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';

/** A field of a line: `key=value`, or a text alone. */
export interface Field {
  readonly key: string;
  readonly value: string | undefined;
}

/** Stands for a comma that separates nothing; no input can hold it. */
const COMMA = '\u0000';

/**
 * Reads `type=raw,"value=a,b"` into fields; a key may be written in any case. A comma inside `{{…}}` separates
 * nothing, so that `{{date 'MMM D, YYYY'}}` needs no quotes.
 *
 * @throws {Error} when a quote is not closed
 */
export function ruleFields(line: string): Field[] {
  return parseFields(mask(line)).map(({ key, value }) => {
    const text = unmask(key).trim();
    return value === undefined ? { key: text, value } : { key: text.toLowerCase(), value: unmask(value).trim() };
  });
}

/**
 * Splits a line at its commas, with the same care for expressions.
 *
 * @throws {Error} when a quote is not closed
 */
export function splitLine(line: string): string[] {
  return parseList(mask(line), { comma: true }).map(({ text }) => unmask(text));
}

function mask(line: string): string {
  return line.replace(/\{\{[^{}]*\}\}/g, (expression) => expression.replaceAll(',', COMMA));
}

function unmask(text: string): string {
  return text.replaceAll(COMMA, ',');
}

/** Drops a comment: a line that starts with `#`. Further on a `#` is text, as in docker's action: `pattern=rel#(\d+)`. */
function withoutComment(line: string): string {
  return line.startsWith('#') ? '' : line;
}

/** A line of an input; one that is just a text is named in problems without its number. */
export type InputLine = ListItem | string;

/** A line and how a problem names its place. */
export interface PlacedLine {
  readonly text: string;
  /** ` (line 3)`, or `''` where the number is not known. */
  readonly where: string;
}

export function placed(line: InputLine): PlacedLine {
  return typeof line === 'string' ? { text: line, where: '' } : { text: line.text, where: ` (line ${line.line})` };
}

/** The lines that are more than a comment. */
export function meaningful(input: readonly InputLine[]): PlacedLine[] {
  return input
    .map(placed)
    .map(({ text, where }) => ({ text: withoutComment(text.trim()), where }))
    .filter(({ text }) => text !== '');
}

/** The parts of a line, or none and a problem where a quote is not closed. */
export function parts<T>(
  input: string,
  { text, where }: PlacedLine,
  parse: (text: string) => T[],
  problems: Problem[],
): T[] {
  try {
    return parse(text);
  } catch (error) {
    problems.push({
      input,
      what: `"${text}"${where} cannot be read`,
      why: (error as Error).message,
      instead: 'close the quote, or double it to mean one: ""',
    });
    return [];
  }
}

export function flag(input: string, what: string, value: string, problems: Problem[]): boolean {
  if (/^(true|false)$/i.test(value)) return /^true$/i.test(value);
  problems.push({ input, what: `${what} is "${value}", neither true nor false`, instead: 'write true or false' });
  return true;
}

export function unknownKey(input: string, key: string, where: string, known: readonly string[]): Problem {
  return { input, what: `there is no "${key}"${where}`, instead: `write ${nearest(key, known) ?? known.join(', ')}` };
}
