import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createProgress } from '../../src/progress/progress.ts';
import { explain, MESSAGES } from '../../src/report/messages/messages.ts';
import { BUILDX, EMULATED, type Seen, STEP } from './seen.ts';

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

  test.each(rows(EMULATED))('%s in the words of a step that an emulator runs: %s', (id, output, says) => {
    const context = { output, platform: 'linux/arm64', emulated: true };
    const hint = explain('process "/bin/sh -c x" did not complete successfully: exit code: 1', context);
    expect(hint?.id).toBe(id);
    expect(hint?.title).toMatch(says);
    expect(hint?.cause).toContain('a machine of linux/arm64');
    // the same step that fails on a real machine too is the user's own failure
    expect(explain('exit code: 1', { ...context, failsNatively: true })?.id).not.toBe('emulator-crash');
  });

  test.each([
    ['a test that prints the words', '--- FAIL: TestCrash\n    got "Segmentation fault", want nothing', 'exit code: 1'],
    [
      'a nil pointer',
      'panic: runtime error: invalid memory address\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]',
      'exit code: 2',
    ],
    ['an assertion', "app: main.c:3: main: Assertion `x' failed.\nAborted (core dumped)", 'exit code: 134'],
    ['an error of the code', './main.go:3:2: undefined: foo', 'exit code: 1'],
  ])('takes no failure of the user for one of the emulator: %s', (_, output, said) => {
    expect(explain(said, { output, platform: 'linux/arm64', emulated: true })?.id).not.toBe('emulator-crash');
  });

  test('names the emulator that ran it', () => {
    const emulator = { from: 'image', name: 'QEMU 9.2.2, which x/binfmt registered' } as const;
    const hint = explain('exit code: 139', { emulated: true, platform: 'linux/arm64', emulator });
    expect(hint?.cause).toContain('It ran under QEMU 9.2.2, which x/binfmt registered, which');
  });

  test.each([
    [{}, /FROM --platform=\$BUILDPLATFORM.*binfmt-image: /, /accelerate|binfmt-reset/],
    [{ accelerated: true }, /compilers run natively already.*strategy: cross/, /accelerate/],
    [{ asked: 'emulate' }, /Leave strategy: emulate out/, /accelerate/],
    [{ emulator: { from: 'before', name: 'x' } }, /binfmt-reset: true and binfmt-image/, /accelerate/],
    [{ emulator: { from: 'node', name: 'x' } }, /register one on the node's machine/, /accelerate|binfmt-image/],
  ] as const)('advises what is not done already: %j', (more, says, never) => {
    const fix = explain('exit code: 139', { emulated: true, ...more })?.fix;
    expect(fix).toMatch(says);
    expect(fix).not.toMatch(never);
  });

  test('a native compiler of an accelerated step is no matter of the emulator', () => {
    const output = 'gcc: internal compiler error: Segmentation fault signal terminated program cc1';
    const hint = explain('exit code: 1', { output, emulated: true, accelerated: true });
    expect(hint?.id).toBe('compiler-crash');
    expect(hint?.cause).not.toMatch(/emulation/);
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
    const covered = new Set([...BUILDX, ...STEP, ...EMULATED].map(([id]) => id));
    expect(MESSAGES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
