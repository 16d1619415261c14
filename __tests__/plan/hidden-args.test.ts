import { expect, test } from '@jest/globals';
import { planOf, type Wish } from './support.ts';

const notes = (text: string, wish: Wish = {}) =>
  planOf(text, wish).notes.filter((note) => note.includes('hides the platform'));

test('an ARG line that gives TARGETARCH a value hides the platform’s own', () => {
  const text = 'FROM golang\nARG TARGETOS TARGETARCH=amd64\nRUN GOARCH=$TARGETARCH go build -o /app .\n';
  expect(notes(text, { platforms: ['linux/amd64', 'linux/arm64', 'linux/riscv64'] })).toEqual([
    "line 2 sets TARGETARCH=amd64 for linux/arm64, linux/riscv64, too: the value in an ARG line hides the platform's own; write ARG TARGETARCH alone",
  ]);
});

test.each<[string, string, Wish]>([
  ['a line without a value', 'FROM golang\nARG TARGETARCH\nRUN make\n', {}],
  ['the platform’s own value', 'FROM golang\nARG TARGETARCH=amd64\nRUN make\n', { platforms: ['linux/amd64'] }],
  ['another name', 'FROM golang\nARG TARGET=amd64\nRUN make\n', {}],
  ['a stage that is not needed', 'FROM golang\nARG TARGETARCH=amd64\nRUN make\nFROM debian\n', {}],
])('not: %s', (_, text, wish) => {
  expect(notes(text, wish)).toEqual([]);
});
