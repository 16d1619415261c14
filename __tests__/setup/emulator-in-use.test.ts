import { describe, expect, test } from '@jest/globals';
import { Docker } from '../../src/docker/docker.ts';
import { emulatorInUse } from '../../src/setup/emulators/emulator-in-use.ts';
import { createRecorder } from '../../src/setup/record.ts';
import type { Exec, RunResult, World } from '../../src/system/ports.ts';

type Asked = Parameters<typeof emulatorInUse>[0];

interface Scene {
  readonly answers?: Readonly<Record<string, Partial<RunResult>>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly driver?: string;
  readonly versions?: readonly string[];
  readonly added?: { readonly image: string; readonly names: readonly string[] };
  readonly reset?: boolean;
  readonly engine?: string;
}

function asked(scene: Scene): { readonly value: Asked; readonly calls: string[] } {
  const calls: string[] = [];
  const run: Exec['run'] = async (command, args) => {
    const line = [command, ...args].join(' ');
    calls.push(line);
    return { code: 1, stdout: '', stderr: '', ...scene.answers?.[line] } as RunResult;
  };
  const recorder = createRecorder(() => {});
  if (scene.added !== undefined) recorder.add({ emulators: [scene.added] });
  const nodes = (scene.versions ?? []).map((version) => ({ version }));
  const world = {
    env: scene.env ?? {},
    exec: { run },
    files: { read: async (path: string) => scene.files?.[path] },
  } as unknown as World;
  const value = {
    world,
    docker: new Docker({ run }),
    inputs: { binfmtImage: 'x/binfmt:latest', binfmtReset: scene.reset ?? false, mirror: undefined },
    session: { facts: { driver: scene.driver ?? 'docker-container', nodes }, recorder, engine: scene.engine },
  } as unknown as Asked;
  return { value, calls };
}

const VERSION = { stderr: 'binfmt/9a44d27 qemu/v9.2.2 go/1.23.4\n', code: 0 };
const ENTRY = '/proc/sys/fs/binfmt_misc/qemu-aarch64';
const REGISTERED = { [ENTRY]: 'enabled\ninterpreter /usr/bin/qemu-aarch64\nflags: OCF\n' };
const UNKNOWN = 'the emulator that was registered before this step, whose version is not known';

describe('the emulator that ran a program', () => {
  test.each<[string, Scene, string, string]>([
    [
      'registered by this step',
      {
        added: { image: 'x/binfmt:1', names: ['qemu-aarch64'] },
        answers: { 'docker run --rm x/binfmt:1 --version': VERSION },
      },
      'image',
      'QEMU 9.2.2, which x/binfmt:1 registered',
    ],
    [
      'registered by this step, on another engine',
      {
        added: { image: 'x/binfmt:1', names: ['qemu-aarch64'] },
        engine: 'ssh://far',
        answers: { 'docker --host=ssh://far run --rm x/binfmt:1 --version': VERSION },
      },
      'image',
      'QEMU 9.2.2, which x/binfmt:1 registered',
    ],
    [
      'registered again by this step',
      { reset: true, answers: { 'docker run --rm x/binfmt:latest --version': VERSION } },
      'image',
      'QEMU 9.2.2, which x/binfmt:latest registered',
    ],
    [
      'by an image that does not tell',
      { added: { image: 'x/binfmt:1', names: ['qemu-aarch64'] } },
      'image',
      'the QEMU that x/binfmt:1 registered',
    ],
    [
      'registered before, from this machine’s disk',
      {
        files: REGISTERED,
        answers: {
          '/usr/bin/qemu-aarch64 --version': { code: 0, stdout: 'qemu-aarch64 version 7.2.22 (Debian 1:7.2)\n' },
        },
      },
      'before',
      'QEMU 7.2.22 (/usr/bin/qemu-aarch64), which was registered before this step',
    ],
    ['registered before, by an image', { files: REGISTERED }, 'before', UNKNOWN],
    ['registered before, elsewhere', { files: REGISTERED, env: { DOCKER_HOST: 'tcp://far' } }, 'before', UNKNOWN],
    ['for another architecture', { added: { image: 'x/binfmt:1', names: ['qemu-arm'] } }, 'before', UNKNOWN],
    [
      'of a node',
      { driver: 'remote', versions: ['v0.25.0', 'v0.25.0'] },
      'node',
      'the emulator of BuildKit v0.25.0, or the one that its machine has registered',
    ],
  ])('%s', async (_, scene, from, name) => {
    const { value } = asked(scene);
    expect(await emulatorInUse(value, 'linux/arm64')).toEqual({ from, name });
  });

  test('nothing is asked of a node elsewhere', async () => {
    const { value, calls } = asked({ driver: 'kubernetes' });
    await emulatorInUse(value, 'linux/arm64');
    expect(calls).toEqual([]);
  });
});
