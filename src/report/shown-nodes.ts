import type { NodeFacts } from '../facts/facts.ts';
import { formatPlatform } from '../platform/platform.ts';

/** A node as the output `nodes` shows it. */
export interface ShownNode {
  readonly name: string;
  readonly endpoint: string;
  readonly status: string;
  /** The version of BuildKit; empty when the node does not say. */
  readonly buildkit: string;
  /** In the node's order: the first is what its machine is. */
  readonly platforms: readonly string[];
}

/** What later steps are told of the nodes of a builder. */
export function shownNodes(nodes: readonly NodeFacts[]): ShownNode[] {
  return nodes.map(({ name, endpoint, status, version, platforms }) => ({
    name,
    endpoint,
    status,
    buildkit: version ?? '',
    platforms: platforms.map(formatPlatform),
  }));
}
