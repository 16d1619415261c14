import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import type { Problem } from '../../model/problem.ts';
import { quoted } from '../../model/text.ts';
import { formatPlatform, type Platform } from '../../platform/platform.ts';
import { canRun, stageLabel } from '../choose-strategy.ts';

/** An image whose file system is of another platform than it is for, because its own stage is pinned. */
interface Misplaced {
  readonly wanted: Platform;
  readonly holds: Platform;
  /** The stage at the root of the image's FROM chain: its `--platform` decides. */
  readonly root: EvaluatedStage;
}

/** What is known of the platform that an image is asked for. */
interface Placed {
  readonly evaluated: Evaluated;
  /** The machine that builds it. */
  readonly buildPlatform: Platform;
}

/** A stage whose platform has no value fails by itself; one on scratch always has the target's. */
function misplaced({ evaluated, buildPlatform }: Placed): Misplaced | undefined {
  const image = evaluated.stages[evaluated.target];
  const root = evaluated.stages[image?.rootIndex ?? -1];
  if (image === undefined || root === undefined) return undefined;
  const { platform } = image;
  const fixed = platform.kind === 'fixed' ? platform.platform : undefined;
  const holds = platform.kind === 'build' ? buildPlatform : fixed;
  const wanted = evaluated.platform;
  // what the platform's machines run anyway is right, if not the best
  return holds === undefined || canRun(wanted, holds) ? undefined : { wanted, holds, root };
}

/**
 * What is wrong with the platforms of the images themselves. BuildKit builds them without a word: a last stage that is
 * pinned to the build machine gives every platform that machine's file system. That is never meant; a platform that
 * the file writes out may be.
 */
export function imagePlatforms(
  placed: readonly Placed[],
  file: string,
): { readonly problems: readonly Problem[]; readonly notes: readonly string[] } {
  const found = placed.flatMap((one) => misplaced(one) ?? []);
  const isPinned = ({ root }: Misplaced) => root.platform.kind === 'build';
  return {
    problems: grouped(found.filter(isPinned)).map((same) => pinnedImage(same, file)),
    notes: grouped(found.filter((one) => !isPinned(one))).map(fixedImage),
  };
}

/** Those that have one cause together. */
function grouped(all: readonly Misplaced[]): [Misplaced, ...Misplaced[]][] {
  const groups = new Map<string, [Misplaced, ...Misplaced[]]>();
  for (const one of all) {
    const key = `${one.root.stage.index} ${formatPlatform(one.holds)}`;
    groups.set(key, [...(groups.get(key) ?? []), one] as [Misplaced, ...Misplaced[]]);
  }
  return [...groups.values()];
}

function imagesOf(same: readonly Misplaced[]): string {
  return `${same.map(({ wanted }) => formatPlatform(wanted)).join(', ')} ${same.length === 1 ? 'image' : 'images'}`;
}

function pinnedImage(same: readonly [Misplaced, ...Misplaced[]], file: string): Problem {
  const { root, holds } = same[0];
  const { span } = root.stage.from;
  const pin = `--platform=${quoted(root.stage.platform ?? '')}`;
  return {
    what: `the ${imagesOf(same)} would hold the file system of the build machine, which is ${formatPlatform(holds)}`,
    why: `the image is made of ${stageOf(root)}, which line ${span.line} pins by ${pin}`,
    instead: `take ${pin} out of line ${span.line}; or, where that stage is for building, end the file with one for the image: FROM a base without --platform, and COPY --from=${quoted(root.stage.name ?? String(root.stage.index))} with what it made for the target; or name the stage that is the image with target`,
    at: { file, line: span.line },
  };
}

function fixedImage(same: readonly [Misplaced, ...Misplaced[]]): string {
  const { root, holds } = same[0];
  return `the ${imagesOf(same)} will hold ${formatPlatform(holds)} programs: line ${root.stage.from.span.line} fixes ${stageOf(root)} to it; take --platform=${quoted(root.stage.platform ?? '')} out there, or leave those platforms out`;
}

function stageOf(root: EvaluatedStage): string {
  return root.stage.name === undefined ? quoted(stageLabel(root)) : `stage ${quoted(root.stage.name)}`;
}
