import { parseReference } from '../model/reference.ts';
import type { EventContext } from './event-context.ts';
import type { Rules } from './rules.ts';
import { type Skipped, tagNames } from './tag-names.ts';
import { fill, globalValues } from './template.ts';

/** A tag that the image gets, and why. */
export interface MadeTag {
  /** The full reference. */
  readonly reference: string;
  readonly because: string;
}

/** One annotation, with its level as BuildKit writes it. */
export interface LeveledAnnotation {
  readonly level: string | undefined;
  readonly key: string;
  readonly value: string;
}

type BakeFile = { readonly target: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

/** Tags, labels and annotations of an image. */
export interface Metadata {
  /** The first tag that a rule made; `''` when there is none. */
  readonly version: string;
  /** Full references, without doubles. */
  readonly tags: readonly string[];
  /** The tags that rules made, without their images. */
  readonly tagNames: readonly string[];
  /** As `tags`, with reasons. */
  readonly made: readonly MadeTag[];
  /** Rules that made no tag. */
  readonly skipped: readonly Skipped[];
  /** Sorted by key. */
  readonly labels: Readonly<Record<string, string>>;
  /** Sorted by key, level by level. */
  readonly annotations: readonly LeveledAnnotation[];
  /** What docker's action gives as its output `json`. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Definitions for bake, to be written to files. */
  readonly bake: {
    readonly tags: BakeFile;
    readonly labels: BakeFile;
    readonly annotations: BakeFile;
    readonly all: BakeFile;
  };
}

/** The target that people's bake files inherit from. */
export const BAKE_TARGET = 'docker-metadata-action';

/** Makes the metadata of an event. Without `images` it passes tags, labels and annotations on as they were written. */
export function metadata(context: EventContext, rules: Rules, now: Date, bakeTarget = BAKE_TARGET): Metadata {
  const { names, skipped } = rules.active ? tagNames(context, rules, now) : { names: [], skipped: [] };
  const images = rules.images.filter(({ enabled }) => enabled).map(({ name }) => name);
  const made = madeTags(images, names, rules.references);
  const version = names[0]?.name ?? tagOf(rules.references[0]) ?? '';
  const values = globalValues(context, now, rules.shaLength);
  const generated = rules.active ? generatedLabels(context, version, now) : {};
  const labels = sorted({
    ...generated,
    ...Object.fromEntries(rules.labels.map(({ key, value }) => [key, fill(value, values)])),
  });
  const annotations = leveled(generated, rules, (template) => fill(template, values));
  const tags = made.map(({ reference }) => reference);
  return {
    version,
    tags,
    tagNames: names.map(({ name }) => name),
    made,
    skipped,
    labels,
    annotations,
    json: {
      tags,
      'tag-names': names.map(({ name }) => name),
      labels,
      annotations: annotations.map(formatAnnotation),
    },
    bake: bakeFiles(bakeTarget, { tags, labels, annotations, images, version }),
  };
}

/** `manifest:key=value`, as `buildx build --annotation` takes it. */
export function formatAnnotation({ level, key, value }: LeveledAnnotation): string {
  return `${level === undefined ? '' : `${level}:`}${key}=${value}`;
}

function madeTags(
  images: readonly string[],
  names: readonly { readonly name: string; readonly because: string }[],
  references: readonly string[],
): MadeTag[] {
  const all = [
    ...images.flatMap((image) => names.map(({ name, because }) => ({ reference: `${image}:${name}`, because }))),
    ...references.map((reference) => ({ reference, because: 'written in tags' })),
  ];
  return all.filter(({ reference }, index) => all.findIndex((one) => one.reference === reference) === index);
}

function tagOf(reference: string | undefined): string | undefined {
  const parsed = parseReference(reference ?? '');
  return 'why' in parsed ? undefined : parsed.tag;
}

/**
 * The labels that the OCI image specification names. In a GitHub event an unknown one is empty, which hides the one
 * that the base image has; outside GitHub, where nothing is known, only those with a value are made.
 */
function generatedLabels(context: EventContext, version: string, now: Date): Record<string, string> {
  const { repository } = context;
  const all: Readonly<Record<string, string>> = {
    title: repository.name ?? '',
    description: repository.description ?? '',
    url: repository.url ?? '',
    source: repository.url ?? '',
    version,
    created: now.toISOString(),
    revision: context.sha,
    licenses: repository.license ?? '',
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== '' || context.event !== '')
      .map(([key, value]) => [`org.opencontainers.image.${key}`, value]),
  );
}

function leveled(
  generated: Readonly<Record<string, string>>,
  rules: Rules,
  filled: (template: Rules['annotations'][number]['value']) => string,
): LeveledAnnotation[] {
  const byLevel = new Map<string | undefined, Record<string, string>>();
  const levels: readonly (string | undefined)[] = rules.active ? rules.levels : [undefined];
  for (const level of levels) byLevel.set(level, { ...generated });
  for (const { key, value, levels: own } of rules.annotations)
    for (const level of own ?? levels) byLevel.set(level, { ...byLevel.get(level), [key]: filled(value) });
  return [...byLevel].flatMap(([level, annotations]) =>
    Object.entries(sorted(annotations)).map(([key, value]) => ({ level, key, value })),
  );
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => Number(a > b) - Number(a < b)));
}

interface ForBake {
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: readonly LeveledAnnotation[];
  readonly images: readonly string[];
  readonly version: string;
}

function bakeFiles(name: string, { tags, labels, annotations, images, version }: ForBake): Metadata['bake'] {
  const withTags = { tags, args: { DOCKER_META_IMAGES: images.join(','), DOCKER_META_VERSION: version } };
  const withLabels = {
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, bakeText(value)])),
  };
  const withAnnotations = { annotations: annotations.map(formatAnnotation).map(bakeText) };
  const file = (target: Readonly<Record<string, unknown>>): BakeFile => ({ target: { [name]: target } });
  return {
    tags: file(withTags),
    labels: file(withLabels),
    annotations: file(withAnnotations),
    all: file({ ...withTags, ...withLabels, ...withAnnotations }),
  };
}

/** Bake reads the texts of a JSON file as templates; doubling the sign makes it a plain one. */
function bakeText(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}
