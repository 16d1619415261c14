import { describe, expect, test } from '@jest/globals';
import { emulatorName } from '../../src/platform/target.ts';
import { emulatorsElsewhere, ensureEmulators } from '../../src/setup/emulators/emulators.ts';
import { createRecorder } from '../../src/setup/record.ts';
import { failure, fakeWorld, NOT_INSTALLED, type Script } from './world.ts';

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

describe('nothing is registered', () => {
  test('when nothing is emulated', async () => {
    const { world, run } = await ensure([], []);
    expect(await run).toMatchObject({ added: [], because: 'nothing is emulated' });
    expect(world.exec.lines()).toEqual([]);
  });
  test('when the kernel here has them all; other jobs are told that they are used', async () => {
    const { world, recorder, run } = await ensure(['arm64'], [[/volume/, {}]], {
      files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': REGISTERED },
    });
    expect(await run).toMatchObject({ registered: ['qemu-aarch64'], added: [] });
    const [use] = recorder.record().uses;
    expect(use).toEqual({ volume: expect.stringMatching(/^crossbuild-emulators-in-use-0-[0-9a-f]{12}$/), image });
    expect(world.exec.lines()).toEqual([`docker volume create ${use?.volume}`]);
    expect(recorder.record().emulators).toEqual([]);
  });
});

describe('the kernel here does not count', () => {
  const script: Script = [[/binfmt$/, listing('qemu-aarch64')]];
  test.each([
    ['when the engine is elsewhere', REGISTERED, { DOCKER_HOST: 'tcp://10.0.0.1:2376' }],
    ['when a docker context is chosen', REGISTERED, { DOCKER_CONTEXT: 'far' }],
    ['when docker is configured for another context', REGISTERED, { DOCKER_CONFIG: '/far' }],
    ['when the emulator is not loaded at registration', REGISTERED.replace('POF', 'PO'), {}],
    ['when it is switched off', REGISTERED.replace('enabled', 'disabled'), {}],
  ])('%s', async (_, entry, env) => {
    const { world, run } = await ensure(['arm64'], script, {
      env,
      files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': entry, '/far/config.json': '{"currentContext": "far"}' },
    });
    expect(await run).toMatchObject({ registered: ['qemu-aarch64'], added: [] });
    expect(world.exec.lines().slice(1)).toEqual([`docker run --rm --privileged ${image}`]);
  });
});

describe('what is missing', () => {
  test('is registered, and only that is recorded, before it happens', async () => {
    const world = fakeWorld({
      script: [
        [/volume/, {}],
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
    expect(saves).toEqual([0, 2]);
    expect(world.exec.lines().at(-2)).toBe('docker volume create crossbuild-emulator-qemu-arm');
    expect(world.exec.lines().at(-1)).toBe(`docker run --rm --privileged ${image} --install arm`);
  });

  test('reset removes all of QEMU first; what was there before it is not ours to remove', async () => {
    const listings = [listing('qemu-aarch64'), listing()];
    const { world, run, recorder } = await ensure(
      ['arm64', 'arm'],
      [
        [/--uninstall/, listing()],
        [/--install/, listing('qemu-aarch64', 'qemu-arm')],
        [/binfmt$/, () => listings.shift() ?? {}],
      ],
      { reset: true, files: { '/proc/sys/fs/binfmt_misc/qemu-aarch64': REGISTERED } },
    );
    expect(await run).toMatchObject({ added: ['qemu-aarch64', 'qemu-arm'] });
    expect(recorder.record().emulators).toEqual([{ image, names: ['qemu-arm'] }]);
    expect(world.exec.lines().slice(1)).toEqual([
      `docker run --rm --privileged ${image}`,
      `docker run --rm --privileged ${image} --uninstall qemu-*`,
      `docker run --rm --privileged ${image}`,
      'docker volume create crossbuild-emulator-qemu-arm',
      `docker run --rm --privileged ${image} --install arm64,arm`,
    ]);
  });

  test('a pull that breaks off is tried again, after 2 s', async () => {
    const broken = {
      code: 125,
      stderr:
        'docker: Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout',
    };
    const answers = [broken, listing('qemu-aarch64')];
    const { world, run } = await ensure(
      ['arm64'],
      [
        [/volume/, {}],
        [/./, () => answers.shift() ?? {}],
      ],
    );
    expect(await run).toMatchObject({ registered: ['qemu-aarch64'] });
    expect(world.slept).toEqual([2000]);
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
    ['no docker command', [[/./, NOT_INSTALLED]], /^there is no docker command to register them with: /],
    [
      'no engine',
      [
        [
          /./,
          {
            code: 125,
            stderr: 'docker: Cannot connect to the Docker daemon at tcp://h:1. Is the docker daemon running?',
          },
        ],
      ],
      /^there is no Docker engine to register them on: Cannot connect/,
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

describe('nodes that are not on the engine in reach', () => {
  const request = { image, architectures: ['arm64'] };
  test.each([
    ['docker-container', [], undefined],
    ['docker', [], undefined],
    ['remote', ['cacert=x'], ['cacert=x']],
    ['kubernetes', ['namespace=ci'], ['namespace=ci', 'qemu.install=true', `qemu.image=${image}`]],
    ['kubernetes', ['qemu.image=own'], ['qemu.image=own', 'qemu.install=true']],
    ['kubernetes', ['qemu.install=false'], ['qemu.install=false']],
  ])('%s with %j', (driver, driverOpts, expected) => {
    expect(emulatorsElsewhere(driver, driverOpts, request)?.driverOpts).toEqual(expected);
  });
  test('pods register nothing when nothing is emulated', () => {
    expect(emulatorsElsewhere('kubernetes', [], { image, architectures: [] })?.driverOpts).toEqual([]);
  });
});
