// Cold builds of programs by each strategy, side by side in one run, with ratios to the native build of the same program.
// Nothing is taken from a cache but the base images, which every strategy needs alike.
//   npm run strategies -- [--platform=linux/arm64] [--strategies=cross,accelerate,emulate] [--stop-after=20] [--full] [program…]
// Without programs: all of bench/programs. A build that takes more than --stop-after times the native one is stopped, and its
// row says so. So is an emulated one as soon as it has taken longer than the accelerated one: that shows which is faster.
// --full lets it go on. It ends with 1 when the median of accelerate is above 1.4, or an accelerated build is slower than the
// emulated one.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { docker } from '../__tests__/lab/support.ts';
import { act, inLab, programs, type Result, table, warmUp } from './lab.ts';

/** What accelerate may cost at most, in the middle, compared with a native build. */
const MEDIAN = 1.4;

const { values, positionals } = parseArgs({
  options: {
    platform: { type: 'string', default: 'linux/arm64' },
    strategies: { type: 'string', default: 'cross,accelerate,emulate' },
    'stop-after': { type: 'string', default: '20' },
    full: { type: 'boolean', default: false },
    builder: { type: 'string' },
  },
  allowPositionals: true,
});
const { platform } = values;
// emulate comes last: how long it may take is known only then
const strategies = values.strategies.split(',').sort((a, b) => Number(a === 'emulate') - Number(b === 'emulate'));

interface Timed {
  readonly program: string;
  readonly strategy: string;
  readonly seconds: number;
  /** To the native build. */
  readonly ratio: number;
  readonly stopped: boolean;
  readonly used: string;
}

/** Seconds from the start of the action to its end; the emulator and the builder are there already. */
async function cold(folder: string, on: string, strategy: string, builder: string, limit = 3600) {
  const inputs = { 'no-cache': 'true', outputs: 'type=cacheonly', verify: 'false' };
  // a cache mount outlives `no-cache`
  await docker('buildx', 'prune', '--force', `--builder=${builder}`, '--filter=type=exec.cachemount');
  const result = await act({ folder, platform: on, strategy, builder, inputs, limit });
  const stopped = result.code !== 0 && result.seconds >= limit;
  if (result.code !== 0 && !stopped) throw new Error(`${folder} ${on} ${strategy}\n${result.shown.slice(-4000)}`);
  return { ...result, stopped };
}

async function measure(folder: string, builder: string): Promise<Timed[]> {
  const program = basename(folder);
  const native = await cold(folder, 'linux/amd64', 'auto', builder);
  const rows = [timed(program, 'native', { ...native, used: 'native' }, native.seconds)];
  for (const strategy of strategies) {
    const accelerated = rows.find((row) => row.strategy === 'accelerate')?.seconds;
    const most = native.seconds * Number(values['stop-after']);
    const limit = strategy === 'emulate' && !values.full ? Math.min(most, accelerated ?? most) : most;
    const result = await cold(folder, platform, strategy, builder, limit);
    rows.push(timed(program, strategy, { ...result, used: usedOf(result, strategy) }, native.seconds));
  }
  return rows;
}

function timed(
  program: string,
  strategy: string,
  { seconds, stopped, used }: { readonly seconds: number; readonly stopped: boolean; readonly used: string },
  native: number,
): Timed {
  const row = { program, strategy, seconds, ratio: seconds / native, stopped, used };
  console.error(cells(row).join(' · '));
  return row;
}

function usedOf({ planned }: Result, strategy: string): string {
  if (planned === undefined) return strategy;
  return planned.stages.map((one) => `${one.stage}=${one.strategy}`).join(' ');
}

function cells({ program, strategy, seconds, ratio, stopped, used }: Timed): string[] {
  const more = stopped ? 'more than ' : '';
  const how = stopped ? 'stopped' : used;
  return [program, strategy, `${more}${seconds.toFixed(1)}`, `${more}${ratio.toFixed(2)}`, how];
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? Number.NaN) + (sorted[Math.ceil(middle - 0.5)] ?? Number.NaN)) / 2;
}

/** Programs whose accelerated build took longer than the emulated one, which was not stopped. */
function slower(rows: readonly Timed[]): string[] {
  return rows
    .filter(({ strategy }) => strategy === 'accelerate')
    .filter(({ program, seconds }) =>
      rows.some(
        (row) => row.program === program && row.strategy === 'emulate' && !row.stopped && row.seconds < seconds,
      ),
    )
    .map(({ program }) => program);
}

const folders = programs(positionals);
const rows: Timed[] = [];
const failed: string[] = [];
await inLab([platform], values.builder, async (builder) => {
  await warmUp(builder, folders, ['linux/amd64', platform]);
  for (const folder of folders) {
    // one that fails does not take the others' figures away
    const measured = await measure(folder, builder).catch((error: Error) => {
      console.error(error.message);
      failed.push(folder);
      return [];
    });
    rows.push(...measured);
  }
});

const today = new Date().toISOString().slice(0, 10);
const middle = median(rows.filter(({ strategy }) => strategy === 'accelerate').map(({ ratio }) => ratio));
const behind = slower(rows);
console.log(`\n${platform} on ${process.arch}, ${today}, cold, base images at hand\n`);
console.log(table([['program', 'strategy', 'seconds', 'to native', 'stages'], ...rows.map(cells)]));
console.log(`\nmedian of accelerate: ${middle.toFixed(2)} (at most ${MEDIAN})`);
if (strategies.includes('emulate')) console.log(`slower than emulate: ${behind.join(', ') || 'none'}`);
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 || behind.length > 0 || middle > MEDIAN ? 1 : 0;
