import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { Reply } from '../harness/fake-docker.ts';
import { COMPILES, CROSSES, type Job, job } from './support.ts';

/** What Node writes with NODE_V8_COVERAGE: how often each function of each script ran. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly [Range, ...Range[]] }[];
  }[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A text of its own in the function that reads a Dockerfile, and in one that each evaluation calls once. */
const MARKS = { read: 'only ARG can stand before the first FROM', evaluated: 'no stage has a name' } as const;

/** How often the function ran that has a text in it: names are short in dist, texts are what they were. */
async function callsOf(mark: string, folder: string): Promise<number> {
  let calls = 0;
  let found = 0;
  for (const name of await readdir(folder)) {
    const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as Coverage;
    for (const { url, functions } of result.filter((one) => one.url.includes('/dist/'))) {
      const at = (await readFile(new URL(url), 'utf8')).indexOf(mark);
      const around = functions
        .map(({ ranges: [whole] }) => whole)
        .filter(({ startOffset, endOffset }) => at >= 0 && startOffset <= at && at < endOffset)
        .toSorted((one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset));
      found += around.length;
      calls += around[0]?.count ?? 0;
    }
  }
  if (found === 0) throw new Error(`no function of dist has the text ${mark}`);
  return calls;
}

/** The engine registers emulators for both. */
const EMULATORS: Reply = {
  match: /^run --rm --privileged \S+ --install/,
  stdout: JSON.stringify({ supported: [], emulators: ['qemu-aarch64', 'qemu-arm'] }),
};

let running: Job | undefined;
let coverage = '';

afterEach(async () => {
  await running?.remove();
  await rm(coverage, { recursive: true, force: true });
});

/** How often a step for three platforms read a Dockerfile, and evaluated one. */
async function counted(dockerfile: string, inputs: Record<string, string> = {}) {
  coverage = await mkdtemp(join(tmpdir(), 'crossbuild-coverage-'));
  running = await job([EMULATORS], dockerfile);
  const run = await running.main(
    { platforms: 'linux/amd64,linux/arm64,linux/arm/v7', verify: 'false', ...inputs },
    { env: { NODE_V8_COVERAGE: coverage } },
  );
  expect(run.log).toContain('linux/arm/v7');
  expect({ code: run.code, errors: run.annotations.filter(({ level }) => level === 'error') }).toEqual({
    code: 0,
    errors: [],
  });
  return { read: await callsOf(MARKS.read, coverage), evaluated: await callsOf(MARKS.evaluated, coverage) };
}

test.each<[name: string, dockerfile: string]>([
  ['a stage with native tools', COMPILES],
  ['a stage that is cross-compiled', CROSSES],
  ['in lower case', COMPILES.replace(/^[A-Z]+/gm, (word) => word.toLowerCase())],
])(
  '%s: the file is read once, and so is the one that is built; each platform is evaluated once',
  async (_, dockerfile) => {
    const counts = await counted(dockerfile);
    expect(counts).toEqual({ read: 2, evaluated: 3 });
  },
);
