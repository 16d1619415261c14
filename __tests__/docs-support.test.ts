import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type Run, strangeRuns, supportTable } from '../scripts/support-rows.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const runs = JSON.parse(read('docs/support-runs.json')) as Run[];

test('docs/support.md is what the engine says now (node scripts/support-table.mjs)', () => {
  const written = /<!-- support -->\n\n([\s\S]*?)\n\n<!-- \/support -->/.exec(read('docs/support.md'))?.[1];
  expect(written).toBe(supportTable(runs));
});

test('every run is of a cell that says yes, and its test exists', () => {
  expect(strangeRuns(runs)).toEqual([]);
  for (const { test: where } of runs) {
    const [file = '', name = ''] = where.split(': ');
    // a program of the benchmarks is a folder of that name
    if (file.startsWith('bench/')) expect(read(`${file.replace(/\.ts$/, '')}/${name}/Dockerfile`)).toContain('FROM ');
    else expect(read(`__tests__/lab/${file}`)).toContain(name);
  }
});

test('a run changes its own cell only', () => {
  const [one] = runs;
  const without = supportTable([]).split('\n');
  const changed = supportTable(one === undefined ? [] : [one])
    .split('\n')
    .filter((line, at) => line !== without[at]);
  expect(changed).toHaveLength(1);
});
