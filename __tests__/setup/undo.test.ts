import { describe, expect, test } from '@jest/globals';
import { createRecorder, emptyRecord, readRecord, type SetupRecord } from '../../src/setup/record.ts';
import { undo } from '../../src/setup/undo.ts';
import { createTools } from '../../src/system/tools.ts';
import { builderLine, fakeWorld } from './world.ts';

const USE = 'crossbuild-emulators-in-use-0-0123456789ab';
const LS = 'volume ls --filter name=^crossbuild-emulator --format {{.Name}}';
const PS = 'ps --filter name=^/?buildx_buildkit_ --format {{.Names}}';

const PLUGIN = '/home/me/.docker/cli-plugins/docker-buildx';
const BUILDX = '/tools/crossbuild-buildx/0.30.0/x64/buildx';

const everything: SetupRecord = {
  builders: [
    { name: 'crossbuild-abc', keepState: false },
    { name: 'mine', keepState: true },
  ],
  started: ['ci'],
  used: [{ builder: 'mine', before: 'default' }],
  contexts: ['crossbuild-ctx'],
  emulators: [
    { image: 'tonistiigi/binfmt', names: ['qemu-aarch64', 'qemu-arm'] },
    { image: 'tonistiigi/binfmt', names: ['qemu-s390x'], endpoint: 'far' },
  ],
  uses: [{ volume: USE, image: 'tonistiigi/binfmt' }],
  folders: ['/temp/crossbuild-tls-1'],
  containers: ['crossbuild-run-1'],
  images: ['crossbuild-verify:crossbuild-run-0a', `ghcr.io/o/app@sha256:${'a'.repeat(64)}`],
  logins: ['ghcr.io'],
  plugins: [
    {
      link: '/home/me/.docker/cli-plugins/docker-buildx',
      target: '/tools/crossbuild-buildx/0.30.0/x64/buildx',
      use: '0123456789ab',
    },
  ],
  buildx: [],
};

