/**
 * A shell pattern of `${X#pattern}` as the source of a regular expression: `*`, `?` and backslashed characters,
 * no `[]` (BuildKit has none). undefined when a backslash escapes what needs no escape, which BuildKit refuses.
 */
export function glob(pattern: string, greedy: boolean): string | undefined {
  let source = '';
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (char === '*') source += greedy ? '.*' : '.*?';
    else if (char === '?') source += '.';
    else if (char === '\\') {
      const next = chars[i + 1] ?? '';
      // `}` and `/` had to be escaped to be written at all: the backslash is not part of the pattern.
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return undefined;
      source += `\\${next}`;
      i++;
    } else source += char.replace(/[[\]{}.+()|^$/]/u, '\\$&');
  }
  return source;
}
