import { apt } from './apt.ts';
import { type Distribution, tagHas, words } from './distribution.ts';

/** Codenames (releases.ubuntu.com) and releases as numbers, so that they compare: 25.1 is 25.10. */
const CODENAMES = { bionic: 18.04, focal: 20.04, jammy: 22.04, noble: 24.04, questing: 25.1, resolute: 26.04 };

function number(release: string | undefined): number | undefined {
  return release === undefined ? undefined : Number(release);
}

/** Ubuntu and the images made of it. */
export const ubuntu: Distribution = {
  family: 'ubuntu',
  label: 'Ubuntu',
  images: words('ubuntu eclipse-temurin maven gradle swift mariadb sapmachine ibmjava neo4j'),
  isNamedBy: ({ name, tag }) => name === 'ubuntu' || tagHas(tag, [...Object.keys(CODENAMES), 'ubuntu']),
  codenames: CODENAMES,
  numbered: ({ name, tag }) => (name === 'ubuntu' ? /^\d\d\.\d\d/ : /\d\d\.\d\d/).exec(tag)?.[0],
  packages: apt,
  archive: {
    inUse: [20.04, 26.04],
    has: ({ ubuntuSince, ubuntuUntil, crossSince }) => ({
      libraries: { since: number(ubuntuSince), until: number(ubuntuUntil) },
      compilers: Number(crossSince.ubuntu),
    }),
  },
  borrows: false,
};
