import type { Evaluated } from '../../dockerfile/dockerfile.ts';
import { memo } from '../../model/memo.ts';

/** More steps than this are not looked through: BuildKit itself builds no image of as many. */
const MOST = 300_000;

/**
 * Why a file is too large to be looked through, or undefined when it is not. What a stage starts from is looked at for each
 * stage on top of it, so long chains of stages count many times.
 */
export const tooLarge = memo(({ stages, needed }: Evaluated): string | undefined => {
  const sizes: number[] = [];
  for (const { stage, base } of stages) {
    const below = base.kind === 'stage' ? (sizes[base.index] ?? 0) : 0;
    sizes.push(1 + stage.instructions.length + below);
  }
  const size = needed.reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
  if (size <= MOST) return undefined;
  return `its stages have ${size} steps together with those that they start from, and more than ${MOST} are not looked through`;
});
