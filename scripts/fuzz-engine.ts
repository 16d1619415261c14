import { isTold, type Target } from './fuzz-targets.ts';
import type { Numbers } from './numbers.ts';

/** No input is longer. */
const LONGEST = 20_000;

const BLANKS = [' ', '\n', '\t', ''];

/** A text made from those of a corpus: pieces are left out, said again and again, or come from another text. */
export function mutated(next: Numbers, corpus: readonly string[], words: readonly string[]): string {
  const pick = <T>(items: readonly T[]): T | undefined => items[next(Math.max(1, items.length))];
  let text = pick(corpus) ?? '';
  for (let times = 1 + next(6); times > 0; times--) {
    const from = next(text.length + 1);
    const to = Math.min(text.length, from + next(next(4) === 0 ? 2_000 : 30));
    const piece = text.slice(from, to);
    const other = pick(corpus) ?? '';
    const start = next(other.length + 1);
    const put = [
      () => '',
      () => (pick(words) ?? '') + (pick(BLANKS) ?? ''),
      () => piece + (pick(words) ?? '') + piece,
      () => piece.repeat(2 + next(next(8) === 0 ? 2_000 : 10)),
      () => `${pick(words) ?? ''}${pick(BLANKS) ?? ''}`.repeat(1 + next(next(8) === 0 ? 2_000 : 10)),
      () => other.slice(start, start + next(200)),
      () => String.fromCharCode(next(next(2) === 0 ? 128 : 65_536)),
      () => [...piece].reverse().join(''),
    ][next(8)];
    text = (text.slice(0, from) + (put?.() ?? '') + text.slice(to)).slice(0, LONGEST);
  }
  return text;
}

/** What is wrong with how a text is read; undefined when nothing is. */
export async function failureOf({ run }: Target, text: string): Promise<string | undefined> {
  try {
    await run(text);
    return undefined;
  } catch (error) {
    if (isTold(error)) return undefined;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** The shortest text found that fails as well, by leaving out one piece after the other. */
export async function reduced(target: Target, text: string): Promise<string> {
  let best = text;
  for (let size = best.length >> 1; size > 0; size >>= 1)
    for (let at = 0; at < best.length; ) {
      const shorter = best.slice(0, at) + best.slice(at + size);
      if ((await failureOf(target, shorter)) === undefined) at += size;
      else best = shorter;
    }
  return best;
}
