import { setUpOnly } from './setup/step.ts';
import { runEntry } from './system/entry.ts';

await runEntry(setUpOnly);
