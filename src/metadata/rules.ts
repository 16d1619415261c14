import { type ListItem, parseList } from '../model/list.ts';
import type { Problem } from '../model/problem.ts';
import { parseReference, parseTagReference } from '../model/reference.ts';
import { nearest } from '../model/suggest.ts';
import type { Variables } from './context.ts';
import { type Annotation, type Custom, type Level, parseAnnotations, parseLabels, readLevels } from './custom.ts';
import { type Field, ruleFields, withoutComment } from './fields.ts';
import { isRule, parseTagRule, type TagRule } from './tag-rule.ts';
import { parseTemplate, type Template } from './template.ts';

export { isRule } from './tag-rule.ts';

/** The inputs as the user wrote them; `''` where there is none. */
export interface RuleInputs {
  readonly images: string;
  readonly tags: string;
  readonly flavor: string;
  readonly labels: string;
  readonly annotations: string;
}

export interface ImageRule {
  /** Without tag, in lower case. */
  readonly name: string;
  readonly enabled: boolean;
}

/** What holds for all rules. */
export interface Flavor {
  readonly latest: 'auto' | 'true' | 'false';
  readonly prefix: Template;
  readonly suffix: Template;
  readonly prefixOnLatest: boolean;
  readonly suffixOnLatest: boolean;
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
  const images = readImages(inputs.images, problems);
  const active = inputs.images.trim() !== '';
  const { tags, references } = readTags(inputs.tags, active, problems);
  const value: Rules = {
    active,
    images,
    tags: active && tags.length === 0 && references.length === 0 ? defaults() : tags,
    references,
    flavor: readFlavor(inputs.flavor, problems),
    labels: parseLabels(items('labels', inputs.labels, problems), active, problems),
    annotations: parseAnnotations(items('annotations', inputs.annotations, problems), active, problems),
    levels: readLevels(env.DOCKER_METADATA_ANNOTATIONS_LEVELS, problems),
    shaLength: readShaLength(env.DOCKER_METADATA_SHORT_SHA_LENGTH, problems),
  };
  return problems.length > 0 ? { problems } : { value };
}

function items(input: string, text: string, problems: Problem[]): ListItem[] {
  return read(input, 'the list', () => parseList(text, { comma: false }), problems) ?? [];
}

/** The result of `parse`, or undefined and a problem where a quote is not closed. */
function read<T>(input: string, what: string, parse: () => T, problems: Problem[]): T | undefined {
  try {
    return parse();
  } catch (error) {
    problems.push({
      input,
      what: `${what} cannot be read`,
      why: (error as Error).message,
      instead: 'close the quote, or double it to mean one: ""',
    });
    return undefined;
  }
}

/** The lines of an input that are more than a comment. */
function lines(input: string, text: string, problems: Problem[]): ListItem[] {
  return items(input, text, problems)
    .map(({ text: one, line }) => ({ text: withoutComment(one), line }))
    .filter(({ text: one }) => one !== '');
}

function fields(input: string, item: ListItem, problems: Problem[]): Field[] {
  return read(input, `line ${item.line}`, () => ruleFields(item.text), problems) ?? [];
}

function defaults(): TagRule[] {
  return DEFAULT_RULES.flatMap((text) => parseTagRule(text, undefined, []) ?? []);
}

function readImages(text: string, problems: Problem[]): ImageRule[] {
  return lines('images', text, problems).flatMap((item) => {
    const names: string[] = [];
    let enabled = true;
    for (const { key, value } of fields('images', item, problems)) {
      if (value === undefined) names.push(key);
      else if (key === 'name') names.push(value);
      else if (key === 'enable') enabled = flag('images', `enable (line ${item.line})`, value, problems);
      else problems.push(unknownKey('images', key, item.line, ['name', 'enable']));
    }
    return names.filter((name) => name !== '').flatMap((name) => image(name, item.line, enabled, problems));
  });
}

