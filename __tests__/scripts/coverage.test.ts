import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { byRoom, table } from '../../scripts/coverage.mjs';

const counts = (total: number, covered: number) => ({
  lines: { total, covered },
  functions: { total, covered },
  branches: { total: 0, covered: 0 },
});

test('files are added up by room, and a room without branches has no share of them', () => {
  const summary = {
    total: counts(40, 25),
    '/r/src/plan/plan.ts': counts(10, 10),
    '/r/src/plan/steps/go.ts': counts(20, 5),
    '/r/src/model/list.ts': counts(10, 10),
  };
  const lines = table(byRoom(summary, '/r'), summary.total).split('\n');
  expect(lines.filter((line: string) => /^\| [*a-z]/.test(line)).slice(1)).toEqual([
    '| model | 100.0 % | 100.0 % |  |',
    '| plan | 50.0 % | 50.0 % |  |',
    '| **all** | 62.5 % | 62.5 % |  |',
  ]);
});
