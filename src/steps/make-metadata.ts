import type { Inputs } from '../inputs/inputs.ts';
import { type Metadata, metadata } from '../metadata/render.ts';
import { readRules } from '../metadata/rules.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../system/ports.ts';
import { metadataContext } from './read-event.ts';

interface MadeMetadata {
  readonly value: Metadata;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Tags, labels and annotations by the inputs, or what is wrong with them. `folder`: where what is built lies on this machine. */
export async function makeMetadata(
  world: World,
  inputs: Inputs,
  event: unknown,
  folder: string | undefined,
): Promise<MadeMetadata | { readonly problems: readonly Problem[] }> {
  const rules = readRules(inputs, world.env);
  if ('problems' in rules) return rules;
  const told = await metadataContext(world, inputs, rules.value, event, folder);
  if ('problems' in told) return told;
  const { context, notes, warnings } = told;
  return { value: metadata(context, rules.value, new Date(world.clock.now()), inputs.bakeTarget), notes, warnings };
}
