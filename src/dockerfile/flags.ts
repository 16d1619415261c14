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
const ENDS = /[\u0085\u00a0]/;

function isAsciiBlank(char: string): boolean {
  return /^[\t-\r ]$/.test(char);
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
  for (; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote === '' && (isAsciiBlank(char) || ENDS.test(char))) break;
    if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else if (char === mark) word += line.charAt(++at);
    else word += char;
  }
  return { word, end: Math.min(ENDS.test(line.charAt(at)) ? at + 1 : at, line.length) };
}
