import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { troubleshooting } from '../scripts/troubleshooting-rows.ts';
import { MESSAGES } from '../src/report/messages/messages.ts';

const page = readFileSync(fileURLToPath(new URL('../docs/troubleshooting.md', import.meta.url)), 'utf8');

test('the page has what the table of messages says now (node scripts/troubleshooting.mjs)', () => {
  const written = /<!-- failures -->\n\n([\s\S]*?)\n\n<!-- \/failures -->/.exec(page)?.[1];
  expect(written).toBe(troubleshooting());
});

test.each([...new Set(MESSAGES.map(({ id }) => id))])('%s has its place on the page', (id) => {
  expect(page).toContain(`<a id="${id}"></a>`);
});
