import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parseChallenge, removeTag } from '../../src/registry/remove-tag.ts';
import { createHttp } from '../../src/system/http.ts';
import { fakeWorld, type Script } from '../setup/world.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const LOGIN = Buffer.from('me:pa:ss').toString('base64');

/** A registry on this machine; every request is written down as `METHOD path authorization`. */
async function registry(answer: (request: IncomingMessage, response: ServerResponse, host: string) => void) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push([request.method, request.url, request.headers.authorization ?? '-'].join(' '));
    answer(request, response, domain);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const domain = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const remove = async (config: object = {}, script: Script = []) => {
    const world = fakeWorld({ script, http: createHttp(), files: { '/docker/config.json': JSON.stringify(config) } });
    const why = await removeTag(world, { domain, path: 'team/app', tag: 'crossbuild-1-x' }, '/docker');
    return { why, said: world.said };
  };
  return { requests, domain, remove };
}

const PATH = '/v2/team/app/manifests/crossbuild-1-x';

describe('a tag', () => {
  test.each([202, 204, 404])('is gone after %d', async (status) => {
    const { remove, requests } = await registry((_, response) => response.writeHead(status).end());
    expect((await remove()).why).toBeUndefined();
    expect(requests).toEqual([`DELETE ${PATH} -`]);
  });

  test.each([
    [405, '{"errors":[{"code":"UNSUPPORTED","message":"no"}]}', 'the registry answered 405 (UNSUPPORTED)'],
    [403, 'go away', 'the registry answered 403'],
    [500, '', 'the registry answered 500'],
  ])('stays after %d, and it is said why', async (status, body, why) => {
    const { remove } = await registry((_, response) => response.writeHead(status).end(body));
    expect((await remove()).why).toBe(why);
  });

  test('stays where nothing answers', async () => {
    const { domain, remove } = await registry(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect((await remove()).why).toContain(`ECONNREFUSED ${domain}`);
  });
});

describe('a registry that wants a login', () => {
  const basic = (request: IncomingMessage, response: ServerResponse) =>
    request.headers.authorization === `Basic ${LOGIN}`
      ? response.writeHead(202).end()
      : response.writeHead(401, { 'www-authenticate': 'Basic realm="lab"' }).end();

  test('gets the one that docker keeps in its file, and only when it asks', async () => {
    const { domain, remove, requests } = await registry(basic);
    const { why, said } = await remove({ auths: { [domain]: { auth: LOGIN } } });
    expect(why).toBeUndefined();
    expect(requests).toEqual([`DELETE ${PATH} -`, `DELETE ${PATH} Basic ${LOGIN}`]);
    expect(said).toEqual(['mask: pa:ss']);
  });

  test('gets the one that a helper keeps', async () => {
    const { domain, remove } = await registry(basic);
    const script: Script = [[/^docker-credential-pass get$/, { stdout: '{"Username":"me","Secret":"pa:ss"}' }]];
    expect((await remove({ credHelpers: { [domain]: 'pass' } }, script)).why).toBeUndefined();
    expect((await remove({ credsStore: 'pass' }, script)).why).toBeUndefined();
  });

  test.each([
    ['none at all', {}],
    ['one for another registry', { auths: { 'ghcr.io': { auth: LOGIN } } }],
    ['a helper that is no name', { credsStore: '../../bin/sh' }],
    ['an identity token', { auths: {}, credsStore: 'token' }],
  ])('and there is %s: it is said', async (_, config) => {
    const { domain, remove } = await registry(basic);
    const script: Script = [[/token get/, { stdout: '{"Username":"<token>","Secret":"x"}' }]];
    expect((await remove(config, script)).why).toBe(`there is no login to ${domain}`);
  });

  test.each([307, 301, 308])(
    'that leads elsewhere with %d: the other server gets no login, though its host is the same',
    async (status) => {
      const other = await registry((_, response) => response.writeHead(202).end());
      const { domain, remove, requests } = await registry((request, response) =>
        request.headers.authorization === undefined
          ? response.writeHead(401, { 'www-authenticate': 'Basic realm="lab"' }).end()
          : response.writeHead(status, { location: `http://${other.domain}${PATH}` }).end(),
      );
      expect((await remove({ auths: { [domain]: { auth: LOGIN } } })).why).toContain(`gets no login to ${domain}`);
      expect(requests).toHaveLength(2);
      expect(other.requests).toEqual([]);
    },
  );

  test('that leads to another of its own addresses gets the login there', async () => {
    const { domain, remove, requests } = await registry((request, response) =>
      request.url === PATH ? response.writeHead(308, { location: '/elsewhere' }).end() : basic(request, response),
    );
    expect((await remove({ auths: { [domain]: { auth: LOGIN } } })).why).toBeUndefined();
    expect(requests.at(-1)).toBe(`DELETE /elsewhere Basic ${LOGIN}`);
  });

  test('a token is not told to where an answer leads', async () => {
    const other = await registry((_, response) => response.writeHead(200).end('file'));
    const { domain } = await registry((_, response) =>
      response.writeHead(302, { location: `http://${other.domain}/f` }).end(),
    );
    const answer = await createHttp().get(`http://${domain}/`, { headers: { authorization: 'Bearer t0ken' } });
    expect(answer.body.toString()).toBe('file');
    expect(other.requests).toEqual(['GET /f -']);
  });

  test('what is sent goes to no other server, and to another address of the same one', async () => {
    const other = await registry((_, response) => response.writeHead(200).end('read'));
    const { domain, requests } = await registry((request, response) =>
      response.writeHead(307, { location: request.url === '/moved' ? '/to' : `http://${other.domain}/f` }).end(),
    );
    await expect(createHttp().send('POST', `http://${domain}/moved`, { body: '{}' })).rejects.toThrow(
      `leads to http://${other.domain}, another server, which is sent nothing`,
    );
    expect(requests).toEqual(['POST /moved -', 'POST /to -']);
    expect(other.requests).toEqual([]);
  });

  test('a circle of addresses ends', async () => {
    const { domain } = await registry((_, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(createHttp().get(`http://${domain}/`)).rejects.toThrow('leads on more than 10 times');
  });

  test('by a token: it is asked for with the right to remove in this repository, and hidden', async () => {
    const { domain, remove, requests } = await registry((request, response, host) => {
      if (request.url?.startsWith('/token')) return response.end('{"token":"t0ken"}');
      if (request.headers.authorization === 'Bearer t0ken') return response.writeHead(202).end();
      return response
        .writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="lab",scope="x"` })
        .end();
    });
    const { why, said } = await remove({ auths: { [domain]: { auth: LOGIN } } });
    expect(why).toBeUndefined();
    expect(requests[1]).toBe(`GET /token?service=lab&scope=repository%3Ateam%2Fapp%3Apull%2Cdelete Basic ${LOGIN}`);
    expect(requests[2]).toBe(`DELETE ${PATH} Bearer t0ken`);
    expect(said).toContain('mask: t0ken');
  });

  test('by a token that it does not give', async () => {
    const { domain, remove } = await registry((request, response, host) =>
      request.url?.startsWith('/token')
        ? response.writeHead(403).end()
        : response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token"` }).end(),
    );
    expect((await remove()).why).toBe(`${domain} gives no token for it (403)`);
  });
});

test.each([
  [
    'Bearer realm="https://a/t",service="s,x"',
    { scheme: 'bearer', parameters: { realm: 'https://a/t', service: 's,x' } },
  ],
  ['Basic Realm="lab"', { scheme: 'basic', parameters: { realm: 'lab' } }],
  ['', undefined],
])('the challenge %j', (text, expected) => {
  expect(parseChallenge(text)).toEqual(expected);
});
