import { own } from '../model/own.ts';
import { formatPlatform, normalise, type Platform, samePlatform } from '../model/platform.ts';
import type { BaseFacts, BuilderFacts, EngineFacts, NodeFacts } from '../plan/types.ts';

/** `docker info` names architectures as `uname -m` does. */
const MACHINES: Readonly<Record<string, readonly [string, string]>> = {
  x86_64: ['amd64', ''],
  amd64: ['amd64', ''],
  i386: ['386', ''],
  i686: ['386', ''],
  aarch64: ['arm64', ''],
  arm64: ['arm64', ''],
  armv5tel: ['arm', 'v5'],
  armv6l: ['arm', 'v6'],
  armv7l: ['arm', 'v7'],
  armhf: ['arm', 'v7'],
  ppc64le: ['ppc64le', ''],
  s390x: ['s390x', ''],
  riscv64: ['riscv64', ''],
  loongarch64: ['loong64', ''],
  mips64: ['mips64', ''],
};

interface DockerInfo {
  readonly ServerVersion?: string;
  readonly OSType?: string;
  readonly Architecture?: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly SecurityOptions?: readonly string[] | null;
  readonly ServerErrors?: readonly string[] | null;
}

/** Reads `docker info --format '{{json .}}'`; undefined when no engine answered it. */
export function parseInfo(json: string): EngineFacts | undefined {
  const info = readInfo(json);
  if (info === undefined || !info.ServerVersion || !info.OSType || (info.ServerErrors ?? []).length > 0)
    return undefined;
  const machine = info.Architecture ?? '';
  const [architecture, variant] = own(MACHINES, machine) ?? [machine, ''];
  return {
    version: info.ServerVersion,
    platform: normalise({ os: info.OSType, architecture, variant }),
    multiPlatformStore: (info.DriverStatus ?? []).some(
      ([key, value]) => key === 'driver-type' && value.startsWith('io.containerd.snapshotter'),
    ),
    rootless: (info.SecurityOptions ?? []).some((option) => option.split(',').includes('name=rootless')),
  };
}

