import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What an image is, apart from times: its config, and the mode, owner and path of every file of every layer. */
export interface Image {
  readonly config: unknown;
  readonly files: readonly string[];
  /** The digests of its layers, the lowest first. */
  readonly layers: readonly string[];
}

/** An OCI archive (`type=oci,dest=file`) unpacked for as long as `look` takes. */
async function unpacked<T>(archive: string, look: (blob: (digest: string) => string, index: Index) => Promise<T>) {
  const folder = await mkdtemp(join(tmpdir(), 'oci-'));
  try {
    await run('tar', ['-xf', archive, '-C', folder]);
    const blob = (digest: string): string => join(folder, 'blobs', 'sha256', digest.replace('sha256:', ''));
    return await look(blob, await json(join(folder, 'index.json')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Index {
  readonly manifests: readonly { readonly digest: string; readonly mediaType: string }[];
}

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

async function json<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}

async function manifestOf(blob: (digest: string) => string, { manifests }: Index): Promise<Manifest> {
  const [first] = manifests;
  if (first === undefined) throw new Error('no image in it');
  // an index of one platform
  return /index|list/.test(first.mediaType)
    ? manifestOf(blob, await json<Index>(blob(first.digest)))
    : json<Manifest>(blob(first.digest));
}

/** Reads the image of an OCI archive with one platform. */
export function image(archive: string): Promise<Image> {
  return unpacked(archive, async (blob, index) => {
    const manifest = await manifestOf(blob, index);
    const {
      created: _created,
      rootfs: _rootfs,
      history,
      ...config
    } = await json<{ created: string; rootfs: unknown; history: Record<string, unknown>[] }>(
      blob(manifest.config.digest),
    );
    const files: string[] = [];
    for (const { digest } of manifest.layers) {
      const { stdout } = await run('tar', ['-tvf', blob(digest)], { maxBuffer: 2 ** 28 });
      // mode, owner and path, without size and time
      files.push(...stdout.split('\n').map((line) => line.replace(/^(\S+ +\S+) +\S+ +\S+ +\S+ +/, '$1 ')));
    }
    const steps = history.map(({ created: _, ...step }) => step);
    return {
      config: { ...config, history: steps },
      files: files.sort(),
      layers: manifest.layers.map(({ digest }) => digest),
    };
  });
}

/** The files whose content differs between two archives of the same file list; layers that both have are not looked into. */
export async function differentFiles(one: string, other: string): Promise<string[]> {
  const [first, second] = await Promise.all([image(one), image(other)]);
  const own = (mine: Image, theirs: Image) => mine.layers.filter((digest) => !theirs.layers.includes(digest));
  const [a, b] = [await contents(one, own(first, second)), await contents(other, own(second, first))];
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}

/** What the files of some layers hold, by path; what an upper layer says wins. */
function contents(archive: string, layers: readonly string[]): Promise<Map<string, string>> {
  return unpacked(archive, async (blob) => {
    const folder = await mkdtemp(join(tmpdir(), 'layers-'));
    try {
      for (const digest of layers)
        await run('tar', ['-xf', blob(digest), '-C', folder, '--no-same-owner', '--no-same-permissions']);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const found = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
      const pairs = await inOrder(found, async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const value = entry.isFile() ? await sha256(path) : await readlink(path);
        return [path.slice(folder.length), value] as const;
      });
      return new Map(pairs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function inOrder<T, U>(items: readonly T[], each: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
