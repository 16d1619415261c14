/**
 * Joins small patterns into one that matches where any of them does, so that each can stand on a line of its own with an example.
 * Only `flags` counts: those of the parts do not.
 */
export function anyOf(parts: readonly RegExp[], flags = ''): RegExp {
  return new RegExp(sourceOfAny(parts), flags);
}

/** The source of such a pattern, to be put between others. */
export function sourceOfAny(parts: readonly RegExp[]): string {
  return parts.map(({ source }) => source).join('|');
}
