import { own } from './own.ts';
/** An image reference, read by the grammar of the distribution project. */
export interface Reference {
  /** As written, without tag and digest: `alpine`, `ghcr.io/o/app`. */
  readonly name: string;
  /** The registry's host, with its port; `docker.io` where none is written. */
  readonly domain: string;
  /** The repository in that registry; Docker Hub's own images are under `library/`. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

/** Why a text is no reference, and a sentence that says what to write. */
export interface NoReference {
  readonly why: string;
  readonly instead: string;
}

/** The longest tag a registry takes, in characters. */
export const TAG_LENGTH = 128;
/** The longest repository path, in characters. */
const PATH_LENGTH = 255;

const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const HOST_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = new RegExp(`^(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const TAG = new RegExp(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,${TAG_LENGTH - 1}}$`);
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}$/;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const EXAMPLE = 'write registry/name:tag, such as ghcr.io/owner/app:1.0';

/** Whether `text` may stand after the colon of a reference. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/**
 * Reads a reference such as `ghcr.io/o/app:1.0` or `alpine@sha256:…`. Stricter than docker in one point: a first
 * part in upper case without dot or port (`Owner/app`), which docker takes for a registry's host, is refused.
 */
export function parseReference(text: string): Reference | NoReference {
  const why = fault(text);
  if (why !== undefined) return { why, instead: correction(text) };
  const { name, tag, digest } = split(text);
  return { name, ...place(name), ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** Reads a reference that an image is to be given, which cannot hold a digest. */
export function parseTagReference(text: string): Reference | NoReference {
  const parsed = parseReference(text);
  if ('why' in parsed || parsed.digest === undefined) return parsed;
  return {
    why: 'a digest is the result of a build and cannot be chosen',
    instead: `write ${parsed.name}:${parsed.tag ?? 'tag'}`,
  };
}

/** `name:tag@digest`, of the parts that are there. */
export function formatReference({ name, tag, digest }: Pick<Reference, 'name' | 'tag' | 'digest'>): string {
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** The full name, the same for all ways to write it: `docker.io/library/alpine`. */
export function canonicalName({ domain, path }: Pick<Reference, 'domain' | 'path'>): string {
  return `${domain}/${path}`;
}

interface Parts {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

function split(text: string): Parts {
  const at = text.indexOf('@');
  const head = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const colon = head.indexOf(':', head.lastIndexOf('/') + 1);
  // `[::1]` is a host, its colons start no tag
  if (colon < 0 || (head.startsWith('[') && !head.includes('/'))) return { name: head, tag: undefined, digest };
  return { name: head.slice(0, colon), tag: head.slice(colon + 1), digest };
}

/** Docker's rule: the first part is a host when it has a dot or a port, or is `localhost`. */
function hostOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  if (slash < 0) return undefined;
  const first = name.slice(0, slash);
  return /[.:]/.test(first) || first === 'localhost' ? first : undefined;
}

function place(name: string): { readonly domain: string; readonly path: string } {
  const host = hostOf(name);
  const path = host === undefined ? name : name.slice(host.length + 1);
  const domain = host === undefined || host === 'index.docker.io' ? 'docker.io' : host;
  return { domain, path: domain === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

/** What is wrong with a reference; undefined when nothing is. */
function fault(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  if (text.includes('${{') || text.includes('{{')) return 'an expression in it was not replaced';
  if (/\s/.test(text)) return 'a reference has no blanks';
  if (/^[a-z+]+:\/\//i.test(text)) return 'a reference has no scheme';
  const { name, tag, digest } = split(text);
  return nameFault(name) ?? tagFault(tag) ?? digestFault(digest);
}

function nameFault(name: string): string | undefined {
  const host = hostOf(name);
  const misplaced = misplacedTag(name);
  if (misplaced !== undefined) return `the tag "${misplaced}" holds a slash`;
  if (host !== undefined && !DOMAIN.test(host)) return `"${host}" is not a registry's host`;
  const path = host === undefined ? name : name.slice(host.length + 1);
  if (path === '') return 'the name of the image is missing';
  if (path.split('/').includes('')) return 'a part of the name between slashes is empty';
  if (/[A-Z]/.test(path)) return "an image's name is in lower case";
  const bad = path.split('/').find((part) => !COMPONENT.test(part));
  if (bad !== undefined)
    return `"${bad}" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them`;
  if (path.length > PATH_LENGTH) return `the name has ${path.length} characters, more than ${PATH_LENGTH}`;
  if (/^[a-f0-9]{64}$/.test(name)) return 'a name of 64 hexadecimal digits is the id of an image';
  return undefined;
}

/** In `app:feature/x` the text after the colon, which cannot be a port. */
function misplacedTag(name: string): string | undefined {
  return /^[^:[]*:([^/]*[^/0-9:][^/:]*\/[^:]*)$/.exec(name)?.[1];
}

function tagFault(tag: string | undefined): string | undefined {
  if (tag === undefined || isTag(tag)) return undefined;
  if (tag === '') return 'the tag after the colon is empty';
  if (tag.includes(':')) return 'there are two colons, and a tag holds none';
  if (tag.length > TAG_LENGTH) return `the tag has ${tag.length} characters, more than ${TAG_LENGTH}`;
  if (/^[.-]/.test(tag)) return `a tag does not start with "${tag[0]}"`;
  const bad = /[^A-Za-z0-9_.-]/u.exec(tag)?.[0];
  return `a tag holds no "${bad}"`;
}

function digestFault(digest: string | undefined): string | undefined {
  if (digest === undefined) return undefined;
  if (digest === '') return 'the digest after the @ is empty';
  if (!DIGEST.test(digest)) return 'what stands after the @ is not a digest, such as sha256: and 64 hexadecimal digits';
  const [algorithm = '', hex = ''] = digest.split(':');
  const length = own(DIGEST_LENGTHS, algorithm);
  if (length !== undefined && hex.length !== length)
    return `a ${algorithm} digest has ${length} hexadecimal digits, not ${hex.length}`;
  return undefined;
}

/** A sentence with the nearest valid reference, when one can be guessed. */
function correction(text: string): string {
  if (text.includes('{{')) return EXAMPLE;
  const mended = mend(text);
  return mended !== '' && fault(mended) === undefined ? `write ${mended}` : EXAMPLE;
}

function mend(text: string): string {
  const clean = text
    .normalize('NFKC')
    .trim()
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/\s*([:/@])\s*/g, '$1')
    .replace(/\s+/g, '-');
  const [head = '', digest] = clean.split('@');
  const misplaced = misplacedTag(head);
  const joined = misplaced === undefined ? head : head.replace(misplaced, misplaced.replaceAll('/', '-'));
  const { name, tag } = split(joined);
  const host = hostOf(name);
  const path = (host === undefined ? name : name.slice(host.length + 1))
    .split('/')
    .map(mendComponent)
    .filter((part) => part !== '')
    .join('/');
  const whole = host === undefined ? path : `${host}/${path}`;
  const mendedTag = tag === undefined ? '' : mendTag(tag);
  const goodDigest = digest !== undefined && digestFault(digest) === undefined ? `@${digest}` : '';
  return `${whole}${mendedTag === '' ? '' : `:${mendedTag}`}${goodDigest}`;
}

function mendComponent(part: string): string {
  return part
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/[._-]*\.[._-]*/g, '.')
    .replace(/_{3,}|[_-]*(?:_-|-_)[_-]*/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
}

function mendTag(tag: string): string {
  return tag
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, TAG_LENGTH);
}
