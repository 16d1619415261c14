// Runs of mixed kinds, with faults and signals at random, and what is left of them; not a part of `npm test`:
//   npm run soak -- [--runs=60] [--minutes=60] [--seed=1]
// Prints the table of docs/reliability.md, and ends with 1 when anything was left behind, an image or a tag is wrong, a run hung,
// or memory or disk grew.
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { type ActionRun, discard, runAction } from '../__tests__/harness/action.ts';
import { type Failure, type FaultyRegistry, faultyRegistry } from '../__tests__/lab/faults/faulty-registry.ts';
import { lab, output, platformDigests, traces, unique } from '../__tests__/lab/support.ts';
import { numbersFrom } from '../scripts/numbers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const next = numbersFrom(Number(values.seed));
const pick = <T>(items: readonly [T, ...T[]]): T => items[next(items.length)] ?? items[0];

/** What a run is asked for, and what may come of it. */
interface Kind {
  readonly name: string;
  readonly inputs: (tag: string) => Record<string, string>;
  /** `image`: a tag that leads to the image; `nothing`: it works and makes no tag; `refused`: it fails and makes none. */
  readonly end: 'image' | 'nothing' | 'refused';
  readonly dockerfile?: string;
}

const BOTH = 'linux/amd64,linux/arm64';
const COPIES = 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /made-for\n';
const RUNS = 'FROM debian:bookworm\nARG TARGETARCH\nCOPY $TARGETARCH /\nRUN mv /$TARGETARCH /made-for\n';
const pushes = (tag: string) => ({ platforms: BOTH, push: 'true', tags: tag });
const KINDS: readonly [Kind, ...Kind[]] = [
  { name: 'pushed, files alone', inputs: pushes, end: 'image', dockerfile: COPIES },
  { name: 'pushed, a step under emulation', inputs: pushes, end: 'image', dockerfile: RUNS },
  { name: 'pushed and started', inputs: (tag) => ({ ...pushes(tag), verify: 'run' }), end: 'image', dockerfile: RUNS },
  { name: 'an OCI layout', inputs: () => ({ platforms: BOTH }), end: 'nothing', dockerfile: COPIES },
  { name: 'a plan', inputs: (tag) => ({ ...pushes(tag), 'plan-only': 'true' }), end: 'nothing', dockerfile: RUNS },
  {
    name: 'a binary for another platform',
    inputs: pushes,
    end: 'refused',
    dockerfile: 'FROM scratch\nCOPY program /\n',
  },
  {
    name: 'a step that fails',
    inputs: pushes,
    end: 'refused',
    dockerfile: 'FROM debian:bookworm\nRUN echo it fails && false\n',
  },
  { name: 'a wrong input', inputs: (tag) => ({ ...pushes(tag), tags: tag.toUpperCase() }), end: 'refused' },
];

const FAULTS: readonly [RegExp, ...RegExp[]] = [
  /^POST .*\/blobs\/uploads\//,
  /^(PATCH|PUT) .*\/blobs\/uploads\//,
  /^PUT .*\/manifests\//,
  /^GET .*\/manifests\//,
];
const FAILURES: readonly [Failure, ...Failure[]] = ['429', '500', '504', 'reset', 'slow', 'wrong'];
const SIGNALS: readonly [NodeJS.Signals | undefined, ...(NodeJS.Signals | undefined)[]] = [
  ...([undefined, undefined, undefined, undefined, undefined] as const),
  ...(['SIGINT', 'SIGINT', 'SIGTERM', 'SIGKILL', 'SIGKILL'] as const),
];

/** How a run ended, and everything that is wrong with that. */
interface Ended {
  readonly kind: string;
  readonly how: 'worked' | 'failed' | 'stopped' | 'killed';
  readonly fault: boolean;
  readonly wrong: readonly string[];
}

