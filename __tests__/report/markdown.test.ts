import { describe, expect, test } from '@jest/globals';
import { code, codeBlock, details, escaped, link, table } from '../../src/report/markdown.ts';

describe('escaped', () => {
  test.each([
    ['<script>', 'HTML'],
    ['a | b', 'the end of a table cell'],
    ['`x`', 'code'],
    ['**b** _i_ ~s~', 'emphasis'],
    ['[l](http://x)', 'a link'],
    ['$x$', 'maths'],
    ['@octocat #1', 'mentions'],
    ['&lt;', 'an entity'],
    ['::error::x', 'a workflow command'],
    ['https://evil.example', 'an address that becomes a link'],
    ['www.evil.example', 'another one'],
  ])('%s means nothing any more (%s)', (text) => {
    const safe = escaped(text);
    expect(safe).not.toMatch(/[<>|`*_~[\]$@]|:(?=[:/])|&(?!#\d+;)|www\./);
    expect(safe.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)))).toBe(text);
  });

  test('is one line, without terminal sequences and marks that turn text around', () => {
    expect(escaped('a\r\n\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u202e b')).toBe('a red link b');
  });
});

test('code of nothing is nothing', () => expect([code(''), code('a<b')]).toEqual(['', '<code>a&#60;b</code>']));

test('a code block cannot be ended by what is in it', () => {
  const text = 'a\n```\n<b>\n`````\n';
  const [first = '', ...rest] = codeBlock(text, 'diff').split('\n');
  expect(first).toBe('``````diff');
  expect(rest.indexOf('``````')).toBe(rest.length - 1);
});

test('a column that nothing is known for is left out', () => {
  expect(table(['a', 'b', 'c'], [['1', '', '3'], ['4']])).toBe('| a | c |\n| --- | --- |\n| 1 | 3 |\n| 4 |  |');
});

test('the title of a folded part is escaped', () =>
  expect(details('<x>', 'body')).toContain('<summary>&#60;x&#62;</summary>'));

test.each([
  ['https://docs.docker.com/go/x/', true],
  ['https://github.com/o/r/blob/abc/Dockerfile#L3-L5', true],
  ['javascript:alert(1)', false],
  ['https://x.example/)[y](javascript:z', false],
  ['https://x.example/ y', false],
  [undefined, false],
])('%s is a link: %s', (url, expected) => {
  expect(link('t', url)).toBe(expected ? `[t](<${url}>)` : 't');
});
