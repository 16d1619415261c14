import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { dockerfiles } from '../dockerfile/fixtures.ts';
import { planIfReadable, verdictLines } from './support.ts';

const file = fileURLToPath(new URL('../fixtures/verdicts.txt', import.meta.url));
const HEAD =
  '# What is decided for every stage of the fixtures, on an amd64 machine. To update: CROSSBUILD_UPDATE=1 npm run unit -- __tests__/plan/verdicts.test.ts\n';

function verdicts(): string {
  return Object.entries(dockerfiles)
    .map(([name, text]) => {
      const plan = planIfReadable(text, { platforms: ['linux/arm64', 'linux/arm/v7'] });
      return `${name}\n${plan === undefined ? '  refused' : verdictLines(plan).join('\n')}\n`;
    })
    .join('\n');
}

test('the verdicts over all fixtures are the reviewed ones', () => {
  const now = `${HEAD}\n${verdicts()}`;
  if (process.env.CROSSBUILD_UPDATE === '1') writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, 'utf8'));
});
