import { apk } from '../../distributions/apk.ts';
import { asks } from '../../distributions/package-manager.ts';
import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import { copiesOf } from '../../dockerfile/evaluate/uses.ts';
import { pathsOf } from '../../dockerfile/read/words.ts';
import { COMMAND_ENDS, followed } from '../../model/followed.ts';
import { memo } from '../../model/memo.ts';
import { type Base, recognise } from '../bases/bases.ts';
import { tooLarge } from '../checks/size.ts';
import { textWithHeredocs } from '../cross/cross-context.ts';
import { changesArchives } from './archives.ts';
import { afterMoves, type GoArchive, goArchive } from './go-archive.ts';
import { type ScopedCommand, stepCommands, withKnown } from './step-commands.ts';

/** A Go whose tools a native twin has too. */
export interface GoSource {
  /** GOROOT in the stage's file system. */
  readonly root: string;
  /** What the tools' stage is FROM, as written in the Dockerfile. */
  readonly from: string;
  /** The same with its variables replaced. */
  readonly reference: string;
  /** How Go gets into the stage, when it is not in `from`. */
  readonly install?: { readonly with: 'apt'; readonly package: string } | { readonly with: 'archive' };
}

/** What is known of a stage's Go at one place. */
export interface GoState {
  readonly source?: GoSource;
  /** Why the Go that is there gets no native tools. */
  readonly because?: string;
  /** The release of an archive of Go that was fetched and not unpacked yet. */
  readonly fetched?: string;
}

/** What is known of each base; by its reference. */
export type Bases = (reference: string) => Base;

/** The Go at each instruction of a stage, before it runs; and one more: at the stage's end. */
export function goStates(evaluated: Evaluated, stage: EvaluatedStage, bases: Bases = recognise): readonly GoState[] {
  if (tooLarge(evaluated) !== undefined) return [...stage.stage.instructions.map(() => ({})), {}];
  return followers(bases)(evaluated)(stage);
}

/** Follows Go through the stages of a file, each once. */
const followers = memo((bases: Bases) =>
  memo((evaluated: Evaluated) => {
    const follow = memo((stage: EvaluatedStage): readonly GoState[] => {
      const parent = stage.base.kind === 'stage' ? evaluated.stages[stage.base.index] : undefined;
      let state = (parent === undefined ? undefined : follow(parent).at(-1)) ?? atRoot(evaluated, stage, bases);
      const states = stage.stage.instructions.map((instruction, at) => {
        const before = state;
        state = afterInstruction(evaluated, stage, at, instruction, before, bases);
        return before;
      });
      return [...states, state];
    });
    // what a stage takes from comes before it: in their order, none has to wait for another, however many there are
    const needed = evaluated.needed.flatMap((index) => evaluated.stages[index] ?? []);
    let followed = 0;
    return (stage: EvaluatedStage) => {
      for (; (needed[followed]?.stage.index ?? stage.stage.index) < stage.stage.index; followed++)
        follow(needed[followed] as EvaluatedStage);
      return follow(stage);
    };
  }),
);

function atRoot(evaluated: Evaluated, stage: EvaluatedStage, bases: Bases): GoState {
  if (stage.root.kind !== 'image') return {};
  const { reference } = stage.root;
  const from = evaluated.dockerfile.stages[stage.rootIndex]?.base;
  const { goRoot } = bases(reference);
  return goRoot === undefined || from === undefined ? {} : { source: { root: goRoot, from, reference } };
}

function afterInstruction(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  at: number,
  instruction: Instruction,
  before: GoState,
  bases: Bases,
): GoState {
  const { keyword, span } = instruction;
  if (keyword === 'RUN' || keyword === 'ADD') {
    const archive = goArchive(stage, at, evaluated.platform.architecture, before.fetched);
    if (archive?.unpacks === true)
      return besideOther(stepCommands(stage, at), span.line, before, archive) ?? unpacked(archive, span.line);
    if (archive?.version !== undefined) return { ...before, fetched: archive.version };
  }
  if (keyword === 'COPY' || keyword === 'ADD') return copied(evaluated, stage, instruction, bases) ?? before;
  if (keyword !== 'RUN') return before;
  const moved = afterStep(stepCommands(stage, at), span.line, before);
  if (moved !== undefined) return moved;
  if (replacesGo(instruction)) return { because: `line ${span.line} puts another Go in place` };
  return aptGo(evaluated, stage, at, instruction, before, bases) ?? before;
}

