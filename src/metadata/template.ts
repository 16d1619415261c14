import { nearest } from '../model/suggest.ts';
import { formatDate, isTimeZone, unknownLetters } from './dates.ts';
import type { EventContext } from './event-context.ts';

/** `{{name}}` or `{{name 'format' tz='zone'}}`. */
export interface Expression {
  readonly name: string;
  readonly format?: string;
  readonly timeZone?: string;
}

/** A text with expressions to be filled in. */
export interface Template {
  /** As written. */
  readonly text: string;
  readonly parts: readonly (string | Expression)[];
}

export interface NoTemplate {
  readonly why: string;
  readonly instead: string;
}

/** The expressions that every template may hold. */
const GLOBALS: readonly string[] = [
  'branch',
  'tag',
  'sha',
  'base_ref',
  'is_default_branch',
  'is_not_default_branch',
  'date',
  'commit_date',
];

const DATES: readonly string[] = ['date', 'commit_date'];
const EXPRESSION = /(\\?)\{\{\{?([^{}]*)\}?\}\}/g;

/** Reads a template; `more` names the expressions that it may hold beside the global ones. `\{{` is a plain `{{`. */
export function parseTemplate(text: string, more: readonly string[] = []): Template | NoTemplate {
  const parts: (string | Expression)[] = [];
  const texts: string[] = [];
  const plain = (piece: string) => {
    texts.push(piece);
    parts.push(piece.replaceAll('\\{{', '{{'));
  };
  let from = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    plain(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] === '\\') {
      plain(match[0]);
      continue;
    }
    const expression = parseExpression((match[2] ?? '').trim(), [...more, ...GLOBALS]);
    if ('why' in expression) return expression;
    parts.push(expression);
  }
  plain(text.slice(from));
  if (texts.some((piece) => /(?<!\\)\{\{/.test(piece)))
    return { why: 'an expression is not closed', instead: 'write }} at its end' };
  return { text, parts: parts.filter((part) => part !== '') };
}

/** A template that is just its text. */
export function literal(text: string): Template {
  return { text, parts: text === '' ? [] : [text] };
}

function parseExpression(inside: string, known: readonly string[]): Expression | NoTemplate {
  const [, name = '', rest = ''] = /^([^\s]*)\s*(.*)$/s.exec(inside) ?? [];
  if (!known.includes(name)) {
    const near = nearest(name, known) ?? known.find((one) => name.length > 2 && one.startsWith(name));
    return {
      why: `there is no expression {{${name}}}`,
      instead: near === undefined ? `write one of ${known.map((one) => `{{${one}}}`).join(' ')}` : `write {{${near}}}`,
    };
  }
  if (!DATES.includes(name)) {
    if (rest === '') return { name };
    return { why: `{{${name}}} takes nothing but its name`, instead: `write {{${name}}}` };
  }
  const [, , format, , , timeZone] = /^(['"])(.*?)\1(?:\s+tz\s*=\s*(('|")(.*?)\4))?$/s.exec(rest) ?? [];
  if (format === undefined)
    return { why: `{{${name}}} needs a format in quotes`, instead: `write {{${name} 'YYYYMMDD'}}` };
  const unknown = unknownLetters(format);
  if (unknown !== undefined)
    return {
      why: `${unknown} in '${format}' is no part of a date`,
      instead: `write [${unknown}] for the letters themselves, or a date's parts such as YYYY, MM, DD, HH, mm and ss`,
    };
  if (timeZone === undefined) return { name, format };
  if (isTimeZone(timeZone)) return { name, format, timeZone };
  return { why: `"${timeZone}" is not a time zone`, instead: `write for example {{${name} '${format}' tz='UTC'}}` };
}

/** Fills a template in. */
export function fill(template: Template, value: (expression: Expression) => string): string {
  return template.parts.map((part) => (typeof part === 'string' ? part : value(part))).join('');
}

/** Whether a template holds one of these expressions. */
export function holds(template: Template, names: readonly string[]): boolean {
  return template.parts.some((part) => typeof part !== 'string' && names.includes(part.name));
}

/** Whether a template is one expression and nothing else. */
export function isAlone({ parts: [only, ...others] }: Template, name: string): boolean {
  return others.length === 0 && typeof only === 'object' && only.name === name;
}

/** The values of the global expressions for one event. `now` also stands in for an unknown commit date. */
export function globalValues(context: EventContext, now: Date, shaLength: number): (expression: Expression) => string {
  const onDefault = context.branch !== undefined && context.branch === context.defaultBranch;
  const values: Readonly<Record<string, string>> = {
    branch: context.branch ?? '',
    tag: context.tag ?? '',
    sha: context.sha.slice(0, shaLength),
    base_ref: context.baseRef ?? '',
    is_default_branch: String(onDefault),
    is_not_default_branch: String(!onDefault),
  };
  return ({ name, format = '', timeZone }) => {
    if (name === 'date') return formatDate(now, format, timeZone);
    if (name === 'commit_date') return formatDate(context.commitDate ?? now, format, timeZone);
    return values[name] ?? '';
  };
}
