import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { assignments } from '../../dockerfile/read/words.ts';
import { quoted } from '../../model/text.ts';
import { formatPlatform, targetArgs } from '../../platform/platform.ts';

/**
 * Notes on ARG lines that give TARGETARCH and its like a value: in place of a platform's own, every platform gets that
 * one.
 */
export function hiddenArgNotes(evaluations: readonly Evaluated[]): string[] {
  const found = new Map<string, { readonly line: number; readonly name: string; readonly platforms: string[] }>();
  for (const evaluated of evaluations)
    for (const index of evaluated.needed)
      for (const { name, line, value } of hiddenIn(evaluated, evaluated.stages[index])) {
        const key = `${line} ${name}=${value}`;
        const { platforms } = found.get(key) ?? { platforms: [] };
        found.set(key, {
          line,
          name: `${name}=${quoted(value)}`,
          platforms: [...platforms, formatPlatform(evaluated.platform)],
        });
      }
  return [...found.values()].map(
    ({ line, name, platforms }) =>
      `line ${line} sets ${name} for ${platforms.join(', ')}, too: the value in an ARG line hides the platform's own; write ARG ${name.replace(/=.*/, '')} alone`,
  );
}

function hiddenIn(
  { dockerfile, platform }: Evaluated,
  stage: EvaluatedStage | undefined,
): { readonly name: string; readonly line: number; readonly value: string }[] {
  const own = targetArgs(platform);
  return (stage?.stage.instructions ?? []).flatMap((instruction, at) => {
    if (instruction.keyword !== 'ARG' || !instruction.text.includes('TARGET')) return [];
    return assignments(instruction, dockerfile.directives.escape).flatMap(({ name, value }) => {
      // the scope is that of the next instruction: an ARG is in force after its own line
      const given = stage?.scopes[at + 1]?.get(name);
      const hides = value !== undefined && own[name] !== undefined && given !== undefined && given !== own[name];
      return hides ? [{ name, line: instruction.span.line, value: given }] : [];
    });
  });
}
