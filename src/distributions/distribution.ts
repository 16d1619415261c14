import type { DebianTarget } from '../platform/table.ts';
import type { PackageManager } from './package-manager.ts';

/** The name of a distribution in decisions; `other` is everything that is none of those known. */
export type Family = 'debian' | 'ubuntu' | 'alpine' | 'wolfi' | 'rhel' | 'other';

/** An image reference in parts. */
export interface ImageName {
  readonly host: string;
  /** Lower-case folders between host and name. */
  readonly folder: readonly string[];
  readonly name: string;
  readonly tag: string;
  readonly digest: boolean;
  /** The family of a Docker official image, or of a mirror's copy of one. */
  readonly official?: Family;
}

/** Since which release a distribution has something for a target, and until which. */
export interface Availability {
  /** Absent where the target never was in its archive. */
  readonly libraries: { readonly since: number | undefined; readonly until: number | undefined };
  readonly compilers: number;
}

/** An archive with cross compilers and with libraries for foreign architectures. */
export interface CrossArchive {
  /** The oldest and newest releases that are in use, for a tag that names none. */
  readonly inUse: readonly [oldest: number, newest: number];
  /** The newest release whose packages have moved to where its images do not look. */
  readonly movedUntil?: number;
  readonly has: (target: DebianTarget) => Availability;
}

/** What is known of one distribution. Adding one is adding a file with this and a line in `index.ts`. */
export interface Distribution {
  readonly family: Exclude<Family, 'other'>;
  /** As texts name it: `Debian`. */
  readonly label: string;
  /** Docker official images that are made of it where their tag says nothing (docker-library/official-images). */
  readonly images: ReadonlySet<string>;
  /** Whether the words of a reference say that it is this one. */
  readonly isNamedBy: (image: ImageName) => boolean;
  /** Its releases by codename, as they stand in tags. */
  readonly codenames: Readonly<Record<string, number>>;
  /** The release that a tag tells by number. */
  readonly numbered: (image: ImageName) => string | undefined;
  readonly packages: PackageManager;
  /** Present where its packages can cross-compile. */
  readonly archive?: CrossArchive;
  /** Whether its stages get C compilers of Debian's, as it has no cross compilers of its own. */
  readonly borrows: boolean;
}

/** The words of a list. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Whether a part of a tag begins with one of the words: `1.26-bookworm-slim`. */
export function tagHas(tag: string, names: readonly string[]): boolean {
  return names.some((name) => tag.startsWith(name) || tag.includes(`-${name}`));
}
