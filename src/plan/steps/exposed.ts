import type { Evaluated, EvaluatedStage, Instruction } from '../../dockerfile/dockerfile.ts';
import { mountOf } from '../../dockerfile/evaluate/uses.ts';
import { COMMAND_ENDS, followed } from '../../model/followed.ts';
import { memo } from '../../model/memo.ts';
import { textWithHeredocs } from '../cross/cross-context.ts';
import { copyOf, withFileValues } from '../cross/cross-copies.ts';
import { resolvePath } from './paths.ts';
import type { ScopedCommand } from './step-commands.ts';

/** Mounts over Go and over the front ends of APT are in these, the others beside them. */
const LOCAL = /^\/usr(\/\*|\/local(\/s?bin|\/\*)?)?\/?$/;
const ROOT = /^\/(\.|\*)?$/;

export interface Seen {
  /** `all` mounts, those in /usr/`local`, or those over Go's own files. */
  readonly which: 'all' | 'local' | 'go';
  readonly because: string;
}

/** Each change of folders may double those that a step may be in. */
const MOST_FOLDERS = 256;

/**
 * Which mounts a step would see, as it copies a folder in which they lie or changes all of one (what is mounted is read only).
 *
 * @param folder the working folder of the step
 * @param goRoot where Go is, if it is there
 */
export function seenMounts(
  commands: readonly ScopedCommand[],
  folder: string,
  goRoot: string | undefined,
): Seen | undefined {
  const piped = commands.some(
    ({ words: [program = '', ...rest] }) =>
      /(^|\/)(cpio|xargs)$/.test(program) || (/(^|\/)tar$/.test(program) && rest.includes('-T')),
  );
  // where a subshell ends is not told: a folder that was ever entered may be the one
  const folders = new Set([folder]);
  const found = commands.flatMap((command): Seen[] => {
    const [program = '', ...rest] = command.words;
    const name = program.slice(program.lastIndexOf('/') + 1);
    if (folders.size > MOST_FOLDERS) return [];
    if (/^(cd|pushd)$/.test(name))
      for (const one of [...folders]) folders.add(resolvePath(one, withFileValues(rest[0] ?? '/root', command)));
    // a link by name reads nothing
    if (isLink(name, rest)) return [];
    const places = (path: string) => placesOf(withFileValues(path, command), folders);
    const whole = touched(command, name, piped).flatMap((path) =>
      places(path).flatMap((place) => {
        const which = whichIn(place, goRoot);
        return which === undefined ? [] : [{ which, because: `it runs ${name} on ${path}` }];
      }),
    );
    return goRoot === undefined ? whole : [...whole, ...usesGo(name, rest, places, goRoot)];
  });
  if (folders.size > MOST_FOLDERS)
    return { which: 'all', because: 'it changes folders so often that they are not followed' };
  return (['all', 'local', 'go'] as const).map((which) => found.find((one) => one.which === which)).find(Boolean);
}

/** Programs that change files where they are; find does by what it runs. */
const CHANGES = /^(rm|chown|chmod|chgrp|setfacl|find)$/;
/** Programs that read all of a folder: `du`, `mkfs.ext4 -d`, `syft`. */
const READS = /^(du|mksquashfs|mkfs\.\w+|genext2fs|mke2fs|syft|trivy)$/;

/** The paths that a command copies whole or changes whole. */
function touched(command: ScopedCommand, name: string, piped: boolean): readonly string[] {
  return CHANGES.test(name) || READS.test(name)
    ? changed(name, command.words.slice(1), piped)
    : (copyOf(command)?.sources ?? []);
}

