import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { bundledPackages, notices, readPackage } from '../../scripts/notices.mjs';

test('packages are those whose code is in a file of dist, where they lie', () => {
  const inputs = {
    'src/main.ts': { bytesInOutput: 9 },
    'node_modules/yaml/dist/a.js': { bytesInOutput: 5 },
    'node_modules/yaml/dist/b.js': { bytesInOutput: 5 },
    'node_modules/@azure/storage-blob/node_modules/@azure/core-util/x.js': { bytesInOutput: 5 },
    // read by the bundler, and nothing of it is left
    'node_modules/unused/index.js': { bytesInOutput: 0 },
  };
  expect(bundledPackages({ outputs: { 'dist/main.mjs': { inputs } } })).toEqual([
    'node_modules/@azure/storage-blob/node_modules/@azure/core-util',
    'node_modules/yaml',
  ]);
});

test('packages of one text stand together', () => {
  const page = notices([
    { name: 'a', version: '1.0.0', license: 'MIT', text: 'the text' },
    { name: 'b', version: '2.0.0', license: 'ISC', text: 'another' },
    { name: 'c', version: '3.0.0', license: 'MIT', text: 'the text' },
  ]);
  expect(page).toContain('\na 1.0.0 (MIT)\nc 3.0.0 (MIT)\n\nthe text\n');
  expect(page).toContain('\nb 2.0.0 (ISC)\n\nanother\n');
});

describe('a package', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crossbuild-notices-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function made(name: string, manifest: object, files: Readonly<Record<string, string>>): string {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...manifest }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
    return join(folder, name);
  }

  test('brings the text of its licence and its notice', async () => {
    const files = { 'LICENSE.md': ' the licence\r\nof it\n', NOTICE: 'the notice', 'license.js': 'code' };
    expect(await readPackage(made('whole', { license: 'MIT' }, files))).toEqual({
      ...{ name: 'whole', version: '1.2.3', license: 'MIT' },
      text: 'the licence\nof it\n\nthe notice',
    });
  });

  test('without a text is said to have none, with who made it', async () => {
    const { text } = await readPackage(made('bare', { license: 'MIT', author: { name: 'A. Author' } }, {}));
    expect(text).toBe('The package names its licence, MIT, and has no file with its text.\nAuthor: A. Author.');
  });

  test('that names no licence is refused', async () => {
    await expect(readPackage(made('none', {}, { LICENSE: 'text' }))).rejects.toThrow(
      'none 1.2.3 is bundled into dist/, and its package.json names no licence',
    );
  });
});
