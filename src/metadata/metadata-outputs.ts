import { formatAnnotation, type Metadata } from './render.ts';

/** What stands between the items of the outputs that are lists. */
export interface Separators {
  readonly sepTags: string;
  readonly sepLabels: string;
  readonly sepAnnotations: string;
}

/** The outputs that tell tags, labels and annotations, by the names of docker's action. `tagged`: the image gets its tags in this step. */
export function metadataOutputs(
  made: Metadata,
  { sepTags, sepLabels, sepAnnotations }: Separators,
  tagged = true,
): Readonly<Record<string, string>> {
  return {
    version: made.version,
    tags: tagged ? made.tags.join(sepTags) : '',
    'tag-names': tagged ? made.tagNames.join(sepTags) : '',
    labels: Object.entries(made.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(sepLabels),
    annotations: made.annotations.map(formatAnnotation).join(sepAnnotations),
    json: JSON.stringify(made.json),
  };
}

/** The files for bake: the output that names each, and what it holds. */
export function bakeFiles({ bake }: Metadata): readonly { readonly output: string; readonly text: string }[] {
  const files = {
    'bake-file-tags': bake.tags,
    'bake-file-labels': bake.labels,
    'bake-file-annotations': bake.annotations,
    'bake-file': bake.all,
  };
  return Object.entries(files).map(([output, file]) => ({ output, text: JSON.stringify(file, undefined, 2) }));
}

/** The variable in which docker's action hands an output to later steps. */
export function outputVariable(output: string): string {
  return `DOCKER_METADATA_OUTPUT_${output.replaceAll('-', '_').toUpperCase()}`;
}
