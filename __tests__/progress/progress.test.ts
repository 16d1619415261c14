import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type BuildRecord, createProgress, type ProgressOptions } from '../../src/progress/progress.ts';

const FOLDER = new URL('../fixtures/progress/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

/** Plays a recording of BuildKit 0.34 back, in chunks of `size` characters. */
function play(
  recording: string,
  options: Partial<ProgressOptions> = {},
  size = 4096,
): { log: string; record: BuildRecord } {
  const progress = createProgress({
    userLine: (line) => ({ line, inserted: false }),
    userText: '',
    platform: 'linux/arm64',
    startedAt: 0,
    ...options,
  });
  let log = '';
  for (let at = 0; at < recording.length; at += size) log += progress.feed(recording.slice(at, at + size));
  return { log, record: progress.end() };
}

const lineOf = (log: string, text: string | RegExp) =>
  log.split('\n').find((line) => (typeof text === 'string' ? line.includes(text) : text.test(line))) ?? '';

/** failing.rewritten.Dockerfile has eight lines before the user's first. */
const failing: Partial<ProgressOptions> = {
  userText: read('failing.Dockerfile'),
  userFile: 'docker/Dockerfile',
  userLine: (line) => (line > 8 ? { line: line - 8, inserted: false } : { line: 0, inserted: true }),
  insertedStages: 2,
};

describe('the log', () => {
  test('says for every line of output which platform and step wrote it', () => {
    const { log } = play(read('two-platforms.jsonl'), { userText: read('two-platforms.Dockerfile') });
    expect(lineOf(log, 'heredoc ä aarch64')).toMatch(/^#\d+ arm64 build 5\/5 \| heredoc ä aarch64$/);
    expect(lineOf(log, 'heredoc ä x86_64')).toMatch(/^#\d+ amd64 build 5\/5 \| /);
  });

  test('has a numbered headline for a step before its output, and its end after it, with the same number', () => {
    const { log } = play(read('two-platforms.jsonl'));
    const number = /^#(\d+) \[linux\/arm64 build 4\/5\] RUN echo one && sleep 1/m.exec(log)?.[1];
    const own = log.split('\n').filter((line) => line.startsWith(`#${number} `));
    expect(own.slice(1, 3)).toEqual([`#${number} arm64 build 4/5 | one`, `#${number} arm64 build 4/5 | two`]);
    expect(own[3]).toMatch(/\| DONE 1\.\ds$/);
    expect(own).toHaveLength(4);
  });

  test('says in one line that a step was cached', () => {
    const { log } = play(read('cached.jsonl'));
    expect(log).toMatch(/^#\d+ \[linux\/amd64 build 2\/5\] WORKDIR \/src CACHED$/m);
    expect(log.match(/ CACHED$/gm)).toHaveLength(14);
    expect(log).not.toMatch(/DONE 0\.0s|\[internal\]/);
  });

  test('shows how much of a base was pulled, once, though BuildKit starts that vertex again', () => {
    const { log } = play(read('two-platforms.jsonl'));
    expect(log.match(/arm64 build 1\/5 \| DONE/g)).toHaveLength(1);
    expect(lineOf(log, 'arm64 build 1/5 | DONE')).toMatch(/DONE 5\.1s, 72\.8 MB$/);
  });

  test('leaves out of a headline the mounts that were put in, and no other', () => {
    const { log } = play(read('failing-run.jsonl'), failing);
    expect(lineOf(log, '[linux/arm64 build 4/4]')).toMatch(
      /\] RUN --mount=type=cache,target=\/tmp\/cache echo compiling main\.c/,
    );
    expect(log).not.toMatch(/--mount=\S*crossbuild/);
  });

  test('tells no platform where there is only one', () => {
    const { log } = play(read('single.jsonl'));
    expect(lineOf(log, 'heredoc ä aarch64')).toMatch(/^#\d+ build 5\/5 \| /);
  });

  test('shows what a terminal would: the last state of a line that was overwritten, colours, a line without end', () => {
    const { log } = play(read('cancelled.jsonl'), { userText: read('cancelled.Dockerfile') });
    expect(log).toContain('arm64 2/3 | progress 100%\n');
    expect(log).not.toContain('| progress 10%');
    expect(log).toContain('arm64 2/3 | \u001b[31mred\u001b[0m no newline\n');
    expect(log).toMatch(/arm64 2\/3 \| ERROR exit code: 1\n/);
    expect(log).toMatch(/amd64 2\/3 \| STOPPED/);
  });

  test('shows the failing place with the name, numbers and text of the user', () => {
    const { log } = play(read('failing-run.jsonl'), failing);
    expect(log).toContain(
      'docker/Dockerfile:5\n   2 |     WORKDIR /src\n   3 |     COPY a.txt ./\n   4 |     # compile\n   5 | >>> RUN --mount=type=cache,target=/tmp/cache \\\n',
    );
    expect(log).not.toContain('rewritten.Dockerfile');
  });

  test('is the same however the stream is cut', () => {
    for (const name of ['two-platforms.jsonl', 'failing-run.jsonl', 'cancelled.jsonl']) {
      const whole = play(read(name), failing, 1e9);
      expect(play(read(name), failing, 7)).toEqual(whole);
    }
  });

  test('passes text that is no JSON through', () => {
    const progress = createProgress({ ...defaults(), userText: '' });
    expect(progress.feed('WARNING: No output specified\nlocalhost:5000\nnext\n{"broken\n')).toBe(
      'WARNING: No output specified\nlocalhost:5000\nnext\n{"broken\n',
    );
  });

  test('joins a character that is split over two pieces of output', () => {
    const bytes = Buffer.from('grün\n');
    const line = (value: unknown) => `${JSON.stringify(value)}\n`;
    const log = (data: Buffer) => line({ logs: [{ vertex: 'a', stream: 1, data: data.toString('base64') }] });
    const progress = createProgress(defaults());
    const shown = [
      line({ vertexes: [{ digest: 'a', name: '[build 1/1] RUN x', started: '2026-11-24T02:00:00Z' }] }),
      log(bytes.subarray(0, 3)),
      log(bytes.subarray(3)),
    ].map((chunk) => progress.feed(chunk));
    expect(shown).toEqual(['#1 [build 1/1] RUN x\n', '', '#1 build 1/1 | grün\n']);
  });
});

function defaults(): ProgressOptions {
  return { userLine: (line) => ({ line, inserted: false }), userText: '', platform: 'linux/arm64', startedAt: 0 };
}

describe('the record', () => {
  test('has every step of every platform once, in the order of time, with what it took', () => {
    const { record } = play(read('two-platforms.jsonl'), { userText: read('two-platforms.Dockerfile') });
    expect(record.steps).toHaveLength(16);
    const slow = record.steps.find(({ platform, position }) => platform === 'linux/arm64' && position === '4/5');
    expect(slow).toMatchObject({
      stage: 'build',
      instruction: 'RUN echo one && sleep 1 && echo two >&2',
      cached: false,
      toolchain: false,
    });
    expect(slow?.durationMs).toBeGreaterThan(1000);
    const times = record.steps.map(({ startedMs }) => startedMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(record.failure).toBeUndefined();
  });

  test('counts a pinned stage for the platform it works for', () => {
    const { record } = play(read('pinned.jsonl'));
    const counts = Object.fromEntries(record.platforms.map(({ platform, totalSteps }) => [platform, totalSteps]));
    // ten RUNs and the COPY of the last stage, for each
    expect(counts).toEqual({ 'linux/amd64': 0, 'linux/arm/v7': 11, 'linux/arm64': 11 });
  });

  test('gives steps of a build for one platform that platform', () => {
    const { record } = play(read('single.jsonl'), { platform: 'linux/riscv64' });
    expect(record.platforms.map(({ platform }) => platform)).toEqual(['linux/riscv64']);
  });

  test('counts cached steps of the user, bases left out', () => {
    const { record } = play(read('cached.jsonl'));
    expect(record.platforms.map(({ cachedSteps, totalSteps }) => [cachedSteps, totalSteps])).toEqual([
      [7, 7],
      [7, 7],
    ]);
  });

  test('counts time in which two steps of a platform run at once once', () => {
    const vertex = (digest: string, from: number, to: number) => ({
      digest,
      name: `[linux/arm64 ${digest} 2/2] RUN x`,
      started: `2026-11-24T02:00:0${from}Z`,
      completed: `2026-11-24T02:00:0${to}Z`,
    });
    const vertexes = [vertex('a', 1, 5), vertex('b', 2, 3), vertex('c', 4, 7), vertex('d', 8, 9)];
    const { record } = play(`${JSON.stringify({ vertexes })}\n`);
    expect(record.platforms).toEqual([{ platform: 'linux/arm64', ms: 7000, cachedSteps: 0, totalSteps: 4 }]);
  });

  test('numbers stages without a name as the user would', () => {
    const { record } = play(
      read('failing-run.jsonl').replaceAll('[linux/arm64 build', '[linux/arm64 stage-2'),
      failing,
    );
    expect(record.steps.some(({ stage }) => stage === 'stage 0')).toBe(true);
    const named = { ...failing, userText: 'FROM x AS stage-2\n' };
    const other = play(read('failing-run.jsonl').replaceAll('[linux/arm64 build', '[linux/arm64 stage-2'), named);
    expect(other.record.steps.some(({ stage }) => stage === 'stage-2')).toBe(true);
  });

  test('counts a step that makes tools for the platform whose steps use them', () => {
    const { record, log } = play(read('tools.jsonl'));
    const made = record.steps.filter(({ stage, position }) => stage === 'crossbuild-toolchain-1' && position === '2/2');
    expect(made.map(({ platform }) => platform).toSorted()).toEqual(['linux/amd64', 'linux/arm/v7', 'linux/arm64']);
    for (const { platform, ms } of record.platforms) expect([platform, ms > 1000]).toEqual([platform, true]);
    expect(log).toMatch(/^#\d+ \[linux\/amd64->arm\/v7 crossbuild-toolchain-1 2\/2\] RUN/m);
    expect(log).toMatch(/^#\d+ arm\/v7 crossbuild-toolchain-1 2\/2 \| TARGETPLATFORM=linux\/arm\/v7$/m);
  });

  test('knows the steps that make tools, and the steps that got some', () => {
    const { record } = play(read('failing-run.jsonl'), failing);
    const tools = record.steps.filter(({ toolchain }) => toolchain);
    expect(new Set(tools.map(({ stage }) => stage))).toEqual(new Set(['crossbuild-kit', 'crossbuild-toolchain-1']));
    expect(
      record.steps.find(({ position, platform }) => position === '4/4' && platform === 'linux/arm64'),
    ).toMatchObject({ injected: true, toolchain: false });
  });
});

describe('a failure', () => {
  test('names step, platforms, exit code, the last twenty lines and the place in the user file', () => {
    const { record } = play(read('failing-run.jsonl'), failing);
    expect(record.failure).toMatchObject({
      platform: 'linux/amd64',
      alsoFailed: ['linux/arm64'],
      stage: 'build',
      exitCode: 3,
      message: 'exit code: 3',
      line: 5,
      endLine: 8,
      injected: true,
    });
    expect(record.failure?.lastLines).toHaveLength(20);
    expect(record.failure?.lastLines.at(-1)).toBe('main.c:3: error: <b>x</b> | y');
    expect(record.failure?.excerpt.filter((one) => one.failing).map(({ text }) => text)).toEqual(
      read('failing.Dockerfile').split('\n').slice(4, 8),
    );
  });

  test('is the step that failed, not one that was stopped because of it', () => {
    const { record } = play(read('cancelled.jsonl'), { userText: read('cancelled.Dockerfile') });
    expect(record.failure).toMatchObject({ platform: 'linux/arm64', alsoFailed: [], exitCode: 1, line: 3 });
    expect(record.failure?.lastLines.at(-1)).toBe('red no newline');
    expect(record.steps.find(({ cancelled }) => cancelled)?.platform).toBe('linux/amd64');
  });

  test.each([
    ['missing-file', { line: 3, stage: '', message: expect.stringContaining('"/nothere.txt": not found') }],
    ['syntax', { line: 3, step: '', message: expect.stringMatching(/^dockerfile parse error on line 3: unknown/) }],
    ['no-base', { message: 'docker.io/library/debian:nosuch: not found', platform: 'linux/amd64' }],
    ['push-refused', { step: 'exporting to image', message: expect.stringContaining('connection refused') }],
  ])('%s', (name, expected) => {
    const userText = ['missing-file', 'syntax'].includes(name) ? read(`${name}.Dockerfile`) : 'FROM debian:nosuch\n';
    const { record } = play(read(`${name}.jsonl`), { userText });
    expect(record.failure).toMatchObject(expected);
    expect(record.failure?.exitCode).toBeUndefined();
  });

  test('in a line that was put in has no line of the user', () => {
    const { record, log } = play(read('failing-setup.jsonl'), {
      userText: read('failing-setup.Dockerfile'),
      userLine: (line) => {
        if (line === 6) return { line: 1, inserted: false };
        return line > 8 ? { line: line - 7, inserted: false } : { line: 1, inserted: true };
      },
      insertedStages: 1,
    });
    expect(record.failure).toMatchObject({ stage: 'build', exitCode: 4, injected: true, excerpt: [] });
    expect(record.failure?.line).toBeUndefined();
    expect(log).toContain('in the lines that Crossbuild added:');
  });

  test('of an import of a cache does not fail the build', () => {
    const vertex = {
      digest: 'a',
      name: 'importing cache manifest from x',
      started: '2026-11-24T02:00:00Z',
      completed: '2026-11-24T02:00:01Z',
      error: 'not found',
    };
    expect(play(`${JSON.stringify({ vertexes: [vertex] })}\n`).record.failure).toBeUndefined();
  });
});

describe('warnings', () => {
  test('of build checks come once each, at the lines of the user, without the line in their text', () => {
    const { record } = play(read('warnings.jsonl'), { userText: read('warnings.Dockerfile') });
    expect(record.warnings.map(({ rule, line }) => [rule, line])).toEqual([
      ['ConsistentInstructionCasing', 1],
      ['SecretsUsedInArgOrEnv', 2],
      ['WorkdirRelativePath', 3],
      ['MaintainerDeprecated', 7],
      ['JSONArgsRecommended', 9],
    ]);
    expect(record.warnings[2]).toMatchObject({
      short: 'Relative workdir "relative" can have unexpected results if the base image changes',
      url: 'https://docs.docker.com/go/dockerfile/rule/workdir-relative-path/',
    });
  });

  test('about lines that were put in are left out', () => {
    const { record } = play(read('warnings.jsonl'), {
      userLine: (line) => (line <= 3 ? { line: 0, inserted: true } : { line: line - 3, inserted: false }),
    });
    expect(record.warnings.map(({ line }) => line)).toEqual([4, 6]);
  });
});
