import type { Evaluated, EvaluatedStage, Stage } from '../dockerfile/dockerfile.ts';
import { applyEdits } from '../dockerfile/edit/edit.ts';
import { readDockerfile } from '../dockerfile/read/read.ts';
import { formatPlatform } from '../platform/platform.ts';
import type { Instructions } from '../toolchain/accelerate/index.ts';
import { stageLabel } from './choose-strategy.ts';
import { frontendLacks } from './frontend.ts';
import { contextBuilds, HANDOVER_STAGE, isWhole, membersOfImage, unnamed, withStages } from './handovers.ts';
import script from './made.sh';
import type { HandoverBuild, MadeBuild, MadeStage } from './plan-types.ts';

/** The folder in which a stage lists what it made; see made.sh. */
const LIST = '/.crossbuild-made';

const has = ({ stage }: EvaluatedStage, keyword: string) =>
  stage.instructions.some((instruction) => instruction.keyword === keyword);

/** The stages that a stage is made of, itself included. */
function membersOf(evaluated: Evaluated, index: number): EvaluatedStage[] {
  return (evaluated.stages[index]?.chain ?? []).flatMap((one) => evaluated.stages[one] ?? []);
}

/** Whether the stage, or one that it is based on, runs anything: then there is a shell in it, and no telling what it made. */
function runs(evaluated: Evaluated, index: number): boolean {
  return membersOf(evaluated, index).some((stage) => has(stage, 'RUN'));
}

/**
 * The stages whose own files are listed by a step in them: the image where it runs anything, and otherwise those
 * whose whole file system it takes.
 */
function listed(evaluated: Evaluated): number[] {
  if (runs(evaluated, evaluated.target)) return [evaluated.target];
  const taken = membersOfImage(evaluated).flatMap(({ uses }) =>
    uses.flatMap(({ how, from, paths }) =>
      how === 'copy' && from.kind === 'stage' && paths.some(isWhole) ? [from.index] : [],
    ),
  );
  return [...new Set(taken)].filter((index) => runs(evaluated, index));
}

/** What looks at the files that the image's stages make themselves, and what nothing looks at. */
export interface OwnFiles {
  readonly made: readonly MadeBuild[];
  readonly contexts: readonly HandoverBuild[];
  readonly unseen: readonly string[];
}

/**
 * An image that runs anything lists all that it holds and its base does not. Of one that only copies, the instructions
 * say what that is.
 *
 * @param text the Dockerfile to build with
 * @param shift how many stages were inserted before the user's first
 */
export function ownFiles(evaluations: readonly Evaluated[], text: string, shift: number): OwnFiles {
  const copying = evaluations.filter((evaluated) => !runs(evaluated, evaluated.target));
  const { builds, hurdles } = madeBuilds(evaluations, text, shift);
  return {
    made: builds,
    contexts: contextBuilds(copying, text, shift),
    unseen: [...new Set([...hurdles, ...copying.flatMap(unnamed)])],
  };
}

function madeBuilds(
  evaluations: readonly Evaluated[],
  text: string,
  shift: number,
): { readonly builds: readonly MadeBuild[]; readonly hurdles: readonly string[] } {
  const builds = new Map<string, MadeBuild>();
  const texts = new Map<string, string>();
  const hurdles: string[] = [];
  for (const evaluated of evaluations) {
    const indexes = listed(evaluated);
    const mute = indexes.filter((index) => membersOf(evaluated, index).some((stage) => has(stage, 'ONBUILD')));
    // a step that is added would run it
    hurdles.push(...mute.map((index) => `what ${labelOf(evaluated, index)} makes, as it has ONBUILD`));
    if (indexes.length === 0 || mute.length > 0) continue;
    const key = indexes.map((index) => `${index} ${evaluated.stages[index]?.root.kind}`).join();
    const whole = texts.get(key) ?? withLists(text, evaluated, indexes, shift);
    texts.set(key, whole);
    builds.set(whole, {
      platforms: [...(builds.get(whole)?.platforms ?? []), formatPlatform(evaluated.platform)],
      stages: indexes.map((index) => madeStage(evaluated, index)),
      whole: indexes.includes(evaluated.target),
      text: whole,
    });
  }
  return { builds: [...builds.values()], hurdles };
}

