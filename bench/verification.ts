// What verification costs: the step with it and without, on what was built a moment ago, as part of the cold build.
//   npm run verification -- [--platforms=linux/amd64,linux/arm64] [--runs=3] [program…]
// Without programs: all of bench/programs. A program is built cold and pushed without verification; then again, from the
// cache, without it (the median of --runs) and once with it, so that nothing of the verification itself is cached. It ends
// with 1 when verification costs more than 5 % of the cold builds together.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { docker, lab, unique } from '../__tests__/lab/support.ts';
import { act, inLab, programs, table, warmUp } from './lab.ts';

/** What verification may cost at most, as part of the builds. */
const MOST = 0.05;

const { values, positionals } = parseArgs({
  options: {
    platforms: { type: 'string', default: 'linux/amd64,linux/arm64' },
    runs: { type: 'string', default: '3' },
    builder: { type: 'string' },
  },
  allowPositionals: true,
});

interface Measured {
  readonly program: string;
  readonly cold: number;
  readonly verification: number;
  /** As the step says it. */
  readonly looked: string;
}

async function measure(folder: string, builder: string): Promise<Measured> {
  const program = basename(folder);
  const tag = `${lab.registry}/verification/${program}-${unique('v')}:latest`;
  const run = async (inputs: Readonly<Record<string, string>>) => {
    const wish = { folder, platform: values.platforms, strategy: 'auto', builder };
    const result = await act({ ...wish, inputs: { push: 'true', tags: tag, ...inputs } });
    if (result.code !== 0) throw new Error(`${folder}\n${result.shown.slice(-4000)}`);
    return result;
  };
  // a cache mount outlives `no-cache`
  await docker('buildx', 'prune', '--force', `--builder=${builder}`, '--filter=type=exec.cachemount');
  const cold = await run({ verify: 'false', 'no-cache': 'true' });
  const without: number[] = [];
  for (let at = 0; at < Number(values.runs); at++) without.push((await run({ verify: 'false' })).seconds);
  const checked = await run({ verify: 'true' });
  const measured = {
    program,
    cold: cold.seconds,
    verification: checked.seconds - median(without),
    looked: /verified[^,]*, ([^\n]*) looked at/.exec(checked.shown)?.[1] ?? 'nothing',
  };
  console.error(cells(measured).join(' · '));
  return measured;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function cells({ program, cold, verification, looked }: Measured): string[] {
  return [program, cold.toFixed(1), verification.toFixed(1), `${((100 * verification) / cold).toFixed(1)} %`, looked];
}

const folders = programs(positionals);
const rows: Measured[] = [];
await inLab(values.platforms.split(','), values.builder, async (builder) => {
  await warmUp(builder, folders, values.platforms.split(','));
  for (const folder of folders) rows.push(await measure(folder, builder));
});

const sum = (of: (row: Measured) => number) => rows.reduce((total, row) => total + of(row), 0);
const all = {
  program: 'together',
  cold: sum(({ cold }) => cold),
  verification: sum(({ verification }) => verification),
  looked: '',
};
console.log(
  `\n${values.platforms} on ${process.arch}, ${new Date().toISOString().slice(0, 10)}, cold, base images at hand\n`,
);
const head = ['program', 'build, seconds', 'verification, seconds', 'of the build', 'looked at'];
console.log(table([head, ...[...rows, all].map(cells)]));
process.exitCode = all.verification > MOST * all.cold ? 1 : 0;
