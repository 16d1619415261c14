import type { Command, Item, RawCommand } from './shell-command.ts';
import { assignment, isCommand, opaque } from './shell-command.ts';

/** Reads a script that a command runs: `sh -c '…'`. */
type ReadScript = (script: string, line: number) => readonly Item[];

interface Wrapper {
  /** Options that take the next word as their value. */
  readonly valued: readonly string[];
  /** Words after the options that are the wrapper's own. */
  readonly skip?: number;
  /** Options with which it runs no command given in its arguments, or runs it in a way we do not follow. */
  readonly not?: readonly string[];
  /** Whether `A=b` may stand before the program. */
  readonly assigns?: true;
}

const ENV: Wrapper = {
  valued: ['-u', '--unset', '-C', '--chdir', '-a', '--argv0'],
  not: ['-S', '--split-string'],
  assigns: true,
};
const SUDO: Wrapper = {
  valued: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-D', '-R', '--user', '--group', '--chdir', '--host'],
  not: ['-i', '-s', '-e', '-l', '-v', '--login', '--shell', '--edit'],
  assigns: true,
};

/** Programs that run the command in their arguments. */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  env: ENV,
  sudo: SUDO,
  time: { valued: ['-o', '-f', '--output', '--format'] },
  exec: { valued: ['-a'] },
  nice: { valued: ['-n', '--adjustment'] },
  ionice: { valued: ['-c', '-n', '--class', '--classdata'], not: ['-p'] },
  command: { valued: [], not: ['-v', '-V'] },
  builtin: { valued: [] },
  nohup: { valued: [] },
  eatmydata: { valued: [] },
  stdbuf: { valued: ['-i', '-o', '-e'] },
  timeout: { valued: ['-k', '-s', '--kill-after', '--signal'], skip: 1 },
  gosu: { valued: [], skip: 1 },
  'su-exec': { valued: [], skip: 1 },
  xargs: {
    valued: ['-n', '-I', '-P', '-L', '-d', '-s', '-a', '-E', '--max-args', '--max-procs', '--arg-file', '--delimiter'],
  },
};

/** Long options of bash that take the next word as their value; short ones that do end in `o` or `O`. */
const LONG_WITH_VALUE: ReadonlySet<string> = new Set(['--rcfile', '--init-file']);

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'busybox.sh']);

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** Takes the wrappers off a command and reads the scripts that shells are given, until what is left runs itself. */
export function unwrap(raw: RawCommand, readScript: ReadScript): Item[] {
  const assignments = new Map(Object.entries(raw.assignments));
  let at = 0;
  for (let started = startedBy(raw.words, at); started !== undefined; started = startedBy(raw.words, at)) {
    at = started.at;
    for (const [key, value] of started.pairs) assignments.set(key, value);
  }
  return unwrapped({ ...raw, words: raw.words.slice(at), assignments: Object.fromEntries(assignments) }, readScript);
}

function wrapperOf(name: string): Wrapper | undefined {
  return Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
}

/**
 * Where the command starts that the wrapper at a word runs, and the `A=b` before it; undefined when no wrapper stands
 * there, or when it runs nothing from its arguments.
 */
function startedBy(
  words: readonly string[],
  from: number,
): { at: number; pairs: readonly [name: string, value: string][] } | undefined {
  const wrapper = wrapperOf(baseName(words[from] ?? ''));
  if (wrapper === undefined) return undefined;
  const inner = afterOptions(words, from + 1, wrapper);
  if (inner === undefined) return undefined;
  const start = inner + (wrapper.skip ?? 0);
  const pairs = wrapper.assigns ? leadingPairs(words, start) : [];
  const at = start + pairs.length;
  return at < words.length ? { at, pairs } : undefined;
}

/** A command whose wrappers are off: a script that a shell is given is read. */
function unwrapped(raw: RawCommand, readScript: ReadScript): Item[] {
  const [program = '', ...rest] = raw.words;
  const name = baseName(program);
  if (SHELLS.has(name)) return unwrapShell(raw, rest, readScript);
  if (name === 'eval') return unwrapEval(raw, rest, readScript);
  if (name === 'find') return unwrapFind(raw, readScript);
  const wrapper = name === 'env' || name === 'sudo' ? wrapperOf(name) : undefined;
  // `env -S` and `sudo -i` run what we do not see; others with such an option run nothing, as `command -v` does
  const hides = wrapper !== undefined && afterOptions(raw.words, 1, wrapper) === undefined;
  return [hides ? opaqueKeeping(raw) : plain(raw)];
}

