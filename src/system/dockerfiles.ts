import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { anyOf } from '../model/any-of.ts';

const NAME = /^(?:.+\.)?(?:docker|container)file(?:[.-].+)?$/i;
/** What is about Dockerfiles: programs that read them, notes, and what Docker is to ignore. */
const ABOUT = anyOf(
  [
    /\.dockerignore$/,
    // dockerfile.ts, dockerfile.test.mjs, docker_dockerfile.go
    /\.([cm]?[jt]sx?|py|go|rs|rb|java|php|lua|vim)$/,
    // dockerfile.yaml, Dockerfile.md
    /\.(json|ya?ml|toml|md|txt|html|snap|lock)$/,
  ],
  'i',
);
/** Folders of others, in which nobody looks for a Dockerfile of their own. */
const SKIPPED = /^(?:\.|node_modules$|vendor$|target$|dist$)/;
const MOST = 5;
const DEPTH = 2;

/** Some files in a folder and just below it whose names are a Dockerfile's, nearest first; none when it cannot be looked at. */
export async function nearbyDockerfiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  let level = [folder];
  for (let depth = 0; depth <= DEPTH && found.length < MOST; depth++) {
    const below: string[] = [];
    for (const path of level) {
      const { folders, dockerfiles } = await lookInto(path);
      below.push(...folders);
      found.push(...dockerfiles);
    }
    level = below;
  }
  return found.slice(0, MOST);
}

/** The folders in a folder in which a Dockerfile may be, and the files in it that are one by their names; both by name. */
async function lookInto(folder: string): Promise<{ folders: string[]; dockerfiles: string[] }> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(() => [])).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const paths = (wanted: (entry: Dirent) => boolean): string[] =>
    entries.filter(wanted).map(({ name }) => join(folder, name));
  return {
    folders: paths((entry) => entry.isDirectory() && !SKIPPED.test(entry.name)),
    dockerfiles: paths((entry) => entry.isFile() && NAME.test(entry.name) && !ABOUT.test(entry.name)),
  };
}
