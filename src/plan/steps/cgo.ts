import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { followedValue } from '../../dockerfile/shell/shell-flow.ts';
import { formatPlatform, samePlatform } from '../../platform/platform.ts';
import { type ScopedCommand, stepCommands } from './step-commands.ts';

/** What a step says of CGO_ENABLED: a value, one that cannot be told; undefined when nothing. */
type Says = '0' | '1' | 'unknown' | undefined;

/**
 * Notes on steps that leave C out for some platforms alone, as `CGO_ENABLED=$([ "$TARGETARCH" = amd64 ] && echo 1 || echo 0)`
 * does: the programs differ, and nothing fails.
 *
 * @param native the same file evaluated for the build platform
 */
export function cgoNotes(evaluations: readonly Evaluated[], native: Evaluated): string[] {
  const foreign = evaluations.filter(({ platform }) => !samePlatform(platform, native.platform));
  const needed = new Map(foreign.map((one) => [one, new Set(one.needed)]));
  return [...new Set(foreign.flatMap((one) => one.needed))]
    .sort((a, b) => a - b)
    .flatMap((index) =>
      (native.stages[index]?.stage.instructions ?? []).flatMap(({ keyword, span }, at) => {
        if (keyword !== 'RUN') return [];
        const here = says(native.stages[index], at);
        const without = foreign.filter(
          (one) => needed.get(one)?.has(index) && loses(here, says(one.stages[index], at)),
        );
        return without.length === 0 ? [] : [note(span.line, here, without, native)];
      }),
    );
}

function loses(here: Says, there: Says): boolean {
  return (here === '1' && there === '0') || there === 'unknown';
}

function note(line: number, here: Says, without: readonly Evaluated[], native: Evaluated): string {
  const names = without.map(({ platform }) => formatPlatform(platform)).join(', ');
  const instead = 'write CGO_ENABLED=1 where all of them need C';
  if (here === '1')
    return `line ${line} leaves C out (CGO_ENABLED=0) for ${names}, though not for ${formatPlatform(native.platform)}: the programs differ; ${instead}`;
  return `line ${line} decides by a condition whether Go uses C, which may leave it out for ${names}: the programs then differ; ${instead}`;
}

function says(stage: EvaluatedStage | undefined, at: number): Says {
  const found = new Set(stepCommands(stage, at).flatMap(valuesOf));
  return found.has('unknown') || found.size > 1 ? 'unknown' : [...found][0];
}

/** What a command sets itself, if it runs for the platform; one that another step's value depends on is not asked. */
function valuesOf(command: ScopedCommand): Exclude<Says, undefined>[] {
  const { words, assignments, runs, scope } = command;
  if (runs === 'no') return [];
  const exported = words[0] === 'export' ? words.filter((word) => word.startsWith(NAME)) : [];
  const written = [assignments.CGO_ENABLED, ...exported.map((word) => word.slice(NAME.length))];
  return written.flatMap((text) => {
    if (text === undefined || text === '') return [];
    const value = followedValue(text, scope);
    if (value === '0' || value === '1') return [value];
    return /[`(]/.test(text) ? ['unknown' as const] : [];
  });
}

const NAME = 'CGO_ENABLED=';
