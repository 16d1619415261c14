import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const source = join(import.meta.dirname, '..', 'src');

/** Rooms that decide and render, and must give the same for the same input everywhere. */
const PURE = ['model', 'platform', 'distributions', 'dockerfile', 'toolchain', 'plan', 'metadata', 'report'];
/** The one file of the report that prints and writes. */
const EFFECTS = new Set(['report/report.ts']);

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

test.each(PURE.flatMap(files).filter((file) => !EFFECTS.has(file)))('%s imports nothing from the world', (file) => {
  expect(imports(file).filter((from) => /^node:|^@actions\/|\/system\//.test(from))).toEqual([]);
});

test('only src/system and what calls it knows Node processes, files and the runner', () => {
  const allowed = /^(system|setup|docker|cli|merge|shard)\//;
  const offenders = files('')
    .filter((file) => !allowed.test(file))
    .filter((file) => imports(file).some((from) => /^@actions\/|^node:(child_process|fs|http|https|net)/.test(from)));
  expect(offenders).toEqual([]);
});

test('@actions is imported in src/system alone', () => {
  const offenders = files('').filter(
    (file) => !file.startsWith('system/') && imports(file).some((from) => from.startsWith('@actions/')),
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
