import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { type Command, commandsOf } from '../../src/dockerfile/shell/shell.ts';

function commands(step: string): readonly Command[] {
  const [instruction] = readDockerfile(`FROM x\n${step}\n`).stages[0]?.instructions ?? [];
  if (instruction === undefined) throw new Error('no instruction');
  return commandsOf(instruction);
}

/** One word list per command; `?` where it is opaque. */
function words(script: string): string[][] {
  return commands(`RUN ${script}`).map(({ words, opaque }) => (opaque ? [...words, '?'] : [...words]));
}

describe('operators and compound commands', () => {
  test.each<[string, string[][]]>([
    ['a && b || c; d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['a |& b', [['a'], ['b']]],
    ['(cd x && make) > log 2>&1', [['cd', 'x'], ['make']]],
    ['{ a; b; } >&2', [['a'], ['b']]],
    ['! grep -q x y', [['grep', '-q', 'x', 'y']]],
    ['if [ -f x ]; then a; elif b; then c; else d; fi', [['[', '-f', 'x', ']'], ['a'], ['b'], ['c'], ['d']]],
    [
      'while read l; do a "$l"; done < f',
      [
        ['read', 'l'],
        ['a', '$l'],
      ],
    ],
    ['until a; do sleep 1; done', [['a'], ['sleep', '1']]],
    ['for x in a $(b) "c d"; do e $x; done && f', [['b'], ['e', '$x'], ['f']]],
    ['for x; do a; done', [['a']]],
    ['for ((i=0; i<3; i++)); do a; done', [['a']]],
    ['case $x in a|b) c;; (d) ;; *) e; f ;; esac; g', [['c'], ['e'], ['f'], ['g']]],
    ['case "$(uname -m)" in x86_64) A=1; b;; esac', [['uname', '-m'], [], ['b']]],
    ['x=$(case a in a) b;; esac); c', [['b'], [], ['c']]],
    ['f() { gcc a.c; }; f', [['gcc', 'a.c'], ['f']]],
    ['function f { cc b.c; }', [['cc', 'b.c']]],
    ['[[ -f a && ( $b < c || d ) ]] && e', [['[[', '-f', 'a', '&&', '(', '$b', '<', 'c', '||', 'd', ')', ']]'], ['e']]],
    ['echo $((1<<2)) $(( (3) * 4 )); (( x++ )); a', [['echo', '$((1<<2))', '$(( (3) * 4 ))'], ['a']]],
    ['a # b && c', [['a']]],
    ['a#b c', [['a#b', 'c']]],
    ['set -eux; a;', [['set', '-eux'], ['a']]],
    ['echo if then done fi', [['echo', 'if', 'then', 'done', 'fi']]],
    ['> out a < in 2>/dev/null b &> x', [['a', 'b']]],
    ['a <<<"here"', [['a']]],
    ['diff <(b c) >(d)', [['b', 'c'], ['d'], ['diff', '<(b c)', '>(d)']]],
  ])('%s', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });
});

describe('words', () => {
  test.each<[string, string[]]>([
    [`echo "a b" 'c d' e\\ f "g\\"h" 'i"j'`, ['echo', 'a b', 'c d', 'e f', 'g"h', 'i"j']],
    ['echo "a\\nb" a"b"c', ['echo', 'a\\nb', 'abc']],
    ['go build -ldflags "-s -X \'main.v=$V\'" ./...', ['go', 'build', '-ldflags', "-s -X 'main.v=$V'", './...']],
    ['echo "$$(a b)" $$ $$$X', ['echo', '$$(a b)', '$$', '$$$X']],
    ["sh -c 'echo x\\'", ['echo', 'x\\']],
    ['$CC -o "${OUT:-a b}" $X', ['$CC', '-o', '${OUT:-a b}', '$X']],
    ['${GO} build', ['${GO}', 'build']],
    ['ls *.{c,h} ?(a|b)', ['ls', '*.{c,h}', '?(a|b)']],
    ['echo "" x', ['echo', '', 'x']],
    ["echo $'a b'", ['echo', 'a b']],
  ])('%s', (script, expected) => {
    expect(words(script)).toEqual([expected]);
  });

  test.each<[string, string[][]]>([
    ['a $(b "$(c)") `d \\`e\\``', [['c'], ['b', '$(c)'], ['e'], ['d', '`e`'], ['a', '$(b "$(c)")', '`d \\`e\\``']]],
    ['a "${X:-$(b)}" "$(c)"', [['b'], ['c'], ['a', '${X:-$(b)}', '$(c)']]],
    ['a "$$(b)" $$$(c)', [['c'], ['a', '$$(b)', '$$$(c)']]],
  ])('substitutions are searched: %s', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });
});

