import { evaluate } from '../dockerfile/evaluate.ts';
import { readDockerfile } from '../dockerfile/read.ts';
import type { Inputs } from '../inputs.ts';
import { keyValue } from '../model/list.ts';
import type { Platform } from '../model/platform.ts';
import { recognise } from './bases.ts';

/** More than this many look-ups would cost more than they save. */
const MOST = 6;

/** The base images whose names say nothing, for which asking the registry helps. A Dockerfile that cannot be read has none: planning says why. */
export function unknownBases(
  text: string,
  inputs: Pick<Inputs, 'platforms' | 'buildArgs' | 'buildContexts' | 'target'>,
): string[] {
  const platform: Platform = inputs.platforms[0] ?? { os: 'linux', architecture: 'amd64', variant: '' };
  try {
    const evaluated = evaluate(readDockerfile(text), {
      platform,
      buildPlatform: { os: 'linux', architecture: 'amd64', variant: '' },
      buildArgs: Object.fromEntries(
        inputs.buildArgs.map(keyValue).flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
      ),
      contexts: inputs.buildContexts,
      ...(inputs.target === undefined ? {} : { target: inputs.target }),
    });
    const references = evaluated.needed.flatMap((index) => {
      const root = evaluated.stages[index]?.root;
      return root?.kind === 'image' && !recognise(root.reference).twin.known ? [root.reference] : [];
    });
    return [...new Set(references)].slice(0, MOST);
  } catch {
    return [];
  }
}
