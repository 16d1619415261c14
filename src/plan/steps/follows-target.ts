import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { assignments } from '../../dockerfile/read/words.ts';
import { memo } from '../../model/memo.ts';

/** Whether a text of a FROM line has a value that the target platform decides, also through global ARGs. */
export function followsTarget(dockerfile: Dockerfile, text: string): boolean {
  const values = globalTexts(dockerfile);
  const names = new Set(namesIn(text));
  // a set is walked over in the order in which it grows
  for (const name of names) {
    if (/^TARGET(PLATFORM|OS|ARCH|VARIANT)$/.test(name)) return true;
    for (const other of namesIn(values.get(name) ?? '')) names.add(other);
  }
  return false;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
}

/** What the ARGs before the first FROM are set to, as it is written. */
const globalTexts = memo(
  ({ globals, directives }: Dockerfile): ReadonlyMap<string, string> =>
    new Map(
      globals
        .flatMap((instruction) => assignments(instruction, directives.escape))
        .map(({ name, value }) => [name, value ?? '']),
    ),
);