async function one(registry: FaultyRegistry, before: unknown): Promise<Ended> {
  const kind = pick(KINDS);
  const fault = next(3) === 0 ? { match: pick(FAULTS), failure: pick(FAILURES), times: 1 + next(4) } : undefined;
  const signal = pick(SIGNALS);
  registry.fail(...(fault === undefined ? [] : [fault]));
  const name = `soak/${unique('run')}`;
  const nonce = unique();
  const folder = await checkout(kind, nonce);
  const call = {
    cwd: folder,
    inputs: { ...lab.inputs, context: '.', ...kind.inputs(`${registry.host}/${name}:1`) },
    timeoutMs: 300_000,
    ...(signal === undefined ? {} : { signalAfter: { signal, ms: 200 + next(15_000) } }),
  };
  const main = await runAction({ ...call, entry: 'main' });
  const { signalAfter: _, ...rest } = call;
  const post = await runAction({ ...rest, entry: 'post', after: main });
  const stopped = signal !== undefined && /the step was cancelled/.test(main.log);
  const how = main.signal === null ? howOf(main, stopped) : 'killed';
  const wrong = [
    ...(main.timedOut ? ['it hung'] : []),
    ...(/Crossbuild itself failed/.test(main.log + post.log) ? ['a failure of our own'] : []),
    ...(post.code === 0 ? [] : [`post ended with ${post.code ?? post.signal}`]),
    ...endFaults(kind, how, fault !== undefined),
    ...(await tagFaults(kind, name, nonce, how)),
    ...(await left(main, before)),
  ];
  if (wrong.length > 0) console.log(`${main.shown.slice(-3000)}\n${post.shown.slice(-1000)}`);
  console.log(
    `${kind.name}; ${fault === undefined ? 'no fault' : `${fault.failure} × ${fault.times} for ${fault.match.source}`}; ` +
      `${signal ?? 'no signal'}: ${how} after ${main.seconds.toFixed(1)} s${wrong.map((text) => `\n  WRONG: ${text}`).join('')}`,
  );
  await Promise.all([discard(main), rm(folder, { recursive: true, force: true })]);
  return { kind: kind.name, how, fault: fault !== undefined, wrong };
}

function howOf({ code }: ActionRun, stopped: boolean): Ended['how'] {
  if (code === 0) return 'worked';
  return stopped ? 'stopped' : 'failed';
}

async function checkout({ dockerfile = COPIES }: Kind, nonce: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-soak-'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  for (const name of ['amd64', 'arm64']) await writeFile(join(folder, name), `${name} ${nonce}\n`);
  // of this machine, so of one of the two platforms only
  await copyFile('/bin/true', join(folder, 'program'));
  return folder;
}

/** A run without a fault ends as its kind says. */
function endFaults({ end }: Kind, how: Ended['how'], fault: boolean): string[] {
  if (how === 'worked' && end === 'refused') return ['it worked'];
  if (how === 'failed' && end !== 'refused' && !fault) return ['it failed without a fault'];
  return [];
}

const crane = (...argv: string[]) => output(join(lab.bin, 'crane'), '--insecure', ...argv);

/** A tag is there when the run says so, and leads to what was to be built, for each platform its own. */
async function tagFaults({ end }: Kind, name: string, nonce: string, how: Ended['how']): Promise<string[]> {
  const tags = await crane('ls', `${lab.registry}/${name}`).catch(() => '');
  const found = tags.split('\n').filter((tag) => tag !== '');
  if (end !== 'image') return found.length === 0 ? [] : [`there is a tag: ${found.join(' ')}`];
  // a kill may come after the tag was made
  if (found.length === 0) return how === 'worked' ? ['there is no tag'] : [];
  if (how === 'failed' || how === 'stopped') return [`there is a tag, but it ${how}`];
  if (!isDeepStrictEqual(found, ['1'])) return [`other tags than asked for: ${found.join(' ')}`];
  const digests = await platformDigests(`${lab.registry}/${name}:1`);
  if (Object.keys(digests).sort().join(',') !== BOTH) return [`platforms ${Object.keys(digests).join(' ')}`];
  const made = await Promise.all(
    Object.entries(digests).map(async ([platform, digest]) => {
      const holds = await fileOf(`${lab.registry}/${name}@${digest}`);
      return holds === `${platform.replace('linux/', '')} ${nonce}` ? [] : [`${platform} holds ${holds}`];
    }),
  );
  return made.flat();
}

async function fileOf(image: string): Promise<string> {
  const file = join(tmpdir(), `crossbuild-test-soak-${unique()}.tar`);
  try {
    await crane('export', image, file);
    return await output('tar', '-xOf', file, 'made-for');
  } finally {
    await rm(file, { force: true });
  }
}

/** Names of other programs on the machine. */
const OTHERS = /^(?!.*crossbuild-)/;

