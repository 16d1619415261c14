import { describe, expect, test } from '@jest/globals';
import { emulatorName, ensureEmulators } from '../../src/setup/emulators.ts';
import { createRecorder } from '../../src/setup/record.ts';
import { failure, fakeWorld, type Script } from './world.ts';

const image = 'tonistiigi/binfmt';
const REGISTERED = 'enabled\ninterpreter /usr/bin/qemu-aarch64\nflags: POF\noffset 0\n';
const listing = (...emulators: string[]) => ({ stdout: JSON.stringify({ supported: [], emulators }) });

async function ensure(
  architectures: string[],
  script: Script,
  options: { reset?: boolean; files?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const world = fakeWorld({ script, ...options });
  const recorder = createRecorder(() => {});
  const run = ensureEmulators(world, world.docker, { image, architectures, reset: options.reset ?? false }, recorder);
  return { world, recorder, run };
}

test.each([
  ['arm64', 'qemu-aarch64'],
  ['arm', 'qemu-arm'],
  ['amd64', 'qemu-x86_64'],
  ['386', 'qemu-i386'],
  ['ppc64le', 'qemu-ppc64le'],
  ['s390x', 'qemu-s390x'],
  ['riscv64', 'qemu-riscv64'],
  ['mips64le', 'qemu-mips64el'],
  ['loong64', 'qemu-loongarch64'],
])('%s is run by %s', (architecture, name) => {
  expect(emulatorName(architecture)).toBe(name);
});

describe('nothing is run', () => {
  test('when nothing is emulated', async () => {
    const { world, run } = await ensure([], []);
    expect(await run).toMatchObject({ added: [], because: 'nothing is emulated' });
    expect(world.exec.lines()).toEqual([]);
  });
  test('when the kernel here has them all', async () => {
    const { world, recorder, run } = await ensure(['arm64'], [], {
      files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': REGISTERED },
    });
    expect(await run).toMatchObject({ registered: ['qemu-aarch64'], added: [] });
    expect(world.exec.lines()).toEqual([]);
    expect(recorder.record().emulators).toEqual([]);
  });
});

describe('the kernel here does not count', () => {
  const script: Script = [[/binfmt$/, listing('qemu-aarch64')]];
  test.each([
    ['when the engine is elsewhere', REGISTERED, { DOCKER_HOST: 'tcp://10.0.0.1:2376' }],
    ['when the emulator is not loaded at registration', REGISTERED.replace('POF', 'PO'), {}],
    ['when it is switched off', REGISTERED.replace('enabled', 'disabled'), {}],
  ])('%s', async (_, entry, env) => {
    const { world, run } = await ensure(['arm64'], script, {
      env,
      files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': entry },
    });
    expect(await run).toMatchObject({ registered: ['qemu-aarch64'], added: [] });
    expect(world.exec.lines()).toEqual([`docker run --rm --privileged ${image}`]);
  });
});

describe('what is missing', () => {
  test('is registered, and only that is recorded, before it happens', async () => {
    const world = fakeWorld({
      script: [
        [/--install arm$/, listing('qemu-aarch64', 'qemu-arm')],
        [/binfmt$/, listing('qemu-aarch64')],
      ],
    });
    const saves: number[] = [];
    const recorder = createRecorder(() => void saves.push(world.exec.calls.length));
    const found = await ensureEmulators(
      world,
      world.docker,
      { image, architectures: ['arm64', 'arm'], reset: false },
      recorder,
    );
    expect(found).toMatchObject({ registered: ['qemu-aarch64', 'qemu-arm'], added: ['qemu-arm'] });
    expect(recorder.record().emulators).toEqual([{ image, names: ['qemu-arm'] }]);
    expect(saves).toEqual([1]);
    expect(world.exec.lines().at(-1)).toBe(`docker run --rm --privileged ${image} --install arm`);
  });

  test('reset removes all of QEMU first, even what would have been fine', async () => {
    const { world, run } = await ensure(
      ['arm64'],
      [
        [/--uninstall/, listing()],
        [/--install/, listing('qemu-aarch64')],
        [/binfmt$/, listing()],
      ],
      { reset: true, files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': REGISTERED } },
    );
    await run;
    expect(world.exec.lines()).toEqual([
      `docker run --rm --privileged ${image} --uninstall qemu-*`,
      `docker run --rm --privileged ${image}`,
      `docker run --rm --privileged ${image} --install arm64`,
    ]);
  });
});

describe('a machine that registers none', () => {
  test.each([
    [
      'the image says so and ends with 0',
      [
        [
          /--install/,
          {
            ...listing(),
            stderr:
              'installing: arm64 cannot register "/usr/bin/qemu-aarch64" to /proc/sys/fs/binfmt_misc/register: operation not permitted',
          },
        ],
        [/binfmt$/, listing()],
      ],
      /qemu-aarch64 cannot be registered: .*operation not permitted/,
    ],
    [
      'no privileged container',
      [
        [
          /./,
          {
            code: 125,
            stderr:
              'docker: Error response from daemon: privileged mode is incompatible with user namespaces.  You must run the container in the host namespace when running privileged mode.\n',
          },
        ],
      ],
      /no privileged container: privileged mode is incompatible/,
    ],
  ] as [string, Script, RegExp][])('%s: the reason comes back', async (_, script, why) => {
    const { run } = await ensure(['arm64'], script);
    expect(await run).toEqual({ why: expect.stringMatching(why) });
  });
});

test('an image that cannot be pulled is an error of the input', async () => {
  const { run } = await ensure(
    ['arm64'],
    [
      [
        /./,
        {
          code: 125,
          stderr: 'docker: Error response from daemon: toomanyrequests: You have reached your pull rate limit.',
        },
      ],
    ],
  );
  expect((await failure(run)).message).toMatch(
    /^binfmt-image: .*pull rate limit.*; log in to the registry, or name a mirror/,
  );
});
