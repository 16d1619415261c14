// Prints how long reading and planning takes by the number of lines of each kind: node scripts/planning-curves.mjs [lines …]
import { bundle } from './bundle.mjs';

const { planningTable } = await import(await bundle('planning-curves.ts'));
const sizes = process.argv.slice(2).map(Number);
for (const row of planningTable(sizes.length > 0 ? sizes : [1_000, 10_000, 100_000])) console.log(row);
