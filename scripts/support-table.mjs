// Writes the table of docs/support.md from the engine and from what the lab has run; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { fill } from './docs.mjs';

const root = resolve(import.meta.dirname, '..');
const { outputFiles } = await build({
  entryPoints: [resolve(root, 'scripts/support-rows.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  loader: { '.sh': 'text' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire('/');" },
  write: false,
});
const { supportTable } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
);
const runs = JSON.parse(await readFile(resolve(root, 'docs/support-runs.json'), 'utf8'));
const path = resolve(root, 'docs/support.md');
const before = await readFile(path, 'utf8');
const after = fill(before, { support: supportTable(runs) });
if (process.argv.includes('--check')) process.exitCode = before === after ? 0 : 1;
else await writeFile(path, after);
