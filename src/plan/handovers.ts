import type { Dockerfile, Evaluated, EvaluatedStage, Instruction } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/evaluate/expand.ts';
import { Names } from '../dockerfile/evaluate/names.ts';
import { copiesOf } from '../dockerfile/evaluate/uses.ts';
import { heredocMark } from '../dockerfile/read/heredoc.ts';
import { readDockerfile } from '../dockerfile/read/read.ts';
import { pathsOf } from '../dockerfile/read/words.ts';
import { memo } from '../model/memo.ts';
import { formatPlatform } from '../platform/platform.ts';
import { type Instructions, textOf } from '../toolchain/accelerate/index.ts';
import { stageLabel } from './choose-strategy.ts';
import type { Handover, HandoverBuild } from './plan-types.ts';
import { inCaseOf } from './rewrite/casing.ts';

/** The stage that collects the handed-over files. */
export const HANDOVER_STAGE = 'crossbuild-handover';

/** Something that is copied once more, to be looked at. */
interface Source {
  readonly handover: Handover;
  /** The instruction up to its paths; stages are counted without those that were put in before. */
  readonly copy: (shift: number) => string;
}

/** Whether it is a whole file system. */
export function isWhole(path: string): boolean {
  return /^[/.\s]*$/.test(path);
}

/** What cannot be named is not fetched back for checking. */
function isKnown(path: string): boolean {
  return !path.includes('$');
}

/** The stages that the image is made of: those that it is based on, and those whose whole file system it takes. */
export const membersOfImage = memo((evaluated: Evaluated): readonly EvaluatedStage[] => {
  const found = new Set<number>();
  const waiting = [evaluated.target];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop())
    for (const member of evaluated.stages[index]?.chain ?? []) {
      if (found.has(member)) continue;
      found.add(member);
      waiting.push(...takenWhole(evaluated.stages[member]));
    }
  return [...found].flatMap((index) => evaluated.stages[index] ?? []);
});

/** The stages whose whole file system a stage copies. */
function takenWhole(stage: EvaluatedStage | undefined): number[] {
  return (stage?.uses ?? []).flatMap(({ how, from, paths }) =>
    how === 'copy' && from.kind === 'stage' && paths.some(isWhole) ? [from.index] : [],
  );
}

/** The files that other stages hand to the image, by COPY --from in the stages that it is made of. */
function fromStages(evaluated: Evaluated): Source[] {
  return membersOfImage(evaluated).flatMap(({ uses }) =>
    uses.flatMap((use): Source[] => {
      if (use.how !== 'copy' || use.from.kind !== 'stage') return [];
      const { index } = use.from;
      const source = evaluated.stages[index];
      if (source === undefined) return [];
      const { line } = use.instruction.span;
      return use.paths
        .filter((path) => isKnown(path) && !isWhole(path))
        .map((path) => ({
          handover: { stage: stageLabel(source), path, line },
          copy: (shift) => `COPY --from=${index + shift}`,
        }));
    }),
  );
}

/** Flags that say what the files become, which needs a file of users, and nothing about which files they are. */
const BECOMES = new Set(['chown', 'chmod', 'link', 'from']);

/** What the stages of the image take from the build context, a named one, or an address. */
function fromContexts(evaluated: Evaluated): Source[] {
  return membersOfImage(evaluated).flatMap((stage) =>
    stage.stage.instructions.flatMap((instruction, at) => {
      const context = contextOf(stage, instruction);
      if (context === undefined) return [];
      const flags = instruction.flags
        .filter(({ name }) => !BECOMES.has(name))
        .map(({ name, value }) => ` --${name}${value === '' ? '' : `=${value}`}`)
        .join('');
      const from = context === '' ? '' : ` --from=${context}`;
      return contextPaths(evaluated, stage, at).map((path) => ({
        handover: {
          stage: stageLabel(stage),
          path,
          line: instruction.span.line,
          source: isAddress(path) ? 'that address' : `the build context${context === '' ? '' : ` ${context}`}`,
        },
        copy: () => `${instruction.keyword}${from}${flags}`,
      }));
    }),
  );
}

/** The name of the context that an instruction copies from, `''` for the main one; undefined when it copies from none. */
function contextOf(stage: EvaluatedStage, instruction: Instruction): string | undefined {
  if (instruction.keyword === 'ADD') return '';
  if (instruction.keyword !== 'COPY') return undefined;
  const from = copiesOf(stage).get(instruction)?.from;
  if (from === undefined) return '';
  return from.kind === 'context' ? from.name : undefined;
}

