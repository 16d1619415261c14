import { parseReference } from '../model/reference.ts';
import type { Built, Work } from './build.ts';

/** Gives the verified image its tags: until here it could be reached by digest only. */
export async function publish({ world, docker, outputs, session }: Work, built: Built): Promise<void> {
  const { repositories = [], tags = [] } = outputs.publish ?? {};
  if (built.digest === '' || tags.length === 0) return;
  for (const repository of repositories) {
    const own = tags.filter((tag) => repositoryOf(tag) === repository);
    await docker.tagImage({ source: `${repository}@${built.digest}`, tags: own, builder: session.builder });
    for (const tag of own) world.log.info(`Tagged ${tag} as ${built.digest}`);
  }
}

function repositoryOf(tag: string): string | undefined {
  const parsed = parseReference(tag);
  return 'why' in parsed ? undefined : parsed.name;
}
