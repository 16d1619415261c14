import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createRunner } from '../../src/system/runner.ts';

test.each(['ä', '€', '😀'])('a summary is cut by bytes, as GitHub counts, and %s stays whole', async (letter) => {
  const folder = await mkdtemp(join(tmpdir(), 'crossbuild-summary-'));
  const file = join(folder, 'summary');
  try {
    await createRunner({ GITHUB_STEP_SUMMARY: file }).summary(`x${letter.repeat(600_000)}`);
    const bytes = await readFile(file);
    expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
    const text = bytes.toString('utf8');
    expect(text).not.toContain('\ufffd');
    expect(text).toMatch(/\(cut: a summary holds 1 MiB\)\n$/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
