import { memo } from '../../model/memo.ts';
import { countWhile } from '../../model/search.ts';
import type { Instruction } from '../dockerfile.ts';
import { heredocMark } from '../read/heredoc.ts';
import { type Command, type Item, isCommand } from './shell-command.ts';
import { linesFrom, scriptItems } from './shell-parser.ts';
import { unwrap } from './shell-unwrap.ts';

export type { Command } from './shell-command.ts';

/**
 * The simple commands that a RUN (CMD, ENTRYPOINT) starts, in order, as far as its text tells: through `&&`, `;`, `|`,
 * subshells, `if`, loops, `case`, functions, substitutions, heredocs, and through `sh -c`, `env`, `sudo` and the like.
 * What is not understood ends with a command that is `opaque`. The text is taken for POSIX sh or bash.
 */
export const commandsOf = memo((instruction: Instruction): readonly Command[] =>
  itemsOf(instruction).filter(isCommand),
);

/** The same commands with the marks between them that decide which of them run. */
export const itemsOf = memo((instruction: Instruction): readonly Item[] => {
  const { exec, text, heredocs, span } = instruction;
  const nested = (script: string, line: number): Item[] => scriptItems(script, { lineOf: linesFrom(script, line) });
  if (exec !== undefined)
    return exec.length === 0 ? [] : unwrap({ words: exec, assignments: {}, line: span.line }, nested);
  const bodies = locate(instruction);
  const [body] = bodies;
  // A RUN that is nothing but one heredoc runs the body itself.
  if (body !== undefined && heredocs.length === 1 && heredocMark(text) !== undefined) return ofBody(body, nested);
  return scriptItems(text, { lineOf: (offset) => lineOf(instruction, offset), heredocs: bodies });
});

interface Body {
  readonly text: string;
  readonly line: number;
}

function newlines(text: string): number {
  return text.match(/\n/g)?.length ?? 0;
}

function lineOf({ breaks = [], span }: Instruction, offset: number): number {
  return breaks[countWhile(breaks, ({ at }) => at <= offset) - 1]?.line ?? span.line;
}

/** The heredocs with the lines on which their bodies start: they are the last lines of the instruction. */
function locate({ heredocs, span }: Instruction): Body[] {
  let line = span.endLine + 1;
  const bodies: Body[] = [];
  for (const { body } of heredocs.toReversed()) {
    line -= newlines(body) + 1;
    bodies.push({ text: body.replaceAll('\r\n', '\n'), line });
  }
  return bodies.reverse();
}

/** A body with `#!` is run by that interpreter, else by the shell. */
function ofBody(body: Body, nested: (script: string, line: number) => Item[]): Item[] {
  const shebang = /^#![ \t]*([^\n]*[^\s])/.exec(body.text)?.[1];
  if (shebang === undefined) return nested(body.text, body.line);
  const words = shebang.split(/[ \t]+/);
  return unwrap({ words, assignments: {}, line: body.line, stdin: body }, nested);
}
