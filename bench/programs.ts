// Builds the programs of bench/programs by each strategy through the action, starts every image, under QEMU where it is
// another platform's, and compares what it prints with what the program built natively prints.
//   npm run programs -- [--platforms=linux/arm64] [--strategies=accelerate,cross] [--equality] [--debian=bookworm] [--builder=name] [program…]
// Without arguments: all programs for linux/arm64, and three of them for linux/arm/v7, linux/ppc64le and linux/s390x where
// the lab has their bases (`lab/up ppc64le s390x`). --debian=trixie builds them on that release instead, where the lab has it
// (`lab/up trixie`). --equality compares accelerated images with emulated ones instead:
// files, modes, owners, config, and which files differ in content.
// It ends with 1 when an image prints something else, is not the same, or could not be built.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { differentFiles, image } from '../__tests__/lab/image.ts';
import { lab, platformDigests } from '../__tests__/lab/support.ts';
import { act, buildAndRun, inLab, onRelease, planned, programs, RELEASE, table, type Wish } from './lab.ts';

/** Built for platforms that are slow to emulate: C alone, Go with a C library compiled in, Go with one of Debian's. */
const FEW = ['cpp', 'zstd', 'zlib'];
const MORE = ['linux/arm/v7', 'linux/ppc64le', 'linux/s390x'];
/** Cheap to emulate: one stage with another user, make in one stage, pure Go, a library from its source, C and Go both ways. */
const EQUAL = ['zlib', 'cpp', 'pure', 'autotools', 'c-shared'];

const { values, positionals } = parseArgs({
  options: {
    platforms: { type: 'string' },
    strategies: { type: 'string', default: 'accelerate,cross' },
    equality: { type: 'boolean', default: false },
    debian: { type: 'string', default: RELEASE },
    builder: { type: 'string' },
  },
  allowPositionals: true,
});
const strategies = values.strategies.split(',');
let wrong = 0;

type Row = readonly string[];

/** Tells a row as soon as it is known: a run takes long. */
function tell(row: Row): Row {
  console.error(row.join(' · '));
  return row;
}

/** One program for some platforms by each strategy, beside its native twin. */
async function compare(
  folder: string,
  platforms: readonly string[],
  builder: string,
  images: Set<string>,
): Promise<Row[]> {
  const name = basename(folder);
  const native = await buildAndRun({ folder, platform: 'linux/amd64', strategy: 'auto', builder }, images);
  const twin = native.printed ?? '';
  const bad = native.failure ?? (twin === '' ? 'it prints nothing' : undefined);
  if (bad !== undefined) wrong++;
  const rows = [tell([name, 'linux/amd64', 'native', 'native', bad ?? twin.split('\n')[0] ?? '', seconds(native)])];
  for (const platform of platforms)
    for (const strategy of strategies)
      rows.push(tell(await one({ folder, platform, strategy, builder }, twin, images)));
  return rows;
}

async function one(wish: Wish, twin: string, images: Set<string>): Promise<Row> {
  const name = basename(wish.folder);
  const plan = await planned(wish);
  const used = plan.stages.map(({ stage, strategy }) => `${stage}=${strategy}`).join(' ');
  const [refused] = plan.stages.filter(({ because }) => because.includes(`not ${wish.strategy}: `));
  if (!plan.stages.some(({ strategy }) => strategy === wish.strategy)) {
    const why = refused?.because.replace(/^.*?not cross: /, '') ?? plan.because;
    return [name, wish.platform, wish.strategy, used, `does not qualify: ${why}`, ''];
  }
  const result = await buildAndRun(wish, images);
  const said = result.failure ?? (result.printed === twin ? 'ok' : `mismatch: ${result.printed}`);
  if (said !== 'ok') wrong++;
  return [name, wish.platform, wish.strategy, used, said, seconds(result)];
}

const seconds = (result: { readonly seconds: number }): string => result.seconds.toFixed(0);

