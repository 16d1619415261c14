import { applyEdits, type Edit, unifiedDiff } from '../dockerfile/edit.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/types.ts';
import { formatPlatform, type Platform } from '../model/platform.ts';
import { COMPILER_PATH, goMounts, secrets, textOf, treeMounts } from '../toolchain/accelerate/index.ts';
import { type CrossStage, crossLines } from '../toolchain/cross/index.ts';
import type { AcceleratedStep } from './accelerate.ts';
import { inCaseOf, linesInCaseOf } from './casing.ts';
import type { Decision } from './strategy.ts';
import { type HeadOptions, ToolStages } from './tool-stages.ts';
import type { DockerfilePlan, SecretEnv } from './types.ts';

/** What every requested platform's stages get. */
export interface PlatformDecisions {
  readonly platform: Platform;
  readonly decisions: readonly Decision[];
}

export interface RewriteOptions {
  /** Extra libraries for the target, in cross stages. */
  readonly crossPackages: readonly string[];
  /** Whether the frontend has heredocs; default true. */
  readonly heredocs?: boolean;
}

/**
 * Writes the decisions into the Dockerfile: mounts in front of the steps that get native tools, a pinned base and
 * a set-up step for cross stages, and the stages that make the tools before the first FROM. Everything is spliced
 * in by position; no other byte changes, except numbers in `COPY --from=`, which count stages.
 */
export function rewrite(
  dockerfile: Dockerfile,
  platforms: readonly PlatformDecisions[],
  options: RewriteOptions,
): DockerfilePlan {
  const tools = new ToolStages(dockerfile);
  const edits = [...accelerationEdits(platforms, tools), ...crossEdits(dockerfile, platforms, tools)];
  if (edits.length === 0) return unchanged(dockerfile);
  const head = tools.head(headOptions(dockerfile, platforms, options));
  const count = head.flat().filter((one) => one.startsWith('FROM ')).length;
  const text = head.map((stages) => `${textOf(inCaseOf(dockerfile, stages))}\n`).join('');
  const start = dockerfile.stages[0]?.from.span.start ?? 0;
  const cased = edits.map((edit) => ({ ...edit, insert: linesInCaseOf(dockerfile, edit.insert) }));
  const visible = [...cased, ...renumbering(dockerfile, count)];
  const whole = applyEdits(dockerfile.text, [{ at: start, insert: text, verbatim: true }, ...visible]);
  const lines = text.split('\n').length - 1;
  return {
    text: whole.text,
    changed: true,
    diff: `${unifiedDiff(dockerfile.text, visible, 'Dockerfile')}\n(and ${count === 1 ? 'a stage' : `${count} stages`} before the first FROM for the tools: ${lines} lines)`,
    userLine: (line) => {
      const found = whole.lineMap(line);
      return 'inserted' in found ? { line: found.after, inserted: true } : { line: found.line, inserted: false };
    },
    secrets: secretsIn([...mountsOf(dockerfile), ...edits.flatMap(mountsIn)]),
    insertedStages: count,
  };
}

/** The user's own text. One that a former run wrote still asks for its secrets. */
function unchanged(dockerfile: Dockerfile): DockerfilePlan {
  return {
    text: dockerfile.text,
    changed: false,
    diff: '',
    userLine: (line) => ({ line, inserted: false }),
    secrets: secretsIn(mountsOf(dockerfile)),
    insertedStages: 0,
  };
}

function mountsOf({ stages }: Dockerfile): string[] {
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap(({ flags }) => flags.filter(({ name }) => name === 'mount').map(({ value }) => value)),
  );
}

/** The mounts that an edit puts in: words with blanks between them. */
function mountsIn({ insert }: Edit): string[] {
  return insert.split(' ').flatMap((word) => (word.startsWith('--mount=') ? [word.slice('--mount='.length)] : []));
}

/** The values that the mounts of a file ask for. */
function secretsIn(mounts: readonly string[]): readonly SecretEnv[] {
  const asked = new Set(mounts);
  return secrets.filter(({ id, env }) => asked.has(`type=secret,id=${id},env=${env}`));
}

function accelerationEdits(platforms: readonly PlatformDecisions[], tools: ToolStages): Edit[] {
  const steps = new Map<
    Instruction,
    { readonly index: number; readonly root: number; readonly step: AcceleratedStep }
  >();
  for (const { decisions } of platforms)
    for (const { index, root, steps: own } of decisions)
      for (const step of own) if (!steps.has(step.instruction)) steps.set(step.instruction, { index, root, step });
  const withArgument = new Set<number>();
  return [...steps.values()].flatMap(({ index, root, step }) => {
    const edit = { at: step.instruction.argumentsAt, insert: `${mounts(tools, root, step).join(' ')} ` };
    if (!step.compilers || step.environment === 'secret' || withArgument.has(index)) return [edit];
    withArgument.add(index);
    const { env, value } = COMPILER_PATH;
    return [{ at: step.instruction.span.start, insert: `ARG ${env}=${value}\n` }, edit];
  });
}

