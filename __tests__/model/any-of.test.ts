import { expect, test } from '@jest/globals';
import { anyOf, sourceOfAny } from '../../src/model/any-of.ts';

test('any of the patterns matches, by the flags of the whole', () => {
  const pattern = anyOf([/^a$/, /b(\d)/], 'i');
  expect(['A', 'a', 'xb1', 'ab', 'b'].filter((text) => pattern.test(text))).toEqual(['A', 'a', 'xb1']);
  expect(pattern.exec('B7')?.[1]).toBe('7');
});

test('the source of any of them stands between others', () => {
  expect(new RegExp(`^(${sourceOfAny([/a/, /b\//])})$`).test('b/')).toBe(true);
});
