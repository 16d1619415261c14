import { formatPlatform, type Platform } from '../platform/platform.ts';
import { target } from '../platform/target.ts';
import type { Family } from './distribution.ts';
import { distributionOf, releaseNumber } from './index.ts';

/** What a distribution's release has for a target. */
export interface Offer {
  /** Why it has no compiler for the target; undefined where it has one, or may have one. */
  readonly missing?: string;
  /** Why libraries for the target may be missing. */
  readonly doubt?: string;
}

/** What the archive of a Debian or Ubuntu base has for a platform. */
export function offerOf(
  platform: Platform,
  { family, release }: { readonly family: Family; readonly release?: string },
): Offer {
  const name = formatPlatform(platform);
  const { archive, label } = distributionOf(family) ?? {};
  if (archive === undefined) return {};
  const debian = target(platform)?.debian;
  if (debian === undefined) return { missing: `Debian has no compiler for ${name}` };
  const { libraries, compilers } = archive.has(debian);
  const known = release === undefined ? undefined : releaseNumber(release, family);
  if (known !== undefined && archive.movedUntil !== undefined && known <= archive.movedUntil)
    return { missing: `the archive of ${label} ${release} is no longer where its images look for it` };
  const [oldest, newest] = known === undefined ? archive.inUse : [known, known];
  if (newest < compilers) return { missing: `${label} ${release} has no compiler for ${name}` };
  const { since, until } = libraries;
  const has = since !== undefined && since <= oldest && (until === undefined || newest <= until);
  if (has && compilers <= oldest) return {};
  return { doubt: `not every release of ${label} has libraries for ${name}` };
}
