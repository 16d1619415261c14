import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  chmod,
  link as hardLink,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { LONGEST_JOB_MS } from '../model/job.ts';
import { cachedFile } from './cached-file.ts';
import type { Env, Http } from './ports.ts';

/** Downloaded programs: kept on the machine in the runner's tool cache, and between machines in the Actions cache. */
export interface Tools {
  /** Where a tool of a version is kept, whether it is there or not. */
  path(tool: string, version: string, file: string): string;
  /** Whether a path is one that `path()` gives for a tool, of whatever version. */
  isPath(tool: string, path: string): boolean;
  /** A file that somebody else keeps in the runner's tool cache, such as another action; what it holds is for the caller to prove. */
  found(place: SharedPlace): Promise<string | undefined>;
  /** Lets others find a program at their place too, unless something is there. */
  share(path: string, place: SharedPlace): Promise<void>;
  /** SHA-256 in hex, or undefined when there is no such file. */
  sha256(path: string): Promise<string | undefined>;
  /** Writes a program at a `path()`, whole or not at all, also when another job does the same. It is executable. */
  keep(path: string, bytes: Uint8Array): Promise<void>;
  /** The same with a file as the source. */
  keepFile(path: string, source: string): Promise<void>;
  /** The bytes of the file in the Actions cache, which anybody may have written; undefined when there are none. See `cachedFile`. */
  cached(path: string, key: string, http: Pick<Http, 'get'>): Promise<Uint8Array | undefined>;
  /** Puts the file into the Actions cache, where there is one. */
  save(path: string, key: string): Promise<void>;
  /** Makes a link unless something is there; false when something is. */
  link(target: string, link: string): Promise<boolean>;
  /** Where a link leads; undefined when there is none. */
  leadsTo(link: string): Promise<string | undefined>;
  /** Says that a job makes and uses a link, in a file beside it that all jobs of this user see. */
  use(link: string, id: string): Promise<void>;
  /** Says that a job uses a link that another job made. Rejects when no job made it: it is the user's. */
  join(link: string, id: string): Promise<void>;
  /**
   * Takes that back, and removes the link with the last job that uses it, if it leads to `target`; anything else stays.
   * A link that was never said to be used by `id` stays as well.
   */
  release(link: string, id: string, target: string): Promise<void>;
}

/** Where others keep a tool: `<tool>/<version>/<machine>/<file>`, with `<machine>.complete` beside the folder. */
export interface SharedPlace {
  readonly tool: string;
  readonly version: string;
  readonly machine: string;
  readonly file: string;
}

export function createTools(env: Env): Tools {
  const root = env.RUNNER_TOOL_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'crossbuild');
  return {
    path: (tool, version, file) => join(root, tool, version, process.arch, file),
    isPath: (tool, path) => path === join(root, tool, basename(dirname(dirname(path))), process.arch, basename(path)),
    found: async ({ tool, version, machine, file }) => {
      // the library looks where the variable of the process says, and throws where there is none
      if (!env.RUNNER_TOOL_CACHE || env.RUNNER_TOOL_CACHE !== process.env.RUNNER_TOOL_CACHE) return undefined;
      const { find } = await import('./lazy/actions-tool-cache.ts');
      const folder = find(tool, version, machine);
      return folder === '' ? undefined : join(folder, file);
    },
    share: async (path, { tool, version, machine, file }) => {
      if (!env.RUNNER_TOOL_CACHE) return;
      const folder = join(root, tool, version, machine);
      await mkdir(folder, { recursive: true });
      await hardLink(path, join(folder, file));
      await complete(folder);
    },
    sha256,
    keep,
    keepFile: async (path, source) => keep(path, await readFile(source)),
    cached: cachedFile,
    save: async (path, key) => {
      const cache = await import('./lazy/actions-cache.ts');
      if (cache.isFeatureAvailable()) await cache.saveCache([path], key);
    },
    link: async (target, link) => {
      await mkdir(dirname(link), { recursive: true });
      return symlink(target, link).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
    },
    leadsTo,
    use: async (link, id) => {
      await mkdir(users(link), { recursive: true });
      await writeFile(join(users(link), id), '');
    },
    join: (link, id) => writeFile(join(users(link), id), ''),
    release: async (link, id, target) => {
      if (!(await said(link, id))) return;
      await rm(join(users(link), id), { force: true });
      if (await inUse(link)) return;
      if ((await leadsTo(link)) === target) await rm(link, { force: true });
      await rm(users(link), { recursive: true, force: true });
    },
  };
}

/** The folder of the files that say who uses a link; docker passes over what is no plugin's name. */
function users(link: string): string {
  return join(dirname(link), '.crossbuild');
}

function leadsTo(link: string): Promise<string | undefined> {
  return readlink(link).catch(() => undefined);
}

/** Whether a job has said that it uses a link. */
async function said(link: string, id: string): Promise<boolean> {
  return (await stat(join(users(link), id)).catch(() => undefined))?.isFile() === true;
}

/** Whether a job uses a link that can still run. */
async function inUse(link: string): Promise<boolean> {
  for (const id of await readdir(users(link)).catch(() => [])) {
    const since = await stat(join(users(link), id)).catch(() => undefined);
    if (since !== undefined && Date.now() - since.mtimeMs < LONGEST_JOB_MS) return true;
  }
  return false;
}

async function sha256(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const half = `${path}.${randomUUID()}`;
  try {
    await writeFile(half, bytes, { flag: 'wx', mode: 0o600 });
    await chmod(half, 0o755);
    await rename(half, path);
  } finally {
    await rm(half, { force: true });
  }
  await complete(dirname(path));
}

/** What `find` of @actions/tool-cache asks for: the folder holds all that it is to hold. */
async function complete(folder: string): Promise<void> {
  await writeFile(`${folder}.complete`, '');
}
