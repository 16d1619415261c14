import { quoteAfter } from './quotes.ts';

/** A flag in a joined line; `start` and `end` are offsets in that line. */
export interface RawFlag {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The `--name=value` words from `from` on, quotes and escapes removed, and where the arguments start after them. */
export function readFlags(line: string, from: number, mark: string): { flags: RawFlag[]; rest: number } {
  const flags: RawFlag[] = [];
  let at = skipBlanks(line, from);
  while (line.startsWith('--', at)) {
    const { word, end } = readWord(line, at, mark);
    // A lone `--` ends the flags; only when something follows it does it count as one.
    if (word === '--') return { flags, rest: skipBlanks(line, end) };
    const [name = '', ...value] = word.slice(2).split('=');
    flags.push({ name, value: value.join('='), start: at, end });
    at = skipBlanks(line, end);
  }
  return { flags, rest: at };
}

/** BuildKit reads flags byte by byte: the last byte of these ends a flag, but between flags they are no blanks. */
function ends(char: string): boolean {
  return char === '\u0085' || char === '\u00a0';
}

function isAsciiBlank(char: string): boolean {
  return char === ' ' || (char >= '\t' && char <= '\r');
}

export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && isAsciiBlank(line.charAt(at))) at++;
  return at;
}

function readWord(line: string, start: number, mark: string): { word: string; end: number } {
  let word = '';
  let quote = '';
  let at = start;
  let kept = start;
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote === '' && (isAsciiBlank(char) || ends(char))) break;
    const before = quote;
    quote = quoteAfter(quote, char);
    if (quote === before && char !== mark) continue;
    // a quote or an escape: it is left out, and what is escaped stays, whatever it is
    word += line.slice(kept, at);
    kept = at + 1;
    if (char === mark) at++;
  }
  word += line.slice(kept, at);
  return { word, end: Math.min(ends(line.charAt(at)) ? at + 1 : at, line.length) };
}
