import { expect, test } from '@jest/globals';
import { quoted } from '../../src/model/text.ts';

test.each([
  ['short ones stay', 'FROM alpine', 'FROM alpine'],
  ['long ones end after 40 characters', 'x'.repeat(41), `${'x'.repeat(39)}…`],
  ['40 are not too many', 'x'.repeat(40), 'x'.repeat(40)],
  ['line ends and tabs are blanks', 'a\n\t b\u2028c', 'a b c'],
  ['nothing that cannot be seen', 'a\u0000\u001b[31mb\u200b\u202ec\ud800', 'abc'],
  ['no character is halved', '\u{1f600}'.repeat(50), `${'\u{1f600}'.repeat(39)}…`],
])('what an error quotes of a line: %s', (_, text, shown) => {
  expect(quoted(text)).toBe(shown);
});
