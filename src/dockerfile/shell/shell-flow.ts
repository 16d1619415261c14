import type { Command, Item } from './shell-command.ts';
import { filtered } from './shell-filters.ts';
import { linesFrom, scriptItems } from './shell-parser.ts';
import { not, type TestWord, type Truth, testTruth } from './shell-test.ts';
import { type List, type Part, type Pipeline, treeOf } from './shell-tree.ts';
import { matchesGlob, type Scope, shellValue, UNKNOWN, withPlatformArguments } from './shell-value.ts';

/** Whether a command runs where the script runs: `maybe` where a condition decides that only the build knows. */
export type Runs = 'yes' | 'maybe' | 'no';

/** A command of a script with the variables that it sees. */
export interface FollowedCommand extends Command {
  readonly runs: Runs;
  readonly scope: Scope;
}

export interface Followed {
  /** All commands in the order in which they are written; those of a function where it is called. */
  readonly commands: readonly FollowedCommand[];
  /** The variables at the end. */
  readonly scope: Scope;
}

/** Calls of functions in functions, and substitutions in substitutions, are followed this deep. */
const DEEPEST = 5;

/**
 * Follows a script with the values that its variables have: which branches of `if`, `case`, `&&` and `||` run, and what
 * each command sees. A program that is not a condition is taken to succeed, as a build in which it fails gives no image.
 */
export function followScript(items: readonly Item[], scope: Scope): Followed {
  const flow = new Flow(0);
  const end = flow.list(treeOf(items), { scope: withPlatformArguments(scope), runs: 'yes' });
  flow.uncalled(end.scope);
  return { commands: flow.commands, scope: end.scope };
}

/** A word as it is expanded where variables have these values, substitutions included; undefined where it cannot be told. */
export function followedValue(word: string, scope: Scope): string | undefined {
  return new Flow(0).value(word, scope);
}

/** Where in the script: what the variables hold, and whether it is reached. */
interface Place {
  readonly scope: Scope;
  readonly runs: Runs;
}

/** How a part of the script ended. */
interface End extends Place {
  /** The exit status; `likely` for a program that is taken to succeed. */
  readonly status: Truth | 'likely';
  /** What it printed, where that is known. */
  readonly printed: string | undefined;
  /** It ended the script with a failure: then there is no image, and nothing behind it counts. */
  readonly fails?: true;
}

interface Outcome {
  readonly when: Runs;
  readonly end: End;
}

class Flow {
  readonly commands: FollowedCommand[] = [];
  readonly #functions = new Map<string, { readonly body: Part; called: boolean }>();
  /** The variables that something has set so far. */
  readonly #set: Set<string>;
  readonly #depth: number;

  constructor(depth: number, set = new Set<string>()) {
    this.#depth = depth;
    this.#set = set;
  }

