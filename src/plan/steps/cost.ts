import type { Command } from '../../dockerfile/shell/shell.ts';
import { executedBy } from '../../dockerfile/shell/shell-unwrap.ts';

/** How long a command is likely to take, by what it is: only the order counts. */
export const COST = { asks: 0, runs: 1, scripts: 2, installs: 3, compiles: 4 } as const;

interface Program {
  /** Its names, without folder and version. */
  readonly names: RegExp;
  /** What it is without a verb of the others, `runs` by default. */
  readonly cost?: number;
  readonly compiles?: RegExp;
  readonly installs?: RegExp;
  /** What runs it: no compiler of ours, and no native twin of it is put in its place. */
  readonly emulated?: string;
  /** Whether it is mostly many small programs: those stay emulated where only compilers have native twins. */
  readonly configures?: boolean;
}

/** Programs by what their verbs do; the first whose name it is counts. */
const PROGRAMS: readonly Program[] = [
  { names: /^go$/, compiles: /^(build|install|test|run|generate)$/ },
  { names: /^(g?make|ninja|samu|scons|bazel)$/, cost: COST.compiles },
  // aarch64-linux-gnu-gcc
  { names: /^([\w.]+-)*(gcc|g\+\+|cc|c\+\+|clang(\+\+)?|gfortran)$/, cost: COST.compiles },
  { names: /^(docker-php-ext-install|dpkg-buildpackage|debuild|rpmbuild)$/, cost: COST.compiles },
  // a ./configure, and what cmake and meson ask the compiler, takes longer than most of what is compiled after it
  { names: /^(cmake|meson)$/, cost: COST.compiles, installs: /^(--)?install$/, configures: true },
  { names: /^(configure|config|Configure)$/, cost: COST.compiles, configures: true },
  { names: /^(autogen\.sh|autoreconf|bootstrap(\.sh)?|buildconf)$/, cost: COST.compiles, configures: true },
  {
    names: /^(cargo|maturin|wasm-pack)$/,
    compiles: /^(b|build|install|test|rustc|check|clippy|doc)$/,
    emulated: 'rustc',
  },
  { names: /^rustc$/, cost: COST.compiles, emulated: 'rustc' },
  { names: /^(javac|mvnw?|gradlew?|ant|sbt|lein|kotlinc|scalac?)$/, cost: COST.compiles, emulated: 'java' },
  { names: /^java$/, emulated: 'java' },
  {
    names: /^(dotnet|msbuild)$/,
    compiles: /^(build|publish|test|pack|msbuild)$/,
    installs: /^restore$/,
    emulated: 'dotnet',
  },
  { names: /^(ghc|cabal|stack)$/, cost: COST.compiles, emulated: 'ghc' },
  { names: /^swiftc?$/, cost: COST.compiles, emulated: 'swift' },
  {
    names: /^(npm|npx|yarn|pnpm|corepack|node|nodejs|node-gyp)$/,
    installs: /^(ci|i|add|install|rebuild|run|build)$/,
    emulated: 'node',
  },
  { names: /^bunx?$/, installs: /^(i|add|install|run|build)$/, emulated: 'bun' },
  {
    names: /^(pip|pipx|pipenv|uv|poetry|pdm|hatch|conda|mamba)$/,
    installs: /^(add|create|install|sync|update|wheel|build)$/,
    emulated: 'python',
  },
  { names: /^(python|pypy)$/, installs: /^(setup\.py|-m)$/, emulated: 'python' },
  { names: /^(gem|bundle|bundler)$/, installs: /^(install|update)$/, emulated: 'ruby' },
  { names: /^(ruby|rake|rails)$/, emulated: 'ruby' },
  { names: /^pecl$/, cost: COST.compiles },
  { names: /^(composer|composer\.phar|php)$/, installs: /^(install|update|require)$/, emulated: 'php' },
  { names: /^(mix|rebar3|erlc|elixirc?)$/, compiles: /^(compile|deps\.compile|release)$/, emulated: 'erl' },
  { names: /^(perl|cpan|cpanm)$/, emulated: 'perl' },
  { names: /^(R|Rscript)$/, emulated: 'R' },
  { names: /^(opam|dune|ocaml(c|opt|find)?)$/, cost: COST.compiles, emulated: 'ocaml' },
  { names: /^(zig|nim|crystal|julia|dart|deno)$/, cost: COST.compiles },
];

const SHELL = /^(sh|bash|dash|ash|zsh|\.|source)$/;

/** `python3.12` and `gcc-12` are python and gcc. */
function bareName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1).replace(/(?<=[a-z+])-?\d+(\.\d+)*$/, '');
}

function programOf(command: Command): Program | undefined {
  const name = bareName(command.words[0] ?? '');
  return PROGRAMS.find(({ names }) => names.test(name));
}

/** Whether a command only tells its version or its help. */
function onlyAsks({ words: [, ...rest] }: Command): boolean {
  return rest.length > 0 && rest.every((word) => /^(--?version|-V|-v|version|--help)$/.test(word));
}

/** What a command is likely to cost. */
export function costOf(command: Command): number {
  if (command.opaque) return COST.runs;
  const [program = '', ...rest] = command.words;
  if (onlyAsks(command)) return COST.asks;
  if (/(^|\/)find$/.test(program))
    return executedBy(rest).reduce((most, words) => Math.max(most, costOf({ ...command, words })), COST.runs as number);
  const known = programOf(command);
  if (known === undefined) return SHELL.test(program) || program.includes('/') ? COST.scripts : COST.runs;
  // a program of another module is a tool, and most of its modules are there
  if (known.compiles !== undefined && rest.some((word) => known.compiles?.test(word)))
    return rest.some((word) => /@v?[\w.]+$/.test(word)) ? COST.installs : COST.compiles;
  if (known.installs !== undefined && rest.some((word) => known.installs?.test(word))) return COST.installs;
  return known.cost ?? COST.runs;
}

/** Whether a command configures a source tree, so that most of its time goes to many small programs. */
export function configures(command: Command): boolean {
  return !onlyAsks(command) && programOf(command)?.configures === true;
}

/** What runs the commands and has no native twin: rustc, node, python, java …, each once. */
export function emulatedPrograms(commands: readonly Command[]): string[] {
  const found = commands.flatMap((command) => (onlyAsks(command) ? [] : (programOf(command)?.emulated ?? [])));
  return [...new Set(found)];
}
