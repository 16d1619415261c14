import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { KINDS } from '../scripts/planning-kinds.ts';
import { repository } from './harness/action.ts';

const page = readFileSync(join(repository, 'docs', 'reliability.md'), 'utf8');

test('the curves are of every kind of line that there is (node scripts/planning-curves.mjs)', () => {
  const rows = [...page.matchAll(/^\| (.+) \|(?: [\d.]+ s \|){3} (?:planned|refused) \|$/gm)];
  expect(rows.map(([, kind]) => kind)).toEqual(Object.keys(KINDS));
});

describe('the table of faults', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| [^|]+ \| (.+) \|$/gm)].map(([, number, tests = '']) => ({
    number: Number(number),
    tests: [...tests.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\): (.+?)(?=<br>|$)/g)],
  }));

  test('has all that are known, in their order, each with a test', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 52 }, (_, at) => at + 1));
    expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  test.each(rows.flatMap(({ tests }) => tests.map(([, file = '', title = '']) => [file, title] as const)))(
    '%s has the test: %s',
    (file, title) => {
      const source = readFileSync(join(repository, file), 'utf8');
      // a title, or the first column of a table of tests; never a comment
      const quoted = ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
      expect(quoted || source.includes(`/${title}/`)).toBe(true);
    },
  );
});
