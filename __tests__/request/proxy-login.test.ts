import { describe, expect, test } from '@jest/globals';
import { planAttestations } from '../../src/request/attestations.ts';
import { proxyLogin, withoutProxyLogins } from '../../src/request/proxy-login.ts';

const config = (httpProxy: unknown) => JSON.stringify({ proxies: { default: { httpProxy, noProxy: 'localhost' } } });

describe('a proxy with a password that reaches RUN', () => {
  test.each([
    ['nothing', [], undefined, {}, false],
    ['a proxy without a login', ['HTTP_PROXY=http://proxy:3128'], config('http://proxy:3128'), {}, false],
    ["docker's configuration", [], config('http://me:pw@proxy:3128'), {}, true],
    ['a build argument', ['https_proxy=http://me:pw@proxy'], undefined, {}, true],
    ['a build argument from the environment', ['HTTP_PROXY'], undefined, { HTTP_PROXY: 'http://me:pw@proxy' }, true],
    ['a login without a scheme', ['HTTP_PROXY=me:pw@proxy:3128'], undefined, {}, true],
    ['a slash in the password', ['HTTP_PROXY=http://me:p/w@proxy:3128'], undefined, {}, true],
    ['an @ in the password', [], config('http://me:p@w@proxy:3128'), {}, true],
    ['a scheme with more than letters', ['ALL_PROXY=socks5-h://me:pw@proxy'], undefined, {}, true],
    ['a name alone', ['HTTP_PROXY=token@proxy'], undefined, {}, true],
    ['another build argument', ['URL=http://me:pw@host'], undefined, {}, false],
    ['a configuration that is no JSON', [], '{"proxies":', {}, false],
    ['a configuration of another shape', [], '{"proxies":{"default":null,"x":{"httpProxy":7}}}', {}, false],
  ])('%s', (_, args, text, env, expected) => expect(proxyLogin(args, text, env)).toBe(expected));

  const plan = (provenance: string | undefined, given: boolean) =>
    planAttestations(
      { provenance, sbom: undefined, attests: [], buildArgs: [] },
      { visibility: 'public', image: true, proxyLogin: given, env: {} },
    );
  test('keeps the default provenance of a public repository at mode=min, and says why', () => {
    expect(plan(undefined, true)).toMatchObject({
      provenance: 'mode=min',
      because: expect.stringMatching(/a proxy with a password/),
    });
    expect(plan(undefined, false).provenance).toBe('mode=max');
  });
  test('is said aloud where mode=max was asked for', () => {
    expect(plan('mode=max', true).notes.join()).toMatch(/name and password of the proxy/);
    expect(plan('mode=max', false).notes.join()).not.toMatch(/proxy/);
  });
});

test('the output metadata holds no login of a proxy', () => {
  const metadata = '{"args": {"build-arg:HTTP_PROXY": "http://me:pw@proxy:1", "build-arg:URL": "http://a:b@c"}}';
  expect(withoutProxyLogins(metadata)).toBe(
    '{"args": {"build-arg:HTTP_PROXY": "http://***@proxy:1", "build-arg:URL": "http://a:b@c"}}',
  );
});

test.each(['me:pw@', 'http://me:p/w@', 'http://me:p@w@', 'socks5-h://me:pw@', 'http://m"e:p\\w@', 'http://me:p&w<@'])(
  'whatever is in the login: %s',
  (login) => {
    const args = { 'build-arg:HTTPS_PROXY': `${login}proxy:1`, 'build-arg:no_proxy': 'localhost' };
    for (const text of [JSON.stringify(args), JSON.stringify(args).replace('&', '\\u0026')]) {
      const shown = JSON.parse(withoutProxyLogins(text)) as typeof args;
      expect(shown['build-arg:HTTPS_PROXY']).toMatch(/^(\w[\w-]*:\/\/)?\*\*\*@proxy:1$/);
      expect(shown['build-arg:no_proxy']).toBe('localhost');
    }
  },
);
