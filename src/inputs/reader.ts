import type { Env } from '../model/env.ts';
import { type ListItem, parseFields, parseList } from '../model/list.ts';
import { own } from '../model/own.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';

/** Reads inputs by name, collecting every problem instead of stopping at the first. */
export interface Reader {
  /** The trimmed text, or undefined when empty. */
  text(name: string): string | undefined;
  /** One of `allowed`. */
  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T;
  flag(name: string, fallback: boolean): boolean;
  /** A whole number from 0 to `most`. */
  count(name: string, fallback: number, most: number): number;
  /** One item a line. */
  lines(name: string, options?: { readonly comments?: boolean; readonly trim?: boolean }): ListItem[];
  /** One item a line, or several with commas. */
  list(name: string): ListItem[];
  /** The fields of one entry, `type=x,key=value`; undefined, and a problem, when a quote in it is not closed. */
  fields(name: string, entry: string): ReturnType<typeof parseFields> | undefined;
  /** The text untrimmed, for values where blanks count. */
  raw(name: string): string;
  problem(problem: Problem): void;
  /** Something that is done all the same, but that the user should know. */
  warn(input: string, text: string): void;
  /** Hides a value in the log. Short ones are not hidden: that would shred every line that holds them. */
  mask(input: string, value: string): void;
  /** All problems so far, and one for each input that nobody read. */
  problems(): Problem[];
  warnings(): string[];
  masks(): string[];
}

/** Shorter values are no secrets worth the name, and hiding them makes the log unreadable. */
export const SHORTEST_MASK = 4;

/** The runner exports an input `build-args` as `INPUT_BUILD-ARGS`: upper case, spaces to underscores, dashes kept. */
export function createReader(env: Env): Reader {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const masks = new Set<string>();
  const known = new Set<string>();
  const raw = (name: string): string => {
    known.add(name);
    return env[`INPUT_${name.toUpperCase()}`] ?? '';
  };
  const text = (name: string) => raw(name).trim() || undefined;
  const problem = (one: Problem) => void problems.push(one);
  const unreadable = (name: string, what: string, error: unknown) =>
    problem({
      input: name,
      what,
      why: (error as Error).message,
      instead: 'close the quote, or double it to mean one: ""',
    });
  const items = (name: string, options: Parameters<typeof parseList>[1]): ListItem[] => {
    try {
      return parseList(raw(name), options);
    } catch (error) {
      unreadable(name, 'the list cannot be read', error);
      return [];
    }
  };
  return {
    raw,
    text,
    problem,
    ...scalars(text, problem),
    lines: (name, options) => items(name, { comma: false, ...options }),
    list: (name) => items(name, { comma: true }),
    fields: (name, entry) => {
      try {
        return parseFields(entry);
      } catch (error) {
        unreadable(name, `"${entry}" cannot be read`, error);
        return undefined;
      }
    },
    warn: (input, warning) => void warnings.push(`${input}: ${warning}`),
    mask: (input, value) => {
      if (value.trim().length >= SHORTEST_MASK) masks.add(value);
      else if (value !== '')
        warnings.push(`${input}: a value of fewer than ${SHORTEST_MASK} characters is not hidden in the log`);
    },
    problems: () => [...problems, ...unknown(env, known)],
    warnings: () => [...new Set(warnings)],
    masks: () => [...masks],
  };
}

function scalars(text: Reader['text'], problem: Reader['problem']): Pick<Reader, 'choice' | 'flag' | 'count'> {
  return {
    choice: (name, allowed, fallback) => {
      const value = text(name);
      if (value === undefined) return fallback;
      const found = allowed.find((one) => one === value);
      if (found === undefined)
        problem({
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
      problem({
        input: name,
        what: `"${value}" is neither true nor false`,
        instead: `write ${meantBoolean(value)}`,
      });
      return fallback;
    },
    count: (name, fallback, most) => {
      const value = text(name);
      if (value === undefined) return fallback;
      if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
      problem({
        input: name,
        what: `"${value}" is not a number that it takes`,
        instead: `write a whole number from 0 to ${most}`,
      });
      return fallback;
    },
  };
}

/** What docker's actions call an input that has another name here, or that is not needed any more. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  version: 'write buildx-version',
  name: 'write builder',
  image: 'write binfmt-image for the image with the emulators, or images for the names of your own',
  reset: 'write binfmt-reset',
  install: 'leave it out: no later step is changed',
  use: 'leave it out: the builder is used by this step alone, or name it with builder and keep-builder',
  'cache-image': 'leave it out: an image that is there is not pulled again',
  scope: 'leave it out: the login lasts for this step only',
};

function unknown(env: Env, known: ReadonlySet<string>): Problem[] {
  return Object.entries(env)
    .filter(([key, value]) => key.startsWith('INPUT_') && value !== undefined)
    .map(([key]) => key.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(name, [...known]);
      const instead =
        own(OTHER_NAMES, name) ?? (near === undefined ? 'see the table in docs/inputs.md' : `write ${near}`);
      return { input: name, what: 'there is no such input', instead };
    });
}

/** What somebody meant who wrote neither true nor false. */
function meantBoolean(value: string): string {
  if (/^(y|yes|on|1)$/i.test(value)) return 'true';
  return /^(n|no|off|0)$/i.test(value) ? 'false' : 'true or false';
}