function labelOf(evaluated: Evaluated, index: number): string {
  const stage = evaluated.stages[index];
  return stage === undefined ? '' : stageLabel(stage);
}

function madeStage(evaluated: Evaluated, index: number): MadeStage {
  const members = membersOf(evaluated, index);
  const stage = members[0]?.stage;
  return {
    stage: labelOf(evaluated, index),
    line: stage?.from.span.line ?? 1,
    steps: members.flatMap((one) =>
      one.stage.instructions
        .filter(({ keyword }) => /^(RUN|COPY|ADD)$/.test(keyword))
        .map(({ text, span, heredocs }) => ({
          line: span.line,
          text: [text, ...heredocs.map(({ body }) => body)].join('\n'),
        })),
    ),
    takesFrom: [
      ...new Set(
        members.flatMap(({ uses }) =>
          uses.flatMap(({ from }) => (from.kind === 'stage' ? [labelOf(evaluated, from.index)] : [])),
        ),
      ),
    ],
  };
}

/** Each of the stages with a step after its last that lists its files, and a stage that collects the lists. */
function withLists(text: string, evaluated: Evaluated, indexes: readonly number[], shift: number): string {
  const dockerfile = readDockerfile(text);
  const { stages } = dockerfile;
  const offline = frontendLacks(evaluated, 'network') === undefined;
  const parts = indexes.map((index, at) => {
    const stage = stages[index + shift];
    const root = stages[(evaluated.stages[index]?.rootIndex ?? index) + shift];
    const isScratch = evaluated.stages[index]?.root.kind === 'scratch';
    return {
      edits: stage === undefined || stage.name !== undefined ? [] : [named(text, stage, `crossbuild-image-${at}`)],
      stages: [
        ...(isScratch || root === undefined ? [] : baseLister(root, at, offline)),
        ...lister(stage?.name ?? `crossbuild-image-${at}`, at, isScratch, offline),
      ],
    };
  });
  const all = applyEdits(
    text,
    parts.flatMap(({ edits }) => edits),
  ).text;
  const copies = indexes.map((_, at) => `COPY --from=crossbuild-made-${at} ${JSON.stringify([`${LIST}/`, `/${at}/`])}`);
  const collected = [`FROM scratch AS ${HANDOVER_STAGE}`, ...copies];
  return withStages(dockerfile, [...parts.map((part) => part.stages), collected], all);
}

/** A stage is only based on one that has a name. */
function named(text: string, { from }: Stage, name: string) {
  const as = text.startsWith('from', from.span.start) ? 'as' : 'AS';
  return { at: from.span.end, insert: ` ${as} ${name}` };
}

/** The base alone, as the FROM of the user's own stage names it, with a list of its files. */
function baseLister({ base, from }: Stage, at: number, offline: boolean): Instructions {
  const flags = from.flags.map(({ name, value }) => `--${name}=${value} `).join('');
  return [`FROM ${flags}${base} AS crossbuild-base-${at}`, 'USER 0', runScript([], offline, ['sh', 'base'])];
}

function lister(name: string, at: number, isScratch: boolean, offline: boolean): Instructions {
  const list = `--mount=type=bind,from=crossbuild-base-${at},source=${LIST},target=/.crossbuild-base`;
  return [`FROM ${name} AS crossbuild-made-${at}`, 'USER 0', runScript(isScratch ? [] : [list], offline, [])];
}

function runScript(mounts: readonly string[], offline: boolean, args: readonly string[]): string {
  const flags = [...(offline ? ['--network=none'] : []), ...mounts];
  return `RUN ${[...flags, JSON.stringify(['/bin/sh', '-c', script, ...args])].join(' ')}`;
}
