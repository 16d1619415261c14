import { cleanUp } from '../steps/clean-up.ts';
import { runEntry } from '../system/entry.ts';

await runEntry(cleanUp);
