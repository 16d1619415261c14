import type { BaseFacts } from './types.ts';

export type Family = 'debian' | 'ubuntu' | 'alpine' | 'wolfi' | 'rhel' | 'other';

/** What an image reference, and its config where it is known, tell about a base. */
export interface Base {
  readonly reference: string;
  readonly family: Family;
  /** The release where the tag names it: `bookworm`, `24.04`, `3.20`. */
  readonly release?: string;
  /** Where Go is, when the image ships it. */
  readonly goRoot?: string;
  /** Whether it is a golang image without a C compiler, in which Go of its own accord leaves C out. */
  readonly withoutC: boolean;
  /** Whether it is an official image that ships no compiler at all, such as a distribution's own. */
  readonly withoutCompilers: boolean;
  /** Whether it is Windows, in which nothing of ours runs. */
  readonly windows: boolean;
  /** Whether the same reference is known to exist for other platforms, so that a native twin can be pulled. */
  readonly twin: { readonly known: boolean; readonly because: string };
  /** The user it starts as, where its config is known and it is not root. */
  readonly user?: string;
  /** Whether its config has steps for the stages on top of it. */
  readonly onbuild: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Docker official images that are built for every common platform, by what they are made of where the tag says nothing (docker-library/official-images). */
const OFFICIAL: Readonly<Partial<Record<Family, ReadonlySet<string>>>> = {
  debian: words(
    'golang debian buildpack-deps gcc python node rust ruby php perl postgres redis nginx httpd memcached haproxy elixir erlang haskell julia r-base pypy mono drupal wordpress mongo influxdb',
  ),
  ubuntu: words('ubuntu eclipse-temurin maven gradle swift mariadb sapmachine ibmjava neo4j'),
  alpine: words('alpine caddy traefik registry docker'),
  rhel: words('fedora rockylinux almalinux oraclelinux amazonlinux amazoncorretto mysql openjdk'),
  other: words('busybox hello-world archlinux photon bash'),
};

/** Of these no variant has a compiler; of the others the slim ones on Debian. Source: their Dockerfiles. */
const WITHOUT_COMPILERS =
  /^(debian|ubuntu|alpine|nginx|httpd|haproxy|redis|memcached|postgres|mysql|mariadb|mongo|influxdb|caddy|traefik|eclipse-temurin|amazoncorretto|maven|gradle)$/;
const SLIM = /^(python|node|ruby|perl)$/;

const DEBIAN_RELEASES = 'stretch|buster|bullseye|bookworm|trixie|forky|sid';
const UBUNTU_RELEASES = 'bionic|focal|jammy|noble|questing|resolute';

interface Parts {
  readonly host: string;
  /** Lower-case folders between host and name. */
  readonly folder: readonly string[];
  readonly name: string;
  readonly tag: string;
  readonly digest: boolean;
  /** The family of a Docker official image, or of a mirror's copy of one. */
  readonly official?: Family;
}

function parts(reference: string): Parts {
  const bare = reference.replace(/@sha\d+:[0-9a-f]+$/, '');
  const colon = bare.lastIndexOf(':');
  const tagged = colon > bare.lastIndexOf('/');
  const path = (tagged ? bare.slice(0, colon) : bare).split('/');
  const name = path.at(-1) ?? '';
  const first = path[0] ?? '';
  const host = path.length > 1 && (/[.:]/.test(first) || first === 'localhost') ? first : '';
  const folder = path.slice(host === '' ? 0 : 1, -1);
  // a mirror keeps Docker Hub's names: mirror.example/library/golang, or mirror.example/golang
  const copy = folder.length === 0 ? !OWN_NAMES.test(host) : folder.at(-1) === 'library';
  const official = copy
    ? (Object.entries(OFFICIAL) as [Family, ReadonlySet<string>][]).find(([, names]) => names.has(name))?.[0]
    : undefined;
  return {
    host,
    folder,
    name,
    tag: tagged ? bare.slice(colon + 1) : '',
    digest: bare !== reference,
    ...(official === undefined ? {} : { official }),
  };
}

/** Registries whose images without a folder are their own and not copies of Docker Hub's. */
const OWN_NAMES =
  /^(cgr\.dev|registry\.access\.redhat\.com|registry\.redhat\.io|registry\.suse\.com|mcr\.microsoft\.com)$/;

/** Recognises a base by its name; facts from its config win where the name says nothing. Source: tags of the official images. */
export function recognise(reference: string, facts?: BaseFacts): Base {
  const known = parts(reference);
  const family = familyOf(known);
  const release = releaseOf(known, family);
  const goRoot = goRootOf(known, facts);
  const user = facts?.user ?? '';
  return {
    reference,
    family,
    ...(release === undefined ? {} : { release }),
    ...(goRoot === undefined ? {} : { goRoot }),
    withoutC:
      known.official === 'debian' && known.name === 'golang' && family === 'alpine' && knowsNoCompiler(known.tag),
    withoutCompilers:
      known.official !== undefined &&
      (WITHOUT_COMPILERS.test(known.name) || (SLIM.test(known.name) && /(^|-)slim(-|$)/.test(known.tag))) &&
      // under a bare name a registry may keep its own variant
      (known.host === '' || known.folder.at(-1) === 'library'),
    windows: isWindows(known, facts),
    twin: twin(reference, known.official !== undefined, facts),
    ...(/^(root|0)?(:.*)?$/.test(user) ? {} : { user }),
    onbuild: (facts?.onbuild.length ?? 0) > 0 || /(^|-)onbuild(-|$)/.test(known.tag),
  };
}

const WINDOWS_TAG = /windowsservercore|nanoserver|(^|-)(windows|ltsc20\d\d)(-|$)/;

/** Windows images of Microsoft's registry, and of others by their tags. */
function isWindows({ host, folder, name, tag }: Parts, facts?: BaseFacts): boolean {
  if (facts !== undefined && facts.platforms.length > 0) return facts.platforms.every(({ os }) => os === 'windows');
  const path = [...folder, name].join('/');
  const microsoft =
    host === 'mcr.microsoft.com' && /^(windows(-cssc)?|dotnet\/framework|powershell\/windows)(\/|$)/.test(path);
  return microsoft || /^microsoft\/(windowsservercore|nanoserver)$/.test(path) || WINDOWS_TAG.test(tag);
}

/** Whether it is Debian or Ubuntu as such: only what is installed there says what it is for. */
export function isPlain({ reference, family }: Base): boolean {
  return /^(debian|ubuntu)$/.test(family) && /(^|\/)(debian|ubuntu|buildpack-deps)(:|@|$)/.test(reference);
}

/** Go leaves C out by itself where there is no C compiler, from 1.20 on (Go 1.20 release notes, "Cgo"). */
function knowsNoCompiler(tag: string): boolean {
  const version = /^(\d+)(?:\.(\d+))?/.exec(tag);
  if (version === null) return true;
  return Number(version[1]) > 1 || version[2] === undefined || Number(version[2]) >= 20;
}

function familyOf({ host, folder, name, tag, digest, official }: Parts): Family {
  if (host === 'cgr.dev' || folder[0] === 'chainguard' || /wolfi/.test(name)) return 'wolfi';
  if (WINDOWS_TAG.test(tag)) return 'other';
  if (name === 'alpine' || /alpine/.test(tag)) return 'alpine';
  if (name === 'ubuntu' || new RegExp(`(^|-)(${UBUNTU_RELEASES}|ubuntu)`).test(tag)) return 'ubuntu';
  if (name === 'debian' || new RegExp(`(^|-)(${DEBIAN_RELEASES})`).test(tag)) return 'debian';
  if (/(^|-)(azurelinux|mariner|cbl-mariner|al20\d\d|ubi\d+|fedora|oracle|oraclelinux\d*|ol\d+)/.test(tag))
    return 'rhel';
  if (/^(centos|ubi\d*(-.*)?|go-toolset|azurelinux)$/.test(name) || /^(ubi\d+|centos)$/.test(folder.at(-1) ?? ''))
    return 'rhel';
  // a digest without a tag may be any of the variants that the name is published in
  if (official !== undefined && !(digest && tag === '' && official === 'debian')) return official;
  return 'other';
}

/** The golang images up to 1.15 without a release in their tag were made of Debian 10 or older (docker-library/golang). */
function isOldGo(tag: string): boolean {
  const minor = /^1\.(\d+)(\.\d+)?$/.exec(tag)?.[1];
  return minor !== undefined && Number(minor) <= 15;
}

function releaseOf({ name, tag }: Parts, family: Family): string | undefined {
  const named = new RegExp(`(?:^|-)(${DEBIAN_RELEASES}|${UBUNTU_RELEASES})(?:-|$)`).exec(tag)?.[1];
  if (named !== undefined) return named;
  if (family === 'ubuntu') return (name === 'ubuntu' ? /^\d\d\.\d\d/ : /\d\d\.\d\d/).exec(tag)?.[0];
  if (name === 'debian') return /^\d+(?=\.|-|$)/.exec(tag)?.[0];
  if (name === 'golang' && family === 'debian' && isOldGo(tag)) return 'buster';
  if (family !== 'alpine') return undefined;
  return (name === 'alpine' ? /^(\d+\.\d+)/ : /alpine(\d+\.\d+)/).exec(tag)?.[1];
}

/**
 * The official golang images, copies of them, Microsoft's build of them and images made from them keep Go in
 * /usr/local/go and set GOLANG_VERSION. SUSE's set it too, with Go elsewhere.
 */
function goRootOf({ host, folder, name, tag, official }: Parts, facts?: BaseFacts): string | undefined {
  if (WINDOWS_TAG.test(tag) || host === 'registry.suse.com') return undefined;
  if (facts !== undefined) {
    const inPath = facts.env.PATH?.split(':').includes('/usr/local/go/bin') ?? false;
    return facts.env.GOLANG_VERSION !== undefined && inPath ? '/usr/local/go' : undefined;
  }
  if (name !== 'golang') return undefined;
  const microsoft = host === 'mcr.microsoft.com' && folder.join('/').startsWith('oss/go');
  return official !== undefined || microsoft ? '/usr/local/go' : undefined;
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
