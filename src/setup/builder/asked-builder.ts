import type { BuilderSpec } from '../../docker/builder-spec.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { NodeInput } from '../../inputs/yaml.ts';
import { formatPlatform, type Platform, parsePlatform } from '../../platform/platform.ts';

/** The builder that the inputs ask for. Pure. */
export function builderSpec(inputs: Inputs, nodes: readonly NodeInput[]): BuilderSpec {
  return {
    driver: inputs.driver,
    // the runner hands the default over as if it had been written, so only another one is known to be asked for
    driverAsked: inputs.driver !== 'docker-container',
    driverOpts: inputs.driverOpts,
    append: nodes,
    tls: inputs.tls,
    retries: inputs.retries,
    keepState: inputs.keepState,
    keepBuilder: inputs.keepBuilder,
    allow: inputs.allow,
    ...(inputs.builder === undefined ? {} : { name: inputs.builder }),
    ...(inputs.buildkitdFlags === undefined ? {} : { buildkitdFlags: inputs.buildkitdFlags }),
    ...(inputs.buildkitdConfig === undefined ? {} : { config: inputs.buildkitdConfig }),
    ...(inputs.buildkitdConfigInline === undefined ? {} : { configInline: inputs.buildkitdConfigInline }),
    ...(inputs.endpoint === undefined ? {} : { endpoint: inputs.endpoint }),
    ...(inputs.builderPlatforms.length === 0 ? {} : { platforms: inputs.builderPlatforms.map(formatPlatform) }),
  };
}

/** What is known of machines before the builder runs. */
export interface Machines {
  /** Of the engine in reach. */
  readonly engine?: Platform | undefined;
  /** Of engines elsewhere, by endpoint. */
  readonly elsewhere?: Readonly<Record<string, Platform>>;
}

type Asked = Pick<Inputs, 'driver' | 'endpoint' | 'builderPlatforms' | 'driverOpts'>;

/**
 * The machines of the builder that the inputs ask for, the first platform of each node. A node that names none is what
 * its engine is, or what its pods are selected by; one of which nothing is known until it runs is left out. Pure.
 */
export function declaredNodes(inputs: Asked, nodes: readonly NodeInput[], machines: Machines): Platform[] {
  const found = (endpoint: string | undefined, driverOpts: readonly string[]): Platform | undefined => {
    if (inputs.driver === 'kubernetes') return selected(driverOpts);
    if (inputs.driver === 'remote') return undefined;
    return endpoint === undefined ? machines.engine : machines.elsewhere?.[endpoint];
  };
  const first = inputs.builderPlatforms[0] ?? found(inputs.endpoint, inputs.driverOpts);
  const others = nodes.map(({ platforms: [text = ''], endpoint, driverOpts }) => {
    const parsed = parsePlatform(text);
    return 'platform' in parsed ? parsed.platform : found(endpoint, driverOpts);
  });
  return [first, ...others].filter((platform) => platform !== undefined);
}

/** The machine that `nodeselector=kubernetes.io/arch=…` chooses. */
function selected(driverOpts: readonly string[]): Platform | undefined {
  const architecture = driverOpts.map((option) => /\bkubernetes\.io\/arch=([a-z0-9]+)/.exec(option)?.[1]).find(Boolean);
  const parsed = parsePlatform(architecture === undefined ? '' : `linux/${architecture}`);
  return 'platform' in parsed ? parsed.platform : undefined;
}

/** The endpoints of engines whose machine nobody named, so that they may be asked. Pure. */
export function unknownEngines(inputs: Asked, nodes: readonly NodeInput[]): string[] {
  if (inputs.driver !== 'docker-container') return [];
  const first = inputs.builderPlatforms.length > 0 ? undefined : inputs.endpoint;
  const others = nodes.map(({ platforms, endpoint }) => (platforms.length > 0 ? undefined : endpoint));
  return [...new Set([first, ...others].filter((endpoint) => endpoint !== undefined))];
}
