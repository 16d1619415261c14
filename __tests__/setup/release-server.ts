import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one request gets; a list answers one request after the other, the last one all that follow. */
export interface Answer {
  readonly status?: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the connection after this many bytes of the body. */
  readonly cut?: number;
}

export interface ReleaseServer {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  answer(path: string, ...answers: Answer[]): void;
  close(): Promise<void>;
}

/** A server that stands for a release host; what it was not told to answer is 404. */
export async function releaseServer(): Promise<ReleaseServer> {
  const answers = new Map<string, Answer[]>();
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const queue = answers.get(path) ?? [{ status: 404 }];
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? {};
    const body = Buffer.from(answer.body ?? '');
    response.writeHead(answer.status ?? 200, { 'content-length': String(body.length), ...answer.headers });
    if (answer.cut === undefined) response.end(body);
    else response.write(body.subarray(0, answer.cut), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (path, ...list) => void answers.set(path, list),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
