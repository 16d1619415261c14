// Writes the failures of docs/troubleshooting.md from the table of messages and the texts that were seen; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';
import { fill } from './docs.mjs';

const root = resolve(import.meta.dirname, '..');
const { troubleshooting } = await import(await bundle('troubleshooting-rows.ts'));
const path = resolve(root, 'docs/troubleshooting.md');
const before = await readFile(path, 'utf8');
const after = fill(before, { failures: troubleshooting() });
if (process.argv.includes('--check')) process.exitCode = before === after ? 0 : 1;
else await writeFile(path, after);
