import { describe, expect, test } from '@jest/globals';
import type { Dockerfile, Instruction } from '../../src/dockerfile/dockerfile.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { assignments } from '../../src/dockerfile/read/words.ts';
import { UserError } from '../../src/model/problem.ts';
import { dockerfiles, readings } from './fixtures.ts';

function all({ globals, stages }: Dockerfile): Instruction[] {
  return [...globals, ...stages.flatMap(({ from, instructions }) => [from, ...instructions])];
}

describe('every fixture is read as BuildKit read it', () => {
  test.each(Object.entries(dockerfiles))('%s', (name, text) => {
    const dockerfile = readDockerfile(text);
    const expected = readings[name];
    expect(expected).toBeDefined();
    const read = all(dockerfile).map(({ keyword, span, flags, heredocs, exec }) => ({
      keyword,
      line: span.line,
      endLine: span.endLine,
      flags: flags.map(({ name, value }) => (value === '' ? `--${name}` : `--${name}=${value}`)),
      heredocs,
      json: exec !== undefined,
    }));
    expect(read).toEqual(
      expected?.map(({ words: _, ...node }) => ({ ...node, json: node.json && node.keyword !== 'HEALTHCHECK' })),
    );
  });

  test.each(Object.entries(dockerfiles))('%s: the words', (name, text) => {
    const dockerfile = readDockerfile(text);
    all(dockerfile).forEach((instruction, index) => {
      const { keyword, exec, text } = instruction;
      const words = readings[name]?.[index]?.words ?? [];
      if (exec !== undefined) expect(exec).toEqual(words);
      else if (['RUN', 'CMD', 'ENTRYPOINT', 'WORKDIR', 'USER'].includes(keyword)) expect([text]).toEqual(words);
      else if (keyword === 'FROM' || keyword === 'COPY') expect(text.split(/[\t\v\f\r ]+/)).toEqual(words);
    });
  });

  test.each(Object.entries(dockerfiles))('%s: the words of ENV and ARG', (name, text) => {
    const dockerfile = readDockerfile(text);
    all(dockerfile).forEach((instruction, index) => {
      const words = readings[name]?.[index]?.words ?? [];
      const pairs = assignments(instruction, dockerfile.directives.escape);
      if (instruction.keyword === 'ENV')
        expect(pairs.flatMap(({ name, value }) => [name, value])).toEqual(words.filter((_, i) => i % 3 < 2));
      if (instruction.keyword === 'ARG')
        expect(pairs.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))).toEqual(words);
    });
  });

  test.each(Object.entries(dockerfiles))('%s: spans and gaps together are the file', (_, text) => {
    const instructions = all(readDockerfile(text));
    let at = 0;
    let joined = '';
    for (const { span, keyword, argumentsAt, flags } of instructions) {
      const gap = text.slice(at, span.start);
      for (const line of gap.split('\n')) expect(line).toMatch(/^\ufeff?\s*(#.*)?\r?$/);
      const body = text.slice(span.start, span.end);
      expect(argumentsAt).toBeGreaterThan(span.start);
      expect(argumentsAt).toBeLessThanOrEqual(span.end);
      for (const flag of flags) expect(text.slice(flag.span.start, flag.span.end)).toMatch(/^--/);
      if (flags[0] !== undefined) expect(argumentsAt).toBe(flags[0].span.start);
      if (!body.includes('\\\nUN')) expect(body.slice(0, keyword.length).toUpperCase()).toBe(keyword);
      joined += gap + body;
      at = span.end;
    }
    expect(joined + text.slice(at)).toBe(text);
  });
});

test('the line ends and byte order marks of fixtures have survived the checkout', () => {
  expect(dockerfiles.crlf).toContain('\r\n');
  expect(dockerfiles['crlf-bom']?.startsWith('\ufeff')).toBe(true);
  expect(dockerfiles['mixed-line-ends']).toMatch(/[^\r]\n/);
});

describe('directives', () => {
  test.each([
    ['# syntax=a/b:1\n', { syntax: 'a/b:1', escape: '\\' }],
    ['# syntax=a/b:1 # as ever\n', { syntax: 'a/b:1', escape: '\\' }],
    ['#SYNTAX = a/b \n# Check=skip=all\n', { syntax: 'a/b', escape: '\\', check: 'skip=all' }],
    ['\ufeff# escape=`\r\n', { escape: '`' }],
    ['   # escape=`\n', { escape: '`' }],
    ['\n# escape=`\n', { escape: '\\' }],
    ['# comment\n# escape=`\n', { escape: '\\' }],
    ['# other=1\n# syntax=a\n', { escape: '\\' }],
    ['#!/bin/x\n# syntax=a\n# escape=`\n', { syntax: 'a', escape: '\\' }],
  ])('%j', (head, expected) => {
    expect(readDockerfile(`${head}FROM x\n`).directives).toEqual(expected);
  });
});

