import type { BuildRequest, SecretSource } from '../build/args.ts';
import type { OutputPlan } from '../build/outputs.ts';
import type { Inputs } from '../inputs.ts';
import type { Env } from '../model/env.ts';
import { parseFields } from '../model/list.ts';
import { formatPlatform } from '../model/platform.ts';
import type { Problem } from '../model/problem.ts';
import { type AttestationPlan, planAttestations, visibilityOf } from './attestations.ts';
import { type CachePlan, planCache } from './cache.ts';
import { type ContextPlan, planContext } from './context.ts';

export interface SurfaceFacts {
  readonly env: Env;
  /** The payload of the event, parsed; undefined outside of Actions. */
  readonly event: unknown;
  /** The workspace holds a checkout: a `.git`, or the Dockerfile itself. */
  readonly checkout: boolean;
  readonly outputs: Pick<OutputPlan, 'outputs' | 'noAttestations'>;
}

/** All of a build that is not about platforms and strategies. */
export interface Surface {
  readonly context: ContextPlan;
  readonly cache: CachePlan;
  readonly attestations: AttestationPlan;
  /** What the user should know, from all of them. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/** Decides context, caches and attestations together; each part says why. */
export function planSurface(inputs: Inputs, { env, event, checkout, outputs }: SurfaceFacts): Surface {
  const context = planContext({ ...inputs, secretIds: inputs.secrets.map(({ id }) => id) }, { checkout, env });
  const cache = planCache({ ...inputs, scope: inputs.shard ? shardScope(inputs) : undefined }, env);
  const attestations = planAttestations(inputs, {
    visibility: visibilityOf(event),
    hurdle: outputs.noAttestations,
    image: hasType(outputs.outputs, ['image', 'registry', 'oci', 'docker']),
    registry: hasType(outputs.outputs, ['image', 'registry']),
    env,
  });
  return {
    context,
    cache,
    attestations,
    notes: [...context.notes, ...cache.notes, ...attestations.notes],
    problems: [...context.problems, ...attestations.problems],
  };
}

function hasType(outputs: readonly string[], types: readonly string[]): boolean {
  return outputs.some((output) =>
    parseFields(output).some(({ key, value = '' }) => key === 'type' && types.includes(value)),
  );
}

/** Jobs of a matrix that shared one scope would overwrite each other's cache. */
function shardScope({ platforms }: Inputs): string {
  return ['buildkit', ...platforms.map((platform) => formatPlatform(platform).replaceAll('/', '-'))].join('-');
}

/** The part of a build request that follows from inputs and surface; the caller adds builder, platforms, file and outputs. */
export function surfaceRequest(
  inputs: Inputs,
  { context, cache, attestations }: Surface,
  secrets: readonly SecretSource[],
): Omit<BuildRequest, 'builder' | 'platforms' | 'dockerfile' | 'outputs' | 'progress'> {
  return {
    context: context.context,
    buildContexts: context.buildContexts,
    tags: [],
    labels: inputs.labels,
    annotations: inputs.annotations,
    buildArgs: inputs.buildArgs,
    target: inputs.target,
    noCache: inputs.noCache,
    noCacheFilters: inputs.noCacheFilters,
    pull: inputs.pull,
    cacheFrom: cache.from,
    cacheTo: cache.to,
    secrets,
    ssh: inputs.ssh,
    attests: attestations.attests,
    provenance: attestations.provenance,
    sbom: attestations.sbom,
    addHosts: inputs.addHosts,
    allow: inputs.allow,
    network: inputs.network,
    cgroupParent: inputs.cgroupParent,
    shmSize: inputs.shmSize,
    ulimit: inputs.ulimit,
    call: inputs.call,
  };
}
