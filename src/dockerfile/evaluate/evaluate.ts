import { memo, memoText } from '../../model/memo.ts';
import { own } from '../../model/own.ts';
import { type Problem, UserError } from '../../model/problem.ts';
import { nearest } from '../../model/suggest.ts';
import { quoted } from '../../model/text.ts';
import type {
  Dockerfile,
  Evaluated,
  EvaluatedStage,
  EvaluationOptions,
  Instruction,
  Reference,
  Stage,
  Use,
} from '../dockerfile.ts';
import { readTrigger } from '../read/read.ts';
import { expand } from './expand.ts';
import { Names } from './names.ts';
import { replacement, resolveBase } from './resolve.ts';
import type { Scope } from './scope.ts';
import { after, childScope, globalValues, rootScope } from './scope.ts';
import { platformOfRoot } from './stage-platform.ts';
import { usesOf } from './uses.ts';

interface Context {
  readonly dockerfile: Dockerfile;
  readonly options: EvaluationOptions;
  readonly globals: Readonly<Record<string, string>>;
}

/** A stage evaluated, and what it leaves for the stages directly FROM it. */
interface Done {
  readonly evaluated: EvaluatedStage;
  readonly scope: Scope;
  readonly triggers: readonly Instruction[];
}

/** How many steps ONBUILD may add in all: stages times triggers soon are more than any memory holds. */
const MAX_TRIGGERED = 100_000;

/**
 * Evaluates a Dockerfile for one target platform as BuildKit does (frontend/dockerfile/dockerfile2llb, v0.34). Who asks again
 * with the same options gets the same value, so that what is known of it is found again.
 * @throws UserError for a target that is no stage, stages that need each other, and files taken from a later stage
 */
export function evaluate(dockerfile: Dockerfile, options: EvaluationOptions): Evaluated {
  return evaluations(dockerfile)(JSON.stringify(options), options);
}

/** What is known of a file, by the options as JSON. */
const evaluations = memo((dockerfile: Dockerfile) =>
  memoText(64, (_, options: EvaluationOptions) => evaluateAnew(dockerfile, options)),
);

function evaluateAnew(dockerfile: Dockerfile, options: EvaluationOptions): Evaluated {
  const context = { dockerfile, options, globals: globalValues(dockerfile, options) };
  const done: Done[] = [];
  let triggered = 0;
  for (const stage of dockerfile.stages) {
    const base = baseOf(context, stage);
    const parent = base.kind === 'stage' ? done[base.index] : undefined;
    triggered += parent?.triggers.length ?? 0;
    if (triggered > MAX_TRIGGERED) throw new UserError(tooManyTriggers(dockerfile, stage));
    done.push(evaluateStage(context, stage, base, done));
  }
  const stages = done.map(({ evaluated }) => evaluated);
  const target = targetOf(dockerfile, options.target);
  refuseCircles(dockerfile, stages);
  const needed = neededBy(target, stages);
  refuseLater(dockerfile, stages, needed);
  const { platform, buildkit } = options;
  return { dockerfile, platform, ...(buildkit === undefined ? {} : { buildkit }), stages, target, needed };
}

function baseOf({ dockerfile, options, globals }: Context, stage: Stage): Reference {
  const replaced = replacement(stage, options.contexts);
  if (replaced !== undefined) return replaced;
  const mark = dockerfile.directives.escape;
  const expansion = expand(stage.base, globals, { escape: mark, unset: 'empty' });
  if (!('value' in expansion)) return { kind: 'unknown', text: stage.base, why: expansion.why };
  if (expansion.value === '') {
    const missing = expand(stage.base, globals, { escape: mark });
    const name = 'unknown' in missing ? missing.unknown : stage.base;
    return {
      kind: 'unknown',
      text: stage.base,
      why: `${quoted(name)} has no value: give the build argument ${quoted(name)}`,
    };
  }
  return resolveBase(dockerfile, stage.index, expansion.value, options.contexts);
}

function tooManyTriggers({ file = 'Dockerfile' }: Dockerfile, { from }: Stage): Problem {
  return {
    what: `ONBUILD adds more than ${MAX_TRIGGERED} steps to this stage and those before it`,
    why: 'every stage runs all the ONBUILD steps of the one it starts from',
    instead: 'write the steps into one stage, and start the others from that',
    at: { file, line: from.span.line },
  };
}

function evaluateStage(context: Context, stage: Stage, base: Reference, before: readonly Done[]): Done {
  const { dockerfile, options } = context;
  const parent = base.kind === 'stage' ? before[base.index] : undefined;
  const root = parent?.evaluated.root ?? (base as EvaluatedStage['root']);
  const replaced = replacement(stage, options.contexts) !== undefined;
  const start = parent?.scope ?? rootScope(baseEnv(root, options));
  const ran = runStage(context, start, parent?.triggers ?? [], replaced ? [] : stage.instructions);
  const evaluated: EvaluatedStage = {
    stage,
    base,
    root,
    get chain() {
      return chainFrom(stage.index, before);
    },
    depth: (parent?.evaluated.depth ?? 0) + 1,
    rootIndex: parent?.evaluated.rootIndex ?? stage.index,
    platform: replaced
      ? { kind: 'unknown', why: `the named context ${stage.name} takes this stage's place` }
      : (parent?.evaluated.platform ?? platformOfRoot(dockerfile, stage, root.kind === 'scratch', options)),
    uses: ran.uses,
    env: ran.end.env,
    scopes: replaced ? stage.instructions.map(() => Names.of()) : ran.scopes,
  };
  return { evaluated, scope: childScope(ran.end), triggers: triggersOf(stage, dockerfile.directives.escape) };
}

