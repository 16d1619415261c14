import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import type { Problem } from '../../model/problem.ts';
import { quoted } from '../../model/text.ts';
import { formatPlatform, type Platform } from '../../platform/platform.ts';
import { goEnv } from '../../platform/target.ts';
import { canRun, stageLabel } from '../choose-strategy.ts';
import { membersOfImage } from '../handovers.ts';
import { goVerb } from '../steps/compile.ts';
import { resolvePath, workFolders } from '../steps/paths.ts';
import { runningCommands, type ScopedCommand, seenValue, stepCommands, withKnown } from '../steps/step-commands.ts';
import { outputsOf } from './cross-context.ts';
import { replacesGoCommand } from './pinned.ts';

/** What is known of the platform that an image is asked for. */
interface Placed {
  readonly evaluated: Evaluated;
  /** The machine that builds it. */
  readonly buildPlatform: Platform;
}

/** A program in the image that is for another architecture. */
interface Wrong {
  readonly line: number;
  readonly path: string;
  readonly stage: string;
  /** What it is built for. */
  readonly made: string;
  /** Whether the Dockerfile says so, or just nothing. */
  readonly told: boolean;
  readonly platform: string;
}

/**
 * Go programs that a stage on the build platform makes for another architecture than the image's, and that are copied into
 * the image: with no GOARCH, or with one that a condition gives to the wrong platforms. Only what is certain is told: the
 * command runs, its GOARCH is known, and the path that it writes is the one that is copied.
 */
export function wrongPrograms(placed: readonly Placed[], file: string): Problem[] {
  const found = placed.flatMap(wrongIn);
  const places = new Map<string, Wrong[]>();
  for (const one of found) {
    const key = `${one.line} ${one.path} ${one.made}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()].flatMap((same) => problemOf(same, file));
}

function wrongIn({ evaluated, buildPlatform }: Placed): Wrong[] {
  const wanted = goEnv(evaluated.platform).GOARCH;
  if (wanted === undefined || canRun(evaluated.platform, buildPlatform)) return [];
  const copied = new Map<number, readonly string[]>();
  for (const { uses } of membersOfImage(evaluated))
    for (const { how, from, paths } of uses)
      if (how === 'copy' && from.kind === 'stage')
        copied.set(from.index, [...(copied.get(from.index) ?? []), ...paths.map((path) => resolvePath('/', path))]);
  return [...copied].flatMap(([index, paths]) => {
    const stage = evaluated.stages[index];
    if (stage?.platform.kind !== 'build' || runningCommands(evaluated, stage).some(replacesGoCommand)) return [];
    return programsOf(evaluated, stage).flatMap(({ command, path }): Wrong[] => {
      const told = seenValue(command, 'GOARCH') ?? '';
      const made = told === '' ? buildPlatform.architecture : told;
      if (made === '?' || made === wanted || !paths.includes(path)) return [];
      const { line } = command;
      return [
        { line, path, stage: stageLabel(stage), made, told: told !== '', platform: formatPlatform(evaluated.platform) },
      ];
    });
  });
}

/** The last command of a stage that surely writes each path with `go build -o`. */
function programsOf(
  evaluated: Evaluated,
  stage: EvaluatedStage,
): readonly { readonly command: ScopedCommand; readonly path: string }[] {
  const folders = workFolders(evaluated, stage, '/');
  const last = new Map<string, ScopedCommand>();
  for (const at of stage.stage.instructions.keys()) {
    const commands = stepCommands(stage, at).filter(({ runs }) => runs !== 'no');
    // a command that moves makes relative paths unknown; one that may run too may write the same path
    const moves = commands.some(({ words }) => words[0] === 'cd' || words[0] === 'pushd');
    for (const { path, command } of commands.flatMap((one) => writtenBy(one, moves ? undefined : folders[at]))) {
      if (command.runs === 'yes') last.set(path, command);
      else last.delete(path);
    }
  }
  return [...last].map(([path, command]) => ({ path, command }));
}

/** The paths that a command writes with `go build -o`, as far as they are known; `folder` is undefined where it is not. */
function writtenBy(
  command: ScopedCommand,
  folder: string | undefined,
): readonly { readonly command: ScopedCommand; readonly path: string }[] {
  if (goVerb(command) !== 'build') return [];
  return outputsOf(command)
    .map((output) => withKnown(output, command.scope))
    .filter((path) => !path.includes('$') && (path.startsWith('/') || folder !== undefined))
    .map((path) => ({ command, path: resolvePath(folder ?? '/', path) }));
}

function problemOf(same: readonly Wrong[], file: string): Problem[] {
  const [first] = same;
  if (first === undefined) return [];
  const { line, path, stage, made, told } = first;
  const platforms = [...new Set(same.map(({ platform }) => platform))].join(', ');
  const why = told
    ? `the step sets GOARCH=${quoted(made)} for ${platforms}`
    : `stage ${quoted(stage)} runs on the build platform, and nothing tells go build to build for another one`;
  return [
    {
      what: `${quoted(path)} in the image of ${platforms} would be a program for ${quoted(made)}`,
      why,
      instead: 'write ARG TARGETARCH in the stage, and GOARCH=$TARGETARCH go build',
      at: { file, line },
    },
  ];
}
