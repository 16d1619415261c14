import { parseFields } from '../model/list.ts';
import type { BuildWarning, ProgressOptions } from './progress.ts';

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

/** BuildKit's `frontend.lint` result, as buildx prints it. */
interface RawResult {
  readonly warnings?: readonly RawFinding[] | null;
  readonly buildError?: { readonly message?: string } | null;
}

interface RawFinding {
  readonly ruleName?: string;
  readonly description?: string;
  readonly url?: string;
  readonly detail?: string;
  readonly location?: {
    readonly ranges?:
      | readonly { readonly start?: { readonly line?: number }; readonly end?: { readonly line?: number } }[]
      | null;
  };
}

export interface Checked {
  /** In the order of the user's lines. */
  readonly findings: readonly BuildWarning[];
  /** The checks could not be finished: why. */
  readonly error?: string;
}

/** Reads what the build checks found; undefined when the text is no such result. */
export function readChecks(text: string, { userLine }: Pick<ProgressOptions, 'userLine'>): Checked | undefined {
  const raw = parse(text);
  if (raw === undefined) return undefined;
  const findings = (raw.warnings ?? []).map((found) => finding(found, userLine));
  const message = raw.buildError?.message;
  return {
    findings: findings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    ...(message === undefined ? {} : { error: message }),
  };
}

function parse(text: string): RawResult | undefined {
  try {
    const found = JSON.parse(text) as RawResult | null;
    return found !== null && typeof found === 'object' && 'warnings' in found ? found : undefined;
  } catch {
    return undefined;
  }
}

function finding(
  { ruleName = '', description = '', url = '', detail = '', location }: RawFinding,
  userLine: ProgressOptions['userLine'],
): BuildWarning {
  const [range] = location?.ranges ?? [];
  const start = range?.start?.line;
  const line = start === undefined || start < 1 ? undefined : userLine(start).line;
  const end = range?.end?.line;
  return {
    rule: ruleName,
    short: detail || description,
    detail: description,
    url,
    ...(line === undefined ? {} : { line, endLine: Math.max(line, end === undefined ? line : userLine(end).line) }),
  };
}
