import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What the fake answers to the calls that match; the first reply that matches and is not used up wins. */
export interface Reply {
  /** The first words of the arguments, or a regular expression over the arguments joined by blanks. */
  readonly match: readonly string[] | RegExp;
  /** `{{--name}}` stands for the value that the flag `--name=` had last in any call so far, this one included. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** How `stdout` and `stderr` become bytes: `latin1` for those that are no UTF-8. Default `utf8`. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Default 0. */
  readonly code?: number;
  readonly delayMs?: number;
  /** Stays until a signal comes; with `'stubborn'` even SIGINT and SIGTERM do not end it. */
  readonly hang?: boolean | 'stubborn';
  /** Dies of this signal after its output. */
  readonly signal?: NodeJS.Signals;
  /** Files to write at the paths that follow these flags, `{ '--metadata-file': '{…}' }`. */
  readonly writes?: Readonly<Record<string, string>>;
  /** What it exports into the folder of `--output=type=local`: paths and contents in base64. */
  readonly exports?: Readonly<Record<string, string>>;
  /** Links that it exports beside them: paths, and where each leads. */
  readonly exportsLinks?: Readonly<Record<string, string>>;
  /** Interrupts who called it, as the runner does, once this call has ended and before the next one can begin. */
  readonly interrupts?: boolean;
  /** Kills who called it, before it answers; nothing of the caller's runs after that. */
  readonly kills?: boolean;
  /** How many calls it answers; default: all. */
  readonly times?: number;
  /** Reads standard input to its end; done anyway for `--password-stdin` and a lone `-`. */
  readonly readsStdin?: boolean;
}

export interface Call {
  readonly argv: readonly string[];
  /** The variables that docker and buildx look at, and those asked for. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** `null` when it was not read. */
  readonly stdin: string | null;
  /** What the file of `--file=` held, as it is gone afterwards; `null` where there was none. */
  readonly dockerfile: string | null;
  /** The index of the reply, -1 when none matched (then it said so on stderr and ended with 97). */
  readonly reply: number;
  readonly signals: readonly string[];
}

