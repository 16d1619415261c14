import { expect, test } from '@jest/globals';
import type { Step } from '../../src/progress/progress.ts';
import { gantt } from '../../src/report/gantt.ts';
import { recordOf } from './support.ts';

const step = (more: Partial<Step>): Step => ({
  platform: 'linux/arm64',
  stage: 'build',
  position: '2/3',
  instruction: 'RUN make',
  startedMs: 1000,
  durationMs: 5000,
  cached: false,
  cancelled: false,
  toolchain: false,
  injected: false,
  ...more,
});

const record = (steps: readonly Step[]) => ({ ...recordOf('cached'), ms: 10_000, steps, tasks: [] });

test('one section per platform, bars from the start of the build', () => {
  const text = gantt(record([step({}), step({ platform: 'linux/amd64', startedMs: 61_500, durationMs: 2500 })]));
  expect(text.split('\n').slice(4)).toEqual([
    '    section linux/amd64',
    '    build 2/3 RUN make :2000-01-01 00:01:01.500, 2500ms',
    '    section linux/arm64',
    '    build 2/3 RUN make :2000-01-01 00:00:01.000, 5000ms',
  ]);
});

test('a failed step stands out, tools are told apart, cached and short steps are left out', () => {
  const text = gantt(
    record([
      step({ error: 'exit code: 1' }),
      step({ stage: 'crossbuild-kit', toolchain: true }),
      step({ stage: 'cached', cached: true }),
      step({ stage: 'short', durationMs: 20 }),
    ]),
  );
  expect(text).toMatch(/build 2\/3 RUN make :crit, /);
  expect(text).toMatch(/crossbuild-kit 2\/3 RUN make :done, /);
  expect(text).not.toMatch(/cached 2|short 2/);
});

test('nothing in a name is read as mermaid', () => {
  const text = gantt(
    record([step({ stage: '', position: '', instruction: 'section x: y; z #a %%c\n  click "d" `e` <f>' })]),
  );
  const [bar = ''] = text.split('\n').slice(5);
  expect(text.split('\n')).toHaveLength(6);
  expect(bar).toMatch(/^ {4}- section x y z a c click d e f :2000-/);
});

test('a build that was cached has none', () => expect(gantt(record([step({ cached: true })]))).toBe(''));
