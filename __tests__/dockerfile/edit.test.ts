import { describe, expect, test } from '@jest/globals';
import { applyEdits, type Edit, unifiedDiff } from '../../src/dockerfile/edit/edit.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { dockerfiles, random } from './fixtures.ts';

const fixtures = Object.entries(dockerfiles);

describe('applyEdits', () => {
  test.each(fixtures)('%s without edits stays as it is', (_, text) => {
    const edited = applyEdits(text, []);
    expect(edited.text).toBe(text);
    const lines = text.match(/\n/g)?.length ?? 0;
    for (let line = 1; line <= lines; line++) {
      expect(edited.lineMap(line)).toEqual({ line });
      expect(edited.rewrittenLine(line)).toBe(line);
    }
    expect(unifiedDiff(text, [], 'Dockerfile')).toBe('');
  });

  test('lines put in before, after and inside lines', () => {
    const text = '# c\nFROM a\nRUN x\n\nRUN y\n';
    const edited = applyEdits(text, [
      { at: 10, insert: '\nENV a\nENV b' },
      { at: 4, insert: 'FROM t\n' },
      { at: text.indexOf('y'), insert: '--m ' },
    ]);
    expect(edited.text).toBe('# c\nFROM t\nFROM a\nENV a\nENV b\nRUN x\n\nRUN --m y\n');
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(edited.lineMap)).toEqual([
      { line: 1 },
      { inserted: true, after: 1 },
      { line: 2 },
      { inserted: true, after: 2 },
      { inserted: true, after: 2 },
      { line: 3 },
      { line: 4 },
      { line: 5 },
    ]);
    expect([1, 2, 3, 4, 5].map(edited.rewrittenLine)).toEqual([1, 3, 6, 7, 8]);
  });

  test('edits at one place keep their order, and a replacement may follow an insertion there', () => {
    expect(
      applyEdits('abc', [
        { at: 1, insert: '1' },
        { at: 1, insert: '2' },
        { at: 1, remove: 1, insert: 'B' },
      ]).text,
    ).toBe('a12Bc');
  });

  test('lines put into a CRLF file end in CRLF', () => {
    expect(applyEdits('FROM a\r\nRUN b\r\n', [{ at: 6, insert: '\nENV x\r\nENV y' }]).text).toBe(
      'FROM a\r\nENV x\r\nENV y\r\nRUN b\r\n',
    );
  });

  test.each<[string, Edit[]]>([
    [
      'overlap',
      [
        { at: 0, remove: 3, insert: '' },
        { at: 2, insert: 'x' },
      ],
    ],
    ['lie behind the end', [{ at: 3, remove: 3, insert: '' }]],
    ['lie before the start', [{ at: -1, insert: '' }]],
  ])('edits that %s are refused', (_, edits) => {
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError);
  });
});

describe('random edits between instructions', () => {
  test.each(fixtures)('%s keeps every RUN, and every line is found again', (name, text) => {
    const next = random(name.length * 7919);
    const dockerfile = readDockerfile(text);
    const instructions = dockerfile.stages.flatMap(({ from, instructions }) => [from, ...instructions]);
    const mark = dockerfile.directives.escape;
    const edits = instructions.flatMap(({ keyword, span, argumentsAt }): Edit[] => {
      const choice = next(5);
      if (choice === 0) return [{ at: span.start, insert: 'LABEL inserted=1\n' }];
      if (choice === 1) return [{ at: span.end, insert: `\nENV put=in ${mark}\n  twice=1` }];
      if (choice === 2 && keyword === 'RUN') return [{ at: argumentsAt, insert: '--network=default ' }];
      return [];
    });
    // What follows FROM may not stand before it, and a file may end in the middle of a continuation.
    const usable = edits.filter(
      ({ at, insert }) => !(insert.startsWith('LABEL') && at === instructions[0]?.span.start),
    );
    const ended = /[\\`][ \t]*(\r?\n[ \t]*(#.*)?)*$/.test(text)
      ? usable.filter(({ at }) => at < text.trimEnd().length - 8)
      : usable;
    const edited = applyEdits(text, ended);
    const again = readDockerfile(edited.text);
    const runs = ({ stages }: typeof again) =>
      stages.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN'));
    expect(runs(again).map(({ text, heredocs, exec }) => ({ text, heredocs, exec }))).toEqual(
      runs(dockerfile).map(({ text, heredocs, exec }) => ({ text, heredocs, exec })),
    );
    runs(again).forEach(({ span }, index) => {
      expect(edited.lineMap(span.line)).toEqual({ line: runs(dockerfile)[index]?.span.line });
    });
    expect(applyDiff(text, unifiedDiff(text, ended, name))).toBe(edited.text);
    expect(applyDiff(text, unifiedDiff(text, ended, name, 0))).toBe(edited.text);
  });
});

test('random edits anywhere: the diff makes the edited text, and lines map monotonically', () => {
  const next = random(11);
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: next(12) }, (_, i) => 'x'.repeat(next(4)) + i).join('\n') + (next(2) ? '\n' : '');
    const edits: Edit[] = [];
    for (let at = next(5); at < text.length; at += 1 + next(8)) {
      const remove = Math.min(next(4), text.length - at);
      edits.push({ at, remove, insert: ['', 'new', '\n', 'a\nb\n', '\nc'][next(5)] ?? '' });
      at += remove;
    }
    const edited = applyEdits(text, edits);
    const diff = unifiedDiff(text, edits, 'f', next(4));
    expect(diff === '' ? text : applyDiff(text, diff)).toBe(edited.text);
    let last = 0;
    edited.text.split('\n').forEach((_, i) => {
      const origin = edited.lineMap(i + 1);
      const line = 'line' in origin ? origin.line : origin.after;
      expect(line).toBeGreaterThanOrEqual(last);
      last = line;
    });
  }
});

test('a diff as it is shown', () => {
  const text = 'FROM golang AS b\nRUN go build\nFROM scratch\n';
  expect(
    unifiedDiff(
      text,
      [
        { at: 5, insert: '--platform=$BUILDPLATFORM ' },
        { at: 16, insert: '\nARG TARGETARCH' },
      ],
      'Dockerfile',
      1,
    ),
  ).toBe(
    `--- a/Dockerfile
+++ b/Dockerfile
@@ -1,2 +1,3 @@
-FROM golang AS b
+FROM --platform=$BUILDPLATFORM golang AS b
+ARG TARGETARCH
 RUN go build
`,
  );
});

/** What a row of a diff says of its line; `\\ No newline at end of file` behind it takes the line end away. */
function textOf(row: string, following = ''): string {
  return following.startsWith('\\ No newline') ? row.slice(1, -1) : row.slice(1);
}

/** What `patch` makes of a diff, strictly: every context and removed line must be there. */
function applyDiff(text: string, diff: string): string {
  if (diff === '') return text;
  const source = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const rows = (diff.match(/[^\n]*\n/g) ?? []).slice(2);
  let out = '';
  let at = 0;
  rows.forEach((row, index) => {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+/.exec(row);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      while (at < start) out += source[at++];
      return;
    }
    if (row.startsWith('\\')) return;
    const line = textOf(row, rows[index + 1]);
    if (row[0] !== '+') expect(source[at++]).toBe(line);
    if (row[0] !== '-') out += line;
  });
  return out + source.slice(at).join('');
}