/** Everything that a run can leave, also what is no name: networks, links of plugins. */
async function there(): Promise<unknown> {
  const networks = (await output('docker', 'network', 'ls', '--format={{.Name}}')).split('\n').sort();
  const plugins = await readdir(join(process.env.DOCKER_CONFIG ?? '', 'cli-plugins')).catch(() => []);
  const { emulators, ...others } = await traces(OTHERS);
  // the kernel's: of those, only what the runs register
  return { ...others, emulators: emulators.filter((name) => name === 'qemu-aarch64'), networks, plugins };
}

/** What is left after post; a container that was about to go has some seconds. */
async function left(run: ActionRun, before: unknown): Promise<string[]> {
  // a layout is a result: the user's later steps take it
  const files = (await readdir(join(run.temp, 'runner')))
    .filter((name) => run.code !== 0 || !name.startsWith('crossbuild-image-'))
    .map((name) => `left in the temp folder: ${name}`);
  for (let tries = 0; ; tries++) {
    const now = await there();
    if (isDeepStrictEqual(now, before)) return files;
    if (tries === 5) return [...files, `left behind: ${difference(before, now)}`];
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

function difference(before: unknown, now: unknown): string {
  const [was, is] = [before, now] as Record<string, readonly string[]>[];
  return Object.entries(is ?? {})
    .map(([name, list]) => {
      const more = list.filter((item) => !was?.[name]?.includes(item));
      const less = (was?.[name] ?? []).filter((item) => !list.includes(item));
      return [...more.map((item) => `${name} +${item}`), ...less.map((item) => `${name} -${item}`)].join(' ');
    })
    .filter((text) => text !== '')
    .join(' ');
}

const apart = process.env.LAB_APART ?? '';
if (apart === '') throw new Error('the soak fills and measures an engine of its own: run it by lab/apart');

/** What must not grow: MB of memory and open files of the engine, MB of its disk. */
async function size() {
  const pid = readFileSync(join(apart, 'docker.pid'), 'utf8').trim();
  const memory = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  const disk = (await output('du', '-smx', join(apart, 'docker'))).split('\t')[0];
  return {
    memory: Math.round(Number(memory) / 1024),
    files: (await readdir(`/proc/${pid}/fd`)).length,
    disk: Number(disk),
  };
}

/** What the first runs load once; what grows afterwards grows for ever. */
const WARM = 8;
/** MB, files: what is taken for noise. */
const NOISE = { memory: 60, files: 15, disk: 60 };

const registry = await faultyRegistry(lab.registry);
const before = await there();
const start = performance.now();
const ended: Ended[] = [];
let warm = await size();
try {
  while (ended.length < Number(values.runs) && performance.now() - start < Number(values.minutes) * 60_000) {
    ended.push(await one(registry, before));
    if (ended.length === WARM) warm = await size();
  }
} finally {
  await registry.stop();
}
const after = await size();
const minutes = Math.round((performance.now() - start) / 60_000);
const grown = (['memory', 'files', 'disk'] as const).filter((what) => after[what] - warm[what] > NOISE[what]);
const count = (runs: readonly Ended[], how: Ended['how']) => runs.filter((run) => run.how === how).length;
console.log(`\n${ended.length} runs in ${minutes} minutes, seed ${values.seed}\n`);
console.log('| kind | runs | with a fault | worked | failed | cancelled | killed | wrong |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const [name, runs] of [
  ...KINDS.map((kind) => [kind.name, ended.filter((run) => run.kind === kind.name)] as const),
  ['all', ended] as const,
])
  console.log(
    `| ${name} | ${runs.length} | ${runs.filter(({ fault }) => fault).length} | ${count(runs, 'worked')} | ${count(runs, 'failed')} | ${count(runs, 'stopped')} | ${count(runs, 'killed')} | ${runs.filter(({ wrong }) => wrong.length > 0).length} |`,
  );
console.log(`\n| the engine | after ${WARM} runs | at the end |\n| --- | ---: | ---: |`);
console.log(`| memory | ${warm.memory} MB | ${after.memory} MB |`);
console.log(`| open files | ${warm.files} | ${after.files} |`);
console.log(`| disk | ${warm.disk} MB | ${after.disk} MB |`);
if (grown.length > 0) console.log(`\nGrown: ${grown.join(', ')}`);
process.exitCode = grown.length > 0 || ended.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
