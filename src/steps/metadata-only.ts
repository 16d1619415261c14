import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { only } from '../inputs/merge-inputs.ts';
import type { Metadata } from '../metadata/render.ts';
import { skippedNotes } from '../metadata/tag-names.ts';
import { type Problem, refuse, UserError } from '../model/problem.ts';
import { code, table } from '../report/markdown.ts';
import type { Env, World } from '../system/ports.ts';
import { makeMetadata } from './make-metadata.ts';
import { readEvent } from './read-event.ts';
import { runStep } from './run-step.ts';
import { tellMetadata } from './tell-metadata.ts';

/** Inputs of the main step that the meta action takes too, with the same meaning. */
export const META_INPUTS: readonly string[] = [
  ...['images', 'tags', 'flavor', 'labels', 'annotations', 'metadata-context', 'github-token'],
  ...['sep-tags', 'sep-labels', 'sep-annotations', 'bake-target', 'summary'],
];

/** The meta action: tags, labels and annotations for later steps. It asks no docker and makes no image. */
export function metaOnly(outer: World): Promise<number> {
  return runStep(outer, tellAlone);
}

async function tellAlone(world: World): Promise<number> {
  const { inputs, problems } = readMetaInputs(world.env);
  const made = await makeMetadata(world, inputs, await readEvent(world), '.');
  refuse([...problems, ...('problems' in made ? made.problems : [])]);
  if ('problems' in made) throw new UserError(made.problems);
  for (const warning of [...made.warnings, ...nothingMade(made.value)]) world.log.warning(warning);
  for (const { reference, because } of made.value.made) world.log.info(`tag: ${reference} - ${because}`);
  for (const note of [...skippedNotes(made.value.skipped), ...made.notes]) world.log.info(`note: ${note}`);
  for (const [key, value] of Object.entries(made.value.labels)) world.log.info(`label: ${key}=${value}`);
  await tellMetadata(world, made.value, inputs);
  await world.runner.summary(metaSummary(made.value));
  return 0;
}

/** Reads the inputs of the meta action; what only a build can use is refused. */
export function readMetaInputs(env: Env): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  const { env: own, problems } = only(env, META_INPUTS);
  const read = readInputs(own);
  return { inputs: read.inputs, problems: [...read.problems, ...problems.map(withOldName), ...nameless(read.inputs)] };
}

/** docker's action has its `context` here; beside a build the word means what is built. */
function withOldName(problem: Problem): Problem {
  return problem.input === 'context' ? { ...problem, instead: 'write metadata-context: git, or workflow' } : problem;
}

function nameless({ images }: Inputs): Problem[] {
  if (images.length > 0) return [];
  return [
    {
      input: 'images',
      what: 'is missing',
      why: 'tags, labels and annotations are made for an image',
      instead: 'write images: ghcr.io/owner/app',
    },
  ];
}

/** A workflow may want no tag for some events; it should not be silent about it. */
function nothingMade({ tags, skipped }: Metadata): string[] {
  if (tags.length > 0) return [];
  const why = skipped.map(({ rule, because }) => `${rule}: ${because}`).join('; ') || 'no image is enabled';
  return [`no rule makes a tag for this event (${why}); where each event needs one, add a rule such as type=sha`];
}

/** The job summary, as markdown. */
function metaSummary({ version, made, labels }: Metadata): string {
  const tags = made.map(({ reference, because }) => [code(reference), code(because)]);
  const rows = Object.entries(labels).map(([key, value]) => [code(key), code(value)]);
  return `## Crossbuild: ${version === '' ? 'no tag' : `version ${code(version)}`}

${tags.length === 0 ? '' : `${table(['Tag', 'Why'], tags)}\n\n`}${table(['Label', 'Value'], rows)}
`;
}
