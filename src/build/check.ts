import { asList, asNumber, asObject, asText, type Json, parseJson } from '../model/json.ts';
import { parseFields } from '../model/list.ts';
import type { BuildWarning, ProgressOptions } from '../progress/progress.ts';

/** How a `call` is put to buildx. */
export interface Call {
  /** The value of `--call`. */
  readonly value: string;
  /** It asks for the build checks, whose findings become annotations. */
  readonly checks: boolean;
  /** The user named no format: findings are asked for as JSON, and told in words here. */
  readonly ownFormat: boolean;
}

/** `check` (or `lint`, its other name) is asked for as JSON, because its text names no end of a place and cannot be read back safely. */
export function planCall(call: string): Call {
  const [name, ...fields] = parseFields(call);
  const checks = name?.key === 'check' || name?.key === 'lint';
  const format = fields.find(({ key }) => key === 'format')?.value;
  const ownFormat = checks && (format === undefined || format === 'text');
  if (!ownFormat) return { value: call, checks, ownFormat };
  const kept = call.split(',').filter((part) => !part.startsWith('format='));
  return { value: [...kept, 'format=json'].join(','), checks, ownFormat };
}

export interface Checked {
  /** In the order of the user's lines. */
  readonly findings: readonly BuildWarning[];
  /** The checks could not be finished: why. */
  readonly error?: string;
}

/** Reads what the build checks found, BuildKit's `frontend.lint` result; undefined when the text is no such result. */
export function readChecks(text: string, { userLine }: Pick<ProgressOptions, 'userLine'>): Checked | undefined {
  const { warnings, buildError } = asObject(parseJson(text));
  if (warnings === undefined) return undefined;
  const findings = asList(warnings).map((found) => finding(asObject(found), userLine));
  const message = asText(asObject(buildError).message);
  return {
    findings: findings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ...(message === undefined ? {} : { error: message }),
  };
}

function finding(found: Json, userLine: ProgressOptions['userLine']): BuildWarning {
  const description = asText(found.description) ?? '';
  const range = asObject(asList(asObject(found.location).ranges)[0]);
  const lineOf = (place: unknown) => asNumber(asObject(place).line);
  const start = lineOf(range.start);
  const line = start === undefined || start < 1 ? undefined : userLine(start).line;
  const end = lineOf(range.end);
  return {
    rule: asText(found.ruleName) ?? '',
    short: asText(found.detail) || description,
    detail: description,
    url: asText(found.url) ?? '',
    ...(line === undefined ? {} : { line, endLine: Math.max(line, end === undefined ? line : userLine(end).line) }),
  };
}
