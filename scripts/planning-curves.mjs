// Prints how long reading and planning takes by the number of lines of each kind: node scripts/planning-curves.mjs [lines …]
import { resolve } from 'node:path';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: [resolve(import.meta.dirname, 'planning-curves.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  loader: { '.sh': 'text' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire('/');" },
  write: false,
});
const { planningTable } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
);
const sizes = process.argv.slice(2).map(Number);
for (const row of planningTable(sizes.length > 0 ? sizes : [1_000, 10_000, 100_000])) console.log(row);
