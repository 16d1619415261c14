import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}

export interface FakeGitHub {
  /** What GITHUB_API_URL is. */
  readonly url: string;
  readonly comments: FakeComment[];
  /** `METHOD path`, of all that was asked with the right token. */
  readonly asked: string[];
  close(): void;
}

interface Behaviour {
  readonly token: string;
  /** A token that only reads: what writes is answered with this status. */
  readonly refuses?: number;
  /** Answers these requests, counted from 1, with 502, after they were carried out. */
  readonly breaks?: readonly number[];
}

const BOT = { login: 'github-actions[bot]', type: 'Bot' };

/** Comments of the pull request 7 of `octo-org/octo-repo`, as GitHub's API keeps them. */
export async function fakeGitHub(
  { token, refuses, breaks = [] }: Behaviour,
  comments: FakeComment[] = [],
): Promise<FakeGitHub> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const text = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end('{}');
    asked.push(`${method} ${url}`);
    if (refuses !== undefined && method !== 'GET') return response.writeHead(refuses).end('{}');
    const [status, answer] = answerTo(comments, method, new URL(url, 'http://api'), text);
    const broken = breaks.includes(asked.length);
    response.writeHead(broken ? 502 : status).end(JSON.stringify(answer));
    return undefined;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, comments, asked, close: () => server.close() };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const ISSUES = '/repos/octo-org/octo-repo/issues';

function answerTo(comments: FakeComment[], method: string, url: URL, text: string): [number, unknown] {
  const sent = () => (JSON.parse(text) as { body: string }).body;
  if (url.pathname === '/user') return [403, {}];
  if (url.pathname === `${ISSUES}/7/comments`) {
    if (method === 'POST') {
      comments.push({ id: 1000 + comments.length, body: sent(), user: BOT });
      return [201, comments.at(-1)];
    }
    const [size, page] = ['per_page', 'page'].map((name) => Number(url.searchParams.get(name))) as [number, number];
    return [200, comments.slice((page - 1) * size, page * size)];
  }
  const at = comments.findIndex(({ id }) => url.pathname === `${ISSUES}/comments/${id}`);
  const one = comments[at];
  if (one === undefined) return [404, {}];
  if (method === 'DELETE') {
    comments.splice(at, 1);
    return [204, ''];
  }
  one.body = sent();
  return [200, one];
}
