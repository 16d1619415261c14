import { describe, expect, test } from '@jest/globals';
import type { EventContext } from '../../src/metadata/event-context.ts';
import { dated } from '../../src/steps/commit-date.ts';
import type { Http, HttpAnswer } from '../../src/system/ports.ts';
import { contextFor, contextOf, rulesOf, SHA } from '../metadata/support.ts';
import { fakeWorld, type Script } from '../setup/world.ts';

const WANTS = "type=raw,value={{commit_date 'YYYYMMDD'}}";
const COMMIT = `tree ${'a'.repeat(40)}
author Ada <ada@test> 1000000000 +0000
committer Bob <bob@test> 1746515289 +0200

committer Eve <eve@test> 1 +0000
`;
const THERE: Script = [[new RegExp(`^git cat-file commit ${SHA}$`), { stdout: COMMIT }]];
const AWAY: Script = [[/^git cat-file/, { code: 128, stderr: 'fatal: not a git repository' }]];
const ANSWER = JSON.stringify({ sha: SHA, committer: { name: 'Bob', date: '2025-05-06T07:08:09Z' } });
const THEN = new Date('2025-05-06T07:08:09Z');
const ENV = { GITHUB_REPOSITORY: 'acme/app', GITHUB_API_URL: 'https://ghe.test/api/v3' };

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function github(...answers: (readonly [status: number, body: string])[]): Http & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const get: Http['get'] = async (url, { headers = {} } = {}) => {
    asked.push({ url, headers });
    const [status, body] = answers[asked.length - 1] ?? [500, 'asked too often'];
    return { status, headers: {}, body: Buffer.from(body) } satisfies HttpAnswer;
  };
  return { asked, get, delete: get, send: (_, url) => get(url) };
}

interface Case {
  readonly context?: EventContext;
  readonly inputs?: Parameters<typeof rulesOf>[0];
  readonly script?: Script;
  readonly http?: Http;
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
}

async function date({ context = contextFor('schedule'), inputs, script = AWAY, http, env = ENV, token }: Case) {
  const world = fakeWorld({ script, env, ...(http === undefined ? {} : { http }) });
  const rules = rulesOf({ images: 'a/b', ...(inputs ?? { tags: WANTS }) });
  const made = await dated(world, context, rules, { githubToken: token, retries: 1 });
  return { date: made.context.commitDate, notes: made.notes, world };
}

describe('the date of a commit that the event does not tell', () => {
  test('is that of its committer in the checkout, whatever the message says, and nothing is fetched', async () => {
    const { date: found, notes, world } = await date({ script: THERE });
    expect([found, notes]).toEqual([THEN, []]);
    expect(world.exec.calls[0]?.options.env).toMatchObject({ GIT_NO_LAZY_FETCH: '1' });
  });

  test("is GitHub's where there is no checkout, asked with the token of the inputs", async () => {
    const http = github([200, ANSWER]);
    expect((await date({ http, token: 'secret' })).date).toEqual(THEN);
    expect(http.asked).toEqual([
      {
        url: `https://ghe.test/api/v3/repos/acme/app/git/commits/${SHA}`,
        headers: { accept: 'application/vnd.github+json', authorization: 'Bearer secret' },
      },
    ]);
  });

  test('is asked again where the failure may pass', async () => {
    const http = github([502, ''], [200, ANSWER]);
    expect((await date({ http })).date).toEqual(THEN);
    expect(http.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  test('is that of the head of a pull request, where that is the commit', async () => {
    const context = contextOf('pull_request', { DOCKER_METADATA_PR_HEAD_SHA: 'true' });
    const http = github([200, ANSWER]);
    await date({ context, http });
    expect(http.asked[0]?.url).toBe(`https://ghe.test/api/v3/repos/acme/app/git/commits/${context.sha}`);
    expect(context.sha).not.toBe(SHA);
  });

  test.each([
    ['a rule', { tags: `type=schedule,pattern={{commit_date 'X'}}` }, true],
    ["a rule's prefix", { tags: "type=sha,prefix={{commit_date 'X'}}-" }, true],
    ['enable', { tags: "type=sha,enable={{commit_date 'X'}}" }, true],
    ['flavor', { flavor: "suffix=-{{commit_date 'X'}}" }, true],
    ['a label', { labels: "a={{commit_date 'X'}}" }, true],
    ['an annotation', { annotations: "index:a={{commit_date 'X'}}" }, true],
    ['nothing', { tags: "type=raw,value={{date 'X'}}", labels: 'a={{sha}}' }, false],
    ['a label without images, which is literal', { images: '', labels: "a={{commit_date 'X'}}" }, false],
  ])('is asked for by %s', async (_, inputs, asks) => {
    const { world } = await date({ inputs, script: THERE });
    expect(world.exec.lines().length > 0).toBe(asks);
  });

  test('is not asked for where the event tells it', async () => {
    const { date: found, world } = await date({ context: contextFor('push refs/heads/main') });
    expect(found).toEqual(new Date('2020-01-10T00:25:50Z'));
    expect(world.exec.lines()).toEqual([]);
  });

  test.each<[string, Case, RegExp]>([
    ['GitHub refuses', { http: github([404, '']) }, /not in the checkout, and GitHub answered 404; .*github-token/],
    ['GitHub is away', {}, /GitHub was not reached: no network for https:\/\/ghe\.test/],
    ['the answer is none', { http: github([200, '<html>']) }, /GitHub does not tell its date/],
    ['the answer is null', { http: github([200, 'null']) }, /GitHub does not tell its date/],
    ['the date is none', { http: github([200, '{"committer":{"date":"soon"}}']) }, /GitHub does not tell its date/],
    ['there is no repository', { env: {} }, /there is no repository to ask for it/],
    ['there is no commit', { context: contextFor('outside') }, /for there is no commit/],
    [
      'the commit is none, as in an event that was forged',
      { context: { ...contextFor('schedule'), sha: '--output=/etc/passwd' }, script: [] },
      /for there is no commit/,
    ],
  ])('stays unknown, and that is said, where %s', async (_, given, note) => {
    const { date: found, notes } = await date(given);
    expect(found).toBeUndefined();
    expect(notes).toEqual([expect.stringMatching(note)]);
  });
});
