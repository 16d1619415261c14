import { expect, jest, test } from '@jest/globals';
import { errors, job } from './support.ts';

jest.setTimeout(60_000);

test.each([
  ['run', true],
  ['run-with-network', false],
])('verify: %s starts each image with limits; without a network: %j', async (verify, alone) => {
  const one = await job();
  try {
    const run = await one.main({ verify });
    expect([errors(run), run.code]).toEqual(['', 0]);
    const started = await one.asked('run --rm --name=');
    expect(started).toHaveLength(2);
    for (const line of started) {
      expect(line).toMatch(/--security-opt=no-new-privileges --memory=\S+ --pids-limit=\d+/);
      expect(line.includes('--network=none')).toBe(alone);
    }
  } finally {
    await one.remove();
  }
});
