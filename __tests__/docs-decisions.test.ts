import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '..', 'docs', 'decisions');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const records = readdirSync(folder).filter((name) => name !== 'README.md');

test('the list of decisions has every record, in the order of their numbers', () => {
  const listed = [...read('README.md').matchAll(/^\| \[(\d{4})\]\((\S+)\) \|/gm)];
  expect(listed.map(([, , name]) => name)).toEqual(records.sort());
  for (const [, number = '', name = ''] of listed) expect(name).toMatch(new RegExp(`^${number}-[a-z-]+\\.md$`));
});

test.each(records)('%s has its number, and says why on a page', (name) => {
  const text = read(name);
  expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)}: `));
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
    'Context',
    'Decision',
    'Evidence',
    'Consequences',
  ]);
  expect(text.split(/\s+/).length).toBeLessThan(900);
});