/** The accelerated and the emulated image of one program. */
async function equal(folder: string, platform: string, builder: string, work: string): Promise<Row> {
  const name = basename(folder);
  const archives: string[] = [];
  for (const strategy of ['emulate', 'accelerate']) {
    const archive = join(work, `${name}-${strategy}.tar`);
    const inputs = { outputs: `type=oci,dest=${archive}`, verify: 'false' };
    const { code, shown } = await act({ folder, platform, strategy, builder, inputs });
    if (code !== 0) throw new Error(shown.slice(-3000));
    archives.push(archive);
  }
  const [emulated = '', accelerated = ''] = archives;
  const [plain, fast] = [await image(emulated), await image(accelerated)];
  const [listed, faster] = [plain, fast].map(({ files }) => files.filter(isNoCache).map(withoutMachine).sort()) as [
    string[],
    string[],
  ];
  const lists = JSON.stringify(listed) === JSON.stringify(faster);
  const other = [...difference(listed, faster), ...difference(faster, listed)];
  if (!lists) console.error(other.slice(0, 20).join('\n'));
  const config = JSON.stringify(plain.config) === JSON.stringify(fast.config);
  const differ = (await differentFiles(emulated, accelerated)).filter(isNoCache);
  if (!lists || !config) wrong++;
  await Promise.all(archives.map((archive) => rm(archive)));
  return tell([name, platform, says(lists), says(config), String(plain.files.length), differ.join(' ') || 'none']);
}

/** Go's build cache names files by their content, and objects name the revision of the compiler's package: a cross gcc has another. */
const isNoCache = (path: string): boolean => !path.includes('.cache/go-build/');

/** Go's compilers count what they do in files that are named after the machine they were built for. */
const withoutMachine = (path: string): string =>
  path.replace(/(\.config\/go\/telemetry\/.*-linux-)[a-z0-9]+(-[0-9-]+\.v1\.count)/, '$1*$2');

function difference(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((one) => !known.has(one));
}

const says = (same: boolean): string => (same ? 'same' : 'DIFFERENT');

/** The platforms that the lab has bases for. */
async function atHand(platforms: readonly string[]): Promise<string[]> {
  const present = Object.keys(await platformDigests(`${lab.registry}/library/golang:1.26-${values.debian}`));
  return platforms.filter((platform) => present.includes(platform));
}

async function comparisons(folders: readonly string[]): Promise<string> {
  const asked = values.platforms?.split(',');
  const more = asked === undefined && positionals.length === 0 ? await atHand(MORE) : [];
  const rows = await inLab([...(asked ?? ['linux/arm64']), ...more], values.builder, async (builder, images) => {
    const all: Row[] = [];
    for (const folder of folders) {
      const few = FEW.includes(basename(folder)) ? more : [];
      all.push(...(await compare(folder, [...(asked ?? ['linux/arm64']), ...few], builder, images)));
    }
    return all;
  });
  return table([['program', 'platform', 'asked', 'used', 'result', 'seconds'], ...rows]);
}

async function equalities(folders: readonly string[]): Promise<string> {
  const platforms = values.platforms?.split(',') ?? ['linux/arm64'];
  const work = await mkdtemp(join(tmpdir(), 'equality-'));
  try {
    const rows = await inLab(platforms, values.builder, async (builder) => {
      const all: Row[] = [];
      for (const folder of folders)
        for (const platform of platforms) all.push(await equal(folder, platform, builder, work));
      return all;
    });
    const head = ['program', 'platform', 'paths, modes, owners', 'config', 'files', 'other content in'];
    return table([head, ...rows]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const chosen = programs(positionals.length === 0 && values.equality ? EQUAL : positionals);
console.log(await onRelease(values.debian, chosen, values.equality ? equalities : comparisons));
console.log(wrong === 0 ? '\nall as expected' : `\n${wrong} not as expected`);
process.exitCode = wrong === 0 ? 0 : 1;
