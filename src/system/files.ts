import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UserError } from '../model/problem.ts';
import { Cancelled } from './cancelled.ts';
import type { Env, FileHead, Files } from './ports.ts';

/** Every folder that a step makes for itself starts with this; nothing else is ever removed. */
const PREFIX = 'crossbuild-';

/** Files on disk; temp folders are private (mode 700) and live under RUNNER_TEMP. */
export function createFiles(env: Env, cancelled?: AbortSignal): Files {
  const temp = env.RUNNER_TEMP || tmpdir();
  return {
    read: (path) => readFile(path, 'utf8').catch(absent),
    kind: async (path) => {
      const found = await stat(path).catch(absent);
      if (found === undefined) return undefined;
      return found.isDirectory() ? 'folder' : 'file';
    },
    real: (path) => realpath(path).catch(absent),
    heads: (folder, bytes) => heads(folder, bytes, cancelled),
    writeNew: (path, text) => writeFile(path, text, { flag: 'wx', mode: 0o600 }),
    tempFolder: async (purpose, announce) => {
      const path = join(temp, `${PREFIX}${purpose}-${randomBytes(6).toString('hex')}`);
      announce?.(path);
      try {
        await mkdir(temp, { recursive: true });
        await mkdir(path, { mode: 0o700 });
        return path;
      } catch (error) {
        throw new UserError({
          what: `no folder can be made in ${temp}`,
          why: (error as Error).message,
          instead: 'let RUNNER_TEMP name a folder that the job may write, with space left',
        });
      }
    },
    remove: async (path) => {
      const real = await realpath(path).catch(absent);
      if (real === undefined) return;
      if (!isOurs(await realpath(temp), real))
        throw new Error(`refusing to remove ${path}: it is not a folder that Crossbuild made`);
      await rm(real, { recursive: true, force: true });
    },
  };
}

async function* heads(folder: string, bytes: number, cancelled?: AbortSignal): AsyncIterable<FileHead> {
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? []) {
    if (cancelled?.aborted) throw new Cancelled();
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = await open(path);
    try {
      const { mode, size } = await file.stat();
      const length = Math.min(bytes, size);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      yield { path: relative(folder, path), head: buffer.subarray(0, bytesRead), mode: mode & 0o7777 };
    } finally {
      await file.close();
    }
  }
}

function isOurs(temp: string, path: string): boolean {
  let current = path;
  while (dirname(current) !== current) {
    if (dirname(current) === temp) return basename(current).startsWith(PREFIX) && current.startsWith(temp + sep);
    current = dirname(current);
  }
  return false;
}

function absent(error: NodeJS.ErrnoException): undefined {
  // a name that is too long is one that no file has
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return undefined;
  throw error;
}
