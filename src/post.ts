import { cleanUp } from './clean-up.ts';
import { runEntry } from './system/entry.ts';

await runEntry(cleanUp);
