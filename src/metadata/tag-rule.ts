import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';
import { type Field, type PlacedLine, ruleFields } from './fields.ts';
import { literal, parseTemplate, type Template } from './template.ts';
import { VERSION_EXPRESSIONS } from './versions.ts';

/** What every rule for tags has. */
interface Common {
  /** As written. */
  readonly text: string;
  /** One of the rules that hold when `tags` is empty. */
  readonly byDefault: boolean;
  /** Filled in, it must be `true` for the rule to count. */
  readonly enable: Template;
  /** Higher comes first; the first tag is the version. */
  readonly priority: number;
  /** Undefined: the flavor's. */
  readonly prefix?: Template;
  readonly suffix?: Template;
}

/** A rule that makes a tag from the event. */
export type TagRule = Common &
  (
    | { readonly type: 'schedule'; readonly pattern: Template }
    | {
        readonly type: 'semver' | 'pep440';
        readonly pattern: Template;
        readonly value?: Template;
        /** Finds the version in a longer tag, such as `api/v1.2.3`: its first group, or all of it where it has none. */
        readonly match?: RegExp;
      }
    | { readonly type: 'match'; readonly pattern: RegExp; readonly group: number; readonly value?: Template }
    | { readonly type: 'edge'; readonly branch?: string }
    | { readonly type: 'ref'; readonly event: 'branch' | 'tag' | 'pr' }
    | { readonly type: 'raw'; readonly value: Template }
    | { readonly type: 'sha'; readonly long: boolean }
  );

type RuleType = TagRule['type'];

/** Priorities as docker's action documents them. */
const PRIORITIES: Readonly<Record<RuleType, number>> = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
};

const REFS = ['branch', 'tag', 'pr'];
const TYPES = Object.keys(PRIORITIES);
const COMMON = ['type', 'enable', 'priority', 'prefix', 'suffix'];
const OWN: Readonly<Record<RuleType, readonly string[]>> = {
  schedule: ['pattern'],
  semver: ['pattern', 'value', 'match'],
  pep440: ['pattern', 'value', 'match'],
  match: ['pattern', 'group', 'value'],
  edge: ['branch'],
  ref: ['event'],
  raw: ['value'],
  sha: ['format'],
};

/**
 * Whether a line of `tags` is a rule, with its fields in any order, and not a tag or an image reference: those never
 * hold a `=` outside of an expression. A rule without a type is `raw`, as in docker's action.
 */
export function isRule(line: string): boolean {
  return line.replace(/\{\{[^{}]*\}\}/g, '').includes('=');
}

/** Collects what is wrong with one line. */
type Report = (what: string, why: string | undefined, instead: string) => void;

/** Reads one rule; its problems go to `problems`, and then there is none. */
export function parseTagRule({ text, where }: PlacedLine, byDefault: boolean, problems: Problem[]): TagRule[] {
  const before = problems.length;
  const report: Report = (what, why, instead) =>
    problems.push({
      input: 'tags',
      what: `"${text}"${where}: ${what}`,
      ...(why === undefined ? {} : { why }),
      instead,
    });
  const attributes = attributesOf(text, report);
  const rule = attributes === undefined ? undefined : ruleOf(attributes, report);
  if (rule === undefined || problems.length > before) return [];
  return [{ text, byDefault, ...rule } as TagRule];
}

interface Attributes {
  readonly type: RuleType;
  readonly get: (name: string) => string | undefined;
}

function attributesOf(text: string, report: Report): Attributes | undefined {
  const fields = fieldsOf(text, report);
  const given = fields?.find(({ key, value }) => value !== undefined && key === 'type')?.value ?? 'raw';
  if (fields === undefined) return undefined;
  const type = TYPES.find((one) => one === given.toLowerCase()) as RuleType | undefined;
  if (type === undefined) {
    report(
      `"${given}" is not a type of rule`,
      undefined,
      `write type=${nearest(given, TYPES) ?? TYPES.join(', type=')}`,
    );
    return undefined;
  }
  const found = new Map<string, string>();
  for (const { key, value } of fields) {
    if (value === undefined) bare(key, type, found, report);
    else if (known(key, type, report)) found.set(key, value);
  }
  return { type, get: (name) => found.get(name) };
}

function fieldsOf(text: string, report: Report): Field[] | undefined {
  try {
    return ruleFields(text);
  } catch (error) {
    report('the fields cannot be read', (error as Error).message, 'close the quote, or double it to mean one: ""');
    return undefined;
  }
}

function bare(text: string, type: RuleType, found: Map<string, string>, report: Report): void {
  if (type === 'raw' && !found.has('value')) found.set('value', text);
  else if (text !== '')
    report(
      `"${text}" has no name`,
      'a comma ends a field',
      'put a field that holds a comma in double quotes, "name=a,b"',
    );
}

function known(key: string, type: RuleType, report: Report): boolean {
  const names = [...COMMON, ...OWN[type]];
  if (names.includes(key)) return true;
  const owner = TYPES.find((one) => OWN[one as RuleType].includes(key));
  report(
    `type=${type} takes no "${key}"`,
    owner === undefined ? undefined : `"${key}" belongs to type=${owner}`,
    `write ${nearest(key, names) ?? `one of ${names.slice(1).join(', ')}`}`,
  );
  return false;
}

