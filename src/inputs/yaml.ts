import { own } from '../model/own.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';

/** A node of a new builder, from `append`. */
export interface NodeInput {
  readonly name?: string;
  readonly endpoint?: string;
  readonly platforms: readonly string[];
  readonly driverOpts: readonly string[];
  readonly buildkitdFlags?: string;
}

/** One registry login. */
export interface LoginInput {
  /** Empty for Docker Hub. */
  readonly registry: string;
  readonly username: string;
  readonly password: string;
  readonly ecr: 'auto' | 'true' | 'false';
}

export interface ReadYaml {
  readonly nodes: readonly NodeInput[];
  readonly logins: readonly LoginInput[];
  readonly problems: readonly Problem[];
  /** Values to hide in the log. */
  readonly masks: readonly string[];
}

/** What of the inputs is YAML; the library is loaded only when one of them is given. */
export async function readYaml(inputs: {
  readonly append: string | undefined;
  readonly registryAuth: string | undefined;
}): Promise<ReadYaml> {
  const problems: Problem[] = [];
  const nodes = await list('append', inputs.append, NODE_KEYS, problems);
  const logins = await list('registry-auth', inputs.registryAuth, LOGIN_KEYS, problems);
  const read = {
    nodes: nodes.flatMap((entry, at) => node(entry, at, problems)),
    logins: logins.flatMap((entry, at) => login(entry, at, problems)),
  };
  return { ...read, problems, masks: read.logins.map(({ password }) => password).filter((text) => text.length > 3) };
}

type Entry = Readonly<Record<string, unknown>>;

const NODE_KEYS = ['name', 'endpoint', 'platforms', 'driver-opts', 'buildkitd-flags'];
const LOGIN_KEYS = ['registry', 'username', 'password', 'ecr'];

async function list(
  input: string,
  text: string | undefined,
  keys: readonly string[],
  problems: Problem[],
): Promise<Entry[]> {
  if (text === undefined) return [];
  const { parseDocument } = await import('./yaml-document.ts');
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    problems.push({
      input,
      what: `line ${line} is not YAML`,
      why: error.code,
      instead: `write a list: - ${keys[0]}: …`,
    });
    return [];
  }
  const value = contentOf(document);
  if (value === undefined) {
    // the alias may be a password: it is not shown
    problems.push({
      input,
      what: 'holds an alias, a word after a *, that stands for no value above it, or too many of them',
      why: 'YAML takes a value that starts with a * for an alias',
      instead: 'put the value in quotes: "*…"',
    });
    return [];
  }
  if (!Array.isArray(value) || !value.every(isEntry)) {
    problems.push({ input, what: 'is not a list of entries', instead: `write a list: - ${keys[0]}: …` });
    return [];
  }
  for (const [at, entry] of value.entries()) {
    for (const key of Object.keys(entry).filter((one) => !keys.includes(one))) {
      problems.push({
        input,
        what: `entry ${at + 1} has "${key}", which it does not take`,
        instead: `write ${nearest(key, keys) ?? keys.join(', ')}`,
      });
    }
  }
  return value;
}

/** What a document holds; undefined where its aliases lead nowhere, or to more than anybody writes. */
function contentOf(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS() ?? null;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(entry: Entry, key: string): string {
  const value = own(entry, key);
  return (Array.isArray(value) ? value.map(scalar).join(',') : scalar(value)).trim();
}

/** What is no single value counts as empty. */
function scalar(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** A YAML list, or a text with one item a line. */
function strings(entry: Entry, key: string, separator: RegExp): string[] {
  const value = own(entry, key);
  const items = Array.isArray(value) ? value.map(scalar) : text(entry, key).split(separator);
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function node(entry: Entry, at: number, problems: Problem[]): NodeInput[] {
  const [name, endpoint, flags] = [text(entry, 'name'), text(entry, 'endpoint'), text(entry, 'buildkitd-flags')];
  const fault = endpointFault(endpoint);
  if (fault !== undefined) {
    problems.push({ input: 'append', what: `entry ${at + 1}: endpoint "${endpoint}" ${fault}`, instead: ENDPOINTS });
    return [];
  }
  return [
    {
      ...(name === '' ? {} : { name }),
      ...(endpoint === '' ? {} : { endpoint }),
      platforms: strings(entry, 'platforms', /[,\n]/),
      driverOpts: strings(entry, 'driver-opts', /\n/),
      ...(flags === '' ? {} : { buildkitdFlags: flags }),
    },
  ];
}

export const ENDPOINTS = 'write the name of a docker context, tcp://host:port, ssh://user@host or unix:///path';

/** What is wrong with an endpoint; a host that starts with a dash would be an option of ssh. */
export function endpointFault(endpoint: string): string | undefined {
  if (/^-/.test(endpoint) || /^[a-z]+:\/\/([^/@]*@)?-/.test(endpoint)) return 'starts with a dash';
  if (/\s/.test(endpoint)) return 'holds a blank';
  if (/^https?:/i.test(endpoint)) return 'is a web address';
  return undefined;
}

function login(entry: Entry, at: number, problems: Problem[]): LoginInput[] {
  const ecr = text(entry, 'ecr').toLowerCase() || 'auto';
  if (ecr !== 'auto' && ecr !== 'true' && ecr !== 'false') {
    problems.push({
      input: 'registry-auth',
      what: `entry ${at + 1}: ecr is "${ecr}"`,
      instead: 'write auto, true or false',
    });
    return [];
  }
  return [
    {
      registry: text(entry, 'registry'),
      username: text(entry, 'username'),
      // blanks inside a password count, those around it come from YAML
      password: text(entry, 'password'),
      ecr,
    },
  ];
}
