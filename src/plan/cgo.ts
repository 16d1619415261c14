import type { Names } from '../dockerfile/names.ts';
import type { Evaluated, EvaluatedStage } from '../dockerfile/types.ts';
import { formatPlatform, samePlatform } from '../model/platform.ts';
import { whole } from './cross-context.ts';
import { type ScopedCommand, stepCommands } from './pure.ts';

/** What a step says of CGO_ENABLED: a value, one that it computes, both values by a condition; undefined when nothing. */
type Says = '0' | '1' | 'computed' | 'both' | undefined;

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
  return (here === '1' && there === '0') || there === 'computed' || there === 'both';
}

function note(line: number, here: Says, without: readonly Evaluated[], native: Evaluated): string {
  const names = without.map(({ platform }) => formatPlatform(platform)).join(', ');
  const instead = 'write CGO_ENABLED=1 where all of them need C';
  if (here === '1')
    return `line ${line} leaves C out (CGO_ENABLED=0) for ${names}, though not for ${formatPlatform(native.platform)}: the programs differ; ${instead}`;
  return `line ${line} decides by a condition whether Go uses C, which may leave it out for ${names}: the programs then differ; ${instead}`;
}

function says(stage: EvaluatedStage | undefined, at: number): Says {
  const instruction = stage?.stage.instructions[at];
  if (instruction === undefined) return undefined;
  const found = new Set(stepCommands(stage, at).flatMap(valuesOf));
  if (found.has('computed')) return 'computed';
  if (found.size < 2) return [...found][0];
  const text = whole(instruction);
  return /\b(if|case)\s/.test(text) && PLATFORM.test(text) ? 'both' : undefined;
}

/** What tells what is built for, or on. */
const PLATFORM = /TARGET(PLATFORM|ARCH|OS|VARIANT)|BUILD(PLATFORM|ARCH)|\buname\b|print-architecture/;

/** What a command sets itself. */
function valuesOf({ words: [program, ...rest], assignments, scope }: ScopedCommand): ('0' | '1' | 'computed')[] {
  const exported = program === 'export' ? rest.filter((word) => word.startsWith('CGO_ENABLED=')) : [];
  const written = [assignments.CGO_ENABLED, ...exported.map((word) => word.slice('CGO_ENABLED='.length))];
  return written.flatMap((text) => {
    if (text === undefined || text === '') return [];
    if (/^[01]$/.test(text)) return [text as '0' | '1'];
    return /^(\$\(|`)/.test(text) ? [computed(text, scope)] : [];
  });
}

/** No condition that is read here is longer. */
const LONGEST = 200;

const VALUE = `(?:echo|printf)\\s+(?:-n\\s+)?["']?([01])["']?`;
const TEST = '(?:\\[\\[?|test)\\s+(.+?)\\s*\\]{0,2}';
const FORMS = [
  new RegExp(`^\\s*${TEST}\\s*&&\\s*${VALUE}\\s*\\|\\|\\s*${VALUE}\\s*$`),
  new RegExp(`^\\s*if\\s+${TEST}\\s*;\\s*then\\s+${VALUE}\\s*;\\s*else\\s+${VALUE}\\s*;?\\s*fi\\s*$`),
];

/** The value of `$([ a = b ] && echo 1 || echo 0)` and `$(if [ a = b ]; then …)`, where what is compared is known. */
function computed(text: string, scope: Names<string>): '0' | '1' | 'computed' {
  const script = text.replace(/^\$\(|^`|[)`]$/g, '');
  if (script.length > LONGEST) return 'computed';
  const [, condition = '', yes, no] = FORMS.map((form) => form.exec(script)).find((found) => found !== null) ?? [];
  const holds = compares(condition, scope);
  return holds === undefined ? 'computed' : ((holds ? yes : no) as '0' | '1');
}

function compares(condition: string, scope: Names<string>): boolean | undefined {
  const [, not, left = '', operator, right = ''] = /^(!\s+)?(\S+)\s+(==?|!=)\s+(\S+)$/.exec(condition) ?? [];
  const [a, b] = [filled(left, scope), filled(right, scope)];
  if (operator === undefined || a === undefined || b === undefined) return undefined;
  return ((a === b) === (operator !== '!=')) === (not === undefined);
}

/** Automatic ARGs, which are empty where the stage does not declare them. */
const AUTOMATIC = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;

/** A word with its variables replaced; undefined where one is not known. */
function filled(word: string, scope: Names<string>): string | undefined {
  let known = true;
  const text = word.replace(/["']/g, '').replace(/\$(?:(\w+)|\{(\w+)\})/g, (_, plain?: string, braced?: string) => {
    const name = plain ?? braced ?? '';
    const value = scope.get(name) ?? (AUTOMATIC.test(name) ? '' : undefined);
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known && !/[$`*?]/.test(text) ? text : undefined;
}
