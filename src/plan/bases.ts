import type { BaseFacts } from './types.ts';

export type Family = 'debian' | 'ubuntu' | 'alpine' | 'rhel' | 'other';

/** What an image reference, and its config where it is known, tell about a base. */
export interface Base {
  readonly reference: string;
  readonly family: Family;
  /** The release where the tag names it: `bookworm`, `24.04`, `3.20`. */
  readonly release?: string;
  /** Where Go is, when the image ships it. */
  readonly goRoot?: string;
  /** Whether the same reference is known to exist for other platforms, so that a native twin can be pulled. */
  readonly twin: { readonly known: boolean; readonly because: string };
}

/** Docker official images that are built for every common platform (docker-library/official-images). */
const OFFICIAL =
  /^(golang|debian|ubuntu|alpine|buildpack-deps|gcc|python|node|rust|ruby|php|perl|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|postgres|redis|nginx|httpd|busybox|fedora|rockylinux|almalinux|oraclelinux|amazonlinux|swift|elixir|erlang|haskell|julia|r-base|mariadb|mysql|memcached|haproxy|caddy|traefik)$/;

const DEBIAN_RELEASES = 'buster|bullseye|bookworm|trixie|forky|sid';
const UBUNTU_RELEASES = 'focal|jammy|noble|questing|resolute';

/** Splits a reference into the last path segment, the tag and whether it is a Docker official image (or a mirror's copy of one). */
function parts(reference: string): { name: string; tag: string; official: boolean } {
  const bare = reference.replace(/@sha256:[0-9a-f]+$/, '');
  const colon = bare.lastIndexOf(':');
  const tagged = colon > bare.lastIndexOf('/');
  const path = (tagged ? bare.slice(0, colon) : bare).split('/');
  const name = path.at(-1) ?? '';
  const folder = path.slice(0, -1).filter((part) => !/[.:]/.test(part) && part !== 'localhost');
  const official = folder.length === 0 || folder.at(-1) === 'library';
  return { name, tag: tagged ? bare.slice(colon + 1) : '', official: official && OFFICIAL.test(name) };
}

/** Recognises a base by its name; facts from its config win where the name says nothing. Source: tags of the official images. */
export function recognise(reference: string, facts?: BaseFacts): Base {
  const { name, tag, official } = parts(reference);
  const family = familyOf(name, tag);
  const release = releaseOf(name, tag);
  const goRoot = goRootOf(name, facts);
  return {
    reference,
    family,
    ...(release === undefined ? {} : { release }),
    ...(goRoot === undefined ? {} : { goRoot }),
    twin: twin(reference, official, facts),
  };
}

function familyOf(name: string, tag: string): Family {
  if (name === 'alpine' || /alpine/.test(tag)) return 'alpine';
  if (name === 'ubuntu' || new RegExp(`(^|-)(${UBUNTU_RELEASES})`).test(tag)) return 'ubuntu';
  if (/^(debian|golang|buildpack-deps|gcc|python|node|rust|ruby|php|perl|postgres|redis|nginx|httpd)$/.test(name))
    return 'debian';
  if (new RegExp(`(^|-)(${DEBIAN_RELEASES})`).test(tag)) return 'debian';
  if (/^(fedora|centos|rockylinux|almalinux|oraclelinux|amazonlinux|ubi\d?(-.*)?|ubi|go-toolset)$/.test(name))
    return 'rhel';
  return 'other';
}

function releaseOf(name: string, tag: string): string | undefined {
  const debian = new RegExp(`(?:^|-)(${DEBIAN_RELEASES}|${UBUNTU_RELEASES})(?:-|$)`).exec(tag)?.[1];
  if (debian !== undefined) return debian;
  if (name === 'ubuntu') return /^\d\d\.\d\d/.exec(tag)?.[0];
  return /(?:^|alpine)(\d+\.\d+)/.exec(
    name === 'alpine' || tag.includes('alpine') ? tag.slice(Math.max(0, tag.indexOf('alpine'))) : '',
  )?.[1];
}

/** The official golang images, and images made from them, keep Go in /usr/local/go and set GOLANG_VERSION. */
function goRootOf(name: string, facts?: BaseFacts): string | undefined {
  if (facts !== undefined) {
    const inPath = facts.env.PATH?.split(':').includes('/usr/local/go/bin') ?? false;
    return facts.env.GOLANG_VERSION !== undefined || (inPath && name === 'golang') ? '/usr/local/go' : undefined;
  }
  return name === 'golang' ? '/usr/local/go' : undefined;
}

function twin(reference: string, official: boolean, facts?: BaseFacts): Base['twin'] {
  if (facts !== undefined) {
    return facts.platforms.length > 1
      ? { known: true, because: `${reference} is published for ${facts.platforms.length} platforms` }
      : {
          known: false,
          because: `${reference} is published for one platform only, so there is no native twin of it to take compilers from`,
        };
  }
  if (official) return { known: true, because: `${reference} is a Docker official image` };
  return {
    known: false,
    because: `${reference} could not be looked at, so it is not known whether a native twin of it exists`,
  };
}
