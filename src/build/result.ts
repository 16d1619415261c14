import type { Docker } from '../docker/docker.ts';
import type { ImageInspect } from '../docker/parse.ts';
import { asList, asNumber, asObject, asText, type Json, parseJson, textMembers } from '../model/json.ts';
import { own } from '../model/own.ts';
import { type Problem, UserError } from '../model/problem.ts';
import { formatPlatform, normalise } from '../platform/platform.ts';
import type { Files } from '../system/ports.ts';

/** A layer of an image. */
export interface ResultLayer {
  readonly digest: string;
  /** Compressed. */
  readonly bytes: number;
  /** The instruction that made it, as the config's history tells; empty when it does not. */
  readonly by: string;
}

/** One platform of a built image. */
export interface ResultPlatform {
  readonly platform: string;
  readonly digest: string;
  /** Compressed bytes of its layers and config. */
  readonly bytes: number;
  /** What the image's config says it is; empty when it says nothing. */
  readonly configPlatform: string;
  readonly layers: readonly ResultLayer[];
}

/** What a build left in a registry or a layout. */
export interface ResultImage {
  readonly digest: string;
  /** Whether it is a manifest list; a single manifest has one platform. */
  readonly list: boolean;
  readonly platforms: readonly ResultPlatform[];
  /** Attestation manifests, which a registry shows as the platform `unknown/unknown`. */
  readonly attestations: number;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

/** Reads a manifest or a list of them. @throws {UserError} when it is none */
function manifestOf(text: string, where: string): Manifest {
  const { manifests, config, layers } = asObject(parseJson(text));
  if (manifests === undefined && config === undefined)
    throw new UserError({
      what: `${where} is no manifest of an image`,
      why: text.trim() === '' ? 'it is empty' : 'it lists neither images nor the config of one',
      instead: 'see what docker buildx imagetools inspect --raw prints for it',
    });
  return {
    ...(manifests === undefined || manifests === null ? {} : { manifests: asList(manifests).map(descriptorOf) }),
    ...(config === undefined || config === null ? {} : { config: descriptorOf(config) }),
    layers: asList(layers).map(descriptorOf),
  };
}

function descriptorOf(value: unknown): Descriptor {
  const { digest, size, platform } = asObject(value);
  const { os, architecture, variant } = textMembers(asObject(platform), ['os', 'architecture', 'variant']);
  return {
    digest: asText(digest) ?? '',
    size: asNumber(size) ?? 0,
    ...(os === undefined || architecture === undefined
      ? {}
      : { platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } }),
  };
}

/** How the steps came about that made a layer each, first to last. */
function madeBy(config: Json): string[] {
  return asList(config.history)
    .map(asObject)
    .filter(({ empty_layer }) => empty_layer !== true)
    .map(({ created_by }) => asText(created_by) ?? '');
}

/** Where manifests and configs come from. */
interface Source {
  manifest(digest: string): Promise<string>;
  /** The config of the image whose manifest has this digest. */
  config(manifest: string, config: string): Promise<Json>;
}

/** Reads an OCI layout folder. @throws when a blob is missing or is no manifest */
export async function readLayout(files: Files, folder: string): Promise<ResultImage> {
  const { manifests } = asObject(parseJson((await files.read(`${folder}/index.json`)) ?? '{}'));
  const root = asList(manifests).map(descriptorOf).at(-1);
  if (root === undefined) throw new Error(`${folder} holds no image`);
  const blob = async (digest: string) => {
    const text = await files.read(`${folder}/blobs/${digest.replace(':', '/')}`);
    if (text === undefined) throw new Error(`${folder} lacks the blob ${digest}`);
    return text;
  };
  return readImage(root.digest, {
    manifest: blob,
    config: async (_manifest, config) => asObject(parseJson(await blob(config))),
  });
}

