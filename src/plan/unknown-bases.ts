import { readDockerfile } from '../dockerfile/read.ts';
import type { Inputs } from '../inputs.ts';
import type { Platform } from '../platform/platform.ts';
import { recognise } from './bases.ts';
import { type EvaluationInputs, evaluateFor } from './evaluation.ts';
import type { DockerfileFacts } from './types.ts';

/** More than this many look-ups would cost more than they save. */
const MOST = 6;

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** The base images whose names say nothing, for which asking the registry helps. A Dockerfile that cannot be read has none: planning says why. */
export function unknownBases(
  dockerfile: Pick<DockerfileFacts, 'path' | 'text'>,
  inputs: EvaluationInputs & Pick<Inputs, 'platforms'>,
): string[] {
  const platforms = inputs.platforms.length > 0 ? inputs.platforms : [AMD64];
  const found = new Set(platforms.flatMap((platform) => unknownFor(dockerfile, platform, inputs)));
  return [...found].slice(0, MOST);
}

function unknownFor(
  { path, text }: Pick<DockerfileFacts, 'path' | 'text'>,
  platform: Platform,
  inputs: EvaluationInputs,
): string[] {
  try {
    const evaluated = evaluateFor(readDockerfile(text, path), platform, inputs, { buildPlatform: AMD64 });
    return evaluated.needed.flatMap((index) => {
      const root = evaluated.stages[index]?.root;
      return root?.kind === 'image' && !recognise(root.reference).twin.known ? [root.reference] : [];
    });
  } catch {
    return [];
  }
}
