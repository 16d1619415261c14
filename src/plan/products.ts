import type { Evaluated, EvaluatedStage } from '../dockerfile/types.ts';
import { consumersOf } from '../dockerfile/uses.ts';
import { goVerb } from './compile.ts';
import { chainCommands, type ScopedCommand, seenValue } from './pure.ts';

/**
 * Names of the programs that `go install path@version` makes for the image, `*` for all of them. The others are tools of the
 * build itself; these are copied out of the stage, by their name, with Go's folder of programs, or with the folder of GOBIN.
 */
export function productsOf(evaluated: Evaluated, stage: EvaluatedStage): string[] {
  const paths = (consumersOf(evaluated).get(stage.stage.index) ?? []).flatMap(({ use }) =>
    use.how === 'copy' ? use.paths : [],
  );
  const fromFolder = paths.flatMap((path) => {
    const inside = /^\/?(?:root\/)?go(?:\/bin(?:\/(.*))?)?\/?$/.exec(path);
    return inside === null
      ? []
      : [inside[1] === undefined || /[*?]/.test(inside[1]) || inside[1] === '' ? '*' : inside[1]];
  });
  const elsewhere = chainCommands(evaluated, stage).flatMap((command) => {
    const folder = ownFolder(command);
    if (folder === undefined) return [];
    return installed(command).filter((name) => paths.some((path) => within(`${folder}/${name}`, path)));
  });
  return [...fromFolder, ...elsewhere];
}

/** Whether a path is the other, or inside it; a wildcard takes in what is beside it. */
function within(path: string, folder: string): boolean {
  const bare = folder.replace(/^\/?/, '/').replace(/\/?$/, '');
  return path === bare || path.startsWith(`${bare.replace(/\/[^/]*[*?[].*$/, '')}/`);
}

/** The names of what `go install path@version …` makes; none for another command. */
function installed(command: ScopedCommand): string[] {
  if (goVerb(command) !== 'install') return [];
  return command.words
    .filter((word) => /^[^-].*@/.test(word))
    .map((word) => word.replace(/@.*$/, '').replace(/\/v\d+$/, ''))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
}

/** Where a command puts programs, if it is told by GOBIN or GOPATH; `?` where that is not known. */
function ownFolder(command: ScopedCommand): string | undefined {
  const bin = seenValue(command, 'GOBIN');
  if (bin !== undefined && bin !== '') return bin;
  const path = seenValue(command, 'GOPATH');
  return path === undefined || path === '' || path === '/go' ? undefined : path === '?' ? path : `${path}/bin`;
}

/** Whether a command installs a program by path and version, and where to is not known. */
export function installsUnknown(command: ScopedCommand): boolean {
  return installed(command).length > 0 && ownFolder(command)?.startsWith('/') === false;
}

/** Whether a command installs a program by path and version. */
export function installsProgram(command: ScopedCommand): boolean {
  return installed(command).length > 0;
}