describe('undo', () => {
  test('removes what was recorded and nothing else, containers and builders first', async () => {
    const world = fakeWorld({
      script: [
        [/buildx ls/, { stdout: builderLine('mine').replace('"Current":false', '"Current":true') }],
        [/./, {}],
      ],
      files: { '/temp/crossbuild-tls-1/key.pem': 'k', '/temp/other/x': 'x' },
    });
    expect(await undo(world, world.docker, everything)).toEqual([]);
    expect(world.exec.lines()).toEqual([
      'docker rm -f crossbuild-run-1',
      'docker image rm crossbuild-verify:crossbuild-run-0a',
      `docker image rm ghcr.io/o/app@sha256:${'a'.repeat(64)}`,
      'docker buildx ls --format {{json .}}',
      'docker buildx rm crossbuild-abc',
      'docker buildx rm --keep-state mine',
      'docker buildx history ls --builder=ci --format {{.Status}}',
      'docker buildx stop ci',
      'docker buildx use default',
      `docker volume rm ${USE}`,
      `docker ${LS}`,
      `docker ${PS}`,
      'docker run --rm --privileged tonistiigi/binfmt --uninstall qemu-aarch64,qemu-arm',
      `docker ${LS}`,
      `docker --context=far ${LS}`,
      `docker --context=far ${PS}`,
      'docker --context=far run --rm --privileged tonistiigi/binfmt --uninstall qemu-s390x',
      `docker --context=far ${LS}`,
      'docker context rm -f crossbuild-ctx',
      'docker logout ghcr.io',
    ]);
    expect([...world.files.all.keys()]).toEqual(['/temp/other/x']);
  });

  test('one failure does not keep the rest from being removed', async () => {
    const world = fakeWorld({
      script: [
        [/buildx rm|logout/, { code: 1, stderr: 'ERROR: no way' }],
        [/./, {}],
      ],
    });
    const warnings = await undo(world, world.docker, everything);
    expect(warnings).toEqual([
      'builder crossbuild-abc is left behind: builder crossbuild-abc cannot be removed - no way',
      'builder mine is left behind: builder mine cannot be removed - no way',
      'the login to ghcr.io is left behind: cannot log out of ghcr.io - no way',
    ]);
    expect(world.exec.lines()).toContain('docker context rm -f crossbuild-ctx');
  });

  test.each([
    ['another job builds on it', { stdout: 'Completed\nRunning\n' }, /ci goes on running: another job builds on it/],
    ['buildx cannot tell', { code: 1, stderr: 'unknown command' }, /ci goes on running: this buildx cannot tell/],
  ])('a builder that was started is not stopped while %s', async (_, answer, said) => {
    const world = fakeWorld({ script: [[/history ls/, answer]] });
    expect(await undo(world, world.docker, { ...emptyRecord(), started: ['ci'] })).toEqual([]);
    expect(world.exec.lines()).toHaveLength(1);
    expect(world.said.join('\n')).toMatch(said);
  });

  test('a builder that somebody made current meanwhile stays current', async () => {
    const ls = builderLine('theirs').replace('"Current":false', '"Current":true');
    const world = fakeWorld({ script: [[/buildx ls/, { stdout: ls }]] });
    await undo(world, world.docker, { ...emptyRecord(), used: [{ builder: 'ours', before: 'default' }] });
    expect(world.exec.lines()).toEqual(['docker buildx ls --format {{json .}}']);
  });

  test.each([
    ["a builder of another job's", /^docker .*ps --filter/, 'buildx_buildkit_crossbuild-other0'],
    ['a builder with a name', /^docker .*ps --filter/, 'buildx_buildkit_mine0'],
    ["a builder of docker's own action", /^docker .*ps --filter/, 'buildx_buildkit_builder-0a1b0'],
    ['a job that has no builder yet', /volume ls/, 'crossbuild-emulators-in-use-0-00000000000a'],
  ])('emulators stay while there is %s', async (_, asked, name) => {
    const world = fakeWorld({
      script: [
        [asked, { stdout: `${name}\n` }],
        [/./, {}],
      ],
    });
    await undo(world, world.docker, everything);
    expect(world.exec.lines().join('\n')).not.toMatch(/--uninstall/);
    const user = name.startsWith('buildx') ? name : 'another job of this machine';
    expect(world.said.join('\n')).toContain(`qemu-aarch64, qemu-arm stays registered: ${user} may be using it`);
  });

  test('the last job takes away what others registered, and the word of a job that was killed days ago', async () => {
    const volumes = ['crossbuild-emulator-qemu-arm', 'crossbuild-emulators-in-use-0-00000000000a', 'crossbuild-x'];
    const world = fakeWorld({
      script: [
        [/volume ls/, { stdout: `${volumes.join('\n')}\n` }],
        [/./, {}],
      ],
    });
    const late = { ...world, clock: { ...world.clock, now: () => 6 * 24 * 60 * 60 * 1000 } };
    expect(await undo(late, world.docker, { ...emptyRecord(), uses: everything.uses })).toEqual([]);
    expect(world.exec.lines()).toEqual([
      `docker volume rm ${USE}`,
      `docker ${LS}`,
      'docker volume rm crossbuild-emulators-in-use-0-00000000000a',
      `docker ${PS}`,
      'docker run --rm --privileged tonistiigi/binfmt --uninstall qemu-arm',
      `docker ${LS}`,
      'docker volume rm crossbuild-emulator-qemu-arm',
    ]);
  });

  test('a job that begins while emulators are taken away gets them back', async () => {
    const answers = ['crossbuild-emulator-qemu-aarch64\n', 'crossbuild-emulators-in-use-0-00000000000a\n'];
    const world = fakeWorld({
      script: [
        [/volume ls/, () => ({ stdout: answers.shift() ?? '' })],
        [/./, {}],
      ],
    });
    await undo(world, world.docker, { ...emptyRecord(), uses: everything.uses });
    expect(world.exec.lines().at(-1)).toBe('docker run --rm --privileged tonistiigi/binfmt --install arm64');
    expect(world.exec.lines().join('\n')).not.toContain('volume rm crossbuild-emulator-qemu');
  });

  test('where no emulator is ours, nobody looks for builders', async () => {
    const world = fakeWorld({ script: [[/./, {}]] });
    await undo(world, world.docker, { ...emptyRecord(), uses: everything.uses });
    expect(world.exec.lines()).toEqual([`docker volume rm ${USE}`, `docker ${LS}`]);
  });

  test('an emulator that the image could not remove is left behind, though the image ended with 0', async () => {
    const answer = { stdout: '{"emulators":["qemu-arm"]}', stderr: 'uninstalling: qemu-arm operation not permitted\n' };
    const world = fakeWorld({
      script: [
        [/--uninstall/, answer],
        [/^docker (ps|volume)/, {}],
      ],
    });
    const record = { ...emptyRecord(), emulators: [{ image: 'tonistiigi/binfmt', names: ['qemu-arm'] }] };
    expect(await undo(world, world.docker, record)).toEqual([
      'emulator qemu-arm is left behind: uninstalling: qemu-arm operation not permitted',
    ]);
  });

  test('a debug run shows the log of every node before they are gone', async () => {
    const world = fakeWorld({
      script: [
        [/buildx ls/, { stdout: builderLine('b', { nodes: [{}, {}] }) }],
        [/docker .*logs/, { stderr: 'text\n' }],
        [/buildx rm/, {}],
      ],
    });
    const debug = { ...world, log: { ...world.log, isDebug: true } };
    await undo(debug, world.docker, { ...emptyRecord(), builders: [{ name: 'b', keepState: false }] });
    expect(world.exec.lines()).toEqual([
      'docker buildx ls --format {{json .}}',
      'docker --host=unix:///var/run/docker.sock logs --tail 2000 buildx_buildkit_b0',
      'docker --host=unix:///var/run/docker.sock logs --tail 2000 buildx_buildkit_b1',
      'docker buildx rm b',
    ]);
  });

  test('nothing recorded is nothing run', async () => {
    const world = fakeWorld({});
    expect(await undo(world, world.docker, emptyRecord())).toEqual([]);
    expect(world.exec.lines()).toEqual([]);
  });

  test('a buildx that was installed is the one that removes the builder', async () => {
    const world = fakeWorld({ script: [[/./, {}]] });
    const path = createTools({ RUNNER_TOOL_CACHE: '/tools' }).path('crossbuild-buildx', '0.38.2', 'buildx');
    await undo(world, world.docker, {
      ...emptyRecord(),
      builders: [{ name: 'crossbuild-a', keepState: false }],
      buildx: [path],
    });
    expect(world.exec.lines()).toEqual([`${path} rm crossbuild-a`]);
  });
});

