/** Blanks as Go's unicode.IsSpace knows them: no byte order mark is one. */
const GO = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const ONE = new RegExp(`^[${GO}]$`);
const LEADING = new RegExp(`^[${GO}]+`);

/** What stands between the words of an instruction: to these a no-break space is a letter (BuildKit's reWhitespace). */
export const BETWEEN_WORDS = /[\t\v\f\r ]+/;

export function isBlank(char: string): boolean {
  return ONE.test(char);
}

/** How many blanks a text starts with. */
export function leadingBlanks(text: string): number {
  return LEADING.exec(text)?.[0].length ?? 0;
}

export function trimEndBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
