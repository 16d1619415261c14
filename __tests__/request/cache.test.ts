import { describe, expect, test } from '@jest/globals';
import { ghaAccess, planCache } from '../../src/request/cache.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown) => `${part({ alg: 'HS256' })}.${part(claims)}.sig`;
const scopes = (...permissions: unknown[]) =>
  token({ ac: JSON.stringify(permissions.map((Permission, at) => ({ Scope: `refs/heads/${at}é`, Permission }))) });

const runner = {
  ACTIONS_RUNTIME_TOKEN: scopes(3),
  ACTIONS_RESULTS_URL: 'https://results.example/',
  ACTIONS_CACHE_SERVICE_V2: 'True',
  GITHUB_TOKEN: 'unrelated',
};
const nothing = { cacheFrom: [], cacheTo: [], noCache: false };

describe('access to the Actions cache', () => {
  test.each<[string, string | undefined, string | undefined, boolean, boolean]>([
    ['a token that may write', scopes(3), undefined, true, true],
    ['write alone', scopes(2), undefined, true, true],
    ['one of several scopes may write', scopes(1, 3), undefined, true, true],
    ['a token that may only read', scopes(1, 1), undefined, true, false],
    ['a token without scopes', token({ ac: '[]' }), undefined, false, false],
    ['no token', undefined, undefined, false, false],
    ['an empty token', '', undefined, false, false],
    [
      'a token of a clock that is ahead',
      token({ ac: JSON.stringify([{ Scope: 'a', Permission: 3 }]), nbf: 9_999_999_999 }),
      undefined,
      true,
      true,
    ],
    ['mode read', scopes(3), 'read', true, false],
    ['mode write', scopes(3), 'write', true, true],
    ['mode write, but the token may not', scopes(1), 'write', true, false],
    ['mode write-only', scopes(3), 'write-only', false, true],
    ['mode none', scopes(3), 'none', false, false],
    ['mode in capitals', scopes(3), 'NONE', false, false],
    ['a mode nobody knows', scopes(3), 'whatever', true, true],
    ['a token that is no JWT', 'opaque', undefined, true, true],
    ['a token of garbage', 'a.!!!.c', undefined, true, true],
    ['a payload that is no JSON', `a.${Buffer.from('x').toString('base64url')}.c`, undefined, true, true],
    ['a payload that is null', `a.${part(null)}.c`, undefined, true, true],
    ['no ac claim', token({ scp: 'x' }), undefined, true, true],
    ['an ac claim that is a list', token({ ac: [{ Permission: 1 }] }), undefined, true, true],
    ['an ac claim that is no JSON', token({ ac: '[' }), undefined, true, true],
    ['an ac claim of an object', token({ ac: '{}' }), undefined, true, true],
    ['permissions that are no numbers', scopes('all'), undefined, true, true],
  ])('%s', (_, ACTIONS_RUNTIME_TOKEN, ACTIONS_CACHE_MODE, read, write) => {
    expect(ghaAccess({ ACTIONS_RUNTIME_TOKEN, ACTIONS_CACHE_MODE })).toMatchObject({ read, write });
  });
});

describe('the caches of a build', () => {
  test.each<[string, string]>([
    ['type=gha', 'type=gha,ignore-error=true,timeout=5m'],
    ['type=gha,mode=max,scope=x', 'type=gha,mode=max,scope=x,ignore-error=true,timeout=5m'],
    ['type=gha,ignore-error=false,timeout=20m', 'type=gha,ignore-error=false,timeout=20m'],
    ['type=registry,ref=r/a:cache,mode=max', 'type=registry,ref=r/a:cache,mode=max'],
    ['type=local,dest=/tmp/c', 'type=local,dest=/tmp/c'],
    ['type=inline', 'type=inline'],
    ['user/app:cache', 'user/app:cache'],
  ])('cache-to %s', (given, expected) => {
    expect(planCache({ ...nothing, cacheTo: [given] }, runner).to).toEqual([expected]);
  });
  test.each<[string, string]>([
    ['type=gha,scope=x', 'type=gha,scope=x,timeout=5m'],
    ['type=registry,ref=r/a:cache', 'type=registry,ref=r/a:cache'],
    ['user/app:cache', 'user/app:cache'],
  ])('cache-from %s', (given, expected) => {
    expect(planCache({ ...nothing, cacheFrom: [given] }, runner).from).toEqual([expected]);
  });

  test("the runner's variables go to buildx only when a gha entry is there", () => {
    const { GITHUB_TOKEN: _, ...needed } = runner;
    expect(planCache({ ...nothing, cacheFrom: ['type=gha'] }, runner).env).toEqual(needed);
    expect(planCache({ ...nothing, cacheFrom: ['type=registry,ref=x'] }, runner).env).toEqual({});
  });

  test('a write that would be refused is left out, with the reason; the rest stays', () => {
    const plan = planCache(
      { ...nothing, cacheFrom: ['type=gha'], cacheTo: ['type=gha', 'type=inline'] },
      { ...runner, ACTIONS_RUNTIME_TOKEN: scopes(1) },
    );
    expect(plan.from).toHaveLength(1);
    expect(plan.to).toEqual(['type=inline']);
    expect(plan.notes).toEqual([expect.stringMatching(/cache-to: type=gha is left out: .*only read/)]);
    expect(plan.env).not.toEqual({});
  });

  test('outside of a runner nothing of gha is asked for', () => {
    const plan = planCache({ ...nothing, cacheFrom: ['type=gha'], cacheTo: ['type=gha'] }, {});
    expect(plan).toMatchObject({ from: [], to: [], env: {} });
    expect(plan.notes).toHaveLength(2);
  });

  test('two writers of one scope are named', () => {
    const { notes } = planCache({ ...nothing, cacheTo: ['type=gha,scope=a', 'type=gha,scope=a'] }, runner);
    expect(notes).toEqual([expect.stringMatching(/scope a/)]);
  });

  test('a scope for entries that name none', () => {
    const { from, to } = planCache(
      { ...nothing, cacheFrom: ['type=gha', 'type=inline'], cacheTo: ['type=gha,scope=own'], scope: 'mine' },
      runner,
    );
    expect(from).toEqual(['type=gha,scope=mine,timeout=5m', 'type=inline']);
    expect(to).toEqual(['type=gha,scope=own,ignore-error=true,timeout=5m']);
  });

  test.each([
    ['type=local,src=c', 'type=local,dest=c', 1],
    ['type=local,src=c', 'type=local,dest=d', 0],
  ])('%s and %s: %i warning that the folder grows', (from, to, count) => {
    expect(planCache({ ...nothing, cacheFrom: [from], cacheTo: [to] }, {}).notes).toHaveLength(count);
  });

  test('no-cache beside cache-from is said', () => {
    const { notes } = planCache({ cacheFrom: ['type=registry,ref=x'], cacheTo: [], noCache: true }, runner);
    expect(notes).toEqual([expect.stringMatching(/no-cache/)]);
  });
});
