import type { EventContext } from '../metadata/event-context.ts';
import { formatAnnotation, type LeveledAnnotation, type Metadata, metadata } from '../metadata/render.ts';
import type { Rules } from '../metadata/rules.ts';
import { skippedNotes } from '../metadata/tag-names.ts';
import type { Problem } from '../model/problem.ts';
import { parseReference } from '../model/reference.ts';

/** What the merged image is called, and what is written on it. */
export interface Names {
  readonly metadata: Metadata;
  /** Every name of the image with its own tags, in the order of the inputs. */
  readonly repositories: readonly { readonly name: string; readonly tags: readonly string[] }[];
  /** As `imagetools create --annotation` takes them. */
  readonly annotations: readonly string[];
  readonly notes: readonly string[];
}

/** Tags and annotations by the rules of the main step. Annotations without a level go to the index: it is what is made here. */
export function namesOf(
  context: EventContext,
  rules: Rules,
  now: Date,
): Names | { readonly problems: readonly Problem[] } {
  const made = metadata(context, { ...rules, levels: ['index'] }, now);
  const repositories = byRepository(made.tags);
  if (repositories.length === 0) return { problems: [noTag(made)] };
  const placed = made.annotations.map((one) => ({ ...one, level: one.level ?? 'index' }));
  return {
    metadata: made,
    repositories,
    annotations: placed.filter(canBeMade).map(formatAnnotation),
    notes: [
      ...placed
        .filter((one) => !canBeMade(one))
        .map((one) => `${formatAnnotation(one)} is not written: it belongs to the jobs that build the shards`),
      ...skippedNotes(made.skipped),
    ],
  };
}

/** What an index says about itself and about its entries; a manifest that is pushed already stays as it is. */
function canBeMade({ level = '' }: LeveledAnnotation): boolean {
  return /^(index|manifest-descriptor)(\[|$)/.test(level);
}

function byRepository(tags: readonly string[]): Names['repositories'] {
  const found = new Map<string, string[]>();
  for (const tag of tags) {
    const parsed = parseReference(tag);
    if (!('why' in parsed)) found.set(parsed.name, [...(found.get(parsed.name) ?? []), tag]);
  }
  return [...found].map(([name, own]) => ({ name, tags: own }));
}

function noTag({ skipped }: Metadata): Problem {
  return {
    input: 'tags',
    what: 'no rule makes a tag for this event',
    why: skipped.map(({ rule, because }) => `${rule}: ${because}`).join('; ') || 'no image is enabled',
    instead: 'do not run the merge for this event, or add a rule such as type=sha',
  };
}

/** Labels that were asked for and that a platform's image does not have: they are in its config, which stays as it is. */
export function missingLabels(
  wanted: readonly string[],
  found: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string[] {
  const keys = wanted.map((text) => text.split('=', 1)[0] ?? '');
  return Object.entries(found).flatMap(([platform, labels]) => {
    const missing = keys.filter((key) => labels[key] === undefined);
    return missing.length === 0
      ? []
      : [`the ${platform} image lacks the labels ${missing.join(', ')}: give them to the job that builds it, too`];
  });
}
