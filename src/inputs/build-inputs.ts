import { keyValue, type ListItem } from '../model/list.ts';
import { own } from '../model/own.ts';
import { parseReference } from '../model/reference.ts';
import { nearest } from '../model/suggest.ts';
import type { Verify } from '../model/verify-choice.ts';
import { formatPlatform, PLATFORMS, type Platform, parsePlatform, samePlatform } from '../platform/platform.ts';
import type { StrategyChoice, StrategyInput } from './inputs.ts';
import type { Reader } from './reader.ts';

export function texts(items: readonly ListItem[]): string[] {
  return items.map(({ text }) => text);
}

export function platforms(read: Reader, name: string): Platform[] {
  const found: Platform[] = [];
  for (const { text } of read.list(name)) {
    const parsed = parsePlatform(text);
    if ('why' in parsed) {
      read.problem({
        input: name,
        what: `"${text}" is not a platform`,
        why: parsed.why,
        instead: `write ${parsed.nearest}`,
      });
    } else if (!found.some((one) => samePlatform(one, parsed.platform))) {
      found.push(parsed.platform);
    }
  }
  if (found.length === 0 && read.raw(name).trim() !== '' && read.list(name).length === 0) {
    read.problem({
      input: name,
      what: 'holds no platform',
      instead: `write for example ${PLATFORMS[0]}, or leave it out for the builder's own`,
    });
  }
  return found;
}

/** Names that people give to build arguments that hold a secret. */
const SECRET_NAME = /(passw(or)?d|token|secret|credential|api_?key|private_?key|access_?key)/i;

export function buildArgs(read: Reader): string[] {
  return texts(read.lines('build-args')).filter((text) => {
    const { key, value } = keyValue(text);
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(key)) {
      const shown = value === undefined ? `"${key}"` : `"${key}=…"`;
      read.problem({ input: 'build-args', what: `${shown} has no valid name`, instead: 'write NAME=value' });
      return false;
    }
    if (value !== '' && SECRET_NAME.test(key))
      read.warn(
        'build-args',
        `${key} looks like a secret, and the image's history and provenance show build arguments; write it under secrets instead`,
      );
    return true;
  });
}

/** `key=value` lines of which the key must be there. */
export function pairs(read: Reader, name: string, options: { readonly comments?: boolean } = {}): string[] {
  return texts(read.lines(name, options)).filter((text) => {
    if (keyValue(text).key.trim() !== '') return true;
    read.problem({ input: name, what: `"${text}" has no name`, instead: 'write name=value' });
    return false;
  });
}

export function contexts(read: Reader): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { text } of read.lines('build-contexts')) {
    const { key, value } = keyValue(text);
    if (value === undefined || key === '' || value === '')
      read.problem({
        input: 'build-contexts',
        what: `"${text}" names no context`,
        instead: 'write name=path, name=docker-image://… or name=https://…',
      });
    else found[key] = value;
  }
  return found;
}

/** Types of buildx's exporters (docs.docker.com/build/exporters). */
const OUTPUT_TYPES = ['local', 'tar', 'oci', 'docker', 'image', 'registry', 'cacheonly'];
/** Types of BuildKit's cache backends (docs.docker.com/build/cache/backends). */
const CACHE_TYPES = ['registry', 'local', 'gha', 'inline', 's3', 'azblob'];
/** Types of attestations (docs.docker.com/build/metadata/attestations). */
const ATTEST_TYPES = ['provenance', 'sbom'];

export function outputs(read: Reader): string[] {
  return texts(typedEntries(read, 'outputs', OUTPUT_TYPES, (text) => !text.includes('=')));
}

export function caches(read: Reader, name: 'cache-from' | 'cache-to'): string[] {
  const entries = texts(typedEntries(read, name, CACHE_TYPES, (text) => !text.includes('=')));
  return entries.filter((entry) => isCacheReference(read, name, entry));
}

/** Whether the image that a registry cache names is one; BuildKit finds out only at the end of the build. */
function isCacheReference(read: Reader, name: string, entry: string): boolean {
  const fields = Object.fromEntries((read.fields(name, entry) ?? []).map(({ key, value }) => [key, value]));
  const reference = entry.includes('=') ? fields.ref : entry;
  if (reference === undefined || (fields.type ?? 'registry') !== 'registry') return true;
  const parsed = parseReference(reference);
  if (!('why' in parsed)) return true;
  read.problem({
    input: name,
    what: `"${reference}" is not an image reference`,
    why: parsed.why,
    instead: parsed.instead,
  });
  return false;
}

export function attests(read: Reader): string[] {
  return texts(typedEntries(read, 'attests', ATTEST_TYPES, () => false));
}

/** Entries that are `type=…,key=value`; `bare` says which short form is allowed instead. */
function typedEntries(
  read: Reader,
  name: string,
  types: readonly string[],
  bare: (text: string) => boolean,
): ListItem[] {
  return read.lines(name).filter(({ text }) => {
    if (bare(text)) return true;
    const fields = read.fields(name, text);
    if (fields === undefined) return false;
    const type = fields.find(({ key }) => key === 'type')?.value;
    if (type !== undefined && types.includes(type)) return true;
    const near = type === undefined ? undefined : nearest(type, types);
    read.problem({
      input: name,
      what: type === undefined ? `"${text}" has no type` : `"${text}" has the unknown type ${type}`,
      instead: `write type=${near ?? types.join(' or type=')}`,
    });
    return false;
  });
}

