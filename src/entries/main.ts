import { crossbuild } from '../steps/build-image.ts';
import { runEntry } from '../system/entry.ts';

await runEntry(crossbuild);
