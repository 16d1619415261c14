import { describe, expect, test } from '@jest/globals';
import { KINDS } from '../../scripts/planning-kinds.ts';
import { UserError } from '../../src/model/problem.ts';
import { planOf } from './support.ts';

/** The time in which something ends, in ms, and whether a plan came out; a file that Docker refuses is an answer too. */
function timed(text: string): number {
  // the processor's time: what else runs on the machine does not count
  const from = process.cpuUsage();
  try {
    planOf(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

describe('ten thousand lines of one kind are planned in time', () => {
  // two seconds on a free machine; what is quadratic takes minutes on any
  test.each(Object.entries(KINDS))(
    '%s',
    (_, kind) => {
      expect(timed(kind(10_000))).toBeLessThan(20_000);
    },
    120_000,
  );
});

test('a chain of a hundred stages is planned as it would be alone, the longest chains are not looked through', () => {
  const chain = (count: number): string =>
    `FROM debian:12 AS s0\n${Array.from({ length: count }, (_, at) => `FROM s${at} AS s${at + 1}\nRUN gcc a.c\n`).join('')}`;
  expect(planOf(chain(100)).platforms[1]?.strategy).toBe('accelerate');
  const long = planOf(chain(1_000)).platforms[1];
  expect(long?.strategy).toBe('emulate');
  expect(long?.because).toMatch(/more than 300000 are not looked through/);
});

test('a step that changes folders again and again gets no tools that it could see', () => {
  const text = `FROM debian:12\nRUN ${Array.from({ length: 60 }, (_, at) => `cd d${at} && `).join('')}rm -rf x && gcc a.c\n`;
  expect(planOf(text).platforms[1]?.because).toMatch(/changes folders so often/);
  expect(planOf('FROM debian:12\nRUN cd a && cd b && cd c && rm -rf x && gcc a.c\n').platforms[1]?.strategy).toBe(
    'accelerate',
  );
});

test('global arguments that are defined by each other need no stack', () => {
  const args = Array.from({ length: 20_000 }, (_, at) => `ARG A${at + 1}=$A${at}\n`).join('');
  const strategy = (first: string): unknown =>
    planOf(`ARG A0=${first}\n${args}FROM debian:12$A20000\nRUN gcc a.c\n`).platforms[1]?.because;
  expect(strategy('')).toMatch(/native compilers/);
  expect(strategy('-$TARGETARCH')).toMatch(/names another base for every platform/);
});

describe('a step that says one thing again and again is planned in time', () => {
  const PHRASES = [
    'cp ',
    'cd /a ',
    'rm -rf /usr/local/go ',
    'install -d ',
    'https://',
    'go1.',
    'go1.2.linux-',
    'apk add ',
    'git patch ',
    'go env ',
    'go install ',
    'find -exec ',
    'A=b; ',
    '$(which go) ',
    'a=(',
    '@(a)',
    '\\\n',
  ];

  test.each(PHRASES)(
    '%j',
    (phrase) => {
      const script = phrase.repeat(30_000);
      expect(
        timed(`FROM golang:1.24 AS b\nRUN x ${script}\nRUN <<EOF\n${script}\nEOF\nFROM debian\nCOPY --from=b /x /\n`),
      ).toBeLessThan(15_000);
    },
    60_000,
  );

  test('the name of an archive with substitutions that never ends', () => {
    const text = `FROM debian:12\nRUN curl https://go.dev/dl/go1.26.1.linux-${'$()'.repeat(1_000)}.zip\n`;
    expect(timed(text)).toBeLessThan(15_000);
  });
});
