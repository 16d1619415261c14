/** One thing that is wrong, said so that it can be mended: what happened, why, and what to write instead. */
export interface Problem {
  /** What is wrong, with the value that was given. */
  readonly what: string;
  /** Why we think so. */
  readonly why?: string;
  /** What to write instead, or to do next. */
  readonly instead?: string;
  /** The platform that it concerns, when it concerns one. */
  readonly platform?: string;
  /** The input it came from, when it came from one. */
  readonly input?: string;
  /** The place in the user's own file, 1-based, when it has one. */
  readonly at?: { readonly file: string; readonly line: number; readonly endLine?: number };
}

/** Renders a problem as one paragraph: `file:line: what - why; instead`. */
export function describe(problem: Problem): string {
  const { at, input } = problem;
  const place = at === undefined ? input : `${at.file}:${at.line}`;
  const where = place === undefined ? '' : `${place}: `;
  const why = problem.why === undefined ? '' : ` - ${problem.why}`;
  const instead = problem.instead === undefined ? '' : `; ${problem.instead}`;
  return `${where}${problem.what}${why}${instead}`;
}

/** An error that the user can act on: shown without a stack, all its problems at once. */
export class UserError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const all: readonly Problem[] = Array.isArray(problems) ? problems : [problems as Problem];
    super(all.map(describe).join('\n'), options);
    this.name = 'UserError';
    this.problems = all;
  }
}

/** @throws {UserError} with all of them, when there is one */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}
