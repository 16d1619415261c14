import type { Rules } from './rules.ts';
import { holds, type Template } from './template.ts';

/** Whether a template of the rules wants to know when the commit was made. */
export function asksCommitDate({ active, tags, flavor, labels, annotations }: Rules): boolean {
  if (!active) return false;
  const values = [...tags.flatMap(templatesOf), flavor.prefix, flavor.suffix];
  const custom = [...labels, ...annotations].map(({ value }) => value);
  return [...values, ...custom].some((template) => holds(template, ['commit_date']));
}

function templatesOf(rule: Rules['tags'][number]): Template[] {
  return Object.values(rule).filter((member): member is Template => typeof member === 'object' && 'parts' in member);
}

/** The date in a commit as `git cat-file commit` prints it: that of its committer, as docker's action takes it. */
export function dateOfObject(text: string): Date | undefined {
  const [head = ''] = text.split('\n\n', 1);
  const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(head)?.[1];
  return seconds === undefined ? undefined : valid(new Date(Number(seconds) * 1000));
}

/** The same in GitHub's answer, `/repos/…/git/commits/…`. */
export function dateOfAnswer(json: string): Date | undefined {
  try {
    const answer = JSON.parse(json) as { readonly committer?: { readonly date?: unknown } | null } | null;
    const date = answer?.committer?.date;
    return typeof date === 'string' ? valid(new Date(date)) : undefined;
  } catch {
    return undefined;
  }
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}
