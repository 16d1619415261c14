// Writes the failures of docs/troubleshooting.md from the table of messages and the texts that were seen; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { fill } from './docs.mjs';

const root = resolve(import.meta.dirname, '..');
const { outputFiles } = await build({
  entryPoints: [resolve(root, 'scripts/troubleshooting-rows.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const { troubleshooting } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
);
const path = resolve(root, 'docs/troubleshooting.md');
const before = await readFile(path, 'utf8');
const after = fill(before, { failures: troubleshooting() });
if (process.argv.includes('--check')) process.exitCode = before === after ? 0 : 1;
else await writeFile(path, after);
