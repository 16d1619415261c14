import type { BuilderSpec } from '../docker/spec.ts';
import type { NodeInput } from '../inputs/yaml.ts';
import type { Inputs } from '../inputs.ts';
import { formatPlatform, type Platform, parsePlatform } from '../model/platform.ts';

/** The builder that the inputs ask for. Pure. */
export function builderSpec(inputs: Inputs, nodes: readonly NodeInput[]): BuilderSpec {
  return {
    driver: inputs.driver,
    // the runner hands the default over as if it had been written, so only another one is known to be asked for
    driverAsked: inputs.driver !== 'docker-container',
    driverOpts: inputs.driverOpts,
    append: nodes,
    tls: inputs.tls,
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

/**
 * The machines of the builder that the inputs ask for, the first platform of each node. A node that names none is the
 * engine's machine when it is on that engine, and else unknown until it runs, so it is left out. Pure.
 */
export function declaredNodes(
  inputs: Pick<Inputs, 'driver' | 'endpoint' | 'builderPlatforms'>,
  nodes: readonly NodeInput[],
  engine: Platform | undefined,
): Platform[] {
  const here = inputs.driver === 'docker-container' || inputs.driver === 'docker' ? engine : undefined;
  const first = inputs.builderPlatforms[0] ?? (inputs.endpoint === undefined ? here : undefined);
  const others = nodes.map(({ platforms: [text = ''], endpoint }) => {
    const parsed = parsePlatform(text);
    return 'platform' in parsed ? parsed.platform : endpoint === undefined ? here : undefined;
  });
  return [first, ...others].filter((platform) => platform !== undefined);
}
