import { randomBytes } from 'node:crypto';
import type { Clock } from '../system/ports.ts';

/** When a name was given, in ms since the epoch to the base 36, which has eight digits until 2059: `mwzi8raf`. */
const TIME = '[0-9a-z]{8}';
/** What no other job gives: `b8891576dee4`. */
const UNIQUE = '[0-9a-f]{12}';

/** `crossbuild-mwzi8rafb8891576dee4`; one that is to be kept has no time: `crossbuild-b8891576dee4`. */
const BUILDER = new RegExp(`^crossbuild-(?:${TIME})?${UNIQUE}$`);
/** `crossbuild-run-mwzi8rafb8891576dee4`, and of a builder's first node `buildx_buildkit_crossbuild-mwzi8rafb8891576dee40`. */
const CONTAINER = new RegExp(`^(?:crossbuild-run-|buildx_buildkit_crossbuild-)(${TIME})${UNIQUE}0?$`);

/** The container of a `verify: run`; its name tells a later job when it was started. */
export function runName(clock: Clock): string {
  return `crossbuild-run-${time(clock)}${unique()}`;
}

/** A builder of a step's own. One that is to be kept must not look like one that a dead job left, so it has no time. */
export function builderName(clock: Clock, isKept: boolean): string {
  return `crossbuild-${isKept ? '' : time(clock)}${unique()}`;
}

/** Whether `builderName` gives such a name. */
export function isBuilderName(name: string): boolean {
  return BUILDER.test(name);
}

/** When a container of a step's own was named, in ms since the epoch; undefined for any other name. */
export function namedAt(container: string): number | undefined {
  const digits = CONTAINER.exec(container)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 36);
}

function time(clock: Clock): string {
  return clock.now().toString(36).padStart(8, '0');
}

function unique(): string {
  return randomBytes(6).toString('hex');
}
