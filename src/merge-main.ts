import { merge } from './merge/merge.ts';
import { runEntry } from './system/entry.ts';

await runEntry(merge);
