import type { Inputs } from '../inputs/inputs.ts';
import { bakeFiles, metadataOutputs, outputVariable, type Separators } from '../metadata/metadata-outputs.ts';
import type { Metadata } from '../metadata/render.ts';
import { isFalse } from '../model/env.ts';
import type { World } from '../system/ports.ts';

/**
 * Tells tags, labels and annotations to later steps: as outputs and, where `images` made them from the event, as files
 * for bake and in the variables of docker's action, which `DOCKER_METADATA_SET_OUTPUT_ENV: false` leaves out.
 */
export async function tellMetadata(
  world: Pick<World, 'runner' | 'files' | 'env'>,
  made: Metadata,
  inputs: Separators & Pick<Inputs, 'images' | 'shard'>,
): Promise<void> {
  // a shard's tags are made by the merge
  const texts = metadataOutputs(made, inputs, !inputs.shard);
  const fromEvent = inputs.images.length > 0;
  const all = { ...texts, ...(fromEvent ? await writeBakeFiles(world, made) : {}) };
  const exported = fromEvent && !isFalse(world.env.DOCKER_METADATA_SET_OUTPUT_ENV);
  for (const [name, value] of Object.entries(all)) {
    world.runner.output(name, value);
    if (exported) world.runner.variable(outputVariable(name), value);
  }
}

/** Writes the files for later steps that build with bake; the path of each, by its output. */
async function writeBakeFiles({ files }: Pick<World, 'files'>, made: Metadata): Promise<Record<string, string>> {
  const folder = await files.tempFolder('bake');
  const written: Record<string, string> = {};
  for (const { output, text } of bakeFiles(made)) {
    const path = `${folder}/docker-metadata-action-${output.replace('bake-file', 'bake')}.json`;
    await files.writeNew(path, text);
    written[output] = path;
  }
  return written;
}