describe('assignments and wrappers', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['A=1 B="x y" go build', ['go', 'build'], { A: '1', B: 'x y' }],
    ['CGO_ENABLED=1', [], { CGO_ENABLED: '1' }],
    ['export GOARCH=arm64', ['export', 'GOARCH=arm64'], {}],
    ['env -u X -i A=1 make', ['make'], { A: '1' }],
    ['env', ['env'], {}],
    ['/usr/bin/env CC=gcc ./configure', ['./configure'], { CC: 'gcc' }],
    ['sudo -E -u root A=1 apt-get install gcc', ['apt-get', 'install', 'gcc'], { A: '1' }],
    ['time -p make -j4', ['make', '-j4'], {}],
    ['exec gcc x.c', ['gcc', 'x.c'], {}],
    ['nice -n 10 ionice -c3 make', ['make'], {}],
    ['timeout -k 5 60 make', ['make'], {}],
    ['command -v gcc', ['command', '-v', 'gcc'], {}],
    ['command gcc a.c', ['gcc', 'a.c'], {}],
    ['xargs -0 -I{} -n 1 gcc -c {}', ['gcc', '-c', '{}'], {}],
    ['gosu build make', ['make'], {}],
    ['X=1 sh -c "make all"', ['make', 'all'], { X: '1' }],
    ['bash -euxo pipefail -c "A=2 make"', ['make'], { A: '2' }],
    ['bash -lc make', ['make'], {}],
    ['sh build.sh -c x', ['sh', 'build.sh', '-c', 'x'], {}],
    ['eval "make all"', ['make', 'all'], {}],
    ["find . -name '*.c' -exec gcc {} \\;", ['find', '.', '-name', '*.c', '-exec', 'gcc', '{}', ';'], {}],
  ])('%s', (script, expected, assignments) => {
    expect(commands(`RUN ${script}`)).toEqual([{ words: expected, assignments, line: 2 }]);
  });
});

describe('forms of RUN', () => {
  test('lines are those of the file, comments and blank lines between', () => {
    expect(commands('RUN a && \\\n  # why\n\n  b; \\\n  c').map(({ words, line }) => [words[0], line])).toEqual([
      ['a', 2],
      ['b', 5],
      ['c', 6],
    ]);
  });

  test.each<[string, [string[], number, string?][]]>([
    [
      'RUN ["bash", "-c", "a && b"]',
      [
        [['a'], 2],
        [['b'], 2],
      ],
    ],
    ['RUN ["go", "build", "$X && y"]', [[['go', 'build', '$X && y'], 2]]],
    [
      'RUN <<EOF\nset -e\n# c\ngcc \\\n  a.c\nEOF',
      [
        [['set', '-e'], 3],
        [['gcc', 'a.c'], 5],
      ],
    ],
    ['RUN --mount=type=cache,target=/c <<EOF\na\nEOF', [[['a'], 3]]],
    ['RUN <<EOF\n#!/bin/bash -e\na\nEOF', [[['a'], 4]]],
    ['RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF', [[['python3'], 3, '#!/usr/bin/env python3\nimport os\n']]],
    ['RUN bash -e <<EOF\na\nEOF', [[['a'], 3]]],
    [
      'RUN python3 - <<EOF && b\nprint(1)\nEOF',
      [
        [['python3', '-'], 2, 'print(1)\n'],
        [['b'], 2],
      ],
    ],
    [
      'RUN cat <<A >x && cat <<-B >y\n1\nA\n\t2\n\tB',
      [
        [['cat'], 2, '1\n'],
        [['cat'], 2, '2\n'],
      ],
    ],
    [
      'RUN <<EOF\ncat <<X >f\ngcc not\nX\ng++ yes\nEOF',
      [
        [['cat'], 3, 'gcc not\n'],
        [['g++', 'yes'], 6],
      ],
    ],
    ['CMD ["x"]', [[['x'], 2]]],
  ])('%j', (step, expected) => {
    expect(
      commands(step).map(({ words, line, stdin }) => (stdin === undefined ? [words, line] : [words, line, stdin])),
    ).toEqual(expected);
  });
});

