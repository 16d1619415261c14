import type { Built, Work } from '../build/build.ts';
import type { OutputPlan } from '../build/outputs.ts';
import type { Verified } from '../build/verify.ts';
import { UserError } from '../model/problem.ts';
import { planJson } from '../plan/plan.ts';
import type { Plan } from '../plan/types.ts';
import type { Log, World } from '../system/ports.ts';
import { explainPlan } from './explain.ts';

/** The plan in the log, before anything starts; not folded, so that nobody has to look for it. */
export function showPlan(log: Log, plan: Plan, outputs: OutputPlan): void {
  for (const { platform, strategy, because } of plan.platforms) log.info(`${platform}  ${strategy}  ${because}`);
  log.info(`output: ${outputs.because}`);
}

export async function reportPlan(world: World, plan: Plan): Promise<number> {
  world.log.info(explainPlan(plan));
  world.runner.output('plan', planJson(plan));
  return 0;
}

export async function reportSuccess(
  { world, outputs }: Work,
  plan: Plan,
  built: Built,
  verified: Verified,
  _fellBack?: string,
): Promise<void> {
  const digest = verified.image?.digest ?? built.digest;
  const repository = outputs.publish?.repositories[0];
  world.runner.output('digest', digest);
  world.runner.output('imageid', built.imageid);
  world.runner.output('metadata', built.metadata);
  world.runner.output('image', repository === undefined || digest === '' ? '' : `${repository}@${digest}`);
  world.runner.output('platforms', plan.platforms.map(({ platform }) => platform).join(','));
  world.runner.output('plan', planJson(plan));
  world.runner.output('layout', outputs.layout ?? '');
  for (const [platform, said] of Object.entries(verified.said))
    world.log.info(`${platform} said: ${said.firstLine} (${said.exit})`);
  world.log.info(`${repository ?? outputs.layout ?? ''} ${digest}: ${verified.checked} binaries checked`);
}

export async function reportBuildFailure(
  { world }: Work,
  _plan: Plan,
  built: Built,
  _fellBack?: string,
): Promise<number> {
  world.log.error(built.record.failure?.message ?? `buildx ended with ${built.code}`);
  return 1;
}

/** An error that ends the step. */
export function reportError(world: World, error: unknown): number {
  if (error instanceof UserError) world.log.error(error.message);
  else world.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
