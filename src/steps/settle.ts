import type { Work } from '../build/build-plan.ts';
import type { Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { refuse } from '../model/problem.ts';
import { machinesOf, makePlan } from '../plan/plan.ts';
import type { Plan } from '../plan/plan-types.ts';
import { formatPlatform } from '../platform/platform.ts';
import type { OutputPlan } from '../request/outputs.ts';
import { addEmulators } from '../setup/session.ts';
import { showPlan } from './report-run.ts';

/** `call: check` and its like look at the user's own file, so nothing is put into it. */
export function planFor(inputs: Inputs, facts: Facts): Plan {
  const looking = inputs.call !== undefined && inputs.call !== 'build';
  return makePlan(looking ? { ...inputs, strategy: { all: 'emulate', byPlatform: {} } } : inputs, facts);
}

/** @throws {UserError} where an image is to be made that would not be what it says */
export function refusePlan(plan: Plan, outputs: Pick<OutputPlan, 'image'>): void {
  if (outputs.image) refuse(plan.problems);
}

/**
 * The plan once the builder runs. It is made again where that tells what nobody could know before: that a node is
 * another machine than it was taken for, or that emulators cannot be had. Then cross is taken where it can be, and what
 * is left is refused, or tried with a warning where the nodes may have emulators of their own.
 */
export async function settle(work: Work, plan: Plan): Promise<{ readonly plan: Plan; readonly facts: Facts }> {
  const { world, inputs, session } = work;
  const facts = withNodes(work.facts, session.facts);
  const moved = differentMachines(work.facts, facts);
  const placed = moved === undefined ? plan : planFor(inputs, facts);
  const noEmulator = session.noEmulator ?? (await noEmulatorFor(work, placed, moved !== undefined));
  const settled = noEmulator === undefined ? placed : planFor(inputs, { ...facts, noEmulator });
  refusePlan(settled, work.outputs);
  if (settled === plan) return { plan, facts };
  if (moved !== undefined) world.log.info(`The plan is made again: ${moved}`);
  showPlan(world.log, { ...work, plan: settled });
  const left = noEmulator === undefined ? [] : emulatedIn(settled);
  if (elsewhere(session)) {
    for (const { platform, because } of left)
      world.log.warning(
        `${platform}: ${because}; unless BuildKit brings one, its RUN steps fail with "exec format error": register emulators on the node's machine, or add a node of that platform with append`,
      );
    return { plan: settled, facts };
  }
  refuse(
    left.map(({ platform, because }) => ({
      what: `${platform} cannot be built on this engine`,
      why: because,
      instead:
        'use an engine that allows privileged containers, register the emulators on its host, or add a node of that platform with append',
    })),
  );
  return { plan: settled, facts };
}

/** A node that tells no platform tells nothing. */
function withNodes(facts: Facts, builder: Facts['builder']): Facts {
  const all = builder?.nodes.every(({ platforms }) => platforms.length > 0) === true;
  return builder === undefined || !all ? facts : { ...facts, builder };
}

/** In one sentence, how the machines differ from what they were taken for. */
function differentMachines(before: Facts, after: Facts): string | undefined {
  const [taken, found] = [before, after].map((facts) => machinesOf(facts).map(formatPlatform).join(', '));
  return taken === found ? undefined : `the builder's nodes are ${found}, they were taken for ${taken}`;
}

function emulatedIn({ platforms }: Plan): Plan['platforms'] {
  return platforms.filter(({ stages }) =>
    stages.some(({ strategy }) => strategy === 'emulate' || strategy === 'accelerate'),
  );
}

/** Whether the nodes are where this step registers nothing. */
function elsewhere({ facts }: Work['session']): boolean {
  return facts.driver === 'remote' || facts.driver === 'kubernetes';
}

/** Why nothing can be emulated: no node elsewhere says that it can, or the engine registers no more than it did. */
async function noEmulatorFor(work: Work, plan: Plan, again: boolean): Promise<string | undefined> {
  const { session } = work;
  if (elsewhere(session)) {
    const listed = session.facts.nodes.flatMap(({ platforms }) => platforms.map(formatPlatform));
    const lacking = emulatedIn(plan).flatMap(({ platform }) => (listed.includes(platform) ? [] : [platform]));
    return lacking.length === 0 ? undefined : `no node has an emulator for ${lacking.join(', ')}`;
  }
  if (!again) return undefined;
  const emulators = await addEmulators(work, plan.emulators.architectures);
  return 'why' in emulators ? emulators.why : undefined;
}
