import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import type { Base } from '../bases/bases.ts';
import type { ScopedCommand } from '../steps/step-commands.ts';

export interface CrossContext {
  readonly evaluated: Evaluated;
  readonly stage: EvaluatedStage;
  readonly base: Base;
  /** Of the whole FROM chain, the root's first. */
  readonly commands: readonly ScopedCommand[];
  readonly instructions: readonly Instruction[];
  /** No C compiler is needed: CGO is switched off for everything that is built. */
  readonly cgoDisabled: boolean;
}

/** A rule answers with a reason when it refuses, or undefined. */
export type Rule = (context: CrossContext) => string | undefined;

export function chainInstructions(evaluated: Evaluated, stage: EvaluatedStage): Instruction[] {
  return [...stage.chain].reverse().flatMap((index) => evaluated.stages[index]?.stage.instructions ?? []);
}

/** An instruction's text with its heredocs. */
export function textWithHeredocs({ text, heredocs }: Instruction): string {
  return [text, ...heredocs.map(({ body }) => body)].join('\n');
}

/** The first command for which a reason is given. */
export function firstOf(
  commands: readonly ScopedCommand[],
  why: (command: ScopedCommand, name: string) => string | undefined,
): string | undefined {
  for (const command of commands) {
    const [program = ''] = command.words;
    const because = why(command, program.slice(program.lastIndexOf('/') + 1));
    if (because !== undefined) return `line ${command.line} ${because}`;
  }
  return undefined;
}

/** What `go build -o` writes, when it is one absolute path. */
export function outputsOf({ words }: ScopedCommand): string[] {
  const at = words.findIndex((word) => word === '-o' || word.startsWith('-o='));
  if (words[0] !== 'go' || at < 0) return [];
  const word = words[at] ?? '';
  const output = word === '-o' ? words[at + 1] : word.slice(3);
  return output === undefined || output.endsWith('/') ? [] : [output];
}
