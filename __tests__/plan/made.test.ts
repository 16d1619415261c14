import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { planOf, type Wish } from './support.ts';

const emulated = (text: string, wish: Wish = {}) => planOf(text, { strategy: 'emulate', ...wish });
/** What was added to the file, without the script. */
const added = (text: string, wish: Wish = {}) =>
  emulated(text, wish).made.map((build) =>
    build.text.slice(build.text.indexOf('\n\n') + 2).replace(/\["\/bin\/sh","-c",".*"\]/gi, '…'),
  );

describe('an image that runs anything lists what it made', () => {
  test('in a step after its last, beside its base, without the network and as root', () => {
    const text = 'FROM debian:bookworm\nUSER app\nRUN make\nENTRYPOINT ["/x"]\n';
    expect(added(text, { platforms: ['linux/arm64'] })).toEqual([
      [
        'FROM debian:bookworm AS crossbuild-base-0',
        'USER 0',
        'RUN --network=none …',
        'FROM crossbuild-image-0 AS crossbuild-made-0',
        'USER 0',
        'RUN --network=none --mount=type=bind,from=crossbuild-base-0,source=/.crossbuild-made,target=/.crossbuild-base …',
        '',
        'FROM scratch AS crossbuild-handover',
        'COPY --from=crossbuild-made-0 ["/.crossbuild-made/","/0/"]',
        '',
      ].join('\n'),
    ]);
  });

  test('the user’s own lines stay, but that the stage gets a name when it has none', () => {
    const text = (from: string) => `ARG V=1\n${from}\nRUN make\n`;
    const foreign = (file: string) => emulated(file, { platforms: ['linux/arm64'] });
    expect(foreign(text('FROM debian:$V')).made[0]?.text).toContain(
      'ARG V=1\nFROM debian:$V AS crossbuild-image-0\nRUN make\n',
    );
    const own = foreign(text('FROM debian:$V AS app')).made[0]?.text ?? '';
    expect(own).toContain('FROM debian:$V AS app\nRUN make\n');
    expect(own).toMatch(/\nFROM debian:\$V AS crossbuild-base-0\nUSER 0\nRUN .*\nFROM app AS crossbuild-made-0\n/);
    const lower = foreign('from debian\nrun make\n').made[0]?.text ?? '';
    expect(lower).toMatch(/^from debian as crossbuild-image-0\n/);
    expect(lower).toMatch(/\nfrom crossbuild-image-0 as crossbuild-made-0\nuser 0\nrun --network=none /);
  });

  test('with the stages that it is based on, from the base of all', () => {
    const text =
      'FROM --platform=$TARGETPLATFORM debian AS one\nRUN a\nFROM one AS two\nCOPY x /\nFROM two\nLABEL a=b\n';
    const [build] = emulated(text).made;
    expect(build?.platforms).toEqual(['linux/amd64', 'linux/arm64']);
    expect(build?.text).toContain('FROM --platform=$TARGETPLATFORM debian AS crossbuild-base-0\n');
    expect(build?.stages).toEqual([
      {
        stage: 'stage 2',
        line: 5,
        takesFrom: [],
        steps: [
          { line: 4, text: 'x /' },
          { line: 2, text: 'a' },
        ],
      },
    ]);
  });

  test('one that starts from scratch has no base', () => {
    const text = 'FROM scratch\nADD root.tar.gz /\nRUN make\n';
    expect(added(text)[0]).toMatch(/^FROM crossbuild-image-0 AS crossbuild-made-0\nUSER 0\nRUN --network=none …/);
  });

  test('what it takes from stages by a mount or a copy is told, as it may come from there', () => {
    const text =
      'FROM golang AS b\nFROM node AS n\nFROM debian\nRUN --mount=from=b,target=/b cp /b/x /\nCOPY --from=n /y /\n';
    expect(emulated(text).made[0]?.stages[0]?.takesFrom).toEqual(['b', 'n']);
  });

  test('of the target that is asked for', () => {
    const text = 'FROM debian AS a\nRUN x\nFROM alpine AS b\nRUN y\n';
    expect(emulated(text, { target: 'a' }).made[0]?.stages.map(({ stage }) => stage)).toEqual(['a']);
  });

  test('stages are counted with those that were put in', () => {
    const { made, dockerfile } = planOf('FROM gcc:15\nRUN make\n', { platforms: ['linux/arm64'] });
    expect(dockerfile.insertedStages).toBeGreaterThan(0);
    const { stages } = readDockerfile(made[0]?.text ?? '');
    expect(stages[dockerfile.insertedStages]).toMatchObject({ name: 'crossbuild-image-0', base: 'gcc:15' });
  });

  test('one with ONBUILD does not, as that would run: it is said', () => {
    const plan = emulated('FROM debian\nRUN make\nONBUILD COPY . /app\n');
    expect(plan.made).toEqual([]);
    expect(plan.unseen).toEqual(['what stage 0 makes, as it has ONBUILD']);
  });
});

