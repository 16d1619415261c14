import { metaOnly } from '../steps/metadata-only.ts';
import { runEntry } from '../system/entry.ts';

await runEntry(metaOnly);
