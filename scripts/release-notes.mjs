// Prints the changelog's text of a version; refuses a version that package.json or the changelog has not.
//   node scripts/release-notes.mjs 1.2.3
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * What CHANGELOG.md says of a version: the lines under `## 1.2.3 - 2027-01-31`.
 *
 * @throws {Error} when the version is none, is not package.json's, or has no heading with a date, or nothing stands under it
 */
export function releaseNotes(version, packageVersion, changelog) {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`"${version}" is no version; write three numbers, such as 1.2.3`);
  if (version !== packageVersion)
    throw new Error(`package.json has version ${packageVersion}, not ${version}; set it and run npm run build first`);
  const heading = `## ${version} - `;
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith(heading) && /\d{4}-\d\d-\d\d$/.test(line));
  if (start === -1)
    throw new Error(`CHANGELOG.md has no heading "${heading}<date>"; move what is under Unreleased there`);
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  const notes = lines
    .slice(start + 1, length === -1 ? undefined : start + 1 + length)
    .join('\n')
    .trim();
  if (notes === '') throw new Error(`CHANGELOG.md says nothing under "${heading}…"; write what changed`);
  return `${notes}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const read = (name) => readFile(resolve(root, name), 'utf8');
  const { version } = JSON.parse(await read('package.json'));
  process.stdout.write(releaseNotes(process.argv[2] ?? '', version, await read('CHANGELOG.md')));
}
