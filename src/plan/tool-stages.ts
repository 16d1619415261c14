import type { Dockerfile, Stage } from '../dockerfile/types.ts';
import { formatPlatform, type Platform } from '../model/platform.ts';
import {
  accelerateFiles,
  aptToolStage,
  donorFiles,
  donorStages,
  goToolStage,
  type Instructions,
  kitStage,
  STAGE_PREFIX,
  toolchainStage,
} from '../toolchain/accelerate/index.ts';
import { type CrossStage, crossFiles, crossLines } from '../toolchain/cross/index.ts';
import type { AcceleratedStep } from './accelerate.ts';
import type { GoSource } from './go.ts';

export interface HeadOptions {
  /** See KitOptions. */
  readonly accelerate?: readonly string[];
  /** Whether a stage cross-compiles, on which base, and the libraries that the user adds for it. */
  readonly cross?: { readonly packages: readonly string[]; readonly base: string };
  /** Whether the frontend has heredocs. */
  readonly heredocs: boolean;
}

/** The stages that make tools, numbered in the order in which steps ask for them. */
export class ToolStages {
  readonly #dockerfile: Dockerfile;
  /** Bases on which a step compiles, and those on which one only installs packages: it need not wait for compilers. */
  readonly #compiling = new Map<string, number>();
  readonly #installing = new Map<string, number>();
  /** Bases on which one step does both. */
  readonly #both = new Set<string>();
  /** Bases that borrow their compilers. */
  readonly #borrowing = new Set<string>();
  readonly #go: GoSource[] = [];
  readonly #goNumbers = new Map<string, number>();
  readonly #choices: Instructions[] = [];

  constructor(dockerfile: Dockerfile) {
    this.#dockerfile = dockerfile;
  }

  /** The stage with the native tools for stages on that base. */
  toolchain(
    root: number,
    { compilers, installs, borrows = false }: Pick<AcceleratedStep, 'compilers' | 'installs' | 'borrows'>,
  ): string {
    const base = this.#dockerfile.stages[root]?.base ?? '';
    if (borrows) this.#borrowing.add(base);
    if (compilers && installs) this.#both.add(base);
    return compilers
      ? `${STAGE_PREFIX}toolchain-${numberIn(this.#compiling, base)}`
      : `${STAGE_PREFIX}apt-${numberIn(this.#installing, base)}`;
  }

  goTool(go: GoSource): string {
    const number = numberIn(this.#goNumbers, JSON.stringify([go.from, go.install]));
    if (number > this.#go.length) this.#go.push(go);
    return `${STAGE_PREFIX}go-${number}`;
  }

  /** Alias stages for a base that some platforms pin and others do not; returns what FROM has to say. */
  choice(stage: Stage, cross: readonly Platform[], other: readonly Platform[], how: CrossStage): string {
    const name = `${STAGE_PREFIX}base-${stage.index}`;
    const alias = (kind: string) => (platform: Platform) =>
      `FROM ${name}-${kind} AS ${name}-${formatPlatform(platform).replaceAll('/', '-')}`;
    const flag = stage.platform === undefined ? '' : `--platform=${stage.platform} `;
    this.#choices.push([
      `FROM --platform=$BUILDPLATFORM ${stage.base} AS ${name}-cross`,
      ...crossLines(how),
      `FROM ${flag}${stage.base} AS ${name}-plain`,
      ...cross.map(alias('cross')),
      ...other.map(alias('plain')),
    ]);
    return `${name}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`;
  }

  /** The stages that were asked for, and the one with the scripts before them; those of one tool together. */
  head({ accelerate, cross, heredocs }: HeadOptions): readonly Instructions[] {
    const files = {
      ...(this.#compiling.size + this.#installing.size + this.#go.length === 0 ? {} : accelerateFiles),
      ...(this.#borrowing.size === 0 ? {} : donorFiles),
      ...(cross === undefined ? {} : crossFiles),
    };
    const [base = ''] = [
      ...this.#compiling.keys(),
      ...this.#installing.keys(),
      ...this.#go.map(({ from }) => from),
      ...(cross === undefined ? [] : [cross.base]),
    ];
    return [
      kitStage({
        ...(heredocs ? {} : { writtenOn: base }),
        ...(accelerate === undefined ? {} : { accelerate }),
        files,
        ...(cross === undefined ? {} : { settings: { CROSSBUILD_CROSS_PACKAGES: cross.packages.join(' ') } }),
      }),
      ...[...this.#installing.keys()].map((base, at) => aptToolStage({ name: `${STAGE_PREFIX}apt-${at + 1}`, base })),
      ...[...this.#compiling.keys()].map((base, at) => {
        const stage = { name: `${STAGE_PREFIX}toolchain-${at + 1}`, base };
        return this.#borrowing.has(base)
          ? donorStages(stage)
          : toolchainStage(stage, { installs: this.#both.has(base) });
      }),
      ...this.#go.map(({ from, install }, at) =>
        goToolStage({ name: `${STAGE_PREFIX}go-${at + 1}`, base: from, ...(install === undefined ? {} : { install }) }),
      ),
      ...this.#choices,
    ];
  }
}

/** The number of an item, the next one when it is new. */
function numberIn<T>(numbers: Map<T, number>, item: T): number {
  const number = numbers.get(item) ?? numbers.size + 1;
  numbers.set(item, number);
  return number;
}