describe('a record that was tampered with', () => {
  test.each([
    ['a flag for a builder', { builders: [{ name: '--all-inactive' }] }],
    ['the builder of the engine', { builders: [{ name: 'default' }] }],
    ['a flag for a builder to stop', { started: ['--all'] }],
    ['a flag for a builder to use', { used: [{ builder: 'a', before: '--default' }] }],
    ['a flag for an engine', { emulators: [{ image: 'i', names: ['qemu-arm'], endpoint: '--x' }] }],
    ["a user's own context", { contexts: ['production'] }],
    ["a user's own container", { containers: ['database'] }],
    [
      "an image of the user's",
      { images: ['postgres:18', 'crossbuild-verify:latest', '-f', `-f@sha256:${'a'.repeat(64)}`] },
    ],
    ['an emulator of another kind', { emulators: [{ image: 'tonistiigi/binfmt', names: ['python3.11', 'qemu-*'] }] }],
    ["another's volume", { uses: [{ volume: 'database', image: 'i' }] }],
    ['an image that is a flag to remove with', { uses: [{ volume: USE, image: '--privileged' }] }],
    ["a link of the user's", { plugins: [{ link: '/usr/bin/docker', target: BUILDX, use: '0123456789ab' }] }],
    ['a link to what is not ours', { plugins: [{ link: PLUGIN, target: '/usr/bin/buildx', use: '0123456789ab' }] }],
    ['a file to remove beside a link', { plugins: [{ link: PLUGIN, target: BUILDX, use: '../docker-buildx' }] }],
    ['an image that is a flag', { emulators: [{ image: '-v/:/host', names: ['qemu-arm'] }] }],
    ['a registry that is a flag', { logins: ['--help'] }],
    ['a program that is no buildx of ours', { buildx: ['/bin/rm', '/home/me/buildx'] }],
    ['no lists at all', { builders: 'x', contexts: 7, folders: {} }],
    ['nothing', null],
  ])('%s is left alone', (_, value) => {
    expect(readRecord(value)).toEqual(emptyRecord());
  });

  test('what was recorded is read back whole', () => {
    expect(readRecord(JSON.parse(JSON.stringify(everything)))).toEqual(everything);
  });

  test('a folder that is not ours is refused by the files themselves', async () => {
    const world = fakeWorld({ files: { '/home/me/x': 'x' } });
    const warnings = await undo(world, world.docker, { ...emptyRecord(), folders: ['/home/me'] });
    expect(warnings).toEqual(['/home/me is left behind: refusing to remove /home/me']);
    expect(world.files.all.size).toBe(1);
  });
});

test('the recorder saves the whole record at every addition', () => {
  const saved: SetupRecord[] = [];
  const recorder = createRecorder((record) => void saved.push(record));
  recorder.add({ builders: [{ name: 'a', keepState: false }] });
  recorder.add({ builders: [{ name: 'b', keepState: false }], folders: ['f'] });
  recorder.forget({ builders: [{ name: 'a', keepState: false }], folders: ['another'] });
  expect(saved.map(({ builders }) => builders.map(({ name }) => name))).toEqual([['a'], ['a', 'b'], ['b']]);
  expect(recorder.record()).toEqual({ ...emptyRecord(), builders: [{ name: 'b', keepState: false }], folders: ['f'] });
});
