import { apt } from './apt.ts';
import { type Distribution, type ImageName, tagHas, words } from './distribution.ts';

/** Codenames (debian.org/releases); sid comes after all of them. */
const CODENAMES = { stretch: 9, buster: 10, bullseye: 11, bookworm: 12, trixie: 13, forky: 14, sid: 99 };

/** The golang images up to 1.15 without a release in their tag were made of Debian 10 or older (docker-library/golang). */
function isOldGo({ name, tag }: ImageName): boolean {
  const minor = name === 'golang' ? /^1\.(\d+)(\.\d+)?$/.exec(tag)?.[1] : undefined;
  return minor !== undefined && Number(minor) <= 15;
}

/** Debian and the images made of it. */
export const debian: Distribution = {
  family: 'debian',
  label: 'Debian',
  images: words(
    'golang debian buildpack-deps gcc python node rust ruby php perl postgres redis nginx httpd memcached haproxy elixir erlang haskell julia r-base pypy mono drupal wordpress mongo influxdb',
  ),
  isNamedBy: ({ name, tag }) => name === 'debian' || tagHas(tag, Object.keys(CODENAMES)),
  codenames: CODENAMES,
  numbered: (image) => {
    if (image.name === 'debian') return /^\d+(?=\.|-|$)/.exec(image.tag)?.[0];
    return isOldGo(image) ? 'buster' : undefined;
  },
  packages: apt,
  archive: {
    inUse: [11, 13],
    // debian.org/distrib/archive
    movedUntil: 10,
    has: ({ debianSince, debianUntil, crossSince }) => ({
      libraries: { since: debianSince, until: debianUntil },
      compilers: crossSince.debian,
    }),
  },
  borrows: false,
};
