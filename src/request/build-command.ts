import { formatFields } from '../model/list.ts';

/** A secret as buildx takes it; where the value comes from, never the value. */
export type SecretSource =
  | { readonly id: string; readonly env: string; readonly src?: never }
  | { readonly id: string; readonly src: string; readonly env?: never };

/** One `docker buildx build`. Lists are passed on in their order; an empty or undefined member leaves its flag out. */
export interface BuildRequest {
  readonly builder?: string | undefined;
  /** As BuildKit names them, such as `linux/arm/v7`. */
  readonly platforms: readonly string[];
  /** `stdin`: the text is written to the child's standard input. */
  readonly dockerfile: { readonly file: string } | { readonly stdin: true };
  /** A folder or a git URL. */
  readonly context: string;
  readonly tags: readonly string[];
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly buildArgs: readonly string[];
  readonly buildContexts: Readonly<Record<string, string>>;
  readonly target?: string | undefined;
  readonly outputs: readonly string[];
  readonly noCache: boolean;
  readonly noCacheFilters: readonly string[];
  readonly pull: boolean;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly secrets: readonly SecretSource[];
  readonly ssh: readonly string[];
  readonly attests: readonly string[];
  readonly provenance?: string | undefined;
  readonly sbom?: string | undefined;
  readonly addHosts: readonly string[];
  readonly allow: readonly string[];
  readonly network?: string | undefined;
  readonly cgroupParent?: string | undefined;
  readonly shmSize?: string | undefined;
  readonly ulimit: readonly string[];
  readonly call?: string | undefined;
  readonly metadataFile?: string | undefined;
  readonly iidFile?: string | undefined;
  readonly progress: 'rawjson' | 'plain' | 'quiet';
}

export interface BuildCommand {
  /** Arguments after `buildx`. Every value is joined to its flag, so that none can be read as a flag itself. */
  readonly args: string[];
  /** Variables for the child, on top of what it inherits. */
  readonly env: Record<string, string>;
}

/** The arguments of one build, in a fixed order. */
export function buildArgs(request: BuildRequest): BuildCommand {
  const args = [
    'build',
    ...one('progress', request.progress),
    ...one('builder', request.builder),
    ...one('platform', request.platforms.join(',')),
    ...one('file', 'file' in request.dockerfile ? request.dockerfile.file : '-'),
    ...one('target', request.target),
    ...one('call', request.call),
    ...each('tag', request.tags),
    ...each('label', request.labels),
    ...each('annotation', request.annotations),
    ...each('build-arg', request.buildArgs),
    ...each(
      'build-context',
      Object.entries(request.buildContexts).map(([name, value]) => `${name}=${value}`),
    ),
    ...each('output', request.outputs),
    ...cacheArgs(request),
    ...each('secret', request.secrets.map(secretField)),
    ...each('ssh', request.ssh),
    ...each('attest', request.attests),
    ...one('provenance', request.provenance),
    ...one('sbom', request.sbom),
    ...runArgs(request),
    ...one('metadata-file', request.metadataFile),
    ...one('iidfile', request.iidFile),
    '--',
    request.context,
  ];
  return { args, env: request.metadataFile === undefined ? {} : { BUILDX_METADATA_WARNINGS: 'true' } };
}

function cacheArgs(request: BuildRequest): string[] {
  return [
    ...(request.noCache ? ['--no-cache'] : []),
    ...each('no-cache-filter', request.noCacheFilters),
    ...(request.pull ? ['--pull'] : []),
    ...each('cache-from', request.cacheFrom),
    ...each('cache-to', request.cacheTo),
  ];
}

function runArgs(request: BuildRequest): string[] {
  return [
    // the only flag of these that buildx splits at commas
    ...each('add-host', request.addHosts.map(quoted)),
    ...each('allow', request.allow),
    ...one('network', request.network),
    ...one('cgroup-parent', request.cgroupParent),
    ...one('shm-size', request.shmSize),
    ...each('ulimit', request.ulimit),
  ];
}

function secretField({ id, env, src }: SecretSource): string {
  return formatFields([
    { key: 'id', value: id },
    env === undefined ? { key: 'src', value: src } : { key: 'env', value: env },
  ]);
}

function quoted(value: string): string {
  return formatFields([{ key: value, value: undefined }]);
}

function one(flag: string, value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : [`--${flag}=${value}`];
}

function each(flag: string, values: readonly string[]): string[] {
  return values.map((value) => `--${flag}=${value}`);
}
