import { apk } from '../../distributions/apk.ts';
import { asks } from '../../distributions/package-manager.ts';
import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { Names } from '../../dockerfile/evaluate/names.ts';
import { type Command, itemsOf } from '../../dockerfile/shell/shell.ts';
import { type FollowedCommand, followedValue, followScript } from '../../dockerfile/shell/shell-flow.ts';
import { UNKNOWN } from '../../dockerfile/shell/shell-value.ts';
import { memo } from '../../model/memo.ts';
import { own } from '../../model/own.ts';
import type { Base } from '../bases/bases.ts';
import { goVerb, mayCompile } from './compile.ts';

/** A command with the variables in force where it stands, and whether it runs for the platform. */
export type ScopedCommand = FollowedCommand;

/** All commands of a stage's chain, the root's first. */
export function chainCommands(evaluated: Evaluated, stage: EvaluatedStage): ScopedCommand[] {
  return [...stage.chain].reverse().flatMap((index) => {
    const member = evaluated.stages[index];
    return (member?.stage.instructions ?? []).flatMap((_, at) => stepCommands(member, at));
  });
}

/** The commands of a stage's RUN with ENV, ARG and what it exported before; none for another instruction. */
export function stepCommands(stage: EvaluatedStage | undefined, at: number): readonly ScopedCommand[] {
  return stage === undefined ? [] : (commandsByStep(stage)[at] ?? []);
}

const commandsByStep = memo(({ stage, scopes }: EvaluatedStage): readonly (readonly ScopedCommand[])[] =>
  stage.instructions.map((instruction, at) =>
    instruction.keyword === 'RUN' ? followScript(itemsOf(instruction), scopes[at] ?? Names.of()).commands : [],
  ),
);

/** The commands of a stage's chain that may run for the platform: without branches of other platforms. */
export function runningCommands(evaluated: Evaluated, stage: EvaluatedStage): ScopedCommand[] {
  return chainCommands(evaluated, stage).filter(({ runs }) => runs !== 'no');
}

/** The value that a command sees of a variable: undefined where it is unset, `'?'` where it cannot be told. */
export function seenValue({ assignments, scope }: ScopedCommand, name: string): string | undefined {
  const written = own(assignments, name) ?? scope.get(name);
  return written === undefined ? undefined : (followedValue(written, scope) ?? '?');
}

/** Where the values of variables are that are known. */
export type Known = Pick<Names<string>, 'get'>;

/** A text with the values of variables that are known; others stay as they are written. */
export function withKnown(text: string, values: Known): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^${}]*))?\})/g,
    (written, plain?: string, braced?: string, other?: string) => {
      const value = values.get(plain ?? braced ?? '') ?? other ?? written;
      return value === UNKNOWN ? written : value;
    },
  );
}

const CLANG_OR_OLD = /^(clang(\+\+)?(-\d+)?|(gcc|g\+\+)-\d+|tcc|icc|icx)$/;

/** Compilers by name that are not the base's own gcc: as CC or CXX of a command, started, or put in the place of one. */
export function otherCompilers(compiling: readonly ScopedCommand[], all: readonly ScopedCommand[]): string[] {
  const names = [
    ...compiling.flatMap((command) => [seenValue(command, 'CC'), seenValue(command, 'CXX'), command.words[0]]),
    ...all.flatMap(({ words }) => alternative(words)),
  ].map((text) => (text ?? '').trim().split(/\s+/)[0] ?? '');
  return [...new Set(names.map((path) => path.slice(path.lastIndexOf('/') + 1)))].filter((name) =>
    CLANG_OR_OLD.test(name),
  );
}

/** Names under which a step finds its compiler. */
const COMPILER = /^\/usr\/(local\/)?bin\/(gcc|g\+\+|cc|c\+\+|cpp)$/;

/** What a command makes the system's compiler: by update-alternatives or a link. */
function alternative([program = '', ...rest]: readonly string[]): readonly string[] {
  if (/(^|\/)update-alternatives$/.test(program)) {
    const compiler = rest.some((word) => COMPILER.test(word) || /^(gcc|g\+\+|cc|c\+\+)$/.test(word));
    return compiler ? rest.filter((word) => word.startsWith('/')) : [];
  }
  return /(^|\/)ln$/.test(program) && COMPILER.test(rest.at(-1) ?? '') ? rest.slice(0, -1) : [];
}

const BUILDS = /^(build|install|run|test|generate|vet|list)$/;

/** Whether CGO is switched off for everything that Go builds here: no C compiler is needed, nor used. */
export function disablesCgo(commands: readonly ScopedCommand[], base: Base): boolean {
  const builds = commands.filter((command) => command.opaque || BUILDS.test(goVerb(command) ?? ''));
  const all = commands.map((command) => seenValue(command, 'CGO_ENABLED'));
  if (all.some((value) => value !== undefined && value !== '' && value !== '0')) return false;
  if (commands.length > 0 && commands.every(({ scope }) => scope.get('CGO_ENABLED') === '0')) return true;
  const transparent = builds.length > 0 && !builds.some(({ opaque }) => opaque);
  if (transparent && builds.every((command) => seenValue(command, 'CGO_ENABLED') === '0')) return true;
  return transparent && base.withoutC && !commands.some(bringsCompiler);
}

/**
 * Whether all that compiles in a step is the go command without CGO: told so by each command's CGO_ENABLED, or because
 * of the whole stage: see `disablesCgo`. `go generate` may start anything.
 */
export function compilesGoAlone(commands: readonly ScopedCommand[], cgoDisabled: boolean): boolean {
  const compiling = commands.filter((command) => mayCompile([command]).yes);
  return compiling.every((command) => {
    const verb = goVerb(command) ?? '';
    return BUILDS.test(verb) && verb !== 'generate' && (cgoDisabled || seenValue(command, 'CGO_ENABLED') === '0');
  });
}

/** Packages of Alpine that bring no C compiler. */
const HARMLESS = new Set(
  `git make bash curl wget ca-certificates tzdata openssl openssh openssh-client jq tar unzip zip gzip xz upx file
  findutils coreutils grep sed gawk patch rsync nodejs npm yarn protobuf protoc mailcap tini su-exec shadow sudo
  ca-certificates-bundle mercurial subversion libcap busybox-extras gnupg ncurses less vim tree`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

function bringsCompiler({ words, opaque }: Command): boolean {
  if (opaque) return true;
  if (!asks(apk, words, apk.installs)) return false;
  const packages = words
    .slice(1)
    .filter((word) => !apk.installs.has(word) && !word.startsWith('-') && !word.startsWith('.'));
  return packages.some((name) => !HARMLESS.has(name.replace(/[=~<>@].*/, '')));
}
