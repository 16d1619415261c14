import type { Annotation } from '../model/annotation.ts';
import type { Env } from '../model/env.ts';

export type { Annotation };

/**
 * What the rest of the code may ask of the world. Everything that spawns, reads env, files or the network
 * goes through one of these, so that a test can hand in plain objects.
 */

export interface RunOptions {
  /** Added to the inherited environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Written to the child's standard input, which is then closed. Without it the child has no input. */
  readonly input?: string;
  /** Called with each chunk as it comes; the whole text is in the result all the same, up to `keepBytes`. */
  readonly onStdout?: (chunk: string) => void;
  readonly onStderr?: (chunk: string) => void;
  /** Milliseconds after which the child is interrupted, then terminated. */
  readonly timeoutMs?: number;
  /**
   * It asks this machine alone (no engine, registry or network), reads no input, and its answer is short and not somebody
   * else's text: it may be left to end by itself when nobody waits for it any longer.
   */
  readonly asksMachine?: true;
  /** It takes away what was made: it also runs after the step was cancelled, for a short time. */
  readonly cleaning?: boolean;
  /** How much of each stream the result keeps, from the end; 16 MiB unless told. */
  readonly keepBytes?: number;
}

export interface RunResult {
  /** The exit code; 127 when the program could not be started, 128 + n when signal n ended it, 124 when it was left to end by itself. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs programs; never throws for a failing one: the exit code decides. Rejects when the step is or was cancelled, unless it is cleaning up. No shell is ever involved. */
export interface Exec {
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export interface FileHead {
  readonly path: string;
  readonly head: Uint8Array;
  /** The permission bits. */
  readonly mode: number;
}

export interface Files {
  /** The text of a file, or undefined when there is none. Other failures throw. */
  read(path: string): Promise<string | undefined>;
  /** `file`, `folder`, or undefined when there is nothing. Follows links. */
  kind(path: string): Promise<'file' | 'folder' | undefined>;
  /** The absolute path of what a path leads to, without links; undefined when there is nothing. */
  real(path: string): Promise<string | undefined>;
  /** Every regular file below a folder with its first `bytes` bytes and its mode; links are passed over, and a folder that is not there has none. Paths are relative to the folder. Rejects when the step is cancelled meanwhile. */
  heads(folder: string, bytes: number): AsyncIterable<FileHead>;
  /** Writes a new file with mode 600 inside a folder that `tempFolder` made; refuses to overwrite. */
  writeNew(path: string, text: string): Promise<void>;
  /** A new private folder under the runner's temp folder; its name starts with `crossbuild-`. `announce` gets its path before it exists. */
  tempFolder(purpose: string, announce?: (path: string) => void): Promise<string>;
  /** Removes a folder that `tempFolder` made, or a file inside one; anything else is refused. */
  remove(path: string): Promise<void>;
}

/** The log that a person reads, and the annotations. */
export interface Log {
  info(text: string): void;
  debug(text: string): void;
  notice(text: string, at?: Annotation): void;
  warning(text: string, at?: Annotation): void;
  error(text: string, at?: Annotation): void;
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Prints text that somebody else wrote: workflow commands in it have no effect between `begin` and `end`. */
  untrusted<T>(body: (write: (chunk: string) => void) => Promise<T>): Promise<T>;
  /** Hides a value in everything that is printed from here on. */
  mask(value: string): void;
  readonly isDebug: boolean;
}

/** Time, for reports and waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects when the step is cancelled meanwhile. */
  sleep(ms: number): Promise<void>;
}

/** The environment of the process: read once, passed as a value. */
export type { Env };

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** HTTP, redirects followed, proxies honoured; rejects when the step is cancelled meanwhile. Implemented lazily: a step that downloads nothing loads nothing. */
export interface Http {
  /**
   * Resolves for every HTTP status; rejects only when no answer came. `body` is at most `maxBytes` long, and there within
   * `limitMs` milliseconds, redirects and all (two minutes unless told), or it rejects.
   */
  get(
    url: string,
    options?: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly maxBytes?: number;
      readonly limitMs?: number;
    },
  ): Promise<HttpAnswer>;
  /** The same for a text that is sent, JSON unless the headers say otherwise. An answer that leads to another server is refused. */
  send(
    method: 'POST' | 'PATCH',
    url: string,
    options: { readonly body: string; readonly headers?: Readonly<Record<string, string>>; readonly maxBytes?: number },
  ): Promise<HttpAnswer>;
  /** The same as `get` for what is to be removed. */
  delete(url: string, options?: { readonly headers?: Readonly<Record<string, string>> }): Promise<HttpAnswer>;
}

/** What the runner takes from a step and hands to its post part. */
export interface Runner {
  /** Sets an output of the step. */
  output(name: string, value: string): void;
  /** Throws when outputs cannot be written, before anything is done whose result they would tell. */
  checkOutputs(): void;
  /** Sets a variable of the environment of later steps. */
  variable(name: string, value: string): void;
  /** Replaces the state that the post part will find. Called before anything is created, so that a killed step is cleaned up too. */
  saveState(json: string): void;
  /** The state that the main part saved; empty when there is none. */
  state(): string;
  /** Appends to the job summary; a runner without one is no error. */
  summary(markdown: string): Promise<void>;
}

/** All ports together: what `crossbuild()` is called with. */
export interface World {
  readonly exec: Exec;
  readonly files: Files;
  readonly log: Log;
  readonly clock: Clock;
  readonly env: Env;
  readonly http: Http;
  readonly runner: Runner;
}
