import { describe, expect, test } from '@jest/globals';
import { expand } from '../../src/dockerfile/evaluate/expand.ts';
import { expansions } from './fixtures.ts';

const env = Object.fromEntries(
  expansions.env.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);

test.each(expansions.rows)('%j with escape %s is what BuildKit makes of it', (text, mark, value) => {
  const expansion = expand(text, env, { escape: mark, unset: 'empty' });
  expect('value' in expansion ? expansion.value : null).toBe(value);
});

describe('a variable that the file does not set', () => {
  test.each([
    ['golang:$V', 'V'],
    ['${V}', 'V'],
    ['$X-${A}-${B}', 'A'],
    ['${V#x}', 'V'],
    ['${V/a/b}', 'V'],
    ['${V:?must be given}', 'V'],
    ['${V:-$W}', 'W'],
    ['${X:+$W}', 'W'],
    ['"$V"', 'V'],
  ])('%s names it', (text, unknown) => {
    expect(expand(text, env)).toEqual({ unknown, why: expect.stringContaining(unknown) });
  });

  test.each([
    ['${V:-d}', 'd'],
    ['${V-}', ''],
    ['${V:+x}', ''],
    ['${X:-$W}', 'a/b.a/b'],
    ["'$V'", '$V'],
    ['\\$V', '$V'],
  ])('%s does not need it', (text, value) => {
    expect(expand(text, env)).toEqual({ value });
  });

  test.each(['$O', '${O:-d}', '${O+d}', '${O%x}', '${O/a/b}'])(
    '%s is unknown when it is set to what cannot be told',
    (text) => {
      expect(expand(text, {}, { opaque: new Set(['O']), unset: 'empty' })).toMatchObject({ unknown: 'O' });
    },
  );
});

describe('patterns', () => {
  const V = 'a'.repeat(100_000);

  test.each([
    ['${V//*a*a*a*b/x}', V],
    ['${V/*a*a*a*a*a*a*a*ab/x}', V],
    ['${V//a*a*?*?b/x}', V],
    ['${V##*a*a*a*a*b}', V],
    ['${V#*a*a*a*a*b}', V],
    ['${V%%b*a*a*a*a*}', V],
    ['${V//a*a/x}', 'x'],
    ['${V##*a*a}', ''],
    ['${V%a*a*a}', V.slice(3)],
  ])('%s of 100,000 letters ends', (text, value) => {
    const expansion = expand(text, { V });
    expect('value' in expansion && expansion.value === value).toBe(true);
  });

  test.each([
    ['${V//*/x}', 'abc', 'x'],
    ['${V///x}', 'abc', 'xaxbxcx'],
    ['${V//b*/x}', 'abcb', 'ax'],
    ['${V//?/x}', 'a\nb', 'x\nx'],
    ['${V//*b/x}', 'ab\ncb\nc', 'x\nx\nc'],
    ['${V#*b}', 'abab', 'ab'],
    ['${V##*b}', 'ababc', 'c'],
    ['${V%b*}', 'abab', 'aba'],
    ['${V%%b*}', 'abab', 'a'],
    ['${V#??}', '\u{1f600}\u{1f601}c', 'c'],
  ])('%s of %j is %j, as in Go', (text, V, value) => {
    expect(expand(text, { V })).toEqual({ value });
  });

  test('what matches is what a regular expression with backtracking matches', () => {
    const all = (count: number, letters: readonly string[]): string[] =>
      count === 0 ? [''] : all(count - 1, letters).flatMap((text) => ['', ...letters].map((letter) => text + letter));
    const values = [...new Set(all(5, ['a', 'b', '\n']))];
    const expanded = (text: string, V: string): string => {
      const expansion = expand(text, { V });
      return 'value' in expansion ? expansion.value : expansion.why;
    };
    const wrong: string[] = [];
    for (const pattern of new Set(all(4, ['a', 'b', '*', '?']).filter((text) => text !== ''))) {
      const source = (star: string): string => pattern.replaceAll('?', '[^\n]').replaceAll('*', star);
      const greedy = new RegExp(source('[^\n]*'));
      const lazy = new RegExp(`^${source('[^\n]*?')}`);
      for (const value of values) {
        if (expanded(`\${V/${pattern}/x}`, value) !== value.replace(greedy, 'x')) wrong.push(`${value}/${pattern}`);
        if (expanded(`\${V#${pattern}}`, value) !== value.replace(lazy, '')) wrong.push(`${value}#${pattern}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('variables inside variables, deeper than anyone writes them, are not known', () => {
  const deep = (count: number): string => `${'${A:-'.repeat(count)}x${'}'.repeat(count)}`;
  expect(expand(deep(100), {}, { unset: 'empty' })).toEqual({ value: 'x' });
  for (const count of [2_000, 100_000]) {
    expect(expand(deep(count), {})).toMatchObject({ why: expect.stringContaining('stand inside each other') });
  }
});
