import { describe, expect, test } from '@jest/globals';
import { classify, lastUsefulLine } from '../../src/docker/docker-error.ts';
import { searchable } from '../../src/model/text.ts';
import { createProgress, type ProgressOptions } from '../../src/progress/progress.ts';
import { parseStepName, withoutInjected } from '../../src/progress/progress-names.ts';
import { LineCutter, parseStatusLine } from '../../src/progress/progress-stream.ts';
import { explain } from '../../src/report/messages/messages.ts';

const OPTIONS: ProgressOptions = {
  userLine: (line) => ({ line, inserted: false }),
  userText: 'FROM a\nRUN x\n',
  platform: 'linux/amd64',
  startedAt: 0,
};

/** What is quadratic takes minutes for texts of this size. */
const LIMIT = 10_000;

function timed(body: () => void): number {
  const from = performance.now();
  body();
  return performance.now() - from;
}

const line = (status: unknown): string => `${JSON.stringify(status)}\n`;
const log = (text: string): string =>
  line({ logs: [{ vertex: 'v', stream: 1, data: Buffer.from(text).toString('base64') }] });
const vertex = (name: string, more: object = {}): string => line({ vertexes: [{ digest: 'v', name, ...more }] });
const START = { started: '2026-01-01T00:00:00Z' };

describe('a step that writes very much', () => {
  test('two hundred thousand lines at once', () => {
    const progress = createProgress(OPTIONS);
    progress.feed(vertex('[stage-0 2/2] RUN x', START));
    const shown = progress.feed(log(Array.from({ length: 200_000 }, (_, at) => `${at}\n`).join('')));
    expect(shown.match(/\n/g)).toHaveLength(200_000);
    progress.feed(vertex('[stage-0 2/2] RUN x', { ...START, completed: START.started, error: 'exit code: 1' }));
    const { failure } = progress.end();
    expect(failure?.lastLines).toHaveLength(20);
    expect(failure?.lastLines.at(-1)).toBe('199999');
  });

  test('of a Dockerfile of ten thousand lines', () => {
    const progress = createProgress({ ...OPTIONS, userText: 'RUN a\n'.repeat(10_000) });
    progress.feed(vertex('[stage-0 2/2] RUN x', START));
    const ms = timed(() => {
      for (let i = 0; i < 20_000; i++) progress.feed(log('a\n'));
    });
    expect(ms).toBeLessThan(LIMIT);
  });

  test('a line without an end, in pieces', () => {
    const cutter = new LineCutter();
    const piece = 'a'.repeat(1_000);
    let lines = 0;
    const ms = timed(() => {
      for (let i = 0; i < 50_000; i++) lines += cutter.cut(piece).length;
    });
    expect(lines).toBe(2);
    expect(cutter.flush().length).toBeLessThan(17 * 1024 * 1024);
    expect(ms).toBeLessThan(LIMIT);
  });

  test('a long line is kept in part, and carriage returns are not counted one by one', () => {
    const progress = createProgress(OPTIONS);
    progress.feed(vertex('RUN x', START));
    const ms = timed(() => progress.feed(log(`${'\r'.repeat(500_000)}${'a'.repeat(500_000)}\n`)));
    expect(ms).toBeLessThan(LIMIT);
    progress.feed(vertex('RUN x', { ...START, completed: START.started, error: 'exit code: 1' }));
    progress.feed('ERROR: failed to build: exit code: 1\n');
    expect(progress.end().failure?.lastLines[0]?.length).toBe(4_001);
  });
});

