import { expect, test } from '@jest/globals';
import { Names } from '../../src/dockerfile/evaluate/names.ts';

/** Numbers that look random and are the same in every run. */
function numbers(): (below: number) => number {
  let state = 42;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test('every version stays what it was, whatever is changed after it', () => {
  const next = numbers();
  let names = Names.of<string>();
  const model: Record<string, string> = {};
  const versions: [Names<string>, Record<string, string>][] = [];
  for (let i = 0; i < 2_000; i++) {
    const name = `N${next(200)}`;
    if (next(4) === 0) {
      names = names.without(name);
      delete model[name];
    } else {
      names = names.with(name, String(i));
      model[name] = String(i);
    }
    expect(names.get(name)).toBe(model[name]);
    expect(names.has(name)).toBe(name in model);
    if (i % 100 === 0) versions.push([names, { ...model }]);
  }
  for (const [version, expected] of versions) expect(version.record()).toEqual(expected);
});

test('names in order do not make it a list: a look-up in a hundred thousand takes as long as in a few', () => {
  let names = Names.of<number>();
  for (let i = 0; i < 100_000; i++) names = names.with(String(i).padStart(6, '0'), i);
  let found = 0;
  for (let i = 0; i < 100_000; i++) found += names.get(String(i).padStart(6, '0')) === i ? 1 : 0;
  expect(found).toBe(100_000);
  expect(names.get('x')).toBeUndefined();
});

test('any text is a name', () => {
  const names = Names.of({ constructor: 'a' }).with('__proto__', 'b').with('', 'c');
  expect(['constructor', '__proto__', '', 'toString'].map((name) => names.get(name))).toEqual([
    'a',
    'b',
    'c',
    undefined,
  ]);
  expect(Object.entries(names.record())).toHaveLength(3);
});
