import type { BuilderFacts, NodeFacts } from '../../facts/facts.ts';
import type { World } from '../../system/ports.ts';

/** Milliseconds that a machine has to answer. */
const PATIENCE = 10_000;

/**
 * Why nodes do not run, one sentence for each. For a `tcp://` node, buildx only says that its time ran out, whether
 * the machine is off or the certificates are wrong; one plain connection tells the two apart.
 */
export async function diagnose(world: Pick<World, 'http' | 'clock'>, facts: BuilderFacts): Promise<string[]> {
  const down = facts.nodes.filter(({ status, error }) => status !== 'running' || error !== undefined);
  const sentences = await Promise.all(down.map(async (node) => (await probe(world, node)) ?? node.error));
  return sentences.flatMap((sentence, index) => {
    const node = down[index];
    return sentence === undefined || node === undefined ? [] : [`node ${node.name} (${node.endpoint}): ${sentence}`];
  });
}

async function probe(
  { http, clock }: Pick<World, 'http' | 'clock'>,
  { endpoint }: NodeFacts,
): Promise<string | undefined> {
  const address = /^tcp:\/\/([^/]+)/.exec(endpoint)?.[1];
  if (address === undefined) return undefined;
  const late = clock.sleep(PATIENCE).then(() => 'ETIMEDOUT');
  const asked = http.get(`http://${address}/`, { maxBytes: 1 << 16 }).then(
    () => 'an answer',
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  const found = await Promise.race([asked, late]);
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/.test(found))
    return `nothing answers there (${found}); check the address, and that BuildKit runs and listens on it`;
  return 'something answers there but does not let us in; check tls-cacert, tls-cert and tls-key, and that the name in the address is in its certificate';
}
