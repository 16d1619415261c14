import type { Problem } from '../model/problem.ts';
import {
  type Field,
  flag,
  type InputLine,
  meaningful,
  type PlacedLine,
  parts,
  ruleFields,
  unknownKey,
} from './fields.ts';
import { literal, parseTemplate, type Template } from './template.ts';

/** What holds for all rules. */
export interface Flavor {
  readonly latest: 'auto' | 'true' | 'false';
  readonly prefix: Template;
  readonly suffix: Template;
  readonly prefixOnLatest: boolean;
  readonly suffixOnLatest: boolean;
}

const KEYS = ['latest', 'prefix', 'suffix', 'onlatest'];

/** Reads lines such as `latest=false` and `suffix=-slim,onlatest=true`. */
export function readFlavor(input: readonly InputLine[], problems: Problem[]): Flavor {
  const read: Written = { latest: 'auto', prefix: '', suffix: '', prefixOnLatest: false, suffixOnLatest: false };
  for (const line of meaningful(input)) readLine(line, read, problems);
  return {
    ...read,
    latest: readLatest(read.latest, problems),
    prefix: affix('prefix', read.prefix, problems),
    suffix: affix('suffix', read.suffix, problems),
  };
}

/** The lines so far; a later one wins. */
interface Written {
  latest: string;
  prefix: string;
  suffix: string;
  prefixOnLatest: boolean;
  suffixOnLatest: boolean;
}

/** `onlatest` belongs to the prefix or suffix before it in its line, or else to the first one behind it. */
function readLine(line: PlacedLine, read: Written, problems: Problem[]): void {
  const fields = parts('flavor', line, ruleFields, problems);
  for (const [index, { key, value = '' }] of fields.entries()) {
    if (key === 'latest') read.latest = value.toLowerCase();
    else if (key === 'prefix' || key === 'suffix') read[key] = value;
    else if (key !== 'onlatest') problems.push(unknownKey('flavor', key, line.where, KEYS));
    else {
      const on = flag('flavor', `onlatest${line.where}`, value, problems);
      const owner = ownerOf(fields, index);
      if (owner === undefined) problems.push(alone(line));
      else read[owner] = on;
    }
  }
}

/** Which of the two the `onlatest` at a place is about; undefined when its line has neither. */
function ownerOf(fields: readonly Field[], index: number): 'prefixOnLatest' | 'suffixOnLatest' | undefined {
  const isAffix = ({ key }: Field) => key === 'prefix' || key === 'suffix';
  const owner = fields.slice(0, index).findLast(isAffix) ?? fields.find(isAffix);
  if (owner === undefined) return undefined;
  return owner.key === 'prefix' ? 'prefixOnLatest' : 'suffixOnLatest';
}

function alone({ where }: PlacedLine): Problem {
  return {
    input: 'flavor',
    what: `onlatest${where} stands alone`,
    why: 'it says whether a prefix or suffix goes on latest too',
    instead: 'write it behind one, suffix=-slim,onlatest=true',
  };
}

function readLatest(value: string, problems: Problem[]): Flavor['latest'] {
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
  return literal('');
}
