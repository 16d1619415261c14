import { distributionOf, PACKAGE_MANAGERS } from '../../distributions/index.ts';
import { offerOf } from '../../distributions/offers.ts';
import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import { followed } from '../../model/followed.ts';
import { own } from '../../model/own.ts';
import { crossFiles } from '../../toolchain/cross/index.ts';
import type { Base } from '../bases/bases.ts';
import { changesArchives } from '../steps/archives.ts';
import { goVerb, mayCompile } from '../steps/compile.ts';
import { disablesCgo, runningCommands, type ScopedCommand } from '../steps/step-commands.ts';
import { artifactRules } from './cross-artifacts.ts';
import { type CrossContext, chainInstructions, textWithHeredocs } from './cross-context.ts';
import { unclearCopy } from './cross-copies.ts';
import { STAGE_RULES } from './cross-rules.ts';
import { installsProgram, startsProduct } from './products.ts';

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
  readonly cgoDisabled: boolean;
}

/** Judges one stage for one platform. */
export function qualifiesForCross(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): Qualification {
  const no = (because: string): Qualification => ({ verdict: 'no', because, cgoDisabled: false });
  if (base === undefined) return no('its base is not a known image');
  const commands = runningCommands(evaluated, stage);
  const context: CrossContext = {
    evaluated,
    stage,
    base,
    commands,
    instructions: chainInstructions(evaluated, stage),
    cgoDisabled: disablesCgo(commands, base),
  };
  for (const rule of [...STAGE_RULES, ...artifactRules]) {
    const because = rule(context);
    if (because !== undefined) return no(because);
  }
  const { cgoDisabled } = context;
  const goStage = cgoDisabled ? 'a Go stage without C' : 'a Go stage';
  const what = base.goRoot === undefined ? 'a stage' : goStage;
  const image = base.reference.replace(/@.*/, '');
  const tools = commands.some(installsProgram);
  const doubt =
    (cgoDisabled && base.goRoot !== undefined
      ? undefined
      : (unprovenBase(base) ?? offerOf(evaluated.platform, base).doubt)) ??
    thirdPartyArchive(context) ??
    startedProduct(context) ??
    commands
      .map(
        (command) =>
          doubtful(command) ?? unclearCopy(command, tools) ?? (cgoDisabled ? nativeOnly(command) : undefined),
      )
      .find((because) => because !== undefined);
  if (doubt !== undefined) return { verdict: 'likely', because: `${what} on ${image}, but ${doubt}`, cgoDisabled };
  return { verdict: 'yes', because: `${what} on ${image} that others only copy from`, cgoDisabled };
}

/** Whether a setup for Alpine is part of the kit. */
export const KNOWS_ALPINE = Object.hasOwn(crossFiles, '/cross/setup-alpine.sh');

function unprovenBase({ family, goRoot }: Base): string | undefined {
  if (goRoot === undefined) return 'what it is for shows only in what it installs';
  if (distributionOf(family)?.archive !== undefined) return undefined;
  return family === 'alpine'
    ? 'cross-compiling C on Alpine is not proven'
    : 'which distribution it is shows only in the build';
}

function thirdPartyArchive({ instructions }: CrossContext): string | undefined {
  const found = instructions.find(
    (instruction) =>
      /^(RUN|COPY|ADD)$/.test(instruction.keyword) &&
      (changesArchives(textWithHeredocs(instruction)) || otherRepository(textWithHeredocs(instruction))),
  );
  return found === undefined ? undefined : `line ${found.span.line} changes where packages come from`;
}

function startedProduct({ evaluated, stage }: CrossContext): string | undefined {
  const line = startsProduct(evaluated, stage);
  return line === undefined
    ? undefined
    : `line ${line} starts a program by its path, where the one for the target lies`;
}

function otherRepository(text: string): boolean {
  return /--repository|\/etc\/apk/.test(text) || followed(text, /apk(?=\s)/, /\s-X(\s|$)/, /\n/) !== undefined;
}

/** What a command does that cannot be seen from the Dockerfile. */
function doubtful(command: ScopedCommand): string | undefined {
  if (command.opaque) return `line ${command.line} could not be read to the end`;
  const [program = ''] = command.words;
  const verb = goVerb(command) ?? '';
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (listsPackages(name, command.words))
    return `line ${command.line} lists the installed packages, and the cross compiler's are among them`;
  if (name === 'go')
    return /^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(verb)
      ? undefined
      : `line ${command.line} runs go ${verb}`;
  const does = name === '.' || name === 'source' ? `reads ${command.words[1]}` : `runs ${name}`;
  return mayCompile([command]).yes ? `line ${command.line} ${does}, whose own commands are not visible` : undefined;
}

function listsPackages(name: string, words: readonly string[]): boolean {
  return PACKAGE_MANAGERS.some(({ lists }) => {
    const how = own(lists, name);
    return how === 'always' || (how !== undefined && words.slice(1).some((word) => how.test(word)));
  });
}

/** Without C there are no binutils of the target either. */
function nativeOnly({ words: [program = ''], line }: ScopedCommand): string | undefined {
  return /(^|\/)(strip|objcopy)$/.test(program)
    ? `line ${line} runs ${program}, which knows only files of the build platform`
    : undefined;
}
