import { describe, expect, test } from '@jest/globals';
import { parseCommands, parseFileCommand } from './commands.ts';

describe('parseCommands', () => {
  test('unescapes data and properties', () => {
    const { annotations } = parseCommands('::error file=a%2Cb,line=3,title=x%3Ay::100%25 of%0Atwo lines');
    expect(annotations).toEqual([
      { level: 'error', message: '100% of\ntwo lines', properties: { file: 'a,b', line: '3', title: 'x:y' } },
    ]);
  });

  test.each([
    ['in the middle of a line', '#5 0.1 ::error::no', 0],
    ['after blanks', '  ::error::yes', 1],
    ['the older form, anywhere', '#5 0.1 ##[error]yes', 1],
    ['an unknown name', '::hello::no', 0],
  ])('%s', (_, line, count) => {
    expect(parseCommands(line).annotations).toHaveLength(count);
  });

  test('obeys nothing while stopped', () => {
    const log = '::stop-commands::t0ken\n::error::no\n::add-mask::no\n::t0ken::\n::warning::yes';
    expect(parseCommands(log)).toMatchObject({ masks: [], annotations: [{ level: 'warning', message: 'yes' }] });
  });
});

describe('parseFileCommand', () => {
  test('reads pairs and delimited values, the last one wins', () => {
    expect(parseFileCommand('a=1\nb<<EOT\nx=y\n\nz\nEOT\na=2=3\n')).toEqual({ a: '2=3', b: 'x=y\n\nz' });
  });

  test.each(['nothing', 'a<<EOT\nno end', '=x'])('%j fails the step', (text) => {
    expect(() => parseFileCommand(text)).toThrow();
  });
});
