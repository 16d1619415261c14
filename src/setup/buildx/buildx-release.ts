import semver from 'semver';
import { platformOfNode } from '../../platform/platform.ts';

/** SHA-256 by version without v, then by the end of the asset's name, such as `linux-arm-v7` or `windows-amd64.exe`. */
export type Checksums = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a user may ask for. */
export type BuildxWish =
  | { readonly kind: 'exact'; readonly version: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'latest' }
  | { readonly kind: 'source'; readonly repository: string; readonly ref: string };

/** Reads the `buildx-version` input; undefined when it is none of its forms. */
export function parseWish(text: string): BuildxWish | undefined {
  const wanted = text.trim();
  if (wanted === 'latest') return { kind: 'latest' };
  const source = /^((?:https?|ssh|git|file):\/\/[^#\s]+|git@[^#\s]+)(?:#(\S*))?$/.exec(wanted);
  if (source !== null) return { kind: 'source', repository: source[1] ?? '', ref: source[2] || 'HEAD' };
  const exact = semver.valid(wanted);
  if (exact !== null) return { kind: 'exact', version: exact };
  return semver.validRange(wanted) === null || wanted === '' ? undefined : { kind: 'range', range: wanted };
}

/** Whether a buildx of this version, which may carry a distribution's suffix, is what was asked for. */
export function satisfies(version: string, wish: BuildxWish): boolean {
  if (wish.kind === 'exact') return semver.valid(version) === wish.version;
  const plain = semver.coerce(version)?.version;
  return wish.kind === 'range' && plain !== undefined && semver.satisfies(plain, wish.range);
}

/** The versions that a page of GitHub's releases feed names, pre-releases too. */
export function parseFeed(atom: string): string[] {
  const found = [...atom.matchAll(/\/releases\/tag\/v?([0-9][^"<\s]*)"/g)].map(([, version = '']) => version);
  return [...new Set(found)].filter((version) => semver.valid(version) !== null);
}

/** The newest version that fits; pre-releases only where the range names one. */
export function newest(versions: readonly string[], wish: BuildxWish): string | undefined {
  const range = wish.kind === 'range' ? wish.range : '*';
  return semver.maxSatisfying([...versions], range) ?? undefined;
}

/** The machines that every release has a binary for, named as in `buildx-v0.29.1.linux-arm-v7`. */
const RELEASED = new Set(['amd64', 'arm64', 'arm-v7', 'ppc64le', 's390x', 'riscv64']);
const SYSTEMS: Readonly<Record<string, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
  freebsd: 'freebsd',
};

/** How a release calls the binary for a machine, by Node's names; undefined where there is none. */
export function assetSuffix(platform: string, arch: string): string | undefined {
  const system = SYSTEMS[platform];
  const machine = platformOfNode(arch);
  if (system === undefined || machine === undefined) return undefined;
  const architecture = [machine.architecture, machine.variant].filter((part) => part !== '').join('-');
  if (!RELEASED.has(architecture)) return undefined;
  return `${system}-${architecture}${system === 'windows' ? '.exe' : ''}`;
}

/** `buildx-v0.29.1.linux-amd64` */
export function assetName(version: string, suffix: string): string {
  return `buildx-v${version}.${suffix}`;
}

/** Reads the `checksums.txt` of a release: a hash and a name a line, as sha256sum writes them. */
export function parseChecksums(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^([0-9a-f]{64})[ \t]+\*?(\S+)\r?$/gm)].map(([, hash = '', name = '']) => [name, hash]),
  );
}

/** The commit that a name stands for in the output of `git ls-remote`; a tag's own object is passed over for its commit. */
export function parseRemoteRefs(text: string, name: string): string | undefined {
  const found = new Map(
    [...text.matchAll(/^([0-9a-f]{40})\t(\S+)$/gm)].map(([, commit = '', ref = '']) => [ref, commit]),
  );
  const candidates = [
    `refs/tags/${name}^{}`,
    `refs/tags/${name}`,
    `refs/heads/${name}`,
    `${name}^{}`,
    name,
    `refs/${name}`,
  ];
  return candidates.map((ref) => found.get(ref)).find((commit) => commit !== undefined);
}
