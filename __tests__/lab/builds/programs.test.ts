import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { buildAndRun } from '../../../bench/lab.ts';
import { docker, testBuilder } from '../support.ts';

// A part of what `npm run programs` builds: one cheap program, with Go, C and a user of its own. That an accelerated image is the
// emulated one is shown on a smaller program, in accelerate.test.ts.
jest.setTimeout(900_000);

let builder: Awaited<ReturnType<typeof testBuilder>>;
const images = new Set<string>();

beforeAll(async () => {
  builder = await testBuilder('programs', ['linux/arm64', 'linux/arm/v7']);
});

afterAll(async () => {
  await builder.remove();
  if (images.size > 0) await docker('image', 'rm', '-f', ...images);
});

test('zlib for linux/arm/v7 by accelerate prints what its native twin prints', async () => {
  const folder = join('bench', 'programs', 'zlib');
  const native = await buildAndRun(
    { folder, platform: 'linux/amd64', strategy: 'auto', builder: builder.name },
    images,
  );
  expect(native.printed ?? native.failure).toMatch(/\w/);
  const wish = { folder, platform: 'linux/arm/v7', strategy: 'accelerate', builder: builder.name };
  const built = await buildAndRun(wish, images);
  expect(built.planned?.stages.map((stage) => stage.strategy)).toContain('accelerate');
  expect(built.printed ?? built.failure).toBe(native.printed);
});
