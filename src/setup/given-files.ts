import type { Inputs } from '../inputs/inputs.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../system/ports.ts';

/** What is wrong with the files that inputs of the builder name. Certificates may be given as text. */
export async function givenFiles(
  { files }: Pick<World, 'files'>,
  { ca, buildkitdConfig }: Pick<Inputs, 'ca' | 'buildkitdConfig'>,
): Promise<Problem[]> {
  const given: [input: string, path: string | undefined, instead: string][] = [
    ['ca', ca?.includes('-----BEGIN') === true ? undefined : ca, 'write the path of a PEM file, or its whole text'],
    ['buildkitd-config', buildkitdConfig, 'write the path of a file, or its text as buildkitd-config-inline'],
  ];
  const looked = given.map(async ([input, path, instead]): Promise<Problem[]> => {
    const kind = path === undefined ? 'file' : await files.kind(path);
    if (kind === 'file') return [];
    return [
      {
        input,
        what: kind === 'folder' ? `${path} is a folder` : `there is no file ${path}`,
        why: kind === 'folder' ? 'it must be a file' : 'nothing is there; was it made before this step?',
        instead,
      },
    ];
  });
  return (await Promise.all(looked)).flat();
}
