import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { formatPlatform } from '../../platform/platform.ts';
import { type Instructions, kitStage } from '../../toolchain/accelerate/index.ts';
import { crossFiles } from '../../toolchain/cross/index.ts';
import { instructionsOf, type ToolStage } from './collect.ts';
import type { PlatformDecisions, RewriteOptions } from './rewrite.ts';

/** What stands before the user's first stage. */
export interface HeadRequest {
  readonly dockerfile: Dockerfile;
  readonly platforms: readonly PlatformDecisions[];
  readonly tools: readonly ToolStage[];
  /** Stages that FROM of cross stages chooses from. */
  readonly choices: readonly Instructions[];
  readonly options: RewriteOptions;
}

/** The stages that were asked for, and the one with the scripts before them; those of one tool together. */
export function headOf({ dockerfile, platforms, tools, choices, options }: HeadRequest): readonly Instructions[] {
  const { crossPackages, heredocs = true } = options;
  const crossing = crossBase(dockerfile, platforms);
  const files = tools.map(({ made, parts }) => made.files(parts));
  return [
    kitStage({
      ...(heredocs ? {} : { writtenOn: baseForKit(tools) ?? crossing ?? '' }),
      ...selective(platforms),
      files: Object.assign({}, ...files, crossing === undefined ? {} : crossFiles),
      ...(crossing === undefined ? {} : { settings: { CROSSBUILD_CROSS_PACKAGES: crossPackages.join(' ') } }),
    }),
    ...tools.map(instructionsOf),
    ...choices,
  ];
}

/** The base of the first stage that cross-compiles. */
function crossBase({ stages }: Dockerfile, platforms: readonly PlatformDecisions[]): string | undefined {
  const found = platforms.flatMap(({ decisions }) => decisions).find(({ strategy }) => strategy === 'cross');
  return stages[found?.root ?? -1]?.base;
}

/** A base with a shell that a step can write the kit with: one that compiles, before one that only installs. */
function baseForKit(tools: readonly ToolStage[]): string | undefined {
  return (tools.find(({ series }) => series === 'toolchain') ?? tools[0])?.made.base;
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
