import parse from 'semver/functions/parse.js';

/** A version, taken apart for the patterns of `type=semver` and `type=pep440`. */
export interface Version {
  /** As it stood in the tag. */
  readonly raw: string;
  /** In its clean form, pre-release included. */
  readonly version: string;
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** A pre-release, or for Python also a development or post release: none of the moving tags follows it. */
  readonly unstable: boolean;
}

/** The expressions that a version's pattern may hold. */
export const VERSION_EXPRESSIONS: readonly string[] = ['version', 'raw', 'major', 'minor', 'patch'];

/** Reads `v1.2.3-rc.1`, by semver.org; a leading `v` is allowed. Undefined when it is no version. */
export function readSemver(raw: string): Version | undefined {
  const found = parse(raw);
  if (found === null) return undefined;
  return {
    raw,
    version: found.version,
    major: String(found.major),
    minor: String(found.minor),
    patch: String(found.patch),
    unstable: found.prerelease.length > 0,
  };
}

/** The parts of a version by appendix B of PEP 440, each with an example. */
const PEP440_PARTS = [
  // v
  /v?/,
  // 1!
  /(?:(?<epoch>\d+)!)?/,
  // 1.2.3
  /(?<release>\d+(?:\.\d+)*)/,
  // rc1, -beta.2
  /(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preN>\d*))?/,
  // -1, .post2
  /(?:-(?<post>\d+)|[-_.]?(?<postName>post|rev|r)[-_.]?(?<postN>\d*))?/,
  // .dev3
  /(?:[-_.]?(?<dev>dev)[-_.]?(?<devN>\d*))?/,
  // +ubuntu.1
  /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?/,
];
const PEP440 = new RegExp(`^${PEP440_PARTS.map(({ source }) => source).join('')}$`);

const PRE_NAMES: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** Reads a version by PEP 440 and writes it in that document's normal form. Undefined when it is no version. */
export function readPep440(raw: string): Version | undefined {
  const found = PEP440.exec(raw.trim().toLowerCase())?.groups;
  if (found === undefined) return undefined;
  const { epoch, release = '', pre, preN, post, postName, postN, dev, devN, local } = found;
  const numbers = release.split('.').map(number);
  const version = [
    epoch === undefined || number(epoch) === '0' ? '' : `${number(epoch)}!`,
    numbers.join('.'),
    pre === undefined ? '' : `${PRE_NAMES[pre] ?? pre}${number(preN)}`,
    post === undefined && postName === undefined ? '' : `.post${number(post ?? postN)}`,
    dev === undefined ? '' : `.dev${number(devN)}`,
    local === undefined ? '' : `+${local.replaceAll(/[-_]/g, '.')}`,
  ].join('');
  const [major = '0', minor = '0', patch = '0'] = numbers;
  const unstable = [pre, post, postName, dev].some((part) => part !== undefined);
  return { raw, version, major, minor, patch, unstable };
}

/** Without leading zeros; an absent number is 0. */
function number(digits: string | undefined): string {
  return (digits ?? '').replace(/^0+(?=.)/, '') || '0';
}
