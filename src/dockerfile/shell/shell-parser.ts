import { countWhile } from '../../model/search.ts';
import type { Item, Mark } from './shell-command.ts';
import { assignment, opaque, ShellError } from './shell-command.ts';
import { unwrap } from './shell-unwrap.ts';
import { ShellWords } from './shell-words.ts';

/** Keywords, each with its mark; a command may follow. */
const KEYWORDS: ReadonlyMap<string, SimpleMark> = new Map([
  ['if', 'if'],
  ['then', 'then'],
  ['elif', 'elif'],
  ['else', 'else'],
  ['fi', 'fi'],
  ['while', 'loop'],
  ['until', 'loop'],
  ['do', 'do'],
  ['done', 'done'],
  ['esac', 'esac'],
  ['!', 'not'],
  ['{', 'group'],
  ['}', 'ungroup'],
  ['coproc', 'end'],
]);
const OPERATORS: Readonly<Record<string, SimpleMark | undefined>> = {
  '&&': 'and',
  '||': 'or',
  '|': 'pipe',
  '|&': 'pipe',
};
const OPERATOR = /^(?:&&|\|\||;;&|;;|;&|;|\|&|\||&(?!>))/;
const REDIRECTION = /^\d*(?:<<<|<<-?|<>|>>|>\||>&|<&|&>>|&>|<(?!\()|>(?!\())/;
const MAX_DEPTH = 12;

export interface ScriptOptions {
  /** The line of the user's file at an offset of the script. */
  readonly lineOf: (offset: number) => number;
  /** The heredocs that Docker has already taken out of the script; without them they are read from the script itself. */
  readonly heredocs?: readonly { readonly text: string; readonly line: number }[];
  /** How many scripts are around this one. */
  readonly depth?: number;
  /** How deep the place is nested in them where this one stands. */
  readonly nesting?: number;
}

/** The line at an offset of a script that starts on a line of the file. */
export function linesFrom(script: string, line: number): (offset: number) => number {
  const breaks: number[] = [];
  for (let at = script.indexOf('\n'); at >= 0; at = script.indexOf('\n', at + 1)) breaks.push(at);
  return (offset) => line + countWhile(breaks, (at) => at < offset);
}

/** The commands of a script and the marks between them, in order; ends with an opaque one where it stops being understood. */
export function scriptItems(text: string, options: ScriptOptions): Item[] {
  if ((options.depth ?? 0) > MAX_DEPTH) return [opaque(options.lineOf(0))];
  const parser = new ShellParser(text, options);
  try {
    parser.list('');
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    parser.items.push(opaque(options.lineOf(parser.at)));
  }
  return parser.items;
}

/** Where a `$(` whose script starts at a place is closed: the place of its parenthesis; -1 where it is not. */
export function substitutionEnd(text: string, start: number): number {
  const parser = new ShellParser(text, { lineOf: () => 1 });
  parser.at = start;
  try {
    parser.list(')');
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    return -1;
  }
  return parser.at - 1;
}

/** A mark that has nothing but its name. */
type SimpleMark = Exclude<Mark['mark'], 'for' | 'case' | 'pattern' | 'function'>;

/** What is gathered of one simple command. */
interface Draft {
  words: string[];
  assignments: Record<string, string>;
  start: number | undefined;
  stdin: { text: string; line: number } | undefined;
}

function draft(): Draft {
  return { words: [], assignments: Object.create(null), start: undefined, stdin: undefined };
}

/** Walks a POSIX or bash script and keeps its simple commands, wherever they stand. */
class ShellParser extends ShellWords {
  readonly items: Item[] = [];
  private readonly options: ScriptOptions;
  private taken = 0;
  private bodyAt: number | undefined;

  constructor(text: string, options: ScriptOptions) {
    super(text, options.nesting);
    this.options = options;
  }

  /** Reads commands up to the end, or over the `)` that ends a substitution or subshell. */
  list(stop: '' | ')'): void {
    this.nest(() => this.commandList(stop));
  }

  private commandList(stop: '' | ')'): void {
    let current = draft();
    const cases: ('pattern' | 'body')[] = [];
    const flush = (): void => {
      this.emit(current);
      current = draft();
    };
    for (;;) {
      this.blanks();
      const char = this.peek();
      const inPattern = cases.at(-1) === 'pattern';
      if (char === '' || (char === ')' && !inPattern)) break;
      if (char === '\n') {
        flush();
        this.mark('end');
        this.newline();
      } else if (char === '#') this.comment();
      else if (inPattern) this.pattern(cases);
      else if (char === '(') this.parenthesis(current);
      else if (!this.operator(flush, cases)) this.wordOrRedirection(current, cases);
    }
    flush();
    this.endList(stop);
  }

  /** Steps over what ends a list: the end of the script, or a `)`; it has to be what the list waits for. */
  private endList(stop: '' | ')'): void {
    const char = this.peek();
    if (char === ')') this.at++;
    if (char === stop) return;
    throw new ShellError(char === ')' ? 'a ) too many' : 'a parenthesis is not closed');
  }

  protected override substitution(): void {
    this.mark('substitution');
    this.list(')');
    this.mark('close');
  }

  protected override backticks(script: string, start: number): void {
    this.mark('substitution');
    this.add(this.nested(script, this.options.lineOf(start)));
    this.mark('close');
  }

  private mark(mark: SimpleMark): void {
    this.items.push({ mark });
  }

  private nested(script: string, line: number): Item[] {
    return scriptItems(script, {
      lineOf: linesFrom(script, line),
      depth: (this.options.depth ?? 0) + 1,
      nesting: this.nesting,
    });
  }

  private emit({ words, assignments, start, stdin }: Draft): void {
    if (start === undefined) return;
    const raw = { words, assignments, line: this.options.lineOf(start), ...(stdin === undefined ? {} : { stdin }) };
    this.add(unwrap(raw, (script, line) => this.nested(script, line)));
  }

  /** One by one: a call takes only so many arguments. */
  private add(items: readonly Item[]): void {
    for (const item of items) this.items.push(item);
  }

  private newline(): void {
    // a body that starts in the middle of quotes may end before the cursor
    this.at = Math.max(this.bodyAt ?? 0, this.at + 1);
    this.bodyAt = undefined;
  }

  private operator(flush: () => void, cases: ('pattern' | 'body')[]): boolean {
    const found = this.match(OPERATOR);
    if (found === undefined) return false;
    flush();
    this.mark(OPERATORS[found] ?? 'end');
    if (/^;[;&]/.test(found) && cases.length > 0) cases[cases.length - 1] = 'pattern';
    return true;
  }

  /** A subshell, an arithmetic command, or the `()` of a function. */
  private parenthesis(current: Draft): void {
    const [name = ''] = current.words;
    if (current.words.length === 1 && this.match(/^\([ \t\r\n]*\)/) !== undefined) {
      this.items.push({ mark: 'function', name });
      Object.assign(current, draft());
    } else if (current.start !== undefined) throw new ShellError('an unexpected (');
    else if (this.rest().startsWith('((')) {
      this.arithmetic();
      this.mark('arithmetic');
    } else {
      this.at++;
      this.mark('open');
      this.list(')');
      this.mark('close');
    }
  }

  private wordOrRedirection(current: Draft, cases: ('pattern' | 'body')[]): void {
    if (!this.redirection(current)) this.commandWord(current, cases);
  }

  private redirection(current: Draft): boolean {
    const start = this.at;
    const found = this.match(REDIRECTION)?.replace(/^\d+/, '');
    if (found === undefined) return false;
    this.blanks();
    if (found === '<<' || found === '<<-') current.stdin = this.heredoc(found === '<<-', start);
    else {
      const { value } = this.word();
      if (found === '<<<') current.stdin = { text: value, line: this.options.lineOf(start) };
    }
    return true;
  }

  private heredoc(chomp: boolean, start: number): { text: string; line: number } {
    const delimiter = this.word().value;
    if (this.options.heredocs !== undefined) {
      const given = this.options.heredocs[this.taken++];
      if (given === undefined) throw new ShellError('a heredoc without a body');
      return given;
    }
    const lineEnd = this.text.indexOf('\n', start);
    const first = this.bodyAt ?? (lineEnd < 0 ? this.text.length : lineEnd + 1);
    let text = '';
    for (let at = first; at < this.text.length; ) {
      const newline = this.text.indexOf('\n', at);
      const end = newline < 0 ? this.text.length : newline;
      const line = this.text.slice(at, end).replace(chomp ? /^\t+/ : /^/, '');
      at = end + 1;
      if (line === delimiter) {
        this.bodyAt = at;
        return { text, line: this.options.lineOf(first) };
      }
      text += `${line}\n`;
    }
    throw new ShellError('a heredoc does not end');
  }

  private commandWord(current: Draft, cases: ('pattern' | 'body')[]): void {
    const start = this.at;
    const { value, raw } = this.word();
    if (this.at === start) throw new ShellError(`an unexpected ${this.peek()}`);
    if (current.words.length === 0) {
      if (current.start === undefined && this.keyword(raw, current, cases)) return;
      const pair = assignment(raw) && assignment(value);
      if (pair) {
        current.start ??= start;
        current.assignments[pair[0]] = pair[1];
        return;
      }
    }
    current.start ??= start;
    current.words.push(value);
    if (raw === '[[' && current.words.length === 1) this.condition(current.words);
  }

  /** Whether the word is the shell's own here; then what belongs to it has been read. */
  private keyword(raw: string, current: Draft, cases: ('pattern' | 'body')[]): boolean {
    if (raw === 'esac') cases.pop();
    const mark = KEYWORDS.get(raw);
    if (mark !== undefined) {
      this.mark(mark);
      return true;
    }
    if (raw === 'for' || raw === 'select') this.loopHead();
    else if (raw === 'case') {
      this.blanks();
      const { value } = this.word();
      this.gap();
      if (this.word().raw !== 'in') throw new ShellError('case without in');
      this.items.push({ mark: 'case', word: value });
      cases.push('pattern');
    } else if (raw === 'function') {
      this.blanks();
      this.items.push({ mark: 'function', name: this.word().value });
      this.blanks();
      this.match(/^\([ \t\r\n]*\)/);
    } else return false;
    Object.assign(current, draft());
    return true;
  }

  private loopHead(): void {
    this.blanks();
    if (this.rest().startsWith('((')) {
      this.arithmetic();
      this.mark('loop');
      return;
    }
    const name = this.word().value;
    this.gap();
    const words = /^in[ \t\r\n;]/.test(this.rest()) ? this.loopWords() : undefined;
    this.items.push({ mark: 'for', name, words });
  }

  private loopWords(): string[] {
    const words: string[] = [];
    this.word();
    for (this.blanks(); !/^[;\n]?$/.test(this.peek()); this.blanks()) {
      const start = this.at;
      words.push(this.word().value);
      if (this.at === start) throw new ShellError('a for that is not understood');
    }
    return words;
  }

  private pattern(cases: ('pattern' | 'body')[]): void {
    if (/^esac(?![\w-])/.test(this.rest())) {
      this.at += 4;
      cases.pop();
      this.mark('esac');
      return;
    }
    this.match(/^\(/);
    const patterns: string[] = [];
    for (;;) {
      this.gap();
      const start = this.at;
      patterns.push(this.word().value);
      this.gap();
      if (this.match(/^\)/) !== undefined) break;
      if (this.match(/^\|/) === undefined || this.at === start)
        throw new ShellError('a case pattern is not understood');
    }
    this.items.push({ mark: 'pattern', patterns });
    cases[cases.length - 1] = 'body';
  }

  private condition(words: string[]): void {
    for (;;) {
      this.gap();
      if (this.peek() === '') throw new ShellError('[[ is not closed');
      const start = this.at;
      const mark = this.match(/^[()<>|&;!]+/);
      const word = mark ?? this.word().value;
      if (this.at === start) throw new ShellError('[[ is not understood');
      words.push(word);
      if (word === ']]') return;
    }
  }

  /** Blanks, newlines and comments. */
  private gap(): void {
    for (this.blanks(); this.peek() === '\n' || this.peek() === '#'; this.blanks()) {
      if (this.peek() === '#') this.comment();
      else this.newline();
    }
  }
}