describe('what is not understood is opaque, and what came before is told', () => {
  test.each<[string, string[][]]>([
    ["a; echo 'open", [['a'], ['?']]],
    ['a; (b', [['a'], ['b'], ['?']]],
    ['a ) b', [['a'], ['?']]],
    ['eval "$X"', [['?']]],
    ['sh -c "$X"', [['sh', '-c', '$X', '?']]],
    ['bash -c', [['bash', '-c', '?']]],
    ['env -S "a b"', [['env', '-S', 'a b', '?']]],
    ['a; echo $((gcc x.c); (b))', [['a'], ['?']]],
    ['a; echo $((gcc x.c) | b)', [['a'], ['?']]],
    ['echo ${x', [['?']]],
    ['case a in b c) d;; esac', [['?']]],
    ['[[ a\u00a0]]', [['?']]],
    ['[[ a \u00a0 ]] && b', [['[[', 'a', '\u00a0', ']]'], ['b']]],
    ['[[ a \v]]', [['?']]],
    ['for x in a\u00a0b \f; do c; done', [['c']]],
    ['case \u2003 in \u2003) d;; esac', [['d']]],
  ])('%s', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });
});

describe('what is nested deep ends with an answer', () => {
  const deep = (open: string, close: string, count: number): string => `${open.repeat(count)}x${close.repeat(count)}`;

  test.each<[string, string, string]>([
    ['substitutions', '$(a ', ')'],
    ['substitutions in quotes', '"$(a ', ')"'],
    ['subshells', '( ', ')'],
    ['expansions', '${A:-', '}'],
    ['process substitutions', '<(a ', ')'],
    ['arithmetic', '$((', '))'],
    ['patterns', '@(', ')'],
    ['substitutions that do not end', '$(', ''],
    ['scripts of scripts', 'sh -c $(', ')'],
  ])('%s', (_, open, close) => {
    for (const count of [2_000, 100_000]) {
      expect(commands(`RUN a; b ${deep(open, close, count)}`)[0]?.words).toEqual(['a']);
    }
  });

  test('as deep as people write it, it is read', () => {
    expect(words(deep('$(a ', ')', 30)).filter(([program]) => program === '?')).toEqual([]);
  });

  test('a chain of wrappers as long as a line can be', () => {
    expect(words(`${'env '.repeat(20_000)}gcc a.c`)).toEqual([['gcc', 'a.c']]);
    expect(commands(`RUN env ${'A=1 '.repeat(20_000)}gcc`)).toMatchObject([{ words: ['gcc'] }]);
  });
});

test('a name that every object knows is an assignment like others', () => {
  const [command] = commands('RUN constructor=1 __proto__=2 make');
  expect(Object.entries(command?.assignments ?? {})).toEqual([
    ['constructor', '1'],
    ['__proto__', '2'],
  ]);
});
