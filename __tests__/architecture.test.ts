import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from '@jest/globals';

const source = join(import.meta.dirname, '..', 'src');

/**
 * What each room may import, rooms that need nothing first. A room stands behind all that it imports, so there is no way round.
 * A new arrow is a decision: it is written here, with what it is for.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // values, and what is known about them
  model: [],
  platform: ['model'],
  facts: ['platform'],
  distributions: ['platform'],
  dockerfile: ['model', 'platform'],
  metadata: ['model'],
  toolchain: ['platform'],
  progress: ['model'],
  inputs: ['model', 'platform', 'metadata'],
  // effects: the only room that starts programs and imports @actions
  system: ['model', 'platform'],
  // decisions: what is asked of buildx, and what is done to each stage
  request: ['model', 'inputs', 'metadata', 'system'],
  plan: ['model', 'platform', 'facts', 'distributions', 'dockerfile', 'toolchain', 'inputs'],
  report: ['model', 'platform', 'facts', 'inputs', 'progress', 'plan', 'request'],
  // what carries them out, by the ports that it is given
  docker: ['model', 'platform', 'facts', 'system'],
  shard: ['model', 'platform', 'docker', 'system'],
  setup: ['model', 'platform', 'facts', 'metadata', 'inputs', 'plan', 'docker', 'system'],
  registry: ['model', 'setup', 'system'],
  build: ['model', 'platform', 'facts', 'inputs', 'progress', 'request', 'plan', 'docker', 'shard', 'setup', 'system'],
  merge: ['model', 'metadata', 'inputs', 'report', 'docker', 'shard', 'build', 'system'],
  // the stories, and who tells them
  steps: [
    ...['model', 'platform', 'facts', 'dockerfile', 'metadata', 'inputs', 'progress', 'request', 'plan', 'report'],
    ...['docker', 'shard', 'setup', 'registry', 'build', 'merge', 'system'],
  ],
  cli: ['model', 'platform', 'facts', 'dockerfile', 'inputs', 'plan', 'report', 'docker', 'steps', 'system'],
  entries: ['cli', 'steps', 'system'],
};

/** Rooms that decide and render, and must give the same for the same input everywhere. */
const PURE = [
  ...['model', 'platform', 'facts', 'distributions', 'dockerfile', 'metadata', 'toolchain', 'progress', 'inputs'],
  ...['plan', 'report'],
];

function files(folder: string): string[] {
  return readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

function imports(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm)].map(
    ([, from, lazy, bare]) => from ?? lazy ?? bare ?? '',
  );
}

/** The room that a file lies in; undefined for the few that lie beside the rooms, such as the version. */
const roomOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined);

/** The files of src that a file imports, for their types too. */
const importedFiles = (file: string) =>
  imports(file)
    .filter((from) => from.startsWith('.') && !from.includes('/node_modules/'))
    .map((from) => posix.join(posix.dirname(file), from));

/** All that a file reaches through what it imports, by the file that imports it. */
function reached(file: string): Map<string, string> {
  const by = new Map<string, string>();
  const open = [file];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const next of importedFiles(one).filter((path) => path.endsWith('.ts') && !by.has(path))) {
      by.set(next, one);
      open.push(next);
    }
  return by;
}

test('every room is in the table, and imports only what stands before it there', () => {
  const rooms = readdirSync(source, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const order = Object.keys(MAY_IMPORT);
  expect([...order].sort()).toEqual(rooms.sort());
  // what is only asked for its types may be made by a room of effects
  for (const [room, allowed] of Object.entries(MAY_IMPORT))
    for (const other of allowed)
      expect({ room, other, before: order.indexOf(other) < order.indexOf(room) }).toMatchObject({ before: true });
});

test('ARCHITECTURE.md has the rooms, in their order, and says which are pure', () => {
  const text = readFileSync(join(source, '..', 'ARCHITECTURE.md'), 'utf8');
  const table = /(?<=<!-- rooms -->)[\s\S]*(?=<!-- \/rooms -->)/.exec(text)?.[0] ?? '';
  const rows = [...table.matchAll(/^\| `(\w+)` \|.*\| (yes )?\|$/gm)];
  expect(rows.map(([, room]) => room)).toEqual(Object.keys(MAY_IMPORT));
  expect(rows.filter(([, , pure]) => pure !== undefined).map(([, room]) => room)).toEqual(PURE);
});

test.each(Object.entries(MAY_IMPORT))('%s imports only rooms that it may', (room, allowed) => {
  const offenders = files(room).flatMap((file) =>
    importedFiles(file)
      .map(roomOf)
      .filter((other) => other !== undefined && other !== room && !allowed.includes(other))
      .map((other) => `${file}: ${other}`),
  );
  expect(offenders).toEqual([]);
});

test('the table names no room that is not imported', () => {
  const idle = Object.entries(MAY_IMPORT).flatMap(([room, allowed]) => {
    const used = new Set(files(room).flatMap(importedFiles).map(roomOf));
    return allowed.filter((other) => !used.has(other)).map((other) => `${room}: ${other}`);
  });
  expect(idle).toEqual([]);
});

// a port that is passed as an argument is an effect as well, so its type must not be reached either
test.each(PURE.flatMap(files))('%s reaches nothing of the world', (file) => {
  const by = reached(file);
  expect([file, ...by.keys()].flatMap(imports).filter((from) => /^node:|^@actions\//.test(from))).toEqual([]);
  expect([...by].filter(([path]) => roomOf(path) === 'system')).toEqual([]);
});

test('no two files have one name', () => {
  // an index says what its folder holds
  const names = files('')
    .map((file) => posix.basename(file))
    .filter((name) => name !== 'index.ts');
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('only src/system and what calls it knows Node processes, files and the runner', () => {
  const allowed = /^(system|setup|docker|cli|merge|shard|steps)\//;
  const offenders = files('')
    .filter((file) => !allowed.test(file))
    .filter((file) => imports(file).some((from) => /^@actions\/|^node:(child_process|fs|http|https|net)/.test(from)));
  expect(offenders).toEqual([]);
});

test('@actions is imported in src/system alone', () => {
  const offenders = files('').filter(
    (file) => !file.startsWith('system/') && imports(file).some((from) => from.includes('@actions/')),
  );
  expect(offenders).toEqual([]);
});

test('the reading of imports sees what it should', () => {
  expect(imports('system/log.ts')).toEqual(expect.arrayContaining(['node:crypto', '@actions/core', './ports.ts']));
  expect(imports('system/http.ts')).toContain('./lazy/http-client.ts');
});

// a bundle gives a package of CommonJS only a `default` export when it is loaded lazily; jest gives it its names too
test('what is loaded lazily is a module of our own', () => {
  const lazy = files('').flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/^[^*/]*\bimport\('([^']+)'\)/gm)].map(
      ([, from]) => `${file}: ${from}`,
    ),
  );
  expect(lazy.length).toBeGreaterThan(2);
  expect(lazy.filter((one) => !/: \.\.?\//.test(one))).toEqual([]);
});