describe('what is no status is text, and what is of another kind in one is left out', () => {
  test.each(['{"errors":[{"code":"DENIED"}]}', '{"a": 1}', '{ broken', '{'])('%s', (text) => {
    expect(parseStatusLine(text)).toBeUndefined();
    const progress = createProgress(OPTIONS);
    expect(progress.feed(`${text}\n`)).toBe(`${text}\n`);
    expect(progress.end().text).toBe(text);
  });

  const VALUES = [null, true, 7, 'text', [], [null], [[]], {}, [{}], ['x'], { start: 1 }, [{ start: { line: 'x' } }]];
  const KEYS = {
    vertexes: ['digest', 'name', 'inputs', 'started', 'completed', 'cached', 'error'],
    statuses: ['id', 'vertex', 'name', 'total', 'current', 'completed', 'started'],
    logs: ['vertex', 'stream', 'data'],
    warnings: ['short', 'detail', 'url', 'range'],
  };
  const GOOD = {
    vertexes: { digest: 'v', name: 'RUN x', inputs: ['w'], ...START },
    statuses: { id: 'i', vertex: 'v', total: 1, current: 1, ...START },
    logs: { vertex: 'v', stream: 1, data: 'YQo=' },
    warnings: { short: 'YQ==', detail: ['YQ=='], url: 'u', range: [{ start: { line: 1 } }] },
  };

  test.each(Object.keys(KEYS) as (keyof typeof KEYS)[])('%s', (member) => {
    for (const value of VALUES) {
      const progress = createProgress(OPTIONS);
      progress.feed(vertex('RUN x', START));
      progress.feed(line({ [member]: value }));
      progress.feed(line({ [member]: [value, GOOD[member]] }));
      for (const key of KEYS[member]) progress.feed(line({ [member]: [{ ...GOOD[member], [key]: value }] }));
      expect(progress.end().tasks.map(({ name }) => name)).toContain('RUN x');
    }
  });
});

describe('names of steps', () => {
  test.each([
    ['[1/2] FROM a', ['', '', '1/2', 'FROM a']],
    ['[build 1/2] FROM a', ['', 'build', '1/2', 'FROM a']],
    ['[linux/amd64 1/2] FROM a', ['linux/amd64', '', '1/2', 'FROM a']],
    ['[linux/amd64 build 1/2]  RUN a\nb', ['linux/amd64', 'build', '1/2', 'RUN a\nb']],
  ])('%j', (name, [where, stage, position, instruction]) => {
    expect(parseStepName(name)).toMatchObject({ where, stage, position, instruction });
  });

  test.each([
    '[internal] load',
    '[a/b c d 1/2] x',
    '[a c/d 1/2] x',
    '[a] x',
    '[1/2]x',
    '[ 1/2] x',
    '[] x',
    'exporting',
    '',
  ])('%j is none', (name) => {
    expect(parseStepName(name)).toBeUndefined();
  });

  test('of any length', () => {
    const ms = timed(() => {
      expect(parseStepName(`[${'a/'.repeat(200_000)}`)).toBeUndefined();
      expect(parseStepName(`[${'a '.repeat(200_000)}`)).toBeUndefined();
      const mounts = '--mount='.repeat(100_000);
      expect(withoutInjected(mounts)).toBe(mounts);
    });
    expect(ms).toBeLessThan(LIMIT);
  });

  test('our mounts are taken out, others stay', () => {
    const own = '--mount=type=bind,from=crossbuild-kit,target=/x --mount=type=secret,id=crossbuild-a,env=A ';
    expect(withoutInjected(`RUN ${own}--mount=type=cache,target=/crossbuild-x make`)).toBe(
      'RUN --mount=type=cache,target=/crossbuild-x make',
    );
  });
});

describe('what programs have written is searched in time', () => {
  const PHRASES = [
    'a/',
    'a: ',
    'lookup a on ',
    'lookup ',
    '404 Not Found ',
    'Package ',
    "Package 'a' was ",
    'ghcr.io ',
    'denied ',
    'privileged ',
    'docker.sock ',
    'cannot find -l',
    'exec /bin/ash',
    'error writing layer blob',
    'cache service v1',
    'COPY failed: file not found ',
    "could not read Username for '",
    'exit code: 137 ',
    'Assembler messages:',
    'rpc error: code = a ',
    'ERROR: ',
    'process "',
    "see 'docker ",
  ];
  test.each(PHRASES)('%j', (phrase) => {
    const ms = timed(() => {
      for (const text of [phrase.repeat(100_000), `${phrase}\n`.repeat(50_000)]) {
        explain(text, { output: text });
        classify({ code: 1, stdout: '', stderr: text, timedOut: false });
        lastUsefulLine(text);
      }
    });
    expect(ms).toBeLessThan(LIMIT);
  });

  test('the ends of long lines are seen, and the end of the text', () => {
    const long = `${'a'.repeat(100_000)} no space left on device`;
    expect(explain(long)?.id).toBe('disk-full');
    expect(explain(`${long}\n${'b\n'.repeat(1_000)}`)?.id).toBe('disk-full');
    expect(searchable(long).length).toBeLessThan(2_100);
    expect(searchable('short\nlines\n')).toBe('short\nlines\n');
  });
});
