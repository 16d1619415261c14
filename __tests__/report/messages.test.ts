import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createProgress } from '../../src/build/progress.ts';
import { explain, MESSAGES } from '../../src/report/messages.ts';
import { BUILDX, type Seen, STEP } from './seen.ts';

/** Full rows: a row that wants nothing of the texts takes any. */
const rows = (table: readonly Seen[]) => table.map(([id, text, says = /./]) => [id, text, says] as const);

describe('explain', () => {
  test.each(rows(BUILDX))('%s in the words of buildx: %s', (id, text, says) => {
    const hint = explain(text);
    expect(hint?.id).toBe(id);
    expect(`${hint?.title} ${hint?.cause} ${hint?.fix}`).toMatch(says);
  });

  test.each(rows(STEP))('%s in the words of a step: %s', (id, output, says) => {
    const hint = explain('process "/bin/sh -c x" did not complete successfully: exit code: 1', { output });
    expect(hint?.id).toBe(id);
    expect(`${hint?.title} ${hint?.cause} ${hint?.fix}`).toMatch(says);
  });

  test.each([
    ['missing-file', 'missing-file', /\/nothere\.txt/],
    ['no-base', 'no-image', /docker\.io\/library\/debian:nosuch does not exist/],
    ['push-refused', 'network', /connection refused/],
  ])('recognises the recording %s', (name, id, says) => {
    const progress = createProgress({
      userLine: (line) => ({ line, inserted: false }),
      userText: '',
      platform: 'linux/amd64',
      startedAt: 0,
    });
    progress.feed(readFileSync(new URL(`../fixtures/progress/${name}.jsonl`, import.meta.url), 'utf8'));
    const hint = explain(progress.end().text);
    expect(hint?.id).toBe(id);
    expect(`${hint?.title} ${hint?.cause}`).toMatch(says);
  });

  test('blames the emulator for a crash only where there is one', () => {
    const crash = 'did not complete successfully: exit code: 139';
    expect(explain(crash, { emulated: true })?.id).toBe('emulator-crash');
    expect(explain(crash, { emulated: false })).toBeUndefined();
  });

  test('takes a step that was stopped for no lack of memory', () => {
    expect(explain('exit code: 137')?.id).toBe('out-of-memory');
    expect(explain('exit code: 137: context canceled: context canceled')).toBeUndefined();
  });

  test('does not take what a step prints for what a registry says', () => {
    expect(
      explain('exit code: 22', { output: 'curl: (22) The requested URL returned error: 403 Forbidden' }),
    ).toBeUndefined();
  });

  test('has nothing to say about an error of the user code', () => {
    expect(explain('exit code: 1', { output: './main.go:3:2: undefined: foo' })).toBeUndefined();
  });

  test('names the platform that lacks an emulator', () => {
    expect(explain('', { output: 'exec /bin/sh: exec format error', platform: 'linux/s390x' })?.title).toContain(
      'linux/s390x',
    );
  });

  test('every failure in the table is recognised by some text above', () => {
    const covered = new Set([...BUILDX, ...STEP].map(([id]) => id));
    expect(MESSAGES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
