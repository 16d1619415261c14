import { readDockerfile } from '../dockerfile/read.ts';
import type { Dockerfile, Evaluated } from '../dockerfile/types.ts';
import { formatPlatform } from '../model/platform.ts';
import { inCaseOf } from './casing.ts';
import { stageLabel } from './strategy.ts';
import type { Handover, HandoverBuild } from './types.ts';

/** The stage that collects the handed-over files. */
export const HANDOVER_STAGE = 'crossbuild-handover';

interface Source extends Handover {
  readonly from: number;
}

/** Whole file systems, and what cannot be named, are not fetched back for checking. */
function checkable(path: string): boolean {
  return !/^[/.\s]*$/.test(path) && !path.includes('$');
}

/** The files that other stages hand to the image, by COPY --from in the stages that it is made of. */
function sources(evaluated: Evaluated): Source[] {
  const image = evaluated.stages[evaluated.target]?.chain ?? [];
  const found = image.flatMap((index) =>
    (evaluated.stages[index]?.uses ?? []).flatMap((use) => {
      if (use.how !== 'copy' || use.from.kind !== 'stage') return [];
      const { index: from } = use.from;
      const source = evaluated.stages[from];
      if (source === undefined) return [];
      return use.paths
        .filter(checkable)
        .map((path) => ({ from, path, stage: stageLabel(source), line: use.instruction.span.line }));
    }),
  );
  // the first of each
  const unique = new Map(found.toReversed().map((one) => [`${one.from} ${one.path}`, one]));
  return found.filter((one) => unique.get(`${one.from} ${one.path}`) === one);
}

/**
 * The builds that fetch what has to be checked.
 *
 * @param text the Dockerfile to build with
 * @param shift how many stages were inserted before the user's first
 */
export function handoverBuilds(evaluations: readonly Evaluated[], text: string, shift: number): HandoverBuild[] {
  const builds: HandoverBuild[] = [];
  let read: Dockerfile | undefined;
  for (const evaluated of evaluations) {
    const files = sources(evaluated);
    if (files.length === 0) continue;
    read ??= readDockerfile(text);
    const whole = withStage(read, files, shift);
    const platform = formatPlatform(evaluated.platform);
    const same = builds.findIndex((build) => build.text === whole);
    const before = builds[same];
    if (before === undefined)
      builds.push({
        platforms: [platform],
        files: files.map(({ stage, path, line }) => ({ stage, path, line })),
        text: whole,
      });
    else builds[same] = { ...before, platforms: [...before.platforms, platform] };
  }
  return builds;
}

function withStage(dockerfile: Dockerfile, files: readonly Source[], shift: number): string {
  const copies = files.map(({ from, path }, at) => `COPY --from=${from + shift} ${JSON.stringify([path, `/${at}/`])}`);
  const stage = `FROM scratch AS ${HANDOVER_STAGE}\n${copies.join('\n')}\n`;
  return `${complete(dockerfile)}\n\n${inCaseOf(dockerfile, stage)}`;
}

/** A text to which an instruction can be added: without the continuation that its last line may end with. */
function complete({ text, directives, stages }: Dockerfile): string {
  const last = stages.at(-1);
  const span = (last?.instructions.at(-1) ?? last?.from)?.span;
  const end = span === undefined ? text.trimEnd() : text.slice(0, span.end).trimEnd();
  return end.endsWith(directives.escape) ? end.slice(0, -1) : end;
}
