import type { Inputs } from '../inputs/inputs.ts';
import { contextOfCheckout, otherCommit } from '../metadata/checkout-context.ts';
import { type EventContext, readEventContext } from '../metadata/event-context.ts';
import type { Rules } from '../metadata/rules.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../system/ports.ts';
import { dated } from './commit-date.ts';
import { checkedOut, checkedOutCommit } from './read-checkout.ts';

/** The payload of the event; undefined outside of Actions, and where it cannot be read. */
export async function readEvent({ env, files }: Pick<World, 'env' | 'files'>): Promise<unknown> {
  const path = env.GITHUB_EVENT_PATH ?? '';
  if (path === '') return undefined;
  try {
    return JSON.parse((await files.read(path)) ?? 'null');
  } catch {
    return undefined;
  }
}

export interface Told {
  readonly context: EventContext;
  readonly notes: readonly string[];
  /** What the user should know even where nobody reads the log. */
  readonly warnings: readonly string[];
}

/**
 * What tags and labels are made from: the event or, with `metadata-context: git`, the checkout in a folder. Without a
 * folder nothing on this machine is built.
 */
export async function metadataContext(
  world: World,
  inputs: Pick<Inputs, 'metadataContext' | 'githubToken' | 'retries'>,
  rules: Rules,
  event: unknown,
  folder: string | undefined,
): Promise<Told | { readonly problems: readonly Problem[] }> {
  const own = readEventContext(world.env, event);
  const git = rules.active && inputs.metadataContext === 'git';
  const checkout = git ? await checkedOut(world.exec, folder ?? '.') : undefined;
  if (git && checkout === undefined) return { problems: [noCheckout(folder ?? '.')] };
  const context = checkout === undefined ? own : contextOfCheckout(own, checkout);
  const found = await dated(world, context, rules, inputs, folder);
  const warnings = git || !rules.active ? [] : await strangers(world, own, folder);
  return { ...found, warnings };
}

async function strangers({ exec }: World, event: EventContext, folder: string | undefined): Promise<string[]> {
  if (folder === undefined || event.sha === '') return [];
  const head = await checkedOutCommit(exec, folder);
  const why = head === undefined ? undefined : otherCommit(event, head);
  return why === undefined ? [] : [why];
}

function noCheckout(folder: string): Problem {
  return {
    input: 'metadata-context',
    what: 'git is asked for the commit, and it tells none',
    why: folder === '.' ? 'the workspace is no checkout that git reads' : `${folder} is no checkout that git reads`,
    instead: 'check the repository out before this step, or write metadata-context: workflow',
  };
}
