import { merge } from '../steps/merge-shards.ts';
import { runEntry } from '../system/entry.ts';

await runEntry(merge);
