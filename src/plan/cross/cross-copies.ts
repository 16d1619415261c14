import { consumersOf } from '../../dockerfile/evaluate/uses.ts';
import { sourceOfAny } from '../../model/any-of.ts';
import { own } from '../../model/own.ts';
import { type ScopedCommand, withKnown } from '../steps/step-commands.ts';
import { isSystem } from '../steps/system-paths.ts';
import { type CrossContext, firstOf, type Rule } from './cross-context.ts';

/** Rules about commands that copy: into what other stages take, files of the build platform must not get. */

interface Copy {
  readonly sources: readonly string[];
  /** Undefined for an archive, or the standard output. */
  readonly to?: string;
}

const option = (word: string): boolean => word.startsWith('-');
const operands = (words: readonly string[]): readonly string[] => words.filter((word) => !option(word));

/** How many times find may run find. */
const MOST_FINDS = 3;

/** What a command copies from where, or undefined for one that copies nothing. */
export function copyOf({ words: [program = '', ...rest] }: Pick<ScopedCommand, 'words'>, depth = 0): Copy | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  switch (name) {
    case 'cp':
    case 'mv':
    case 'ln':
    case 'install':
    case 'rsync':
      return name === 'install' && rest.some((word) => /^(-[a-zA-Z]*d|--directory)$/.test(word))
        ? undefined
        : toLast(rest);
    case 'tar':
    case 'bsdtar':
      return rest.some((word, at) => word === '--create' || (at === 0 ? /^-?\w*c\w*$/ : /^-\w*c\w*$/).test(word))
        ? {
            sources: rest.flatMap((word) =>
              option(word) ? [word.split('=')[1] ?? /^-C(.+)$/.exec(word)?.[1] ?? []].flat() : [word],
            ),
          }
        : undefined;
    case 'cat':
    case 'zip':
      return { sources: operands(rest) };
    case 'dd':
      return { sources: rest.filter((word) => word.startsWith('if=')).map((word) => word.slice(3)) };
    case 'find': {
      const at = rest.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word));
      // one that runs another, and so on, is not followed: what it copies is not told
      if (depth === MOST_FINDS) return { sources: [], to: '' };
      const copied = at < 0 ? undefined : copyOf({ words: rest.slice(at + 1) }, depth + 1);
      const roots = rest.slice(
        0,
        rest.findIndex((word) => option(word) || /^[(!]/.test(word)),
      );
      return copied === undefined ? undefined : { sources: [...copied.sources, ...roots] };
    }
    default:
      return undefined;
  }
}

function toLast(words: readonly string[]): Copy {
  const at = words.findIndex((word) => /^(-t|--target-directory)$/.test(word));
  const joined = words.find((word) => word.startsWith('--target-directory='));
  if (at >= 0) return { sources: operands(words.toSpliced(at, 2)), to: words[at + 1] ?? '' };
  if (joined !== undefined) return { sources: operands(words), to: joined.slice('--target-directory='.length) };
  return { sources: operands(words).slice(0, -1), to: operands(words).at(-1) ?? '' };
}

/** Programs that tell where files of the distribution are. */
const TELLS_WHERE = sourceOfAny([
  /which|whereis|realpath|readlink|ldconfig|dpkg/,
  // command -v gcc, type gcc
  /command\s+-v|type\s/,
  // apk info -L musl
  /apk\s/,
  // find /usr/lib -name 'libz*'
  /find\s+\//,
]);
/** One of them in a substitution: `$(which gcc)`. */
const FINDS = new RegExp(`(\\$\\(|\`)\\s*(${TELLS_WHERE})`);

const OFFICIAL: Readonly<Record<string, string>> = { HOME: '/root', PWD: '.', GOPATH: '/go', GOROOT: '/usr/local/go' };

/** A path in which variables have their values, as far as the file or the official images set them. */
export function withFileValues(path: string, { scope, assignments }: ScopedCommand): string {
  const get = (name: string) => own(assignments, name) ?? scope.get(name) ?? own(OFFICIAL, name);
  const answered = path
    .replace(/\$\(\s*go env (GOPATH|GOROOT)\s*\)/g, (_, name: string) => get(name) ?? '')
    .replace(/\$\(\s*pwd\s*\)/g, '.');
  return withKnown(answered, { get });
}

/** Copies of the distribution's files to where others take them. */
export const copiesSystemFiles: Rule = (context) => {
  const inSystem = worksInSystem(context);
  return firstOf(context.commands, (command, name) => {
    const copy = copyOf(command);
    if (copy === undefined) return undefined;
    const found = copy.sources.find((path) => FINDS.test(path));
    if (found !== undefined) return `takes ${found}, which is the build platform's, with ${name}`;
    const source = copy.sources
      .map((path) => withFileValues(path, command))
      .find((path) => (path.startsWith('/') ? isSystem(path) : inSystem));
    const stays = copy.to !== undefined && staysInside(context, withFileValues(copy.to, command), inSystem);
    return source === undefined || stays ? undefined : `takes ${source}, which is the build platform's, with ${name}`;
  });
};

/** Whether relative paths may be the distribution's. */
function worksInSystem({ commands, instructions }: CrossContext): boolean {
  const folders = [
    ...instructions.filter(({ keyword }) => keyword === 'WORKDIR').map(({ text }) => text),
    ...commands
      .filter(({ words: [program = ''] }) => /^(cd|pushd)$/.test(program))
      .map(({ words: [, folder = '/'] }) => folder),
  ];
  return folders.some((folder) => folder !== '/' && folder.startsWith('/') && isSystem(folder));
}

/** Whether a place is the distribution's own and nobody takes anything out of it. */
function staysInside({ evaluated, stage }: CrossContext, to: string, inSystem: boolean): boolean {
  if (!to.startsWith('/')) return inSystem;
  if (!/^\/(usr|bin|sbin|lib\w*|etc)(\/|$)/.test(to)) return false;
  const bare = (path: string) => `/${path.replace(/^\/|\/$/g, '')}/`;
  return !(consumersOf(evaluated).get(stage.stage.index) ?? [])
    .flatMap(({ use }) => use.paths)
    .some((path) => bare(path).startsWith(bare(to)) || bare(to).startsWith(bare(path)));
}

/** What a command copies that cannot be told from the file, or undefined. */
export function unclearCopy(command: ScopedCommand, installsTools: boolean): string | undefined {
  const copy = copyOf(command);
  if (copy === undefined) return undefined;
  const sources = copy.sources.map((path) => withFileValues(path, command));
  const unknown = sources.find((path) => /^(\$|`|\{\}$)/.test(path));
  const said =
    unknown ?? (installsTools ? sources.find((path) => /^(\/root)?\/go(\/bin(\/|$)|\/?$)/.test(path)) : undefined);
  if (said !== undefined)
    return `line ${command.line} copies ${said}, of which it is not known whether it is for the target`;
  return copy.sources.length === 0 && copy.to !== undefined
    ? `line ${command.line} copies what another command lists`
    : undefined;
}
