import type { BaseFacts, BuilderFacts, EngineFacts, NodeFacts } from '../facts/facts.ts';
import {
  asList,
  asNumber,
  asObject,
  asText,
  asTexts,
  asTextsByName,
  type Json,
  parseJson,
  textMembers,
} from '../model/json.ts';
import { own } from '../model/own.ts';
import { UserError } from '../model/problem.ts';
import { plainText, shortened } from '../model/text.ts';
import { formatPlatform, normalise, type Platform, platformNamed, samePlatform } from '../platform/platform.ts';

/** What a program answered that cannot be read. */
function unreadable(command: string, wanted: string, answer: string): UserError {
  const said = shortened(plainText(answer.trim()).replace(/\s+/g, ' '), SHOWN);
  return new UserError({
    what: `${command} answered with something that is no ${wanted}`,
    why: said === '' ? 'the answer is empty' : `it begins with ${said}`,
    instead: `see what ${command} prints; with buildx-version: latest it may be another`,
  });
}

/** How much is shown of an answer that cannot be read. */
const SHOWN = 40;

/** Reads `docker info --format '{{json .}}'`; undefined when no engine answered it: another program's `docker` may answer with text. */
export function parseInfo(json: string): EngineFacts | undefined {
  const info = asObject(parseJson(json));
  const version = asText(info.ServerVersion);
  const os = asText(info.OSType);
  if (!version || !os || asList(info.ServerErrors).length > 0) return undefined;
  const machine = asText(info.Architecture) ?? '';
  // named as `uname -m` does
  const { architecture, variant } = platformNamed(machine) ?? { architecture: machine, variant: '' };
  return {
    version,
    platform: normalise({ os, architecture, variant }),
    multiPlatformStore: asList(info.DriverStatus).some((pair) => {
      const [key, value] = asTexts(pair);
      return key === 'driver-type' && value?.startsWith('io.containerd.snapshotter') === true;
    }),
    rootless: asTexts(info.SecurityOptions).some((option) => option.split(',').includes('name=rootless')),
  };
}

/** `github.com/docker/buildx v0.38.2 8a1b…`, also with a distribution's suffix: `0.12.1`, `v0.5.1-docker`. */
export function parseBuildxVersion(text: string): string | undefined {
  return /\bv?(\d+\.\d+\.\d+\S*)/.exec(text)?.[1];
}

/**
 * Reads `buildx ls --format '{{json .}}'`: one builder a line, and some buildx write each line once per node.
 *
 * @throws {UserError} for a line that is no builder
 */
