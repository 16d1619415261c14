import { createReader, type Reader } from './inputs-reader.ts';
import { keyValue, type ListItem, parseFields } from './model/list.ts';
import { formatPlatform, PLATFORMS, type Platform, parsePlatform, samePlatform } from './model/platform.ts';
import type { Problem } from './model/problem.ts';
import { parseReference } from './model/reference.ts';
import { nearest } from './model/suggest.ts';
import type { Strategy } from './plan/types.ts';
import type { Env } from './system/ports.ts';

export type StrategyChoice = 'auto' | Strategy;
export type Verify = 'off' | 'check' | 'run';

/** `auto`, or what the user wants instead, for all platforms and for single ones. */
export interface StrategyInput {
  readonly all: StrategyChoice;
  readonly byPlatform: Readonly<Record<string, StrategyChoice>>;
}

/** The step's inputs, typed. Names as in action.yml, camel case. */
export interface Inputs {
  readonly context: string;
  readonly file: string | undefined;
  /** Empty: the platform of the builder. */
  readonly platforms: readonly Platform[];
  readonly push: boolean;
  readonly load: boolean;
  /** Full image references. */
  readonly tags: readonly string[];
  readonly labels: readonly string[];
  readonly buildArgs: readonly string[];
  readonly buildContexts: Readonly<Record<string, string>>;
  readonly target: string | undefined;
  readonly outputs: readonly string[];
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly builder: string | undefined;
  readonly driver: string;
  readonly driverOpts: readonly string[];
  readonly buildkitdConfig: string | undefined;
  readonly buildkitdConfigInline: string | undefined;
  readonly keepBuilder: boolean;
  readonly buildxVersion: string | undefined;
  readonly binfmtImage: string;
  readonly strategy: StrategyInput;
  readonly crossPackages: readonly string[];
  readonly fallback: boolean;
  readonly verify: Verify;
  readonly planOnly: boolean;
}

/** What could be read, and everything that is wrong with it. */
export interface ReadInputs {
  readonly inputs: Inputs;
  readonly problems: readonly Problem[];
}

/** The only reader of `INPUT_*`. Never throws: all problems come back together. */
export function readInputs(env: Env): ReadInputs {
  const read = createReader(env);
  const push = read.flag('push', false);
  const outputs = texts(outputList(read));
  const inputs: Inputs = {
    context: read.text('context') ?? '.',
    file: read.text('file'),
    platforms: platforms(read),
    push,
    load: read.flag('load', false),
    tags: tags(read),
    labels: texts(read.lines('labels')),
    buildArgs: buildArgs(read),
    buildContexts: contexts(read),
    target: read.text('target'),
    outputs,
    noCache: read.flag('no-cache', false),
    pull: read.flag('pull', false),
    cacheFrom: texts(cache(read, 'cache-from')),
    cacheTo: texts(cache(read, 'cache-to')),
    builder: builderName(read),
    driver: read.choice('driver', ['docker-container', 'docker', 'remote', 'kubernetes'], 'docker-container'),
    driverOpts: texts(read.lines('driver-opts')),
    buildkitdConfig: read.text('buildkitd-config'),
    buildkitdConfigInline: read.text('buildkitd-config-inline'),
    keepBuilder: read.flag('keep-builder', false),
    buildxVersion: read.text('buildx-version'),
    binfmtImage: read.text('binfmt-image') ?? 'docker.io/tonistiigi/binfmt:latest',
    strategy: strategy(read),
    crossPackages: texts(read.list('cross-packages')),
    fallback: read.flag('fallback', true),
    verify: verify(read),
    planOnly: read.flag('plan-only', false),
  };
  contradictions(read, inputs);
  return { inputs, problems: read.problems() };
}

function texts(items: readonly ListItem[]): string[] {
  return items.map(({ text }) => text);
}

