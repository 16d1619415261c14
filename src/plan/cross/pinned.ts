import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { formatPlatform } from '../../platform/platform.ts';
import { DEBIAN_ARCHITECTURES, goEnv } from '../../platform/target.ts';
import type { Base } from '../bases/bases.ts';
import { goVerb } from '../steps/compile.ts';
import { runningCommands, type ScopedCommand, seenValue } from '../steps/step-commands.ts';
import { type CrossContext, chainInstructions, type Rule, textWithHeredocs } from './cross-context.ts';
import {
  calledByPath,
  foreignDistribution,
  frontend,
  onbuild,
  otherShell,
  replacedPath,
  userBeforeSetup,
} from './cross-rules.ts';

/**
 * What is done with a stage that the Dockerfile pins to the build platform, and that builds Go with C for another one.
 * - `cross`: it gets the compiler and the libraries of the target; without them its build fails
 * - `likely`: the same, but what builds is a program that cannot be read, or the base is not proven
 * - `leave`: it is built as it is
 */
export interface Pinned {
  readonly verdict: 'cross' | 'likely' | 'leave';
  readonly because: string;
}

/** Why a stage that the file pins needs nothing. */
export const AS_WRITTEN = 'the Dockerfile itself runs it on the build platform';

/** Judges a stage on `$BUILDPLATFORM` for one target platform that is not the build platform. */
export function judgePinned(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): Pinned {
  const leave = (because = AS_WRITTEN): Pinned => ({ verdict: 'leave', because });
  const commands = runningCommands(evaluated, stage);
  const builds = commands.filter((command) => buildsForTarget(evaluated, command));
  const [first] = builds;
  if (first === undefined || base === undefined) return leave();
  const instructions = chainInstructions(evaluated, stage);
  const own = ownSetUp({ commands, instructions, builds });
  if (own !== undefined) return leave(`${AS_WRITTEN}, and ${own}`);
  const context: CrossContext = { evaluated, stage, base, commands, instructions, cgoDisabled: false };
  const hurdle = HURDLES.map((rule) => rule(context)).find((because) => because !== undefined);
  if (hurdle !== undefined) return leave(`${AS_WRITTEN}, and nothing is put into it: ${hurdle}`);
  const platform = formatPlatform(evaluated.platform);
  const what = `pinned by the Dockerfile; line ${first.line} builds Go with C for ${platform}`;
  const doubt = builds.every(isOther) ? `line ${first.line} runs ${first.words[0]}, which cannot be read` : undefined;
  const unproven =
    base.family === 'debian' || base.family === 'ubuntu' ? undefined : 'only Debian and Ubuntu are proven';
  const why = doubt ?? unproven;
  return why === undefined
    ? { verdict: 'cross', because: what }
    : { verdict: 'likely', because: `${what}, but ${why}` };
}

/** Rules of cross that hold for a stage which is pinned already: they say what the set-up cannot work with. */
const HURDLES: readonly Rule[] = [
  frontend,
  foreignDistribution,
  onbuild,
  otherShell,
  userBeforeSetup,
  replacedPath,
  calledByPath,
];

/** Programs that may run `go build` with the variables that they see. */
const OTHERS = /^(g?make|bash|sh|\.\/\S+|task|mage|just|goreleaser)$/;

function isOther({ words: [program = ''] }: ScopedCommand): boolean {
  return OTHERS.test(program);
}

/** Whether a command builds Go with C for the target: Go is told the target's architecture, and to use C. */
function buildsForTarget({ platform }: Evaluated, command: ScopedCommand): boolean {
  const verb = goVerb(command);
  const compiles = verb === 'build' || verb === 'install' || (verb === 'test' && command.words.includes('-c'));
  if (!compiles && !isOther(command)) return false;
  const os = seenValue(command, 'GOOS') ?? '';
  return (
    seenValue(command, 'GOARCH') === goEnv(platform).GOARCH &&
    (os === '' || os === 'linux') &&
    seenValue(command, 'CGO_ENABLED') === '1'
  );
}

/** How a file cross-compiles C by itself, each with an example in its comment. */
const OWN_PROGRAMS = /(^|\/)(xx-\w+(-\w+)*|goxx-\w+(-\w+)*|zig|zig\S*|clang|osxcross\S*)$/; // xx-go, goxx-apt-get, zig cc
const MACHINES = DEBIAN_ARCHITECTURES.join('|');
const OWN_PACKAGES = new RegExp(
  `^(gcc|g\\+\\+|crossbuild-essential|binutils|musl)-[\\w+.-]*(linux|arm|aarch64|${MACHINES})`, // gcc-aarch64-linux-gnu
);
const FOREIGN_PACKAGE = new RegExp(`^[a-z][\\w+.-]+:(${MACHINES})$`); // libopus-dev:arm64

/** Whether `go` may build for another platform than its variables say: `xx-go --wrap`, `go env -w GOARCH=arm64`. */
export function replacesGoCommand({ words: [program = '', ...rest] }: ScopedCommand): boolean {
  return (
    OWN_PROGRAMS.test(program) ||
    (program === 'go' && rest[0] === 'env' && rest.some((word) => /^-w$|^GOARCH=/.test(word)))
  );
}

/** What the file does to cross-compile C by itself, for this platform; undefined when nothing. */
function ownSetUp({
  commands,
  instructions,
  builds,
}: Pick<CrossContext, 'commands' | 'instructions'> & { readonly builds: readonly ScopedCommand[] }):
  | string
  | undefined {
  for (const command of builds) {
    const variable = ['CC', 'CXX', 'PKG_CONFIG', 'PKG_CONFIG_PATH', 'PKG_CONFIG_LIBDIR', 'CGO_LDFLAGS'].find(
      (name) => !OWN_GCC.test(seenValue(command, name) ?? ''),
    );
    if (variable !== undefined) return `line ${command.line} sets ${variable} itself`;
  }
  for (const { words, line } of commands) {
    const [program = '', ...rest] = words;
    if (OWN_PROGRAMS.test(program)) return `line ${line} cross-compiles with ${program}`;
    if (rest.includes('--add-architecture')) return `line ${line} adds an architecture to dpkg`;
    const named = rest.find((word) => OWN_PACKAGES.test(word) || FOREIGN_PACKAGE.test(word));
    if (named !== undefined) return `line ${line} installs ${named}`;
  }
  const kit = instructions.find(
    (one) => one.keyword === 'COPY' && /--from=\S*\b(xx|goxx|zig|osxcross)\b/.test(textWithHeredocs(one)),
  );
  return kit && `line ${kit.span.line} brings tools for cross-compilation`;
}

/** The compiler of the image itself, which builds for the build platform. */
const OWN_GCC = /^(gcc|cc|g\+\+|c\+\+|pkg-config)?$/;
