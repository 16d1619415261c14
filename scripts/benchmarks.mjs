// Writes the table of docs/benchmarks.md and docs/benchmarks.svg from docs/benchmarks.json; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { benchmarkChart, benchmarkTable } from './benchmarks-rows.mjs';
import { fill } from './docs.mjs';

const docs = resolve(import.meta.dirname, '..', 'docs');
const data = JSON.parse(await readFile(resolve(docs, 'benchmarks.json'), 'utf8'));
const page = await readFile(resolve(docs, 'benchmarks.md'), 'utf8');
const wanted = {
  'benchmarks.md': fill(page, { figures: benchmarkTable(data) }),
  'benchmarks.svg': benchmarkChart(data),
};
for (const [name, text] of Object.entries(wanted)) {
  const path = resolve(docs, name);
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if ((await readFile(path, 'utf8')) !== text) process.exitCode = 1;
}
