import type { PlatformPlan } from '../plan/plan-types.ts';
import { code, link, quiet } from './markdown.ts';
import { fitting } from './parts.ts';
import { diffSection, plannedSection, stageSection } from './sections.ts';

/** What tells one comment from another: two steps with the same words write the same comment. */
export interface CommentKey {
  readonly workflow: string;
  readonly job: string;
  /** The image, or what is built where there is none. */
  readonly image: string;
  /** The platforms of one job of a matrix, which writes a comment of its own. */
  readonly platforms?: readonly string[];
}

export interface PlanComment {
  readonly key: CommentKey;
  readonly platforms: readonly PlatformPlan[];
  readonly diff: string;
  readonly notes: readonly string[];
  /** The commit that the plan is for; empty when the event names none. */
  readonly commit: string;
  /** The page of the run. */
  readonly run?: string;
}

/** GitHub refuses a comment of more than 65,536 characters. */
const LIMIT = 65_000;

/** An HTML comment that nobody sees, and by which the comment is found again. */
export function commentMarker({ workflow, job, image, platforms = [] }: CommentKey): string {
  const words = [workflow, job, image, ...platforms].map((word) => encodeURIComponent(word).replaceAll('-', '%2D'));
  return `<!-- crossbuild-plan: ${words.join(' ')} -->`;
}

/**
 * The plan as a comment on a pull request, in GitHub's markdown. What the pull request brings, such as the text of a
 * Dockerfile, shows as it is: it mentions nobody, refers to nothing and is no HTML.
 */
export function planComment({ key, platforms, diff, notes, commit, run }: PlanComment): string {
  return fitting(
    [
      { name: 'the heading', text: `${commentMarker(key)}\n### Crossbuild: the plan for ${code(key.image)}` },
      { name: 'the table of platforms', text: plannedSection({ platforms }, quiet) },
      { name: 'notes', text: notes.map((note) => `- ${quiet(note)}`).join('\n') },
      { name: 'the stages', text: stageSection({ platforms }, quiet) },
      { name: 'what is put into the Dockerfile', text: diffSection({ diff }, 'What is put into the Dockerfile') },
      { name: 'the last line', text: lastLine(commit, run) },
    ],
    { bytes: LIMIT, what: 'GitHub takes 65,536 characters at most' },
  );
}

function lastLine(commit: string, run: string | undefined): string {
  const of = /^[0-9a-f]{40,64}$/.test(commit) ? ` of ${code(commit.slice(0, 7))}` : '';
  return `<sub>${link(`The run${of}`, run)}. The next run writes its plan here.</sub>`;
}
