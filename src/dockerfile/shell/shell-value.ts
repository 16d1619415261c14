import { expand } from '../evaluate/expand.ts';
import { matchEnds, parseGlob } from '../evaluate/glob.ts';
import type { Names } from '../evaluate/names.ts';
import { substitutionEnd } from './shell-parser.ts';

/** What a variable holds that is set to something that cannot be told; no shell variable has that name. */
export const UNKNOWN = '$?';

/** The platform arguments of a Dockerfile. */
const AUTOMATIC = ['TARGET', 'BUILD'].flatMap((of) => ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((what) => of + what));

/** What a shell's variables hold. */
export type Scope = Names<string>;

/** The same variables; a platform argument that the stage does not declare is empty to the shell. */
export function withPlatformArguments(scope: Scope): Scope {
  return AUTOMATIC.reduce<Scope>((filled, name) => (filled.has(name) ? filled : filled.with(name, '')), scope);
}

/** The value of `$(…)`, from the script inside; undefined where it cannot be told. */
export type Substitute = (script: string) => string | undefined;

/**
 * A word as the shell expands it: `$X`, `${X:-d}`, `${X#p}` and the like, and substitutions by `substitute`. The quotes
 * have been removed already. Undefined where something in it is not known.
 */
export function shellValue(word: string, scope: Scope, substitute: Substitute = () => undefined): string | undefined {
  if (!/[$`\\]/.test(word)) return word;
  const filled = substituted(word, substitute);
  if (filled === undefined) return undefined;
  const expanded = expand(withBareQuotes(filled), scope, {
    opaque: { has: (name) => scope.get(name)?.includes('$') === true },
  });
  return 'value' in expanded ? expanded.value : undefined;
}

/** The word with what its substitutions print, without line breaks at the end; undefined where one is not known. */
function substituted(word: string, substitute: Substitute): string | undefined {
  let text = '';
  let rest = word;
  for (;;) {
    const at = rest.search(/\$\$|\$\(|`/);
    if (at < 0) return text + rest;
    // the number of the shell's process
    if (rest.startsWith('$$', at)) return undefined;
    const end = rest[at] === '`' ? rest.indexOf('`', at + 1) : substitutionEnd(rest, at + 2);
    if (end < 0 || rest.startsWith('$((', at)) return undefined;
    const printed = substitute(rest.slice(at + (rest[at] === '`' ? 1 : 2), end));
    if (printed === undefined || /[$\\]/.test(printed)) return undefined;
    text += rest.slice(0, at) + printed.replace(/\n+$/, '');
    rest = rest.slice(end + 1);
  }
}

/** Quotes that are left stand for themselves, but for those inside `${X#"v"}`, which are as they were written. */
function withBareQuotes(word: string): string {
  let depth = 0;
  return word.replaceAll(/\$\{|\}|["']/g, (found) => {
    if (found === '${') depth++;
    else if (found === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) return `\\${found}`;
    return found;
  });
}

/** Whether a text matches a pattern of `case` or `[[ … == … ]]`; undefined where the pattern has `[…]` or `@(…)`. */
export function matchesGlob(pattern: string, text: string): boolean | undefined {
  if (/[[\]]|[?*+@!]\(/.test(pattern)) return undefined;
  const parts = parseGlob(pattern);
  if (parts === undefined) return undefined;
  const chars = [...text];
  return matchEnds(parts, chars, true)[0] === chars.length;
}
