import { readInputs } from '../inputs.ts';
import { reportError } from '../report/report.ts';
import { emptyRecord } from '../setup/record.ts';
import { formatState } from '../state.ts';
import type { World } from '../system/ports.ts';

/**
 * The beginning and the end that every step has, `main`, `setup` and `merge` alike: `summary: false` keeps the job
 * summary as it is, secrets are hidden before anything is printed, warnings about inputs are shown, and an error is
 * reported. Resolves with the exit code; never rejects.
 */
export async function runStep(
  outer: World,
  body: (world: World) => Promise<number>,
  { pushes = false }: { readonly pushes?: boolean } = {},
): Promise<number> {
  const { inputs, masks, warnings } = readInputs(outer.env, { pushes });
  const world = inputs.summary ? outer : { ...outer, runner: { ...outer.runner, summary: async () => {} } };
  for (const secret of masks) world.log.mask(secret);
  for (const warning of warnings) world.log.warning(warning);
  try {
    // before anything is printed: a forged state in the log could otherwise stand in for one that was never saved
    world.runner.saveState(formatState(emptyRecord()));
    world.runner.checkOutputs();
    return await body(world);
  } catch (error) {
    return reportError(world, error);
  }
}
