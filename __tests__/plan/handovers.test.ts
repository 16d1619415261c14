import { describe, expect, test } from '@jest/globals';
import { planOf, type Wish } from './support.ts';

const handovers = (text: string, wish: Wish = {}) => planOf(text, { strategy: 'emulate', ...wish }).handovers;
const copies = (text: string, wish: Wish = {}) =>
  handovers(text, wish).map((one) => one.text.split('crossbuild-handover\n')[1]);

describe('what one stage hands to the image', () => {
  test('each path once, in the order of the file, with its line and stage', () => {
    const text =
      'FROM golang AS b\nRUN make\nFROM debian\nRUN make\nFROM debian\nCOPY --from=b /x /y /\nCOPY --from=1 /z /\nCOPY --from=b /x /again\n';
    expect(handovers(text)).toEqual([
      {
        platforms: ['linux/amd64', 'linux/arm64'],
        files: [
          { stage: 'b', path: '/x', line: 6 },
          { stage: 'b', path: '/y', line: 6 },
          { stage: 'stage 1', path: '/z', line: 7 },
        ],
        text: expect.any(String),
      },
    ]);
    expect(copies(text)).toEqual([
      'COPY --from=0 ["/x","/0/"]\nCOPY --from=0 ["/y","/1/"]\nCOPY --from=1 ["/z","/2/"]\n',
    ]);
  });

  test('in lower case where the file is', () => {
    expect(handovers('from golang as b\nrun make\nfrom debian\ncopy --from=b /x /\n')[0]?.text).toMatch(
      /\n\nfrom scratch as crossbuild-handover\ncopy --from=0 /,
    );
  });

  test('numbers count the inserted stages', () => {
    const text = 'FROM golang:1.26 AS b\nRUN go build -o /x\nFROM debian\nCOPY --from=b /x /\n';
    const { dockerfile, handovers: found } = planOf(text);
    expect(dockerfile.insertedStages).toBeGreaterThan(0);
    expect(found[0]?.text).toContain(`COPY --from=${dockerfile.insertedStages} ["/x","/0/"]`);
  });

  test('stages that the image is built on count, others do not', () => {
    const text =
      'FROM golang AS b\nFROM debian AS base\nCOPY --from=b /x /\nFROM base AS other\nCOPY --from=b /no /\nFROM base\nCMD ["/x"]\n';
    expect(handovers(text)[0]?.files.map(({ path }) => path)).toEqual(['/x']);
  });

  test('paths that follow the platform need a build each', () => {
    const text = 'FROM golang AS b\nFROM debian\nARG TARGETARCH\nCOPY --from=b /out/$TARGETARCH/x /\n';
    expect(handovers(text).map(({ platforms, files }) => [platforms, files[0]?.path])).toEqual([
      [['linux/amd64'], '/out/amd64/x'],
      [['linux/arm64'], '/out/arm64/x'],
    ]);
  });

  test.each([
    ['whole file systems', 'COPY --from=b / /'],
    ['what cannot be named', 'COPY --from=b /$X /'],
    ['images', 'COPY --from=busybox /bin/sh /'],
    ['the context', 'COPY x /'],
  ])('not %s', (_, line) => {
    expect(handovers(`FROM golang AS b\nFROM debian\n${line}\n`)).toEqual([]);
  });

  test.each([
    ['a continuation at the end', 'RUN true \\'],
    ['a continuation and a comment', 'RUN true \\\n# so\n'],
    ['a heredoc', 'RUN <<E\nmake\nE'],
    ['a comment', 'RUN true\n# so \\'],
  ])('the stage can follow %s', (_, line) => {
    expect(copies(`FROM golang AS b\nFROM debian\nCOPY --from=b /x /\n${line}`)).toEqual([
      'COPY --from=0 ["/x","/0/"]\n',
    ]);
  });
});
