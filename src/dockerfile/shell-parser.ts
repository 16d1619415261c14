import { countWhile } from '../model/search.ts';
import type { Command } from './shell-command.ts';
import { assignment, opaque, ShellError } from './shell-command.ts';
import { unwrap } from './shell-unwrap.ts';
import { ShellWords } from './shell-words.ts';

/** Keywords after which a command follows. */
const OPENERS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'coproc']);
const CLOSERS = new Set(['fi', 'done', 'esac', '}']);
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

/** The commands of a script, in order; ends with an opaque one where it stops being understood. */
export function scriptCommands(text: string, options: ScriptOptions): Command[] {
  if ((options.depth ?? 0) > MAX_DEPTH) return [opaque(options.lineOf(0))];
  const parser = new ShellParser(text, options);
  try {
    parser.list('');
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    parser.commands.push(opaque(options.lineOf(parser.at)));
  }
  return parser.commands;
}

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
  readonly commands: Command[] = [];
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
      if (char === '') {
        flush();
        if (stop !== '') throw new ShellError('a parenthesis is not closed');
        return;
      }
      if (char === '\n') {
        flush();
        this.newline();
      } else if (char === '#') this.comment();
      else if (cases.at(-1) === 'pattern') this.pattern(cases);
      else if (char === ')') {
        flush();
        this.at++;
        if (stop === ')') return;
        throw new ShellError('a ) too many');
      } else if (char === '(') this.parenthesis(current);
      else if (!this.operator(flush, cases) && !this.redirection(current)) this.commandWord(current, cases);
    }
  }

  protected override substitution(): void {
    this.list(')');
  }

  protected override backticks(script: string, start: number): void {
    this.add(this.nested(script, this.options.lineOf(start)));
  }

  private nested(script: string, line: number): Command[] {
    return scriptCommands(script, {
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
  private add(commands: readonly Command[]): void {
    for (const command of commands) this.commands.push(command);
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
    if (/^;[;&]/.test(found) && cases.length > 0) cases[cases.length - 1] = 'pattern';
    return true;
  }

  /** A subshell, an arithmetic command, or the `()` of a function. */
  private parenthesis(current: Draft): void {
    if (current.words.length === 1 && this.match(/^\([ \t\r\n]*\)/) !== undefined) Object.assign(current, draft());
    else if (current.start !== undefined) throw new ShellError('an unexpected (');
    else if (this.rest().startsWith('((')) this.arithmetic();
    else {
      this.at++;
      this.list(')');
    }
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
    if (OPENERS.has(raw) || CLOSERS.has(raw)) return true;
    if (raw === 'for' || raw === 'select') this.loopHead();
    else if (raw === 'case') {
      this.blanks();
      this.word();
      this.gap();
      if (this.word().raw !== 'in') throw new ShellError('case without in');
      cases.push('pattern');
    } else if (raw === 'function') {
      this.blanks();
      this.word();
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
      return;
    }
    this.word();
    this.gap();
    if (!/^in[ \t\r\n;]/.test(this.rest())) return;
    this.word();
    for (this.blanks(); !/^[;\n]?$/.test(this.peek()); this.blanks()) {
      const start = this.at;
      this.word();
      if (this.at === start) throw new ShellError('a for that is not understood');
    }
  }

  private pattern(cases: ('pattern' | 'body')[]): void {
    if (/^esac(?![\w-])/.test(this.rest())) {
      this.at += 4;
      cases.pop();
      return;
    }
    this.match(/^\(/);
    for (;;) {
      this.gap();
      const start = this.at;
      this.word();
      this.gap();
      if (this.match(/^\)/) !== undefined) break;
      if (this.match(/^\|/) === undefined || this.at === start)
        throw new ShellError('a case pattern is not understood');
    }
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
