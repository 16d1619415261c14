import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { KINDS } from '../scripts/planning-kinds.ts';
import { repository } from './harness/action.ts';

const page = readFileSync(join(repository, 'docs', 'reliability.md'), 'utf8');

test('the curves are of every kind of line that there is (node scripts/planning-curves.mjs)', () => {
  const rows = [...page.matchAll(/^\| (.+) \|(?: [\d.]+ s \|){3} (?:planned|refused) \|$/gm)];
  expect(rows.map(([, kind]) => kind)).toEqual(Object.keys(KINDS));
});
