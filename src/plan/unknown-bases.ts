import { evaluate } from '../dockerfile/evaluate.ts';
import { readDockerfile } from '../dockerfile/read.ts';
import type { Inputs } from '../inputs.ts';
import { keyValue } from '../model/list.ts';
import type { Platform } from '../model/platform.ts';
import { recognise } from './bases.ts';

/** More than this many look-ups would cost more than they save. */
const MOST = 6;

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** The base images whose names say nothing, for which asking the registry helps. A Dockerfile that cannot be read has none: planning says why. */
export function unknownBases(
  text: string,
  inputs: Pick<Inputs, 'platforms' | 'buildArgs' | 'buildContexts' | 'target'>,
): string[] {
  const platforms = inputs.platforms.length > 0 ? inputs.platforms : [AMD64];
  const found = new Set(platforms.flatMap((platform) => unknownFor(text, platform, inputs)));
  return [...found].slice(0, MOST);
}

function unknownFor(
  text: string,
  platform: Platform,
  inputs: Pick<Inputs, 'buildArgs' | 'buildContexts' | 'target'>,
): string[] {
  try {
    const evaluated = evaluate(readDockerfile(text), {
      platform,
      buildPlatform: AMD64,
      buildArgs: Object.fromEntries(
        inputs.buildArgs.map(keyValue).flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
      ),
      contexts: Object.fromEntries(
        Object.entries(inputs.buildContexts).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ...(inputs.target === undefined ? {} : { target: inputs.target }),
    });
    return evaluated.needed.flatMap((index) => {
      const root = evaluated.stages[index]?.root;
      return root?.kind === 'image' && !recognise(root.reference).twin.known ? [root.reference] : [];
    });
  } catch {
    return [];
  }
}
