import { describe, expect, test } from '@jest/globals';
import { commentMarker, planComment } from '../../src/report/plan-comment.ts';
import { plan } from './support.ts';

const KEY = { workflow: 'Image', job: 'image', image: 'ghcr.io/o/app' };
const comment = (because: string, more: Partial<Parameters<typeof planComment>[0]> = {}) =>
  planComment({ key: KEY, platforms: [plan('linux/arm64', because)], diff: '', notes: [], commit: '', ...more });

/** What GitHub looks for mentions in: text, its entities read, without code. */
const looked = (markdown: string) =>
  markdown
    .replace(/^(`{3,})\S*\n[\s\S]*?\n\1$/gm, '')
    .replace(/<code>[^<]*<\/code>|<!--[^>]*-->/g, '')
    .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));

describe('the plan as a comment', () => {
  test.each(['@octocat', 'mail@octo-org/team', '#12', 'octo-org/octo-repo#12', 'GH-12', 'gh-7'])(
    '%s is shown, and is no mention and no reference',
    (text) => {
      const found = looked(comment(`it runs ${text}`, { notes: [`line 2 runs ${text}`] }));
      expect(found).not.toMatch(/@\w|#\d|\bgh-\d/i);
      expect(found.replaceAll('\u200b', '').replaceAll('\u2011', '-')).toContain(`it runs ${text}`);
    },
  );

  test('a reason has at most 80 characters in the table, and all of them where the stages are', () => {
    const long = `the step in line 7 ${'runs a program that cannot be read '.repeat(5)}`.trim();
    const markdown = comment(long);
    const [, , , why = ''] = (markdown.split('\n').find((line) => line.startsWith('| <code>linux/arm64')) ?? '').split(
      '|',
    );
    expect(why.trim().length).toBeLessThanOrEqual(80);
    expect(markdown).toContain(long);
  });

  test('it is no longer than GitHub takes, and says what was left out', () => {
    const markdown = comment('x', { diff: 'ü'.repeat(60_000) });
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain(
      '_Left out, as GitHub takes 65,536 characters at most: what is put into the Dockerfile._',
    );
  });

  test('only a commit is shown as one', () => {
    expect(comment('x', { commit: '<b>' })).toContain('<sub>The run. ');
    expect(comment('x', { commit: 'a'.repeat(40) })).toContain('<sub>The run of <code>aaaaaaa</code>. ');
  });
});

test.each([
  [{ ...KEY, job: 'other' }],
  [{ ...KEY, workflow: 'Other' }],
  [{ ...KEY, image: 'ghcr.io/o/web' }],
  [{ ...KEY, platforms: ['linux/arm64'] }],
  [{ workflow: 'Image image', job: '', image: 'ghcr.io/o/app' }],
])('another comment for %j', (key) => {
  expect(commentMarker(key)).not.toBe(commentMarker(KEY));
});

test('a marker is an HTML comment, whatever is in it', () => {
  expect(commentMarker({ ...KEY, workflow: 'a --> <b> -- \n' })).toMatch(
    /^<!-- crossbuild-plan: [^<>\s-]+ \S+ \S+ -->$/,
  );
});
