import { distributionOf } from '../../distributions/index.ts';
import { offerOf } from '../../distributions/offers.ts';
import type { Use } from '../../dockerfile/dockerfile.ts';
import { consumersOf } from '../../dockerfile/evaluate/uses.ts';
import { anyOf } from '../../model/any-of.ts';
import { followed } from '../../model/followed.ts';
import { formatPlatform } from '../../platform/platform.ts';
import { TRIPLE_MACHINES, target } from '../../platform/target.ts';
import { crossFiles } from '../../toolchain/cross/index.ts';
import { isPlain } from '../bases/bases.ts';
import { frontendLacks } from '../frontend.ts';
import { followsTarget } from '../steps/follows-target.ts';
import { seenValue } from '../steps/step-commands.ts';
import { isSystem } from '../steps/system-paths.ts';
import { type CrossContext, firstOf, outputsOf, type Rule, textWithHeredocs } from './cross-context.ts';
import { copiesSystemFiles } from './cross-copies.ts';

function becomesTheImage({ evaluated, stage }: CrossContext): string | undefined {
  const root = stage.rootIndex;
  const target = evaluated.stages[evaluated.target];
  if (target?.rootIndex !== root) return undefined;
  return target.stage.index === stage.stage.index
    ? 'its own file system becomes the image'
    : 'the image is built on top of it';
}

function otherBase({ base }: CrossContext): string | undefined {
  return base.goRoot === undefined && !isPlain(base)
    ? `cross is not for ${base.reference}, which is neither a golang image nor Debian or Ubuntu itself`
    : undefined;
}

export function foreignDistribution({ evaluated, base, cgoDisabled }: CrossContext): string | undefined {
  const { family, reference } = base;
  if (cgoDisabled || family === 'other') return undefined;
  if (distributionOf(family)?.archive !== undefined) return offerOf(evaluated.platform, base).missing;
  if (family !== 'alpine') return `${reference} has no cross compilers and foreign libraries in its packages`;
  if (!Object.hasOwn(crossFiles, '/cross/setup-alpine.sh'))
    return `${reference} is Alpine, for which cross has no C compiler yet`;
  return target(evaluated.platform)?.alpine === undefined
    ? `Alpine has no architecture for ${formatPlatform(evaluated.platform)}`
    : undefined;
}

function fixedPlatform({ evaluated, stage }: CrossContext): string | undefined {
  if (stage.platform.kind === 'fixed') return 'its platform is fixed in the Dockerfile';
  if (stage.platform.kind === 'unknown') return stage.platform.why;
  const root = evaluated.dockerfile.stages[stage.rootIndex];
  return root !== undefined && followsTarget(evaluated.dockerfile, root.base)
    ? `line ${root.from.span.line} names another base for every platform`
    : undefined;
}

/** Which stages of the chain are taken is decided by the platform: pinning one of them would not hold for the others. */
function chainFollowsTarget({ evaluated, stage }: CrossContext): string | undefined {
  const found = stage.chain
    .map((index) => evaluated.dockerfile.stages[index])
    .find((one) => one !== undefined && followsTarget(evaluated.dockerfile, one.base));
  return found === undefined ? undefined : `line ${found.from.span.line} takes another stage for every platform`;
}

export function frontend({ evaluated }: CrossContext): string | undefined {
  return frontendLacks(evaluated, 'mount');
}

export function otherShell({ instructions }: CrossContext): string | undefined {
  const shell = instructions.find(({ keyword }) => keyword === 'SHELL');
  if (shell === undefined) return undefined;
  if (!/\b(ba|da|a)?sh\b/.test(shell.text)) return `line ${shell.span.line} sets another shell`;
  return /"--?(login|[a-z]*l[a-z]*)"/.test(shell.text)
    ? `line ${shell.span.line} sets a login shell, which sets PATH anew`
    : undefined;
}

