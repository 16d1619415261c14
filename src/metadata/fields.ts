import { parseFields } from '../model/list.ts';

/** A field of a line: `key=value`, or a text alone. */
export interface Field {
  readonly key: string;
  readonly value: string | undefined;
}

/** Stands for a comma that separates nothing; no input can hold it. */
const COMMA = '\u0000';

/**
 * Reads `type=raw,"value=a,b"` into fields. A comma inside `{{…}}` separates nothing, so that
 * `{{date 'MMM D, YYYY'}}` needs no quotes.
 *
 * @throws {Error} when a quote is not closed
 */
export function ruleFields(line: string): Field[] {
  const masked = line.replace(/\{\{[^{}]*\}\}/g, (expression) => expression.replaceAll(',', COMMA));
  return parseFields(masked).map(({ key, value }) => ({
    key: key.replaceAll(COMMA, ',').trim(),
    value: value?.replaceAll(COMMA, ',').trim(),
  }));
}

/** Drops a comment: a line that starts with `#`, or what follows a blank and `#` outside of quotes. */
export function withoutComment(line: string): string {
  if (line.startsWith('#')) return '';
  const at = [...line.matchAll(/\s#/g)].find(({ index }) => line.slice(0, index).split('"').length % 2 === 1);
  return at === undefined ? line : line.slice(0, at.index).trim();
}
