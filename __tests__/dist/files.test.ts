import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repository } from '../harness/action.ts';

const dist = join(repository, 'dist');
const files = readdirSync(dist);
const modules = files.filter((name) => name.endsWith('.mjs'));
const read = (name: string) => readFileSync(join(dist, name), 'utf8');

test('no file is named by a hash, so that a commit renames none', () => {
  expect(files.filter((name) => /-[A-Z0-9]{8}\./.test(name))).toEqual([]);
});

test('every file that is imported is there, and every file is an entry or imported', () => {
  const imported = modules.flatMap((name) =>
    [...read(name).matchAll(/(?:from|import|import\()["'`]\.\/([\w.-]+\.mjs)["'`]/g)].map(([, file]) => file ?? ''),
  );
  const entries = ['main.mjs', 'post.mjs', 'cli.mjs', 'setup.mjs', 'merge.mjs', 'meta.mjs'];
  expect([...new Set([...imported, ...entries])].sort()).toEqual([...modules].sort());
});

test('the notices name every package that the code needs, with its version', () => {
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const lines = read('THIRD_PARTY_NOTICES.txt').split('\n');
  for (const name of Object.keys(dependencies))
    expect(lines).toContainEqual(expect.stringContaining(`${name} ${packages[`node_modules/${name}`]?.version} (`));
});

test('the licences are ones that code under MIT may hold', () => {
  const licences = read('THIRD_PARTY_NOTICES.txt').match(/(?<=^[@\w][^ \n]* \d[^ \n]* \().*(?=\)$)/gm) ?? [];
  expect(licences.length).toBeGreaterThan(30);
  const allowed =
    /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0)( (AND|OR) (MIT|Apache-2\.0|BSD-[23]-Clause))?\)?$/;
  expect(licences.filter((licence) => !allowed.test(licence))).toEqual([]);
});
