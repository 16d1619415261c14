import { TAG_LENGTH } from '../model/reference.ts';
import type { EventContext } from './event-context.ts';
import type { Rules } from './rules.ts';
import type { TagRule } from './tag-rule.ts';
import { type Expression, fill, globalValues, isAlone } from './template.ts';
import { readPep440, readSemver, type Version } from './versions.ts';

/** A tag without its image, and why there is one. */
export interface TagName {
  readonly name: string;
  /** The rule and the value that made it. */
  readonly because: string;
}

/** A rule that made no tag. */
export interface Skipped {
  readonly rule: string;
  readonly because: string;
  /** Nobody wrote the rule. */
  readonly byDefault: boolean;
}

/** A sentence for each rule that the user wrote and that made no tag. That one of the default rules made none is no news. */
export function skippedNotes(skipped: readonly Skipped[]): string[] {
  return skipped.flatMap(({ rule, because, byDefault }) => (byDefault ? [] : [`no tag from ${rule}: ${because}`]));
}

export interface TagNames {
  /** By priority; the first is the version. `latest` comes last. */
  readonly names: readonly TagName[];
  readonly skipped: readonly Skipped[];
}

/** What a rule finds in an event, before prefix and suffix. */
type Found = { readonly value: string; readonly from: string; readonly latest: boolean } | { readonly skipped: string };

type Values = (expression: Expression) => string;

/**
 * Makes the tags of an event. `latest=auto` follows docker's action: the rule with the highest priority that makes
 * a tag decides, and it says yes for a Git tag (`type=ref,event=tag`, `type=match`) and a stable version.
 */
export function tagNames(context: EventContext, rules: Rules, now: Date): TagNames {
  const values = globalValues(context, now, rules.shaLength);
  const names: TagName[] = [];
  const skipped: Skipped[] = [];
  let deciding: { readonly rule: TagRule; readonly latest: boolean } | undefined;
  for (const rule of rules.tags.toSorted((a, b) => b.priority - a.priority)) {
    const found = enabled(rule, values) ?? find(rule, context, rules, values);
    if ('skipped' in found) {
      skipped.push({ ...skippedRule(rule), because: found.skipped });
      continue;
    }
    const whole = affixed(found.value, rule, rules, values);
    const name = sanitiseTag(whole);
    if (name === '') {
      skipped.push({ ...skippedRule(rule), because: `"${whole}" holds nothing that a tag may hold` });
      continue;
    }
    deciding ??= { rule, latest: found.latest };
    add(names, { name, because: `${label(rule)}: ${found.from}${name === whole ? '' : `, "${whole}" as a tag`}` });
  }
  const latest = latestOf(rules, deciding, values);
  if (latest !== undefined) add(names, latest);
  return { names, skipped };
}

function skippedRule(rule: TagRule): Pick<Skipped, 'rule' | 'byDefault'> {
  return { rule: label(rule), byDefault: rule.byDefault };
}

/** Makes a tag of any text, by docker's rule: what a tag cannot hold becomes one dash. */
function sanitiseTag(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, TAG_LENGTH);
}

function add(names: TagName[], one: TagName): void {
  if (!names.some(({ name }) => name === one.name)) names.push(one);
}

function label(rule: TagRule): string {
  return rule.byDefault ? `${rule.text} (a default rule)` : rule.text;
}

function enabled(rule: TagRule, values: Values): Found | undefined {
  const value = fill(rule.enable, values);
  if (/^true$/i.test(value)) return undefined;
  const source = rule.enable.text === value ? '' : ` (${rule.enable.text})`;
  return { skipped: `enable is ${value === '' ? 'empty' : value}${source}` };
}

function find(rule: TagRule, context: EventContext, rules: Rules, values: Values): Found {
  switch (rule.type) {
    case 'schedule':
      if (context.event !== 'schedule') return { skipped: `the event is ${event(context)}, not schedule` };
      return { value: fill(rule.pattern, values), from: 'the event is schedule', latest: false };
    case 'raw': {
      const value = fill(rule.value, values);
      if (value === '') return { skipped: 'the value is empty' };
      return {
        value,
        from: rule.value.text === value ? 'a fixed value' : `${rule.value.text} is "${value}"`,
        latest: false,
      };
    }
    case 'sha':
      if (context.sha === '') return { skipped: 'there is no commit' };
      return {
        value: rule.long ? context.sha : context.sha.slice(0, rules.shaLength),
        from: `the commit is ${context.sha}`,
        latest: false,
      };
    case 'edge':
      return edge(rule.branch ?? context.defaultBranch, context);
    case 'ref':
      return ref(rule.event, context);
    case 'match':
      return match(rule, context, values);
    case 'semver':
    case 'pep440':
      return version(rule, context, values);
  }
}

function event({ event }: EventContext): string {
  return event === '' ? 'none' : event;
}

