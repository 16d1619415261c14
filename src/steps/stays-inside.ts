import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { plainText } from '../model/text.ts';
import type { Files } from '../system/ports.ts';

/** A path that leads where its reader does not expect it. */
export interface Escape {
  /** The place itself, without links. */
  readonly to: string;
  /**
   * `link`: as written it lies in one of the folders, and a link leads out of them. `up`: it leaves them with `..`.
   * `elsewhere`: it names another place, and a link leads out of that.
   */
  readonly by: 'link' | 'up' | 'elsewhere';
}

/**
 * Where a path leads, when that is in none of the folders. A checkout may be written by strangers, so its links are not
 * believed. An absolute path without `..` is the workflow's own word: it may name any place, and is believed as far as
 * the folder that it names. What is not there leads nowhere.
 */
export async function leadsOut(
  files: Pick<Files, 'real'>,
  path: string,
  folders: readonly string[],
): Promise<Escape | undefined> {
  const to = await files.real(path);
  if (to === undefined) return undefined;
  const real = (await Promise.all(folders.map((folder) => files.real(folder)))).filter((found) => found !== undefined);
  if (isIn(real, to)) return undefined;
  if (isIn([...folders, ...real], path)) return { to, by: 'link' };
  if (!isAbsolute(path) || path.split(/[\\/]/).includes('..')) return { to, by: 'up' };
  const own = await files.real(dirname(path));
  return own !== undefined && isWithin(own, to) ? undefined : { to, by: 'elsewhere' };
}

function isIn(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => isWithin(folder, path));
}

/** Whether a path is a folder's, or the folder itself, as both are written. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The problem of an input's path that leads out of where it may. */
export function escapeProblem(input: string, path: string, { to, by }: Escape): Problem {
  const how = {
    link: `a link leads from ${plainText(path)} out of the workspace and the context, to ${plainText(to)}`,
    up: `${plainText(path)} lies outside of the workspace and the context`,
    elsewhere: `a link leads from ${plainText(path)} out of its folder, to ${plainText(to)}`,
  };
  const instead = {
    link: 'put the file or folder itself there; if the place is meant, let the workflow write its absolute path',
    up: 'write a path inside the workspace; if the place is meant, write its absolute path, without ..',
    elsewhere: 'write the path that it leads to, if that place is meant',
  };
  return {
    input,
    what: how[by],
    why: 'what a build reads is shown and sent, and a checkout may hold links that strangers made',
    instead: instead[by],
  };
}
