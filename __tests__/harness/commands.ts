/** An annotation as the runner would attach it to the run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `file`, `line`, `endLine`, `title`… as given, unescaped. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface Commands {
  readonly annotations: readonly Annotation[];
  readonly masks: readonly string[];
  readonly groups: readonly string[];
  /** `::debug::` messages. */
  readonly debug: readonly string[];
  /** The tokens by which commands were stopped; the last one is `open` when they never went on. */
  readonly stops: readonly string[];
  readonly open: boolean;
  /** Any other command the runner would have obeyed, by name. */
  readonly others: readonly string[];
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const NAMES = [
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'echo',
];
const FORBIDDEN = ['set-env', 'add-path', 'set-output', 'save-state'];

/**
 * Reads the workflow commands of a log as the runner does: `::name key=value,…::data` at the start of a line (after blanks),
 * the older `##[name key=value;…]data` anywhere in it, nothing at all between `::stop-commands::token` and `::token::`.
 */
export function parseCommands(log: string): Commands {
  const found: Collected = { annotations: [], masks: [], groups: [], debug: [], stops: [], others: [] };
  let stopped: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const command = readCommand(line);
    if (command === undefined) continue;
    if (command.name === 'stop-commands') stopped = command.data;
    collect(found, command);
  }
  return { ...found, open: stopped !== undefined };
}

interface Collected {
  readonly annotations: Annotation[];
  readonly masks: string[];
  readonly groups: string[];
  readonly debug: string[];
  readonly stops: string[];
  readonly others: string[];
}

function collect(found: Collected, { name, properties, data }: Command): void {
  if (name === 'error' || name === 'warning' || name === 'notice')
    found.annotations.push({ level: name, message: data, properties });
  else if (name === 'add-mask') found.masks.push(...masked(data));
  else if (name === 'group') found.groups.push(data);
  else if (name === 'debug') found.debug.push(data);
  else if (name === 'stop-commands') found.stops.push(data);
  else if (name !== 'endgroup') found.others.push(name);
}

/** The runner hides a value as a whole, and each of its lines. */
function masked(value: string): string[] {
  return [...new Set([value, ...value.split(/\r?\n/)])].filter((text) => text !== '');
}

function readCommand(line: string): Command | undefined {
  const modern = /^\s*::(?<name>[^\s:]+)(?: +(?<properties>.*?))?::(?<data>.*)$/.exec(line)?.groups;
  const legacy = /##\[(?<name>[^\s\]]+)(?: +(?<properties>[^\]]*))?\](?<data>.*)$/.exec(line)?.groups;
  const groups = [modern, legacy].find((one) => one !== undefined && isCommand(one.name ?? ''));
  if (groups === undefined) return undefined;
  const pairs = (groups.properties ?? '')
    .split(groups === modern ? ',' : ';')
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), decode(pair.slice(pair.indexOf('=') + 1))] as const)
    .filter(([key]) => key !== '');
  return {
    name: (groups.name ?? '').toLowerCase(),
    properties: Object.fromEntries(pairs),
    data: decode(groups.data ?? ''),
  };
}

function isCommand(name: string): boolean {
  return [...NAMES, ...FORBIDDEN, 'stop-commands'].includes(name.toLowerCase());
}

function decode(text: string): string {
  const letters: Record<string, string> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
    '%3B': ';',
    '%5D': ']',
  };
  return text.replace(/%(0D|0A|3A|2C|25|3B|5D)/gi, (code) => letters[code.toUpperCase()] ?? code);
}

/**
 * Reads a file of `name=value` and `name<<delimiter … delimiter` entries (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV).
 * The last value of a name wins. Throws on what would make the runner fail the step.
 */
export function parseFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '') continue;
    const entry = /^(?<name>.*?)(?<sign>=|<<)(?<rest>.*)$/.exec(line)?.groups;
    if (entry?.name === undefined || entry.name === '' || entry.rest === undefined)
      throw new Error(`Invalid format '${line}'`);
    if (entry.sign === '=') {
      values[entry.name] = entry.rest;
      continue;
    }
    const end = lines.indexOf(entry.rest, i + 1);
    if (end === -1) throw new Error(`Matching delimiter not found '${entry.rest}'`);
    values[entry.name] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return values;
}
