import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Cancelled } from '../../src/system/cancelled.ts';
import { createHttp } from '../../src/system/http.ts';

let server: Server;
let url: string;
/** Requests whose connection the client has not closed yet. */
let open: number;
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  open = 0;
  server = createServer((request, response) => {
    open += 1;
    request.socket.once('close', () => {
      open -= 1;
    });
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A byte now and then, for ever: the connection is never idle. */
const dripping = (response: ServerResponse) => {
  const drip = setInterval(() => response.write('x'), 20);
  response.once('close', () => clearInterval(drip));
};
const silent = () => {};
const headersOnly = (response: ServerResponse) => response.writeHead(200).flushHeaders();
const leadingOn = (response: ServerResponse) => setTimeout(() => response.writeHead(302, { location: url }).end(), 60);

const closed = async () => {
  for (let tries = 0; open > 0 && tries < 500; tries++) await new Promise((done) => setTimeout(done, 10));
  return open;
};

const SERVERS: readonly [string, typeof answer][] = [
  ['sends a byte now and then', dripping],
  ['never answers', silent],
  ['sends headers and nothing more', headersOnly],
  ['leads on and on', leadingOn],
];

describe.each(SERVERS)('a server that %s', (_, behaves) => {
  test('is given up when the time is over, and its connection is closed', async () => {
    answer = behaves;
    const start = performance.now();
    await expect(createHttp().get(url, { limitMs: 150 })).rejects.toThrow(
      `the answer of ${url} was not whole after 0.15 s`,
    );
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(await closed()).toBe(0);
  });

  test('is given up when the step is cancelled, and its connection is closed', async () => {
    answer = behaves;
    const step = new AbortController();
    const asked = createHttp(step.signal).get(url);
    setTimeout(() => step.abort(), 150);
    await expect(asked).rejects.toThrow(Cancelled);
    expect(await closed()).toBe(0);
  });
});

test('a step that was cancelled asks nothing', async () => {
  answer = silent;
  await expect(createHttp(AbortSignal.abort()).delete(url)).rejects.toThrow(Cancelled);
  expect(open).toBe(0);
});

test('an answer within its time is whole', async () => {
  answer = (response) => {
    response.write('a');
    setTimeout(() => response.end('b'), 50);
  };
  expect((await createHttp().get(url, { limitMs: 2000 })).body.toString()).toBe('ab');
});
