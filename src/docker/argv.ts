import type { NodeSpec } from './builder-spec.ts';

/**
 * Arguments of `buildx create` for one node. The first makes the builder, the others are appended; never `--use`,
 * which changes what other jobs of the machine build with.
 */
export function createArgs(name: string, spec: NodeSpec, index: number): string[] {
  return [
    'create',
    ...(index === 0 ? [] : ['--append']),
    `--name=${name}`,
    ...(spec.node === undefined ? [] : [`--node=${spec.node}`]),
    // a node that is appended has the driver of its builder
    ...(index === 0 ? [`--driver=${spec.driver}`] : []),
    ...spec.driverOpts.map((option) => `--driver-opt=${quoteOption(option)}`),
    ...(spec.buildkitdFlags === undefined ? [] : [`--buildkitd-flags=${spec.buildkitdFlags}`]),
    ...(spec.config === undefined ? [] : [`--buildkitd-config=${spec.config}`]),
    ...(spec.platforms === undefined || spec.platforms.length === 0 ? [] : [`--platform=${spec.platforms.join(',')}`]),
    ...(spec.endpoint === undefined ? [] : ['--', spec.endpoint]),
  ];
}

/**
 * buildx reads an option as CSV, so `env.no_proxy=a,b` would be two. It is quoted unless every part is a key with a
 * value of its own (`image=x,network=host`), or it is quoted already.
 */
export function quoteOption(option: string): string {
  if (!option.includes(',') || option.includes('"')) return option;
  const several = option.split(',').every((part) => /^[A-Za-z][\w.-]*=/.test(part.trim()));
  return several ? option : `"${option}"`;
}

/** Arguments of `imagetools create`: one manifest list from images that are pushed already. */
export function tagArgs(request: {
  readonly sources: readonly string[];
  readonly tags: readonly string[];
  readonly builder?: string;
  readonly annotations?: readonly string[];
}): string[] {
  return [
    'imagetools',
    'create',
    ...(request.builder === undefined ? [] : [`--builder=${request.builder}`]),
    ...(request.annotations ?? []).map((annotation) => `--annotation=${annotation}`),
    // one image stays byte for byte what it is; without this buildx wraps a manifest in an index of another digest
    ...(request.sources.length === 1 ? ['--prefer-index=false'] : []),
    ...request.tags.map((tag) => `--tag=${tag}`),
    '--',
    ...request.sources,
  ];
}

/** What one try of an image may take of the machine; a server starts within it, and a loop that forks or allocates ends. */
const LIMITS = ['--memory=2g', '--pids-limit=1024'];

/**
 * Arguments of `docker run` for one try of an image: a name by which it can be removed, no network unless asked for, no
 * program that gets more rights than it was started with, and limits.
 */
export function runArgs(request: {
  readonly name: string;
  readonly image: string;
  readonly platform: string;
  readonly network?: boolean;
  readonly args?: readonly string[];
}): string[] {
  return [
    'run',
    '--rm',
    `--name=${request.name}`,
    `--platform=${request.platform}`,
    ...(request.network === true ? [] : ['--network=none']),
    '--security-opt=no-new-privileges',
    ...LIMITS,
    // no `--` before the image: docker would take it for the image's name
    request.image,
    ...(request.args ?? []),
  ];
}
