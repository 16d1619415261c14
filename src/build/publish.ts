import { parseReference } from '../model/reference.ts';
import { type HandOver, handOver } from '../shard/hand-over.ts';
import { type Built, patientDocker, type Work } from './build-plan.ts';
import type { ResultImage } from './result.ts';
import { tagEach } from './tag-each.ts';

/** Gives the verified image its tags, or a shard to the job that merges: until here it could be reached by digest only. */
export async function publish(work: Work, built: Built, image: ResultImage | undefined): Promise<void> {
  const { world, outputs, session, inputs } = work;
  const { repositories = [], tags = [] } = outputs.publish ?? {};
  if (built.digest === '' || repositories.length === 0) return;
  const docker = patientDocker(work);
  if (inputs.shard) return handOver(world, docker, shard(work, built, image));
  if (tags.length === 0) return;
  const wanted = repositories.map((name) => ({ name, tags: tags.filter((tag) => repositoryOf(tag) === name) }));
  await tagEach(wanted, async ({ name, tags: own }) => {
    await docker.tagImage({ source: `${name}@${built.digest}`, tags: own, builder: session.builder });
    for (const tag of own) world.log.info(`Tagged ${tag} as ${built.digest}`);
  });
}

function shard({ outputs, session, inputs }: Work, { digest }: Built, image: ResultImage | undefined): HandOver {
  return {
    repositories: outputs.publish?.repositories ?? [],
    digest,
    platforms: Object.fromEntries((image?.platforms ?? []).map((one) => [one.platform, one.digest])),
    inputs,
    builder: session.builder,
  };
}

function repositoryOf(tag: string): string | undefined {
  const parsed = parseReference(tag);
  return 'why' in parsed ? undefined : parsed.name;
}
