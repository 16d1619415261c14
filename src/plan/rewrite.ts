import { applyEdits, type Edit, unifiedDiff } from '../dockerfile/edit.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/types.ts';
import { formatPlatform, type Platform } from '../model/platform.ts';
import {
  accelerateFiles,
  compilerMounts,
  goMounts,
  goToolStage,
  kitStage,
  secrets,
  toolchainStage,
} from '../toolchain/accelerate/index.ts';
import { type CrossStage, crossFiles, crossLines } from '../toolchain/cross/index.ts';
import type { Decision } from './strategy.ts';
import type { DockerfilePlan } from './types.ts';

/** What every requested platform's stages get. */
export interface PlatformDecisions {
  readonly platform: Platform;
  readonly decisions: readonly Decision[];
}

export interface RewriteOptions {
  /** Extra libraries for the target, in cross stages. */
  readonly crossPackages: readonly string[];
}

/**
 * Writes the decisions into the Dockerfile: mounts in front of the steps that get native tools, a pinned base and
 * a set-up step for cross stages, and the stages that make the tools before the first FROM. Everything is spliced
 * in by position; no other byte changes, except numbers in `--from=`, which count stages.
 */
export function rewrite(
  dockerfile: Dockerfile,
  platforms: readonly PlatformDecisions[],
  options: RewriteOptions,
): DockerfilePlan {
  const tools = new Toolstages(dockerfile);
  const edits = [...accelerationEdits(platforms, tools), ...crossEdits(dockerfile, platforms, tools)];
  if (edits.length === 0) return unchanged(dockerfile.text);
  const head = tools.head(platforms, options);
  const first = dockerfile.stages[0];
  const start = first?.from.span.start ?? 0;
  const visible = [...edits, ...renumbering(dockerfile, head.count)];
  const whole = applyEdits(dockerfile.text, [...visible, { at: start, insert: head.text }]);
  return {
    text: whole.text,
    changed: true,
    diff: `${unifiedDiff(dockerfile.text, visible, 'Dockerfile')}\n${head.note}`,
    userLine: (line) => {
      const found = whole.lineMap(line);
      return 'inserted' in found ? { line: found.after, inserted: true } : { line: found.line, inserted: false };
    },
    secrets,
    insertedStages: head.count,
  };
}

function unchanged(text: string): DockerfilePlan {
  return {
    text,
    changed: false,
    diff: '',
    userLine: (line) => ({ line, inserted: false }),
    secrets: [],
    insertedStages: 0,
  };
}

function accelerationEdits(platforms: readonly PlatformDecisions[], tools: Toolstages): Edit[] {
  const steps = new Map<Instruction, { root: number; goRoot?: string }>();
  for (const { decisions } of platforms) {
    for (const decision of decisions.filter(({ strategy }) => strategy === 'accelerate')) {
      for (const step of decision.steps) {
        if (!steps.has(step.instruction))
          steps.set(step.instruction, {
            root: decision.root,
            ...(step.goRoot === undefined ? {} : { goRoot: step.goRoot }),
          });
      }
    }
  }
  return [...steps].map(([instruction, { root, goRoot }]) => ({
    at: instruction.argumentsAt,
    insert: `${mounts(tools, root, goRoot).join(' ')} `,
  }));
}

function mounts(tools: Toolstages, root: number, goRoot: string | undefined): string[] {
  return [
    ...compilerMounts(tools.toolchain(root)),
    ...(goRoot === undefined ? [] : goMounts(tools.goTool(root), goRoot)),
  ];
}

function crossEdits(dockerfile: Dockerfile, platforms: readonly PlatformDecisions[], tools: Toolstages): Edit[] {
  const roots = new Set(
    platforms.flatMap(({ decisions }) =>
      decisions.filter(({ strategy }) => strategy === 'cross').map(({ root }) => root),
    ),
  );
  return [...roots].flatMap((root) => {
    const stage = dockerfile.stages[root];
    if (stage === undefined) return [];
    const of = (test: (decision: Decision) => boolean) =>
      platforms
        .filter(({ decisions }) => decisions.some((decision) => decision.root === root && test(decision)))
        .map(({ platform }) => platform);
    const cross = of(({ strategy }) => strategy === 'cross');
    const decisions = platforms
      .flatMap((one) => one.decisions)
      .filter((one) => one.root === root && one.strategy === 'cross');
    const how: CrossStage = {
      pure: decisions.every(({ pure }) => pure),
      products: [...new Set(decisions.flatMap(({ products }) => products))],
    };
    if (of(({ emulated }) => emulated).length === 0) return pin(stage, how);
    const other = platforms.map(({ platform }) => platform).filter((platform) => !cross.includes(platform));
    return [choose(dockerfile.text, stage, tools.choice(stage, cross, other, how))];
  });
}

/** Every platform cross-compiles (or is the build platform, where the set-up does nothing): the base is pinned in place. */
function pin(stage: Stage, how: CrossStage): Edit[] {
  const { from } = stage;
  const flag = from.flags.find(({ name }) => name === 'platform');
  const pinned =
    flag === undefined
      ? { at: from.argumentsAt, insert: '--platform=$BUILDPLATFORM ' }
      : { at: flag.span.start, remove: flag.span.end - flag.span.start, insert: '--platform=$BUILDPLATFORM' };
  return [pinned, { at: from.span.end, insert: `\n${crossLines(how).join('\n')}` }];
}

