import { type Command, commandsOf } from '../dockerfile/shell.ts';
import type { Evaluated, EvaluatedStage, Instruction } from '../dockerfile/types.ts';
import type { Base } from './bases.ts';
import { mayCompile } from './compile.ts';

/**
 * Whether a stage can be cross-compiled.
 * - `yes`: everything it does is understood, and gives the same files on the build platform
 * - `likely`: a program runs whose commands cannot be seen (make, a script); the shims are made for it, but nothing is proven
 * - `no`: something in it would give other files, or break
 */
export interface Qualification {
  readonly verdict: 'yes' | 'likely' | 'no';
  readonly because: string;
  /** No C compiler is needed: CGO is switched off for everything that is built. */
  readonly pure: boolean;
}

/** A rule answers with a reason when it refuses, or undefined. */
type Rule = (context: Context) => string | undefined;

interface Context {
  readonly evaluated: Evaluated;
  readonly stage: EvaluatedStage;
  readonly base: Base;
  readonly commands: readonly Command[];
  readonly pure: boolean;
}

/** Judges one stage for one platform. The rules and how often each case occurs in real files: docs/cross.md. */
export function qualifiesForCross(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): Qualification {
  const no = (because: string): Qualification => ({ verdict: 'no', because, pure: false });
  if (base === undefined) return no('its base is not a known image');
  const commands = chainInstructions(evaluated, stage)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(commandsOf);
  const context: Context = { evaluated, stage, base, commands, pure: isPure(stage, commands) };
  for (const rule of REFUSALS) {
    const because = rule(context);
    if (because !== undefined) return no(because);
  }
  const doubt = commands.map(doubtful).find((because) => because !== undefined);
  const what = context.pure ? 'a Go stage without C' : 'a Go stage';
  const image = base.reference.replace(/@.*/, '');
  if (doubt !== undefined)
    return { verdict: 'likely', because: `${what} on ${image}, but ${doubt}`, pure: context.pure };
  return { verdict: 'yes', because: `${what} on ${image} that others only copy from`, pure: context.pure };
}

function chainInstructions(evaluated: Evaluated, stage: EvaluatedStage): Instruction[] {
  return [...stage.chain].reverse().flatMap((index) => evaluated.stages[index]?.stage.instructions ?? []);
}

const REFUSALS: readonly Rule[] = [
  becomesTheImage,
  notGo,
  foreignDistribution,
  ({ stage }) => (stage.platform.kind === 'fixed' ? 'its platform is fixed in the Dockerfile' : undefined),
  otherShell,
  userBeforeSetup,
  replacedPath,
  fixedArchitecture,
  architectureProbe,
  libraryFromSource,
  replacedGo,
  ({ commands }) =>
    uses(commands, ['ldd'], 'looks for the libraries of a binary with ldd, which cannot load a foreign one'),
  ({ commands }) =>
    uses(commands, ['dnf', 'yum', 'microdnf', 'rpm'], 'installs with a package manager that has no foreign libraries'),
  fixedArtifact,
  copiedSystemFiles,
  testsWithRace,
];

function becomesTheImage({ evaluated, stage }: Context): string | undefined {
  const root = stage.chain.at(-1) ?? stage.stage.index;
  const target = evaluated.stages[evaluated.target];
  if (target === undefined || !target.chain.includes(root)) return undefined;
  return target.stage.index === stage.stage.index
    ? 'its own file system becomes the image'
    : 'the image is built on top of it';
}

function notGo({ base }: Context): string | undefined {
  return base.goRoot === undefined
    ? `${base.reference} is not a golang image, so its Go would not be the build platform's`
    : undefined;
}

function foreignDistribution({ base, pure }: Context): string | undefined {
  if (pure || base.family === 'debian' || base.family === 'ubuntu') return undefined;
  return `${base.reference} has no cross compilers and foreign libraries in its packages`;
}

function otherShell({ evaluated, stage }: Context): string | undefined {
  const shell = chainInstructions(evaluated, stage).find(({ keyword }) => keyword === 'SHELL');
  return shell === undefined || /\b(ba|da)?sh\b/.test(shell.text)
    ? undefined
    : `line ${shell.span.line} sets another shell`;
}

function userBeforeSetup({ evaluated, stage }: Context): string | undefined {
  const user = chainInstructions(evaluated, stage).find(
    ({ keyword, text }) => keyword === 'USER' && !/^(root|0)(:|$)/.test(text.trim()),
  );
  return user === undefined ? undefined : `line ${user.span.line} changes to another user`;
}

function replacedPath({ evaluated, stage }: Context): string | undefined {
  const path = chainInstructions(evaluated, stage).find(
    ({ keyword, text }) =>
      keyword === 'ENV' &&
      /(^|\s)PATH[= ]/.test(text) &&
      !/PATH[= ]"?\$\{?PATH\}?/.test(text) &&
      !/(^|\s)PATH[= ]"?(\/go\/bin|\$\{?GOPATH\}?\/bin):\$\{?PATH\}?/.test(text),
  );
  return path === undefined ? undefined : `line ${path.span.line} puts other folders first in PATH`;
}

