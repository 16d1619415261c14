import { Docker } from '../docker/docker.ts';
import { parseReference } from '../model/reference.ts';
import type { Exec } from '../system/ports.ts';
import type { Work } from './build-plan.ts';
import { type ResultImage, readInspected } from './result.ts';

/** The image that a tag of this build names until now. */
export interface Previous {
  /** `ghcr.io/o/app:latest` */
  readonly name: string;
  readonly image: ResultImage;
}

/** A build has a tag of its own and some that move; one of the first of them has been there before. */
const MOST_TAGS = 5;
const LIMIT_MS = 30_000;

/**
 * What the first tag that exists already names before this build takes it, for comparing sizes. It is worth a few
 * seconds and no failure: whatever goes wrong gives undefined.
 */
export async function previousImage({ world, inputs, outputs, session }: Work): Promise<Previous | undefined> {
  const [repository] = outputs.publish?.repositories ?? [];
  if (repository === undefined || !inputs.summary || inputs.shard) return undefined;
  const own = (outputs.publish?.tags ?? []).filter((tag) => nameOf(tag) === repository).slice(0, MOST_TAGS);
  const docker = new Docker(limited(session.exec, world.clock.now), session.buildx);
  try {
    for (const tag of own) {
      const inspected = await docker.inspectImage(tag, session.builder);
      if ('why' in inspected) continue;
      return { name: tag, image: await readInspected(docker, repository, inspected, session.builder) };
    }
  } catch (error) {
    world.log.debug(`the previous image cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function nameOf(tag: string): string | undefined {
  const parsed = parseReference(tag);
  return 'why' in parsed ? undefined : parsed.name;
}

/** An `Exec` whose commands together may take `LIMIT_MS`. */
function limited(exec: Exec, now: () => number): Exec {
  const end = now() + LIMIT_MS;
  return {
    run: (command, args, options = {}) =>
      exec.run(command, args, {
        ...options,
        timeoutMs: Math.max(1, Math.min(options.timeoutMs ?? LIMIT_MS, end - now())),
      }),
  };
}
