import type { IncomingMessage } from 'node:http';
import { unlessCancelled } from './cancelled.ts';
import type { Http, HttpAnswer } from './ports.ts';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** HTTP through @actions/http-client (proxies), loaded at the first request. */
export function createHttp(cancelled: AbortSignal = new AbortController().signal): Http {
  return {
    get: (url, { headers = {}, maxBytes = DEFAULT_MAX_BYTES } = {}) =>
      unlessCancelled(request('GET', url, headers, maxBytes), cancelled),
    delete: (url, { headers = {} } = {}) =>
      unlessCancelled(request('DELETE', url, headers, DEFAULT_MAX_BYTES), cancelled),
  };
}

interface Request {
  readonly method: 'GET' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** More hops than any server needs. */
const MOST_REDIRECTS = 10;

async function request(
  method: Request['method'],
  url: string,
  headers: Request['headers'],
  maxBytes: number,
): Promise<HttpAnswer> {
  const { HttpClient } = await import('./lazy/http-client.ts');
  // the client would give a login to another port of the same host
  const client = new HttpClient('crossbuild', [], {
    allowRetries: false,
    socketTimeout: 60_000,
    allowRedirects: false,
  });
  try {
    let asked: Request = { method, url, headers };
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const { message } = await client.request(asked.method, asked.url, '', { ...asked.headers });
      const next = redirected(asked, message.statusCode ?? 0, message.headers.location);
      if (next === undefined) return await answerOf(asked.url, message, maxBytes);
      message.destroy();
      asked = next;
    }
    throw new Error(`${url} leads on more than ${MOST_REDIRECTS} times`);
  } finally {
    client.dispose();
  }
}

/**
 * What is asked next; undefined where the answer is the last one. A token is left out where another server is asked. A
 * name and password are for one server: where that one leads to another, nothing more is asked.
 *
 * @throws {Error} when the answer leads to where it may not
 */
function redirected(asked: Request, status: number, location: string | undefined): Request | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const from = new URL(asked.url);
  const to = new URL(location, from);
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw new Error(`${from.host} leads to ${to.origin}, which has no TLS`);
  if (from.origin === to.origin) return { ...asked, url: to.href };
  const { authorization, ...headers } = asked.headers;
  if (authorization !== undefined && /^basic /i.test(authorization))
    throw new Error(`${from.host} leads to ${to.origin}, another server, which gets no login to ${from.host}`);
  return { ...asked, url: to.href, headers };
}

async function answerOf(url: string, message: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new Error(`the answer of ${url} is longer than ${maxBytes} bytes`);
    chunks.push(chunk as Buffer);
  }
  const announced = Number(message.headers['content-length'] ?? size);
  if (message.complete === false || announced > size)
    throw new Error(`the answer of ${url} was cut off after ${size} of ${announced} bytes`);
  return { status: message.statusCode ?? 0, headers: flatten(message.headers), body: Buffer.concat(chunks) };
}

function flatten(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
}
