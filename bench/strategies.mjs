// Cold builds of a program by each strategy, side by side in one run, with ratios to the native build of the same
// program. Nothing is taken from a cache but the base images, which every strategy needs alike.
//   node bench/strategies.mjs [--platform=linux/arm64] [--strategies=cross,accelerate,emulate] [--stop-after=8] [folder…]
// A build that takes more than --stop-after times the native one is stopped, and its row says so.
// Needs an engine; in the lab run lab/up first. Node 22.18 or later (the lab's own: ~/.cache/crossbuild-lab/bin/node).
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { discard, runAction } from '../__tests__/harness/action.ts';

const { values, positionals } = parseArgs({
  options: {
    platform: { type: 'string', default: 'linux/arm64' },
    strategies: { type: 'string', default: 'cross,accelerate,emulate' },
    'stop-after': { type: 'string', default: '20' },
  },
  allowPositionals: true,
});
const programs = positionals.length > 0 ? positionals : ['examples/opus-sqlite'];
const config = join(process.env.LAB ?? join(homedir(), '.cache', 'crossbuild-lab'), 'buildkitd.toml');
const lab = existsSync(config) ? ['--driver-opt=network=host', `--buildkitd-config=${config}`] : [];
// not crossbuild-…: post keeps emulators while a builder of that name runs
const builder = `bench-${process.pid}`;

const rows = [];
const runs = [];
docker('buildx', 'create', `--name=${builder}`, '--driver=docker-container', ...lab);
try {
  for (const context of programs) {
    await build(context, 'linux/amd64', 'auto', false); // pulls the bases
    await build(context, values.platform, 'accelerate', false);
    const native = await build(context, 'linux/amd64', 'auto', true);
    rows.push(row(context, 'native linux/amd64', native, native));
    for (const strategy of values.strategies.split(',')) {
      const limit = native.seconds * Number(values['stop-after']);
      rows.push(row(context, strategy, await build(context, values.platform, strategy, true, limit), native));
    }
  }
} finally {
  // the post parts come last: the first one to run takes the emulators away again
  for (const run of runs) await discard(await runAction({ entry: 'post', cwd: process.cwd(), after: run }));
  docker('buildx', 'rm', builder);
}
console.log(
  `\n${values.platform} on ${process.arch}, ${new Date().toISOString().slice(0, 10)}, cold, base images at hand\n`,
);
console.log('| program | strategy | seconds | to native | what was used |\n| --- | --- | ---: | ---: | --- |');
for (const line of rows) console.log(line);

/** Seconds from the start of the action to its end; the emulator and the builder are there already. */
async function build(context, platforms, strategy, cold, limit = 3600) {
  const inputs = {
    context,
    platforms,
    strategy,
    builder,
    'no-cache': String(cold),
    outputs: 'type=cacheonly',
    verify: 'false',
    fallback: 'false',
  };
  console.error(`${context} ${platforms} ${strategy}${cold ? '' : ' (warming up)'}`);
  const run = await runAction({
    entry: 'main',
    inputs,
    cwd: process.cwd(),
    timeoutMs: 3_600_000,
    signalAfter: { signal: 'SIGINT', ms: limit * 1000 },
  });
  runs.push(run);
  if (run.code !== 0 && run.seconds >= limit) return { seconds: run.seconds, used: strategy, stopped: true };
  if (run.code !== 0) throw new Error(run.log.slice(-4000));
  const {
    platforms: [{ strategy: used, stages }],
  } = JSON.parse(run.outputs.plan);
  return {
    seconds: run.seconds,
    used: `${used} (${stages.map(({ stage, strategy: how }) => `${stage}=${how}`).join(' ')})`,
  };
}

function row(context, strategy, { seconds, used, stopped = false }, native) {
  const more = stopped ? 'more than ' : '';
  const ratio = (seconds / native.seconds).toFixed(2);
  return `| ${context} | ${strategy} | ${more}${seconds.toFixed(1)} | ${more}${ratio} | ${used}${stopped ? ', stopped' : ''} |`;
}

function docker(...args) {
  return execFileSync('docker', args, { encoding: 'utf8' });
}
