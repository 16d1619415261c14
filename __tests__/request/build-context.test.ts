import { describe, expect, test } from '@jest/globals';
import { describe as say } from '../../src/model/problem.ts';
import {
  type ContextRequest,
  contextKind,
  eventContext,
  parseGitUrl,
  planContext,
  withoutCredentials,
} from '../../src/request/build-context.ts';

const run = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'abc123',
};
const pull = { ...run, GITHUB_REF: 'refs/pull/7/merge' };
const given: ContextRequest = {
  context: '.',
  defaultContext: false,
  file: undefined,
  buildContexts: {},
  githubToken: 'ghs_token',
  secretIds: [],
  ssh: [],
};
const plan = (asked: Partial<ContextRequest>, env: Record<string, string> = run, checkout = true) =>
  planContext({ ...given, ...asked }, { checkout, env });

describe("the event's context", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['a push', run, 'https://github.com/o/r.git#abc123'],
    ['a pull request', pull, 'https://github.com/o/r.git#refs/pull/7/merge'],
    [
      'its head',
      { ...pull, DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: 'true' },
      'https://github.com/o/r.git#refs/pull/7/head',
    ],
    ['no commit', { ...run, GITHUB_SHA: '' }, 'https://github.com/o/r.git#refs/heads/main'],
    [
      'another server',
      { ...run, GITHUB_SERVER_URL: 'https://ghe.example.com/' },
      'https://ghe.example.com/o/r.git#abc123',
    ],
    [
      'as a query',
      { ...run, BUILDX_SEND_GIT_QUERY_AS_INPUT: 'true' },
      'https://github.com/o/r.git?ref=refs/heads/main&checksum=abc123',
    ],
    [
      'the head as a query, of which the commit is not known',
      { ...pull, BUILDX_SEND_GIT_QUERY_AS_INPUT: '1', DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF: '1' },
      'https://github.com/o/r.git?ref=refs/pull/7/head',
    ],
    ['outside of Actions', {}, undefined],
  ])('%s', (_, env, expected) => {
    expect(eventContext(env)).toBe(expected);
  });
});

describe('where the files come from', () => {
  test.each<[string, Partial<ContextRequest>, Record<string, string>, boolean, string, string, string]>([
    ['nothing given, checkout', { defaultContext: true }, run, true, 'folder', '.', 'Dockerfile'],
    [
      'nothing given, no checkout',
      { defaultContext: true },
      run,
      false,
      'git',
      'https://github.com/o/r.git#abc123',
      'Dockerfile',
    ],
    ['nothing given, no Actions', { defaultContext: true }, {}, false, 'folder', '.', 'Dockerfile'],
    ['a dot given, no checkout', {}, run, false, 'folder', '.', 'Dockerfile'],
    ['a folder', { context: 'src/' }, run, true, 'folder', 'src/', 'src/Dockerfile'],
    [
      'a folder and a file',
      { context: 'src', file: 'docker/Dockerfile.prod' },
      run,
      true,
      'folder',
      'src',
      'docker/Dockerfile.prod',
    ],
    ['the root', { context: '/' }, run, true, 'folder', '/', '/Dockerfile'],
    [
      'the template',
      { context: '{{defaultContext}}' },
      run,
      true,
      'git',
      'https://github.com/o/r.git#abc123',
      'Dockerfile',
    ],
    [
      'with a subfolder',
      { context: '{{ defaultContext }}:a/b' },
      run,
      true,
      'git',
      'https://github.com/o/r.git#abc123:a/b',
      'Dockerfile',
    ],
    [
      'with a subfolder in a query',
      { context: '{{defaultContext}}:a' },
      { ...run, BUILDX_SEND_GIT_QUERY_AS_INPUT: 'true' },
      true,
      'git',
      'https://github.com/o/r.git?ref=refs/heads/main&checksum=abc123&subdir=a',
      'Dockerfile',
    ],
    [
      'git and a file',
      { context: 'git@github.com:o/x.git#v1', file: 'b/Dockerfile' },
      run,
      true,
      'git',
      'git@github.com:o/x.git#v1',
      'b/Dockerfile',
    ],
    [
      'an archive',
      { context: 'https://example.com/a.tar.gz' },
      run,
      true,
      'archive',
      'https://example.com/a.tar.gz',
      'Dockerfile',
    ],
  ])('%s', (_, asked, env, checkout, kind, context, dockerfile) => {
    expect(plan(asked, env, checkout)).toMatchObject({ kind, context, dockerfile, problems: [] });
  });

  test('named contexts take the template too', () => {
    expect(plan({ buildContexts: { src: '{{defaultContext}}:x', other: '../x' } }).buildContexts).toEqual({
      src: 'https://github.com/o/r.git#abc123:x',
      other: '../x',
    });
  });
});

