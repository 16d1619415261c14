import { apt } from '../../distributions/apt.ts';
import { PACKAGE_MANAGERS } from '../../distributions/index.ts';
import { asks } from '../../distributions/package-manager.ts';
import type { Command } from '../../dockerfile/shell/shell.ts';
import { executedBy, startsOthers } from '../../dockerfile/shell/shell-unwrap.ts';
import { COST, costOf } from './cost.ts';

/**
 * Programs that never compile, whatever their arguments are. A step made of these alone gets no mount, so its
 * cache key is what the user's own file makes it. Anything else may compile: a mount too many costs a cache
 * key, a mount too few costs minutes.
 */
const NEVER = new Set([
  ...PACKAGE_MANAGERS.flatMap(({ installers, helpers }) => [...installers, ...helpers]),
  ...`: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip upx objdump readelf nm jq yq
  break continue shift getopts let times alias pushd popd seq expr diff cmp patch split od xxd base64 zcat xzcat rsync
  openssl ssh-keyscan ssh-keygen chpasswd localedef nproc getent lsb_release
  gpgconf gpg1 locale arch getconf mknod mkfifo sync deluser delgroup a2enmod a2dismod a2ensite a2dissite`
    .split(/\s+/)
    .filter((word) => word !== ''),
]);

/** Verbs of the go command that start no compiler. */
const GO_NEVER = new Set(['mod', 'env', 'version', 'clean', 'fmt', 'help', 'telemetry', 'work', 'doc']);

/** Whether a step may compile C, C++ or Go; of its commands that may, the one that costs most says so. */
export function mayCompile(commands: readonly Command[]): { readonly yes: boolean; readonly because: string } {
  const { because } = heaviest(commands) ?? {};
  return because === undefined ? { yes: false, because: 'nothing in it compiles' } : { yes: true, because };
}

/** What the commands of a step that may compile are likely to cost; see COST. */
export function compileCost(commands: readonly Command[]): number {
  return heaviest(commands)?.cost ?? COST.asks;
}

function heaviest(commands: readonly Command[]): { readonly because: string; readonly cost: number } | undefined {
  return commands
    .flatMap((command) => {
      const because = compiling(command);
      return because === undefined ? [] : [{ because, cost: costOf(command) }];
    })
    .toSorted((a, b) => b.cost - a.cost)[0];
}

/** How a command may come to compile, or undefined when it surely does not. */
function compiling(command: Command): string | undefined {
  if (command.opaque) return 'it could not be read to the end';
  const [program = '', ...rest] = command.words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === '.' || name === 'source') return /^\/etc\//.test(rest[0] ?? '') ? undefined : `it reads ${rest[0]}`;
  if (buildsSource(name, rest)) return `it runs ${name} source and builds it`;
  const runs = compilingProgram(command, name);
  return runs && `it runs ${runs}`;
}

/** `apt-get source --build package`. */
function buildsSource(name: string, words: readonly string[]): boolean {
  return (
    /^apt(-get)?$/.test(name) && words.includes('source') && words.some((word) => /^(-b|--compile|--build)$/.test(word))
  );
}

/** What a command runs that may compile: `gcc`, `go build`, `find -exec gcc`. */
function compilingProgram(command: Command, name: string): string | undefined {
  if (name === 'find') {
    const executed = executedBy(command.words).find(([one = '']) => !NEVER.has(one) && !startsOthers(one));
    return executed && `find -exec ${executed[0]}`;
  }
  if (name !== 'go') return name === '' || NEVER.has(name) ? undefined : name;
  const verb = goVerb(command) ?? 'help';
  return GO_NEVER.has(verb) ? undefined : `go ${verb}`;
}

/** What a go command is asked to do; `-C folder` may stand before it (`go help build`). */
export function goVerb({ words: [program = '', ...rest] }: Command): string | undefined {
  if (!/(^|\/)go$/.test(program)) return undefined;
  const after = rest[0] === '-C' ? rest.slice(2) : rest;
  return after.find((word) => !word.startsWith('-'));
}

/** Whether a step fetches Go modules, or hashes them, without building. */
export function fetchesWithGo(commands: readonly Command[]): boolean {
  return commands.some((command) => goVerb(command) === 'mod' && command.words.some((word) => MODULES.has(word)));
}

const MODULES = new Set(['download', 'tidy', 'vendor', 'verify']);

/** Whether a step installs packages with APT, as far as its text tells. */
export function installsWithApt(commands: readonly Command[]): boolean {
  return runsApt(commands, apt.installs).length > 0;
}

/** Whether a step fetches indexes or packages with APT, as far as its text tells. */
export function fetchesWithApt(commands: readonly Command[]): boolean {
  return runsApt(commands, apt.fetches).length > 0;
}

/** The front ends of APT that a step finds by its PATH. */
export function aptFrontEnds(commands: readonly Command[]): ('apt-get' | 'apt')[] {
  const called = [...runsApt(commands, apt.installs), ...runsApt(commands, apt.fetches)];
  return (['apt-get', 'apt'] as const).filter((name) => called.includes(name));
}

/** The programs that are called with one of the verbs, as they are written. */
function runsApt(commands: readonly Command[], verbs: ReadonlySet<string>): string[] {
  return commands.flatMap(({ words }) => (asks(apt, words, verbs) ? [words[0] ?? ''] : []));
}
