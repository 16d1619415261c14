import type { Docker } from '../docker/docker.ts';
import type { World } from '../system/ports.ts';

/** How much of each node's log is shown, in lines. */
const LINES = 30;

/** Prints the end of the BuildKit log of every node that is a container of the engine in reach. Never throws. */
export async function showLogs(
  { log }: Pick<World, 'log'>,
  docker: Docker,
  name: string,
  lines = LINES,
): Promise<void> {
  const facts = await docker.builder(name).catch(() => undefined);
  const names = facts === undefined || facts.nodes.length === 0 ? [`${name}0`] : facts.nodes.map((node) => node.name);
  for (const node of names) {
    const text = await docker.containerLog(`buildx_buildkit_${node}`, lines);
    if (text === undefined || text.trim() === '') continue;
    await log.group(`BuildKit's log on node ${node}`, () => log.untrusted(async (write) => write(text)));
  }
}
