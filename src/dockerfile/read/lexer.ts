import { own } from '../../model/own.ts';
import { quoted } from '../../model/text.ts';
import { type GlobPart, matchEnds, NO_MATCH, parseGlob } from '../evaluate/glob.ts';
import { Names } from '../evaluate/names.ts';
import { isBlank } from './blanks.ts';

/** How BuildKit's word lexer is asked to behave; everything off is what it does for FROM, ENV, ARG and COPY. */
export interface LexOptions {
  /** The Dockerfile's escape character. */
  readonly escape: string;
  /** Keep quotes in the result. */
  readonly rawQuotes?: boolean;
  /** Keep escape characters in the result. */
  readonly rawEscapes?: boolean;
  /** What a variable without a value becomes: itself as written, nothing, or nothing and named in `unknown`. */
  readonly unset: 'keep' | 'empty' | 'unknown';
  /** Variables that are set, but to what cannot be told: whatever uses one is unknown. */
  readonly opaque?: { has(name: string): boolean };
  /** Give the words as well. */
  readonly split?: true;
}

/** Where variables have their values. */
export type Variables = Readonly<Record<string, string>> | Names<string>;

/** A lexed text: `text` is its value, `words` the same split at unquoted blanks when asked for, `unknown` the first variable it lacks. */
export interface Lexed {
  readonly text: string;
  readonly words: readonly string[];
  readonly unknown?: string;
}

/** Thrown for `${}`, an unclosed quote and the like; the message says which. */
export class LexError extends Error {}

interface Piece {
  readonly text: string;
  readonly unknown?: string | undefined;
  /** Whether it came out of quotes or an escape: blanks in it end no word. */
  readonly raw?: true;
}

