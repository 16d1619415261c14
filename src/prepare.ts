import { type BuildSecrets, buildSecrets } from './build/secrets.ts';
import { readEvent } from './event.ts';
import { pushesImage } from './inputs/checks.ts';
import type { Inputs } from './inputs.ts';
import { makeMetadata } from './make-metadata.ts';
import { formatAnnotation, type Metadata } from './metadata/render.ts';
import type { Problem } from './model/problem.ts';
import { type AttestationFacts, visibilityOf } from './plan/attestations.ts';
import { type CachePlan, planCache } from './plan/cache.ts';
import { type ContextPlan, planContext } from './plan/context.ts';
import { foreignCode } from './plan/foreign-code.ts';
import { proxyLogin } from './plan/proxy-login.ts';
import { formatPlatform } from './platform/platform.ts';
import { givenFiles } from './setup/given-files.ts';
import type { World } from './system/ports.ts';

/** What follows from the inputs and the event, before any program is asked. */
export interface Prepared {
  readonly context: ContextPlan;
  readonly secrets: BuildSecrets;
  /** Full references. */
  readonly tags: readonly string[];
  /** `key=value`. */
  readonly labels: readonly string[];
  /** As `--annotation` takes them. */
  readonly annotations: readonly string[];
  /** Undefined when the rules could not be read. */
  readonly metadata?: Metadata;
  readonly cache: CachePlan;
  readonly visibility: AttestationFacts['visibility'];
  /** A proxy with a password reaches RUN. */
  readonly proxyLogin: boolean;
  readonly notes: readonly string[];
  /** What the user should know even where nobody reads the log. */
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}

/** Puts inputs and event together: context, secrets, tags, labels, caches. Reads the event's file and looks whether files are there. */
export async function prepare(world: World, inputs: Inputs): Promise<Prepared> {
  const event = await readEvent(world);
  const context = planContext(
    { ...inputs, secretIds: inputs.secrets.map(({ id }) => id) },
    { checkout: await hasCheckout(world, inputs), env: world.env },
  );
  const secrets = await buildSecrets(inputs.secrets, context.token === undefined ? [] : [context.token], world);
  const made = await makeMetadata(world, inputs, event, context.kind === 'folder' ? context.context : undefined);
  const scope = inputs.shard
    ? `buildkit-${inputs.platforms.map(formatPlatform).join('-').replaceAll('/', '-')}`
    : undefined;
  const cache = planCache({ ...inputs, scope }, world.env);
  const names = 'problems' in made ? undefined : made.value;
  return {
    context,
    secrets,
    tags: names?.tags ?? [],
    labels: names === undefined ? [] : Object.entries(names.labels).map(([key, value]) => `${key}=${value}`),
    annotations: (names?.annotations ?? []).map(formatAnnotation),
    ...(names === undefined ? {} : { metadata: names }),
    cache,
    visibility: visibilityOf(event),
    proxyLogin: proxyLogin(inputs.buildArgs, await readDockerConfig(world), world.env),
    notes: [
      ...context.notes,
      ...cache.notes,
      ...secrets.warnings,
      ...('problems' in made ? [] : made.notes),
      ...(names?.skipped ?? []).map(({ rule, because }) => `no tag from ${rule}: ${because}`),
    ],
    warnings: [
      ...foreignCode(world.env.GITHUB_EVENT_NAME ?? '', event, pushesImage(inputs)),
      ...('problems' in made ? [] : made.warnings),
    ],
    problems: [
      ...context.problems,
      ...secrets.problems,
      ...(await givenFiles(world, inputs)),
      ...('problems' in made ? made.problems : []),
      ...nothingToPush(inputs, names),
    ],
  };
}

/** The text of the user's docker configuration. */
async function readDockerConfig({ env, files }: World): Promise<string | undefined> {
  const folder = env.DOCKER_CONFIG || (env.HOME ? `${env.HOME}/.docker` : '');
  return folder === '' ? undefined : files.read(`${folder}/config.json`).catch(() => undefined);
}

async function hasCheckout({ files }: World, inputs: Inputs): Promise<boolean> {
  for (const path of ['.git', inputs.file ?? 'Dockerfile']) if ((await files.kind(path)) !== undefined) return true;
  return false;
}

/** Rules may make no tag for an event; pushing nothing is then a mistake worth saying before the build. */
function nothingToPush(inputs: Inputs, names: Metadata | undefined): Problem[] {
  if (!inputs.push || names === undefined || inputs.images.length === 0 || names.tags.length > 0) return [];
  return [
    {
      input: 'tags',
      what: 'no rule makes a tag for this event, so there is nothing to push',
      why: names.skipped.map(({ rule, because }) => `${rule}: ${because}`).join('; ') || 'no image is enabled',
      instead:
        "write push: with the events that have a tag, such as ${{ github.event_name != 'pull_request' }}, or add a rule such as type=sha",
    },
  ];
}