function image(text: string, line: number, enabled: boolean, problems: Problem[]): ImageRule[] {
  const name = text.toLowerCase();
  const parsed = parseReference(name);
  const what = `"${text}" (line ${line})`;
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

function readTags(text: string, active: boolean, problems: Problem[]): { tags: TagRule[]; references: string[] } {
  const tags: TagRule[] = [];
  const references: string[] = [];
  let rules = 0;
  for (const item of lines('tags', text, problems)) {
    if (isRule(item.text)) {
      rules++;
      const rule = parseTagRule(item.text, item.line, problems);
      if (rule !== undefined) tags.push(rule);
    } else {
      const parts = read('tags', `line ${item.line}`, () => parseList(item.text, { comma: true }), problems) ?? [];
      references.push(...parts.flatMap((part) => reference(part.text, item.line, active, problems)));
    }
  }
  if (rules > 0 && !active) {
    problems.push({
      input: 'images',
      what: 'is missing',
      why: 'tags holds rules, which make tags for the names in images',
      instead: 'write images: ghcr.io/owner/app',
    });
  }
  return { tags, references };
}

function reference(text: string, line: number, active: boolean, problems: Problem[]): string[] {
  const what = `"${text}" (line ${line})`;
  // docker's metadata action takes such a line for a tag; as a reference it would be an image on Docker Hub
  if (active && !/[/:@]/.test(text.replace(/\{\{[^{}]*\}\}/g, ''))) {
    problems.push({
      input: 'tags',
      what: `${what} may mean a tag or an image`,
      why: 'images is given, and a plain line is a full reference',
      instead: `write type=raw,value=${text} for a tag, or ${text.includes('{{') ? 'name' : text}:latest for an image`,
    });
    return [];
  }
  const parsed = parseTagReference(text);
  if (!('why' in parsed)) return [text];
  const instead = text.includes('{{')
    ? 'write a rule such as type=raw,value={{branch}}, and its image in images'
    : parsed.instead;
  problems.push({ input: 'tags', what: `${what} is not an image reference`, why: parsed.why, instead });
  return [];
}

function readFlavor(text: string, problems: Problem[]): Flavor {
  const found: Record<string, string> = {};
  const onLatest: Record<string, boolean> = {};
  for (const item of lines('flavor', text, problems)) {
    const affixes: string[] = [];
    for (const { key, value = '' } of fields('flavor', item, problems)) {
      if (key === 'latest') found.latest = value.toLowerCase();
      else if (key === 'prefix' || key === 'suffix') {
        found[key] = value;
        affixes.push(key);
      } else if (key === 'onlatest' && affixes.length > 0) {
        for (const affix of affixes) onLatest[affix] = flag('flavor', `onlatest (line ${item.line})`, value, problems);
      } else
        problems.push(
          onlatestAlone(key, item.line) ?? unknownKey('flavor', key, item.line, ['latest', 'prefix', 'suffix']),
        );
    }
  }
  return {
    latest: latest(found.latest ?? 'auto', problems),
    prefix: affix('prefix', found.prefix, problems),
    suffix: affix('suffix', found.suffix, problems),
    prefixOnLatest: onLatest.prefix ?? false,
    suffixOnLatest: onLatest.suffix ?? false,
  };
}

function onlatestAlone(key: string, line: number): Problem | undefined {
  if (key !== 'onlatest') return undefined;
  return {
    input: 'flavor',
    what: `onlatest (line ${line}) stands alone`,
    why: 'it says whether a prefix or suffix goes on latest too',
    instead: 'write it behind one, suffix=-slim,onlatest=true',
  };
}

function latest(value: string, problems: Problem[]): Flavor['latest'] {
  if (value === 'auto' || value === 'true' || value === 'false') return value;
  const instead = value.includes('{{')
    ? `write latest=false here, and type=raw,value=latest,enable=${value} in tags`
    : 'write latest=auto, latest=true or latest=false';
  problems.push({ input: 'flavor', what: `latest is "${value}"`, instead });
  return 'auto';
}

function affix(name: string, text: string | undefined, problems: Problem[]): Template {
  const template = parseTemplate(text ?? '');
  if ('parts' in template) return template;
  problems.push({ input: 'flavor', what: `${name}: ${template.why}`, instead: template.instead });
  return { text: '', parts: [] };
}

function flag(input: string, what: string, value: string, problems: Problem[]): boolean {
  if (/^(true|false)$/i.test(value)) return /^true$/i.test(value);
  problems.push({ input, what: `${what} is "${value}", neither true nor false`, instead: 'write true or false' });
  return true;
}

function unknownKey(input: string, key: string, line: number, known: readonly string[]): Problem {
  return {
    input,
    what: `there is no "${key}" (line ${line})`,
    instead: `write ${nearest(key, known) ?? known.join(', ')}`,
  };
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