/** A `docker` that is another program's may answer with text. */
function readInfo(json: string): DockerInfo | undefined {
  try {
    return (JSON.parse(json) as DockerInfo | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** `github.com/docker/buildx v0.38.2 8a1b…`, also with a distribution's suffix: `0.12.1`, `v0.5.1-docker`. */
export function parseBuildxVersion(text: string): string | undefined {
  return /\bv?(\d+\.\d+\.\d+\S*)/.exec(text)?.[1];
}

interface BuildxNode {
  readonly Name: string;
  readonly Endpoint: string;
  readonly Version?: string;
  readonly Status?: string;
  readonly Err?: string;
  readonly Platforms?: readonly string[] | null;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly Flags?: readonly string[] | null;
  readonly Files?: Readonly<Record<string, string>> | null;
}

interface BuildxBuilder {
  readonly Name: string;
  readonly Driver: string;
  readonly Current?: boolean;
  readonly Nodes?: readonly BuildxNode[] | null;
}

/** Reads `buildx ls --format '{{json .}}'`: one builder a line, and some buildx write each line once per node. */
export function parseBuilders(text: string): BuilderFacts[] {
  const found = new Map<string, BuilderFacts>();
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue;
    const builder = JSON.parse(line) as BuildxBuilder;
    found.set(builder.Name, {
      name: builder.Name,
      driver: builder.Driver,
      current: builder.Current === true,
      nodes: once((builder.Nodes ?? []).map(parseNode)),
    });
  }
  return [...found.values()];
}

/** buildx lists a node of the kubernetes driver once per pod, by the same name; a build goes to one of them. */
function once(nodes: readonly NodeFacts[]): NodeFacts[] {
  const found = new Map<string, NodeFacts>();
  for (const node of nodes) if (found.get(node.name)?.status !== 'running') found.set(node.name, node);
  return [...found.values()];
}

function parseNode(node: BuildxNode): NodeFacts {
  return {
    name: node.Name,
    endpoint: node.Endpoint,
    status: node.Status ?? '',
    platforms: uniquePlatforms(node.Platforms ?? []),
    driverOpts: node.DriverOpts ?? {},
    flags: node.Flags ?? [],
    configFiles: Object.fromEntries(
      Object.entries(node.Files ?? {}).map(([name, content]) => [
        name,
        Buffer.from(content, 'base64').toString('utf8'),
      ]),
    ),
    ...(node.Version ? { version: node.Version } : {}),
    ...(node.Err ? { error: node.Err } : {}),
  };
}

function uniquePlatforms(texts: readonly string[]): Platform[] {
  const all: Platform[] = [];
  for (const text of texts) {
    // a star marks platforms that were given to the node, not found on it
    const [os = '', architecture = '', variant = ''] = text.replace(/\*$/, '').split('/');
    const platform = normalise({ os, architecture, variant });
    if (!all.some((one) => samePlatform(one, platform))) all.push(platform);
  }
  return all;
}

/** The part of an image's config that is used here; all else stays in it. */
export interface ImageConfig {
  readonly architecture?: string;
  readonly os?: string;
  readonly variant?: string;
  readonly config?: {
    readonly Env?: readonly string[] | null;
    readonly User?: string;
    readonly OnBuild?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
  };
}

export interface ManifestEntry {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
  /** `linux/arm64`; `unknown/unknown` for an attestation. */
  readonly platform: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An image in a registry. */
export interface ImageInspect {
  readonly name: string;
  readonly digest: string;
  readonly mediaType: string;
  /** Of a manifest list or index; empty for an image of one platform. */
  readonly manifests: readonly ManifestEntry[];
  /** By platform, and by the digest of the manifest that it belongs to. */
  readonly configs: Readonly<Record<string, ImageConfig>>;
  /** What a stage that starts from the image inherits; of the first platform. */
  readonly base: BaseFacts;
}

interface RawInspect {
  readonly name: string;
  readonly manifest: {
    readonly digest: string;
    readonly mediaType: string;
    readonly manifests?: readonly {
      readonly digest: string;
      readonly mediaType: string;
      readonly size: number;
      readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
      readonly annotations?: Readonly<Record<string, string>>;
    }[];
  };
  /** One config, or one by platform for a list. */
  readonly image?: ImageConfig | Readonly<Record<string, ImageConfig>> | null;
}

/** Reads `imagetools inspect --format '{{json .}}'`. */
export function parseImage(json: string): ImageInspect {
  const raw = JSON.parse(json) as RawInspect;
  const manifests = (raw.manifest.manifests ?? []).map(({ digest, mediaType, size, platform, annotations }) => ({
    digest,
    mediaType,
    size,
    platform: platform === undefined ? 'unknown/unknown' : platformName(platform),
    annotations: annotations ?? {},
  }));
  const byPlatform = configsByPlatform(raw.image ?? {});
  const ofList =
    manifests.length === 0
      ? {}
      : configsOfList(
          raw.image ?? {},
          manifests.map(({ platform }) => platform).filter((one) => one !== 'unknown/unknown'),
        );
  const byDigest =
    manifests.length === 0
      ? Object.values(byPlatform).map((config) => [raw.manifest.digest, config] as const)
      : manifests.flatMap(({ digest, platform }) => {
          const config = ofList[platform] ?? byPlatform[platform];
          return config === undefined ? [] : [[digest, config] as const];
        });
  return {
    name: raw.name,
    digest: raw.manifest.digest,
    mediaType: raw.manifest.mediaType,
    manifests,
    configs: { ...byPlatform, ...Object.fromEntries(byDigest) },
    base: baseFacts(Object.values(byPlatform)),
  };
}

/** By the platform under which the list names them, whatever they say themselves: the two are compared. */
function configsOfList(
  image: NonNullable<RawInspect['image']>,
  images: readonly string[],
): Record<string, ImageConfig> {
  // with one image in the list, buildx shows its config alone
  const only = images.length === 1 && typeof image.architecture === 'string' ? { [images[0] ?? '']: image } : image;
  return Object.fromEntries(
    Object.entries(only as Readonly<Record<string, ImageConfig>>).map(([key, config]) => {
      const [os = '', architecture = '', variant = ''] = key.split('/');
      return [platformName({ os, architecture, variant }), config];
    }),
  );
}

function configsByPlatform(image: NonNullable<RawInspect['image']>): Record<string, ImageConfig> {
  const single = image as ImageConfig;
  const all = typeof single.architecture === 'string' ? [single] : Object.values(image as Record<string, ImageConfig>);
  return Object.fromEntries(
    all.flatMap((config) =>
      config.architecture === undefined
        ? []
        : [
            [
              platformName({
                os: config.os ?? 'linux',
                architecture: config.architecture,
                variant: config.variant ?? '',
              }),
              config,
            ],
          ],
    ),
  );
}

function platformName(platform: {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}): string {
  return formatPlatform(normalise({ ...platform, variant: platform.variant ?? '' }));
}

function baseFacts(configs: readonly ImageConfig[]): BaseFacts {
  const config = configs[0]?.config ?? {};
  const env = (config.Env ?? []).map((entry) => {
    const at = entry.indexOf('=');
    return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
  });
  return {
    env: Object.fromEntries(env),
    user: config.User ?? '',
    onbuild: config.OnBuild ?? [],
    platforms: configs.map(({ os = 'linux', architecture = '', variant = '' }) =>
      normalise({ os, architecture, variant }),
    ),
  };
}

/** Reads what the binfmt image prints at its end: the names of the emulators that are registered, such as `qemu-arm`. */
export function parseBinfmt(stdout: string): {
  readonly supported: readonly string[];
  readonly emulators: readonly string[];
} {
  const start = stdout.indexOf('{');
  if (start < 0) return { supported: [], emulators: [] };
  const { supported, emulators } = JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1)) as {
    supported?: string[] | null;
    emulators?: string[] | null;
  };
  return { supported: supported ?? [], emulators: emulators ?? [] };
}
