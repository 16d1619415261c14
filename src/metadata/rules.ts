import type { Problem } from '../model/problem.ts';
import { parseReference, parseTagReference } from '../model/reference.ts';
import { type Annotation, type Custom, type Level, parseAnnotations, parseLabels, readLevels } from './custom.ts';
import type { Variables } from './event-context.ts';
import {
  flag,
  type InputLine,
  meaningful,
  type PlacedLine,
  parts,
  placed,
  ruleFields,
  splitLine,
  unknownKey,
} from './fields.ts';
import { type Flavor, readFlavor } from './flavor.ts';
import { isRule, parseTagRule, type TagRule } from './tag-rule.ts';

/** The lines of the inputs as the user wrote them. */
export interface RuleInputs {
  readonly images: readonly InputLine[];
  readonly tags: readonly InputLine[];
  readonly flavor: readonly InputLine[];
  readonly labels: readonly InputLine[];
  readonly annotations: readonly InputLine[];
}

export interface ImageRule {
  /** Without tag, in lower case. */
  readonly name: string;
  readonly enabled: boolean;
}

/** The inputs, understood. */
export interface Rules {
  /** Whether metadata are made from the event: `images` is given. Otherwise the inputs are taken as they are. */
  readonly active: boolean;
  readonly images: readonly ImageRule[];
  readonly tags: readonly TagRule[];
  /** Plain lines of `tags`: full image references. */
  readonly references: readonly string[];
  readonly flavor: Flavor;
  readonly labels: readonly Custom[];
  readonly annotations: readonly Annotation[];
  /** Where annotations go that name no level. */
  readonly levels: readonly Level[];
  /** Digits of a short commit id. */
  readonly shaLength: number;
}

const DEFAULT_RULES = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr'];

/** Reads the inputs for tags, labels and annotations, or says everything that is wrong with them. */
export function readRules(
  inputs: RuleInputs,
  env: Variables,
): { readonly value: Rules } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const active = meaningful(inputs.images).length > 0;
  const images = readImages(inputs.images, problems);
  const { tags, references } = readTags(inputs.tags, active, problems);
  const value: Rules = {
    active,
    images,
    tags: active && tags.length === 0 && references.length === 0 ? defaults() : tags,
    references,
    flavor: readFlavor(inputs.flavor, problems),
    labels: parseLabels(inputs.labels.map(placed), active, problems),
    annotations: parseAnnotations(inputs.annotations.map(placed), active, problems),
    levels: readLevels(env.DOCKER_METADATA_ANNOTATIONS_LEVELS, problems),
    shaLength: readShaLength(env.DOCKER_METADATA_SHORT_SHA_LENGTH, problems),
  };
  return problems.length > 0 ? { problems } : { value };
}

function defaults(): TagRule[] {
  return DEFAULT_RULES.flatMap((text) => parseTagRule({ text, where: '' }, true, []));
}

function readImages(input: readonly InputLine[], problems: Problem[]): ImageRule[] {
  return meaningful(input).flatMap((line) => {
    const names: string[] = [];
    let enabled = true;
    for (const { key, value } of parts('images', line, ruleFields, problems)) {
      if (value === undefined) names.push(key);
      else if (key === 'name') names.push(value);
      else if (key === 'enable') enabled = flag('images', `enable${line.where}`, value, problems);
      else problems.push(unknownKey('images', key, line.where, ['name', 'enable']));
    }
    return names.filter((name) => name !== '').flatMap((name) => image(name, line.where, enabled, problems));
  });
}

function image(text: string, where: string, enabled: boolean, problems: Problem[]): ImageRule[] {
  const name = text.toLowerCase();
  const parsed = parseReference(name);
  const what = `"${text}"${where}`;
  if ('why' in parsed) {
    problems.push({ input: 'images', what: `${what} is not an image name`, why: parsed.why, instead: parsed.instead });
    return [];
  }
  if (parsed.tag === undefined && parsed.digest === undefined) return [{ name, enabled }];
  const rule = parsed.tag === undefined ? '' : `, and type=raw,value=${parsed.tag} in tags`;
  problems.push({
    input: 'images',
    what: `${what} holds a ${parsed.tag === undefined ? 'digest' : 'tag'}`,
    why: 'images are names, the rules in tags make their tags',
    instead: `write ${parsed.name}${rule}`,
  });
  return [];
}

function readTags(input: readonly InputLine[], active: boolean, problems: Problem[]) {
  const tags: TagRule[] = [];
  const references: string[] = [];
  const lines = meaningful(input);
  for (const line of lines) {
    const items = isRule(line.text) ? [line.text] : parts('tags', line, splitLine, problems);
    for (const text of items) {
      const rule = ruleText(text, active);
      if (rule === undefined) references.push(...reference({ ...line, text }, active, problems));
      else tags.push(...parseTagRule({ ...line, text: rule }, false, problems));
    }
  }
  if (!active && lines.some(({ text }) => isRule(text))) {
    problems.push({
      input: 'images',
      what: 'is missing',
      why: 'tags holds rules, which make tags for the names in images',
      instead: 'write images: ghcr.io/owner/app',
    });
  }
  return { tags, references };
}

/**
 * The rule that an item is. With `images`, whatever is no rule is a tag of those images, as in docker's action, and
 * never another image's name: `feature/login` becomes the tag `feature-login`.
 */
function ruleText(item: string, active: boolean): string | undefined {
  if (isRule(item)) return item;
  return active && !isFullReference(item) ? `type=raw,value=${item}` : undefined;
}

/** Whether a text names a registry and a tag or digest, `ghcr.io/owner/app:1`, which nobody means as a tag. */
function isFullReference(text: string): boolean {
  return /^[\w-]+(\.[\w.-]+|:\d+|(?<=^localhost))(\/[\w.-]+)+[:@]/.test(text);
}

function reference({ text, where }: PlacedLine, active: boolean, problems: Problem[]): string[] {
  if (active) {
    problems.push({
      input: 'tags',
      what: `"${text}"${where} is the name of an image`,
      why: 'images is given, so tags holds tags and rules for those images alone',
      instead: 'write the tag alone and its name in images, or leave out images and write full references',
    });
    return [];
  }
  const parsed = parseTagReference(text);
  if (!('why' in parsed)) return [text];
  const instead = text.includes('{{')
    ? 'write a rule such as type=raw,value={{branch}}, and its image in images'
    : parsed.instead;
  problems.push({ input: 'tags', what: `"${text}"${where} is not an image reference`, why: parsed.why, instead });
  return [];
}

function readShaLength(text: string | undefined, problems: Problem[]): number {
  if (text === undefined || text.trim() === '') return 7;
  const length = Number(text);
  if (Number.isInteger(length) && length >= 1 && length <= 64) return length;
  problems.push({
    what: `DOCKER_METADATA_SHORT_SHA_LENGTH is "${text}"`,
    why: 'it is not a number of digits',
    instead: 'write a whole number such as 12',
  });
  return 7;
}