/** In a long chain every stage's is nearly as long as the file, so none is kept. */
function chainFrom(index: number, stages: readonly Done[]): number[] {
  const chain = [index];
  for (let base = stages[index]?.evaluated.base; base?.kind === 'stage'; base = stages[base.index]?.evaluated.base)
    chain.push(base.index);
  return chain;
}

function baseEnv(root: Reference, { baseEnv: known }: EvaluationOptions): Readonly<Record<string, string>> | undefined {
  if (root.kind === 'scratch') return {};
  return root.kind === 'image' && known !== undefined ? own(known, root.reference) : undefined;
}

/** What a stage's ONBUILD leaves for the stages directly FROM it. */
function triggersOf(stage: Stage, mark: string): Instruction[] {
  return stage.instructions
    .filter(({ keyword }) => keyword === 'ONBUILD')
    .map((onbuild) => readTrigger(onbuild, mark))
    .filter((trigger) => trigger !== undefined);
}

interface Ran {
  readonly uses: Use[];
  readonly scopes: Names<string>[];
  readonly end: Scope;
}

function runStage(
  { dockerfile, options, globals }: Context,
  start: Scope,
  triggers: readonly Instruction[],
  instructions: readonly Instruction[],
): Ran {
  const uses: Use[] = [];
  const scopes: Names<string>[] = [];
  let scope = start;
  const run = (instruction: Instruction): void => {
    for (const use of usesOf(dockerfile, instruction, scope, options.contexts)) uses.push(use);
    scope = after(scope, instruction, globals, options.buildArgs, dockerfile.directives.escape);
  };
  triggers.forEach(run);
  for (const instruction of instructions) {
    scopes.push(scope.values);
    run(instruction);
  }
  return { uses, scopes, end: scope };
}

function targetOf({ stages }: Dockerfile, target: string | undefined): number {
  if (!target) return stages.length - 1;
  const found = stages.findLastIndex(({ name }) => name === target.toLowerCase());
  if (found >= 0) return found;
  const names = stages.map(({ name }) => name).filter((name) => name !== undefined);
  const near = nearest(target, names);
  throw new UserError({
    input: 'target',
    what: `there is no stage ${target}`,
    why: names.length === 0 ? 'no stage has a name' : `the stages are ${names.map(quoted).join(', ')}`,
    instead: near === undefined ? 'name a stage with FROM … AS <name>, and give that name' : `write ${quoted(near)}`,
  });
}

/** The stages that a stage takes from directly. */
function direct({ base, uses }: EvaluatedStage): number[] {
  const references = [base, ...uses.map(({ from }) => from)];
  return references.flatMap((reference) => (reference.kind === 'stage' ? [reference.index] : []));
}

function neededBy(target: number, stages: readonly EvaluatedStage[]): number[] {
  const needed = new Set([target]);
  // a set is walked over in the order in which it grows
  for (const index of needed) {
    const stage = stages[index];
    if (stage !== undefined) for (const other of direct(stage)) needed.add(other);
  }
  return [...needed].sort((a, b) => a - b);
}

function nameOf(stage: Stage): string {
  return stage.name ?? String(stage.index);
}

/** A stage on the way to those that it takes from, and how many of its uses have been followed. */
interface Visit {
  readonly stage: EvaluatedStage;
  followed: number;
}

/** Stages that take from each other, through COPY and mounts. */
function refuseCircles(dockerfile: Dockerfile, stages: readonly EvaluatedStage[]): void {
  const seen = new Set<EvaluatedStage>();
  for (const first of stages) {
    const path: Visit[] = [];
    const onPath = new Set<EvaluatedStage>();
    const enter = (stage: EvaluatedStage): void => {
      if (seen.has(stage)) return;
      seen.add(stage);
      onPath.add(stage);
      path.push({ stage, followed: 0 });
    };
    enter(first);
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const use = here.stage.uses[here.followed++];
      const next = takenFrom(use, stages);
      if (use === undefined) onPath.delete((path.pop() ?? here).stage);
      else if (next !== undefined && onPath.has(next)) throw new UserError(circle(dockerfile, path, next, use));
      else if (next !== undefined) enter(next);
    }
  }
}

/** The stage that a use takes files from, where it is one. */
function takenFrom(use: Use | undefined, stages: readonly EvaluatedStage[]): EvaluatedStage | undefined {
  return use?.from.kind === 'stage' ? stages[use.from.index] : undefined;
}

function circle({ file = 'Dockerfile' }: Dockerfile, path: readonly Visit[], first: EvaluatedStage, use: Use): Problem {
  const from = path.findIndex(({ stage }) => stage === first);
  const names = [...path.slice(from).map(({ stage }) => stage), first].map(({ stage }) => quoted(nameOf(stage)));
  return {
    what: `the stages ${names.join(' → ')} need each other`,
    why: 'each takes files from the next, so none can be built first',
    instead: `take the files of ${use.instruction.keyword} from another stage`,
    at: { file, line: use.instruction.span.line },
  };
}

function refuseLater(
  { file = 'Dockerfile' }: Dockerfile,
  stages: readonly EvaluatedStage[],
  needed: readonly number[],
): void {
  const problems = needed.flatMap((index) => {
    const { stage, uses } = stages[index] as EvaluatedStage;
    return uses.flatMap(({ from, instruction }) => {
      if (from.kind !== 'stage' || from.index < index) return [];
      const later = quoted(nameOf((stages[from.index] as EvaluatedStage).stage));
      return {
        what: `stage ${quoted(nameOf(stage))} takes files from ${later}, which comes after it`,
        why: 'Docker builds stages in the order of the file',
        instead: `move the stage ${later} above`,
        at: { file, line: instruction.span.line },
      };
    });
  });
  if (problems.length > 0) throw new UserError(problems);
}
