import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/report/messages/messages.ts';
import { planSummary, summary } from '../../src/report/summary.ts';
import { planOf } from '../plan/support.ts';
import { data, digest, failingRecord, plan, recordOf } from './support.ts';

/** The cells of the row of a table that starts with a text. */
const row = (markdown: string, start: string) =>
  (markdown.split('\n').find((line) => line.startsWith(`| <code>${start}</code>`)) ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Markdown without its code blocks, in which nothing has a meaning. */
const outsideBlocks = (markdown: string) => markdown.replace(/^(`{3,})\S*\n[\s\S]*?\n\1$/gm, '');

const NASTY =
  '</summary></details><script>alert(1)</script> | a | `b` ::error::x \u001b[31mred\u001b[0m\n## head ```\n';

describe('of a good build', () => {
  test('begins with platforms, time, image, a command to pull it and its tags', () => {
    const [head, , image, , fence, pull] = summary(data()).split('\n');
    expect(head).toBe('## Crossbuild: 2 platforms in 17s');
    expect(image).toContain(digest('a'));
    expect([fence, pull]).toEqual(['```sh', 'docker pull ghcr.io/o/app:1.2']);
    expect(summary(data())).toContain('Tags: <code>ghcr.io/o/app:1.2</code> <code>ghcr.io/o/app:latest</code>');
  });

  test('says per platform how, why, how long, how much was cached, size and digest', () => {
    const cells = row(summary(data({ record: recordOf('cached') })), 'linux/arm64');
    expect(cells).toEqual([
      '<code>linux/arm64</code>',
      'accelerate',
      'the builder runs on it',
      '0.0s',
      '7 of 7',
      '50.0&nbsp;MB',
      '<code>sha256:222222222222</code>',
    ]);
  });

  test('a reason in the table has at most 80 characters, and all of them where the stages are', () => {
    const long = `the step in line 7 ${'runs a program that cannot be read '.repeat(5)}`;
    const markdown = summary(data({ platforms: [plan('linux/arm64', long)] }));
    expect(row(markdown, 'linux/arm64')[2]).toMatch(/^the step in line 7 .{60}…$/);
    const exact = 'x'.repeat(80);
    expect(row(summary(data({ platforms: [plan('linux/arm64', exact)] })), 'linux/arm64')[2]).toBe(exact);
    expect(markdown).toContain(long.trim());
  });

  test('compares sizes and layers with the previous image', () => {
    const layers = [
      { digest: digest('d'), bytes: 48_000_000 },
      { digest: digest('f'), bytes: 1_500_000 },
    ];
    const markdown = summary(
      data({ previous: { name: 'ghcr.io/o/app:latest', platforms: [{ platform: 'linux/arm64', layers }] } }),
    );
    expect(row(markdown, 'linux/arm64')[5]).toBe('50.0&nbsp;MB<br>+500&nbsp;kB');
    expect(row(markdown, 'linux/amd64')[5]).toBe('50.0&nbsp;MB');
    expect(markdown).toMatch(/\| 1 \| <code>sha256:d{12}<\/code> \| 48\.0 MB \| as before \|/);
    expect(markdown).toMatch(/\| 2 \| <code>sha256:6{12}<\/code> \| 2\.0 MB \| new \|/);
    expect(markdown).toContain('| Size, and against <code>app:latest</code> |');
  });

  test('a layer is known by the instruction that made it', () => {
    const layers = [
      { digest: digest('d'), bytes: 48_000_000, by: 'ADD rootfs' },
      { digest: digest('e'), bytes: 2_000_000, by: 'RUN make | tee' },
      { digest: digest('f'), bytes: 100, by: 'COPY . .' },
    ];
    const before = [
      { digest: digest('d'), bytes: 48_000_000, by: 'ADD rootfs' },
      { digest: digest('7'), bytes: 500_000, by: 'RUN make | tee' },
      { digest: digest('8'), bytes: 7, by: 'COPY LICENSE .' },
    ];
    const markdown = summary(
      data({
        verified: [{ platform: 'linux/arm64', layers }],
        previous: { name: 'ghcr.io/o/app:1', platforms: [{ platform: 'linux/arm64', layers: before }] },
      }),
    );
    expect(markdown).toContain('| 1 | <code>ADD rootfs</code> | 48.0 MB | as before |');
    expect(markdown).toContain('| 2 | <code>RUN make &#124; tee</code> | 2.0 MB | changed, +1.5 MB |');
    expect(markdown).toContain('| 3 | <code>COPY . .</code> | 100 B | new |');
    expect(markdown).toContain('|  | **all** | **50.0 MB** | +1.5 MB |');
  });

  test('tells what each image said, and explains attestations only when there are some', () => {
    const base = data();
    expect(summary(base)).not.toMatch(/unknown\/unknown|What each image said/);
    const said = { firstLine: 'hello from arm64', exit: 'exit 0' };
    const markdown = summary(
      data({
        attestations: 2,
        verified: base.verified.map((one) => (one.platform === 'linux/arm64' ? { ...one, said } : one)),
      }),
    );
    expect(markdown).toContain('| <code>linux/arm64</code> | <code>hello from arm64</code> | exit 0 |');
    expect(markdown).toContain('2 more entries as <code>unknown/unknown</code>');
  });

  test('folds stages, diff, time line and digests away', () => {
    const markdown = summary(data({ diff: '--- a\n+++ b\n-RUN x\n+RUN --mount=y x\n' }));
    const folded = [...markdown.matchAll(/<details><summary>(.*?)<\/summary>/g)].map(([, title]) => title);
    expect(folded).toEqual([
      'Digests of the platforms',
      'Every stage and why it is built so',
      'What took how long',
      'What was put into the Dockerfile',
      'Layers',
    ]);
    expect(markdown).toContain('```diff\n--- a');
    expect(markdown).toContain('```mermaid\ngantt');
    expect(markdown).toContain(`ghcr.io/o/app@${digest('2')}`);
  });

  test('lists warnings with a link to the line', () => {
    const markdown = summary(data({ record: recordOf('warnings') }));
    expect(markdown).toContain('5 warnings of the build checks');
    expect(markdown).toContain(
      '[<code>docker/Dockerfile:3</code>](<https://github.com/o/r/blob/abc/docker/Dockerfile#L3>)',
    );
  });

  test('without an image says where the result went', () => {
    const { image: _, ...rest } = data({ destination: 'OCI layout in RUNNER_TEMP/x', tags: [] });
    const markdown = summary(rest);
    expect(markdown).toContain('OCI layout in RUNNER&#95;TEMP/x');
    expect(markdown).not.toContain('docker pull');
  });

  test('says when it was built twice, and why', () => {
    const [, , again] = summary(data({ fellBack: 'a native compiler broke' })).split('\n');
    expect(again).toContain('Built again under emulation, as a native compiler broke.');
  });
});

test('of a plan alone: a row per platform, the rest folded, and no reason twice in what is not', () => {
  const because = 'native compilers for the step in line 4: it runs make';
  const markdown = planSummary(
    planOf('FROM debian:bookworm\nCOPY . .\nWORKDIR /src\nRUN make\n', { platforms: ['linux/arm64'] }),
  );
  expect(markdown).toMatch(/^## Crossbuild: the plan\n\n\| Platform \| How \| Why \|/);
  expect(row(markdown, 'linux/arm64')).toEqual([
    '<code>linux/arm64</code>',
    'accelerate',
    expect.stringMatching(new RegExp(`^${because}.*…$`)),
  ]);
  expect(markdown.replace(/<details>[\s\S]*?<\/details>/g, '').split(because)).toHaveLength(2);
  expect(markdown).toContain('+RUN --mount=');
});

describe('of a failed build', () => {
  const record = failingRecord();
  const failed = (() => {
    const { image: _, ...rest } = data({ record, verified: [] });
    return rest;
  })();

  test('shows place, lines around it in the user numbering, last lines and hint', () => {
    const hint = explain('', { output: "gcc: error: unrecognized command-line option '-m64'" });
    const markdown = summary({ ...failed, ...(hint === undefined ? {} : { hint }) });
    expect(markdown).toContain('docker/Dockerfile#L5-L8');
    expect(markdown).toContain('>>>  5 | RUN --mount=type=cache,target=/tmp/cache \\\n');
    expect(markdown).toMatch(/^ +2 \| WORKDIR \/src$/m);
    expect(markdown).toContain('line 30\nmain.c:3: error: <b>x</b> | y\n```');
    expect(markdown).toContain('**The C compiler does not know -m64**');
    expect(markdown).not.toMatch(/docker pull|crossbuild-toolchain/);
  });

  test('shows how to build the same without Crossbuild, and no value of an argument', () => {
    const asked = { file: 'docker/Dockerfile', context: '.', buildArgs: ['TOKEN=hunter2'], secretIds: [] };
    const markdown = summary({ ...failed, asked });
    expect(markdown).toContain(
      'docker buildx build --platform=linux/amd64 --file=docker/Dockerfile --build-arg=TOKEN .',
    );
    expect(markdown).not.toContain('hunter2');
    expect(markdown).toContain('It put nothing into the Dockerfile.');
  });

  test('where something was put in, says that strategy: emulate leaves it out', () => {
    const asked = { file: 'Dockerfile', context: '.', buildArgs: [], secretIds: [] };
    const markdown = summary({ ...failed, asked, diff: '+RUN --mount=x make' });
    expect(markdown).toMatch(
      /<summary>Is it Crossbuild\?<\/summary>\n\nRun it again with <code>strategy: emulate<\/code>,/,
    );
  });

  test('says which platforms failed', () => {
    expect(summary(failed)).toContain('**linux/amd64, stage build** failed');
    expect(summary(failed)).toContain('The same step failed for <code>linux/arm64</code>.');
  });

  test('a result that was refused says why, and that no tag leads to it', () => {
    const markdown = summary(data({ problems: [{ what: 'wrong <b>', why: 'x86-64' }] }));
    expect(markdown).toContain('## Crossbuild: the result was refused');
    expect(markdown).toContain('- wrong &#60;b&#62; - x86-64');
    expect(markdown).toContain('No tag was set: <code>ghcr.io/o/app:1.2</code>');
    expect(markdown).not.toContain('docker pull');
  });
});

describe('of anything', () => {
  const failure = {
    ...failingRecord().failure,
    lastLines: NASTY.split('\n'),
    message: NASTY,
    stage: NASTY,
    step: NASTY,
  };
  const nasty = data({
    image: { name: NASTY, digest: NASTY },
    destination: NASTY,
    tags: [NASTY],
    platforms: [plan('linux/arm64', NASTY)],
    verified: [{ platform: 'linux/arm64', digest: NASTY, said: { firstLine: NASTY, exit: NASTY } }],
    dockerfile: NASTY,
    dockerfileUrl: 'javascript:alert(1)',
    diff: NASTY,
    notes: [NASTY],
    fellBack: NASTY,
    previous: { name: NASTY, platforms: [] },
  });

  test.each([
    ['built', nasty],
    ['refused', { ...nasty, problems: [{ what: NASTY }], hint: { id: 'x', title: NASTY, cause: NASTY, fix: NASTY } }],
    [
      'failed',
      {
        ...nasty,
        hint: { id: 'x', title: NASTY, cause: NASTY, fix: NASTY },
        record: {
          ...failingRecord(),
          failure: { ...failure, excerpt: [{ line: 1, text: NASTY, failing: true }] } as never,
          warnings: [{ rule: NASTY, short: NASTY, detail: NASTY, url: 'javascript:x', line: 1 }],
        },
      },
    ],
  ])('that was written by others nothing takes effect: %s', (_, input) => {
    const markdown = summary(input);
    const text = outsideBlocks(markdown);
    expect(text).not.toMatch(/<script|^## head|::error|javascript:|\u001b/m);
    expect(markdown).not.toContain('\u001b');
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text.match(/<\/summary>/g)?.length).toBe(text.match(/<summary>/g)?.length);
    // every table keeps its number of columns
    const tables = text.split(/\n(?!\|)/).map((part) => part.split('\n').filter((line) => line.startsWith('|')));
    for (const lines of tables.filter((one) => one.length > 0)) {
      expect(new Set(lines.map((line) => line.split('|').length)).size).toBe(1);
    }
  });

  test('it stays below 1 MiB, and says what was left out', () => {
    const many = Array.from({ length: 4000 }, (_, at) => plan(`linux/arm64`, `${at} ${'<'.repeat(300)}`));
    const markdown = summary(data({ platforms: many, diff: 'ü'.repeat(2_000_000) }));
    expect(new TextEncoder().encode(markdown).length).toBeLessThan(1024 * 1024);
    expect(markdown).toMatch(/_Left out, as a summary may have 1 MiB at most: the table of platforms/);
    expect(markdown).toContain('docker pull');
  });
});
