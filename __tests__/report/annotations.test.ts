import { describe, expect, test } from '@jest/globals';
import type { BuildWarning } from '../../src/progress/progress.ts';
import { annotations } from '../../src/report/annotations.ts';
import { failingRecord, recordOf } from './support.ts';

const { failure } = failingRecord();
const warning = (rule: string, line: number): BuildWarning => ({
  rule,
  line,
  short: `${rule} here`,
  detail: '',
  url: '',
});

describe('annotations', () => {
  test('one error at the user line, with the line that says why and the hint', () => {
    const hint = { id: 'x', title: 'Title', cause: 'Cause.', fix: 'Fix.' };
    const notes = annotations({
      file: 'docker/Dockerfile',
      ...(failure === undefined ? {} : { failure }),
      hint,
      warnings: [],
    });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({
      level: 'error',
      at: { file: 'docker/Dockerfile', line: 5, endLine: 8, title: 'Build failed: linux/amd64 build' },
    });
    expect(notes[0]?.text).toContain('exit code: 3\nmain.c:3: error: <b>x</b> | y\nTitle. Cause. Fix.');
  });

  test('without a file in the repository there is no place', () => {
    const [note] = annotations({ ...(failure === undefined ? {} : { failure }), warnings: [] });
    expect(note?.at).toEqual({ title: 'Build failed: linux/amd64 build' });
  });

  test('warnings at the lines of the user: leaks first, style last', () => {
    const notes = annotations({ file: 'Dockerfile', warnings: recordOf('warnings').warnings });
    expect(notes.map(({ at }) => [at.title, at.line])).toEqual([
      ['SecretsUsedInArgOrEnv', 2],
      ['WorkdirRelativePath', 3],
      ['JSONArgsRecommended', 9],
      ['ConsistentInstructionCasing', 1],
      ['MaintainerDeprecated', 7],
    ]);
  });

  test('ten warnings at most, each once', () => {
    const many = Array.from({ length: 30 }, (_, at) => warning('WorkdirRelativePath', at % 15));
    const notes = annotations({ file: 'Dockerfile', warnings: [...many, warning('SecretsUsedInArgOrEnv', 99)] });
    expect(notes).toHaveLength(10);
    expect(notes[0]?.at.line).toBe(99);
    expect(new Set(notes.map(({ at }) => at.line)).size).toBe(10);
  });
});
