import { readFileSync } from 'node:fs';
import type { PlatformPlan } from '../../src/plan/plan-types.ts';
import { type BuildRecord, createProgress, type ProgressOptions } from '../../src/progress/progress.ts';
import type { SummaryData } from '../../src/report/report-types.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/progress/${name}`, import.meta.url), 'utf8');

export function recordOf(name: string, options: Partial<ProgressOptions> = {}): BuildRecord {
  const progress = createProgress({
    userLine: (line) => ({ line, inserted: false }),
    userText: '',
    platform: 'linux/arm64',
    startedAt: 0,
    ...options,
  });
  progress.feed(read(`${name}.jsonl`));
  return progress.end();
}

/** The recording of a rewritten Dockerfile whose compiling step fails; eight lines stand before the user's first. */
export function failingRecord(): BuildRecord {
  return recordOf('failing-run', {
    userText: read('failing.Dockerfile'),
    userLine: (line) => (line > 8 ? { line: line - 8, inserted: false } : { line: 0, inserted: true }),
    insertedStages: 2,
  });
}

export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

export function plan(platform: string, because = 'the builder runs on it'): PlatformPlan {
  const strategy = platform === 'linux/amd64' ? 'native' : 'accelerate';
  return {
    platform,
    strategy,
    because,
    stages: [
      { index: 0, stage: 'build', strategy, because },
      { index: 1, stage: 'stage 1', strategy: 'emulate', because: 'nothing in it compiles' },
    ],
  };
}

export function data(more: Partial<SummaryData> = {}): SummaryData {
  return {
    image: { name: 'ghcr.io/o/app', digest: digest('a') },
    destination: 'pushed to ghcr.io/o/app',
    tags: ['ghcr.io/o/app:1.2', 'ghcr.io/o/app:latest'],
    platforms: [plan('linux/amd64'), plan('linux/arm64')],
    record: recordOf('two-platforms'),
    verified: ['linux/amd64', 'linux/arm64'].map((platform, at) => ({
      platform,
      digest: digest(`${at + 1}`),
      bytes: 50_000_000,
      layers: [
        { digest: digest('d'), bytes: 48_000_000 },
        { digest: digest(`${at + 5}`), bytes: 2_000_000 },
      ],
      architectureOk: true,
    })),
    checkedBinaries: 2,
    attestations: 0,
    dockerfile: 'docker/Dockerfile',
    dockerfileUrl: 'https://github.com/o/r/blob/abc/docker/Dockerfile',
    diff: '',
    notes: [],
    problems: [],
    unseen: [],
    ...more,
  };
}
