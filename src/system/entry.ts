import type { World } from './ports.ts';
import { createWorld } from './world.ts';

/**
 * Runs one part of the step and ends the process with its exit code.
 *
 * The runner cancels a step by a signal to the node process alone; the signal becomes an abort, which interrupts the
 * running child and leaves some seconds to say so. A second signal terminates the child. The post part then cleans up.
 */
export async function runEntry(part: (world: World) => Promise<number>): Promise<void> {
  const cancelled = new AbortController();
  const hurried = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => (cancelled.signal.aborted ? hurried : cancelled).abort(signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  const code = await part(createWorld(cancelled.signal, process.env, hurried.signal));
  // keep-alive sockets would hold the process open for seconds
  process.stdout.write('', () => process.exit(code));
}
