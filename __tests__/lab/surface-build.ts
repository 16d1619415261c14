import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { type ActionRun, runAction } from '../harness/action.ts';
import { docker, lab, remove, unique, withFilesKept } from './support.ts';

/** A builder that reaches the lab's registries and grants the one entitlement that tests ask for. */
export async function createBuilder(name: string): Promise<void> {
  await docker(
    ...['buildx', 'create', `--name=${name}`, '--driver=docker-container', '--driver-opt=network=host'],
    ...[`--buildkitd-config=${lab.buildkitdConfig}`, '--buildkitd-flags=--allow-insecure-entitlement network.host'],
    '--bootstrap',
  );
}

/** A builder and a folder of a test file's own, from before its first test until after its last. */
export function ownBuilder(name: string): { readonly builder: string; readonly temp: string } {
  const world = { builder: unique(name), temp: '' };
  beforeAll(async () => {
    world.temp = await mkdtemp(join(tmpdir(), `crossbuild-test-${name}-`));
    await createBuilder(world.builder);
  }, 300_000);
  afterAll(async () => {
    await docker('buildx', 'rm', '--force', world.builder);
    await remove(world.temp);
  }, 300_000);
  return world;
}

/** What a step did, main and post. */
export interface Run extends ActionRun {
  /** The workspace. */
  readonly folder: string;
  /** What buildx says of the build. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly builder: string;
  readonly temp: string;
}

/** Runs the step in a workspace with these files, and its post part. */
export async function build(
  { builder, temp }: World,
  inputs: Readonly<Record<string, string>>,
  sources: Readonly<Record<string, string>>,
  { env = {}, event = {} }: { readonly env?: Record<string, string>; readonly event?: unknown } = {},
): Promise<Run> {
  const folder = await mkdtemp(join(temp, 'work-'));
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const payload = `${folder}.event.json`;
  await writeFile(payload, JSON.stringify(event));
  const call = {
    cwd: folder,
    inputs: { builder, ...inputs },
    env: { GITHUB_EVENT_PATH: payload, ...env },
    // two emulated platforms on a busy machine
    timeoutMs: 400_000,
  };
  const main = await runAction({ ...call, entry: 'main' });
  const seen = await withFilesKept(main);
  await runAction({ ...call, entry: 'post', after: main });
  return { ...seen, folder, metadata: JSON.parse(main.outputs.metadata || '{}') };
}
