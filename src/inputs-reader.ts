import { type ListItem, parseList } from './model/list.ts';
import type { Problem } from './model/problem.ts';
import { nearest } from './model/suggest.ts';
import type { Env } from './system/ports.ts';

/** Reads inputs by name, collecting every problem instead of stopping at the first. */
export interface Reader {
  /** The trimmed text, or undefined when empty. */
  text(name: string): string | undefined;
  /** One of `allowed`. */
  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T;
  flag(name: string, fallback: boolean): boolean;
  /** One item a line. */
  lines(name: string): ListItem[];
  /** One item a line, or several with commas. */
  list(name: string): ListItem[];
  /** The text untrimmed, for values where blanks count. */
  raw(name: string): string;
  problem(problem: Problem): void;
  /** All problems so far, and one for each input that nobody read. */
  problems(): Problem[];
}

/** The runner exports an input `build-args` as `INPUT_BUILD-ARGS`: upper case, spaces to underscores, dashes kept. */
export function createReader(env: Env): Reader {
  const problems: Problem[] = [];
  const known = new Set<string>();
  const raw = (name: string): string => {
    known.add(name);
    return env[`INPUT_${name.toUpperCase()}`] ?? '';
  };
  const text = (name: string) => raw(name).trim() || undefined;
  const items = (name: string, comma: boolean): ListItem[] => {
    try {
      return parseList(raw(name), { comma });
    } catch (error) {
      problems.push({
        input: name,
        what: 'the list cannot be read',
        why: (error as Error).message,
        instead: 'close the quote, or double it to mean one: ""',
      });
      return [];
    }
  };
  return {
    raw,
    text,
    choice: (name, allowed, fallback) => {
      const value = text(name);
      if (value === undefined) return fallback;
      const found = allowed.find((one) => one === value);
      if (found === undefined)
        problems.push({
          input: name,
          what: `"${value}" is not one of its values`,
          instead: `write ${nearest(value, allowed) ?? allowed.join(', ')}`,
        });
      return found ?? fallback;
    },
    flag: (name, fallback) => {
      const value = text(name);
      if (value === undefined) return fallback;
      if (/^(true|True|TRUE)$/.test(value)) return true;
      if (/^(false|False|FALSE)$/.test(value)) return false;
      problems.push({
        input: name,
        what: `"${value}" is neither true nor false`,
        instead: `write ${/^(y|yes|on|1)$/i.test(value) ? 'true' : /^(n|no|off|0)$/i.test(value) ? 'false' : 'true or false'}`,
      });
      return fallback;
    },
    lines: (name) => items(name, false),
    list: (name) => items(name, true),
    problem: (problem) => problems.push(problem),
    problems: () => [...problems, ...unknown(env, known)],
  };
}

function unknown(env: Env, known: ReadonlySet<string>): Problem[] {
  return Object.entries(env)
    .filter(([key, value]) => key.startsWith('INPUT_') && value !== undefined)
    .map(([key]) => key.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(name, [...known]);
      return {
        input: name,
        what: 'there is no such input',
        instead: near === undefined ? 'see the table of inputs in the README' : `write ${near}`,
      };
    });
}
