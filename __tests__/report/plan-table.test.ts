import { expect, test } from '@jest/globals';
import { planTable, resultTable } from '../../src/report/plan-table.ts';
import { data, digest, plan, recordOf } from './support.ts';

test('the plan is one aligned line per platform, with its reason', () => {
  const table = planTable([
    plan('linux/amd64', 'the builder runs on linux/amd64'),
    plan('linux/arm/v7', 'line 3 compiles'),
  ]);
  expect(table.split('\n')).toEqual([
    'platform      how         stages                            why',
    'linux/amd64   native      build=native stage 1=emulate      the builder runs on linux/amd64',
    'linux/arm/v7  accelerate  build=accelerate stage 1=emulate  line 3 compiles',
    '',
  ]);
});

test('a reason is one line, whatever it was made from', () => {
  expect(planTable([plan('linux/amd64', 'a\n::error::b\u001b[31m')]).split('\n')).toHaveLength(3);
});

test('the result has what is known, and no empty columns', () => {
  const { platforms, verified } = data();
  const [head = '', , arm64 = ''] = resultTable(platforms, recordOf('cached'), verified).split('\n');
  expect(head.split(/ {2,}/)).toEqual(['platform', 'how', 'time', 'cached', 'size', 'digest']);
  expect(arm64.split(/ {2,}/)).toEqual(['linux/arm64', 'accelerate', '0.0s', '7 of 7', '50.0 MB', digest('2')]);
  expect(resultTable(platforms, undefined, []).split('\n')[0]).toBe('platform     how');
});
