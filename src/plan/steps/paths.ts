import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { Names } from '../../dockerfile/evaluate/names.ts';
import { withKnown } from './step-commands.ts';

/** A path of a file system as seen from a folder: absolute, without `.`, `..` and a slash at its end. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/**
 * The working folder of each instruction of a stage, absolute.
 *
 * @param first that of the image which the stage's FROM chain starts from
 */
export function workFolders(evaluated: Evaluated, stage: EvaluatedStage, first: string): string[] {
  let folder = first;
  return [...stage.chain].reverse().flatMap((index) => {
    const member = evaluated.stages[index];
    const all = (member?.stage.instructions ?? []).map(({ keyword, text }, at) => {
      const now = folder;
      if (keyword === 'WORKDIR') folder = resolvePath(folder, withKnown(text, member?.scopes[at] ?? Names.of()));
      return now;
    });
    return index === stage.stage.index ? all : [];
  });
}