function platforms(read: Reader): Platform[] {
  const found: Platform[] = [];
  for (const { text } of read.list('platforms')) {
    const parsed = parsePlatform(text);
    if ('why' in parsed) {
      read.problem({
        input: 'platforms',
        what: `"${text}" is not a platform`,
        why: parsed.why,
        instead: `write ${parsed.nearest}`,
      });
    } else if (!found.some((one) => samePlatform(one, parsed.platform))) {
      found.push(parsed.platform);
    }
  }
  if (found.length === 0 && read.raw('platforms').trim() !== '' && read.list('platforms').length === 0) {
    read.problem({
      input: 'platforms',
      what: 'holds no platform',
      instead: `write for example ${PLATFORMS[0]}, or leave it out for the builder's own`,
    });
  }
  return found;
}

function tags(read: Reader): string[] {
  return read.list('tags').flatMap(({ text, line }) => {
    const parsed = parseReference(text);
    if (!('why' in parsed)) return [text];
    read.problem({
      input: 'tags',
      what: `"${text}" (line ${line}) is not an image reference`,
      why: parsed.why,
      instead: parsed.instead,
    });
    return [];
  });
}

function buildArgs(read: Reader): string[] {
  return texts(read.lines('build-args')).filter((text) => {
    if (/^[A-Za-z_][A-Za-z0-9_.-]*(=|$)/.test(text)) return true;
    read.problem({ input: 'build-args', what: `"${text}" has no name`, instead: 'write NAME=value' });
    return false;
  });
}

function contexts(read: Reader): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { text } of read.lines('build-contexts')) {
    const { key, value } = keyValue(text);
    if (value === undefined || key === '')
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

function outputList(read: Reader): ListItem[] {
  return typedEntries(read, 'outputs', OUTPUT_TYPES, (text) => !text.includes('='));
}

function cache(read: Reader, name: string): ListItem[] {
  return typedEntries(read, name, CACHE_TYPES, (text) => name === 'cache-from' && !text.includes('='));
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
    const type = parseFields(text).find(({ key }) => key === 'type')?.value;
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

function builderName(read: Reader): string | undefined {
  const name = read.text('builder');
  if (name === undefined || /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(name)) return name;
  read.problem({
    input: 'builder',
    what: `"${name}" cannot be the name of a builder`,
    instead: 'write letters, digits, dots, dashes and underscores',
  });
  return undefined;
}

const STRATEGIES: readonly StrategyChoice[] = ['auto', 'native', 'cross', 'accelerate', 'emulate'];

function strategy(read: Reader): StrategyInput {
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

function verify(read: Reader): Verify {
  const value = read.text('verify') ?? 'true';
  if (/^true$/i.test(value)) return 'check';
  if (/^false$/i.test(value)) return 'off';
  if (value === 'run') return 'run';
  read.problem({ input: 'verify', what: `"${value}" is not one of its values`, instead: 'write true, false or run' });
  return 'check';
}

function contradictions(read: Reader, inputs: Inputs): void {
  const names = inputs.outputs.some((output) => parseFields(output).some(({ key }) => key === 'name'));
  if (inputs.push && inputs.tags.length === 0 && !names) {
    read.problem({
      input: 'push',
      what: 'there is nothing to push to',
      why: 'push is true and tags is empty',
      instead: 'write tags: registry/name:tag',
    });
  }
  if (inputs.buildkitdConfig !== undefined && inputs.buildkitdConfigInline !== undefined) {
    read.problem({
      input: 'buildkitd-config-inline',
      what: 'buildkitd-config is given too',
      why: 'a builder has one configuration',
      instead: 'keep one of the two',
    });
  }
  for (const platform of Object.keys(inputs.strategy.byPlatform)) {
    if (inputs.platforms.length > 0 && !inputs.platforms.some((one) => formatPlatform(one) === platform)) {
      read.problem({
        input: 'strategy',
        what: `${platform} has a strategy but is not built`,
        instead: 'add it to platforms, or drop the line',
      });
    }
  }
}
