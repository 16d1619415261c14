import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { buildArgs } from '../../src/build/args.ts';
import { planOutputs } from '../../src/build/outputs.ts';
import { buildSecrets } from '../../src/build/secrets.ts';
import { readInputs } from '../../src/inputs.ts';
import { formatPlatform } from '../../src/model/platform.ts';
import { planSurface, surfaceRequest } from '../../src/plan/surface.ts';
import { createExec } from '../../src/system/exec.ts';
import { docker, lab } from './support.ts';

export const exec = createExec(process.env, new AbortController().signal);

/** A builder that reaches the lab's registries and grants the one entitlement that tests ask for. */
export async function createBuilder(name: string): Promise<void> {
  await docker(
    ...['buildx', 'create', `--name=${name}`, '--driver=docker-container', '--driver-opt=network=host'],
    ...[`--buildkitd-config=${lab.buildkitdConfig}`, '--buildkitd-flags=--allow-insecure-entitlement network.host'],
    '--bootstrap',
  );
}

/** What a build did. */
export interface Run {
  /** Where it ran. */
  readonly folder: string;
  readonly code: number;
  readonly log: string;
  readonly args: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly layout: string | undefined;
  readonly publish: ReturnType<typeof planOutputs>['publish'];
}

/** Builds as the action does, from what a workflow writes, in a folder with these files. */
export async function build(
  { builder, temp }: { readonly builder: string; readonly temp: string },
  given: Readonly<Record<string, string>>,
  sources: Readonly<Record<string, string>>,
  { env = {}, event = {} }: { readonly env?: Record<string, string>; readonly event?: unknown } = {},
): Promise<Run> {
  const folder = await mkdtemp(join(temp, 'work-'));
  for (const [path, text] of Object.entries(sources)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { inputs, problems } = readInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
  const outputs = planOutputs(
    { ...inputs, platforms: Math.max(1, inputs.platforms.length) },
    { driver: inputs.driver, multiPlatformStore: false, temp: folder },
  );
  const surface = planSurface(inputs, { env: { ...process.env, ...env }, event, checkout: true, outputs });
  const secrets = await buildSecrets(inputs.secrets, [], { env, files: { kind: async () => 'file' } });
  expect([...problems, ...outputs.problems, ...surface.problems, ...secrets.problems]).toEqual([]);
  const metadataFile = join(folder, 'metadata.json');
  const request = buildArgs({
    ...surfaceRequest(inputs, surface, secrets.sources),
    builder,
    platforms: inputs.platforms.map(formatPlatform),
    dockerfile: { file: surface.context.dockerfile },
    outputs: outputs.outputs,
    metadataFile,
    progress: 'plain',
  });
  const result = await exec.run('docker', ['buildx', ...request.args], {
    cwd: folder,
    env: { ...request.env, ...secrets.env, ...env },
  });
  const metadata = JSON.parse(await readFile(metadataFile, 'utf8').catch(() => '{}'));
  return {
    folder,
    code: result.code,
    log: result.stdout + result.stderr,
    args: request.args,
    metadata,
    layout: outputs.layout,
    publish: outputs.publish,
  };
}
