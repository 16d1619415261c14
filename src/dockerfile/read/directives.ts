import type { Problem } from '../../model/problem.ts';
import { quoted } from '../../model/text.ts';
import type { Directives } from '../dockerfile.ts';
import { leadingBlanks } from './blanks.ts';
import type { Line } from './lines.ts';

/** What follows the `#`; the blanks in it are ASCII's. */
const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;

export interface ReadDirectives {
  readonly directives: Directives;
  readonly problems: readonly { readonly problem: Problem; readonly line: number }[];
}

/**
 * The directives at the head of the file: they end at the first line that is none, a comment included.
 * A first line `#!…` hides the others from the parser but not from those who look for `syntax` (BuildKit v0.34).
 */
export function readDirectives(text: string, lines: readonly Line[]): ReadDirectives {
  const found = new Map<string, string>();
  const problems: { problem: Problem; line: number }[] = [];
  const shebang = text.startsWith('#!', lines[0]?.start);
  for (const line of shebang ? lines.slice(1) : lines) {
    const content = text.slice(line.start, line.end);
    const [, written, value = ''] = DIRECTIVE.exec(afterMark(content)) ?? [];
    const name = written?.toLowerCase();
    if (name === undefined || !['syntax', 'escape', 'check'].includes(name)) break;
    if (shebang && name === 'escape') continue;
    const problem = complaint(name, value, found.has(name));
    if (problem !== undefined) problems.push({ problem, line: line.number });
    else found.set(name, value);
  }
  return { directives: directivesOf(found), problems };
}

function directivesOf(found: ReadonlyMap<string, string>): Directives {
  // a frontend's name ends at the first blank; what follows is taken for a comment (BuildKit's DetectSyntax)
  const syntax = found.get('syntax')?.split(/[ \t]/)[0];
  const check = found.get('check');
  return {
    escape: found.get('escape') ?? '\\',
    ...(syntax === undefined ? {} : { syntax }),
    ...(check === undefined ? {} : { check }),
  };
}

/** What a comment says, `` where the line is none. */
function afterMark(content: string): string {
  const comment = content.slice(leadingBlanks(content));
  return comment.startsWith('#') ? comment.slice(1 + leadingBlanks(comment.slice(1))) : '';
}

function complaint(name: string, value: string, again: boolean): Problem | undefined {
  if (again) {
    return {
      what: `the directive # ${name}= is written twice`,
      why: 'Docker accepts each directive once',
      instead: 'remove one of them',
    };
  }
  if (name === 'escape' && value !== '\\' && value !== '`') {
    return {
      what: `# escape=${quoted(value)} is no escape character`,
      why: 'Docker accepts \\ and ` only',
      instead: 'write # escape=` or remove the line',
    };
  }
  return undefined;
}
