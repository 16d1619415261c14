import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { buildAndRun } from '../../bench/lab.ts';
import { binfmt, docker, emulators, lab, unique } from './support.ts';

// A part of what `npm run programs` builds: cheap programs, one for each way of compiling. That an accelerated image is the
// emulated one is shown on a smaller program, in accelerate.test.ts.
jest.setTimeout(900_000);

const builder = unique('programs');
const program = (name: string): string => join('bench', 'programs', name);
const registered: string[] = [];
const images = new Set<string>();

beforeAll(async () => {
  const present = await emulators();
  for (const [name, entry] of [
    ['arm64', 'qemu-aarch64'],
    ['arm', 'qemu-arm'],
  ] as const) {
    if (present.includes(entry)) continue;
    await binfmt('--install', name);
    registered.push(name);
  }
  const options = ['--driver', 'docker-container', '--driver-opt', 'network=host'];
  await docker('buildx', 'create', '--name', builder, ...options, '--buildkitd-config', lab.buildkitdConfig);
});

afterAll(async () => {
  await docker('buildx', 'rm', '-f', builder);
  if (images.size > 0) await docker('image', 'rm', '-f', ...images);
  for (const name of registered) await binfmt('--uninstall', name);
});

test.each([
  ['zlib', 'linux/arm64', 'accelerate'],
  ['zstd', 'linux/arm64', 'cross'],
  ['cpp', 'linux/arm/v7', 'accelerate'],
])('%s for %s by %s prints what its native twin prints', async (name, platform, strategy) => {
  const native = await buildAndRun(
    { folder: program(name), platform: 'linux/amd64', strategy: 'auto', builder },
    images,
  );
  expect(native.printed ?? native.failure).toMatch(/\w/);
  const built = await buildAndRun({ folder: program(name), platform, strategy, builder }, images);
  expect(built.planned?.stages.map((stage) => stage.strategy)).toContain(strategy);
  expect(built.printed ?? built.failure).toBe(native.printed);
});
