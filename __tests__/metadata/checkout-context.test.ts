import { describe, expect, test } from '@jest/globals';
import { contextOfCheckout, otherCommit } from '../../src/metadata/checkout-context.ts';
import { contextFor, SHA } from './support.ts';

const HEAD = 'b'.repeat(40);

describe('what a checkout is called', () => {
  test.each<[string, string, { readonly branch?: string; readonly refs?: readonly string[] }, string]>([
    ['a branch', 'push refs/heads/main', { branch: 'refs/heads/topic' }, 'refs/heads/topic'],
    [
      'a branch, whatever else names its commit',
      'push refs/tags/v1',
      { branch: 'refs/heads/x', refs: ['refs/tags/v1'] },
      'refs/heads/x',
    ],
    ["the event's tag before others", 'push refs/tags/v1', { refs: ['refs/tags/v2', 'refs/tags/v1'] }, 'refs/tags/v1'],
    [
      'the newest tag, which git has first',
      'push refs/heads/main',
      { refs: ['refs/tags/v2', 'refs/tags/v1'] },
      'refs/tags/v2',
    ],
    ['a tag before a branch', 'schedule', { refs: ['refs/remotes/origin/dev', 'refs/tags/v1'] }, 'refs/tags/v1'],
    [
      "the event's branch, which only the remote has",
      'push refs/heads/main',
      { refs: ['refs/remotes/origin/dev', 'refs/remotes/origin/main'] },
      'refs/heads/main',
    ],
    [
      "a tag before the event's branch, as with a tag that a run by hand checks out",
      'push refs/heads/main',
      { refs: ['refs/remotes/origin/main', 'refs/tags/v1'] },
      'refs/tags/v1',
    ],
    [
      'no branch whose name only begins alike',
      'push refs/heads/main',
      { refs: ['refs/remotes/origin/dev', 'refs/remotes/origin/main2'] },
      'refs/heads/dev',
    ],
    [
      'a branch with a slash',
      'outside',
      { refs: ['refs/remotes/origin/HEAD', 'refs/remotes/origin/a/b'] },
      'refs/heads/a/b',
    ],
    [
      'a pull request as it is fetched for one',
      'outside',
      { refs: ['refs/remotes/pull/7/merge'] },
      'refs/pull/7/merge',
    ],
    ['nothing that a tag can be made of', 'push refs/heads/main', { refs: ['refs/stash'] }, ''],
  ])('%s', (_, event, found, ref) => {
    expect(contextOfCheckout(contextFor(event), { sha: HEAD, refs: [], ...found }).ref).toBe(ref);
  });

  test('takes the place of what the event says', () => {
    const context = contextOfCheckout(contextFor('push refs/tags/v1.2.3'), {
      sha: HEAD,
      branch: 'refs/heads/x',
      refs: [],
    });
    expect(context).toMatchObject({ sha: HEAD, kind: 'branch', branch: 'x', event: 'push' });
    expect(context).not.toHaveProperty('tag');
    expect(context).not.toHaveProperty('commitDate');
  });

  test('keeps the date that the event has for the same commit', () => {
    const event = { ...contextFor('push refs/heads/main'), commitDate: new Date(0) };
    expect(contextOfCheckout(event, { sha: SHA, refs: [] }).commitDate).toEqual(new Date(0));
  });
});

test('another commit is told only where both are known and differ', () => {
  const event = contextFor('push refs/heads/main');
  expect(otherCommit(event, SHA)).toBeUndefined();
  expect(otherCommit({ ...event, sha: '' }, HEAD)).toBeUndefined();
  expect(otherCommit(event, HEAD)).toContain(HEAD);
});
