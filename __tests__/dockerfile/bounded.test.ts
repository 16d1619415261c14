import { describe, expect, test } from '@jest/globals';
import { lex } from '../../src/dockerfile/read/lexer.ts';
import { scriptItems } from '../../src/dockerfile/shell/shell-parser.ts';

describe('what once never ended', () => {
  test.each(['[[ a\u00a0]]', '[[ a\u00a0b ]]', '[[ \u2003', '[[ a\ufeff]] && x'])('the script %j is read', (script) => {
    expect(scriptItems(script, { lineOf: () => 1 }).length).toBeGreaterThan(0);
  });

  test.each<[string, string, string]>([
    ['${V//*a*a*a*b/x}', 'a'.repeat(400), 'a'.repeat(400)],
    ['${V//*a*a*a*b/x}', `${'a'.repeat(400)}b`, 'x'],
    ['${V##*a*a*a*b}', `${'a'.repeat(400)}bc`, 'c'],
    ['${V#*a}', 'aaa', 'aa'],
    ['${V%%a*a*}', `b${'a'.repeat(400)}`, 'b'],
    ['${V%a*}', 'banana', 'banan'],
    ['${V/a/x}', 'banana', 'bxnana'],
    ['${V//a?/x}', 'banana', 'bxxa'],
    // Go replaces no empty match right after a match
    ['${V//*/x}', 'abc', 'x'],
    ['${V//*/x}', 'ab\ncd', 'x\nx'],
  ])('%s of a long value', (text, value, expected) => {
    expect(lex(text, { V: value }, { escape: '\\', unset: 'keep', rawQuotes: true }).text).toBe(expected);
  });
});
