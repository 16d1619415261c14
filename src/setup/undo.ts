import { Docker } from '../docker/docker.ts';
import type { World } from '../system/ports.ts';
import { createTools, type Tools } from '../system/tools.ts';
import { type Asked, askedOf, believe } from './believe.ts';
import { showLogs } from './builder/logs.ts';
import { takeBack } from './emulators/emulator-users.ts';
import { byEngine, releaseEmulators } from './emulators/release-emulators.ts';
import { readRecord, type SetupRecord } from './record.ts';

/** How much of each node's log a debug run shows, in lines. */
const DEBUG_LINES = 2000;

/**
 * Removes what a record names and can be this step's, and nothing else. Never throws: what could not be removed comes back as sentences for
 * the user. What is gone already counts as removed, so that it can be called twice.
 */
export async function undo(
  world: World,
  given: Docker,
  record: SetupRecord,
  asked: Asked = askedOf(world.env),
  tools: Tools = createTools(world.env),
): Promise<string[]> {
  const recorded = readRecord(record);
  const { record: found, buildx, doubts } = await believe(recorded, asked, tools);
  const docker = buildx === undefined ? given : new Docker(world.exec, [buildx]);
  const warnings = [...doubts];
  announce(world, found);
  const attempt: Attempt = async (what, body) => {
    try {
      await body();
    } catch (error) {
      warnings.push(`${what} is left behind: ${(error as Error).message}`);
    }
  };
  for (const name of found.containers) await attempt(`container ${name}`, () => docker.removeContainer(name));
  for (const name of found.images) await attempt(`image ${name}`, () => docker.removeImage(name));
  await undoBuilders(world, docker, found, attempt);
  // builders first: while one of another job lives, its emulators are in use
  for (const engine of byEngine(found))
    await attempt(`emulator ${engine.names.join(', ') || 'of another job'}`, () =>
      releaseEmulators(world, docker.at(engine.endpoint), engine),
    );
  // what a job says of itself is taken back in any case: it names a volume, and runs nothing
  for (const { volume, endpoint } of recorded.uses.filter((use) => !found.uses.includes(use)))
    await attempt(`volume ${volume}`, () => takeBack(docker.at(endpoint), { live: [volume] }));
  for (const name of found.contexts) await attempt(`docker context ${name}`, () => docker.removeContext(name));
  for (const registry of found.logins) await attempt(`the login to ${registry}`, () => docker.logout(registry));
  for (const { link, target, use } of found.plugins) await attempt(link, () => tools.release(link, use, target));
  for (const folder of found.folders) await attempt(folder, () => world.files.remove(folder));
  return warnings;
}

/** Does what may fail; what then stays is told as left behind. */
type Attempt = (what: string, body: () => Promise<unknown>) => Promise<void>;

/** Removes the builders that were made, stops those that were started, and makes the one current again that was. */
async function undoBuilders(world: World, docker: Docker, found: SetupRecord, attempt: Attempt): Promise<void> {
  const current = found.used.length === 0 ? undefined : await currentBuilder(docker);
  for (const { name, keepState } of found.builders) {
    if (world.log.isDebug) await showLogs(world, docker, name, DEBUG_LINES);
    await attempt(`builder ${name}`, () => docker.remove(name, { keepState }));
  }
  for (const name of found.started)
    await attempt(`builder ${name}, which did not run before,`, () => stop(world, docker, name));
  // what somebody else made current meanwhile stays current
  for (const { builder, before } of found.used.filter((one) => one.builder === current))
    await attempt(`builder ${builder} as the current one`, () => docker.use(before));
}

function announce({ log }: World, { builders, started, emulators }: SetupRecord): void {
  for (const { name } of builders) log.info(`Removing builder ${name}`);
  for (const name of started) log.info(`Stopping builder ${name}, as it was before`);
  for (const { names } of emulators) log.info(`Unregistering ${names.join(', ')}`);
}

async function currentBuilder(docker: Docker): Promise<string | undefined> {
  const all = await docker.builders().catch(() => []);
  return all.find(({ current }) => current)?.name;
}

/** Another job may be using what this one started; its builds are not to be cut off. */
async function stop({ log }: World, docker: Docker, name: string): Promise<void> {
  const building = await docker.isBuilding(name);
  if (building === false) return docker.stop(name);
  log.info(
    building === true
      ? `builder ${name} goes on running: another job builds on it`
      : `builder ${name} goes on running: this buildx cannot tell whether another job builds on it`,
  );
}
