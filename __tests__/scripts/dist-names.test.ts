import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { renamed, stableNames } from '../../scripts/dist-names.mjs';

const needs = (...paths: string[]) => paths.map((path) => ({ path, kind: 'import-statement' }));
const onDemand = (path: string) => ({ path, kind: 'dynamic-import' });

/** What esbuild says about a bundle of two entries, with one file on demand and two shared ones. */
const metafile = (hash: string) => ({
  outputs: {
    'dist/main.mjs': {
      entryPoint: 'src/entries/main.ts',
      imports: [...needs(`dist/chunk-${hash}AAAA.mjs`), { path: 'node:fs', kind: 'import-statement', external: true }],
    },
    'dist/cli.mjs': { entryPoint: 'src/entries/cli-main.ts', imports: needs(`dist/chunk-${hash}AAAA.mjs`) },
    [`dist/yaml-document-${hash}YYYY.mjs`]: {
      entryPoint: 'src/inputs/yaml-document.ts',
      imports: needs(`dist/chunk-${hash}BBBB.mjs`),
    },
    [`dist/chunk-${hash}AAAA.mjs`]: {
      imports: [...needs(`dist/chunk-${hash}BBBB.mjs`), onDemand(`dist/yaml-document-${hash}YYYY.mjs`)],
    },
    [`dist/chunk-${hash}BBBB.mjs`]: { imports: [] },
  },
});

test('a shared file is named for the entries that need it, one that is read on demand for itself', () => {
  expect(Object.fromEntries(stableNames(metafile('1234')))).toEqual({
    'dist/main.mjs': 'main.mjs',
    'dist/cli.mjs': 'cli.mjs',
    'dist/yaml-document-1234YYYY.mjs': 'yaml-document.mjs',
    'dist/chunk-1234AAAA.mjs': 'for-cli-main.mjs',
    'dist/chunk-1234BBBB.mjs': 'for-cli-main-yaml-document.mjs',
  });
});

test('names do not follow the hashes', () => {
  expect([...stableNames(metafile('1234')).values()]).toEqual([...stableNames(metafile('QWER')).values()]);
});

test('two files never get one name', () => {
  const { outputs } = metafile('1234');
  const again = { entryPoint: 'src/other/yaml-document.ts', imports: [] };
  expect(() => stableNames({ outputs: { ...outputs, 'dist/yaml-document-ZZZZZZZZ.mjs': again } })).toThrow(
    'two files of dist/ would have one name',
  );
});

test('imports follow, and other text that looks like them stays', () => {
  const names = stableNames(metafile('1234'));
  expect(
    renamed(
      'import"./chunk-1234AAAA.mjs";import("./yaml-document-1234YYYY.mjs");x="./other.mjs";y="chunk-1234AAAA.mjs"',
      names,
    ),
  ).toBe('import"./for-cli-main.mjs";import("./yaml-document.mjs");x="./other.mjs";y="chunk-1234AAAA.mjs"');
});
