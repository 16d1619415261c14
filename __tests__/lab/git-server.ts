import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GitServer {
  /** `http://localhost:<port>` */
  readonly url: string;
  /** Commits of the branch `main`, oldest first. */
  readonly commits: readonly string[];
  /** Paths that were asked for without the right token. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

/**
 * Serves a repository `owner/app.git` over HTTP, for those who know the token. Each element of `history` is a commit:
 * the files it writes, by path.
 */
export async function gitServer(
  history: readonly Readonly<Record<string, string>>[],
  token: string,
): Promise<GitServer> {
  const root = await mkdtemp(join(tmpdir(), 'crossbuild-test-git-'));
  const repository = join(root, 'owner', 'app.git');
  const work = join(root, 'work');
  const git = async (...args: string[]) => (await run('git', ['-C', work, ...args])).stdout.trim();
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  await run('git', ['clone', '--quiet', repository, work]);
  const commits: string[] = [];
  for (const files of history) {
    for (const [path, text] of Object.entries(files)) {
      await run('mkdir', ['-p', join(work, path, '..')]);
      await writeFile(join(work, path), text);
    }
    await git('add', '--all');
    await git('-c', 'user.name=lab', '-c', 'user.email=lab@example.com', 'commit', '--quiet', '--message=lab');
    commits.push(await git('rev-parse', 'HEAD'));
  }
  await git('push', '--quiet', 'origin', 'HEAD:main');
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, encoded = ''] = (request.headers.authorization ?? '').split(' ');
    if (!Buffer.from(encoded, 'base64').toString().endsWith(`:${token}`)) {
      refused.push(url.pathname);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="lab"' }).end();
      return;
    }
    const cgi = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
      },
    });
    request.pipe(cgi.stdin);
    const chunks: Buffer[] = [];
    cgi.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    cgi.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const headers = all
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line) => line.split(': ') as [string, string]);
      const status = headers.find(([name]) => name === 'Status')?.[1];
      response.writeHead(
        Number.parseInt(status ?? '200', 10),
        Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
      );
      response.end(all.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    commits,
    refused,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}
