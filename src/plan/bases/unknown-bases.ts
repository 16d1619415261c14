import { readDockerfile } from '../../dockerfile/read/read.ts';
import type { DockerfileFacts } from '../../facts/facts.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { isMetadataHost } from '../../model/metadata-host.ts';
import { parseReference } from '../../model/reference.ts';
import { shortened } from '../../model/text.ts';
import type { Platform } from '../../platform/platform.ts';
import { type EvaluationInputs, evaluateFor } from '../evaluation.ts';
import { recognise } from './bases.ts';

/** More than this many look-ups would cost more than they save. */
const MOST = 6;

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** The base images whose names say nothing, for which asking the registry helps. A Dockerfile that cannot be read has none: planning says why. */
export function unknownBases(
  dockerfile: Pick<DockerfileFacts, 'path' | 'text'>,
  inputs: EvaluationInputs & Pick<Inputs, 'platforms'>,
): string[] {
  return allUnknown(dockerfile, inputs)
    .filter((reference) => !isMetadataHost(hostOf(reference)))
    .slice(0, MOST);
}

/** Why base images are not asked for although their names say nothing: their hosts are no registries. */
export function unaskedBases(...[dockerfile, inputs]: Parameters<typeof unknownBases>): string[] {
  return allUnknown(dockerfile, inputs)
    .filter((reference) => isMetadataHost(hostOf(reference)))
    .map(
      (reference) =>
        `${dockerfile.path}: nobody is asked about the base image ${shortened(reference, 80)}: its host is a link-local address or a cloud's metadata service, which gives away the credentials of this machine; write the name of a registry`,
    );
}

function allUnknown(...[dockerfile, inputs]: Parameters<typeof unknownBases>): string[] {
  const platforms = inputs.platforms.length > 0 ? inputs.platforms : [AMD64];
  return [...new Set(platforms.flatMap((platform) => unknownFor(dockerfile, platform, inputs)))];
}

/** Docker takes the first part for a host when it looks like one, also in a name that is not right. */
function hostOf(reference: string): string {
  const parsed = parseReference(reference);
  return 'why' in parsed ? (reference.split('/', 1)[0] ?? '') : parsed.domain;
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
      return root?.kind === 'image' && !recognise(root.reference).nativeTwin.known ? [root.reference] : [];
    });
  } catch {
    return [];
  }
}
