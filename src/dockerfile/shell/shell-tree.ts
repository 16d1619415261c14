import type { Command, Item } from './shell-command.ts';

/** Pipelines, each with what stands before it: `a && b; c` is `end a`, `and b`, `end c`. */
export interface List {
  readonly entries: readonly { readonly after: 'end' | 'and' | 'or'; readonly pipeline: Pipeline }[];
}

/** `! a | b`: the programs run at once, and the last one's status counts. */
export interface Pipeline {
  readonly not: boolean;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'command'; readonly command: Command; readonly substitutions: readonly List[] }
  /** `if`, `elif` and `else`: the last branch has no condition when it is the `else`. */
  | { readonly kind: 'if'; readonly branches: readonly { readonly condition?: List; readonly body: List }[] }
  | {
      readonly kind: 'case';
      readonly word: string;
      readonly substitutions: readonly List[];
      readonly arms: readonly { readonly patterns: readonly string[]; readonly body: List }[];
    }
  /** `while`, `until`, and `for` with its variable; `words` is undefined for `for x` and for no `for` at all. */
  | {
      readonly kind: 'loop';
      readonly name?: string;
      readonly words?: readonly string[];
      readonly condition: List;
      readonly body: List;
    }
  /** In a shell of its own, or not: `( … )`, `{ … }`. */
  | { readonly kind: 'subshell' | 'group'; readonly body: List }
  | { readonly kind: 'function'; readonly name: string; readonly body: Part }
  /** `(( … ))`, which is not calculated. */
  | { readonly kind: 'arithmetic' };

const EMPTY: List = { entries: [] };

/**
 * The structure of a script from its commands and marks. What is not closed ends with the script: the commands that were
 * read stay in it.
 */
export function treeOf(items: readonly Item[]): List {
  return new TreeReader(items).script();
}

class TreeReader {
  readonly #items: readonly Item[];
  #at = 0;
  /** Substitutions that were read and whose command comes next. */
  #substitutions: List[] = [];

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  script(): List {
    const entries = [...this.#list([]).entries];
    // a mark too many ends a list: go on behind it
    while (this.#at < this.#items.length) {
      this.#at++;
      entries.push(...this.#list([]).entries);
    }
    return { entries };
  }

  #mark(): string | undefined {
    const item = this.#items[this.#at];
    return item !== undefined && 'mark' in item ? item.mark : undefined;
  }

  /** Steps over a mark if it is the next one. */
  #over(mark: string): boolean {
    if (this.#mark() !== mark) return false;
    this.#at++;
    return true;
  }

  /** Pipelines up to one of the marks, which stays. */
  #list(stops: readonly string[]): List {
    const entries: List['entries'][number][] = [];
    let after: 'end' | 'and' | 'or' = 'end';
    while (this.#at < this.#items.length) {
      const mark = this.#mark();
      if (mark === 'end' || mark === 'and' || mark === 'or') {
        this.#at++;
        // a line may break behind `&&`
        if (mark !== 'end' || entries.at(-1) === undefined || after === 'end') after = mark;
        continue;
      }
      if (mark !== undefined && (stops.includes(mark) || CLOSING.has(mark))) break;
      entries.push({ after, pipeline: this.#pipeline() });
      after = 'end';
    }
    return { entries };
  }

  #pipeline(): Pipeline {
    let not = false;
    while (this.#over('not')) not = !not;
    const parts: Part[] = [];
    do {
      while (this.#over('end'));
      const part = this.#part();
      if (part === undefined) break;
      parts.push(part);
    } while (this.#over('pipe'));
    return { not, parts };
  }

  #part(): Part | undefined {
    while (this.#over('substitution')) {
      // the commands inside it have substitutions of their own
      const before = this.#taken();
      before.push(this.#list(['close']));
      this.#substitutions = before;
      this.#over('close');
    }
    const item = this.#items[this.#at];
    if (item === undefined) return undefined;
    if (!('mark' in item)) {
      this.#at++;
      return { kind: 'command', command: item, substitutions: this.#taken() };
    }
    if (CLOSING.has(item.mark)) return undefined;
    this.#at++;
    switch (item.mark) {
      case 'if':
        return { kind: 'if', branches: this.#branches() };
      case 'case':
        return { kind: 'case', word: item.word, substitutions: this.#taken(), arms: this.#arms() };
      case 'loop':
        return this.#loop({});
      case 'for':
        return this.#loop({ name: item.name, ...(item.words === undefined ? {} : { words: item.words }) });
      case 'open':
        return this.#body('subshell', 'close');
      case 'group':
        return this.#body('group', 'ungroup');
      case 'function':
        return this.#function(item.name);
      case 'arithmetic':
        return { kind: 'arithmetic' };
      default:
        return { kind: 'group', body: EMPTY };
    }
  }

  #taken(): List[] {
    const taken = this.#substitutions;
    this.#substitutions = [];
    return taken;
  }

  #body(kind: 'subshell' | 'group', end: string): Part {
    const body = this.#list([end]);
    this.#over(end);
    return { kind, body };
  }

  #function(name: string): Part {
    while (this.#over('end'));
    return { kind: 'function', name, body: this.#part() ?? { kind: 'group', body: EMPTY } };
  }

  #branches(): { condition?: List; body: List }[] {
    const branches: { condition?: List; body: List }[] = [];
    do {
      const condition = this.#list(['then']);
      this.#over('then');
      branches.push({ condition, body: this.#list(['elif', 'else', 'fi']) });
    } while (this.#over('elif'));
    if (this.#over('else')) branches.push({ body: this.#list(['fi']) });
    this.#over('fi');
    return branches;
  }

  #arms(): { patterns: readonly string[]; body: List }[] {
    const arms: { patterns: readonly string[]; body: List }[] = [];
    for (;;) {
      while (this.#over('end'));
      const item = this.#items[this.#at];
      if (item === undefined || !('mark' in item) || item.mark !== 'pattern') break;
      this.#at++;
      arms.push({ patterns: item.patterns, body: this.#list(['pattern', 'esac']) });
    }
    this.#over('esac');
    return arms;
  }

  #loop(head: { name?: string; words?: readonly string[] }): Part {
    const condition = this.#list(['do']);
    this.#over('do');
    const body = this.#list(['done']);
    this.#over('done');
    return { kind: 'loop', ...head, condition, body };
  }
}

/** Marks that end a list, whoever asks for it. */
const CLOSING = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'pattern', 'esac', 'close', 'ungroup']);
