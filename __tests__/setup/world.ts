import { Docker } from '../../src/docker/docker.ts';
import type { Env, Exec, Files, Http, RunOptions, RunResult, World } from '../../src/system/ports.ts';

export interface ExecCall {
  readonly line: string;
  readonly options: RunOptions;
}

export type Script = readonly (readonly [RegExp, Partial<RunResult> | ((line: string) => Partial<RunResult>)])[];

/** An Exec that answers the first pattern that matches the whole command line, and fails on any other command. */
export function scriptedExec(script: Script): Exec & { readonly calls: ExecCall[]; lines(): string[] } {
  const calls: ExecCall[] = [];
  return {
    calls,
    lines: () => calls.map(({ line }) => line),
    run: async (command, args, options = {}) => {
      const line = [command, ...args].join(' ');
      calls.push({ line, options });
      const found = script.find(([pattern]) => pattern.test(line));
      const answer = found === undefined ? { code: 97, stderr: `unexpected: ${line}` } : found[1];
      return {
        code: 0,
        stdout: '',
        stderr: '',
        timedOut: false,
        ...(typeof answer === 'function' ? answer(line) : answer),
      };
    },
  };
}

export const NOT_INSTALLED: Partial<RunResult> = { code: 127, stderr: 'spawn docker ENOENT' };

/** Files in memory, with the rules of the real ones: private folders, nothing overwritten, only our own removed. */
export function memoryFiles(
  start: Readonly<Record<string, string>> = {},
): Files & { readonly all: Map<string, string> } {
  const all = new Map(Object.entries(start));
  let folders = 0;
  return {
    all,
    read: async (path) => all.get(path),
    kind: async (path) => (all.has(path) ? 'file' : undefined),
    real: async (path) => (all.has(path) ? path : undefined),
    heads: async function* () {},
    writeNew: async (path, text) => {
      if (all.has(path)) throw new Error(`${path} exists`);
      all.set(path, text);
    },
    tempFolder: async (purpose, announce) => {
      const path = `/temp/crossbuild-${purpose}-${++folders}`;
      announce?.(path);
      return path;
    },
    remove: async (path) => {
      if (!path.startsWith('/temp/crossbuild-')) throw new Error(`refusing to remove ${path}`);
      for (const name of all.keys()) if (name.startsWith(path)) all.delete(name);
    },
  } as Files & { readonly all: Map<string, string> };
}

export interface FakeWorld extends World {
  readonly exec: ReturnType<typeof scriptedExec>;
  readonly files: ReturnType<typeof memoryFiles>;
  readonly docker: Docker;
  /** Everything that was logged, one `level: text` a line. */
  readonly said: string[];
  readonly slept: number[];
}

const nothing = async (url: string) => Promise.reject(new Error(`no network for ${url}`));
const offline: Http = { get: nothing, delete: nothing, send: (_, url) => nothing(url) };

export function fakeWorld(options: {
  readonly script?: Script;
  readonly env?: Env;
  readonly http?: Http;
  readonly files?: Readonly<Record<string, string>>;
}): FakeWorld {
  const exec = scriptedExec(options.script ?? []);
  const said: string[] = [];
  const slept: number[] = [];
  const say = (level: string) => (text: string) => void said.push(`${level}: ${text}`);
  const world = {
    exec,
    docker: new Docker(exec),
    files: memoryFiles(options.files),
    said,
    slept,
    env: options.env ?? {},
    http: options.http ?? offline,
    clock: { now: () => 0, sleep: async (ms: number) => void slept.push(ms) },
    log: {
      info: say('info'),
      debug: say('debug'),
      notice: say('notice'),
      warning: say('warning'),
      error: say('error'),
      mask: say('mask'),
      group: async <T>(title: string, body: () => Promise<T>) => {
        said.push(`group: ${title}`);
        return body();
      },
      untrusted: async <T>(body: (write: (chunk: string) => void) => Promise<T>) => body(say('untrusted')),
      isDebug: false,
    },
    runner: {
      output: () => {},
      checkOutputs: () => {},
      variable: () => {},
      saveState: () => {},
      state: () => '',
      summary: async () => {},
    },
  };
  return world as unknown as FakeWorld;
}

/** The line of `buildx ls --format '{{json .}}'` for a builder. */
export function builderLine(
  name: string,
  { driver = 'docker-container', nodes = [{}] }: { driver?: string; nodes?: readonly object[] } = {},
): string {
  const all = nodes.map((node, index) => ({
    Name: `${name}${index}`,
    Endpoint: 'unix:///var/run/docker.sock',
    Status: 'running',
    Version: 'v0.34.2',
    Platforms: ['linux/amd64'],
    ...node,
  }));
  return JSON.stringify({ Name: name, Driver: driver, Current: false, Nodes: all });
}

/** What an async call throws; fails when it does not. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}
