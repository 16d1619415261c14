import type { BuilderSpec } from '../docker/spec.ts';
import type { NodeInput } from '../inputs/yaml.ts';
import type { Inputs } from '../inputs.ts';
import { formatPlatform } from '../model/platform.ts';

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