function mounts(tools: ToolStages, root: number, step: AcceleratedStep): string[] {
  const { compilers, installs, frontEnds, environment, go, goCommand } = step;
  return [
    ...(compilers || installs
      ? treeMounts(tools.toolchain(root, step), { compiles: compilers, installs, frontEnds, environment })
      : []),
    ...(go === undefined ? [] : goMounts(tools.goTool(go), { goroot: go.root, command: goCommand })),
  ];
}

function crossEdits(dockerfile: Dockerfile, platforms: readonly PlatformDecisions[], tools: ToolStages): Edit[] {
  const byRoot = new Map<number, { readonly platform: Platform; readonly decision: Decision }[]>();
  for (const { platform, decisions } of platforms)
    for (const decision of decisions) {
      const before = byRoot.get(decision.root) ?? [];
      before.push({ platform, decision });
      byRoot.set(decision.root, before);
    }
  return [...byRoot].flatMap(([root, group]) => {
    const stage = dockerfile.stages[root];
    const of = (test: (decision: Decision) => boolean) => [
      ...new Set(group.filter(({ decision }) => test(decision)).map(({ platform }) => platform)),
    ];
    const cross = of(({ strategy }) => strategy === 'cross');
    if (stage === undefined || cross.length === 0) return [];
    const how = howToCross(group.map(({ decision }) => decision));
    if (of(({ emulated }) => emulated).length === 0) return pin(stage, how);
    const other = platforms.map(({ platform }) => platform).filter((platform) => !cross.includes(platform));
    return [choose(dockerfile.text, stage, tools.choice(stage, cross, other, how))];
  });
}

function howToCross(decisions: readonly Decision[]): CrossStage {
  const cross = decisions.filter(({ strategy }) => strategy === 'cross');
  return {
    pure: cross.every(({ pure }) => pure),
    products: [...new Set(cross.flatMap(({ products }) => products))],
  };
}

/** Every platform cross-compiles (or is the build platform, where the set-up does nothing): the base is pinned in place. */
function pin(stage: Stage, how: CrossStage): Edit[] {
  const { from } = stage;
  const flag = from.flags.findLast(({ name }) => name === 'platform');
  const pinned =
    flag === undefined
      ? { at: from.argumentsAt, insert: '--platform=$BUILDPLATFORM ' }
      : { at: flag.span.start, remove: flag.span.end - flag.span.start, insert: '--platform=$BUILDPLATFORM' };
  return [pinned, { at: from.span.end, insert: `\n${crossLines(how).join('\n')}` }];
}

/** Some platforms cross-compile and some are emulated: FROM picks one of the stages that `ToolStages.choice` made. */
function choose(text: string, stage: Stage, base: string): Edit {
  const { from } = stage;
  const flag = from.flags.findLast(({ name }) => name === 'platform');
  const start = flag?.span.start ?? from.argumentsAt;
  const end = text.indexOf(stage.base, flag?.span.end ?? start) + stage.base.length;
  return { at: start, remove: end - start, insert: base };
}

function headOptions(
  { stages }: Dockerfile,
  platforms: readonly PlatformDecisions[],
  { crossPackages, heredocs = true }: RewriteOptions,
): HeadOptions {
  const cross = platforms.flatMap(({ decisions }) => decisions).find(({ strategy }) => strategy === 'cross');
  const base = stages[cross?.root ?? -1]?.base;
  return {
    ...selective(platforms),
    ...(base === undefined ? {} : { cross: { packages: crossPackages, base } }),
    heredocs,
  };
}

/** The platforms with native tools, said only where it makes a difference: it is part of the toolchain's cache key. */
function selective(platforms: readonly PlatformDecisions[]): { readonly accelerate?: readonly string[] } {
  const having = (strategy: string) =>
    platforms.flatMap(({ decisions }) => decisions.filter((one) => one.strategy === strategy));
  const indexes = new Set(having('accelerate').map(({ index }) => index));
  const left = [...having('emulate'), ...having('cross')].some(({ index }) => indexes.has(index));
  const names = platforms
    .filter(({ decisions }) => decisions.some(({ strategy }) => strategy === 'accelerate'))
    .map(({ platform }) => formatPlatform(platform));
  return left ? { accelerate: names } : {};
}

/** Inserted stages come first, so every stage number that the user wrote moves up by their count. Only COPY takes numbers. */
function renumbering(dockerfile: Dockerfile, count: number): Edit[] {
  return dockerfile.stages.flatMap(({ instructions }) =>
    instructions
      .filter(({ keyword }) => keyword === 'COPY')
      .flatMap(({ flags }) => flags)
      .filter(({ name, value }) => name === 'from' && /^[+-]?\d+$/.test(value))
      .map(({ value, span }) => ({
        at: span.start,
        remove: span.end - span.start,
        insert: `--from=${Number(value) + count}`,
      })),
  );
}
