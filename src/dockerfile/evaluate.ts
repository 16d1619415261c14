import { own } from '../model/own.ts';
import { UserError } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';
import { expand } from './expand.ts';
import { readTrigger } from './read.ts';
import { replacement, resolveBase } from './resolve.ts';
import type { Scope } from './scope.ts';
import { after, childScope, globalValues, rootScope } from './scope.ts';
import { platformOfRoot } from './stage-platform.ts';
import type {
  Dockerfile,
  Evaluated,
  EvaluatedStage,
  EvaluationOptions,
  Instruction,
  Reference,
  Stage,
  Use,
} from './types.ts';
import { usesOf } from './uses.ts';

interface Context {
  readonly dockerfile: Dockerfile;
  readonly options: EvaluationOptions;
  readonly globals: Readonly<Record<string, string>>;
}

/** A stage evaluated, and the scope it ends with. */
interface Done {
  readonly evaluated: EvaluatedStage;
  readonly end: Scope;
}

/**
 * Evaluates a Dockerfile for one target platform as BuildKit does (frontend/dockerfile/dockerfile2llb, v0.34).
 * @throws UserError for a target that is no stage, stages that need each other, and files taken from a later stage
 */
export function evaluate(dockerfile: Dockerfile, options: EvaluationOptions): Evaluated {
  const context = { dockerfile, options, globals: globalValues(dockerfile, options) };
  const done: Done[] = [];
  for (const stage of dockerfile.stages) done.push(evaluateStage(context, stage, done));
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
    return { kind: 'unknown', text: stage.base, why: `${name} has no value: give the build argument ${name}` };
  }
  return resolveBase(dockerfile, stage.index, expansion.value, options.contexts);
}

function evaluateStage(context: Context, stage: Stage, before: readonly Done[]): Done {
  const { dockerfile, options } = context;
  const base = baseOf(context, stage);
  const parent = base.kind === 'stage' ? before[base.index] : undefined;
  const root = parent?.evaluated.root ?? (base as EvaluatedStage['root']);
  const replaced = replacement(stage, options.contexts) !== undefined;
  const start = parent === undefined ? rootScope(baseEnv(root, options)) : childScope(parent.end);
  const onbuild = parent === undefined ? [] : triggersOf(parent.evaluated.stage, dockerfile.directives.escape);
  const ran = runStage(context, start, onbuild, replaced ? [] : stage.instructions);
  const evaluated: EvaluatedStage = {
    stage,
    base,
    root,
    chain: [stage.index, ...(parent?.evaluated.chain ?? [])],
    platform: replaced
      ? { kind: 'unknown', why: `the named context ${stage.name} takes this stage's place` }
      : (parent?.evaluated.platform ?? platformOfRoot(dockerfile, stage, root.kind === 'scratch', options)),
    uses: ran.uses,
    env: ran.end.env,
    scopes: replaced ? stage.instructions.map(() => ({})) : ran.scopes,
  };
  return { evaluated, end: ran.end };
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
  readonly scopes: Readonly<Record<string, string>>[];
  readonly end: Scope;
}

function runStage(
  { dockerfile, options, globals }: Context,
  start: Scope,
  triggers: readonly Instruction[],
  instructions: readonly Instruction[],
): Ran {
  const uses: Use[] = [];
  const scopes: Readonly<Record<string, string>>[] = [];
  let scope = start;
  const run = (instruction: Instruction): void => {
    uses.push(...usesOf(dockerfile, instruction, scope, options.contexts));
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
    why: names.length === 0 ? 'no stage has a name' : `the stages are ${names.join(', ')}`,
    instead: near === undefined ? 'name a stage with FROM … AS <name>, and give that name' : `write ${near}`,
  });
}

/** The stages that a stage takes from directly. */
function direct({ base, uses }: EvaluatedStage): number[] {
  const references = [base, ...uses.map(({ from }) => from)];
  return references.flatMap((reference) => (reference.kind === 'stage' ? [reference.index] : []));
}

function neededBy(target: number, stages: readonly EvaluatedStage[]): number[] {
  const needed = new Set<number>();
  const visit = (index: number): void => {
    const stage = stages[index];
    if (stage === undefined || needed.has(index)) return;
    needed.add(index);
    direct(stage).forEach(visit);
  };
  visit(target);
  return [...needed].sort((a, b) => a - b);
}

function nameOf(stage: Stage): string {
  return stage.name ?? String(stage.index);
}

/** Stages that take from each other, through COPY and mounts. */
function refuseCircles({ file = 'Dockerfile' }: Dockerfile, stages: readonly EvaluatedStage[]): void {
  const finished = new Set<number>();
  const visit = (index: number, path: readonly number[]): void => {
    const stage = stages[index];
    if (stage === undefined || finished.has(index)) return;
    for (const { from, instruction } of stage.uses) {
      if (from.kind !== 'stage') continue;
      const circle = [...path, index];
      if (circle.includes(from.index)) {
        const names = [...circle.slice(circle.indexOf(from.index)), from.index].map((i) =>
          nameOf((stages[i] ?? stage).stage),
        );
        throw new UserError({
          what: `the stages ${names.join(' → ')} need each other`,
          why: 'each takes files from the next, so none can be built first',
          instead: `take the files of ${instruction.keyword} from another stage`,
          at: { file, line: instruction.span.line },
        });
      }
      visit(from.index, circle);
    }
    finished.add(index);
  };
  for (const { stage } of stages) visit(stage.index, []);
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
      const later = nameOf((stages[from.index] as EvaluatedStage).stage);
      return {
        what: `stage ${nameOf(stage)} takes files from ${later}, which comes after it`,
        why: 'Docker builds stages in the order of the file',
        instead: `move the stage ${later} above`,
        at: { file, line: instruction.span.line },
      };
    });
  });
  if (problems.length > 0) throw new UserError(problems);
}
