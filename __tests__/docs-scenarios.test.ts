import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const page = await readFile(join(root, 'docs', 'scenarios.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!Scenario|---)/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

test.each(rows)('%s', async (_, where = '') => {
  const named = /`(__tests__\/[\w/.-]+)`: (.*)$/.exec(where);
  // a reason is a sentence
  if (named === null) return expect(where).toMatch(/^[A-Z].{20,}/);
  const text = await readFile(join(root, named[1] ?? ''), 'utf8');
  expect(text.replaceAll("\\'", "'")).toContain(named[2]);
});

test('every scenario that the lab runs by its name is on the page', async () => {
  const text = await readFile(join(root, '__tests__', 'lab', 'builds', 'scenarios.test.ts'), 'utf8');
  const body = /const scenarios[^{]*\{\n([\s\S]*?)\n\};/.exec(text)?.[1] ?? '';
  const names = [...body.matchAll(/^ {2}'?([a-z-]+)/gm)].map(([, name]) => name ?? '');
  const listed = rows.flatMap(([cell = '']) => cell.split(', '));
  expect(names.filter((name) => !listed.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(20);
});
