import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { SparedStage, StepKind } from '../../src/plan/plan-types.ts';
import type { BuildRecord, Step } from '../../src/progress/progress.ts';
import { about, SLOWER, timeSaved } from '../../src/report/time-saved.ts';

const ARM = 'linux/arm64';

function step(startedMs: number, durationMs: number, more: Partial<Step> = {}): Step {
  return {
    platform: ARM,
    stage: 'build',
    position: '2/9',
    instruction: 'RUN make',
    startedMs,
    durationMs,
    cached: false,
    cancelled: false,
    toolchain: false,
    injected: false,
    ...more,
  };
}

const record = (...steps: readonly Step[]): BuildRecord => ({
  startedAt: 0,
  ms: 0,
  steps,
  tasks: [],
  platforms: [],
  warnings: [],
  text: '',
});

const stage = (how: SparedStage['how'], ...runs: readonly (readonly StepKind[])[]): SparedStage => ({
  platform: ARM,
  stage: 'build',
  how,
  runs,
});

const TOOLS = { stage: 'crossbuild-toolchain', toolchain: true };

describe('about how much is saved, in seconds', () => {
  test.each<[name: string, spared: readonly SparedStage[], steps: readonly Step[], seconds: number | undefined]>([
    ['nothing where nothing was spared', [], [step(0, 60_000)], undefined],
    ['a step that ran natively', [stage('native', ['compiles'])], [step(0, 60_000)], 240],
    ['a step with native compilers', [stage('accelerate', ['compiles'])], [step(0, 60_000)], 150],
    ['an installation with native APT tools', [stage('accelerate', ['packages'])], [step(0, 60_000)], 48],
    ['an installation that ran natively', [stage('native', ['packages'])], [step(0, 60_000)], 300],
    [
      'nothing for configure, whose programs stay emulated',
      [stage('accelerate', ['configures'])],
      [step(0, 60_000)],
      undefined,
    ],
    ['of what a step does, what gains least', [stage('accelerate', ['compiles', 'packages'])], [step(0, 60_000)], 48],
    ['nothing for a step that is not known', [stage('native', [])], [step(0, 60_000)], undefined],
    [
      'nothing for a step from the cache',
      [stage('native', ['compiles'])],
      [step(0, 60_000, { cached: true })],
      undefined,
    ],
    ['nothing below ten seconds', [stage('native', ['compiles'])], [step(0, 2_400)], undefined],
    [
      'steps after each other add up',
      [stage('native', ['packages'], ['compiles'])],
      [step(0, 10_000, { position: '2/9' }), step(10_000, 10_000, { position: '10/9' })],
      90,
    ],
    [
      'steps at the same time count once, by what gains least',
      [stage('accelerate', ['packages']), { ...stage('accelerate', ['compiles']), stage: 'other' }],
      [step(0, 60_000), step(0, 60_000, { stage: 'other' })],
      48,
    ],
    [
      'nothing while a step ran that stays emulated: it may be what the build waits for',
      [stage('native', ['compiles'])],
      [step(0, 60_000), step(0, 60_000, { stage: 'node' })],
      undefined,
    ],
    [
      'a copy at the same time changes nothing',
      [stage('native', ['compiles'])],
      [step(0, 60_000), step(0, 60_000, { stage: 'other', instruction: 'COPY . .' })],
      240,
    ],
    [
      'the making of tools is taken off where nothing else ran',
      [stage('native', ['compiles'])],
      [step(0, 40_000, TOOLS), step(30_000, 60_000)],
      210,
    ],
    [
      'so is the set-up of a stage for its target, which is no step of the user',
      [stage('native', ['compiles'])],
      [
        step(0, 30_000, { injected: true, instruction: 'RUN ["/bin/sh", "/.crossbuild-kit/cross/setup.sh"]' }),
        step(30_000, 60_000, { position: '3/9' }),
      ],
      210,
    ],
    [
      'the slowest platform counts: another one may have taken as long',
      [stage('native', ['compiles'])],
      [step(0, 60_000), step(0, 200_000, { platform: 'linux/amd64' })],
      100,
    ],
    [
      'platforms that compiled at the same time shared the cores: the work counts, not the sum of what each waited',
      [stage('native', ['compiles'])],
      [step(0, 60_000), step(0, 60_000, { platform: 'linux/amd64' })],
      120,
    ],
    [
      'nothing where steps and RUNs do not match',
      [stage('native', ['compiles'], ['compiles'])],
      [step(0, 60_000)],
      undefined,
    ],
  ])('%s', (_, spared, steps, seconds) => {
    const saved = timeSaved(spared, record(...steps));
    expect(saved === undefined ? undefined : saved / 1000).toBe(seconds);
  });

  test('nothing of a build that failed', () => {
    const failed = { ...record(step(0, 60_000)), failure: {} as never };
    expect(timeSaved([stage('native', ['compiles'])], failed)).toBeUndefined();
  });
});

test.each([
  [10_000, 'about 10 s'],
  [59_900, 'about 50 s'],
  [239_000, 'about 3 min'],
  [3_599_000, 'about 59 min'],
  [4_900_000, 'about 1 h 20 min'],
])('%d ms are %s', (ms, words) => {
  expect(about(ms)).toBe(words);
});

test('docs/benchmarks.md has the same figures', () => {
  const docs = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8');
  for (const [kind, { native, accelerate }] of Object.entries(SLOWER))
    expect(docs).toMatch(new RegExp(`^\\| ${kind} \\|.*\\| ${native} \\| ${accelerate} \\|`, 'm'));
});
