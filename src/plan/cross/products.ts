import { PACKAGE_MANAGERS } from '../../distributions/index.ts';
import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { consumersOf } from '../../dockerfile/evaluate/uses.ts';
import { anyOf } from '../../model/any-of.ts';
import { goVerb } from '../steps/compile.ts';
import { resolvePath } from '../steps/paths.ts';
import { runningCommands, type ScopedCommand, seenValue } from '../steps/step-commands.ts';
import { chainInstructions, textWithHeredocs } from './cross-context.ts';

/** Programs that a cross-compiled stage installs with `go install path@version`, by their names. */
export interface Installed {
  /** Made for the target alone: others take them, and nothing here runs them. */
  readonly products: readonly string[];
  /** Made for the build platform alone: it is proven that only steps of the stage use them, by their names. */
  readonly tools: readonly string[];
  /** Made for both. */
  readonly both: readonly string[];
}

export const NOTHING_INSTALLED: Installed = { products: [], tools: [], both: [] };

/** Joins what stages on one base install for all platforms: a program is made once where all of them agree on it. */
export function ofAllStages(all: readonly Installed[]): Installed {
  const [products, tools, both] = (['products', 'tools', 'both'] as const).map(
    (kind) => new Set(all.flatMap((one) => one[kind])),
  ) as [Set<string>, Set<string>, Set<string>];
  return {
    products: [...products].filter((name) => !tools.has(name) && !both.has(name)),
    tools: [...tools].filter((name) => !products.has(name) && !both.has(name)),
    both: [...both],
  };
}

/**
 * What becomes of the programs that a stage installs by path and version. A program is made twice unless it is proven that one
 * is enough: the target's lies where `go install` puts it, and the build platform's is found by its name. So the result is right
 * wherever the program goes; `products` and `tools` only save a compilation.
 */
export function installedPrograms(evaluated: Evaluated, stage: EvaluatedStage): Installed {
  const commands = runningCommands(evaluated, stage);
  const installs = commands.flatMap((command) =>
    programsOf(command).map((name) => ({ name, folder: folderOf(command) })),
  );
  if (installs.length === 0) return NOTHING_INSTALLED;
  const taken = (consumersOf(evaluated).get(stage.stage.index) ?? []).flatMap(({ use }) => use.paths);
  const isTaken = ({ name, folder }: (typeof installs)[number]): boolean =>
    folder === undefined || taken.some((path) => meets(`${folder}/${name}`, path));
  const hidden = commands.some(startsUnseen);
  const named = new Set(commands.flatMap(({ words }) => words.map((word) => word.slice(word.lastIndexOf('/') + 1))));
  const texts = chainInstructions(evaluated, stage).map(textWithHeredocs);
  const unique = [...new Map(installs.map((one) => [one.name, one])).values()];
  const products = unique.filter((one) => isTaken(one) && !hidden && !named.has(one.name)).map(({ name }) => name);
  const tools = unique
    .filter((one) => !isTaken(one) && !hidden && staysInside(one.name, texts, commands))
    .map(({ name }) => name);
  const both = unique.map(({ name }) => name).filter((name) => !products.includes(name) && !tools.includes(name));
  return { products, tools, both };
}

/** Whether a command may run programs that the Dockerfile does not name. */
function startsUnseen(command: ScopedCommand): boolean {
  const [program = ''] = command.words;
  return command.opaque === true || STARTS.test(program) || /^(generate|run|tool|test)$/.test(goVerb(command) ?? '');
}

const STARTS = /(^|\/)(g?make|(ba|da)?sh|mage|task|just|protoc|buf|npm|yarn)$|^\.\//;

/** What asks where programs are, or works in their folder: `$(which dlv)`, `cd /go/bin`, `$GOPATH/bin`. */
const FINDS_PROGRAMS = anyOf([
  /\b(which|whereis|readlink|realpath)\b/,
  // command -v dlv, type -p dlv
  /command\s+-v|type\s+-p/,
  /go\/bin|\bGOBIN\b|\bGOPATH\b/,
  /go env/,
  /\.crossbuild/,
]);

/** Whether a program is only started, by steps of the stage itself: nothing copies it or its folder. */
function staysInside(name: string, texts: readonly string[], commands: readonly ScopedCommand[]): boolean {
  const started = commands.flatMap(({ words: [program = ''] }) => (program.endsWith(`/${name}`) ? [program] : []));
  const others = texts
    .filter((text) => !/^\s*PATH[= ]/.test(text))
    .map((text) => started.reduce((rest, program) => rest.replaceAll(program, ''), text));
  if (others.some((text) => FINDS_PROGRAMS.test(text))) return false;
  return commands.every((command) => {
    const [program = '', ...rest] = command.words;
    const own = program === name || program.endsWith(`/${name}`);
    if (programsOf(command).length > 0 || own) return true;
    return (goVerb(command) !== undefined || movesNothing(program)) && !rest.some((word) => word.includes(name));
  });
}

/** Whether a program takes no file from where it is to where others may take it. */
function movesNothing(program: string): boolean {
  return MOVES_NOTHING.has(program) || PACKAGE_MANAGERS.some(({ installers }) => installers.includes(program));
}

const MOVES_NOTHING = new Set([
  ...['', ':', 'true', 'echo', 'printf', 'test', '[', '[[', 'export', 'set', 'mkdir', 'chmod', 'rm', 'sed', 'git'],
  ...['curl', 'wget', 'update-ca-certificates'],
]);

/** Whether one of two paths lies in the other; a wildcard takes in what is beside it. */
function meets(path: string, other: string): boolean {
  const bare = (text: string) => resolvePath('/', text.replace(/[^/]*[*?[].*$/, '')).replace(/\/?$/, '/');
  return bare(path).startsWith(bare(other)) || bare(other).startsWith(bare(path));
}

/** The names of what `go install path@version …` makes; none for another command. */
function programsOf(command: ScopedCommand): string[] {
  if (goVerb(command) !== 'install') return [];
  return command.words
    .filter((word) => /^[^-].*@/.test(word))
    .map((word) => word.replace(/@.*$/, '').replace(/\/v\d+$/, ''))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
}

/** Where a command puts programs; undefined where that is not known. */
function folderOf(command: ScopedCommand): string | undefined {
  const bin = seenValue(command, 'GOBIN') ?? '';
  const path = seenValue(command, 'GOPATH') ?? '';
  const ofPath = path === '' ? '/go/bin' : `${path}/bin`;
  const folder = bin === '' ? ofPath : bin;
  return folder.startsWith('/') ? resolvePath('/', folder) : undefined;
}

/** The line that starts, by its path, a program that others take: what lies there is for the target; undefined where none does. */
export function startsProduct(evaluated: Evaluated, stage: EvaluatedStage): number | undefined {
  const commands = runningCommands(evaluated, stage);
  const { tools } = installedPrograms(evaluated, stage);
  const names = commands.flatMap(programsOf).filter((name) => !tools.includes(name));
  return commands.find(({ words: [program = ''] }) => names.some((name) => program.endsWith(`/${name}`)))?.line;
}

/** Whether a command installs a program by path and version. */
export function installsProgram(command: ScopedCommand): boolean {
  return programsOf(command).length > 0;
}
