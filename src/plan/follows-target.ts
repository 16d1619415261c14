import type { Dockerfile } from '../dockerfile/types.ts';
import { assignments } from '../dockerfile/words.ts';

/** Whether a text of a FROM line has a value that the target platform decides, also through global ARGs. */
export function followsTarget(dockerfile: Dockerfile, text: string): boolean {
  const values = new Map(
    dockerfile.globals
      .flatMap((instruction) => assignments(instruction, dockerfile.directives.escape))
      .map(({ name, value }) => [name, value ?? '']),
  );
  const seen = new Set<string>();
  const follows = (part: string): boolean =>
    [...part.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(([, name = '']) => {
      if (/^TARGET(PLATFORM|OS|ARCH|VARIANT)$/.test(name)) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return follows(values.get(name) ?? '');
    });
  return follows(text);
}