/** Reads an image in a registry by digest, through buildx and the builder's own registry settings. */
export async function readRegistry(
  docker: Docker,
  name: string,
  digest: string,
  builder: string | undefined,
): Promise<ResultImage> {
  const inspected = await docker.inspectImage(`${name}@${digest}`, builder);
  return readInspected(docker, name, 'why' in inspected ? { digest, configs: {} } : inspected, builder);
}

/** The same for an image that was looked at already. */
export function readInspected(
  docker: Docker,
  name: string,
  { digest, configs }: Pick<ImageInspect, 'digest' | 'configs'>,
  builder: string | undefined,
): Promise<ResultImage> {
  return readImage(digest, {
    manifest: (wanted) => docker.rawManifest(`${name}@${wanted}`, builder),
    config: async (manifest) => asObject(own(configs, manifest)),
  });
}

async function readImage(digest: string, source: Source): Promise<ResultImage> {
  const root = manifestOf(await source.manifest(digest), digest);
  if (root.manifests === undefined)
    return { digest, list: false, platforms: [await readPlatform({ digest, size: 0 }, root, source)], attestations: 0 };
  const images = root.manifests.filter(({ platform }) => platform?.os !== 'unknown');
  return {
    digest,
    list: true,
    platforms: await Promise.all(
      images.map(async (descriptor) =>
        readPlatform(descriptor, manifestOf(await source.manifest(descriptor.digest), descriptor.digest), source),
      ),
    ),
    attestations: root.manifests.length - images.length,
  };
}

async function readPlatform(descriptor: Descriptor, manifest: Manifest, source: Source): Promise<ResultPlatform> {
  const config = manifest.config === undefined ? {} : await source.config(descriptor.digest, manifest.config.digest);
  const { os = 'linux', architecture, variant = '' } = textMembers(config, ['os', 'architecture', 'variant']);
  const configPlatform = architecture === undefined ? '' : nameOf({ os, architecture, variant });
  const made = madeBy(config);
  const told = made.length === manifest.layers?.length;
  const layers = (manifest.layers ?? []).map(({ digest, size }, at) => ({
    digest,
    bytes: size,
    by: told ? instructionOf(made[at] ?? '') : '',
  }));
  return {
    platform: descriptor.platform === undefined ? configPlatform : nameOf(descriptor.platform),
    digest: descriptor.digest,
    bytes: layers.reduce((sum, { bytes }) => sum + bytes, manifest.config?.size ?? 0),
    configPlatform,
    layers,
  };
}

/** `COPY . . # buildkit` and `RUN |1 A=b /bin/sh -c make # buildkit` as in the Dockerfile, without the build arguments. */
function instructionOf(createdBy: string): string {
  return createdBy
    .replace(/ ?# buildkit\s*$/, '')
    .replace(/^(RUN )?(\|\d+ [\s\S]*?)?(\/\S*sh( -\S+)* )(?=\S)/, 'RUN ')
    .replace(/^RUN #\(nop\)\s+/, '')
    .trim();
}

function nameOf({ os, architecture, variant = '' }: NonNullable<Descriptor['platform']>): string {
  return formatPlatform(normalise({ os, architecture, variant }));
}

/** Whether the image holds exactly the platforms that were asked for, and each is what it says it is. */
export function checkPlatforms(image: ResultImage, wanted: readonly string[]): Problem[] {
  const found = image.platforms.map(({ platform }) => platform);
  const missing = wanted.filter((platform) => !found.includes(platform));
  const extra = found.filter((platform) => !wanted.includes(platform));
  return [
    ...missing.map(
      (platform): Problem => ({
        platform,
        what: `the result has no ${platform}`,
        why: `it has ${found.join(', ') || 'nothing'}`,
      }),
    ),
    ...extra.map((platform): Problem => ({ what: `the result has ${platform}, which was not asked for` })),
    ...image.platforms
      .filter(({ platform, configPlatform }) => configPlatform !== '' && configPlatform !== platform)
      .map(
        ({ platform, configPlatform }): Problem => ({
          platform,
          what: `the ${platform} image says in its config that it is ${configPlatform}`,
        }),
      ),
  ];
}
