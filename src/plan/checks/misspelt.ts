import type { Evaluated, Instruction, Reference } from '../../dockerfile/dockerfile.ts';
import type { Problem } from '../../model/problem.ts';
import { nearest } from '../../model/suggest.ts';
import { quoted } from '../../model/text.ts';
import { isOfficialImage } from '../bases/official-images.ts';

/** A name that an instruction takes files, or a file system, from. */
interface Named {
  readonly reference: Reference;
  readonly instruction: Instruction;
  /** As it is written: `COPY --from=`, `FROM `. */
  readonly how: string;
  /** The stages that may be meant. */
  readonly stages: readonly string[];
}

/** Every name is compared with every stage's. A file that a program made of so many stages has no slips of a hand. */
const MOST_STAGES = 300;

/**
 * Names that are no stage's but nearly are, such as `COPY --from=buidl`. Docker takes them for images, and says after
 * a while that it may not pull them. One that Docker Hub has an image for may be meant.
 */
export function misspeltStages(evaluations: readonly Evaluated[], file: string): Problem[] {
  const found = new Map<Instruction, Problem>();
  for (const evaluated of evaluations.filter(({ stages }) => stages.length <= MOST_STAGES))
    for (const named of namesIn(evaluated)) {
      const problem = found.has(named.instruction) ? undefined : complaint(named, file);
      if (problem !== undefined) found.set(named.instruction, problem);
    }
  return [...found.values()];
}

function namesIn({ stages, needed }: Evaluated): Named[] {
  const all = stages.flatMap(({ stage }) => stage.name ?? []);
  return needed.flatMap((index) => {
    const { stage, base, uses } = stages[index] ?? {};
    if (stage === undefined || base === undefined) return [];
    const before = stages.slice(0, index).flatMap((one) => one.stage.name ?? []);
    return [
      { reference: base, instruction: stage.from, how: 'FROM ', stages: before },
      ...(uses ?? []).map(({ how, from, instruction }) => ({
        reference: from,
        instruction,
        how: how === 'copy' ? 'COPY --from=' : 'RUN --mount=from=',
        stages: all,
      })),
    ];
  });
}

function complaint({ reference, instruction, how, stages }: Named, file: string): Problem | undefined {
  if (reference.kind !== 'image') return undefined;
  const name = reference.reference;
  // with a folder, a tag or a digest it is meant to be an image; of two letters, everything is near
  if (!/^(?!\d+$)[\w.-]{3,}$/.test(name) || isOfficialImage(name)) return undefined;
  const near = nearest(name, stages);
  if (near === undefined) return undefined;
  const shown = quoted(name);
  return {
    what: `${how}${shown} names no stage`,
    why: `no stage is called ${shown}, and Docker Hub has no official image of that name`,
    instead: `write ${how}${quoted(near)}; or ${shown}:latest where an image is meant`,
    at: { file, line: instruction.span.line },
  };
}
