import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { memo } from '../../model/memo.ts';
import type { Instructions } from '../../toolchain/accelerate/index.ts';

/** A file that mixes upper and lower case fails BuildKit's own check (ConsistentInstructionCasing), so additions follow the user. */
const isLowerCase = memo(({ text, stages }: Dockerfile): boolean =>
  stages.every(({ from }) => text.startsWith('from', from.span.start)),
);

/** Instructions of whole stages in the case of the file's keywords. */
export function inCaseOf(dockerfile: Dockerfile, instructions: Instructions): Instructions {
  return isLowerCase(dockerfile) ? instructions.map(inLowerCase) : instructions;
}

/** `FROM x AS y` has two keywords, the others one. */
function inLowerCase(instruction: string): string {
  const keyword = /^[A-Z]+/.exec(instruction)?.[0] ?? '';
  const rest = instruction.slice(keyword.length);
  return keyword.toLowerCase() + (keyword === 'FROM' ? rest.replace(/ AS (?=\S+$)/, ' as ') : rest);
}

/** Single instructions in the case of the file's keywords. */
export function linesInCaseOf(dockerfile: Dockerfile, text: string): string {
  return isLowerCase(dockerfile) ? text.replace(/^(ARG|RUN|ENV) /gm, (word) => word.toLowerCase()) : text;
}
