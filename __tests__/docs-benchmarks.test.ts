import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { benchmarkChart, benchmarkTable } from '../scripts/benchmarks-rows.mjs';

const docs = resolve(import.meta.dirname, '..', 'docs');
const read = (name: string): string => readFileSync(resolve(docs, name), 'utf8');
const data = JSON.parse(read('benchmarks.json'));

test('the table and the chart are those of docs/benchmarks.json (node scripts/benchmarks.mjs)', () => {
  expect(/<!-- figures -->\n\n([\s\S]*?)\n\n<!-- \/figures -->/.exec(read('benchmarks.md'))?.[1]).toBe(
    benchmarkTable(data),
  );
  expect(read('benchmarks.svg')).toBe(benchmarkChart(data));
});

test('a bar is as long as the build took, compared with the native one', () => {
  const one = { ...data, rows: [{ program: 'x', what: 'y', seconds: { native: 10, accelerate: 20 } }] };
  const widths = [...benchmarkChart(one).matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)" height="9"/g)];
  expect(widths.map(([, name, width]) => [name, Number(width)])).toEqual([
    ['native', 295],
    ['accelerate', 590],
  ]);
});