describe('git URLs', () => {
  test.each<[string, string]>([
    ['https://github.com/o/r.git', 'git'],
    ['https://github.com/o/r.git#main:sub', 'git'],
    ['http://h/r.git?ref=x', 'git'],
    ['https://github.com/o/r', 'archive'],
    ['https://h/x.tar.gz?x=.git', 'archive'],
    ['git://h/r', 'git'],
    ['ssh://git@h:22/r', 'git'],
    ['git@github.com:o/r.git', 'git'],
    ['github.com/o/r', 'git'],
    ['./github.com/o/r', 'folder'],
    ['a@b', 'folder'],
    ['../x.git', 'folder'],
  ])('%s is %s', (context, kind) => {
    expect(contextKind(context)).toBe(kind);
  });

  test.each<[string, string, string, string, string]>([
    ['https://h/r.git', 'https://h/r.git', '', '', ''],
    ['https://h/r.git#main', 'https://h/r.git', 'main', '', ''],
    ['https://h/r.git#:sub/', 'https://h/r.git', '', 'sub', ''],
    ['https://h/r.git#refs/heads/a:b/c', 'https://h/r.git', 'refs/heads/a', 'b/c', ''],
    ['https://h/r.git?ref=main&subdir=b&checksum=abc', 'https://h/r.git', 'main', 'b', 'abc'],
    ['https://h/r.git?tag=v1', 'https://h/r.git', 'v1', '', ''],
    ['git@h:o/r.git#x', 'git@h:o/r.git', 'x', '', ''],
    ['github.com/o/r', 'https://github.com/o/r', '', '', ''],
  ])('%s', (url, remote, ref, subfolder, checksum) => {
    expect(parseGitUrl(url)).toEqual({ remote, ref, subfolder, checksum });
  });
});

describe("the job's token", () => {
  test.each<[string, Partial<ContextRequest>, Record<string, string>, string | undefined]>([
    ['for the own repository', { context: '{{defaultContext}}' }, run, 'GIT_AUTH_TOKEN.github.com'],
    ['for another commit of it', { context: 'https://github.com/o/r.git#v1' }, run, 'GIT_AUTH_TOKEN.github.com'],
    ['for a named context', { buildContexts: { x: '{{defaultContext}}' } }, run, 'GIT_AUTH_TOKEN.github.com'],
    [
      'on another server',
      { context: '{{defaultContext}}' },
      { ...run, GITHUB_SERVER_URL: 'https://ghe.example.com:8443' },
      'GIT_AUTH_TOKEN.ghe.example.com:8443',
    ],
    ['not for another repository', { context: 'https://github.com/o/other.git' }, run, undefined],
    ['not for another whose name starts so', { context: 'https://github.com/o/r.git.evil.git' }, run, undefined],
    ['not for another host', { context: 'https://evil.com/o/r.git' }, run, undefined],
    ['not for a folder', {}, run, undefined],
    ["not over the user's", { context: '{{defaultContext}}', secretIds: ['GIT_AUTH_TOKEN'] }, run, undefined],
    [
      "not over the user's for a host",
      { context: '{{defaultContext}}', secretIds: ['GIT_AUTH_HEADER.github.com'] },
      run,
      undefined,
    ],
    ['not when there is none', { context: '{{defaultContext}}', githubToken: undefined }, run, undefined],
  ])('%s', (_, asked, env, id) => {
    expect(plan(asked, env).token?.id).toBe(id);
  });
});

describe('what is said', () => {
  test.each<[Partial<ContextRequest>, RegExp]>([
    [{ context: 'https://user:pass@h/r.git' }, /credentials/],
    [{ context: 'git@h:o/r.git' }, /SSH/],
    [{ context: 'ssh://git@h/r.git' }, /SSH/],
  ])('%j', (asked, message) => {
    expect(plan(asked).notes).toEqual([expect.stringMatching(message)]);
  });
  test('nothing when all is well', () => {
    expect(plan({ context: 'git@h:o/r.git', ssh: ['default'] }).notes).toEqual([]);
  });
  test.each([
    ['https://user:pass@h/r.git#x', 'https://h/r.git#x'],
    ['https://token@h/a@b', 'https://h/a@b'],
    ['ssh://git@h/r.git', 'ssh://git@h/r.git'],
    ['git@h:r.git', 'git@h:r.git'],
    ['src', 'src'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutCredentials(url)).toBe(shown);
  });
  test.each<[Partial<ContextRequest>, Record<string, string>, RegExp]>([
    [{ context: '-' }, run, /context: "-" is standard input/],
    [{ file: '-' }, run, /file: "-" is standard input/],
    [{ file: 'https://u:p@h/Dockerfile' }, run, /file: https:\/\/h\/Dockerfile is an address/],
    [{ context: '{{defaultContext}}' }, {}, /stands for nothing/],
  ])('%j is a problem', (asked, env, message) => {
    expect(plan(asked, env).problems.map(say)).toEqual([expect.stringMatching(message)]);
  });
});
