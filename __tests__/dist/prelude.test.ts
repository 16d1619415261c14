import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { errors, job, warnings } from './support.ts';

jest.setTimeout(30_000);

const WRONG = { platfroms: 'linux/amd64', platforms: 'linux/amd64' };
/** Shorter than what is hidden in a log, which is a warning about an input. */
const SHORT = { username: 'ada', password: 'abc', registry: 'login.test', platforms: 'linux/amd64' };

describe.each(['', 'setup', 'merge', 'meta'])('what every step begins and ends with: the action in "%s"', (folder) => {
  const action = join(repository, folder);

  test('summary: false leaves the summary alone, after an error too', async () => {
    const one = await job();
    try {
      const loud = await one.main({}, { action, inputs: WRONG });
      expect(loud.summary).toContain('nothing was built');
      const quiet = await one.main({}, { action, inputs: { ...WRONG, summary: 'false' } });
      expect(quiet.code).toBe(1);
      expect(errors(quiet)).toContain('platfroms: there is no such input');
      expect(quiet.summary).toBe('');
    } finally {
      await one.remove();
    }
  });

  test('a warning about an input is shown', async () => {
    const one = await job();
    try {
      expect(warnings(await one.main({}, { action, inputs: SHORT }))).toMatch(/not hidden in the log/);
    } finally {
      await one.remove();
    }
  });
});
