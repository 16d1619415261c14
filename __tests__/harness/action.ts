import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import images from '../../src/inputs/images.json' with { type: 'json' };
import { type Annotation, type Commands, parseCommands, parseFileCommand } from './commands.ts';

/** The root of this repository: the folder of the main action.yml. */
export const repository = resolve(import.meta.dirname, '..', '..');

export interface ActionCall {
  readonly entry: 'main' | 'post';
  /** The folder of action.yml; default: this repository's own. */
  readonly action?: string;
  /** What the workflow writes under `with:`; names in any case. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** On top of this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The workspace and working directory; default: an empty one. */
  readonly cwd?: string;
  /** What an earlier entry saved (`STATE_*`). */
  readonly state?: Readonly<Record<string, string>>;
  /** The earlier step of the same job: its state, exported environment and RUNNER_TEMP are taken over, and by its post part its inputs. */
  readonly after?: ActionRun;
  readonly timeoutMs?: number;
  /** Cancels as the runner does: sends the signal to the node process, after a delay or once the log matches. */
  readonly signalAfter?: { readonly signal?: NodeJS.Signals; readonly ms?: number; readonly seen?: RegExp };
  /** Called with the process id of the action, once it runs. */
  readonly onStart?: (pid: number) => void;
  /** Called with every piece of output, as it comes. */
  readonly onOutput?: (text: string) => void;
}

export interface ActionRun extends Commands {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** Variables exported to later steps, and folders added to their PATH, newest last. */
  readonly exported: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly summary: string;
  /** stdout and stderr in the order they came, unmasked. */
  readonly log: string;
  /** What a person reads: masked as the runner masks. */
  readonly shown: string;
  /** The fresh folder of this job: `runner` is RUNNER_TEMP, `tools`, `workspace`. Remove it with `discard`. */
  readonly temp: string;
  readonly seconds: number;
}

export type { Annotation };

