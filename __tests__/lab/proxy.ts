import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface LoggingProxy {
  readonly port: number;
  /** What went through: `GET http://host/path`, `CONNECT host:port`. */
  readonly seen: readonly string[];
  /** What was asked without the right name and password. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

/**
 * A proxy as companies have them. `hosts` maps names that exist nowhere else to addresses: who reaches them came this
 * way. `user:password` is asked for when it is given.
 */
export async function proxy(hosts: Readonly<Record<string, string>>, login?: string): Promise<LoggingProxy> {
  const seen: string[] = [];
  const refused: string[] = [];
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const admit = (what: string, authorization: string | undefined): boolean => {
    const ok = wanted === undefined || authorization === wanted;
    (ok ? seen : refused).push(what);
    return ok;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://proxy');
    if (!admit(`${request.method} ${url}`, request.headers['proxy-authorization'])) {
      request.resume();
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="lab"' }).end();
      return;
    }
    const [host = '', port = '80'] = (hosts[url.host] ?? url.host).split(':');
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = ask({ host, port, path: url.pathname + url.search, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    if (!admit(`CONNECT ${request.url}`, request.headers['proxy-authorization'])) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host = '', port = '443'] = (hosts[request.url ?? ''] ?? request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    refused,
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}
