/** One simple command of a RUN. */
export interface Command {
  /** The program and its arguments: quotes removed, variables left as written. Empty for a bare `A=b`. */
  readonly words: readonly string[];
  /** What stands before the program: `A=b cmd`, `env A=b cmd`. */
  readonly assignments: Readonly<Record<string, string>>;
  /** 1-based, in the user's file; as near as can be told. */
  readonly line: number;
  /** The heredoc or here-string that it reads. */
  readonly stdin?: string;
  /** It could not be understood: it may do anything. */
  readonly opaque?: true;
}

/**
 * What stands between the commands of a script and decides whether the next ones run. `open` and `close` are around what
 * runs in a shell of its own: a subshell or `sh -c`; `substitution` and `close` around the script of a `$(…)`, which stands
 * before the command that uses it.
 */
export type Mark =
  | { readonly mark: 'if' | 'then' | 'elif' | 'else' | 'fi' | 'do' | 'done' | 'esac' | 'not' }
  | {
      readonly mark:
        | 'and'
        | 'or'
        | 'pipe'
        | 'end'
        | 'open'
        | 'substitution'
        | 'close'
        | 'group'
        | 'ungroup'
        | 'loop'
        | 'arithmetic';
    }
  | { readonly mark: 'for'; readonly name: string; readonly words: readonly string[] | undefined }
  | { readonly mark: 'case'; readonly word: string }
  | { readonly mark: 'pattern'; readonly patterns: readonly string[] }
  | { readonly mark: 'function'; readonly name: string };

/** A command, or a mark between commands, in the order of the script. */
export type Item = Command | Mark;

export function isCommand(item: Item): item is Command {
  return !('mark' in item);
}

/** A command before its wrappers are taken off. */
export interface RawCommand {
  readonly words: readonly string[];
  readonly assignments: Readonly<Record<string, string>>;
  readonly line: number;
  readonly stdin?: { readonly text: string; readonly line: number };
}

/** Thrown inside the reader for what it does not understand. */
export class ShellError extends Error {}

export function opaque(line: number): Command {
  return { words: [], assignments: {}, line, opaque: true };
}

/** `NAME=value`, also `NAME+=value`. */
export function assignment(word: string): [name: string, value: string] | undefined {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}
