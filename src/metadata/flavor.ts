import type { Problem } from '../model/problem.ts';
import { flag, type InputLine, meaningful, type PlacedLine, parts, ruleFields, unknownKey } from './fields.ts';
import { literal, parseTemplate, type Template } from './template.ts';

/** What holds for all rules. */
export interface Flavor {
  readonly latest: 'auto' | 'true' | 'false';
  readonly prefix: Template;
  readonly suffix: Template;
  readonly prefixOnLatest: boolean;
  readonly suffixOnLatest: boolean;
}

/** Reads lines such as `latest=false` and `suffix=-slim,onlatest=true`. */
export function readFlavor(input: readonly InputLine[], problems: Problem[]): Flavor {
  const all = meaningful(input).map((line) => readLine(line, problems));
  const latest = all.findLast((one) => one.latest !== undefined)?.latest ?? 'auto';
  const prefix = all.findLast((one) => one.prefix !== undefined);
  const suffix = all.findLast((one) => one.suffix !== undefined);
  return {
    latest: readLatest(latest, problems),
    prefix: affix('prefix', prefix?.prefix, problems),
    suffix: affix('suffix', suffix?.suffix, problems),
    prefixOnLatest: prefix?.onLatest ?? false,
    suffixOnLatest: suffix?.onLatest ?? false,
  };
}

interface FlavorLine {
  readonly latest?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly onLatest?: boolean;
}

function readLine(line: PlacedLine, problems: Problem[]): FlavorLine {
  const found: { latest?: string; prefix?: string; suffix?: string; onLatest?: boolean } = {};
  for (const { key, value = '' } of parts('flavor', line, ruleFields, problems)) {
    if (key === 'latest') found.latest = value.toLowerCase();
    else if (key === 'prefix' || key === 'suffix') found[key] = value;
    else if (key === 'onlatest') found.onLatest = flag('flavor', `onlatest${line.where}`, value, problems);
    else problems.push(unknownKey('flavor', key, line.where, ['latest', 'prefix', 'suffix', 'onlatest']));
  }
  if (found.onLatest !== undefined && found.prefix === undefined && found.suffix === undefined) {
    problems.push({
      input: 'flavor',
      what: `onlatest${line.where} stands alone`,
      why: 'it says whether a prefix or suffix goes on latest too',
      instead: 'write it behind one, suffix=-slim,onlatest=true',
    });
  }
  return found;
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
