import { own } from './own.ts';
import { nearest } from './suggest.ts';

/** A platform as BuildKit names it, normalised: no variant on arm64, `v7` on a bare arm. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** `''` when the architecture has no variant that matters. */
  readonly variant: string;
}

const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  amd64: ['', 'v2', 'v3', 'v4'],
  '386': [''],
  arm64: ['', 'v8'],
  arm: ['', 'v5', 'v6', 'v7'],
  ppc64le: [''],
  s390x: [''],
  riscv64: [''],
  mips64le: [''],
  mips64: [''],
  loong64: [''],
};

/** Every platform that can be asked for, as people write it. */
export const PLATFORMS: readonly string[] = Object.entries(ARCHITECTURES).flatMap(([architecture, variants]) =>
  variants.map((variant) => `linux/${architecture}${variant === '' ? '' : `/${variant}`}`),
);

/** Names that other tools use for the same architecture; shown as the correction, never taken silently. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  i386: '386',
  i686: '386',
  x86: '386',
  armhf: 'arm/v7',
  arm32: 'arm/v7',
  armv7: 'arm/v7',
  armv7l: 'arm/v7',
  armel: 'arm/v6',
  armv6: 'arm/v6',
  ppc64el: 'ppc64le',
  powerpc64le: 'ppc64le',
  loongarch64: 'loong64',
};

export type ParsedPlatform = { readonly platform: Platform } | { readonly why: string; readonly nearest: string };

/** Reads one platform; on failure says why and which valid one is nearest. */
export function parsePlatform(text: string): ParsedPlatform {
  if (PLATFORMS.includes(text)) {
    const [os = 'linux', architecture = '', variant = ''] = text.split('/');
    return { platform: normalise({ os, architecture, variant }) };
  }
  const clean = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  const parts = clean.split('/').filter((part) => part !== '');
  const bare = parts[0] === 'linux' || parts[0] === 'windows' || parts[0] === 'darwin' ? parts.slice(1) : parts;
  const renamed = [own(OTHER_NAMES, bare[0] ?? '') ?? bare[0], ...bare.slice(1)].join('/');
  const known = `linux/${renamed}`;
  const best = PLATFORMS.includes(known) ? known : likely(renamed, bare[0]);
  if (parts[0] === 'windows' || parts[0] === 'darwin')
    return { why: `images for ${parts[0]} are not built by Crossbuild`, nearest: best };
  return { why: 'no such platform', nearest: best };
}

/** The platform that was probably meant; some to choose from where nothing is near. */
function likely(name: string, architecture: string | undefined): string {
  const short = PLATFORMS.map((platform) => platform.slice('linux/'.length));
  const found = nearest(name, short);
  if (found !== undefined) return `linux/${found}`;
  return architecture === 'arm64' ? 'linux/arm64' : `one of ${PLATFORMS.join(', ')}`;
}

/** Drops what does not distinguish: arm64/v8 is arm64, a bare arm is arm/v7 (as containerd normalises). */
export function normalise(platform: Platform): Platform {
  if (platform.architecture === 'arm64' && platform.variant === 'v8') return { ...platform, variant: '' };
  if (platform.architecture === 'arm' && platform.variant === '') return { ...platform, variant: 'v7' };
  if (platform.architecture === 'amd64' && platform.variant === 'v1') return { ...platform, variant: '' };
  return platform;
}

/** `linux/arm/v7`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === '' ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

export function samePlatform(a: Platform, b: Platform): boolean {
  return formatPlatform(normalise(a)) === formatPlatform(normalise(b));
}

/** Whether a node of platform `node` runs `wanted` without an emulator: the same, or an older variant of the same architecture. */
export function runsNatively(node: Platform, wanted: Platform): boolean {
  const a = normalise(node);
  const b = normalise(wanted);
  if (a.os !== b.os || a.architecture !== b.architecture) return false;
  return a.variant === b.variant || level(a) >= level(b);
}

function level({ variant }: Platform): number {
  return variant === '' ? 1 : Number(variant.slice(1));
}

/** The values that BuildKit's automatic ARGs have for a target platform, without the BUILD ones. */
export function targetArgs(platform: Platform): Record<string, string> {
  return {
    TARGETPLATFORM: formatPlatform(platform),
    TARGETOS: platform.os,
    TARGETARCH: platform.architecture,
    TARGETVARIANT: platform.variant,
  };
}