export interface FakeDocker {
  /** The folder that holds the executable `docker`. */
  readonly folder: string;
  /** The environment that finds it first, with a DOCKER_CONFIG of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Every call so far, in the order they started. */
  calls(): Promise<readonly Call[]>;
  /** The arguments of every call, each joined by blanks. */
  lines(): Promise<readonly string[]>;
  /** Replaces the replies. */
  script(replies: readonly Reply[]): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a folder with an executable `docker` that answers from a script and writes down how it was called. */
export async function fakeDocker(
  replies: readonly Reply[],
  options: { readonly env?: readonly string[] } = {},
): Promise<FakeDocker> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-docker-'));
  const log = join(folder, 'calls.jsonl');
  const script = (next: readonly Reply[]) =>
    writeFile(join(folder, 'replies.json'), JSON.stringify({ env: options.env ?? [], replies: next.map(plain) }));
  await Promise.all([script(replies), writeFile(log, ''), mkdir(join(folder, 'config'))]);
  const executable = join(folder, 'docker');
  await writeFile(executable, `#!${process.execPath}\n${PROGRAM}`);
  await chmod(executable, 0o755);
  const calls = async () => readCalls(await readFile(log, 'utf8'));
  return {
    folder,
    env: { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, DOCKER_CONFIG: join(folder, 'config') },
    calls,
    lines: async () => (await calls()).map(({ argv }) => argv.join(' ')),
    script,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function plain(reply: Reply) {
  const { match, ...rest } = reply;
  return { ...rest, ...(match instanceof RegExp ? { pattern: match.source, flags: match.flags } : { prefix: match }) };
}

function readCalls(text: string): Call[] {
  const events = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const starts = events.filter(({ event }) => event === 'start');
  return starts.map(({ pid, argv, env, cwd, stdin, dockerfile, reply }) => ({
    argv,
    env,
    cwd,
    stdin,
    dockerfile,
    reply,
    signals: events.filter((one) => one.event === 'signal' && one.pid === pid).map((one) => one.signal),
  }));
}

/** CommonJS, no dependency; one append per event, so that calls at the same time do not mix. */
const PROGRAM = `
const fs = require('node:fs');
const path = require('node:path');
const argv = process.argv.slice(2);
const line = argv.join(' ');
const log = path.join(__dirname, 'calls.jsonl');
const script = JSON.parse(fs.readFileSync(path.join(__dirname, 'replies.json'), 'utf8'));
const used = fs.readFileSync(log, 'utf8').split('\\n').filter(Boolean).map((one) => JSON.parse(one)).filter((one) => one.event === 'start');
const matches = (reply) => reply.prefix ? reply.prefix.every((word, i) => argv[i] === word) : new RegExp(reply.pattern, reply.flags).test(line);
const index = script.replies.findIndex((reply, i) => matches(reply) && (reply.times === undefined || used.filter((one) => one.reply === i).length < reply.times));
const reply = script.replies[index] ?? { code: 97, stderr: 'fake docker: no reply for: ' + line + '\\n' };
const write = (event) => fs.appendFileSync(log, JSON.stringify({ pid: process.pid, ...event }) + '\\n');
const asked = new Set(script.env);
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => asked.has(name) || /^(DOCKER|BUILDX|BUILDKIT)_|^SOURCE_DATE_EPOCH$/.test(name)));
const stdin = reply.readsStdin || argv.includes('--password-stdin') || argv.includes('-') ? fs.readFileSync(0, 'utf8') : null;
const file = argv.find((word) => word.startsWith('--file='))?.slice('--file='.length);
const dockerfile = file !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    write({ event: 'signal', signal });
    if (reply.hang !== 'stubborn') process.exit(signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129);
  });
}
write({ event: 'start', argv, env, cwd: process.cwd(), stdin, dockerfile, reply: index });
if (reply.kills) process.kill(process.ppid, 'SIGKILL');
for (const [flag, content] of Object.entries(reply.writes ?? {})) {
  const i = argv.findIndex((word) => word === flag || word.startsWith(flag + '='));
  if (i !== -1) fs.writeFileSync(argv[i].includes('=') ? argv[i].slice(flag.length + 1) : argv[i + 1], content);
}
const dest = argv.map((word) => /^--output=type=local,"?dest=([^"]*)"?$/.exec(word)?.[1]).find(Boolean);
for (const [path, content] of Object.entries(dest === undefined ? {} : (reply.exports ?? {}))) {
  fs.mkdirSync(dest + '/' + path.replace(/[^/]*$/, ''), { recursive: true });
  fs.writeFileSync(dest + '/' + path, Buffer.from(content, 'base64'));
}
for (const [path, to] of Object.entries(dest === undefined ? {} : (reply.exportsLinks ?? {}))) fs.symlinkSync(to, dest + '/' + path);
const said = [...used.map((one) => one.argv), argv].reverse().flat();
const fill = (text) => text.replace(/{{(--[a-z-]+)}}/g, (all, flag) => said.find((word) => word.startsWith(flag + '='))?.slice(flag.length + 1) ?? all);
// a pipe takes less than a large text at a time
const print = (fd, text) => {
  let rest = Buffer.from(text, reply.encoding);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(fd, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};
setTimeout(() => {
  print(1, fill(reply.stdout ?? ''));
  print(2, reply.stderr ?? '');
  // a runner ends what a killed step left; here nobody does, so it ends by itself
  if (reply.hang) return void setTimeout(() => process.exit(1), 60_000);
  if (reply.signal) {
    process.removeAllListeners(reply.signal);
    process.kill(process.pid, reply.signal);
    return;
  }
  if (reply.interrupts) {
    const wait = 'while kill -0 ' + process.pid + '; do sleep 0.005; done; kill -INT ' + process.ppid;
    require('node:child_process').spawn('sh', ['-c', wait], { detached: true, stdio: 'ignore' }).unref();
  }
  process.exitCode = reply.code ?? 0;
}, reply.delayMs ?? 0);
`;
