import { commandsOf } from '../dockerfile/shell.ts';
import type { Directives, Evaluated, EvaluatedStage, Instruction } from '../dockerfile/types.ts';
import type { Base } from './bases.ts';
import { mayCompile } from './compile.ts';

/** A step that gets native tools, and which ones. */
export interface AcceleratedStep {
  readonly instruction: Instruction;
  /** Where the target's Go is at this step, when it is there and stays as it is. */
  readonly goRoot?: string;
  readonly because: string;
}

export type Accelerable =
  | { readonly ok: true; readonly steps: readonly AcceleratedStep[]; readonly because: string }
  | { readonly ok: false; readonly because: string };

/**
 * Which steps of an emulated stage can be given native compilers.
 *
 * @param base what the root of the stage's FROM chain is known to be
 */
export function accelerable(evaluated: Evaluated, stage: EvaluatedStage, base: Base | undefined): Accelerable {
  const frontend = frontendKnowsSecretEnv(evaluated.dockerfile.directives);
  if (frontend !== undefined) return { ok: false, because: frontend };
  if (base === undefined) return { ok: false, because: rootless(stage) };
  const steps = compilingSteps(evaluated, stage, base);
  if (steps.length === 0) return { ok: false, because: 'nothing in it compiles' };
  if (!base.twin.known) return { ok: false, because: base.twin.because };
  const taken = stage.stage.instructions.find(
    ({ text, keyword }) => /^(ENV|ARG)$/.test(keyword) && /\bCOMPILER_PATH\b/.test(text),
  );
  if (taken !== undefined) return { ok: false, because: `line ${taken.span.line} sets COMPILER_PATH itself` };
  const first = steps[0];
  return {
    ok: true,
    steps,
    because: `native ${first?.goRoot === undefined ? 'compilers' : 'Go tools and compilers'} for ${steps.length === 1 ? 'the step' : `${steps.length} steps, the first`} in line ${first?.instruction.span.line}: ${first?.because}`,
  };
}

function compilingSteps(evaluated: Evaluated, stage: EvaluatedStage, base: Base): AcceleratedStep[] {
  let goRoot = inheritedGoRoot(evaluated, stage, base);
  const steps: AcceleratedStep[] = [];
  for (const instruction of stage.stage.instructions) {
    if (replacesGo(instruction)) goRoot = undefined;
    if (instruction.keyword !== 'RUN') continue;
    const { yes, because } = mayCompile(commandsOf(instruction));
    if (yes) steps.push({ instruction, because, ...(goRoot === undefined ? {} : { goRoot }) });
  }
  return steps;
}

function inheritedGoRoot(evaluated: Evaluated, stage: EvaluatedStage, base: Base): string | undefined {
  const ancestors = stage.chain.slice(1).map((index) => evaluated.stages[index]);
  return ancestors.some((one) => one?.stage.instructions.some(replacesGo)) ? undefined : base.goRoot;
}

/** Whether a step may put another Go in the place of the image's: then its tools are no longer the ones that the native twin has. */
function replacesGo({ keyword, text, heredocs }: Instruction): boolean {
  const all = [text, ...heredocs.map(({ body }) => body)].join('\n');
  if (keyword === 'COPY' || keyword === 'ADD') return /\/usr\/local(\/go)?\/?["\]\s]*$/.test(all.trim());
  if (keyword !== 'RUN') return false;
  return /(\brm\b|\bmv\b|\bcp\b|\bln\b)[^\n;&|]*\/usr\/local\/go\b(?!\/(bin|src|misc)\/)|(-C\s*|--directory[= ])\/usr\/local\b/.test(
    all,
  );
}

/** `RUN --mount=type=secret,env=` came with Dockerfile 1.10; an older pinned frontend would refuse the file. */
function frontendKnowsSecretEnv({ syntax }: Directives): string | undefined {
  if (syntax === undefined) return undefined;
  const known = /^(docker\.io\/)?docker\/dockerfile(-upstream)?(:(?<tag>[^@]+))?(@.*)?$/.exec(syntax);
  const tag = known?.groups?.tag ?? (known === null ? 'other' : 'latest');
  const minor = /^1\.(\d+)/.exec(tag)?.[1];
  if (/^(1|latest|labs|1-labs|master|stable)$/.test(tag) || (minor !== undefined && Number(minor) >= 10))
    return undefined;
  return `its frontend ${syntax} is not known to have secrets as environment variables; write # syntax=docker/dockerfile:1`;
}

function rootless(stage: EvaluatedStage): string {
  switch (stage.root.kind) {
    case 'scratch':
      return 'it starts from scratch';
    case 'context':
      return `its base is the build context ${stage.root.name}, of which no native twin can be had`;
    case 'unknown':
      return `its base ${stage.root.text} is not known before the build: ${stage.root.why}`;
    default:
      return 'its base is not known';
  }
}
