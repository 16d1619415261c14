import type { IncomingMessage } from 'node:http';
import { Cancelled } from './cancelled.ts';
import type { Http, HttpAnswer } from './ports.ts';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
/** For a whole answer: a server that sends a byte now and then is never idle. */
const DEFAULT_LIMIT_MS = 2 * 60_000;

/** HTTP through @actions/http-client (proxies), loaded at the first request. A request ends when the step is cancelled. */
export function createHttp(cancelled: AbortSignal = new AbortController().signal): Http {
  const ask = (asked: Request, { maxBytes = DEFAULT_MAX_BYTES, limitMs = DEFAULT_LIMIT_MS } = {}) =>
    limited({ cancelled, limitMs, url: asked.url }, (ended) => request(asked, { maxBytes, ended }));
  return {
    get: (url, { headers = {}, ...limits } = {}) => ask({ method: 'GET', url, headers }, limits),
    delete: (url, { headers = {} } = {}) => ask({ method: 'DELETE', url, headers }),
    send: (method, url, { body, headers = {}, ...limits }) =>
      ask({ method, url, headers: { 'content-type': 'application/json', ...headers }, body }, limits),
  };
}

interface Limits {
  readonly cancelled: AbortSignal;
  readonly limitMs: number;
  readonly url: string;
}

/** Rejects when the step is cancelled or the time is over; `ended` tells the work to stop then. */
function limited<T>({ cancelled, limitMs, url }: Limits, work: (ended: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const end = (error: Error) => {
      reject(error);
      ended.abort(error);
    };
    const cancel = () => end(new Cancelled());
    if (cancelled.aborted) return cancel();
    cancelled.addEventListener('abort', cancel, { once: true });
    const late = () => end(new Error(`the answer of ${url} was not whole after ${limitMs / 1000} s`));
    const timer = setTimeout(late, limitMs);
    work(ended.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        cancelled.removeEventListener('abort', cancel);
      });
  });
}

interface Request {
  readonly method: 'GET' | 'DELETE' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** More hops than any server needs. */
const MOST_REDIRECTS = 10;

async function request(
  first: Request,
  { maxBytes, ended }: { readonly maxBytes: number; readonly ended: AbortSignal },
): Promise<HttpAnswer> {
  const { HttpClient } = await import('./lazy/http-client.ts');
  // the client would give a login to another port of the same host
  const client = new HttpClient('crossbuild', [], {
    allowRetries: false,
    socketTimeout: 60_000,
    allowRedirects: false,
  });
  // its agent closes the sockets that are open
  const close = () => client.dispose();
  ended.addEventListener('abort', close, { once: true });
  try {
    let asked = first;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      ended.throwIfAborted();
      const { message } = await client.request(asked.method, asked.url, asked.body ?? '', { ...asked.headers });
      const next = redirected(asked, message.statusCode ?? 0, message.headers.location);
      if (next === undefined) return await answerOf(asked.url, message, maxBytes);
      message.destroy();
      asked = next;
    }
    throw new Error(`${first.url} leads on more than ${MOST_REDIRECTS} times`);
  } finally {
    ended.removeEventListener('abort', close);
    close();
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
  if (asked.body !== undefined)
    throw new Error(`${from.host} leads to ${to.origin}, another server, which is sent nothing`);
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
