import { Docker } from '../docker/docker.ts';
import { undo } from '../setup/undo.ts';
import { cleaningExec } from '../system/exec.ts';
import type { World } from '../system/ports.ts';
import { parseState } from './state.ts';

/** The post part: removes exactly what the main part recorded. A failure here is a warning; the build is what counts. */
export async function cleanUp(outer: World): Promise<number> {
  const world = { ...outer, exec: cleaningExec(outer.exec) };
  const record = parseState(world.runner.state());
  if (Object.values(record).every((list) => list.length === 0)) return 0;
  await world.log.group('Cleaning up', async () => {
    for (const warning of await undo(world, new Docker(world.exec), record)) world.log.warning(warning);
  });
  return 0;
}