/** Where a path may be, absolute; none for what cannot be a path. */
function placesOf(path: string, folders: ReadonlySet<string>): string[] {
  if (path === '' || /^[-$`{]/.test(path)) return [];
  return [...folders].map((folder) => resolvePath(folder, path));
}

function whichIn(place: string, goRoot: string | undefined): Seen['which'] | undefined {
  if (ROOT.test(place)) return 'all';
  if (LOCAL.test(place)) return 'local';
  const bare = place.replace(/\/\*$/, '');
  return goRoot !== undefined && (`${goRoot}/`.startsWith(`${bare}/`) || isOver(bare, goRoot)) ? 'go' : undefined;
}

/** Whether a path is one of those that are mounted over: the command, and the folder of the tools. */
function isOver(path: string, goRoot: string): boolean {
  return (
    [`${goRoot}/bin`, `${goRoot}/bin/go`, `${goRoot}/pkg`, `${goRoot}/pkg/tool`].includes(path) ||
    path.startsWith(`${goRoot}/pkg/tool/`)
  );
}

const isLink = (name: string, words: readonly string[]): boolean =>
  name === 'ln' && words.some((word) => /^(-\w*s\w*|--symbolic)$/.test(word));

/** Programs that take a file's name and leave the file alone. */
const ASKS: ReadonlySet<string> = new Set(
  'test [ [[ echo printf which command type hash ls stat cd export env go if file basename dirname'.split(' '),
);

/** A command that is given Go's own program or tools: the mounted ones are others, and read only. */
function usesGo(name: string, words: readonly string[], places: (path: string) => string[], goRoot: string): Seen[] {
  if (ASKS.has(name)) return [];
  const found = words.find(
    (word) =>
      /(\$\(|`)\s*(which|command\s+-v|type\s+-p)\s+go\b/.test(word) ||
      places(word).some((place) => isOver(place.replace(/\/\*$/, ''), goRoot)),
  );
  return found === undefined ? [] : [{ which: 'go', because: `it runs ${name} on ${found}` }];
}

/** A `find` that only looks, or that looks for names on one file system, meets nothing. */
function changed(name: string, words: readonly string[], piped: boolean): readonly string[] {
  if (name === 'find') {
    const acts =
      piped || words.some((word) => /^-(delete|exec|execdir|ok|okdir|newer|cnewer|print0?|printf|ls)$/.test(word));
    const stays =
      words.some((word) => /^-x?(dev|mount)$/.test(word)) && words.some((word) => /^-i?(name|path)$/.test(word));
    return acts && !stays ? words : [];
  }
  if (/^(du|mk|genext2fs|syft|trivy)/.test(name)) return words;
  return words.some((word) => /^(-\w*[rR]\w*|--recursive)$/.test(word)) ? words : [];
}

/** Whether a step has a mount of the user's own over a folder, inside it, or above it. */
export function hasOwnMount({ flags }: Instruction, folder: string): boolean {
  return flags.some(({ name, value }) => {
    if (name !== 'mount') return false;
    const mount = mountOf(value);
    const at = `${(mount.target ?? mount.dst ?? mount.destination ?? '').replace(/\/$/, '')}/`;
    return at !== '/' && (`${folder}/`.startsWith(at) || at.startsWith(`${folder}/`));
  });
}

const APT = '/usr/bin/(apt|apt-get|dpkg|dpkg-deb|dpkg-query)\\b';
const IS_APT = new RegExp(APT);
const WRITES_APT = new RegExp(`>\\s*(${APT})`);

/** The program of APT's that a step may replace. */
function replacedApt(step: Instruction): string | undefined {
  const text = textWithHeredocs(step);
  return (
    followed(text, /\b(dpkg-divert|mv|cp|ln|install|rm|chmod)\b/, IS_APT, COMMAND_ENDS) ?? WRITES_APT.exec(text)?.[1]
  );
}

/** The first step of a stage that may put something in place of APT, and the first beside it. */
const aptIn = memo(({ stage }: EvaluatedStage) => {
  const steps = stage.instructions.filter(({ keyword }) => /^(RUN|COPY|ADD)$/.test(keyword));
  return {
    replaces: steps.find((one) => replacedApt(one) !== undefined),
    beside: steps.find((one) => /\/usr\/local\/sbin\b/.test(textWithHeredocs(one))),
  };
});

/**
 * What a stage has of its own in APT's place: where the native front ends would be mounted (`fronts`), or instead of dpkg or APT
 * themselves, which the native ones would pass by (`all`).
 */
export function aptInPlace(
  evaluated: Evaluated,
  stage: EvaluatedStage,
): { readonly which: 'all' | 'fronts'; readonly because: string } | undefined {
  const chain = stage.chain.flatMap((index) => evaluated.stages[index] ?? []).reverse();
  const replaces = chain.map((one) => aptIn(one).replaces).find(Boolean);
  if (replaces !== undefined) {
    const path = replacedApt(replaces);
    return { which: 'all', because: `APT stays emulated, as line ${replaces.span.line} may replace ${path}` };
  }
  const beside = chain.map((one) => aptIn(one).beside).find(Boolean);
  return (
    beside && {
      which: 'fronts',
      because: `apt-get itself stays emulated, as line ${beside.span.line} may put one into /usr/local/sbin`,
    }
  );
}
