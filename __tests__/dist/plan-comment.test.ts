import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type FakeComment, type FakeGitHub, fakeGitHub } from './fake-github.ts';
import { COMPILES, errors, job, warnings } from './support.ts';

jest.setTimeout(60_000);

const TOKEN = 'ghs_open-sesame';
const WANTED = { 'pull-request-comment': 'true', 'github-token': TOKEN, retries: '1', 'plan-only': 'true' };
const MARKER = '<!-- crossbuild-plan: Image image registry.test%2Fteam%2Fapp -->';
const HEAD = 'c0ffee'.repeat(7).slice(0, 40);

const repository = { full_name: 'octo-org/octo-repo' };
const pull = (repo: object) => ({
  repository,
  number: 7,
  pull_request: { number: 7, head: { repo, sha: HEAD } },
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossbuild-comment-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Scene {
  readonly event?: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly dockerfile?: string;
}

/** A run of the committed bundle for a pull request. */
async function run(github: FakeGitHub, inputs: Record<string, string> = {}, scene: Scene = {}) {
  const path = join(folder, 'event.json');
  await writeFile(path, JSON.stringify(scene.event ?? pull(repository)));
  const one = await job([], scene.dockerfile ?? COMPILES);
  try {
    const env = {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: path,
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REPOSITORY: 'octo-org/octo-repo',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_WORKFLOW: 'Image',
      GITHUB_JOB: 'image',
      GITHUB_API_URL: github.url,
      ...scene.env,
    };
    return await one.main({ ...WANTED, ...inputs }, { env });
  } finally {
    await one.remove();
  }
}

async function inGitHub(
  behaviour: Partial<Parameters<typeof fakeGitHub>[0]>,
  comments: FakeComment[],
  body: (github: FakeGitHub) => Promise<void>,
): Promise<void> {
  const github = await fakeGitHub({ token: TOKEN, ...behaviour }, comments);
  try {
    await body(github);
  } finally {
    github.close();
  }
}

const by = (id: number, body: string, type = 'User', login = 'mallory'): FakeComment => ({
  id,
  body,
  user: { login, type },
});
const bot = (id: number, body: string) => by(id, body, 'Bot', 'github-actions[bot]');

describe('the plan is a comment on the pull request', () => {
  test.each([
    ['with plan-only', {}],
    ['and the build follows', { 'plan-only': 'false', verify: 'false' }],
  ])('%s', (_, inputs) =>
    inGitHub({}, [], async (github) => {
      const ended = await run(github, inputs);
      expect(errors(ended)).toBe('');
      expect(ended.log).toContain('The plan is a comment on pull request 7.');
      const [comment, ...more] = github.comments;
      expect(more).toEqual([]);
      const [marker, heading] = comment?.body.split('\n') ?? [];
      expect(marker).toBe(MARKER);
      expect(heading).toBe('### Crossbuild: the plan for <code>registry.test/team/app</code>');
      expect(comment?.body).toMatch(/^\| <code>linux\/arm64<\/code> \| accelerate \| native compilers/m);
      expect(comment?.body).toMatch(/```diff\n[\s\S]*^\+RUN --mount/m);
      expect(comment?.body).toContain(
        '[The run of <code>c0ffeec</code>](<https://github.com/octo-org/octo-repo/actions/runs/42/attempts/2>)',
      );
    }),
  );

  test('the next run writes into the same one, and others stay as they are', () =>
    inGitHub({}, [by(1, 'nice'), bot(2, 'coverage')], async (github) => {
      await run(github);
      const before = github.comments[2]?.body;
      await run(github, {}, { dockerfile: 'FROM alpine:3.22\nRUN echo a\n' });
      expect(github.comments.map(({ id }) => id)).toEqual([1, 2, 1002]);
      expect(github.comments[2]?.body).not.toBe(before);
      expect(github.comments.slice(0, 2).map(({ body }) => body)).toEqual(['nice', 'coverage']);
    }));

  test('another job, and another image, have comments of their own', () =>
    inGitHub({}, [], async (github) => {
      await run(github);
      await run(github, {}, { env: { GITHUB_JOB: 'other' } });
      await run(github, { tags: 'registry.test/team/web:1' });
      await run(github);
      expect(github.comments).toHaveLength(3);
    }));

  test('it is found behind more than a hundred others', () =>
    inGitHub(
      {},
      [...Array.from({ length: 150 }, (_, at) => by(at + 1, 'x')), bot(900, `${MARKER}\nold`)],
      async (github) => {
        await run(github);
        expect(github.comments).toHaveLength(151);
        expect(github.comments.at(-1)?.body).not.toMatch(/\nold$/);
      },
    ));

  test('of several that two runs made at a time, one stays', () =>
    inGitHub({}, [bot(1, `${MARKER}\nold`), bot(2, `${MARKER}\nold`)], async (github) => {
      await run(github);
      expect(github.comments.map(({ id }) => id)).toEqual([1]);
    }));

  test('the comment of somebody else is not touched, though it has the marker', () =>
    inGitHub({}, [by(1, `${MARKER}\nmine`)], async (github) => {
      await run(github);
      expect(github.comments.map(({ body }) => body.split('\n')[1])).toEqual([
        'mine',
        expect.stringMatching(/^### Crossbuild/),
      ]);
    }));

  test('a lost answer makes no second one', () =>
    // the second request is the one that makes it
    inGitHub({ breaks: [2] }, [], async (github) => {
      const ended = await run(github);
      expect(ended.log).toMatch(/the comment on the pull request failed for a reason that may pass.*; trying again/);
      expect(github.asked.map((one) => one.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'PATCH']);
      expect(github.comments).toHaveLength(1);
    }));
});

describe('what keeps it away is a note, and fails nothing', () => {
  test.each<[string, Partial<Parameters<typeof fakeGitHub>[0]>, Record<string, string>, object, RegExp]>([
    [
      'a token that only reads',
      { refuses: 403 },
      {},
      pull(repository),
      /GitHub answered 403; give the job the permissions contents: read and pull-requests: write$/m,
    ],
    [
      'a fork',
      { refuses: 403 },
      { push: 'false', outputs: 'type=cacheonly' },
      pull({ full_name: 'mallory/octo-repo' }),
      /403.*; it comes from the fork mallory\/octo-repo, whose runs get a token that only reads$/m,
    ],
    ['a wrong token', {}, { 'github-token': 'other' }, pull(repository), /401: it does not know the token/],
    ['a server that is broken', { breaks: [1, 2] }, {}, pull(repository), /GitHub answered 502$/m],
  ])('%s', (_, behaviour, inputs, event, words) =>
    inGitHub(behaviour, [], async (github) => {
      const ended = await run(github, inputs, { event });
      expect(ended.code).toBe(0);
      expect(`${errors(ended)}${warnings(ended)}`).toBe('');
      expect(ended.log).toMatch(/^note: the plan is no comment on pull request 7: /m);
      expect(ended.log).toMatch(words);
      expect(ended.log).not.toContain(TOKEN.concat(' '));
    }),
  );
});

test.each<[string, Record<string, string>, Readonly<Record<string, string>>]>([
  ['a push', {}, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }],
  ['a comment that nobody asked for', { 'pull-request-comment': 'false' }, {}],
])('nothing is asked and nothing is said for %s', (_, inputs, env) =>
  inGitHub({}, [], async (github) => {
    const ended = await run(github, inputs, { env });
    expect(ended.code).toBe(0);
    expect(github.asked).toEqual([]);
    expect(ended.log).not.toMatch(/plan is (a|no) comment/);
  }),
);

test('a Dockerfile mentions nobody in it, refers to nothing, and is no HTML', () => {
  const dockerfile = `FROM debian:bookworm AS x
RUN "@octocat" '<img src=x>' && @octo-org/team GH-12 other/repo#3
RUN apt-get install -y gcc && make '</details><h1>@octocat'
`;
  return inGitHub({}, [], async (github) => {
    const ended = await run(github, {}, { dockerfile });
    expect(errors(ended)).toBe('');
    const body = github.comments[0]?.body ?? '';
    expect(body).toContain('octocat');
    const shown = body.replace(/^(`{3,})\S*\n[\s\S]*?\n\1$/gm, '').replace(/<code>[^<]*<\/code>/g, '');
    expect(shown).not.toMatch(/@\w|&#64;\w|#\d+(?!\d*;)|GH-\d|<img|<h1/i);
    expect(shown.match(/<details>/g)).toHaveLength(2);
    expect(shown.match(/<\/details>/g)).toHaveLength(2);
  });
});
