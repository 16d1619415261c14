import { own } from '../model/own.ts';
import { formatPlatform, type Platform } from '../platform/platform.ts';
import { target } from '../platform/target.ts';
import type { Base } from './bases.ts';

/** Debian's codenames (debian.org/releases); sid comes after all of them. */
const DEBIAN: Readonly<Record<string, number>> = {
  stretch: 9,
  buster: 10,
  bullseye: 11,
  bookworm: 12,
  trixie: 13,
  forky: 14,
  sid: 99,
};

/** Ubuntu's codenames (releases.ubuntu.com). */
const UBUNTU: Readonly<Record<string, number>> = {
  bionic: 18.04,
  focal: 20.04,
  jammy: 22.04,
  noble: 24.04,
  questing: 25.1,
  resolute: 26.04,
};

/** The oldest and newest releases that are in use, for a tag that names none. */
const IN_USE = { debian: [11, 13], ubuntu: [20.04, 26.04] } as const;

/** The newest release of Debian whose packages have moved to archive.debian.org (debian.org/distrib/archive). */
const ARCHIVED = 10;

/** What a distribution's release has for a target. */
export interface Offer {
  /** Why it has no compiler for the target; undefined where it has one, or may have one. */
  readonly missing?: string;
  /** Why libraries for the target may be missing. */
  readonly doubt?: string;
}

/** What the archive of a Debian or Ubuntu base has for a platform. */
export function offerOf(platform: Platform, { family, release }: Pick<Base, 'family' | 'release'>): Offer {
  const name = formatPlatform(platform);
  if (family !== 'debian' && family !== 'ubuntu') return {};
  const debian = target(platform)?.debian;
  if (debian === undefined) return { missing: `Debian has no compiler for ${name}` };
  const label = family === 'debian' ? 'Debian' : 'Ubuntu';
  const since = family === 'debian' ? debian.debianSince : number(debian.ubuntuSince);
  const until = family === 'debian' ? debian.debianUntil : number(debian.ubuntuUntil);
  const compilers = family === 'debian' ? debian.crossSince.debian : (number(debian.crossSince.ubuntu) ?? 0);
  const known = release === undefined ? undefined : (own(DEBIAN, release) ?? own(UBUNTU, release) ?? number(release));
  if (family === 'debian' && known !== undefined && known <= ARCHIVED)
    return { missing: `the archive of Debian ${release} is no longer where its images look for it` };
  const [oldest, newest] = known === undefined ? IN_USE[family] : [known, known];
  if (newest < compilers) return { missing: `${label} ${release} has no compiler for ${name}` };
  const libraries = since !== undefined && since <= oldest && (until === undefined || newest <= until);
  if (libraries && compilers <= oldest) return {};
  return { doubt: `not every release of ${label} has libraries for ${name}` };
}

function number(text: string | undefined): number | undefined {
  return text === undefined || !/^\d/.test(text) ? undefined : Number(text);
}
