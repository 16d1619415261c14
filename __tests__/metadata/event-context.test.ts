import { describe, expect, test } from '@jest/globals';
import { readEventContext } from '../../src/metadata/event-context.ts';
import { contextOf, recorded, SHA } from './support.ts';

const HEAD = '1f0c9b0f2b5a4d0d9a1e5a7a7e0a9f6d5c4b3a21';
const COMMITTED = new Date('2020-01-10T00:25:50Z');
const HELLO = {
  name: 'Hello-World',
  description: 'This your first repo!',
  url: 'https://github.com/octocat/Hello-World',
  license: 'MIT',
  private: false,
};
const BARE = { name: 'Hello-World', url: 'https://github.com/octocat/Hello-World' };
const QUEUE = `gh-readonly-queue/main/pr-7-${'a'.repeat(40)}`;

describe('an event', () => {
  test.each([
    ['push-branch', { event: 'push', kind: 'branch', branch: 'main', commitDate: COMMITTED }],
    ['push-tag', { event: 'push', kind: 'tag', tag: 'v1.2.3', baseRef: 'main', commitDate: COMMITTED }],
    ['pull_request', { event: 'pull_request', kind: 'pull-request', pullRequest: 2, baseRef: 'main' }],
    ['pull_request-merged', { event: 'pull_request', kind: 'branch', branch: 'main', baseRef: 'main' }],
    ['pull_request_target', { event: 'pull_request_target', kind: 'pull-request', pullRequest: 21, baseRef: 'main' }],
    ['schedule', { event: 'schedule', kind: 'branch', branch: 'main', defaultBranch: 'main', repository: BARE }],
    ['release', { event: 'release', kind: 'tag', tag: 'v1.2.3' }],
    ['workflow_dispatch', { event: 'workflow_dispatch', kind: 'branch', branch: 'main' }],
    ['merge_group', { event: 'merge_group', kind: 'branch', branch: QUEUE, baseRef: 'main', commitDate: COMMITTED }],
    ['delete', { event: 'delete', kind: 'branch', branch: 'main' }],
    ['create', { event: 'create', kind: 'tag', tag: 'v1.2.3' }],
    ['workflow_run', { event: 'workflow_run', kind: 'branch', branch: 'main' }],
    [
      'repository_dispatch',
      { event: 'repository_dispatch', kind: 'branch', branch: 'main', repository: { ...BARE, private: true } },
    ],
    [
      'issue_comment',
      {
        event: 'issue_comment',
        kind: 'branch',
        branch: 'main',
        repository: { ...BARE, description: HELLO.description, private: false },
      },
    ],
  ])('%s', (name, expected) => {
    const { ref, ...context } = contextOf(name);
    expect(context).toEqual({ sha: SHA, defaultBranch: 'main', repository: HELLO, ...expected });
    expect(ref).toMatch(/^refs\/(heads|tags|pull)\//);
  });

  test.each([
    ['pull_request', 'true', HEAD],
    ['pull_request', 'True', HEAD],
    ['pull_request', 'false', SHA],
    ['pull_request', '', SHA],
    ['pull_request_target', 'true', HEAD],
    ['push-branch', 'true', SHA],
  ])('%s with DOCKER_METADATA_PR_HEAD_SHA=%s has the commit %s', (name, value, sha) => {
    expect(contextOf(name, { DOCKER_METADATA_PR_HEAD_SHA: value }).sha).toBe(sha);
  });

  test('takes the pull request of the ref, whatever the event is called', () => {
    const context = contextOf('workflow_dispatch', { GITHUB_REF: 'refs/pull/9/head' });
    expect(context).toMatchObject({ kind: 'pull-request', pullRequest: 9 });
  });

  test('takes the tag of a release that has no ref', () => {
    expect(contextOf('release', { GITHUB_REF: '' })).toMatchObject({ kind: 'tag', ref: 'refs/tags/v1.2.3' });
  });

  test('of another commit does not date this one', () => {
    expect(contextOf('push-branch', { GITHUB_SHA: 'c'.repeat(40) })).not.toHaveProperty('commitDate');
  });

  test('of several commits dates the one that it runs for', () => {
    const { env, payload } = recorded('push-branch');
    const commits = [
      { id: 'c'.repeat(40), timestamp: '2020-01-09T00:00:00Z' },
      { timestamp: '2020-01-07T00:00:00Z' },
      { id: SHA, timestamp: '2020-01-08T00:00:00Z' },
    ];
    const context = readEventContext(env, { ...payload, head_commit: null, commits });
    expect(context.commitDate).toEqual(new Date('2020-01-08T00:00:00Z'));
  });

  test('with a date that is none has none', () => {
    const { env, payload } = recorded('push-branch');
    const context = readEventContext(env, { ...payload, head_commit: { id: SHA, timestamp: 'yesterday' } });
    expect(context).not.toHaveProperty('commitDate');
  });

  test('on another server has its address', () => {
    const context = contextOf('schedule', { GITHUB_SERVER_URL: 'https://git.example.com' });
    expect(context.repository.url).toBe('https://git.example.com/octocat/Hello-World');
  });
});

test.each([
  ['no payload', undefined],
  ['null', null],
  ['a text', 'x'],
  ['members of other kinds', { repository: 5, pull_request: [], head_commit: { timestamp: 3 }, number: '4' }],
])('outside GitHub, with %s, everything is empty', (_, payload) => {
  expect(readEventContext({}, payload)).toEqual({ event: '', kind: 'none', ref: '', sha: '', repository: {} });
});
