import { describe, expect, test } from '@jest/globals';
import { expand } from '../../src/dockerfile/expand.ts';
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
