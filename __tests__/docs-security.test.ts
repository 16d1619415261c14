import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repository } from './harness/action.ts';

const page = readFileSync(join(repository, 'docs', 'security.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\*\*.+) \| (.+) \|$/gm)].map(([, promise = '', tests = '']) => ({
  promise,
  tests: [...tests.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\): (.+?)(?=<br>|$)/g)],
}));

test('every promise names a test', () => {
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('what stands outside of the table promises nothing but in the part that says so', () => {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('|'));
  expect(lines.slice(0, 3)).toEqual([
    '# What is trusted, and what is not',
    expect.stringMatching(/^Every row is a promise, and names the tests/),
    '## Not promised',
  ]);
});

test.each(rows.flatMap(({ tests }) => tests.map(([, file = '', title = '']) => [file, title] as const)))(
  '%s has the test: %s',
  (file, title) => {
    const source = readFileSync(join(repository, file), 'utf8');
    // a title, or a value of a table of tests; never a comment
    expect(["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`))).toBe(true);
  },
);

test('the README leads to SECURITY.md, and that to the page', () => {
  expect(readFileSync(join(repository, 'README.md'), 'utf8')).toContain('](SECURITY.md)');
  expect(readFileSync(join(repository, 'SECURITY.md'), 'utf8')).toContain('](docs/security.md)');
});
