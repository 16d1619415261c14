/** One part of a shell pattern: a character of its own, `?` or `*`. */
export type GlobPart = { readonly char: string } | 'one' | 'many';

/**
 * Reads a shell pattern of `${X#pattern}`: `*`, `?` and backslashed characters, no `[]` (BuildKit has none).
 * undefined when a backslash escapes what needs no escape, which BuildKit refuses.
 */
export function parseGlob(pattern: string): GlobPart[] | undefined {
  const parts: GlobPart[] = [];
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (char !== '\\') {
      parts.push(unescapedPart(char));
      continue;
    }
    const next = chars[i + 1] ?? '';
    // `}` and `/` had to be escaped to be written at all: the backslash is not part of the pattern.
    if (next === '}' || next === '/') continue;
    if (!NEEDS_ESCAPE.has(next)) return undefined;
    parts.push({ char: next });
    i++;
  }
  return parts;
}

/** Characters that mean something in a pattern, unless they are escaped. */
const NEEDS_ESCAPE: ReadonlySet<string> = new Set(['*', '?', '\\']);

function unescapedPart(char: string): GlobPart {
  if (char === '*') return 'many';
  return char === '?' ? 'one' : { char };
}

/** No match starts here. */
export const NO_MATCH = -1;

/**
 * For every place of a text, where the match that starts there ends: the longest one with `greedy`, else the shortest.
 * `*` and `?` do not match a line break, as in BuildKit's regular expressions. The time grows with the length of the
 * text times that of the pattern: part by part from the last, each from what the parts after it match.
 */
export function matchEnds(parts: readonly GlobPart[], chars: readonly string[], greedy: boolean): Int32Array {
  let ends = Int32Array.from({ length: chars.length + 1 }, (_, at) => at);
  for (const part of [...parts].reverse()) ends = before(part, ends, chars, greedy);
  return ends;
}

/** The ends of matches of a part and what follows it, from the ends of what follows it. */
function before(part: GlobPart, after: Int32Array, chars: readonly string[], greedy: boolean): Int32Array<ArrayBuffer> {
  return part === 'many' ? beforeMany(after, chars, greedy) : beforeOne(part, after, chars);
}

/** The same for `*`: it ends where what follows begins, here or at any later place of the line. */
function beforeMany(after: Int32Array, chars: readonly string[], greedy: boolean): Int32Array<ArrayBuffer> {
  const ends = new Int32Array(after.length).fill(NO_MATCH);
  for (let at = chars.length; at >= 0; at--) {
    const char = chars[at];
    const more = char === undefined || char === '\n' ? NO_MATCH : (ends[at + 1] ?? NO_MATCH);
    ends[at] = either(after[at] ?? NO_MATCH, more, greedy);
  }
  return ends;
}

/** The same for `?` and for a character of its own. */
function beforeOne(
  part: Exclude<GlobPart, 'many'>,
  after: Int32Array,
  chars: readonly string[],
): Int32Array<ArrayBuffer> {
  const ends = new Int32Array(after.length).fill(NO_MATCH);
  for (const [at, char] of chars.entries()) {
    const matches = part === 'one' ? char !== '\n' : char === part.char;
    if (matches) ends[at] = after[at + 1] ?? NO_MATCH;
  }
  return ends;
}

function either(a: number, b: number, greedy: boolean): number {
  if (a === NO_MATCH) return b;
  if (b === NO_MATCH) return a;
  return greedy ? Math.max(a, b) : Math.min(a, b);
}
