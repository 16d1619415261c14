// Adds the newest releases of buildx to src/setup/buildx/buildx-checksums.json, as their own checksums.txt states them.
// A checksum that is there already is never changed: a release whose files changed is an error.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import semver from 'semver';

const { values } = parseArgs({
  options: {
    releases: { type: 'string', default: 'https://github.com/docker/buildx/releases' },
    file: { type: 'string', default: new URL('../src/setup/buildx/buildx-checksums.json', import.meta.url).pathname },
  },
});

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
};

const known = JSON.parse(await readFile(values.file, 'utf8'));
const feed = await get(`${values.releases}.atom`);
const tags = [...feed.matchAll(/\/releases\/tag\/v([0-9][^"<\s]*)"/g)].map(([, tag]) => tag);
const added = [];
for (const version of new Set(tags)) {
  if (semver.valid(version) === null || semver.prerelease(version) !== null) continue;
  const text = await get(`${values.releases}/download/v${version}/checksums.txt`);
  const start = `buildx-v${version}.`;
  // only the programs: the list names their attestations too
  const found = [...text.matchAll(/^([0-9a-f]{64})[ \t]+\*?(\S+)\r?$/gm)]
    .filter(([, , name]) => name.startsWith(start))
    .map(([, hash, name]) => [name.slice(start.length), hash])
    .filter(([suffix]) => /^[a-z]+-[a-z0-9]+(-v\d)?(\.exe)?$/.test(suffix));
  if (found.length === 0) throw new Error(`checksums.txt of ${version} names no program`);
  const before = known[version] ?? {};
  for (const [suffix, hash] of found)
    if (before[suffix] !== undefined && before[suffix] !== hash)
      throw new Error(`${start}${suffix} was ${before[suffix]} and is ${hash} now: somebody changed a release`);
  const after = Object.fromEntries([...Object.entries(before), ...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (JSON.stringify(after) !== JSON.stringify(before)) added.push(version);
  known[version] = after;
}
const versions = Object.keys(known).sort(semver.rcompare);
await writeFile(
  values.file,
  `${JSON.stringify(Object.fromEntries(versions.map((one) => [one, known[one]])), null, 2)}\n`,
);
console.log(added.length === 0 ? 'nothing new' : `buildx ${added.join(', ')}`);
