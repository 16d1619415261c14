import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import { copiesOf, mountOf } from '../../dockerfile/evaluate/uses.ts';
import { pathsOf } from '../../dockerfile/read/words.ts';
import { commandsOf } from '../../dockerfile/shell/shell.ts';
import { executedBy } from '../../dockerfile/shell/shell-unwrap.ts';
import { anyOf } from '../../model/any-of.ts';
import { memo } from '../../model/memo.ts';
import type { Base } from '../bases/bases.ts';

/** Words of packages, programs and paths that may bring a compiler, or something that brings one. */
const SUSPICIOUS = anyOf(
  [
    // gcc-12, clang-19, toolchain-rust
    /gcc|g\+\+|c\+\+|clang|llvm|fortran|gnat|golang|compiler|toolchain/,
    // build-essential, cmake, autoconf-archive
    /build|make|meson|ninja|autoconf|automake|libtool|dkms/,
    // kernel-devel, libssl-dev, alpine-sdk
    /dev(el|scripts|helper)|-dev\b|-sdk/,
    /rust|cargo|ghc|haskell|ocaml|swift|zig/,
    // managers that install compilers: brew install gcc
    /nix|brew|conda|mamba|asdf|mise/,
    // what brings one with it: linux-headers, openjdk-21-jdk
    /bazel|jdk|kernel|headers|debhelper/,
    // short names, as whole words: go, cc
    /\b(cc|cpp|tcc|go|gdc|ldc|as)\b/,
  ],
  'i',
);

/** Packages that bring one by what they recommend (Debian's control files). */
const RECOMMENDS = anyOf([
  // python3-pip
  /^python3?-(pip|virtualenv)$/,
  // r-base-core
  /^r-base\S*$/,
  /^(npm|opam|nim)$/,
  /^(alien|equivs|dh-make|checkinstall)$/,
]);

/**
 * Programs that start what cannot be seen here, or unpack packages of the distribution. What a language installs for itself does
 * not count: only the distribution's compiler has a native twin.
 */
const STARTS: ReadonlySet<string> = new Set(
  `sh bash dash ash zsh ksh busybox make tar unzip bsdtar dpkg rpm snap install source . eval exec xargs
  su sudo gosu chroot`.split(/\s+/),
);
/** Programs whose arguments name packages of a language, or files: their names say nothing of compilers. */
const LANGUAGES = anyOf([
  // python3.12, pip3
  /^(python[\d.]*|pip[\d.]*|pipx|uv|poetry)$/,
  /^(node|npx|npm|pnpm|yarn|corepack)$/,
  /^(perl|ruby|gem|bundle|php|composer|java)$/,
  /^(curl|wget|git)$/,
]);

/**
 * Whether a stage up to one of its steps, that step included, surely has no compiler: its base is one that ships none, and
 * nothing that was installed, copied or started can have brought one. Not to know is false.
 */
export function hasNoCompiler(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  at: number,
  base: Base | undefined,
): boolean {
  if (base?.withoutCompilers !== true) return false;
  return stage.chain.every((index) => {
    const member = evaluated.stages[index];
    if (member === undefined) return false;
    const last = member === stage ? at : member.stage.instructions.length;
    return firstThatBrings(member) > last;
  });
}

/** The place of the first instruction that may bring a compiler; past all of them when none does. */
const firstThatBrings = memo((stage: EvaluatedStage): number => {
  const found = stage.stage.instructions.findIndex((instruction) => brings(stage, instruction));
  return found < 0 ? stage.stage.instructions.length + 1 : found;
});

function brings(stage: EvaluatedStage, instruction: Instruction): boolean {
  const { keyword } = instruction;
  if (keyword === 'RUN') return runs(instruction);
  if (keyword === 'ADD') return true;
  if (keyword !== 'COPY') return false;
  const use = copiesOf(stage).get(instruction);
  // what comes from the context may be a script that a later step finds on its PATH
  if (use === undefined) return /^\/?(usr\/(local\/)?)?s?bin(\/|$)/.test(pathsOf(instruction).at(-1) ?? '');
  return use.paths.some(
    (path) => /^\/?((usr|opt|usr\/local)\/?(bin\/?|lib\/?)?)?\*?$/.test(path) || SUSPICIOUS.test(path),
  );
}

function runs(instruction: Instruction): boolean {
  // a folder that is mounted may have scripts and compilers; a cache, a secret or a socket has none
  const mounts = instruction.flags.filter(({ name }) => name === 'mount').map(({ value }) => mountOf(value).type);
  if (mounts.some((type) => !/^(cache|tmpfs|secret|ssh)$/.test(type ?? 'bind'))) return true;
  return commandsOf(instruction).some(
    ({ words: [program = '', ...rest], opaque }) =>
      opaque === true ||
      // a path may be a script of the user's
      program.includes('/') ||
      startsOther(program, rest) ||
      executedBy(rest).some(([one = '', ...more]) => one.includes('/') || startsOther(one, more)) ||
      // packages that are not told, or are known to bring more
      (/^(apt|apt-get|aptitude)$/.test(program) &&
        rest.some((word) => RECOMMENDS.test(word) || /[$`]|\.deb$/.test(word))) ||
      (!LANGUAGES.test(program) && [program, ...rest].some((word) => SUSPICIOUS.test(word))),
  );
}

function startsOther(program: string, words: readonly string[]): boolean {
  // gosu tells its version in the official images
  const asks = program === 'gosu' && words.every((word) => word.startsWith('-'));
  return STARTS.has(program) && !asks;
}