export function parseBuilders(text: string): BuilderFacts[] {
  const found = new Map<string, BuilderFacts>();
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue;
    const builder = asObject(parseJson(line));
    const name = asText(builder.Name);
    if (name === undefined) throw unreadable('docker buildx ls', 'list of builders', line);
    found.set(name, {
      name,
      driver: asText(builder.Driver) ?? '',
      current: builder.Current === true,
      nodes: once(asList(builder.Nodes).map((node) => parseNode(asObject(node)))),
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

function parseNode(node: Json): NodeFacts {
  const { Version: version, Err: error } = textMembers(node, ['Version', 'Err']);
  return {
    name: asText(node.Name) ?? '',
    endpoint: asText(node.Endpoint) ?? '',
    status: asText(node.Status) ?? '',
    platforms: uniquePlatforms(asTexts(node.Platforms)),
    driverOpts: asTextsByName(node.DriverOpts),
    flags: asTexts(node.Flags),
    configFiles: Object.fromEntries(
      Object.entries(asTextsByName(node.Files)).map(([name, content]) => [
        name,
        Buffer.from(content, 'base64').toString('utf8'),
      ]),
    ),
    ...(version ? { version } : {}),
    ...(error ? { error } : {}),
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

/**
 * Reads `imagetools inspect --format '{{json .}}'`.
 *
 * @throws {UserError} when it is no image
 */
export function parseImage(json: string): ImageInspect {
  const raw = asObject(parseJson(json));
  const manifest = asObject(raw.manifest);
  const digest = asText(manifest.digest);
  if (digest === undefined) throw unreadable('docker buildx imagetools inspect', 'image', json);
  const manifests = asList(manifest.manifests).map((entry) => parseEntry(asObject(entry)));
  const image = parseConfigs(asObject(raw.image));
  const byPlatform = configsByPlatform(image);
  const ofList =
    manifests.length === 0
      ? {}
      : configsOfList(
          image,
          manifests.map(({ platform }) => platform).filter((one) => one !== 'unknown/unknown'),
        );
  const byDigest =
    manifests.length === 0
      ? Object.values(byPlatform).map((config) => [digest, config] as const)
      : manifests.flatMap((entry) => {
          const config = own(ofList, entry.platform) ?? own(byPlatform, entry.platform);
          return config === undefined ? [] : [[entry.digest, config] as const];
        });
  return {
    name: asText(raw.name) ?? '',
    digest,
    mediaType: asText(manifest.mediaType) ?? '',
    manifests,
    configs: { ...byPlatform, ...Object.fromEntries(byDigest) },
    base: baseFacts(Object.values(byPlatform)),
  };
}

function parseEntry(entry: Json): ManifestEntry {
  const { os = 'unknown', architecture = 'unknown', variant = '' } = textMembers(asObject(entry.platform), PLATFORM);
  return {
    digest: asText(entry.digest) ?? '',
    mediaType: asText(entry.mediaType) ?? '',
    size: asNumber(entry.size) ?? 0,
    platform: platformName({ os, architecture, variant }),
    annotations: asTextsByName(entry.annotations),
  };
}

const PLATFORM = ['os', 'architecture', 'variant'] as const;

/** An image's config with what is used of it as it must be; the rest is left alone. */
function parseConfig(value: unknown): ImageConfig {
  const { os: _os, architecture: _architecture, variant: _variant, config, ...rest } = asObject(value);
  const platform = textMembers(asObject(value), PLATFORM);
  return { ...rest, ...platform, ...(config === undefined || config === null ? {} : { config: parseRun(config) }) };
}

function parseRun(value: unknown): NonNullable<ImageConfig['config']> {
  const { Env, User, OnBuild, Entrypoint, Cmd, Labels, ...rest } = asObject(value);
  const user = asText(User);
  return {
    ...rest,
    ...(user === undefined ? {} : { User: user }),
    ...(Array.isArray(Env) ? { Env: asTexts(Env) } : {}),
    ...(Array.isArray(OnBuild) ? { OnBuild: asTexts(OnBuild) } : {}),
    ...(Array.isArray(Entrypoint) ? { Entrypoint: asTexts(Entrypoint) } : {}),
    ...(Array.isArray(Cmd) ? { Cmd: asTexts(Cmd) } : {}),
    ...(Labels === undefined || Labels === null ? {} : { Labels: asTextsByName(Labels) }),
  };
}

/** By the platform under which the list names them, whatever they say themselves: the two are compared. */
function configsOfList(configs: Configs, images: readonly string[]): Record<string, ImageConfig> {
  // with one image in the list, buildx shows its config alone
  const only = images.length === 1 && configs.has('') ? [[images[0] ?? '', configs.get('') ?? {}] as const] : configs;
  return Object.fromEntries(
    [...only].map(([key, config]) => {
      const [os = '', architecture = '', variant = ''] = key.split('/');
      return [platformName({ os, architecture, variant }), config];
    }),
  );
}

/** By the platform that buildx names; an image's only one has none. */
type Configs = ReadonlyMap<string, ImageConfig>;

function parseConfigs(image: Json): Configs {
  if (asText(image.architecture) !== undefined) return new Map([['', parseConfig(image)]]);
  return new Map(Object.entries(image).map(([name, config]) => [name, parseConfig(config)]));
}

function configsByPlatform(configs: Configs): Record<string, ImageConfig> {
  return Object.fromEntries(
    [...configs.values()].flatMap((config) => {
      const { os = 'linux', architecture, variant = '' } = config;
      return architecture === undefined ? [] : [[platformName({ os, architecture, variant }), config]];
    }),
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

/**
 * Reads what the binfmt image prints at its end: the names of the emulators that are registered, such as `qemu-arm`.
 *
 * @throws {UserError} when that cannot be read
 */
export function parseBinfmt(stdout: string): {
  readonly supported: readonly string[];
  readonly emulators: readonly string[];
} {
  const start = stdout.indexOf('{');
  if (start < 0) return { supported: [], emulators: [] };
  const answer = parseJson(stdout.slice(start, stdout.lastIndexOf('}') + 1));
  if (answer === undefined) throw unreadable('the image that registers emulators', 'list of emulators', stdout);
  const { supported, emulators } = asObject(answer);
  return { supported: asTexts(supported), emulators: asTexts(emulators) };
}