describe('blanks are those of BuildKit, not of JavaScript', () => {
  const arguments_ = (text: string) => readDockerfile(`FROM a\n${text}\n`).stages[0]?.instructions[0];

  // as BuildKit's parser v0.34.2 read them
  test.each<[name: string, text: string, argument: string, flags: string[]]>([
    ['a byte order mark is a letter', 'WORKDIR \ufeff/a', '\ufeff/a', []],
    ['a byte order mark at the end', 'USER a\ufeff', 'a\ufeff', []],
    ['a no-break space around the arguments goes', 'USER \u00a0a\u00a0', 'a', []],
    ['and so does a next line', 'USER \u0085a\u0085', 'a', []],
    ['a no-break space ends a flag', 'RUN --network=none\u00a0make', 'make', ['network=none']],
    ['but is none between flags', 'RUN \u00a0--network=none make', '--network=none make', []],
    ['a byte order mark does not end a flag', 'RUN --network=none\ufeff make', 'make', ['network=none\ufeff']],
  ])('%s', (_, text, argument, flags) => {
    const read = arguments_(text);
    expect(read?.text).toBe(argument);
    expect(read?.flags.map(({ name, value }) => `${name}=${value}`)).toEqual(flags);
  });

  test.each([
    ['a no-break space', 'RUN\u00a0make'],
    ['a byte order mark', 'RUN\ufeffmake'],
    ['a byte order mark before it', '\ufeffRUN make'],
  ])('%s makes no instruction of the word', (_, line) => {
    expect(() => readDockerfile(`FROM a\n${line}\n`)).toThrow(
      /^Dockerfile:2: .*RUN.* is no instruction - the character U\+(00A0|FEFF) is part of the word/,
    );
  });

  test('between the names of ENV, as in Go', () => {
    const pairs = (text: string) => assignments(arguments_(text) as Instruction, '\\');
    expect(pairs('ENV A=1\u00a0B=2')).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ]);
    expect(pairs('ENV A=1\ufeffB=2')).toEqual([{ name: 'A', value: '1\ufeffB=2' }]);
  });

  test('a directive with a blank that is none ends the directives', () => {
    expect(readDockerfile('#\u00a0escape=`\nFROM a\n').directives.escape).toBe('`');
    expect(readDockerfile('# escape\u00a0=`\nFROM a\n').directives.escape).toBe('\\');
  });
});

describe('stages', () => {
  test('names are lower case, bases and platforms as written', () => {
    const { stages } = readDockerfile('FROM --platform=$BUILDPLATFORM Img:${V} as Build-1\nFROM build-1\n');
    expect(stages.map(({ name, base, platform, index }) => [name, base, platform, index])).toEqual([
      ['build-1', 'Img:${V}', '$BUILDPLATFORM', 0],
      [undefined, 'build-1', undefined, 1],
    ]);
  });

  test('arguments start where a flag may be put in front, on a continued line too', () => {
    const text = 'FROM x\nRUN \\\n  # why\n  go build\n';
    const run = readDockerfile(text).stages[0]?.instructions[0];
    expect(text.slice(run?.argumentsAt)).toBe('go build\n');
    expect(run?.breaks).toEqual([
      { at: 0, line: 2 },
      { at: 0, line: 4 },
    ]);
  });
});

describe('what Docker refuses is told with its line', () => {
  test.each([
    ['', [[1, 'there is no FROM']]],
    ['# only\n', [[1, 'there is no FROM']]],
    ['RUN x\nFROM a\n', [[1, 'RUN stands before FROM']]],
    ['FROM a\nRUNN x\n', [[2, 'RUNN is no instruction; write RUN']]],
    [
      'FORM a\n',
      [
        [1, 'FORM is no instruction; write FROM'],
        [1, 'there is no FROM'],
      ],
    ],
    [
      'FROM a\nRUN a &&\nb c\nEVN d=e\n',
      [
        [3, 'b is no instruction'],
        [4, 'EVN is no instruction; write ENV'],
      ],
    ],
    ['FROM a\nRUN <<EOF\nx\n EOF\n', [[2, 'the heredoc <<EOF does not end']]],
    ['FROM a\nRUN echo $((1 << 3))\n', [[2, 'the heredoc <<3)) does not end']]],
    ['# escape=x\nFROM a\n', [[1, '# escape=x is no escape character']]],
    ['# syntax=a\n# syntax=b\nFROM a\n', [[2, 'the directive # syntax= is written twice']]],
    ['FROM a b\n', [[1, 'FROM a b has the wrong number of words']]],
    ['FROM\n', [[1, 'FROM  has the wrong number of words']]],
    ['FROM a AS 1x\n', [[1, "1x cannot be a stage's name"]]],
    ['FROM a\nRUN ["a", 1]\n', [[2, 'a JSON form holds something else than strings']]],
  ] as const)('%j', (text, expected) => {
    const error = thrown(() => readDockerfile(text, 'sub/Dockerfile'));
    const told = error.problems.map(({ at, what, instead }, i) => {
      const fix = expected[i]?.[1].includes('; ') ? `; ${instead}` : '';
      return [at?.line, what + fix];
    });
    expect(told).toEqual(expected);
    expect(error.problems[0]?.at?.file).toBe('sub/Dockerfile');
  });
});

function thrown(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