function contextPaths({ dockerfile }: Evaluated, { stage, scopes }: EvaluatedStage, at: number): string[] {
  const instruction = stage.instructions[at];
  if (instruction === undefined) return [];
  return pathsOf(instruction)
    .slice(0, -1)
    .filter((path) => heredocMark(path) === undefined)
    .map((path) => {
      const expansion = expand(path, scopes[at] ?? Names.of(), { escape: dockerfile.directives.escape });
      return 'value' in expansion ? expansion.value : path;
    });
}

const isAddress = (path: string) => /^(https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(path);

/**
 * The builds that fetch what stages hand over.
 *
 * @param text the Dockerfile to build with
 * @param shift how many stages were inserted before the user's first
 */
export function handoverBuilds(evaluations: readonly Evaluated[], text: string, shift: number): HandoverBuild[] {
  return buildsOf(evaluations, text, shift, fromStages);
}

/** The same for what comes from the build context or an address. */
export function contextBuilds(evaluations: readonly Evaluated[], text: string, shift: number): HandoverBuild[] {
  return buildsOf(evaluations, text, shift, (evaluated) =>
    fromContexts(evaluated).filter(({ handover }) => isKnown(handover.path)),
  );
}

/** What none of these builds fetches, as its name is not known before it is built. */
export function unnamed(evaluated: Evaluated): string[] {
  const taken = membersOfImage(evaluated).flatMap(({ uses }) =>
    uses.flatMap(({ how, from, paths, instruction }) =>
      how === 'copy' && from.kind === 'stage' ? paths.map((path) => ({ path, line: instruction.span.line })) : [],
    ),
  );
  const copied = fromContexts(evaluated).map(({ handover }) => handover);
  return [...taken, ...copied].filter(({ path }) => !isKnown(path)).map(({ path, line }) => `${path} (line ${line})`);
}

function buildsOf(
  evaluations: readonly Evaluated[],
  text: string,
  shift: number,
  sources: (evaluated: Evaluated) => readonly Source[],
): HandoverBuild[] {
  const builds: HandoverBuild[] = [];
  let read: Dockerfile | undefined;
  for (const evaluated of evaluations) {
    const files = firstOfEach(sources(evaluated), shift);
    if (files.length === 0) continue;
    read ??= readDockerfile(text);
    const whole = withStage(read, files, shift);
    const platform = formatPlatform(evaluated.platform);
    const same = builds.findIndex((build) => build.text === whole);
    const before = builds[same];
    if (before === undefined)
      builds.push({ platforms: [platform], files: files.map(({ handover }) => handover), text: whole });
    else builds[same] = { ...before, platforms: [...before.platforms, platform] };
  }
  return builds;
}

function firstOfEach(sources: readonly Source[], shift: number): Source[] {
  const unique = new Map(sources.toReversed().map((one) => [`${one.copy(shift)} ${one.handover.path}`, one]));
  return sources.filter((one) => unique.get(`${one.copy(shift)} ${one.handover.path}`) === one);
}

function withStage(dockerfile: Dockerfile, files: readonly Source[], shift: number): string {
  const copies = files.map(({ copy, handover }, at) => `${copy(shift)} ${JSON.stringify([handover.path, `/${at}/`])}`);
  return withStages(dockerfile, [[`FROM scratch AS ${HANDOVER_STAGE}`, ...copies]]);
}

/**
 * The file with these stages after its own.
 *
 * @param text the file's own text, or one that differs before the end of its last instruction
 */
export function withStages(dockerfile: Dockerfile, stages: readonly Instructions[], text = dockerfile.text): string {
  const added = stages.map((instructions) => `\n${textOf(inCaseOf(dockerfile, instructions))}`);
  return `${complete(dockerfile, text)}\n${added.join('')}`;
}

/** A text to which an instruction can be added: without the continuation that its last line may end with. */
function complete({ text: own, directives, stages }: Dockerfile, text: string): string {
  const last = stages.at(-1);
  const span = (last?.instructions.at(-1) ?? last?.from)?.span;
  const end = span === undefined ? text.trimEnd() : text.slice(0, text.length - own.length + span.end).trimEnd();
  return end.endsWith(directives.escape) ? end.slice(0, -1) : end;
}