/** A step that moves an archive's Go to where it stays, or away; undefined when it leaves it. */
function afterStep(commands: readonly ScopedCommand[], line: number, { source }: GoState): GoState | undefined {
  if (source?.install?.with !== 'archive') return undefined;
  const { root } = source;
  if (removes(commands, root)) return { because: `line ${line} removes Go` };
  const now = afterMoves(root, commands);
  if (now === root) return undefined;
  return now.startsWith('/') ? { source: { ...source, root: now } } : { because: `line ${line} moves Go elsewhere` };
}

function removes(commands: readonly ScopedCommand[], folder: string): boolean {
  return commands.some(({ words: [program, ...rest] }) => program === 'rm' && rest.includes(folder));
}

/** One that is moved to where another Go is: into that one's folder, unless that was removed. */
function besideOther(
  commands: readonly ScopedCommand[],
  line: number,
  { source }: GoState,
  { root }: GoArchive,
): GoState | undefined {
  if (root === undefined || source?.root !== root) return undefined;
  const moves = commands.some(({ words: [program] }) => program === 'mv');
  return moves && !removes(commands, root) ? { because: `line ${line} moves a Go to where another is` } : undefined;
}

/** An archive of Go holds what the official image of that release has in its place. */
function unpacked({ version, root, foreign }: GoArchive, line: number): GoState {
  if (foreign !== undefined) return { because: `line ${line} unpacks a Go for ${foreign}` };
  if (version === undefined || root === undefined)
    return { because: `line ${line} unpacks a Go of which the release or the folder is not known` };
  const from = `golang:${version}`;
  return { source: { root, from, reference: from, install: { with: 'archive' } } };
}

/** A COPY that brings Go, or puts something else in its place; undefined when it does neither. */
function copied(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  instruction: Instruction,
  bases: Bases,
): GoState | undefined {
  const words = pathsOf(instruction);
  const target = words.at(-1) ?? '';
  const use = copiesOf(stage).get(instruction);
  const path = use?.paths.length === 1 ? (use.paths[0] ?? '') : '';
  const root = target.replace(/\/$/, '');
  const unknown = { because: `line ${instruction.span.line} copies a Go of which no native twin is known` };
  if (/^\/?usr\/local\/go\/?$/.test(path) && /^\/[\w./-]*go$/.test(root) && use !== undefined) {
    const source = sourceOf(evaluated, use.from, bases);
    return source === undefined ? unknown : { source: { ...source, root } };
  }
  if (/^\/?usr(\/local)?\/?$|^\/$/.test(path) && /^\/(usr(\/local)?\/?)?$/.test(target)) return unknown;
  if (/^\/usr\/local\/go\/?$/.test(target)) return unknown;
  const names = words.slice(0, -1).join(' ');
  return /^\/usr\/local\/?$/.test(target) && /\bgo\b|golang|usr\/local/.test(names) ? unknown : undefined;
}

function sourceOf(
  evaluated: Evaluated,
  from: EvaluatedStage['uses'][number]['from'],
  bases: Bases,
): Omit<GoSource, 'root'> | undefined {
  if (from.kind === 'image') {
    const { goRoot, nativeTwin } = bases(from.reference);
    return goRoot === '/usr/local/go' && nativeTwin.known
      ? { from: from.reference, reference: from.reference }
      : undefined;
  }
  const stage = from.kind === 'stage' ? evaluated.stages[from.index] : undefined;
  // a stage on the build platform has the build platform's Go
  if (stage === undefined || stage.platform.kind !== 'target') return undefined;
  const source = goStates(evaluated, stage, bases).at(-1)?.source;
  return source?.root === '/usr/local/go' && source.install === undefined && bases(source.reference).nativeTwin.known
    ? source
    : undefined;
}

