// Names for the files of dist/ that stay as they are from commit to commit. esbuild names a shared file by a hash of its
// text, so each commit would rename most of them, and the diff would not say what changed.
import { basename } from 'node:path';

/** What starts in this file: `main` for src/entries/main.ts's bundle, `yaml-document` for what is loaded on demand. */
const nameOfEntry = (path, { entryPoint }) =>
  path.endsWith('.mjs') && !/-[A-Z0-9]{8}\.mjs$/.test(path) ? basename(path, '.mjs') : basename(entryPoint, '.ts');

/** All outputs that an output imports before it runs, itself among them. */
function closure(outputs, first) {
  const seen = new Set();
  const open = [first];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { path: next, kind, external } of outputs[path].imports)
      if (kind === 'import-statement' && !external) open.push(next);
  }
  return seen;
}

/**
 * The name of each output, by its path. An entry has its own name. A shared file has the names of the entries that
 * need it: esbuild makes one file for each such set, so two never have one name.
 */
export function stableNames({ outputs }) {
  const entries = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  const names = new Map(entries.map(([path, output]) => [path, `${nameOfEntry(path, output)}.mjs`]));
  const users = new Map();
  for (const [path, output] of entries)
    for (const needed of closure(outputs, path))
      users.set(needed, [...(users.get(needed) ?? []), nameOfEntry(path, output)]);
  for (const path of Object.keys(outputs))
    if (!names.has(path)) names.set(path, `for-${users.get(path).sort().join('-')}.mjs`);
  if (new Set(names.values()).size < names.size)
    throw new Error(`two files of dist/ would have one name: ${[...names.values()].sort().join(', ')}`);
  return names;
}

/** The text of an output with the new names in place of those that it imports by. */
export function renamed(text, names) {
  const byOldName = new Map([...names].map(([path, name]) => [basename(path), name]));
  return text.replaceAll(/(?<=["'`]\.\/)[\w.-]+\.mjs(?=["'`])/g, (old) => byOldName.get(old) ?? old);
}
