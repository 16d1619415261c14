import type { Dockerfile, Stage } from '../../dockerfile/dockerfile.ts';
import type { Edit } from '../../dockerfile/edit/edit.ts';
import { groupBy } from '../../model/group.ts';
import { formatPlatform, type Platform } from '../../platform/platform.ts';
import { type Instructions, STAGE_PREFIX } from '../../toolchain/accelerate/index.ts';
import { type CrossStage, crossLines } from '../../toolchain/cross/index.ts';
import type { Decision } from '../choose-strategy.ts';
import { ofAllStages } from '../cross/products.ts';
import type { PlatformDecisions } from './rewrite.ts';

/** What cross stages need: edits at their FROMs, and stages to choose from. */
export interface Crossing {
  readonly edits: readonly Edit[];
  readonly stages: readonly Instructions[];
}

/** Collects how the bases of cross stages are pinned and set up. */
export function cross(dockerfile: Dockerfile, platforms: readonly PlatformDecisions[]): Crossing {
  const found = [...byRoot(platforms)].map(([root, group]) => crossRoot(dockerfile, root, group, platforms));
  return { edits: found.flatMap(({ edits }) => edits), stages: found.flatMap(({ stages }) => stages) };
}

interface Rooted {
  readonly platform: Platform;
  readonly decision: Decision;
}

function byRoot(platforms: readonly PlatformDecisions[]): ReadonlyMap<number, readonly Rooted[]> {
  const all = platforms.flatMap(({ platform, decisions }) => decisions.map((decision) => ({ platform, decision })));
  return groupBy(all, ({ decision }) => decision.root);
}

/** What the base of one group of stages gets. */
function crossRoot(
  dockerfile: Dockerfile,
  root: number,
  group: readonly Rooted[],
  platforms: readonly PlatformDecisions[],
): Crossing {
  const stage = dockerfile.stages[root];
  const crossing = platformsOf(group, ({ strategy }) => strategy === 'cross');
  if (stage === undefined || crossing.length === 0) return { edits: [], stages: [] };
  const how = howToCross(group.map(({ decision }) => decision));
  if (how.pinned) return { edits: [setUp(stage, { ...how, platforms: crossing.map(formatPlatform) })], stages: [] };
  if (!group.some(({ decision }) => decision.emulated)) return { edits: pin(stage, how), stages: [] };
  const other = platforms.map(({ platform }) => platform).filter((platform) => !crossing.includes(platform));
  const name = `${STAGE_PREFIX}base-${stage.index}`;
  const chosen = `${name}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`;
  return {
    edits: [choose(dockerfile.text, stage, chosen)],
    stages: [choices(name, stage, crossing, other, how)],
  };
}

function platformsOf(group: readonly Rooted[], test: (decision: Decision) => boolean): readonly Platform[] {
  return [...new Set(group.filter(({ decision }) => test(decision)).map(({ platform }) => platform))];
}

/** Alias stages for a base that some platforms pin and others do not. */
function choices(
  name: string,
  { base, platform: written }: Stage,
  crossing: readonly Platform[],
  other: readonly Platform[],
  how: CrossStage,
): Instructions {
  const alias = (kind: string) => (platform: Platform) =>
    `FROM ${name}-${kind} AS ${name}-${formatPlatform(platform).replaceAll('/', '-')}`;
  const flag = written === undefined ? '' : `--platform=${written} `;
  return [
    `FROM --platform=$BUILDPLATFORM ${base} AS ${name}-cross`,
    ...crossLines(how),
    `FROM ${flag}${base} AS ${name}-plain`,
    ...crossing.map(alias('cross')),
    ...other.map(alias('plain')),
  ];
}

function howToCross(decisions: readonly Decision[]): CrossStage {
  const cross = decisions.filter(({ strategy }) => strategy === 'cross');
  const pinned = cross.some((one) => one.pinned);
  return {
    cgoDisabled: cross.every(({ cgoDisabled }) => cgoDisabled),
    ...ofAllStages(cross.map(({ installed }) => installed)),
    ...(pinned ? { pinned } : {}),
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
  return [pinned, setUp(stage, how)];
}

function setUp({ from }: Stage, how: CrossStage): Edit {
  return { at: from.span.end, insert: `\n${crossLines(how).join('\n')}` };
}

/** Some platforms cross-compile and some are emulated: FROM picks one of the stages that `choices` made. */
function choose(text: string, stage: Stage, base: string): Edit {
  const { from } = stage;
  const flag = from.flags.findLast(({ name }) => name === 'platform');
  const start = flag?.span.start ?? from.argumentsAt;
  const end = text.indexOf(stage.base, flag?.span.end ?? start) + stage.base.length;
  return { at: start, remove: end - start, insert: base };
}
