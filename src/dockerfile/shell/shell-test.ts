import { matchesGlob } from './shell-value.ts';

/** What a condition gives; undefined where it cannot be told. */
export type Truth = boolean | undefined;

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** A word of a condition: its value, undefined where that is not known. */
export type TestWord = string | undefined;

/**
 * What `[ … ]`, `test …` or `[[ … ]]` gives, from its words without the brackets. Strings and numbers are compared;
 * files and everything else that only the build knows is not known. Sources: test(1), bash(1) "CONDITIONAL EXPRESSIONS".
 *
 * @param words with their variables replaced
 * @param double whether it is `[[ … ]]`, where `==` compares with a pattern
 */
export function testTruth(words: readonly TestWord[], double: boolean): Truth {
  return new TestReader(words, double).read();
}

class TestReader {
  readonly #words: readonly TestWord[];
  readonly #double: boolean;
  #at = 0;

  constructor(words: readonly TestWord[], double: boolean) {
    this.#words = words;
    this.#double = double;
  }

  read(): Truth {
    const truth = this.#or();
    return this.#at === this.#words.length ? truth : undefined;
  }

  #next(): TestWord {
    return this.#words[this.#at];
  }

  #over(...words: readonly string[]): boolean {
    const next = this.#next();
    if (next === undefined || !words.includes(next)) return false;
    this.#at++;
    return true;
  }

  #or(): Truth {
    let truth = this.#and();
    while (this.#over('-o', '||')) truth = either(truth, this.#and());
    return truth;
  }

  #and(): Truth {
    let truth = this.#one();
    while (this.#over('-a', '&&')) truth = both(truth, this.#one());
    return truth;
  }

  #one(): Truth {
    if (this.#words.length - this.#at >= 2 && this.#over('!')) return not(this.#one());
    if (this.#over('(', '\\(')) {
      const truth = this.#or();
      return this.#over(')', '\\)') ? truth : undefined;
    }
    const first = this.#next();
    this.#at++;
    const operator = this.#next();
    if (operator !== undefined && BINARY.has(operator)) {
      this.#at++;
      const second = operator === '=~' ? this.#expression() : this.#next();
      this.#at++;
      return compared(first, operator, second, this.#double);
    }
    if (first !== undefined && /^-[a-zA-Z]$/.test(first) && this.#at < this.#words.length && !this.#ends()) {
      const operand = this.#next();
      this.#at++;
      return unary(first, operand);
    }
    return first === undefined ? undefined : first !== '';
  }

  /** A regular expression: its parentheses and bars are words of their own. Stops at its last one. */
  #expression(): TestWord {
    const rest = this.#words.slice(this.#at);
    const end = rest.findIndex((word) => word === '&&' || word === '||');
    const words = end < 0 ? rest : rest.slice(0, end);
    this.#at += Math.max(0, words.length - 1);
    return words.includes(undefined) ? undefined : words.join('');
  }

  /** Whether the next word joins conditions, so that the one before stands alone. */
  #ends(): boolean {
    const next = this.#next();
    return next !== undefined && /^(-o|-a|&&|\|\||\\?\))$/.test(next);
  }
}

const NUMBERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};
const BINARY = new Set(['=', '==', '!=', '=~', '<', '>', '-nt', '-ot', '-ef', ...Object.keys(NUMBERS)]);

function compared(first: TestWord, operator: string, second: TestWord, double: boolean): Truth {
  if (first === undefined || second === undefined) return undefined;
  if (operator === '=~') return double ? matchesSimply(second, first) : undefined;
  if (/^(=|==|!=)$/.test(operator)) {
    const equal = double ? matchesGlob(second, first) : first === second;
    return operator === '!=' ? not(equal) : equal;
  }
  const compare = NUMBERS[operator];
  if (compare === undefined || !/^-?\d+$/.test(first) || !/^-?\d+$/.test(second)) return undefined;
  return compare(Number(first), Number(second));
}

/** Regular expressions of letters, `^`, `$`, `|` and one pair of parentheses: `^(arm64|amd64)$`, `/arm`. */
function matchesSimply(pattern: string, text: string): Truth {
  if (!/^\^?\(?[\w/|-]+\)?\$?$/.test(pattern)) return undefined;
  return new RegExp(pattern).test(text);
}

function unary(operator: string, operand: TestWord): Truth {
  if (operand === undefined) return undefined;
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  return undefined;
}

function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

function either(a: Truth, b: Truth): Truth {
  return not(both(not(a), not(b)));
}
