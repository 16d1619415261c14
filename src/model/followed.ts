/**
 * Whether a text has, in one stretch without what separates them, a pattern somewhere behind another. As one regular
 * expression, `first[^;]*then`, it would be tried from every place of the first to the end.
 *
 * @returns what was found of the second pattern, in the first stretch that has both
 */
export function followed(text: string, first: RegExp, then: RegExp, separators: RegExp): string | undefined {
  if (!first.test(text)) return undefined;
  for (const stretch of text.split(separators)) {
    const start = first.exec(stretch);
    const found = start === null ? null : then.exec(stretch.slice(start.index + start[0].length));
    if (found !== null) return found[0];
  }
  return undefined;
}

/** Where one command of a shell script ends; quotes are not looked at. */
export const COMMAND_ENDS = /[\n;&|]/;