function edge(branch: string | undefined, context: EventContext): Found {
  if (context.branch === undefined) return { skipped: `${refIs(context)}, not a branch` };
  if (branch === undefined)
    return { skipped: 'the event does not tell the default branch; write it, as in type=edge,branch=main' };
  if (context.branch !== branch) return { skipped: `the branch is ${context.branch}, not ${branch}` };
  return { value: 'edge', from: `the branch is ${branch}`, latest: false };
}

function ref(wanted: 'branch' | 'tag' | 'pr', context: EventContext): Found {
  const { branch, tag, pullRequest } = context;
  if (wanted === 'branch' && branch !== undefined)
    return { value: branch, from: `the branch is ${branch}`, latest: false };
  if (wanted === 'tag' && tag !== undefined) return { value: tag, from: `the tag is ${tag}`, latest: true };
  if (wanted === 'pr' && pullRequest !== undefined) {
    // `7` for the merge of a pull request, `7/head` for its head, as docker's action has it
    const value = context.ref.replace(/^refs\/pull\//, '').replace(/\/merge$/, '');
    return { value, from: `the pull request is ${pullRequest}`, latest: false };
  }
  const kinds = { branch: 'a branch', tag: 'a tag', pr: 'a pull request' };
  return { skipped: `${refIs(context)}, not ${kinds[wanted]}` };
}

function refIs({ ref }: EventContext): string {
  return ref === '' ? 'there is no ref' : `the ref is ${ref}`;
}

type Reading = { readonly value: string; readonly from: string } | { readonly skipped: string };

/** What `type=match` and the versions read: the rule's value, or else the Git tag. */
function reading(
  rule: TagRule & { type: 'match' | 'semver' | 'pep440' },
  context: EventContext,
  values: Values,
): Reading {
  const value = rule.value === undefined ? '' : fill(rule.value, values);
  if (value !== '') return { value, from: `the value is ${value}` };
  if (context.tag === undefined) return { skipped: `${refIs(context)}, not a tag` };
  return { value: context.tag, from: `the tag is ${context.tag}` };
}

function match(rule: TagRule & { type: 'match' }, context: EventContext, values: Values): Found {
  const read = reading(rule, context, values);
  if ('skipped' in read) return read;
  const found = rule.pattern.exec(read.value);
  if (found === null) return { skipped: `${read.value} does not match ${rule.pattern}` };
  const value = found[rule.group] ?? '';
  if (value === '') return { skipped: `group ${rule.group} of ${rule.pattern} is empty in ${read.value}` };
  return { value, from: read.from, latest: true };
}

function version(rule: TagRule & { type: 'semver' | 'pep440' }, context: EventContext, values: Values): Found {
  const read = reading(rule, context, values);
  if ('skipped' in read) return read;
  const text = versionText(rule, read.value);
  const found = rule.type === 'semver' ? readSemver(text) : readPep440(text);
  if (found === undefined) {
    const name = rule.type === 'semver' ? 'a semantic version' : 'a version by PEP 440';
    return { skipped: `${text} is not ${name}; for other tags write match= and a pattern, or type=match` };
  }
  // a pre-release must not move tags such as 1.2, which people take for stable; as docker's action, whatever the pattern
  if (found.unstable && !isAlone(rule.pattern, 'raw'))
    return { value: found.version, from: `${read.from}, a pre-release, which only gets its own tag`, latest: false };
  const part = (expression: Expression) => versionPart(found, expression) ?? values(expression);
  return { value: fill(rule.pattern, part), from: read.from, latest: !found.unstable };
}

/**
 * What `match` finds in a tag: its first group, or all of it without one. What does not match is read as it is. A slash
 * is a dash, as in the tag that is made: `v1.2.3-a/b` is a version.
 */
function versionText({ match }: TagRule & { type: 'semver' | 'pep440' }, text: string): string {
  const found = match?.exec(text);
  return (found?.[1] ?? found?.[0] ?? text).replaceAll('/', '-');
}

function versionPart(version: Version, { name }: Expression): string | undefined {
  if (name === 'version' || name === 'raw' || name === 'major' || name === 'minor' || name === 'patch')
    return version[name];
  return undefined;
}

function affixed(value: string, rule: TagRule, { flavor }: Rules, values: Values): string {
  return `${fill(rule.prefix ?? flavor.prefix, values)}${value}${fill(rule.suffix ?? flavor.suffix, values)}`;
}

function latestOf(
  { flavor }: Rules,
  deciding: { readonly rule: TagRule; readonly latest: boolean } | undefined,
  values: Values,
): TagName | undefined {
  if (deciding === undefined || flavor.latest === 'false') return undefined;
  if (flavor.latest === 'auto' && !deciding.latest) return undefined;
  const prefix = flavor.prefixOnLatest ? fill(flavor.prefix, values) : '';
  const suffix = flavor.suffixOnLatest ? fill(flavor.suffix, values) : '';
  const name = sanitiseTag(`${prefix}latest${suffix}`);
  const why = flavor.latest === 'true' ? '' : `, and ${label(deciding.rule)} made the first tag`;
  return { name, because: `flavor latest=${flavor.latest}${why}` };
}