const GO_FOLDER = '(\\/usr\\/local\\/go\\b|\\$\\{?GOROOT\\b|\\$\\(go env GOROOT\\))';

const has = (text: string, command: RegExp, what: RegExp): boolean =>
  followed(text, command, what, COMMAND_ENDS) !== undefined;

/** Whether commands work on Go's own sources, or build it anew. */
export function buildsGo(text: string): boolean {
  return (
    has(text, /\b(cd|pushd|patch|git)\b/, new RegExp(`${GO_FOLDER}(?!["']?\\/(lib|misc)\\b)`)) ||
    has(text, /\bgo\s+install(?=\s)/, /\s(cmd|std)(\/\S*)?(\s|$)/) ||
    /\b(make|all)\.bash\b/.test(text)
  );
}

/** Whether a step may put another Go in the place of the one that is there: then its tools are no longer the ones that the twin has. */
function replacesGo(instruction: Instruction): boolean {
  const all = textWithHeredocs(instruction);
  return (
    buildsGo(all) ||
    has(all, /\b(rm|mv|cp|tar|rsync|unzip)\b/, new RegExp(`${GO_FOLDER}(?!["']?\\/(src|lib|misc)\\/)`)) ||
    has(all, /\bln\b/, /\/usr\/local\/go\b(?!\/(bin|src|lib|misc)\/)/)
  );
}

/** A package of Go, pinned to a version or not. */
const PACKAGE = /^(golang|golang-go|golang-(\d+\.\d+)(-go)?)(=[\w.+:~*-]+)?$/;

/** Go from the distribution's own packages: the twin of the base installs the same. */
function aptGo(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  at: number,
  instruction: Instruction,
  before: GoState,
  bases: Bases,
): GoState | undefined {
  const commands = stepCommands(stage, at);
  const line = instruction.span.line;
  if (
    commands.some(({ words }) => asks(apk, words, apk.installs) && words.some((word) => /^go([=~<>].*)?$/.test(word)))
  )
    return { because: `line ${line} installs Alpine's own Go, whose tools are not known to run on another system` };
  const names = commands
    .filter(({ words }) => /^(apt|apt-get)$/.test(words[0] ?? '') && words.includes('install'))
    .flatMap(({ words, scope }) =>
      words
        .map((word) => withKnown(word, scope))
        .filter((word) => /^golang(-|$|[=/])/.test(word) && !/^[^=]*-(dev|doc|src|x-|docker)/.test(word)),
    );
  if (names.length === 0) return undefined;
  // the image's own Go comes first in PATH
  if (before.source !== undefined && before.source.install === undefined) return undefined;
  const [name = ''] = names;
  const match = PACKAGE.exec(name);
  const from = evaluated.dockerfile.stages[stage.rootIndex]?.base;
  if (stage.root.kind !== 'image' || from === undefined)
    return { because: `line ${line} installs Go on an unknown base` };
  const base = bases(stage.root.reference);
  if (
    names.length > 1 ||
    match === null ||
    otherArchive(evaluated, stage, commands) ||
    !/^(debian|ubuntu)$/.test(base.family)
  )
    return { because: `line ${line} installs a Go that may not be the distribution's newest` };
  return {
    source: {
      root: match[2] === undefined ? '/usr/lib/go' : `/usr/lib/go-${match[2]}`,
      from,
      reference: stage.root.reference,
      install: { with: 'apt', package: name },
    },
  };
}

/** Whether packages may come from elsewhere than the base's own archive, which is all that the twin knows. */
function otherArchive(
  evaluated: Evaluated,
  stage: EvaluatedStage,
  commands: readonly { words: readonly string[] }[],
): boolean {
  const release = commands.some(({ words }) =>
    words.some((word) => /^(-t|--target-release|--default-release|-t\S+)/.test(word) && /^apt/.test(words[0] ?? '')),
  );
  const sources = stage.chain.some((index) =>
    evaluated.stages[index]?.stage.instructions.some((one) => changesArchives(textWithHeredocs(one))),
  );
  return release || sources;
}