export function userBeforeSetup({ base, instructions }: CrossContext): string | undefined {
  if (base.user !== undefined) return `${base.reference} starts as the user ${base.user}, who cannot install compilers`;
  const user = instructions.find(({ keyword, text }) => keyword === 'USER' && !/^["']?(root|0)["']?(:|$)/.test(text));
  return user === undefined ? undefined : `line ${user.span.line} changes to another user`;
}

export function onbuild({ base, stage, evaluated }: CrossContext): string | undefined {
  if (base.onbuild) return `${base.reference} has ONBUILD steps`;
  const found = stage.chain
    .flatMap((index) => evaluated.stages[index]?.stage.instructions ?? [])
    .find(({ keyword }) => keyword === 'ONBUILD');
  return found === undefined ? undefined : `line ${found.span.line} leaves an ONBUILD step`;
}

/**
 * Folders that may stand before the shims: those of Go's programs, where a shim lies as well, and of what Go installs.
 * `PATH=/go/bin:/usr/local/go/bin:$PATH`
 */
const OWN_FOLDERS = [
  String.raw`\/go\/bin`,
  String.raw`\$\{?GOPATH\}?\/bin`,
  String.raw`\/root\/go\/bin`,
  String.raw`\/usr\/local\/go\/bin`,
  String.raw`\$\{?GOROOT\}?\/bin`,
  String.raw`\/usr\/lib\/go(?:-[\d.]+)?\/bin`,
].join('|');
const OWN_PATH = new RegExp(String.raw`PATH[= ]"?(?:(?:${OWN_FOLDERS}):)*\$\{?PATH\}?`);

/** The shims come first in PATH; what stands before them is not seen. */
export function replacedPath({ instructions, commands }: CrossContext): string | undefined {
  const fine = OWN_PATH;
  const path = instructions.find(
    ({ keyword, text }) => keyword === 'ENV' && /(^|\s)PATH[= ]/.test(text) && !fine.test(text),
  );
  if (path !== undefined) return `line ${path.span.line} puts other folders first in PATH`;
  return firstOf(commands, ({ words, assignments }) => {
    const set =
      assignments.PATH ??
      (words[0] === 'export' ? words.find((word) => word.startsWith('PATH='))?.slice(5) : undefined);
    return set !== undefined && !fine.test(`PATH=${set}`) ? 'puts other folders first in PATH' : undefined;
  });
}

/** Programs that the shims stand in for, called past them. */
export function calledByPath({ commands, base }: CrossContext): string | undefined {
  return firstOf(commands, ({ words: [program = ''] }, name) =>
    /^\//.test(program) &&
    program !== `${base.goRoot}/bin/go` &&
    /^(go|g?cc|g\+\+|c\+\+|clang(\+\+)?|apt|apt-get|apk|pkg-config|ld|ar)$/.test(name)
      ? `calls ${program} by its path`
      : undefined,
  );
}

function fixedArchitecture({ evaluated, commands, instructions }: CrossContext): string | undefined {
  const { architecture } = evaluated.platform;
  const found = firstOf(commands, (command) => {
    const [program = '', ...rest] = command.words;
    const inWords = rest.find((word) => /^GOARCH=/.test(word))?.slice(7);
    if (
      inWords !== undefined &&
      /^(make|env|go|gmake)$/.test(program) &&
      !inWords.includes('$') &&
      inWords !== architecture
    )
      return `sets GOARCH=${inWords}, whatever the platform is`;
    const value = seenValue(command, 'GOARCH');
    if (value === undefined || value === '' || value === '?' || value === architecture) return undefined;
    return `sets GOARCH=${value}, whatever the platform is`;
  });
  if (found === undefined) return undefined;
  // ENV and ARG are what the reader looks for, not the command that sees them
  const set = instructions.find(({ keyword, text }) => /^(ENV|ARG)$/.test(keyword) && /\bGOARCH[= ]/.test(text));
  return set === undefined || !found.includes('GOARCH') ? found : found.replace(/^line \d+/, `line ${set.span.line}`);
}

/** `aarch64-linux-gnu`, `x86_64-alpine-linux-musl`. */
const TRIPLE = new RegExp(`\\b(${TRIPLE_MACHINES.join('|')})-(alpine-|unknown-|pc-)?linux-(gnu|musl)`);

function namesTriple({ instructions }: CrossContext): string | undefined {
  const found = instructions.find(
    (instruction) => /^(RUN|ENV|ARG)$/.test(instruction.keyword) && TRIPLE.test(textWithHeredocs(instruction)),
  );
  return found === undefined
    ? undefined
    : `line ${found.span.line} names ${TRIPLE.exec(textWithHeredocs(found))?.[0]}, a fixed architecture`;
}

const OWN_COMPILER = /^(gcc|cc|g\+\+|c\+\+|\/usr\/bin\/(gcc|g\+\+))?$/;

/** Variables by which a build finds compilers and libraries of the build platform. */
function ownToolVariables({ commands }: CrossContext): string | undefined {
  return firstOf(commands, (command) => {
    for (const name of [
      'PKG_CONFIG_PATH',
      'PKG_CONFIG_LIBDIR',
      'LD_LIBRARY_PATH',
      'LIBRARY_PATH',
      'CPATH',
      'C_INCLUDE_PATH',
    ]) {
      const value = seenValue(command, name);
      if (value !== undefined && value !== '') return `is run with ${name}, where libraries of the build platform are`;
    }
    const compiler = ['CC', 'CXX'].find((name) => !OWN_COMPILER.test(seenValue(command, name) ?? ''));
    if (compiler !== undefined) return `is run with ${compiler}=${seenValue(command, compiler)}, a compiler of its own`;
    return command.words[0] === 'go' &&
      command.words[1] === 'env' &&
      command.words.some((word) => /^(GOOS|GOARCH|GOARM|CC|CXX|CGO_ENABLED)=/.test(word))
      ? 'changes settings with go env -w'
      : undefined;
  });
}

/** What programs, variables and files tell of the machine, in any text. */
const PROBE = anyOf([
  // uname -m, uname --machine
  /\buname\s+(-[a-z]*[mpia]|--(machine|processor|all))/,
  /\bdpkg\s+--print-architecture/,
  /\bapk\s+--print-arch/,
  /\$\(arch\)|`arch`/,
  // getconf LONG_BIT
  /\bgetconf\s+(-a\b|LONG_BIT)/,
  // ${HOSTTYPE}
  /\$\{?(HOSTTYPE|MACHTYPE)\b/,
  /\/proc\/cpuinfo/,
]);

/** What of a text asks for the machine's architecture. */
function probe(text: string): string | undefined {
  const asked = PROBE.exec(text)?.[0];
  if (asked !== undefined) return asked;
  const variable = followed(text, /\bgo\s+env(?=\s)/, /GOHOSTARCH|GOTOOLDIR/, /[)`;&|]/);
  return variable && `go env ${variable}`;
}

const PROBES = new Set(['arch', 'dpkg-architecture', 'lscpu']);

function architectureProbe({ commands, instructions }: CrossContext): string | undefined {
  const seen = firstOf(commands, ({ words }) => {
    const found = probe(words.join(' ')) ?? (PROBES.has(words[0] ?? '') ? words[0] : undefined);
    return found === undefined ? undefined : `asks for the machine's architecture with ${found}`;
  });
  if (seen !== undefined) return seen;
  const hidden = instructions.find(
    (instruction) => instruction.keyword === 'RUN' && probe(textWithHeredocs(instruction)) !== undefined,
  );
  return hidden === undefined ? undefined : `line ${hidden.span.line} asks for the machine's architecture`;
}

/** Programs that configure or build a source tree; make does when it installs. */
const BUILDS_FROM_SOURCE: ReadonlySet<string> = new Set(
  `configure autogen.sh bootstrap.sh autoreconf cmake meson ninja bazel scons
  cargo rustc zig ghc cabal stack dotnet`.split(/\s+/),
);

function libraryFromSource({ commands }: CrossContext): string | undefined {
  return firstOf(commands, ({ words: [, ...rest] }, name) =>
    BUILDS_FROM_SOURCE.has(name) || (/^g?make$/.test(name) && rest.some((word) => /^install/.test(word)))
      ? `builds from source with ${name}, which would build for the build platform`
      : undefined,
  );
}

/** What the build machine's processor has, the target's need not; and cross compilers do not know the word. */
function nativeProcessor({ instructions }: CrossContext): string | undefined {
  const asked = /-m(?:arch|tune|cpu)=native\b/;
  const found = instructions.find((one) => /^(RUN|ENV|ARG)$/.test(one.keyword) && asked.test(textWithHeredocs(one)));
  return (
    found &&
    `line ${found.span.line} compiles for the processor at hand with ${asked.exec(textWithHeredocs(found))?.[0]}`
  );
}

/** BuildKit takes an image in `--from=` for the target, in a stage on the build platform too (a lab test asks it). */
function foreignImages({ evaluated, stage }: CrossContext): string | undefined {
  const uses = stage.chain.flatMap((index) => evaluated.stages[index]?.uses ?? []);
  const found = uses.find(
    ({ from, paths }) =>
      from.kind === 'image' && paths.some((path) => !/^\/?((etc|usr\/share)\/.|usr\/local\/go\/?$)/.test(path)),
  );
  if (found?.from.kind !== 'image') return undefined;
  return `line ${found.instruction.span.line} ${found.how === 'copy' ? 'copies' : 'mounts'} ${found.paths[0]} from ${found.from.reference}, which is taken for the target`;
}

/** Files that are the target's own, brought in by a stage that runs there. */
function foreignTools({ evaluated, stage }: CrossContext): string | undefined {
  const root = stage.rootIndex;
  for (const index of stage.chain) {
    for (const use of evaluated.stages[index]?.uses ?? []) {
      const from = use.from.kind === 'stage' ? evaluated.stages[use.from.index] : undefined;
      if (from === undefined || from.platform.kind !== 'target' || from.rootIndex === root) continue;
      const path = use.paths.find(isSystem);
      if (path !== undefined)
        return `line ${use.instruction.span.line} brings ${path} from ${from.stage.name ?? `stage ${from.stage.index}`}, whose files are the target's`;
    }
  }
  return undefined;
}

function takenPath(use: Use, outputs: ReadonlySet<string>): string | undefined {
  return use.paths.find((path) => isSystem(path) && !outputs.has(path.replace(/^\/?/, '/')));
}

function handsOverSystemFiles({ evaluated, stage, commands }: CrossContext): string | undefined {
  const outputs = new Set(commands.flatMap(outputsOf));
  const root = stage.rootIndex;
  for (const { stage: consumer, use } of consumersOf(evaluated).get(stage.stage.index) ?? []) {
    if (use.how === 'mount' && consumer.rootIndex === root) continue;
    const path = takenPath(use, outputs);
    if (path !== undefined)
      return `line ${use.instruction.span.line} ${use.how === 'copy' ? 'copies' : 'mounts'} ${path} out of it, where the build platform's own files are`;
  }
  return undefined;
}

/** In the order in which a reader asks; the rules about what is brought in come next, in cross-artifacts.ts. */
export const STAGE_RULES: readonly Rule[] = [
  becomesTheImage,
  otherBase,
  fixedPlatform,
  chainFollowsTarget,
  frontend,
  foreignDistribution,
  onbuild,
  otherShell,
  userBeforeSetup,
  replacedPath,
  calledByPath,
  fixedArchitecture,
  namesTriple,
  ownToolVariables,
  architectureProbe,
  nativeProcessor,
  libraryFromSource,
  foreignImages,
  foreignTools,
  handsOverSystemFiles,
  copiesSystemFiles,
];