  /** What is in functions that nothing calls may run all the same: by a name that is not read. */
  uncalled(scope: Scope): void {
    for (const one of [...this.#functions.values()])
      if (!one.called) this.part(one.body, { scope, runs: 'maybe' }, undefined);
  }

  list({ entries }: List, start: Place): End {
    let end: End = { ...start, status: true, printed: '' };
    for (const { after, pipeline } of entries) {
      const runs = least(end.runs, reached(after, end.status));
      const next = this.pipeline(pipeline, { scope: end.scope, runs });
      end = this.joined(end, next, runs);
    }
    return end;
  }

  pipeline({ not: turned, parts }: Pipeline, start: Place): End {
    let input: string | undefined;
    let end: End = { ...start, status: true, printed: '' };
    for (const [at, part] of parts.entries()) {
      end = this.part(part, start, at === 0 ? undefined : (input ?? UNKNOWN));
      input = end.printed;
    }
    // what a program of a pipeline sets, it sets in a shell of its own
    const scope = parts.length > 1 ? start.scope : end.scope;
    const runs = parts.length > 1 ? start.runs : end.runs;
    return { ...end, scope, runs, status: turned ? negated(end.status) : end.status };
  }

  /** @param input what it gets from a pipe; undefined behind none */
  part(part: Part, start: Place, input: string | undefined): End {
    switch (part.kind) {
      case 'command':
        for (const list of part.substitutions) this.list(list, start);
        return this.command(part.command, start, input);
      case 'group':
        return this.list(part.body, start);
      case 'subshell':
        return { ...this.list(part.body, start), scope: start.scope, runs: start.runs };
      case 'function':
        this.#functions.set(part.name, { body: part.body, called: false });
        return { ...start, status: true, printed: '' };
      case 'arithmetic':
        return { ...start, status: undefined, printed: '' };
      case 'if':
        return this.branches(part.branches, start);
      case 'case':
        for (const list of part.substitutions) this.list(list, start);
        return this.arms(part.word, part.arms, start);
      case 'loop':
        return this.loop(part, start);
    }
  }

  command(command: Command, start: Place, input: string | undefined): End {
    this.commands.push({ ...command, scope: start.scope, runs: start.runs });
    const [name = ''] = command.words;
    const called = this.#functions.get(name);
    if (called !== undefined && this.#depth < DEEPEST) return this.call(called, command, start);
    if (name === 'exit' || name === 'return') return ended(command, start);
    return {
      runs: start.runs,
      scope: this.assigned(command, start.scope),
      status: this.status(command, start.scope),
      printed: this.printed(command, start.scope, input),
    };
  }

  call(called: { readonly body: Part; called: boolean }, { words }: Command, start: Place): End {
    called.called = true;
    const inner = new Flow(this.#depth + 1, this.#set);
    for (const [name, one] of this.#functions) inner.#functions.set(name, one);
    const scope = words.slice(1, 10).reduce<Scope>((all, word, at) => {
      return all.with(`${at + 1}`, this.value(word, start.scope) ?? UNKNOWN);
    }, start.scope);
    const end = inner.part(called.body, { scope, runs: start.runs }, undefined);
    for (const one of inner.commands) this.commands.push(one);
    // a `return` leaves the function alone
    return { ...end, runs: end.runs === 'no' && start.runs !== 'no' ? start.runs : end.runs };
  }

  branches(branches: readonly { readonly condition?: List; readonly body: List }[], start: Place): End {
    const outcomes: Outcome[] = [];
    let rest: Place = start;
    for (const { condition, body } of branches) {
      const asked = condition === undefined ? undefined : this.list(condition, rest);
      const truth = asked === undefined ? true : decided(asked.status);
      const scope = asked?.scope ?? rest.scope;
      const when = least(rest.runs, runsIf(truth));
      outcomes.push({ when, end: this.list(body, { scope, runs: when }) });
      rest = { scope, runs: least(rest.runs, runsIf(not(truth))) };
    }
    return this.merged([...outcomes, { when: rest.runs, end: { ...rest, status: true, printed: '' } }], start);
  }

  arms(
    word: string,
    arms: readonly { readonly patterns: readonly string[]; readonly body: List }[],
    start: Place,
  ): End {
    const subject = this.value(word, start.scope);
    const outcomes: Outcome[] = [];
    let rest = start.runs;
    for (const { patterns, body } of arms) {
      const truth = this.matches(patterns, subject, start.scope);
      const when = least(rest, runsIf(truth));
      outcomes.push({ when, end: this.list(body, { scope: start.scope, runs: when }) });
      rest = least(rest, runsIf(not(truth)));
    }
    return this.merged([...outcomes, { when: rest, end: { ...start, runs: rest, status: true, printed: '' } }], start);
  }

  matches(patterns: readonly string[], subject: string | undefined, scope: Scope): Truth {
    const truths = patterns.map((pattern): Truth => {
      if (pattern === '*') return true;
      const value = this.value(pattern, scope);
      return value === undefined || subject === undefined ? undefined : matchesGlob(value, subject);
    });
    if (truths.includes(true)) return true;
    return truths.includes(undefined) ? undefined : false;
  }

  loop(loop: Extract<Part, { kind: 'loop' }>, start: Place): End {
    const changed = namesSetIn(loop);
    const unknown = changed.reduce<Scope>((scope, name) => scope.with(name, UNKNOWN), start.scope);
    const [only] = loop.words ?? [];
    const value = loop.words?.length === 1 && only !== undefined ? this.value(only, start.scope) : undefined;
    const scope = loop.name === undefined ? unknown : unknown.with(loop.name, value ?? UNKNOWN);
    const asked = this.list(loop.condition, { scope, runs: start.runs });
    const once = value !== undefined && /^\S+$/.test(value);
    this.list(loop.body, { scope: asked.scope, runs: once ? start.runs : least(start.runs, 'maybe') });
    return { scope, runs: start.runs, status: 'likely', printed: undefined };
  }

  /** A list after one more pipeline, which ran, may have run or did not. */
  joined(before: End, next: End, ran: Runs): End {
    if (ran === 'no') return before;
    const printed =
      before.printed === undefined || next.printed === undefined ? undefined : before.printed + next.printed;
    if (ran === before.runs) return { ...next, printed };
    // it stands behind a condition that is not known
    if (next.fails) return before;
    return {
      runs: next.runs === 'no' ? 'maybe' : before.runs,
      scope: next.runs === 'no' ? before.scope : this.mixed([before.scope, next.scope]),
      status: before.status === next.status ? next.status : undefined,
      printed: next.printed === '' ? before.printed : undefined,
    };
  }

  /** Where branches meet again. */
  merged(outcomes: readonly Outcome[], start: Place): End {
    const possible = outcomes.filter(({ when }) => when !== 'no');
    const certain = possible.find(({ when }) => when === 'yes');
    if (possible.length === 1 && certain !== undefined) return certain.end;
    // a branch that ends the script leaves nothing to what comes behind
    const going = possible.filter(({ end }) => end.runs !== 'no');
    const [first] = going;
    if (first === undefined)
      return { ...start, runs: possible.length === 0 ? start.runs : 'no', status: true, printed: '' };
    const printed = going.every(({ end }) => end.printed === first.end.printed) ? first.end.printed : undefined;
    return {
      runs: possible.every(({ end }) => end.runs !== 'no' || end.fails) ? start.runs : least(start.runs, 'maybe'),
      scope: this.mixed(going.map(({ end }) => end.scope)),
      status: going.every(({ end }) => end.status === first.end.status) ? first.end.status : 'likely',
      printed,
    };
  }

  /** What is the same in all of them stays; what is not, is not known. */
  mixed([first, ...others]: readonly Scope[]): Scope {
    if (first === undefined) throw new Error('no scope to mix');
    return [...this.#set].reduce<Scope>(
      (all, name) => (others.every((one) => one.get(name) === first.get(name)) ? all : all.with(name, UNKNOWN)),
      first,
    );
  }

  value(word: string, scope: Scope): string | undefined {
    return shellValue(word, scope, (script) => {
      if (this.#depth >= DEEPEST) return undefined;
      const inner = new Flow(this.#depth + 1);
      return inner.list(treeOf(scriptItems(script, { lineOf: linesFrom(script, 1) })), { scope, runs: 'yes' }).printed;
    });
  }

  assigned(command: Command, scope: Scope): Scope {
    const { words, assignments } = command;
    const [program, ...rest] = words;
    for (const name of namesSetBy(command)) this.#set.add(name);
    const set = (all: Scope, [name, value]: readonly [string, string]): Scope =>
      all.with(name, this.value(value, scope) ?? UNKNOWN);
    if (program === undefined) return Object.entries(assignments).reduce(set, scope);
    if (DECLARES.has(program)) return rest.flatMap((word) => pairOf(word) ?? []).reduce(set, scope);
    if (program === 'unset') return rest.reduce<Scope>((all, name) => all.without(name), scope);
    if (program === 'read') return rest.reduce<Scope>((all, name) => all.with(name, UNKNOWN), scope);
    return scope;
  }

  status({ words, opaque }: Command, scope: Scope): Truth | 'likely' {
    const [program = '', ...rest] = words;
    if (opaque === true) return 'likely';
    if (program === 'false') return false;
    if (ASKS.has(program)) return undefined;
    if (program === '' || SUCCEEDS.has(program)) return true;
    const double = program === '[[';
    if (program !== '[' && program !== 'test' && !double) return 'likely';
    const inner = program === 'test' ? rest : rest.slice(0, -1);
    return testTruth(
      inner.map((word): TestWord => this.value(word, scope)),
      double,
    );
  }

  /** What a command prints, as far as it matters for `$(…)`. */
  printed(command: Command, scope: Scope, input: string | undefined): string | undefined {
    const values = command.words.map((word) => (command.words[0] === 'awk' ? word : this.value(word, scope)));
    if (command.opaque === true || values.includes(undefined)) return undefined;
    const words = values.filter((word) => word !== undefined);
    const [program = '', ...rest] = words;
    if (program === 'echo') return echoed(rest);
    if (program === 'printf') return formatted(rest);
    const text = input ?? command.stdin;
    // the `$2` of an awk program is not the shell's
    if (text !== undefined && text !== UNKNOWN) return filtered(words, text);
    return program === '' || SILENT.has(program) ? '' : undefined;
  }
}

/** `exit 1` fails; `exit`, `exit 0` and every `return` leave it to what comes behind. */
function ended({ words: [name, code] }: Command, start: Place): End {
  const fails = name === 'exit' && code !== undefined && code !== '0';
  return { ...start, runs: 'no', status: !fails, printed: '', ...(fails ? { fails } : {}) };
}

/** Programs whose failure is an answer, and ends no build: `command -v clang && export CC=clang`. */
const ASKS = new Set([
  'grep',
  'egrep',
  'fgrep',
  'command',
  'which',
  'type',
  'hash',
  'cmp',
  'diff',
  'id',
  'getent',
  'pgrep',
]);

const DECLARES = new Set(['export', 'local', 'declare', 'typeset', 'readonly']);
const SUCCEEDS = new Set(['true', ':', 'echo', 'printf', 'set', 'cd', 'umask', 'unset', ...DECLARES]);
const SILENT = new Set(['true', ':', 'false', 'set', 'cd', 'umask', 'unset', 'test', '[', '[[', 'exit', ...DECLARES]);

function pairOf(word: string): [name: string, value: string][] | undefined {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? undefined : [[name, value]];
}

function echoed(words: readonly string[]): string | undefined {
  const bare = words[0] === '-n' || words[0] === '-e' || words[0] === '-ne' ? words.slice(1) : words;
  const text = bare.join(' ');
  if (text.includes('\\')) return undefined;
  return words[0]?.startsWith('-n') ? text : `${text}\n`;
}

/** `printf %s x`, `printf '%s\n' x`, and a text without any mark. */
function formatted([format = '', ...values]: readonly string[]): string | undefined {
  if (!/[%\\]/.test(format)) return format;
  const [, end] = /^%s(\\n)?$/.exec(format) ?? [];
  return format.startsWith('%s') && values.length === 1 && format.length <= 4
    ? `${values[0]}${end === undefined ? '' : '\n'}`
    : undefined;
}

/** Every variable that something in a loop sets. */
function namesSetIn({ name, condition, body }: Extract<Part, { kind: 'loop' }>): string[] {
  const found = new Set<string>(name === undefined ? [] : [name]);
  const inPart = (part: Part): void => {
    if (part.kind === 'command') for (const one of namesSetBy(part.command)) found.add(one);
    if (part.kind === 'loop' && part.name !== undefined) found.add(part.name);
    for (const inner of partsIn(part)) inPart(inner);
  };
  for (const part of [...partsOf(condition), ...partsOf(body)]) inPart(part);
  return [...found];
}

/** The parts that stand directly inside one, without those of substitutions. */
function partsIn(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'command':
    case 'arithmetic':
      return [];
    case 'if':
      return part.branches.flatMap((one) => [...partsOf(one.condition), ...partsOf(one.body)]);
    case 'case':
      return part.arms.flatMap((one) => partsOf(one.body));
    case 'loop':
      return [...partsOf(part.condition), ...partsOf(part.body)];
    case 'function':
      return [part.body];
    default:
      return partsOf(part.body);
  }
}

function partsOf(list: List | undefined): readonly Part[] {
  return list?.entries.flatMap(({ pipeline }) => pipeline.parts) ?? [];
}

function namesSetBy({ words: [program, ...rest], assignments }: Command): string[] {
  if (program === undefined) return Object.keys(assignments);
  if (program === 'read' || program === 'unset') return rest;
  return DECLARES.has(program) ? rest.flatMap((word) => pairOf(word)?.map(([name]) => name) ?? []) : [];
}

/** Whether what stands behind `&&`, `||` or the end of a list is reached. */
function reached(after: 'end' | 'and' | 'or', status: End['status']): Runs {
  if (after === 'end') return 'yes';
  if (after === 'and') return status === 'likely' ? 'yes' : runsIf(status);
  return status === 'likely' ? 'maybe' : runsIf(not(status));
}

function decided(status: End['status']): Truth {
  return status === 'likely' ? undefined : status;
}

function negated(status: End['status']): Truth {
  return not(decided(status));
}

function runsIf(truth: Truth): Runs {
  if (truth === undefined) return 'maybe';
  return truth ? 'yes' : 'no';
}

function least(a: Runs, b: Runs): Runs {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
}
