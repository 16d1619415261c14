import { type ResultPlatform, readRegistry } from '../build/result.ts';
import { tagEach } from '../build/tag-each.ts';
import { Docker } from '../docker/docker.ts';
import { retryingExec } from '../docker/retry.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { type GivenDigest, readMergeInputs } from '../inputs/merge-inputs.ts';
import { type ReadYaml, readYaml } from '../inputs/yaml.ts';
import { type Merged, reportMerge } from '../merge/merge-report.ts';
import { missingLabels, type Names, namesOf } from '../merge/merged-metadata.ts';
import { checkNames, checkShards, type Shard, shardsByDigest, shardsOfRun } from '../merge/shards.ts';
import { readRules } from '../metadata/rules.ts';
import { type Problem, refuse, UserError } from '../model/problem.ts';
import { parseReference } from '../model/reference.ts';
import { formatPlatform } from '../platform/platform.ts';
import { removeTag } from '../registry/remove-tag.ts';
import { begin } from '../setup/begin.ts';
import { buildxRequest, ensureBuildx } from '../setup/buildx/buildx.ts';
import type { Recorder } from '../setup/record.ts';
import { markerKey } from '../shard/marker.ts';
import type { World } from '../system/ports.ts';
import { metadataContext, readEvent } from './read-event.ts';
import { runStep } from './run-step.ts';

/** What a merge works with. */
interface Job {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Inputs;
  readonly names: Names;
  readonly platforms: readonly string[];
  readonly digests: readonly GivenDigest[];
  readonly cleanup: boolean;
  /** The folder of the docker configuration with the logins of this step. */
  readonly config: string;
}

/** The merge step, from inputs to report. Resolves with the exit code; never rejects. No tag is made before everything was checked. */
export function merge(outer: World): Promise<number> {
  return runStep(outer, mergeShards, { pushes: true });
}

async function mergeShards(world: World, recorder: Recorder): Promise<number> {
  const { inputs, digests, cleanup, problems } = readMergeInputs(world.env);
  const yaml = await readYaml(inputs);
  for (const secret of yaml.masks) world.log.mask(secret);
  const names = await readNames(world, inputs);
  refuse([...problems, ...yaml.problems, ...('problems' in names ? names.problems : [])]);
  if ('problems' in names) throw new UserError(names.problems);
  for (const note of names.notes) world.log.info(`note: ${note}`);
  const { docker, config } = await setUp(world, recorder, inputs, yaml);
  const platforms = inputs.platforms.map(formatPlatform);
  return await join({ world, docker, inputs, names, platforms, digests, cleanup, config });
}

async function join(job: Job): Promise<number> {
  const byName = await collect(job);
  const first = byName[0];
  if (first === undefined) throw new Error('an image without a name');
  const images = await checkImages(job, first);
  await tagEach(job.names.repositories, async ({ name, tags }) => {
    const shards = byName.find((one) => one.name === name)?.shards ?? [];
    const sources = [...new Set(shards.map(({ digest }) => `${name}@${digest}`))];
    await job.docker.tagImage({ source: sources, tags, annotations: job.names.annotations, ...builderOf(job) });
    for (const tag of tags) job.world.log.info(`Tagged ${tag}`);
  });
  const merged = await checkResult(job, first, images);
  if (job.cleanup) await clearMarkers(job, byName);
  return reportMerge(job.world, job.names, merged);
}

const builderOf = ({ inputs }: Job) => (inputs.builder === undefined ? {} : { builder: inputs.builder });

/** buildx and the logins; a merge builds nothing, so it makes no builder. */
async function setUp(
  world: World,
  recorder: Recorder,
  inputs: Inputs,
  yaml: ReadYaml,
): Promise<Pick<Job, 'docker' | 'config'>> {
  const { exec, config } = await begin(world, recorder, inputs, yaml);
  const buildx = await ensureBuildx(world, buildxRequest(inputs, world.env), recorder);
  world.log.info(`buildx: ${buildx.because}`);
  return { docker: new Docker(retryingExec(exec, { ...world, retries: inputs.retries }), buildx.command), config };
}

/** What the image is called by the rules of the main step, for the event of this run. */
async function readNames(world: World, inputs: Inputs): Promise<Names | { readonly problems: readonly Problem[] }> {
  const rules = readRules(inputs, world.env);
  if ('problems' in rules) return rules;
  // what is joined was built by other jobs, which have looked at their checkouts
  const told = await metadataContext(world, inputs, rules.value, await readEvent(world), undefined);
  if ('problems' in told) return told;
  const names = namesOf(told.context, rules.value, new Date(world.clock.now()));
  return 'problems' in names ? names : { ...names, notes: [...told.notes, ...names.notes] };
}

