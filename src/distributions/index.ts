import { alpine } from './alpine.ts';
import { debian } from './debian.ts';
import type { Distribution, Family, ImageName } from './distribution.ts';
import type { PackageManager } from './package-manager.ts';
import { rpm } from './rpm.ts';
import { ubuntu } from './ubuntu.ts';
import { wolfi } from './wolfi.ts';

/** All distributions; the first that a reference names is the one, so those with rarer words come first. */
export const DISTRIBUTIONS: readonly Distribution[] = [wolfi, alpine, ubuntu, debian, rpm];

/** Official images that are none of these distributions; they exist for every common platform as the others do. */
const FOREIGN_IMAGES: ReadonlySet<string> = new Set(['busybox', 'hello-world', 'archlinux', 'photon', 'bash']);

/** All package managers. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [...new Set(DISTRIBUTIONS.map(({ packages }) => packages))];

/** What is known of a family; undefined for `other`. */
export function distributionOf(family: Family): Distribution | undefined {
  return DISTRIBUTIONS.find((one) => one.family === family);
}

/** The family of a Docker official image by its name; undefined for any other image. */
export function officialFamily(name: string): Family | undefined {
  const found = DISTRIBUTIONS.find(({ images }) => images.has(name))?.family;
  return found ?? (FOREIGN_IMAGES.has(name) ? 'other' : undefined);
}

/** The distribution that the words of a reference name. */
export function namedFamily(image: ImageName): Family | undefined {
  return DISTRIBUTIONS.find(({ isNamedBy }) => isNamedBy(image))?.family;
}

const CODENAMES: ReadonlyMap<string, number> = new Map(
  DISTRIBUTIONS.flatMap(({ codenames }) => Object.entries(codenames)),
);

/** The release that a tag names, by codename or by number, as it is written: `bookworm`, `24.04`, `3.20`. */
export function releaseOf(image: ImageName, family: Family): string | undefined {
  const codename = image.tag.split('-').find((part) => CODENAMES.has(part));
  return codename ?? distributionOf(family)?.numbered(image);
}

/**
 * A release as a number that compares with others of its distribution; undefined for one not known, and where
 * releases are not compared: Alpine's 3.9 and 3.20 are no decimal numbers.
 */
export function releaseNumber(release: string, family: Family): number | undefined {
  if (distributionOf(family)?.archive === undefined) return undefined;
  return CODENAMES.get(release) ?? (/^\d/.test(release) ? Number(release) : undefined);
}