/** `true`, `false`, or attributes such as `mode=max`, as buildx takes them. */
export function attestation(read: Reader, name: 'provenance' | 'sbom'): string | undefined {
  const text = read.text(name);
  if (text === undefined) return undefined;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase();
  const fields = read.fields(name, text);
  if (fields === undefined) return undefined;
  if (fields.every(({ key, value }) => key !== '' && value !== undefined)) return text;
  read.problem({
    input: name,
    what: `"${text}" is neither true nor false nor a list of attributes`,
    instead: name === 'provenance' ? 'write true, false, mode=min or mode=max' : 'write true, false or generator=image',
  });
  return undefined;
}

const CALLS = ['build', 'check', 'outline', 'targets'];
/** What buildx called `check` before it had a name. */
const OLD_CALLS: Readonly<Record<string, string>> = { lint: 'check' };

export function call(read: Reader): string | undefined {
  const text = read.text('call');
  if (text === undefined) return undefined;
  const fields = read.fields('call', text);
  if (fields === undefined) return undefined;
  const name = fields[0]?.key ?? '';
  if (CALLS.includes(name)) return text;
  read.problem({
    input: 'call',
    what: `"${name}" is not one of its values`,
    instead: `write ${own(OLD_CALLS, name) ?? nearest(name, CALLS) ?? CALLS.join(', ')}`,
  });
  return undefined;
}

/** A value of one line that has to match. */
export function matching(read: Reader, name: string, pattern: RegExp, instead: string): string | undefined {
  const text = read.text(name);
  if (text === undefined || pattern.test(text)) return text;
  read.problem({ input: name, what: `"${text}" cannot be read`, instead: `write ${instead}` });
  return undefined;
}

/** Items that have to match. */
export function allMatching(
  read: Reader,
  name: string,
  items: readonly ListItem[],
  pattern: RegExp,
  instead: string,
): string[] {
  return texts(items).filter((text) => {
    if (pattern.test(text)) return true;
    read.problem({ input: name, what: `"${text}" cannot be read`, instead: `write ${instead}` });
    return false;
  });
}

/** An image that docker is given; one that is none could be an option of docker's. */
export function image(read: Reader, name: string): string | undefined {
  const text = read.text(name);
  const parsed = text === undefined ? undefined : parseReference(text);
  if (parsed === undefined || !('why' in parsed)) return text;
  read.problem({ input: name, what: `"${text}" is not an image reference`, why: parsed.why, instead: parsed.instead });
  return undefined;
}

/** What BuildKit can be allowed (docs.docker.com/reference/cli/docker/buildx/build, `--allow`). */
const ENTITLEMENTS = ['network.host', 'security.insecure', 'device'];

/** Entitlements: `network.host`, `security.insecure`, `device` or `device=…`; buildx asks the user about files itself. */
export function allow(read: Reader): string[] {
  return texts(read.list('allow')).filter((text) => {
    const name = text.split('=')[0] ?? '';
    if (ENTITLEMENTS.includes(name) || /^fs(\.(read|write))?$/.test(name)) return true;
    read.problem({
      input: 'allow',
      what: `"${text}" is not an entitlement`,
      instead: `write ${nearest(name, ENTITLEMENTS) ?? ENTITLEMENTS.join(', ')}`,
    });
    return false;
  });
}

const STRATEGIES: readonly StrategyChoice[] = ['auto', 'native', 'cross', 'accelerate', 'emulate'];

export function strategy(read: Reader): StrategyInput {
  let all: StrategyChoice = 'auto';
  const byPlatform: Record<string, StrategyChoice> = {};
  for (const { text } of read.list('strategy')) {
    const { key, value } = keyValue(text);
    const chosen = value ?? key;
    const found = STRATEGIES.find((one) => one === chosen);
    if (found === undefined) {
      read.problem({
        input: 'strategy',
        what: `"${chosen}" is not a strategy`,
        instead: `write ${nearest(chosen, STRATEGIES) ?? STRATEGIES.join(', ')}`,
      });
    } else if (value === undefined) {
      all = found;
    } else {
      const parsed = parsePlatform(key);
      if ('why' in parsed)
        read.problem({
          input: 'strategy',
          what: `"${key}" is not a platform`,
          why: parsed.why,
          instead: `write ${parsed.nearest}=${found}`,
        });
      else byPlatform[formatPlatform(parsed.platform)] = found;
    }
  }
  return { all, byPlatform };
}

export function verify(read: Reader): Verify {
  const value = read.text('verify') ?? 'true';
  if (/^true$/i.test(value)) return 'check';
  if (/^false$/i.test(value)) return 'off';
  if (value === 'run' || value === 'run-with-network') return value;
  read.problem({
    input: 'verify',
    what: `"${value}" is not one of its values`,
    instead: 'write true, false, run or run-with-network',
  });
  return 'check';
}
