import { pushesImage } from '../inputs/checks.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { foreignCode } from '../metadata/foreign-code.ts';
import { formatAnnotation, type Metadata } from '../metadata/render.ts';
import type { Problem } from '../model/problem.ts';
import { formatPlatform } from '../platform/platform.ts';
import { visibilityOf } from '../request/attestations.ts';
import { planContext } from '../request/build-context.ts';
import { buildSecrets } from '../request/build-secrets.ts';
import { planCache } from '../request/cache.ts';
import type { Prepared } from '../request/prepared.ts';
import { proxyLogin } from '../request/proxy-login.ts';
import { givenFiles } from '../setup/given-files.ts';
import type { World } from '../system/ports.ts';
import { makeMetadata } from './make-metadata.ts';
import { readEvent } from './read-event.ts';

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
    notes: [...context.notes, ...cache.notes, ...secrets.warnings, ...('problems' in made ? [] : made.notes)],
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
  for (const path of ['.git', inputs.file ?? 'Dockerfile'])
    if ((await files.kind(path).catch(() => 'unreadable')) !== undefined) return true;
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
