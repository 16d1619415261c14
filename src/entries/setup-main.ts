import { setUpOnly } from '../steps/set-up-builder.ts';
import { runEntry } from '../system/entry.ts';

await runEntry(setUpOnly);
