import { unlessCancelled } from './exec.ts';
import type { Http, HttpAnswer } from './ports.ts';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** HTTP through @actions/http-client (proxies, redirects), loaded at the first request. */
export function createHttp(cancelled: AbortSignal = new AbortController().signal): Http {
  return {
    get: (url, { headers = {}, maxBytes = DEFAULT_MAX_BYTES } = {}) =>
      unlessCancelled(request('GET', url, headers, maxBytes), cancelled),
    delete: (url, { headers = {} } = {}) =>
      unlessCancelled(request('DELETE', url, headers, DEFAULT_MAX_BYTES), cancelled),
  };
}

async function request(
  method: 'GET' | 'DELETE',
  url: string,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<HttpAnswer> {
  const { HttpClient } = await import('./lazy/http-client.ts');
  const client = new HttpClient('crossbuild', [], { allowRetries: false, socketTimeout: 60_000 });
  try {
    const { message } = await client.request(method, url, '', { ...headers });
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
  } finally {
    client.dispose();
  }
}

function flatten(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
}
