import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Http } from './ports.ts';

/** Of one file, packed or not; the largest buildx had 95 MB in 2026. */
const MAX_BYTES = 300 * 1024 * 1024;
const LIMIT_MS = 10 * 60_000;

/**
 * The file that `saveCache` put into the Actions cache; undefined when it is not there, or there is no cache. Others may
 * have written the entry, so it is read in memory: no name in it counts, and nothing is written.
 *
 * @throws {Error} when the cache cannot be read, or the entry is no archive of a single file
 */
export async function cachedFile(path: string, key: string, http: Pick<Http, 'get'>): Promise<Buffer | undefined> {
  const url = await entryUrl(path, key);
  if (url === undefined) return undefined;
  const { status, body } = await http.get(url, { maxBytes: MAX_BYTES, limitMs: LIMIT_MS });
  if (status !== 200) throw new Error(`the store of its entries answered ${status}`);
  return onlyFile(await unpacked(body));
}

/** Where an entry can be fetched, for some minutes. */
async function entryUrl(path: string, key: string): Promise<string | undefined> {
  const cache = await import('./lazy/actions-cache.ts');
  if (!cache.isFeatureAvailable() || !cache.isCacheReadable(cache.getCacheMode())) return undefined;
  const compressionMethod = await cache.getCompressionMethod();
  // servers of GitHub Enterprise have the first protocol
  if (cache.getCacheServiceVersion() === 'v1')
    return (await cache.getCacheEntry([key], [path], { compressionMethod }))?.archiveLocation;
  const found = await cache.internalCacheTwirpClient().GetCacheEntryDownloadURL({
    key,
    restoreKeys: [],
    version: cache.getCacheVersion([path], compressionMethod),
  });
  return found.ok ? found.signedDownloadUrl : undefined;
}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** What `saveCache` packed with zstd where the machine has it, and with gzip elsewhere. */
async function unpacked(archive: Buffer): Promise<Buffer> {
  const limit = { maxOutputLength: MAX_BYTES };
  if (!archive.subarray(0, ZSTD.length).equals(ZSTD)) return promisify(zlib.gunzip)(archive, limit);
  // there from Node 22.15 on
  if (zlib.zstdDecompress === undefined) throw new Error(`Node ${process.version} reads no zstd`);
  return promisify(zlib.zstdDecompress)(archive, limit);
}

const BLOCK = 512;

/**
 * The content of the only file of a tar archive, whatever it is called.
 *
 * @throws {Error} when there is another number of files, or anything else, such as a link or a folder
 */
export function onlyFile(tar: Buffer): Buffer {
  const files: Buffer[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const kind = String.fromCharCode(tar[at + 156] ?? 0);
    const octal = /^([0-7]{1,12})[ \0]*$/.exec(tar.toString('latin1', at + 124, at + 136))?.[1];
    const start = at + BLOCK;
    const end = start + Number.parseInt(octal ?? '', 8);
    if (!(end <= tar.length)) throw new Error('its entry is no whole archive');
    if (kind === '0') files.push(tar.subarray(start, end));
    else if (kind !== 'x') throw new Error('its entry holds something else than a file');
    at = start + Math.ceil((end - start) / BLOCK) * BLOCK;
  }
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Error(`its entry holds ${files.length} files instead of one`);
  return file;
}