function fixedArchitecture({ evaluated, stage, commands }: Context): string | undefined {
  const fixed = /\bGO(?:ARCH|OS|ARM)=["']?(?!\$)([a-z0-9]+)/;
  const env = chainInstructions(evaluated, stage).find(
    ({ keyword, text }) => (keyword === 'ENV' || keyword === 'ARG') && /GOARCH/.test(text) && fixed.test(text),
  );
  if (env !== undefined) return `line ${env.span.line} sets ${fixed.exec(env.text)?.[0]}, whatever the platform is`;
  const command = commands.find(
    ({ assignments, words }) => isLiteral(assignments.GOARCH) || words.some((word) => /^GOARCH=[a-z0-9]+$/.test(word)),
  );
  return command === undefined
    ? undefined
    : `line ${command.line} sets GOARCH to a fixed value, whatever the platform is`;
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !value.includes('$');
}

function architectureProbe({ commands }: Context): string | undefined {
  const probe = commands.find(
    ({ words }) =>
      (words[0] === 'uname' && words.slice(1).some((word) => /^-[a-z]*[mpia]|^--(machine|processor|all)/.test(word))) ||
      words[0] === 'arch' ||
      (words[0] === 'dpkg' && words.includes('--print-architecture')) ||
      words[0] === 'dpkg-architecture' ||
      (words[0] === 'apk' && words.includes('--print-arch')),
  );
  return probe === undefined
    ? undefined
    : `line ${probe.line} asks for the machine's architecture with ${probe.words.slice(0, 2).join(' ')}`;
}

function libraryFromSource({ commands }: Context): string | undefined {
  const found = commands.find(
    ({ words: [program = '', ...rest] }) =>
      /(^|\/)(configure|autogen\.sh|bootstrap\.sh|autoreconf|cmake|meson|ninja|bazel|scons)$/.test(program) ||
      (/^g?make$/.test(program) && rest.some((word) => /^install/.test(word))),
  );
  return found === undefined
    ? undefined
    : `line ${found.line} builds from source with ${found.words[0]}, which would build for the build platform`;
}

function replacedGo({ evaluated, stage }: Context): string | undefined {
  const found = chainInstructions(evaluated, stage).find(
    ({ keyword, text, heredocs }) =>
      keyword === 'RUN' &&
      /go\.dev\/dl|dl\.google\.com\/go|storage\.googleapis\.com\/golang/.test(
        [text, ...heredocs.map(({ body }) => body)].join('\n'),
      ),
  );
  return found === undefined ? undefined : `line ${found.span.line} installs another Go`;
}

function fixedArtifact({ evaluated, stage }: Context): string | undefined {
  const found = chainInstructions(evaluated, stage).find(
    ({ keyword, text, heredocs }) =>
      (keyword === 'RUN' || keyword === 'ADD') &&
      /https?:\/\/\S*(x86_64|amd64|x64|aarch64|arm64)\S*/i.test([text, ...heredocs.map(({ body }) => body)].join('\n')),
  );
  return found === undefined ? undefined : `line ${found.span.line} downloads a file for a fixed architecture`;
}

/** Folders whose files belong to the distribution: in a stage on the build platform they are the build platform's. */
const SYSTEM =
  /^\/?(lib\d*|usr\/lib\d*|bin|sbin|usr\/bin|usr\/sbin|usr\/libexec|usr\/local\/lib|usr\/local\/go|opt)(\/|$)/;

function copiedSystemFiles({ evaluated, stage }: Context): string | undefined {
  for (const consumer of evaluated.stages) {
    for (const use of consumer.uses) {
      if (use.how !== 'copy' || use.from.kind !== 'stage' || use.from.index !== stage.stage.index) continue;
      const path = use.paths.find((one) => /^\/?(\.\/?)?$/.test(one) || SYSTEM.test(one));
      if (path !== undefined)
        return `line ${use.instruction.span.line} copies ${path} out of it, where the build platform's own files are`;
    }
  }
  return undefined;
}

function testsWithRace({ commands }: Context): string | undefined {
  const found = commands.find(({ words }) => words[0] === 'go' && words[1] === 'test' && !words.includes('-c'));
  return found === undefined ? undefined : `line ${found.line} runs tests, which belong on the target platform`;
}

function uses(commands: readonly Command[], programs: readonly string[], why: string): string | undefined {
  const found = commands.find(({ words }) => programs.includes(words[0] ?? ''));
  return found === undefined ? undefined : `line ${found.line} ${why}`;
}

/** What a command does that cannot be seen from the Dockerfile. */
function doubtful(command: Command): string | undefined {
  if (command.opaque) return `line ${command.line} could not be read to the end`;
  const [program = '', verb = ''] = command.words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'go')
    return /^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(verb)
      ? undefined
      : `line ${command.line} runs go ${verb}`;
  return mayCompile([command]).yes
    ? `line ${command.line} runs ${name}, whose own commands are not visible`
    : undefined;
}

/** CGO is off when ENV says so for the whole stage, or every go build and install says so itself. */
function isPure(stage: EvaluatedStage, commands: readonly Command[]): boolean {
  if (stage.env.CGO_ENABLED === '0') return true;
  const builds = commands.filter(({ words }) => words[0] === 'go' && /^(build|install)$/.test(words[1] ?? ''));
  return (
    builds.length > 0 &&
    builds.every(({ assignments }) => assignments.CGO_ENABLED === '0') &&
    !commands.some((command) => command.opaque)
  );
}
