import { applyEdits } from '../dockerfile/edit.ts';
import { readDockerfile } from '../dockerfile/read.ts';
import type { Dockerfile } from '../dockerfile/types.ts';
import { memo } from '../model/memo.ts';

/** A file that mixes upper and lower case fails BuildKit's own check (ConsistentInstructionCasing), so additions follow the user. */
const isLowerCase = memo(({ text, stages }: Dockerfile): boolean =>
  stages.every(({ from }) => text.startsWith('from', from.span.start)),
);

/** Whole stages in the case of the file's keywords. */
export function inCaseOf(dockerfile: Dockerfile, text: string): string {
  if (!isLowerCase(dockerfile)) return text;
  const { stages } = readDockerfile(text);
  const keywords = stages.flatMap(({ from, instructions }) =>
    [from, ...instructions].map(({ keyword, span }) => ({ at: span.start, word: keyword })),
  );
  const names = stages.map(({ from }) => ({ at: text.lastIndexOf(' AS ', from.span.end) + 1, word: 'AS' }));
  const edits = [...keywords, ...names].map(({ at, word }) => ({
    at,
    remove: word.length,
    insert: word.toLowerCase(),
  }));
  return applyEdits(text, edits).text;
}

/** Single instructions in the case of the file's keywords. */
export function linesInCaseOf(dockerfile: Dockerfile, text: string): string {
  return isLowerCase(dockerfile) ? text.replace(/^(ARG|RUN|ENV) /gm, (word) => word.toLowerCase()) : text;
}