describe('an image that takes the whole file system of a stage', () => {
  test('has that stage list what it made', () => {
    const { made } = emulated('FROM debian AS root\nRUN make\nFROM scratch\nCOPY --from=root / /\n');
    expect(made[0]?.stages.map(({ stage }) => stage)).toEqual(['root']);
    expect(made[0]?.text).toContain('FROM root AS crossbuild-made-0\n');
  });

  test('gets what that stage is handed, too', () => {
    const text =
      'FROM golang AS b\nFROM alpine AS root\nCOPY --from=b /x /\nADD y /\nFROM scratch\nCOPY --from=root / /\n';
    const { made, handovers, contexts } = emulated(text);
    expect(made).toEqual([]);
    expect(handovers[0]?.files.map(({ path }) => path)).toEqual(['/x']);
    expect(contexts[0]?.files.map(({ path }) => path)).toEqual(['y']);
  });
});

describe('an image that only copies', () => {
  const copies = (text: string, wish: Wish = {}) =>
    emulated(text, wish).contexts.map((one) => one.text.split('crossbuild-handover\n')[1]);

  test('has its files copied once more from where they come', () => {
    const text =
      'FROM debian\nARG TARGETARCH\nCOPY --chown=app --chmod=755 --exclude=*.md a b$TARGETARCH /x/\nADD --checksum=sha256:1 https://x.example/t /t\nCOPY <<E /e\nE\nCOPY --link . /app\n';
    expect(copies(text, { platforms: ['linux/arm64'] })).toEqual([
      [
        'COPY --exclude=*.md ["a","/0/"]',
        'COPY --exclude=*.md ["barm64","/1/"]',
        'ADD --checksum=sha256:1 ["https://x.example/t","/2/"]',
        'COPY [".","/3/"]',
        '',
      ].join('\n'),
    ]);
  });

  test('each is told by its line and its source', () => {
    const text = 'FROM debian AS app\nCOPY a /\nADD https://x.example/t /t\n';
    expect(emulated(text).contexts[0]?.files).toEqual([
      { stage: 'app', path: 'a', line: 2, source: 'the build context' },
      { stage: 'app', path: 'https://x.example/t', line: 3, source: 'that address' },
    ]);
  });

  test('what cannot be named before it is built is said', () => {
    const plan = emulated('FROM golang AS b\nFROM debian\nCOPY $UNKNOWN /\nCOPY --from=b /$UNKNOWN /\n');
    expect(plan.contexts).toEqual([]);
    expect(plan.unseen).toEqual(['/$UNKNOWN (line 4)', '$UNKNOWN (line 3)']);
  });

  test.each([
    ['what a step lists anyway', 'FROM debian\nRUN x\nCOPY a /\n'],
    ['other images', 'FROM debian\nCOPY --from=busybox /bin/sh /\n'],
    ['texts in the file', 'FROM debian\nCOPY <<E /e\nE\n'],
    ['nothing', 'FROM debian\n'],
  ])('not: %s', (_, text) => {
    expect(emulated(text).contexts).toEqual([]);
    expect(emulated(text).unseen).toEqual([]);
  });
});