const NAME = /^[\p{L}\p{Nd}_]+/u;
/** How many variables may stand inside each other, `${A:-${B:-…}}`. */
const MAX_DEPTH = 200;
/** By how much variables may make a text longer: Linux starts no program with a longer one, and a value that doubles with every line soon is. */
const MAX_GROWTH = 131_072;
/** How many characters of a pattern may be held against how many of a value, both multiplied. */
const MAX_MATCHING = 10_000_000;
/** Operators that remove a prefix or a suffix. */
const TRIMS: ReadonlySet<string> = new Set(['#', '%']);
/** The special parameters of POSIX sh 2.5.2 and the positional ones. */
const SPECIAL = /^(?:\p{Nd}+|[@*#?\-$!])/u;

/** Splits and expands a text the way BuildKit's `shell.Lex` does (frontend/dockerfile/shell, v0.34). */
export function lex(source: string, env: Variables, options: LexOptions): Lexed {
  return new Lexer(source, env, options).run();
}

/** Collects words: blanks end them unless they came out of quotes or an escape. */
class Words {
  readonly done: string[] = [];
  private word = '';
  add(text: string, raw: boolean): void {
    if (raw) this.word += text;
    else
      for (const char of text) {
        if (isBlank(char)) this.end();
        else this.word += char;
      }
  }
  end(): void {
    if (this.word !== '') this.done.push(this.word);
    this.word = '';
  }
}

class Lexer {
  private at = 0;
  private depth = 0;
  private readonly source: string;
  private readonly env: Variables;
  private readonly longest: number;
  private readonly options: LexOptions;
  private rawEscapes: boolean;

  constructor(source: string, env: Variables, options: LexOptions) {
    this.source = source;
    this.longest = source.length + MAX_GROWTH;
    this.env = env;
    this.options = options;
    this.rawEscapes = options.rawEscapes ?? false;
  }

  run(): Lexed {
    const words = this.options.split ? new Words() : undefined;
    const { text, unknown } = this.until('', this.rawEscapes, false, words);
    words?.end();
    return { text, words: words?.done ?? [], ...(unknown === undefined ? {} : { unknown }) };
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private next(): string {
    return this.source.charAt(this.at++);
  }

  /** Reads up to and over `stop` (`''`: to the end). `pattern` doubles literal escapes inside quotes, as glob() undoes them. */
  private until(stop: string, rawEscapes: boolean, pattern: boolean, words?: Words): Piece {
    const before = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    let text = '';
    let unknown: string | undefined;
    while (this.at < this.source.length) {
      if (stop !== '' && this.peek() === stop) {
        this.at++;
        this.rawEscapes = before;
        return { text, unknown };
      }
      const piece = this.piece(pattern);
      text = this.joined(text, piece.text);
      unknown ??= piece.unknown;
      words?.add(piece.text, piece.raw ?? false);
    }
    this.rawEscapes = before;
    if (stop !== '') throw new LexError(`'${stop}' is missing`);
    return { text, unknown };
  }

  /** Reads what starts here: a variable, a quote, an escape or a character. */
  private piece(pattern: boolean): Piece {
    const char = this.peek();
    if (char === '$') return this.dollar();
    if (char === "'") return { text: this.single(pattern), raw: true };
    if (char === '"') return { ...this.double(pattern), raw: true };
    if (char === '<') return { text: this.heredocMark(), raw: true };
    if (char === this.options.escape) return { text: this.escaped(), raw: true };
    return { text: this.next() };
  }

  private joined(text: string, more: string): string {
    if (text.length + more.length > this.longest) throw new LexError('its value is too long to be followed');
    return text + more;
  }

  private escaped(): string {
    const mark = this.next();
    return (this.rawEscapes ? mark : '') + this.next();
  }

  /** `<< EOF` is one word: the blanks after `<<` belong to it. */
  private heredocMark(): string {
    const mark = /^<(?:<[\t\r ]*)?/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += mark.length;
    return mark;
  }

  private single(pattern: boolean): string {
    const end = this.source.indexOf("'", this.at + 1);
    if (end < 0) throw new LexError('a single quote is not closed');
    const raw = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    const inner = pattern ? raw.replaceAll(this.options.escape, this.options.escape.repeat(2)) : raw;
    return this.options.rawQuotes ? `'${inner}'` : inner;
  }

  private double(pattern: boolean): Piece {
    const quote = this.options.rawQuotes ? '"' : '';
    let text = quote;
    let unknown: string | undefined;
    this.at++;
    while (this.at < this.source.length) {
      const char = this.peek();
      if (char === '"') {
        this.at++;
        return { text: text + quote, unknown };
      }
      if (char === '$') {
        const piece = this.dollar();
        text = this.joined(text, piece.text);
        unknown ??= piece.unknown;
      } else text += char === this.options.escape ? this.escapedInDouble(pattern) : this.next();
    }
    throw new LexError('a double quote is not closed');
  }

  private escapedInDouble(pattern: boolean): string {
    const mark = this.next();
    const char = this.peek();
    if (char === '') return '';
    if (char === '"' || char === '$' || char === mark) return (this.rawEscapes ? mark : '') + this.next();
    return this.rawEscapes && (!this.options.rawQuotes || pattern) ? mark + mark : mark;
  }

  /** A `$…`; those inside it are read by it, so their depth is bounded by the stack. */
  private dollar(): Piece {
    if (this.depth === MAX_DEPTH) throw new LexError(`more than ${MAX_DEPTH} variables stand inside each other`);
    this.depth++;
    const piece = this.variable();
    this.depth--;
    return piece;
  }

  private variable(): Piece {
    const start = this.at++;
    if (this.peek() !== '{') {
      const name = this.name();
      if (name === '') return { text: '$' };
      return this.value(name, start);
    }
    this.at++;
    const first = this.peek();
    if (first === '' || first === '{' || first === '}' || first === ':') throw new LexError('bad substitution');
    const name = this.name();
    const operator = this.operator();
    if (operator === '}') return this.value(name, start);
    if (operator.startsWith('/')) return this.replace(name, operator === '//', start);
    return this.modify(name, operator, start);
  }

  private name(): string {
    const rest = this.source.slice(this.at);
    const name = SPECIAL.exec(rest)?.[0] ?? NAME.exec(rest)?.[0] ?? '';
    this.at += name.length;
    return name;
  }

  private operator(): string {
    const found = /^(?:}|:?[+\-?#%]|\/\/?)/.exec(this.source.slice(this.at))?.[0];
    if (found === undefined) throw new LexError(`bad substitution near '${this.source.slice(this.at, this.at + 2)}'`);
    this.at += found.length;
    return found;
  }

  private find(name: string): string | undefined {
    return this.env instanceof Names ? this.env.get(name) : own(this.env, name);
  }

  /** The piece for a variable that has no value. */
  private absent(name: string, start: number): Piece {
    if (this.options.unset === 'keep') return { text: this.source.slice(start, this.at) };
    return { text: '', unknown: this.options.unset === 'unknown' ? name : undefined };
  }

  private opaque(name: string): boolean {
    return this.options.opaque?.has(name) ?? false;
  }

  private value(name: string, start: number): Piece {
    if (this.opaque(name)) return { text: '', unknown: name };
    const value = this.find(name);
    return value === undefined ? this.absent(name, start) : { text: value };
  }

  private modify(name: string, operator: string, start: number): Piece {
    const kind = operator.slice(-1);
    const trims = TRIMS.has(kind);
    const word = this.until('}', trims, trims);
    if (this.opaque(name)) return { text: '', unknown: name };
    const value = this.find(name);
    if (value === undefined && this.options.unset === 'keep') return this.absent(name, start);
    if (trims) return value === undefined ? this.absent(name, start) : trimmed(value, word, kind);
    const present = operator.startsWith(':') && value === '' ? undefined : value;
    if (kind === '+') return present === undefined ? { text: '' } : word;
    if (present !== undefined) return { text: present };
    return kind === '-' ? word : this.required(name, value, word, start);
  }

  /** `${X:?word}` where X has no value, or an empty one that does not count. */
  private required(name: string, value: string | undefined, word: Piece, start: number): Piece {
    if (this.options.unset === 'unknown' && value === undefined) return this.absent(name, start);
    const message = word.text === '' ? 'is not allowed to be unset or empty' : quoted(word.text);
    throw new LexError(`${quoted(name)}: ${message}`);
  }

  private replace(name: string, all: boolean, start: number): Piece {
    const pattern = this.until('/', true, true);
    const replacement = this.until('}', true, false);
    if (this.opaque(name)) return { text: '', unknown: name };
    const value = this.find(name);
    if (value === undefined) return this.absent(name, start);
    const text = replaced(value, pattern.text, replacement.text, all, this.longest);
    return { text, unknown: pattern.unknown ?? replacement.unknown };
  }
}

/** @throws {LexError} when BuildKit refuses the pattern, or to match it would take long. */
function partsOf(pattern: string, chars: readonly string[]): readonly GlobPart[] {
  const parts = parseGlob(pattern);
  if (parts === undefined) throw new LexError(`invalid pattern '${quoted(pattern)}'`);
  if (parts.length * chars.length > MAX_MATCHING) throw new LexError('its pattern is too long to be followed');
  return parts;
}

/**
 * `${X/pattern/text}` and `${X//pattern/text}`. Go's rule for empty matches: none right after a match
 * (pkg.go.dev/regexp, "If 'All' is present").
 */
function replaced(value: string, pattern: string, replacement: string, all: boolean, longest: number): string {
  const chars = [...value];
  const ends = matchEnds(partsOf(pattern, chars), chars, true);
  let text = '';
  let matched = NO_MATCH;
  for (let at = 0; at <= chars.length; ) {
    const end = ends[at] ?? NO_MATCH;
    if (end === NO_MATCH || (end === at && matched === at)) {
      text += chars[at++] ?? '';
      continue;
    }
    text += replacement;
    if (text.length > longest) throw new LexError('its value is too long to be followed');
    if (!all) return text + chars.slice(end).join('');
    if (end === at) text += chars[at] ?? '';
    matched = end;
    at = Math.max(end, at + 1);
  }
  return text;
}

/** `${X#word}`, `${X%word}`, and with the operator twice the longest match: its second one starts `word`. */
function trimmed(value: string, word: Piece, operator: string): Piece {
  const greedy = word.text.startsWith(operator);
  const pattern = greedy ? word.text.slice(1) : word.text;
  return { text: trim(value, pattern, greedy, operator === '%'), unknown: word.unknown };
}

/** Removes the prefix, or with `suffix` the suffix, that matches; the suffix is found by reversing both, so that the shortest can be. */
function trim(value: string, pattern: string, greedy: boolean, suffix: boolean): string {
  if (!suffix) return withoutPrefix([...value], pattern, greedy).join('');
  const units = pattern.match(/\\?./gsu) ?? [];
  const left = withoutPrefix([...value].reverse(), units.reverse().join(''), greedy);
  return left.reverse().join('');
}

function withoutPrefix(chars: string[], pattern: string, greedy: boolean): string[] {
  const end = matchEnds(partsOf(pattern, chars), chars, greedy)[0] ?? NO_MATCH;
  return end === NO_MATCH ? chars : chars.slice(end);
}
