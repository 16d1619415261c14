import type { Family, ImageName } from '../../distributions/distribution.ts';
import { distributionOf, namedFamily, officialFamily, releaseOf } from '../../distributions/index.ts';
import type { BaseFacts } from '../../facts/facts.ts';

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
  readonly nativeTwin: { readonly known: boolean; readonly because: string };
  /** The user it starts as, where its config is known and it is not root. */
  readonly user?: string;
  /** Whether its config has steps for the stages on top of it. */
  readonly onbuild: boolean;
}

/** Of these no variant has a compiler; of the others the slim ones on Debian. Source: their Dockerfiles. */
const WITHOUT_COMPILERS: ReadonlySet<string> = new Set(
  `debian ubuntu alpine nginx httpd haproxy redis memcached postgres mysql mariadb mongo influxdb caddy traefik
  eclipse-temurin amazoncorretto maven gradle`.split(/\s+/),
);
const SLIM = /^(python|node|ruby|perl)$/;

function parts(reference: string): ImageName {
  const bare = reference.replace(/@sha\d+:[0-9a-f]+$/, '');
  const colon = bare.lastIndexOf(':');
  const tagged = colon > bare.lastIndexOf('/');
  const path = (tagged ? bare.slice(0, colon) : bare).split('/');
  const name = path.at(-1) ?? '';
  const first = path[0] ?? '';
  const host = path.length > 1 && (/[.:]/.test(first) || first === 'localhost') ? first : '';
  const folder = path.slice(host === '' ? 0 : 1, -1);
  // a mirror keeps Docker Hub's names: mirror.example/library/golang, or mirror.example/golang
  const copy = folder.length === 0 ? !WITH_OWN_NAMES.has(host) : folder.at(-1) === 'library';
  const official = copy ? officialFamily(name) : undefined;
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
const WITH_OWN_NAMES: ReadonlySet<string> = new Set([
  'cgr.dev',
  'registry.access.redhat.com',
  'registry.redhat.io',
  'registry.suse.com',
  'mcr.microsoft.com',
]);

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
      (WITHOUT_COMPILERS.has(known.name) || (SLIM.test(known.name) && /(^|-)slim(-|$)/.test(known.tag))) &&
      // under a bare name a registry may keep its own variant
      (known.host === '' || known.folder.at(-1) === 'library'),
    windows: isWindows(known, facts),
    nativeTwin: nativeTwin(reference, known.official !== undefined, facts),
    ...(/^(root|0)?(:.*)?$/.test(user) ? {} : { user }),
    onbuild: (facts?.onbuild.length ?? 0) > 0 || /(^|-)onbuild(-|$)/.test(known.tag),
  };
}

const WINDOWS_TAG = /windowsservercore|nanoserver|(^|-)(windows|ltsc20\d\d)(-|$)/;

/** Windows images of Microsoft's registry, and of others by their tags. */
function isWindows({ host, folder, name, tag }: ImageName, facts?: BaseFacts): boolean {
  if (facts !== undefined && facts.platforms.length > 0) return facts.platforms.every(({ os }) => os === 'windows');
  const path = [...folder, name].join('/');
  const microsoft =
    host === 'mcr.microsoft.com' && /^(windows(-cssc)?|dotnet\/framework|powershell\/windows)(\/|$)/.test(path);
  return microsoft || /^microsoft\/(windowsservercore|nanoserver)$/.test(path) || WINDOWS_TAG.test(tag);
}

/** Whether it is Debian or Ubuntu as such: only what is installed there says what it is for. */
export function isPlain({ reference, family }: Base): boolean {
  return distributionOf(family)?.archive !== undefined && /(^|\/)(debian|ubuntu|buildpack-deps)(:|@|$)/.test(reference);
}

/** Go leaves C out by itself where there is no C compiler, from 1.20 on (Go 1.20 release notes, "Cgo"). */
function knowsNoCompiler(tag: string): boolean {
  const version = /^(\d+)(?:\.(\d+))?/.exec(tag);
  if (version === null) return true;
  return Number(version[1]) > 1 || version[2] === undefined || Number(version[2]) >= 20;
}

function familyOf(image: ImageName): Family {
  const { tag, digest, official } = image;
  if (WINDOWS_TAG.test(tag)) return 'other';
  const named = namedFamily(image);
  if (named !== undefined) return named;
  // a digest without a tag may be any of the variants that the name is published in
  if (official !== undefined && !(digest && tag === '' && official === 'debian')) return official;
  return 'other';
}

/**
 * The official golang images, copies of them, Microsoft's build of them and images made from them keep Go in
 * /usr/local/go and set GOLANG_VERSION. SUSE's set it too, with Go elsewhere.
 */
function goRootOf({ host, folder, name, tag, official }: ImageName, facts?: BaseFacts): string | undefined {
  if (WINDOWS_TAG.test(tag) || host === 'registry.suse.com') return undefined;
  if (facts !== undefined) {
    const inPath = facts.env.PATH?.split(':').includes('/usr/local/go/bin') ?? false;
    return facts.env.GOLANG_VERSION !== undefined && inPath ? '/usr/local/go' : undefined;
  }
  if (name !== 'golang') return undefined;
  const microsoft = host === 'mcr.microsoft.com' && folder.join('/').startsWith('oss/go');
  return official !== undefined || microsoft ? '/usr/local/go' : undefined;
}

function nativeTwin(reference: string, official: boolean, facts?: BaseFacts): Base['nativeTwin'] {
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
