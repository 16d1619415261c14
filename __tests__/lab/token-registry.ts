import { randomUUID } from 'node:crypto';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenRegistry {
  /** `localhost:<port>` */
  readonly host: string;
  /** `<account> <scope>` of every token that was asked for; an account is empty for a stranger. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

interface Account {
  readonly password: string;
  readonly may: readonly string[];
}

/**
 * A registry with tokens (distribution's "Token Authentication Specification") in front of another one: without a token
 * it names its token service, which gives each account what it may do, and no more.
 */
export async function tokenRegistry(
  behind: string,
  accounts: Readonly<Record<string, Account>>,
): Promise<TokenRegistry> {
  const asked: string[] = [];
  const tokens = new Map<string, readonly string[]>();
  let host = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/token') void giveToken(request, response, url);
    else pass(request, response, url);
  });

  async function giveToken(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const [, encoded = ''] = (request.headers.authorization ?? '').split(' ');
    const [basicName = '', basicPassword = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    const name = form.get('username') ?? basicName;
    const password = form.get('password') ?? basicPassword;
    const scopes = [...url.searchParams.getAll('scope'), ...form.getAll('scope')].flatMap((scope) => scope.split(' '));
    asked.push(...(scopes.length === 0 ? [`${name} `] : scopes.map((scope) => `${name} ${scope}`)));
    const account = accounts[name];
    if (account === undefined || account.password !== password) {
      const body = { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] };
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const granted = scopes.flatMap((scope) => {
      const [, repository = '', actions = ''] = /^repository:(.*):([^:]*)$/.exec(scope) ?? [];
      return actions.split(',').flatMap((action) => (account.may.includes(action) ? [`${repository} ${action}`] : []));
    });
    const token = randomUUID();
    tokens.set(token, granted);
    const body = { token, access_token: token, expires_in: 300, issued_at: new Date().toISOString() };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  /** `known`: the token is one of ours and does not reach this far. */
  function refuse(response: ServerResponse, scope: string, known: boolean): void {
    const failed = known ? ',error="insufficient_scope"' : '';
    const body = { errors: [{ code: known ? 'DENIED' : 'UNAUTHORIZED', message: 'access denied' }] };
    response
      .writeHead(401, {
        'www-authenticate': `Bearer realm="http://${host}/token",service="lab"${scope}${failed}`,
        'content-type': 'application/json',
      })
      .end(JSON.stringify(body));
  }

  function pass(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const repository = /^\/v2\/(.+)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1];
    const action = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push';
    const granted = tokens.get(/^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (granted === undefined || (repository !== undefined && !granted.includes(`${repository} ${action}`))) {
      const actions = action === 'push' ? 'pull,push' : 'pull';
      const scope = repository === undefined ? '' : `,scope="repository:${repository}:${actions}"`;
      request.resume();
      refuse(response, scope, granted !== undefined);
      return;
    }
    const { authorization: _, ...headers } = request.headers;
    const [name, port] = behind.split(':');
    const onward = ask({ host: name, port, path: request.url, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `localhost:${(server.address() as AddressInfo).port}`;
  return {
    host,
    asked,
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
