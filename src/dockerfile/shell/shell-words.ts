import { ShellError } from './shell-command.ts';

/** A word: `raw` as written, `value` with its quotes removed and its variables and substitutions left as written. */
export interface ShellWord {
  readonly raw: string;
  readonly value: string;
}

/** Characters that end an unquoted word: the shell's blanks are ASCII's, a no-break space is a letter to it. */
const META = /[ \t\r\n;&|<>()]/;

/** How deep substitutions, quotes and parentheses may stand inside each other: each is read by calls inside calls. */
const MAX_NESTING = 200;

/** Whether a parenthesis after this much of a word is a pattern's, or an array's: `@(`, `A=(`. */
function opensGroup(value: string): boolean {
  const last = value.at(-1) ?? '';
  return /[?*+@!]/.test(last) || (last === '=' && /^[A-Za-z_]\w*\+?=$/.test(value));
}

/** Reads the words of a shell script. Subclasses say what to do with the scripts inside them. */
export abstract class ShellWords {
  at = 0;
  readonly text: string;
  /** How deep the cursor stands in what is nested, counted through the scripts around this one. */
  protected nesting: number;

  constructor(text: string, nesting = 0) {
    this.text = text;
    this.nesting = nesting;
  }

  /** @throws ShellError where reading on would need too much of the stack */
  protected nest(read: () => void): void {
    if (this.nesting >= MAX_NESTING) throw new ShellError('it is nested too deep');
    this.nesting++;
    read();
    this.nesting--;
  }

  /** Reads a script up to and over its closing parenthesis. */
  protected abstract substitution(): void;

  /** Takes the script of a backtick substitution that starts at `start`. */
  protected abstract backticks(script: string, start: number): void;

  protected peek(): string {
    return this.text.charAt(this.at);
  }

  protected rest(): string {
    return this.text.slice(this.at);
  }

  protected match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.rest())?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }

  protected blanks(): void {
    this.match(/^(?:[ \t\r]|\\\r?\n)+/);
  }

  protected comment(): void {
    this.match(/^[^\n]*/);
  }

  protected word(): ShellWord {
    const start = this.at;
    let value = '';
    while (this.at < this.text.length) {
      const piece = this.piece(start, value);
      if (piece === undefined) break;
      value += piece;
    }
    return { raw: this.text.slice(start, this.at), value };
  }

  /** The next piece of a word, of which `value` has been read; undefined where the word ends. */
  private piece(start: number, value: string): string | undefined {
    const char = this.peek();
    if (char === '\\') return this.escaped();
    if (char === "'") return this.single();
    if (char === '"') return this.double();
    if (char === '$') return this.dollar();
    if (char === '`') return this.backtick();
    if (value === '' && this.opensProcess(char)) return this.process();
    if (char === '(' && this.at > start && opensGroup(value)) return this.group();
    if (META.test(char)) return undefined;
    this.at++;
    return char;
  }

  /** What a backslash makes of the character after it; a line end goes. */
  private escaped(): string {
    const next = this.text.charAt(this.at + 1);
    this.at += 2;
    if (next === '\n') return '';
    // the last one of a script stands for itself
    return next || '\\';
  }

  private opensProcess(char: string): boolean {
    return (char === '<' || char === '>') && this.text.charAt(this.at + 1) === '(';
  }

  /** `<(…)` and `>(…)`, as written. */
  private process(): string {
    const start = this.at;
    this.at += 2;
    this.substitution();
    return this.text.slice(start, this.at);
  }

  private single(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw new ShellError('a single quote is not closed');
    const value = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return value;
  }

  private double(): string {
    let value = '';
    this.at++;
    while (this.at < this.text.length) {
      const char = this.peek();
      if (char === '"') {
        this.at++;
        return value;
      }
      if (char === '$') value += this.dollar();
      else if (char === '`') value += this.backtick();
      else if (char === '\\') value += this.escapedInDouble();
      else {
        value += char;
        this.at++;
      }
    }
    throw new ShellError('a double quote is not closed');
  }

  private escapedInDouble(): string {
    const next = this.text.charAt(this.at + 1);
    this.at += 2;
    if (next === '\n') return '';
    return /["$`\\]/.test(next) ? next : `\\${next}`;
  }

  /** A `$…` as written; the scripts inside it are handed on. */
  private dollar(): string {
    const start = this.at;
    const quoted = this.text.startsWith("$'", start);
    this.nest(() => this.variable(start));
    return quoted ? this.text.slice(start + 2, this.at - 1) : this.text.slice(start, this.at);
  }

  private variable(start: number): void {
    const rest = this.rest();
    if (rest.startsWith('$((')) {
      this.at++;
      this.arithmetic();
      // Two subshells in a substitution look like arithmetic; no expression has a semicolon.
      if (this.text.slice(start, this.at).includes(';')) throw new ShellError('this is no arithmetic');
    } else if (rest.startsWith('$(')) {
      this.at += 2;
      this.substitution();
    } else if (rest.startsWith('${')) this.brace();
    else if (rest.startsWith("$'")) {
      if (this.match(/^\$'(?:\\.|[^\\'])*'/s) === undefined) throw new ShellError('a quote is not closed');
    } else this.at += rest.startsWith('$$') ? 2 : 1;
  }

  private brace(): void {
    this.at += 2;
    while (this.at < this.text.length) {
      const char = this.peek();
      if (char === '}') {
        this.at++;
        return;
      }
      this.part(char);
    }
    throw new ShellError('a ${ is not closed');
  }

  /** `((…))`, with the cursor on its first parenthesis; two subshells that only look like it are not understood. */
  protected arithmetic(): void {
    if (!this.group().endsWith('))')) throw new ShellError('this is no arithmetic');
  }

  /** Everything between a parenthesis and its fellow, as written. */
  private group(): string {
    const start = this.at;
    let depth = 0;
    while (this.at < this.text.length) {
      const char = this.peek();
      if (char === '(' || char === ')') {
        depth += char === '(' ? 1 : -1;
        this.at++;
        if (depth === 0) return this.text.slice(start, this.at);
      } else this.part(char);
    }
    throw new ShellError('a parenthesis is not closed');
  }

  /** Steps over one character, quote or substitution. */
  private part(char: string): void {
    if (char === '\\') this.at += 2;
    else if (char === "'") this.single();
    else if (char === '"') this.double();
    else if (char === '$') this.dollar();
    else if (char === '`') this.backtick();
    else this.at++;
  }

  private backtick(): string {
    const start = this.at;
    const found = this.match(/^`(?:\\.|[^\\`])*`/s);
    if (found === undefined) throw new ShellError('a backtick is not closed');
    this.backticks(found.slice(1, -1).replace(/\\([`$\\])/g, '$1'), start);
    return found;
  }
}
