import { readInputs } from '../inputs/inputs.ts';
import { emptyRecord, type Recorder, recordedFiles } from '../setup/record.ts';
import type { World } from '../system/ports.ts';
import { reportError } from './report-run.ts';
import { formatState, stepRecorder } from './state.ts';

/**
 * The beginning and the end that every step has, `main`, `setup` and `merge` alike: `summary: false` keeps the job
 * summary as it is, secrets are hidden before anything is printed, warnings about inputs are shown, and an error is
 * reported. What the step makes is in the record that `body` gets, its temp folders of themselves. Resolves with the exit
 * code; never rejects.
 */
export async function runStep(
  outer: World,
  body: (world: World, recorder: Recorder) => Promise<number>,
  { pushes = false }: { readonly pushes?: boolean } = {},
): Promise<number> {
  try {
    // before anything is read or printed: a forged state in the log could otherwise stand in for one that was never saved
    outer.runner.saveState(formatState(emptyRecord()));
  } catch (error) {
    return reportError(outer, error);
  }
  const { inputs, masks, warnings } = readInputs(outer.env, { pushes });
  const recorder = stepRecorder(outer, inputs.keepBuilder);
  const runner = inputs.summary ? outer.runner : { ...outer.runner, summary: async () => {} };
  const world = { ...outer, runner, files: recordedFiles(outer.files, recorder) };
  for (const secret of masks) world.log.mask(secret);
  for (const warning of warnings) world.log.warning(warning);
  try {
    world.runner.checkOutputs();
    return await body(world, recorder);
  } catch (error) {
    return reportError(world, error);
  }
}
