import { crossbuild } from './crossbuild.ts';
import { runEntry } from './system/entry.ts';

await runEntry(crossbuild);
