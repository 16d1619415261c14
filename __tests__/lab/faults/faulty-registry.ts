import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request: a status, a connection that ends in the middle, a slow answer, other bytes. */
export type Failure = '429' | '500' | '504' | 'reset' | 'slow' | 'wrong';

export interface Fault {
  /** `PUT /v2/name/manifests/1`: method and path. */
  readonly match: RegExp;
  readonly failure: Failure;
  /** How many requests; default: all. */
  readonly times?: number;
}

export interface FaultyRegistry {
  /** `localhost:<port>` */
  readonly host: string;
  /** From now on. */
  fail(...faults: readonly Fault[]): void;
  /** How many requests went wrong since the last call of `fail`. */
  failed(): number;
  stop(): Promise<void>;
}

/** How long a slow answer takes to begin. */
const SLOW_MS = 3000;

/** A registry in front of another one, of which some requests go wrong. */
export async function faultyRegistry(behind: string): Promise<FaultyRegistry> {
  let faults: { readonly fault: Fault; used: number }[] = [];
  const next = (line: string): Failure | undefined => {
    const found = faults.find(({ fault, used }) => fault.match.test(line) && used < (fault.times ?? Infinity));
    if (found !== undefined) found.used += 1;
    return found?.fault.failure;
  };
  const server = createServer((request, response) => {
    const failure = next(`${request.method} ${request.url}`);
    if (failure === undefined || failure === 'wrong') pass(behind, request, response, failure === 'wrong');
    else if (failure === 'slow') setTimeout(() => pass(behind, request, response, false), SLOW_MS);
    else if (failure === 'reset') reset(behind, request, response);
    else refuse(request, response, Number(failure));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    fail: (...next) => {
      faults = next.map((fault) => ({ fault, used: 0 }));
    },
    failed: () => faults.reduce((sum, { used }) => sum + used, 0),
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

/** As proxies and registries under load do: 504 with a page, the others with an error of their own. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  const code = status === 429 ? 'TOOMANYREQUESTS' : 'UNKNOWN';
  const [type, body] =
    status === 504
      ? ['text/html', '<html><body>504 Gateway Time-out</body></html>']
      : ['application/json', JSON.stringify({ errors: [{ code, message: 'not now' }] })];
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** Half of the answer, or of what was sent, and then nothing. */
function reset(behind: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') {
    request.once('data', () => request.socket.destroy());
    request.once('end', () => request.socket.destroy());
    return;
  }
  onward(behind, request, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.once('data', (chunk: Buffer) => {
      response.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => request.socket.destroy());
    });
  });
}

/** @param other the first byte of the answer's body is another one */
function pass(behind: string, request: IncomingMessage, response: ServerResponse, other: boolean): void {
  const sent = onward(behind, request, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    if (other)
      answer.once('data', (chunk: Buffer) => {
        chunk[0] = (chunk[0] ?? 0) ^ 1;
      });
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
}

function onward(behind: string, request: IncomingMessage, take: (answer: IncomingMessage) => void) {
  const [host, port] = behind.split(':');
  const { method, headers, url: path } = request;
  const sent = ask({ host, port, path, method, headers }, take);
  sent.on('error', () => request.socket.destroy());
  request.pipe(sent);
  return sent;
}
