// Gives every parser texts made from its corpus: node scripts/fuzz.mjs [seconds] [seed]. Ends with 1 for a mistake, or a text without an end.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundle } from './bundle.mjs';

/** No text may take longer. */
const LIMIT_MS = 10_000;

const [seconds = 60, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);

const { TARGETS } = await import(await bundle('fuzz-targets.ts'));
const folder = resolve(import.meta.dirname, '../__tests__/fixtures/corpus');
const corpora = Object.fromEntries(
  await Promise.all(
    Object.keys(TARGETS).map(async (name) => [
      name,
      JSON.parse(await readFile(resolve(folder, `${name}.json`), 'utf8')),
    ]),
  ),
);
const worker = new Worker(await bundle('fuzz.ts'), { workerData: { corpora, seconds, seed } });
let now = { name: '', text: '' };
let count = 0;
let since = Date.now();

function end(code, words) {
  console.log(`${words}; ${count} texts, seed ${seed}`);
  process.exit(code);
}

function mistake({ name, text }, what) {
  // a module without a file is named by all of its text
  const where = String(what).replace(/data:[^\s:)]*/g, 'bundle');
  console.log(
    `Keep it in __tests__/fixtures/corpus/${name}.json once it is mended:\n${JSON.stringify(text)}\n${where}`,
  );
  end(1, `${name} failed`);
}

worker.on('message', ({ about, failed, done, count: at }) => {
  since = Date.now();
  if (about !== undefined) [now, count] = [about, at + 1];
  if (failed !== undefined) mistake(failed, failed.failure);
  if (done) end(0, 'Nothing found');
});
worker.on('error', (error) => mistake(now, error.stack));
setInterval(() => {
  if (Date.now() - since > LIMIT_MS) mistake(now, `it took longer than ${LIMIT_MS / 1000} s`);
}, 1000);
