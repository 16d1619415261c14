import type { Docker } from '../../docker/docker.ts';
import type { NodeFacts } from '../../facts/facts.ts';
import type { World } from '../../system/ports.ts';

/** How much of each node's log is shown, in lines. */
const LINES = 30;
const MINUTE = 60_000;

/**
 * Prints the end of the BuildKit log of every node: of its container, on whichever engine that is, or of its pods. A
 * BuildKit that somebody else started shows its log to nobody, unless it is a container that the endpoint names.
 * Never throws.
 */
export async function showLogs(
  { log, exec }: Pick<World, 'log' | 'exec'>,
  docker: Docker,
  name: string,
  lines = LINES,
): Promise<void> {
  const facts = await docker.builder(name).catch(() => undefined);
  const nodes = facts === undefined || facts.nodes.length === 0 ? [{ name: `${name}0`, endpoint: '' }] : facts.nodes;
  for (const node of nodes) {
    const text =
      facts?.driver === 'kubernetes' ? await podLogs(exec, node, lines) : await containerLog(docker, node, lines);
    if (text === undefined || text.trim() === '') continue;
    await log.group(`BuildKit's log on node ${node.name}`, () => log.untrusted(async (write) => write(text)));
  }
}

type Node = Pick<NodeFacts, 'name' | 'endpoint'> & Partial<Pick<NodeFacts, 'driverOpts'>>;

function containerLog(docker: Docker, { name, endpoint }: Node, lines: number): Promise<string | undefined> {
  const named = /^docker-container:\/\/([^/?]+)/.exec(endpoint)?.[1];
  if (named !== undefined) return docker.containerLog(named, lines);
  return docker.at(endpoint === '' ? undefined : endpoint).containerLog(`buildx_buildkit_${name}`, lines);
}

/** The logs of a node's pods, which buildx labels with the name of their deployment; undefined without kubectl. */
async function podLogs(
  exec: World['exec'],
  { name, endpoint, driverOpts }: Node,
  lines: number,
): Promise<string | undefined> {
  const query = new URLSearchParams(endpoint.replace(/^[^?]*\??/, ''));
  const deployment = query.get('deployment') || name.replaceAll('_', '-');
  const kubeconfig = query.get('kubeconfig') ?? '';
  const namespace = driverOpts?.namespace ?? '';
  const args = [
    'logs',
    ...(kubeconfig === '' ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(namespace === '' ? [] : [`--namespace=${namespace}`]),
    `--selector=app=${deployment}`,
    '--all-containers',
    '--prefix',
    `--tail=${lines}`,
  ];
  const result = await exec.run('kubectl', args, { timeoutMs: MINUTE });
  return result.code === 0 ? result.stdout : undefined;
}