function ruleOf(attributes: Attributes, report: Report): object | undefined {
  const own = ownOf(attributes, report);
  const { type, get } = attributes;
  const common = {
    enable: enabled(get('enable') ?? 'true', report),
    priority: priorityOf(get('priority'), type, report),
    ...optional('prefix', get('prefix') ?? defaultPrefix(type, get('event')), report),
    ...optional('suffix', get('suffix'), report),
  };
  return own === undefined ? undefined : { ...common, ...own };
}

function ownOf({ type, get }: Attributes, report: Report): object | undefined {
  switch (type) {
    case 'schedule':
      return { type, pattern: template(get('pattern') || 'nightly', report) };
    case 'semver':
    case 'pep440':
      return versionOf(type, get, report);
    case 'match':
      return matchOf(get, report);
    case 'edge':
      return { type, ...(get('branch') ? { branch: get('branch') } : {}) };
    case 'ref':
      return refOf(get('event') ?? '', report);
    case 'raw':
      if (get('value') === undefined) report('the value is missing', undefined, 'write type=raw,value=the-tag');
      return { type, value: template(get('value') ?? '', report) };
    case 'sha': {
      const format = get('format') || 'short';
      if (format !== 'short' && format !== 'long')
        report(`"${format}" is not a format of a commit`, undefined, 'write format=short or format=long');
      return { type, long: format === 'long' };
    }
  }
}

function versionOf(type: 'semver' | 'pep440', get: Attributes['get'], report: Report): object {
  const pattern = get('pattern') ?? '';
  if (pattern === '') report('the pattern is missing', undefined, `write type=${type},pattern={{version}}`);
  return {
    type,
    pattern: template(pattern, report, VERSION_EXPRESSIONS),
    ...optional('value', get('value'), report),
    ...matchField(get('match'), report),
  };
}

function refOf(event: string, report: Report): object | undefined {
  if (REFS.includes(event)) return { type: 'ref', event };
  const meant = event === '' ? 'branch' : (nearest(event, REFS) ?? 'branch');
  const near = /pull/i.test(event) ? 'pr' : meant;
  report(
    event === '' ? 'the event is missing' : `"${event}" is not one of its events`,
    undefined,
    `write type=ref,event=${near}`,
  );
  return undefined;
}

function matchOf(get: Attributes['get'], report: Report): object | undefined {
  const pattern = get('pattern') ?? '';
  if (pattern === '') {
    report('the pattern is missing', undefined, 'write for example type=match,pattern=v(.*),group=1');
    return undefined;
  }
  const regex = regexOf(pattern, report);
  if (regex === undefined) return undefined;
  const groups = (new RegExp(`${regex.source}|`, regex.flags).exec('')?.length ?? 1) - 1;
  const group = get('group') || '0';
  if (!/^\d+$/.test(group) || Number(group) > groups) {
    report(`there is no group ${group}`, `the pattern has ${groups}`, `write a group from 0 to ${groups}`);
    return undefined;
  }
  return { type: 'match', pattern: regex, group: Number(group), ...optional('value', get('value'), report) };
}

/** A pattern as it is written in a workflow: a regular expression, or one between slashes with flags behind it. */
function regexOf(pattern: string, report: Report): RegExp | undefined {
  const [, source = pattern, flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? [];
  try {
    // `g` and `y` would make the result depend on the matches before
    return new RegExp(source, flags.replace(/[gy]/g, ''));
  } catch (error) {
    report('the pattern is not a regular expression', (error as Error).message, 'mend the pattern');
    return undefined;
  }
}

function matchField(text: string | undefined, report: Report): { readonly match?: RegExp } {
  const match = text === undefined || text === '' ? undefined : regexOf(text, report);
  return match === undefined ? {} : { match };
}

/** What is put before the tag where the rule does not say; docker's action documents both. */
function defaultPrefix(type: RuleType, event: string | undefined): string | undefined {
  if (type === 'sha') return 'sha-';
  return type === 'ref' && event === 'pr' ? 'pr-' : undefined;
}

function enabled(text: string, report: Report): Template {
  if (text.includes('{{')) return template(text, report);
  if (!/^(true|false)$/i.test(text))
    report(`enable is "${text}"`, 'it is neither true nor false', 'write enable=true or enable=false, or leave it out');
  return literal(text);
}

function priorityOf(text: string | undefined, type: RuleType, report: Report): number {
  if (text === undefined || text === '') return PRIORITIES[type];
  if (!/^-?\d+$/.test(text))
    report(`the priority "${text}" is not a whole number`, undefined, `write priority=${PRIORITIES[type]}`);
  return Number(text);
}

function optional(name: string, text: string | undefined, report: Report): Record<string, Template> {
  return text === undefined ? {} : { [name]: template(text, report) };
}

function template(text: string, report: Report, more: readonly string[] = []): Template {
  const read = parseTemplate(text, more);
  if ('parts' in read) return read;
  report(read.why, undefined, read.instead);
  return literal(text);
}
