import { expect, test } from '@jest/globals';
import { memoText } from '../../src/model/memo.ts';

test('what is asked again is not worked out again, as long as it is among the last', () => {
  const asked: string[] = [];
  const length = memoText(2, (text) => {
    asked.push(text);
    return text.length;
  });
  expect(['a', 'bb', 'a', 'bb', 'ccc', 'bb', 'a'].map((text) => length(text))).toEqual([1, 2, 1, 2, 3, 2, 1]);
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a']);
});

test('what throws is asked again', () => {
  let fails = true;
  const ask = memoText(1, (text) => {
    if (fails) throw new Error('no');
    return text;
  });
  expect(() => ask('a')).toThrow('no');
  fails = false;
  expect(ask('a')).toBe('a');
});
