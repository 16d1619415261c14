import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(?:.+\.)?(?:docker|container)file(?:[.-].+)?$/i;
/** What is about Dockerfiles: programs that read them, notes, and what Docker is to ignore. */
const ABOUT = /\.(dockerignore|[cm]?[jt]sx?|py|go|rs|rb|java|php|lua|vim|json|ya?ml|toml|md|txt|html|snap|lock)$/i;
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
      const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.isDirectory() && !SKIPPED.test(entry.name)) below.push(join(path, entry.name));
        else if (entry.isFile() && NAME.test(entry.name) && !ABOUT.test(entry.name)) found.push(join(path, entry.name));
      }
    }
    level = below;
  }
  return found.slice(0, MOST);
}
