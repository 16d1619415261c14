import { parse } from 'csv-parse/sync';

export interface ListOptions {
  /** Whether commas separate too; docker calls the two kinds List (newline only) and List/CSV. */
  readonly comma: boolean;
  /** Whether a line that starts with `#` is a comment, as in docker's metadata; a `#` further on is text. */
  readonly comments?: boolean;
  /** False keeps the blanks around an item, for values in which they count; default true. */
  readonly trim?: boolean;
}

/** An item of a list input and the line of the input it stood on, 1-based. */
export interface ListItem {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads a list input by docker's rules: one item a line, with commas too where `comma`; an item in double quotes
 * may hold commas and line breaks; blank items are dropped, the others trimmed.
 *
 * @throws {Error} when a quote is not closed; the message names the line.
 */
export function parseList(text: string, { comma, comments = false, trim = true }: ListOptions): ListItem[] {
  if (text.trim() === '') return [];
  const records = parse(text.replace(/\r\n?/g, '\n'), {
    columns: false,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    trim,
    info: true,
    // without a separator that can occur, a line is one field
    delimiter: comma ? ',' : '\u0000',
    ...(comments ? { comment: '#', comment_no_infix: true } : {}),
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records
    .flatMap(({ record, info }) =>
      record.map((field) => ({ text: trim ? field.trim() : field, line: info.lines - newlines(record) })),
    )
    .filter(({ text: item }) => item.trim() !== '');
}

function newlines(record: readonly string[]): number {
  return record.join('').split('\n').length - 1;
}

/** Splits `key=value` at the first `=`; the key alone gives an undefined value. */
export function keyValue(text: string): { readonly key: string; readonly value: string | undefined } {
  const at = text.indexOf('=');
  return at < 0 ? { key: text, value: undefined } : { key: text.slice(0, at), value: text.slice(at + 1) };
}

/** Reads `type=registry,ref=x,"opt=a,b"` into its fields, by docker's CSV rules. */
export function parseFields(text: string): { readonly key: string; readonly value: string | undefined }[] {
  const [record = []] = parse(text, {
    columns: false,
    relaxColumnCount: true,
    relaxQuotes: true,
    trim: true,
  }) as string[][];
  return record.map(keyValue);
}

/** The inverse of `parseFields`: quotes a field that holds a comma or a quote. */
export function formatFields(fields: readonly { readonly key: string; readonly value: string | undefined }[]): string {
  return fields
    .map(({ key, value }) => (value === undefined ? key : `${key}=${value}`))
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