interface Collected {
  readonly name: string;
  readonly shards: readonly Shard[];
}

/** The shards in every repository. @throws {UserError} with all that is missing or contradicts */
async function collect(job: Job): Promise<Collected[]> {
  const { world, docker, inputs, platforms, digests } = job;
  const key = digests.length > 0 ? '' : markerKey(world.env, inputs);
  if (typeof key !== 'string') throw new UserError(key);
  const found = await Promise.all(
    job.names.repositories.map(async ({ name }) => {
      const request = { name, platforms, digests, key, ...builderOf(job) };
      const one = digests.length > 0 ? await shardsByDigest(docker, request) : await shardsOfRun(docker, request);
      return { name, ...one };
    }),
  );
  const problems = found.flatMap((one) => one.problems);
  refuse(problems.length > 0 ? problems : found.flatMap(({ shards }) => checkShards(shards, platforms)));
  refuse(checkNames(found));
  for (const { from, attempt, platforms: held } of found.flatMap(({ shards }) => shards))
    world.log.info(
      `Found ${Object.keys(held).join(', ')}: ${from}${attempt === undefined ? '' : `, of attempt ${attempt}`}`,
    );
  return found;
}

/** The image has its tags, so those of the hand-over have done their work. A registry that keeps them is no failure. */
async function clearMarkers({ world, config }: Job, byName: readonly Collected[]): Promise<void> {
  const markers = byName.flatMap(({ shards }) => shards.flatMap(({ marker = [] }) => marker));
  for (const marker of new Set(markers)) {
    const reference = parseReference(marker);
    const why = 'why' in reference ? reference.why : await removeTag(world, reference, config);
    world.log.info(why === undefined ? `Removed ${marker}` : `${marker} stays: ${why}`);
  }
}

/** Each platform's image, looked at by itself: what its config says, and how large it is. */
async function checkImages(job: Job, { name, shards }: Collected): Promise<ResultPlatform[]> {
  const { docker, platforms, inputs, world } = job;
  const held: Shard['platforms'] = Object.assign({}, ...shards.map((shard) => shard.platforms));
  const images = await Promise.all(
    platforms.map(async (platform): Promise<ResultPlatform> => {
      const digest = held[platform] ?? '';
      const { platforms: found } = await readRegistry(docker, name, digest, inputs.builder);
      return { layers: [], bytes: 0, configPlatform: '', ...found[0], digest, platform };
    }),
  );
  refuse(
    images
      .filter(({ platform, configPlatform }) => configPlatform !== platform)
      .map(({ platform, configPlatform, digest }) => ({
        what: `the ${platform} image is not for ${platform}`,
        why: `the config of ${name}@${digest} says ${configPlatform || 'nothing'}`,
        instead: `look at the job that builds ${platform}`,
      })),
  );
  if (inputs.labels.length > 0) {
    const labels = images.map(async ({ platform, digest }) => {
      const image = await docker.inspectImage(`${name}@${digest}`, inputs.builder);
      return [platform, 'why' in image ? {} : (image.configs[platform]?.config?.Labels ?? {})] as const;
    });
    const byPlatform = Object.fromEntries(await Promise.all(labels));
    for (const text of missingLabels(inputs.labels, byPlatform)) world.log.warning(text);
  }
  return images;
}

/** What the tags name now. @throws {UserError} when it is not exactly what was joined */
async function checkResult(job: Job, first: Collected, images: readonly ResultPlatform[]): Promise<Merged> {
  const { docker, names } = job;
  const tag = names.repositories[0]?.tags[0] ?? '';
  const image = await docker.inspectImage(tag, job.inputs.builder);
  if ('why' in image)
    throw new UserError({ what: `${tag} was made and cannot be read`, why: image.why, instead: 'run this job again' });
  const platformOf = ({ platform, digest }: { platform: string; digest: string }) => `${platform} ${digest}`;
  const real = image.manifests.filter(({ platform }) => platform !== 'unknown/unknown');
  const expected = images.map(platformOf).sort();
  if (real.length > 0 && real.map(platformOf).sort().join() !== expected.join())
    throw new UserError({
      what: `${tag} is not what was joined`,
      why: `it holds ${real.map(platformOf).join(', ') || 'nothing'}; another job may have made the same tag`,
      instead: 'run this job again',
    });
  return {
    name: first.name,
    digest: image.digest,
    mediaType: image.mediaType,
    attestations: image.manifests.length - real.length,
    images,
    shards: first.shards,
  };
}
