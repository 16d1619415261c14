import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { act, buildAndRun } from '../../bench/lab.ts';
import { differentFiles, image } from './image.ts';
import { binfmt, docker, emulators, lab, unique } from './support.ts';

// A part of what `npm run programs` builds: the programs that are cheap, one for each way of compiling.
jest.setTimeout(900_000);

const builder = unique('programs');
const program = (name: string): string => join('bench', 'programs', name);
const registered: string[] = [];
const images = new Set<string>();
let work = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'programs-'));
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
  await rm(work, { recursive: true, force: true });
});

test.each([
  ['zlib', 'linux/arm64', 'accelerate'],
  ['zstd', 'linux/arm64', 'cross'],
  ['cpp', 'linux/arm/v7', 'accelerate'],
  ['autotools', 'linux/arm64', 'accelerate'],
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

test('a program of one stage: accelerated, it is the image that emulation makes', async () => {
  const [emulated, accelerated] = await Promise.all(
    ['emulate', 'accelerate'].map(async (strategy) => {
      const archive = join(work, `${strategy}.tar`);
      const inputs = { outputs: `type=oci,dest=${archive}`, verify: 'false' };
      const { code, shown } = await act({
        folder: program('zlib'),
        platform: 'linux/arm64',
        strategy,
        builder,
        inputs,
      });
      expect({ code, log: code === 0 ? '' : shown }).toEqual({ code: 0, log: '' });
      return archive;
    }),
  );
  const [plain, fast] = [await image(emulated ?? ''), await image(accelerated ?? '')];
  expect(fast.files).toEqual(plain.files);
  expect(fast.config).toEqual(plain.config);
  // what was compiled is the same to the last bit
  expect(await differentFiles(emulated ?? '', accelerated ?? '')).not.toContain('/home/gopher/app/app');
});
