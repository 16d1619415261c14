import { metaOnly } from './meta/meta.ts';
import { runEntry } from './system/entry.ts';

await runEntry(metaOnly);
