import { nearest } from '../model/suggest.ts';
import { TARGETS, type Target } from './table.ts';

/** A platform as BuildKit names it, normalised: no variant on arm64, `v7` on a bare arm. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** `''` when the architecture has no variant that matters. */
  readonly variant: string;
}

interface Row {
  readonly target: Target;
  readonly architecture: string;
  readonly variant: string;
}

const ROWS: readonly Row[] = TARGETS.map((target) => {
  const [, architecture = '', variant = ''] = target.platform.split('/');
  return { target, architecture, variant };
});
const ARCHITECTURES: ReadonlySet<string> = new Set(ROWS.map(({ architecture }) => architecture));

/** The variants of an architecture that can be asked for; `''` is the bare name. */
function variantsOf(architecture: string): string[] {
  const rows = ROWS.filter((row) => row.architecture === architecture);
  const also = rows.flatMap(({ target: { same } }) => (same?.asked ? [same.variant] : []));
  return [...rows.map(({ variant }) => variant), ...also].sort();
}

/** Every platform that can be asked for, as people write it. */
export const PLATFORMS: readonly string[] = [...ARCHITECTURES].flatMap((architecture) =>
  variantsOf(architecture).map((variant) => formatPlatform({ os: 'linux', architecture, variant })),
);

/** What one tool calls a platform; where two tools disagree, the first in this list is believed: armhf is Debian's. */
const NAMINGS: readonly ((target: Target) => readonly (string | undefined)[])[] = [
  ({ debian }) => [debian?.arch],
  ({ machine }) => [machine],
  ({ alpine }) => [alpine?.arch],
  ({ rpm }) => [rpm],
  ({ qemu }) => [qemu.replace(/^qemu-/, '')],
  ({ otherNames }) => otherNames,
];

/** Names that other tools use for the same architecture; shown as the correction, never taken silently. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  NAMINGS.flatMap((names) => TARGETS.flatMap((target) => names(target).map((name) => [name, target.platform] as const)))
    .filter((pair): pair is readonly [string, string] => pair[0] !== undefined && !ARCHITECTURES.has(pair[0]))
    .map(([name, platform]) => [name, platform.slice('linux/'.length)] as const)
    // of two entries with one key a Map keeps the last
    .reverse(),
);

/** The Linux platform that a tool's name for a machine means, such as the answer of `uname -m`; Docker's own names too. */
export function platformNamed(name: string): Platform | undefined {
  const [architecture = '', variant = ''] = (ARCHITECTURES.has(name) ? name : (OTHER_NAMES.get(name) ?? '')).split('/');
  return architecture === '' ? undefined : normalise({ os: 'linux', architecture, variant });
}

/** The Linux platform of a machine by Node's `process.arch`. */
export function platformOfNode(arch: string): Platform | undefined {
  const row = ROWS.find(({ target }) => target.node === arch);
  return row && { os: 'linux', architecture: row.architecture, variant: row.variant };
}

/** All names of an architecture, or of a variant (`arm/v7`), Docker's first: what a path or an address may call it. */
export function namesOf(platform: string): readonly string[] {
  const others = [...OTHER_NAMES].filter(([, other]) => other === platform || other.startsWith(`${platform}/`));
  return [platform, ...others.map(([name]) => name)];
}

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
  const renamed = [OTHER_NAMES.get(bare[0] ?? '') ?? bare[0], ...bare.slice(1)].join('/');
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
  const { architecture, variant } = platform;
  const row = ROWS.find((one) => one.architecture === architecture && one.target.same?.variant === variant);
  return row === undefined ? platform : { ...platform, variant: row.variant };
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
