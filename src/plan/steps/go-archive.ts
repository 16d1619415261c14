import type { EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import { Names } from '../../dockerfile/evaluate/names.ts';
import { pathsOf } from '../../dockerfile/read/words.ts';
import { anyOf } from '../../model/any-of.ts';
import { followed } from '../../model/followed.ts';
import { textWithHeredocs } from '../cross/cross-context.ts';
import { type Known, type ScopedCommand, stepCommands, withKnown } from './step-commands.ts';

/** What a step does with an archive of a Go release. */
export interface GoArchive {
  /** The release, `1.26.1`; undefined where it is not known, or has no image of its own. */
  readonly version?: string;
  /** GOROOT, where the step unpacks it; undefined where it only fetches it, or that is not known. */
  readonly root?: string;
  /** The architecture that it is for, as its name has it, where that is another one. */
  readonly foreign?: string;
  readonly unpacks: boolean;
}

/** How the name of a release's archive begins: https://go.dev/dl. */
const RELEASE = /\bgo(\d+(?:\.\d+)+(?:(?:rc|beta)\d+)?)\.linux-/g;
const SUFFIX = '.tar.gz';

/** The archives of releases in a text: version and architecture, which a substitution may tell. */
function archivesIn(text: string): (readonly [version: string, architecture: string])[] {
  const found: [string, string][] = [];
  let read = 0;
  for (const { 0: start, 1: version = '', index } of text.matchAll(RELEASE)) {
    if (index < read) continue;
    const from = index + start.length;
    read = from;
    while (
      read < text.length &&
      !(read > from && text.startsWith(SUFFIX, read)) &&
      !/[\s;&|"']/.test(text.charAt(read))
    ) {
      const close = text.startsWith('$(', read) ? text.indexOf(')', read) : -1;
      read = Math.max(read, close) + 1;
    }
    if (read > from && text.startsWith(SUFFIX, read)) found.push([version, text.slice(from, read)]);
  }
  return found;
}

/** What is taken for one although its release is not told. */
const LIKE_ONE = anyOf(
  [
    /go\.dev\/dl/,
    /dl\.google\.com\/go/,
    /storage\.googleapis\.com\/golang/,
    /golang\.org\/dl/,
    // go.tar.gz, golang.tgz
    /\bgo(lang)?\.(tar\.gz|tgz)/,
  ],
  'i',
);

function isLikeOne(text: string): boolean {
  return (
    LIKE_ONE.test(text) ||
    followed(text, /\bgo(lang)?[-_.]?(\d|\$|\*|linux)/i, /\.(tar\.gz|tgz)/i, /[\s/]/) !== undefined
  );
}

/** Whether a text names an archive of a Go release, or where they are fetched from. */
export function namesGo(text: string): boolean {
  return isLikeOne(text);
}

/**
 * What a RUN or ADD does with an archive of Go, or undefined when it deals with none.
 *
 * @param fetched the release that an earlier step fetched
 */
export function goArchive(
  stage: EvaluatedStage,
  at: number,
  architecture: string,
  fetched: string | undefined,
): GoArchive | undefined {
  const instruction = stage.stage.instructions[at];
  if (instruction === undefined) return undefined;
  const text = textWithHeredocs(instruction);
  const named = namesGo(text);
  const commands = stepCommands(stage, at);
  const folder = instruction.keyword === 'ADD' ? addedTo(instruction) : unpackedTo(commands, named, fetched);
  if (!named && folder === undefined) return undefined;
  const own = architecture === 'arm' ? 'armv6l' : architecture;
  const names = namesIn(stage, at, commands, text);
  const version = releaseOf(names, own, fetched);
  const foreign = names.every(([, arch]) => /^\w+$/.test(arch) && arch !== own) ? names[0]?.[1] : undefined;
  if (folder === undefined) return { unpacks: false, ...(version === undefined ? {} : { version }) };
  return {
    unpacks: true,
    ...(version === undefined ? {} : { version }),
    ...(foreign === undefined ? {} : { foreign }),
    ...(folder.startsWith('/') ? { root: folder } : {}),
  };
}

/** The archives that a step names: version and architecture, this with variables that are not known. */
function namesIn(
  stage: EvaluatedStage,
  at: number,
  commands: readonly ScopedCommand[],
  text: string,
): readonly (readonly [version: string, architecture: string])[] {
  const scope = commands.at(-1)?.scope ?? stage.scopes[at] ?? Names.of<string>();
  return [text, ...commands.map(({ words }) => words.join(' '))].flatMap((written) =>
    archivesIn(withKnown(written, scope)),
  );
}

/** One release for this architecture; where the architecture is computed, the archive is the right one or does not start. */
function releaseOf(
  names: readonly (readonly [string, string])[],
  own: string,
  fetched: string | undefined,
): string | undefined {
  if (names.length === 0) return fetched;
  const [version = '', ...others] = new Set(
    names.filter(([, arch]) => /[$`(]/.test(arch) || arch === own).map(([one]) => one),
  );
  return others.length === 0 && hasImage(version) ? version : undefined;
}

/** Whether the tag of that name is that release: before 1.21 the first of a line was called like the line. */
function hasImage(version: string): boolean {
  const [major = 0, minor = 0, patch] = version.split('.').map(Number);
  return major === 1 && (patch !== undefined || minor < 1) && /^[\d.]+$/.test(version);
}

/** Where ADD unpacks a local archive of Go; one that it fetches stays as it is. */
function addedTo(instruction: Instruction): string | undefined {
  const words = pathsOf(instruction);
  const local = words.slice(0, -1).some((word) => !/^https?:/.test(word) && isLikeOne(word));
  return local ? `${(words.at(-1) ?? '').replace(/\/$/, '')}/go` : undefined;
}

/**
 * GOROOT after commands that unpack an archive of Go, `go` where it lies in the working folder, `?` where that is not known;
 * undefined when none does.
 */
function unpackedTo(
  commands: readonly ScopedCommand[],
  named: boolean,
  fetched: string | undefined,
): string | undefined {
  if (!named && fetched === undefined) return undefined;
  const unpacking = commands.filter(({ words }) => unpacksAny(words));
  const likely = unpacking.filter(({ words }) => unpacksOne(words, named));
  // an archive under another name may be the one that was fetched
  const others = named ? unpacking : [];
  const candidates = likely.length > 0 ? likely : others;
  const [root, ...more] = new Set(candidates.map(({ words, scope }) => rootOf(words, scope)));
  if (root === undefined) return undefined;
  return more.length > 0 ? '?' : afterMoves(root, commands);
}

/** Where a folder is after commands of which some may move it, `?` where that is not known. */
export function afterMoves(folder: string, commands: readonly ScopedCommand[]): string {
  return commands.reduce((now, { words, scope }) => movedTo(now, words, scope) ?? now, folder);
}

/** Where a command moves a folder, `?` where that is not known; undefined when it leaves it. */
function movedTo(folder: string, [program = '', ...rest]: readonly string[], scope: Known): string | undefined {
  if (!/(^|\/)mv$/.test(program)) return undefined;
  const paths = rest.filter((word) => !word.startsWith('-')).map((word) => withKnown(word, scope));
  const names = paths.map((path) => path.replace(/^\.\/|\/$/g, ''));
  if (!names.includes(folder)) return undefined;
  const [, to = ''] = paths;
  const ways = rest.some((word) => /^-(\w*[tT]|-(no-)?target)/.test(word));
  if (paths.length !== 2 || names[0] !== folder || ways || !to.startsWith('/')) return '?';
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  // into a folder that is there, or to a path of the same name, where nothing can have been
  if (/^\/(opt|usr|usr\/lib|usr\/local)?$/.test(to) || to.endsWith('/')) return `${to.replace(/\/$/, '')}/${name}`;
  return to.endsWith(`/${name}`) ? to : '?';
}

function unpacksAny([program = '', ...rest]: readonly string[]): boolean {
  return /(^|\/)(bsd)?tar$/.test(program) && rest.some((word, at) => extracts(word, at));
}

/** Whether a command may unpack Go: an archive of its name, one that a variable names, or what comes from a pipe. */
function unpacksOne([, ...rest]: readonly string[], named: boolean): boolean {
  const archive = rest.find((word) => /\.(tar(\.gz)?|tgz)$/.test(word));
  return archive === undefined ? named : isLikeOne(archive) || /^\S*\$/.test(archive);
}

function rootOf([, ...rest]: readonly string[], scope: Known): string {
  const after = rest.findIndex((word) => /^(-C|--directory)$/.test(word));
  const joined = rest.map((word) => /^(?:-C|--directory=)(\/.*)$/.exec(word)?.[1]).find((word) => word !== undefined);
  const stripped = rest.some((word) => /^--strip(-components)?/.test(word));
  // beside the other files of the working folder
  if (joined === undefined && after < 0) return stripped ? '?' : 'go';
  const folder = withKnown(joined ?? rest[after + 1] ?? '?', scope).replace(/\/$/, '');
  if (!folder.startsWith('/')) return '?';
  return stripped ? folder : `${folder}/go`;
}

function extracts(word: string, at: number): boolean {
  return word === '--extract' || word === '--get' || (at === 0 ? /^-?\w*x\w*$/ : /^-\w*x\w*$/).test(word);
}