/** Runs an entry of an action as the GitHub runner would, without a runner. */
export async function runAction(call: ActionCall): Promise<ActionRun> {
  const folder = call.action ?? repository;
  const { script, defaults } = await readAction(folder, call.entry);
  const temp = call.after?.temp ?? (await mkdtemp(join(tmpdir(), 'crossbuild-test-')));
  const files = await jobFiles(temp);
  const workspace = call.cwd ?? join(temp, 'workspace');
  const before = call.entry === 'post' ? call.after?.inputs : {};
  const inputs = { ...before, ...lowerKeys(call.inputs ?? {}) };
  const all = labBuildKit({ ...defaults, ...inputs }, images.buildkit);
  const env = environment(call, all, { temp, files, workspace, folder });
  const policy = await labSourcePolicy(temp, images.donor);
  const started = performance.now();
  const ended = await execute(call, [nodeBinary(), script], workspace, { ...policy, ...env });
  const read = async (name: keyof typeof files) => readFile(files[name], 'utf8');
  const commands = parseCommands(ended.log);
  return {
    ...ended,
    ...commands,
    inputs,
    outputs: parseFileCommand(await read('GITHUB_OUTPUT')),
    state: { ...call.after?.state, ...parseFileCommand(await read('GITHUB_STATE')) },
    exported: { ...call.after?.exported, ...parseFileCommand(await read('GITHUB_ENV')) },
    paths: [...(call.after?.paths ?? []), ...(await read('GITHUB_PATH')).split('\n').filter((line) => line !== '')],
    summary: await read('GITHUB_STEP_SUMMARY'),
    shown: commands.masks.filter((mask) => mask !== '').reduce((text, mask) => text.replaceAll(mask, '***'), ended.log),
    temp,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Removes the folder of a run (and of the runs after it, which share it). */
export async function discard(run: ActionRun): Promise<void> {
  await rm(run.temp, { recursive: true, force: true });
}

/** The node that hosted runners use for `using: node24` when the lab has it, else this one. */
export function nodeBinary(): string {
  const lab = join(process.env.LAB ?? join(homedir(), '.cache', 'crossbuild-lab'), 'bin', 'node');
  return existsSync(lab) ? lab : process.execPath;
}

async function readAction(folder: string, entry: 'main' | 'post') {
  const action: { runs: Record<string, string>; inputs?: Record<string, { default?: unknown } | null> } = parse(
    await readFile(join(folder, 'action.yml'), 'utf8'),
  );
  const script = action.runs[entry];
  if (script === undefined) throw new Error(`${folder}/action.yml has no runs.${entry}`);
  // every declared input reaches the action, '' when neither the workflow nor a default gives a value
  const inputs = Object.entries(action.inputs ?? {}).map(
    ([name, input]) => [name.toLowerCase(), String(input?.default ?? '')] as const,
  );
  return {
    script: join(folder, script),
    defaults: { ...Object.fromEntries(inputs.map(([name, text]) => [name, expand(text)])), ...labDefaults(inputs) },
  };
}

/** The lab has a stand-in of its own for the image with the emulators, which no digest can name. */
function labDefaults(inputs: readonly (readonly [name: string, text: string])[]): Record<string, string> {
  const image = process.env.LAB_BINFMT_IMAGE;
  return image !== undefined && inputs.some(([name]) => name === 'binfmt-image') ? { 'binfmt-image': image } : {};
}

/** The same for the image of BuildKit, where a digest names it and the step boots one. */
export function labBuildKit(inputs: Readonly<Record<string, string>>, image: string): Record<string, string> {
  const options = inputs['driver-opts'];
  const boots = ['', 'docker-container', 'kubernetes'].includes(inputs.driver ?? '');
  const stays = options === undefined || /(^|[\s,"])(image|rootless)=/.test(options);
  if (process.env.LAB_BINFMT_IMAGE === undefined || !boots || stays || !image.includes('@')) return { ...inputs };
  return { ...inputs, 'driver-opts': `${options}\nimage=${image.replace(/@.*/, '')}` };
}

/** The same for the image that compilers are borrowed from: BuildKit is told to take its tag. */
async function labSourcePolicy(folder: string, image: string): Promise<Record<string, string>> {
  if (process.env.LAB_BINFMT_IMAGE === undefined || !image.includes('@')) return {};
  const tagged = `docker-image://docker.io/library/${image.replace(/@.*/, '')}`;
  const rules = [{ action: 'CONVERT', selector: { identifier: `${tagged}@*` }, updates: { identifier: tagged } }];
  const path = join(folder, 'source-policy.json');
  await writeFile(path, JSON.stringify({ rules }));
  return { EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: path };
}

/** The few expressions a default may hold, with values a job on a hosted runner would have. */
function expand(text: string): string {
  return text.replace(/\$\{\{\s*github\.token\s*\}\}/g, process.env.GITHUB_TOKEN ?? '');
}

async function jobFiles(temp: string) {
  await Promise.all(
    ['runner', 'tools', 'workspace', 'files'].map((name) => mkdir(join(temp, name), { recursive: true })),
  );
  const paths = {
    GITHUB_OUTPUT: join(temp, 'files', 'output'),
    GITHUB_STATE: join(temp, 'files', 'state'),
    GITHUB_ENV: join(temp, 'files', 'env'),
    GITHUB_PATH: join(temp, 'files', 'path'),
    GITHUB_STEP_SUMMARY: join(temp, 'files', 'summary'),
  };
  await Promise.all(Object.values(paths).map((path) => writeFile(path, '')));
  return paths;
}

interface Job {
  readonly temp: string;
  readonly files: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly folder: string;
}

function environment(
  call: ActionCall,
  inputs: Record<string, string>,
  { temp, files, workspace, folder }: Job,
): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(INPUT_|STATE_|GITHUB_|RUNNER_|ACTIONS_|NODE_OPTIONS$|JEST_)/.test(name),
  );
  const state = { ...call.after?.state, ...call.state };
  const path = [...(call.after?.paths ?? [])]
    .reverse()
    .concat(process.env.PATH ?? '')
    .join(':');
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(inherited),
    CI: 'true',
    ...call.after?.exported,
    PATH: path,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: folder,
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'build',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'test',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_TEMP: join(temp, 'runner'),
    RUNNER_TOOL_CACHE: join(temp, 'tools'),
    ...files,
    ...prefixed('INPUT_', Object.entries(inputs), (name) => name.replaceAll(' ', '_').toUpperCase()),
    ...prefixed('STATE_', Object.entries(state), (name) => name),
    ...call.env,
  };
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function prefixed(
  prefix: string,
  entries: [string, string][],
  rename: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(entries.map(([name, value]) => [prefix + rename(name), value]));
}

function lowerKeys(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value]));
}

type Ended = Pick<ActionRun, 'code' | 'signal' | 'timedOut' | 'log'>;

function execute(
  call: ActionCall,
  argv: readonly [string, ...string[]],
  cwd: string,
  env: Record<string, string>,
): Promise<Ended> {
  return new Promise((done, fail) => {
    // its own process group, so that a time-out also ends what the action left running
    const child = spawn(argv[0], argv.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    if (child.pid !== undefined) call.onStart?.(child.pid);
    let log = '';
    let timedOut = false;
    let cancelled = false;
    const timers: NodeJS.Timeout[] = [];
    const cancel = () => {
      if (!cancelled) child.kill(call.signalAfter?.signal ?? 'SIGINT');
      cancelled = true;
    };
    const take = (chunk: string) => {
      log += chunk;
      call.onOutput?.(chunk);
      if (call.signalAfter?.seen?.test(log)) cancel();
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    if (call.signalAfter?.ms !== undefined) timers.push(setTimeout(cancel, call.signalAfter.ms));
    const stop = () => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    timers.push(setTimeout(stop, call.timeoutMs ?? 60_000));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      for (const timer of timers) clearTimeout(timer);
      done({ code, signal, timedOut, log });
    });
  });
}