/** The platforms with native tools, said only where it makes a difference: it is part of the toolchain's cache key. */
function selective(platforms: readonly PlatformDecisions[]): { readonly accelerate?: readonly string[] } {
  const indexes = new Set(
    platforms.flatMap(({ decisions }) =>
      decisions.filter(({ strategy }) => strategy === 'accelerate').map(({ index }) => index),
    ),
  );
  const left = platforms.some(({ decisions }) =>
    decisions.some(({ index, strategy }) => strategy === 'emulate' && indexes.has(index)),
  );
  const names = platforms
    .filter(({ decisions }) => decisions.some(({ strategy }) => strategy === 'accelerate'))
    .map(({ platform }) => formatPlatform(platform));
  return left ? { accelerate: names } : {};
}

/** Some platforms cross-compile and some are emulated: FROM picks one of the stages that `Toolstages.choice` made. */
function choose(text: string, stage: Stage, base: string): Edit {
  const { from } = stage;
  const flag = from.flags.find(({ name }) => name === 'platform');
  const start = flag?.span.start ?? from.argumentsAt;
  const end = text.indexOf(stage.base, flag?.span.end ?? start) + stage.base.length;
  return { at: start, remove: end - start, insert: base };
}

/** Inserted stages come first, so every stage number that the user wrote moves up by their count. */
function renumbering(dockerfile: Dockerfile, count: number): Edit[] {
  const edits: Edit[] = [];
  for (const { instructions } of dockerfile.stages) {
    for (const { flags } of instructions) {
      for (const flag of flags) {
        const written = dockerfile.text.slice(flag.span.start, flag.span.end);
        const number =
          flag.name === 'from'
            ? /^--from=["']?(\d+)/i.exec(written)
            : flag.name === 'mount'
              ? /[=,]["']?from=(\d+)(?=[,"']|$)/i.exec(written)
              : null;
        const digits = number?.[1];
        if (number === null || digits === undefined || Number(digits) >= dockerfile.stages.length) continue;
        const at = flag.span.start + number.index + number[0].length - digits.length;
        edits.push({ at, remove: digits.length, insert: String(Number(digits) + count) });
      }
    }
  }
  return edits;
}

/** The stages that make tools, numbered in the order in which steps ask for them. */
class Toolstages {
  readonly #dockerfile: Dockerfile;
  readonly #bases: string[] = [];
  readonly #go = new Set<string>();
  readonly #choices: string[] = [];

  constructor(dockerfile: Dockerfile) {
    this.#dockerfile = dockerfile;
  }

  toolchain(root: number): string {
    return `crossbuild-toolchain-${this.#number(root)}`;
  }

  goTool(root: number): string {
    const name = `crossbuild-go-${this.#number(root)}`;
    this.#go.add(name);
    return name;
  }

  /** Alias stages for a base that some platforms pin and others do not; returns what FROM has to say. */
  choice(stage: Stage, cross: readonly Platform[], other: readonly Platform[], how: CrossStage): string {
    const name = `crossbuild-base-${stage.index}`;
    const alias = (kind: string) => (platform: Platform) =>
      `FROM ${name}-${kind} AS ${name}-${formatPlatform(platform).replaceAll('/', '-')}`;
    this.#choices.push(
      `FROM --platform=$BUILDPLATFORM ${stage.base} AS ${name}-cross`,
      ...crossLines(how),
      `FROM ${stage.base} AS ${name}-plain`,
      ...cross.map(alias('cross')),
      ...other.map(alias('plain')),
    );
    return `${name}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`;
  }

  head(
    platforms: readonly PlatformDecisions[],
    options: RewriteOptions,
  ): { text: string; count: number; note: string } {
    const crosses = platforms.some(({ decisions }) => decisions.some(({ strategy }) => strategy === 'cross'));
    const stages = [
      kitStage({
        ...selective(platforms),
        files: { ...(this.#bases.length === 0 ? {} : accelerateFiles), ...(crosses ? crossFiles : {}) },
        ...(crosses ? { settings: { CROSSBUILD_CROSS_PACKAGES: options.crossPackages.join(' ') } } : {}),
      }),
      ...this.#bases.flatMap((base, index) => [
        toolchainStage({ name: `crossbuild-toolchain-${index + 1}`, base }),
        ...(this.#go.has(`crossbuild-go-${index + 1}`)
          ? [goToolStage({ name: `crossbuild-go-${index + 1}`, base })]
          : []),
      ]),
      ...(this.#choices.length === 0 ? [] : [this.#choices.join('\n')]),
    ];
    const text = `${stages.map((stage) => stage.trimEnd()).join('\n\n')}\n\n`;
    const count = (text.match(/^FROM /gm) ?? []).length;
    return {
      text,
      count,
      note: `(and ${count} stages before the first FROM that make the tools: ${text.split('\n').length - 1} lines)`,
    };
  }

  #number(root: number): number {
    const base = this.#dockerfile.stages[root]?.base ?? '';
    const at = this.#bases.indexOf(base);
    return at >= 0 ? at + 1 : this.#bases.push(base);
  }
}
