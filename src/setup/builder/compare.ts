import type { BuilderSpec } from '../../docker/builder-spec.ts';
import type { BuilderFacts, NodeFacts } from '../../facts/facts.ts';
import { keyValue, parseFields } from '../../model/list.ts';
import { formatPlatform } from '../../platform/platform.ts';

/** What was asked for and is otherwise in a builder that exists; one sentence each. What was not asked for is no difference. */
export function differences(spec: BuilderSpec, facts: BuilderFacts, config: string | undefined): string[] {
  const [first] = facts.nodes;
  const found: string[] = [];
  if (spec.driver !== facts.driver) found.push(`its driver is ${facts.driver}, asked for is ${spec.driver}`);
  if (first === undefined) return [...found, 'it has no node'];
  const nodes = 1 + spec.append.length;
  if (spec.append.length > 0 && facts.nodes.length !== nodes)
    found.push(`the number of its nodes is ${facts.nodes.length}, asked for are ${nodes}`);
  if (spec.endpoint !== undefined && spec.endpoint !== first.endpoint)
    found.push(`its endpoint is ${first.endpoint}, asked for is ${spec.endpoint}`);
  return [
    ...found,
    ...optionDifferences(spec.driverOpts, first),
    ...nodeDifferences(spec, first, config),
    ...appendedDifferences(spec, facts),
  ];
}

/** Nodes are made in the order of `append`; one with a name is looked up by it. */
function appendedDifferences({ append, ...spec }: BuilderSpec, { nodes }: BuilderFacts): string[] {
  return append.flatMap((wanted, at) => {
    const node = wanted.name === undefined ? nodes[at + 1] : nodes.find(({ name }) => name === wanted.name);
    if (node === undefined) return wanted.name === undefined ? [] : [`it has no node ${wanted.name}`];
    const endpoint =
      wanted.endpoint === undefined || wanted.endpoint === node.endpoint
        ? []
        : [`its endpoint is ${node.endpoint}, asked for is ${wanted.endpoint}`];
    const own: BuilderSpec = {
      ...spec,
      append: [],
      allow: [],
      driverOpts: wanted.driverOpts,
      buildkitdFlags: wanted.buildkitdFlags ?? '',
      platforms: wanted.platforms ?? [],
    };
    const all = [...endpoint, ...optionDifferences(own.driverOpts, node), ...nodeDifferences(own, node, undefined)];
    return all.map((difference) => `of node ${node.name}, ${difference}`);
  });
}

function optionDifferences(driverOpts: readonly string[], node: NodeFacts): string[] {
  const wanted = driverOpts.flatMap((option) => (option.includes(',') ? parseFields(option) : [keyValue(option)]));
  return wanted.flatMap(({ key, value = '' }) => {
    const has = node.driverOpts[key];
    if (has === value) return [];
    return [`its driver option ${key} is ${has === undefined ? 'not set' : has}, asked for is ${value}`];
  });
}

function nodeDifferences(spec: BuilderSpec, node: NodeFacts, config: string | undefined): string[] {
  const found: string[] = [];
  const flags = (spec.buildkitdFlags ?? '').split(/\s+/).filter((flag) => flag !== '');
  const missing = flags.filter((flag) => !node.flags.includes(flag));
  if (missing.length > 0) found.push(`its BuildKit runs without the flags ${missing.join(' ')}`);
  if (config !== undefined && config.trim() !== (node.configFiles['buildkitd.toml'] ?? '').trim())
    found.push('its BuildKit has another configuration');
  const has = node.platforms.map(formatPlatform);
  const lacking = (spec.platforms ?? []).filter((platform) => !has.includes(platform));
  if (lacking.length > 0 && has.length > 0) found.push(`it has no ${lacking.join(', ')}`);
  const allowed = node.flags.join(' ');
  const refused = spec.allow.filter((entitlement) => !allowed.includes(entitlement));
  if (refused.length > 0) found.push(`it does not allow ${refused.join(', ')}`);
  return found;
}