/** `find`, and what the shells and wrappers run that it executes; other programs stay among its words. */
function unwrapFind(raw: RawCommand, readScript: ReadScript): Item[] {
  const executed = executedBy(raw.words);
  const started = executed.filter(([program = '']) => startsOthers(program));
  // one in another would be followed as deep as somebody writes them
  if (executed.some((words) => words.some((word) => baseName(word) === 'find'))) return [opaqueKeeping(raw)];
  return [plain(raw), ...started.flatMap((words) => unwrap({ ...raw, words }, readScript))];
}

/** Whether a program is a shell or a wrapper: what it runs is told apart. */
export function startsOthers(program: string): boolean {
  const name = baseName(program);
  return SHELLS.has(name) || Object.hasOwn(WRAPPERS, name);
}

/** The commands that a find executes, without the `;` or `+` that ends them. */
export function executedBy(words: readonly string[]): string[][] {
  const commands: string[][] = [];
  let current: string[] | undefined;
  for (const [at, word] of words.entries()) {
    if (current === undefined) {
      if (!/^-(exec|execdir|ok|okdir)$/.test(word)) continue;
      current = [];
      commands.push(current);
    } else if (word === ';' || (word === '+' && words[at - 1] === '{}')) current = undefined;
    else current.push(word);
  }
  return commands.filter((command) => command.length > 0);
}

/** The `A=b` words from one word on. */
function leadingPairs(words: readonly string[], from: number): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let pair = assignment(words[from] ?? ''); pair; pair = assignment(words[from + pairs.length] ?? ''))
    pairs.push(pair);
  return pairs;
}

function plain({ words, assignments, line, stdin }: RawCommand): Command {
  return { words, assignments, line, ...(stdin === undefined ? {} : { stdin: stdin.text }) };
}

function opaqueKeeping(raw: RawCommand): Command {
  return { ...plain(raw), opaque: true };
}

/** The first word after a wrapper's options; undefined when one of them changes what it does. */
function afterOptions(words: readonly string[], from: number, { valued, not = [] }: Wrapper): number | undefined {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') return at + 1;
    if (!word.startsWith('-')) break;
    const { name, hasValue } = optionOf(word);
    if (not.includes(name)) return undefined;
    if (valued.includes(name) && !hasValue) at++;
  }
  return at;
}

/** The name of an option, and whether its value is in the same word: `--user=me`, `-ume`. */
function optionOf(word: string): { name: string; hasValue: boolean } {
  if (!word.startsWith('--')) return { name: word.slice(0, 2), hasValue: word.length > 2 };
  return { name: word.split('=')[0] ?? word, hasValue: word.includes('=') };
}

/** `sh -c 'script'`, `bash -euo pipefail <<EOF`; a shell that runs a file is left as it is. */
function unwrapShell(raw: RawCommand, words: readonly string[], readScript: ReadScript): Item[] {
  const { takesScript, end } = shellOptions(words);
  const script = words[end];
  if (takesScript) return script === undefined ? [opaqueKeeping(raw)] : inScript(raw, script, raw.line, readScript);
  const readsStdin = script === undefined || words.slice(0, end).some((word) => /^-[a-z]*s/.test(word));
  if (readsStdin && raw.stdin !== undefined) return inScript(raw, raw.stdin.text, raw.stdin.line, readScript);
  return [plain(raw)];
}

/** Where a shell's options end, and whether one of them is `-c`. */
function shellOptions(words: readonly string[]): { takesScript: boolean; end: number } {
  let takesScript = false;
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--' || word === '-') return { takesScript, end: at + 1 };
    if (!/^[-+]/.test(word)) break;
    const isLong = word.startsWith('--');
    if (!isLong && word.includes('c')) takesScript = true;
    if (isLong ? LONG_WITH_VALUE.has(word) : /[oO]$/.test(word)) at++;
  }
  return { takesScript, end: at };
}

/** A script's commands, with what was assigned before the shell. A script that is but a variable may do anything. */
function inScript(raw: RawCommand, script: string, line: number, readScript: ReadScript): Item[] {
  if (/^\s*["']?\$/.test(script)) return [opaqueKeeping(raw)];
  const items = readScript(script, line).map((item) =>
    isCommand(item) ? { ...item, assignments: { ...raw.assignments, ...item.assignments } } : item,
  );
  return [{ mark: 'open' }, ...items, { mark: 'close' }];
}

function unwrapEval(raw: RawCommand, words: readonly string[], readScript: ReadScript): Item[] {
  const script = words.join(' ');
  if (script.includes('$') || script.includes('`')) return [opaque(raw.line)];
  return inScript(raw, script, raw.line, readScript);
}
