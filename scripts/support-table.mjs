// Writes the table of docs/support.md from the engine and from what the lab has run; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';
import { fill } from './docs.mjs';

const root = resolve(import.meta.dirname, '..');
const { supportTable } = await import(await bundle('support-rows.ts'));
const runs = JSON.parse(await readFile(resolve(root, 'docs/support-runs.json'), 'utf8'));
const path = resolve(root, 'docs/support.md');
const before = await readFile(path, 'utf8');
const after = fill(before, { support: supportTable(runs) });
if (process.argv.includes('--check')) process.exitCode = before === after ? 0 : 1;
else await writeFile(path, after);
