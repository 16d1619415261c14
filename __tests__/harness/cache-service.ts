import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CacheService {
  /** The variables that the runner gives to an action. */
  readonly env: Readonly<Record<string, string>>;
  /** `GetCacheEntryDownloadURL`, `CreateCacheEntry`, `FinalizeCacheEntryUpload`, `upload` and `download`, in their order. */
  readonly asked: readonly string[];
  /** Keys of the finished entries. */
  keys(): string[];
  /** Somebody else writes into every finished entry. */
  poison(archive: Buffer): void;
  stop(): Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly blocks: Map<string, Buffer>;
  body: Buffer;
  finished: boolean;
}

/**
 * A cache service of GitHub Actions, version 2, in memory: the calls in JSON over HTTP, and the blobs where Azure's
 * would be. `write: false` gives a token that may read only, and refuses all writing.
 */
export async function cacheService({ write = true } = {}): Promise<CacheService> {
  const entries = new Map<string, Entry>();
  const asked: string[] = [];
  const token = jwt(write ? 3 : 1);
  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status, body }) => reply(response, status, body),
      (error: unknown) => reply(response, 500, { msg: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const blobUrl = (id: string) => `${base}/devstoreaccount1/cache/${id}?sig=lab`;

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object | Buffer }> {
    const url = new URL(request.url ?? '/', base);
    const body = await read(request);
    const method = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(url.pathname)?.[1];
    if (method === undefined) return blob(request.method ?? '', url, body);
    asked.push(method);
    if (request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: { code: 'unauthenticated', msg: 'wrong token' } };
    return call(method, JSON.parse(body.toString()));
  }

  function call(
    method: string,
    { key, version, restore_keys = [] }: { key: string; version: string; restore_keys?: string[] },
  ): { status: number; body: object } {
    const known = [...entries.entries()].filter(([, one]) => one.version === version);
    const same = known.find(([, one]) => one.key === key);
    if (method === 'CreateCacheEntry') return create(key, version, same !== undefined);
    if (method === 'FinalizeCacheEntryUpload') {
      if (same === undefined) return { status: 404, body: { code: 'not_found', msg: 'no such entry' } };
      same[1].finished = true;
      return { status: 200, body: { ok: true, entry_id: String([...entries.keys()].indexOf(same[0]) + 1) } };
    }
    const finished = known.filter(([, one]) => one.finished).toReversed();
    for (const wanted of [key, ...restore_keys]) {
      const found =
        finished.find(([, one]) => one.key === wanted) ?? finished.find(([, one]) => one.key.startsWith(wanted));
      if (found !== undefined)
        return { status: 200, body: { ok: true, signed_download_url: blobUrl(found[0]), matched_key: found[1].key } };
    }
    return { status: 200, body: { ok: false } };
  }

  function create(key: string, version: string, exists: boolean): { status: number; body: object } {
    if (!write)
      return { status: 200, body: { ok: false, message: 'cache write denied: token has no writable scopes' } };
    if (exists) return { status: 409, body: { code: 'already_exists', msg: 'cache entry with the same key exists' } };
    const id = randomUUID();
    entries.set(id, { key, version, blocks: new Map(), body: Buffer.alloc(0), finished: false });
    return { status: 200, body: { ok: true, signed_upload_url: blobUrl(id) } };
  }

  function blob(method: string, url: URL, body: Buffer): { status: number; body: object | Buffer } {
    const entry = entries.get(url.pathname.split('/').at(-1) ?? '');
    if (entry === undefined) return { status: 404, body: {} };
    if (method !== 'PUT') {
      asked.push('download');
      return { status: 200, body: entry.body };
    }
    asked.push('upload');
    const part = url.searchParams.get('comp');
    if (part === 'block') entry.blocks.set(url.searchParams.get('blockid') ?? '', body);
    else if (part === 'blocklist')
      entry.body = Buffer.concat(
        [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(
          ([, id = '']) => entry.blocks.get(id) ?? Buffer.alloc(0),
        ),
      );
    else entry.body = body;
    return { status: 201, body: Buffer.alloc(0) };
  }

  return {
    env: {
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_RESULTS_URL: `${base}/`,
      ACTIONS_CACHE_SERVICE_V2: 'True',
    },
    asked,
    keys: () => [...entries.values()].filter(({ finished }) => finished).map(({ key }) => key),
    poison: (archive) => {
      for (const one of entries.values()) one.body = archive;
    },
    stop: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The clients take the id of the request and the times of the blob for given. */
function reply(response: ServerResponse, status: number, body: object | Buffer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, {
      'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
      'content-length': bytes.length,
      'x-ms-request-id': randomUUID(),
      'x-ms-version': '2026-02-06',
      etag: '"0x1"',
      'last-modified': new Date(0).toUTCString(),
    })
    .end(bytes);
}

/** As the runner's token: the scopes are a text of JSON in a claim, and nobody here checks the signature. */
function jwt(permission: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ac: JSON.stringify([{ Scope: 'refs/heads/main', Permission: permission }]),
    nbf: now - 60,
    exp: now + 3600,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from('lab').toString('base64url')}`;
}
