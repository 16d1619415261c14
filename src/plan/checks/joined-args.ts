import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { assignments } from '../../dockerfile/read/words.ts';
import { keyValue } from '../../model/list.ts';

/** The start of what may be another argument: `,B=` in `A=1,B=2`. */
const ANOTHER = /[,; \t][ \t]*([A-Za-z_]\w*)=/g;

/**
 * Warnings about build arguments that hold another one of the file: `A=1,B=2` on one line gives A the value `1,B=2`.
 * No value is shown.
 */
export function joinedArgs(dockerfile: Dockerfile, buildArgs: readonly string[]): string[] {
  const declared = declaredIn(dockerfile);
  return buildArgs.flatMap((text) => {
    const { key, value = '' } = keyValue(text);
    const others = [...value.matchAll(ANOTHER)].flatMap(([, name = '']) =>
      name !== key && declared.has(name) ? [name] : [],
    );
    if (others.length === 0 || !declared.has(key)) return [];
    return [
      `build-args: ${others.join(' and ')} ${others.length === 1 ? 'stands' : 'stand'} on the line of ${key}, so that ${key} gets all the rest as its value, and the Dockerfile has an ARG for each of them; write one argument a line`,
    ];
  });
}

function declaredIn({ globals, stages, directives }: Dockerfile): ReadonlySet<string> {
  const all = [...globals, ...stages.flatMap(({ instructions }) => instructions)];
  return new Set(
    all.flatMap((instruction) =>
      instruction.keyword === 'ARG' ? assignments(instruction, directives.escape).map(({ name }) => name) : [],
    ),
  );
}
