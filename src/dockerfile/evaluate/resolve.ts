import { memo } from '../../model/memo.ts';
import { countWhile } from '../../model/search.ts';
import type { Dockerfile, Reference, Stage } from '../dockerfile.ts';

type Contexts = Readonly<Record<string, string>>;
type Known = Exclude<Reference, { kind: 'unknown' }>;

/** An image's name as people write it: no `docker.io/`, no `library/`, no `:latest`; BuildKit finds named contexts by it. */
function familiar(reference: string): string {
  return reference
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/:latest$/, '');
}

/** What a name that is no stage's means: scratch, a named context or an image. */
function outside(name: string, contexts: Contexts): Known {
  if (name === 'scratch') return { kind: 'scratch' };
  const key = familiar(name).toLowerCase();
  if (key !== 'context' && Object.hasOwn(contexts, key)) return { kind: 'context', name: key };
  return { kind: 'image', reference: name };
}

/** The named context that takes a stage's place, when there is one of its name. */
export function replacement(
  stage: Stage,
  contexts: Contexts,
): { readonly kind: 'context'; readonly name: string } | undefined {
  const { name } = stage;
  if (name === undefined || name === 'scratch' || name === 'context' || !Object.hasOwn(contexts, name))
    return undefined;
  return { kind: 'context', name };
}

function inside(stage: Stage, contexts: Contexts): Known {
  return replacement(stage, contexts) ?? { kind: 'stage', index: stage.index };
}

/** The stages of each name, in the order of the file. */
const stagesByName = memo(({ stages }: Dockerfile): ReadonlyMap<string, readonly Stage[]> => {
  const found = new Map<string, Stage[]>();
  for (const stage of stages) {
    if (stage.name === undefined) continue;
    const before = found.get(stage.name);
    if (before === undefined) found.set(stage.name, [stage]);
    else before.push(stage);
  }
  return found;
});

/** What an expanded FROM means: the nearest earlier stage of exactly this name (names are lower case), else something outside. */
export function resolveBase(dockerfile: Dockerfile, index: number, name: string, contexts: Contexts): Known {
  const named = stagesByName(dockerfile).get(name) ?? [];
  const stage = named[countWhile(named, (candidate) => candidate.index < index) - 1];
  return stage === undefined ? outside(name, contexts) : inside(stage, contexts);
}

/**
 * What `COPY --from=` (with `numbers`) or a mount's `from=` means: the last stage of that name in the whole file,
 * in any case; COPY takes the number of a stage too. undefined when the number is no stage's.
 */
export function resolveFrom(
  dockerfile: Dockerfile,
  name: string,
  contexts: Contexts,
  numbers: boolean,
): Reference | undefined {
  if (/\$./.test(name)) {
    return { kind: 'unknown', text: name, why: 'Docker replaces no variables in from=' };
  }
  if (numbers && /^[+-]?\d+$/.test(name)) {
    const numbered = dockerfile.stages[Number(name)];
    return numbered === undefined ? undefined : inside(numbered, contexts);
  }
  const stage = stagesByName(dockerfile).get(name.toLowerCase())?.at(-1);
  return stage === undefined ? outside(name, contexts) : inside(stage, contexts);
}
