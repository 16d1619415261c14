import { expect, test } from '@jest/globals';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { joinedArgs } from '../../src/plan/checks/joined-args.ts';

const FILE = readDockerfile('ARG A\nFROM alpine\nARG B=2\nARG C D\nRUN x\n');

test.each([
  ['A=1,B=2', 'B stands on the line of A, so that A gets'],
  ['A=1, B=2', 'B stands on the line of A'],
  ['A=1 B=2', 'B stands on the line of A'],
  ['A=1;B=2', 'B stands on the line of A'],
  ['A=1,B=2,C=secret,D=4', 'B and C and D stand on the line of A'],
  ['B=,A=', 'A stands on the line of B'],
])('%s', (text, said) => {
  const [warning, ...more] = joinedArgs(FILE, [text]);
  expect(more).toEqual([]);
  expect(warning).toContain(said);
  expect(warning).toMatch(/^build-args: .*; write one argument a line$/);
  expect(warning).not.toContain('secret');
});

test.each([
  'A=1',
  'A=1,2,3',
  'A',
  'A=1,E=2',
  'E=1,A=2',
  'A=x,A=y',
  'A=-X main.B=2',
  'A=https://host/?x=1&B=2',
  'A=one\nB=2',
])('not: %s', (text) => {
  expect(joinedArgs(FILE, [text])).toEqual([]);
});
