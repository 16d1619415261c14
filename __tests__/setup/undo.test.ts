import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRecorder, emptyRecord, readRecord, type SetupRecord } from '../../src/setup/record.ts';
import { undo } from '../../src/setup/undo.ts';
import { createTools } from '../../src/system/tools.ts';
import { builderLine, fakeWorld } from './world.ts';

const USE = 'crossbuild-emulators-in-use-0-0123456789ab';
const LS = 'volume ls --filter name=^crossbuild-emulator --format {{.Name}}';
const PS = 'ps --filter name=^/?buildx_buildkit_ --format {{.Names}}';

const PLUGIN = '/home/me/.docker/cli-plugins/docker-buildx';
const BUILDX = '/tools/crossbuild-buildx/0.30.0/x64/buildx';

/** What the step of these records was asked for. */
const ASKED = { image: 'tonistiigi/binfmt', builder: 'mine' };

const everything: SetupRecord = {
  builders: [
    { name: 'crossbuild-0a1b2c3d4e5f', keepState: false },
    { name: 'mine', keepState: true },
  ],
  started: ['mine'],
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

/** One builder that this action made. */
const ours: SetupRecord = { ...emptyRecord(), builders: [{ name: 'crossbuild-0a1b2c3d4e5f', keepState: false }] };

describe('undo', () => {
  test('removes what was recorded and nothing else, containers and builders first', async () => {
    const world = fakeWorld({
      script: [
        [/buildx ls/, { stdout: builderLine('mine').replace('"Current":false', '"Current":true') }],
        [/./, {}],
      ],
      files: { '/temp/crossbuild-tls-1/key.pem': 'k', '/temp/other/x': 'x' },
    });
    expect(await undo(world, world.docker, everything, ASKED)).toEqual([]);
    expect(world.exec.lines()).toEqual([
      'docker rm -f crossbuild-run-1',
      'docker image rm crossbuild-verify:crossbuild-run-0a',
      `docker image rm ghcr.io/o/app@sha256:${'a'.repeat(64)}`,
      'docker buildx ls --format {{json .}}',
      'docker buildx rm crossbuild-0a1b2c3d4e5f',
      'docker buildx rm --keep-state mine',
      'docker buildx history ls --builder=mine --format {{.Status}}',
      'docker buildx stop mine',
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
    const warnings = await undo(world, world.docker, everything, ASKED);
    expect(warnings).toEqual([
      'builder crossbuild-0a1b2c3d4e5f is left behind: builder crossbuild-0a1b2c3d4e5f cannot be removed - no way',
      'builder mine is left behind: builder mine cannot be removed - no way',
      'the login to ghcr.io is left behind: cannot log out of ghcr.io - no way',
    ]);
    expect(world.exec.lines()).toContain('docker context rm -f crossbuild-ctx');
  });

  test.each([
    ['another job builds on it', { stdout: 'Completed\nRunning\n' }, /mine goes on running: another job builds on it/],
    ['buildx cannot tell', { code: 1, stderr: 'unknown command' }, /mine goes on running: this buildx cannot tell/],
  ])('a builder that was started is not stopped while %s', async (_, answer, said) => {
    const world = fakeWorld({ script: [[/history ls/, answer]] });
    expect(await undo(world, world.docker, { ...emptyRecord(), started: ['mine'] }, ASKED)).toEqual([]);
    expect(world.exec.lines()).toHaveLength(1);
    expect(world.said.join('\n')).toMatch(said);
  });

  test('a builder that somebody made current meanwhile stays current', async () => {
    const ls = builderLine('theirs').replace('"Current":false', '"Current":true');
    const world = fakeWorld({ script: [[/buildx ls/, { stdout: ls }]] });
    await undo(world, world.docker, { ...emptyRecord(), used: [{ builder: 'mine', before: 'default' }] }, ASKED);
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
    await undo(world, world.docker, everything, ASKED);
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
    expect(await undo(late, world.docker, { ...emptyRecord(), uses: everything.uses }, ASKED)).toEqual([]);
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
    await undo(world, world.docker, { ...emptyRecord(), uses: everything.uses }, ASKED);
    expect(world.exec.lines().at(-1)).toBe('docker run --rm --privileged tonistiigi/binfmt --install arm64');
    expect(world.exec.lines().join('\n')).not.toContain('volume rm crossbuild-emulator-qemu');
  });

  test('where no emulator is ours, nobody looks for builders', async () => {
    const world = fakeWorld({ script: [[/./, {}]] });
    await undo(world, world.docker, { ...emptyRecord(), uses: everything.uses }, ASKED);
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
    expect(await undo(world, world.docker, record, ASKED)).toEqual([
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
    await undo(
      debug,
      world.docker,
      { ...emptyRecord(), builders: [{ name: 'b', keepState: false }] },
      { ...ASKED, builder: 'b' },
    );
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
    const folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-'));
    const tools = createTools({ RUNNER_TOOL_CACHE: folder });
    const path = tools.path('crossbuild-buildx', '0.38.2', 'buildx');
    await tools.keep(path, Buffer.from('buildx'));
    const record = { ...ours, buildx: [{ path, sha256: (await tools.sha256(path)) ?? '' }] };
    expect(await undo(world, world.docker, record, ASKED, tools)).toEqual([]);
    expect(world.exec.lines()).toEqual([`${path} rm crossbuild-0a1b2c3d4e5f`]);
    await rm(folder, { recursive: true });
  });
});

describe('a record that was forged with names that look right', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const program = Buffer.from('#!/bin/sh\n');
  const sha256 = createHash('sha256').update(program).digest('hex');

  test.each([
    ['a program of the checkout', 'checkout/crossbuild-buildx/1.0.0', sha256, /Crossbuild keeps no buildx there/],
    ['one that a path leads out to', 'tools/crossbuild-buildx/..', sha256, /Crossbuild keeps no buildx there/],
    ['one with another hash', 'tools/crossbuild-buildx/1.0.0', '0'.repeat(64), /its SHA-256 is [0-9a-f]{64}, the one/],
    ['one that is gone', 'tools/crossbuild-buildx/2.0.0', sha256, /cannot be read any more/],
  ])('%s is not run: a warning says why, and docker cleans up', async (_, version, hash, why) => {
    const tools = createTools({ RUNNER_TOOL_CACHE: join(folder, 'tools') });
    const path = `${folder}/${version}/${process.arch}/buildx`;
    if (!version.includes('2.0.0')) await tools.keep(path, program);
    const world = fakeWorld({ script: [[/./, {}]] });
    const warnings = await undo(world, world.docker, { ...ours, buildx: [{ path, sha256: hash }] }, ASKED, tools);
    expect(warnings).toEqual([expect.stringMatching(why)]);
    expect(world.exec.lines()).toEqual(['docker buildx rm crossbuild-0a1b2c3d4e5f']);
  });

  test('an image that is not that of the input is not run, and is told', async () => {
    const world = fakeWorld({ script: [[/./, {}]] });
    const record = {
      ...emptyRecord(),
      emulators: [{ image: 'evil', names: ['qemu-arm'] }],
      uses: [{ volume: USE, image: 'worse' }],
    };
    expect(await undo(world, world.docker, record, ASKED)).toEqual([
      'qemu-arm may stay registered: the state names the image evil, binfmt-image is tonistiigi/binfmt; nothing of evil is run',
      'emulators may stay registered: the state names the image worse, binfmt-image is tonistiigi/binfmt; nothing of worse is run',
    ]);
    expect(world.exec.lines()).toEqual([`docker volume rm ${USE}`]);
  });

  test('the image is the one of the input, from its mirror', async () => {
    const env = { 'INPUT_BINFMT-IMAGE': 'tonistiigi/binfmt:1', INPUT_MIRROR: 'mirror.test' };
    const world = fakeWorld({ script: [[/./, {}]], env });
    const image = 'mirror.test/tonistiigi/binfmt:1';
    const record = { ...emptyRecord(), emulators: [{ image, names: ['qemu-arm'] }] };
    expect(await undo(world, world.docker, record)).toEqual([]);
    expect(world.exec.lines()).toContain(`docker run --rm --privileged ${image} --uninstall qemu-arm`);
  });

  test('a builder that this step cannot have made stays', async () => {
    const world = fakeWorld({ script: [[/./, {}]] });
    const record = {
      ...emptyRecord(),
      builders: [{ name: 'theirs', keepState: false }],
      started: ['crossbuild-theirs'],
      used: [{ builder: 'another', before: 'default' }],
    };
    const left = 'is left as it is: the state names it, but it is not the builder of this step';
    expect(await undo(world, world.docker, record, ASKED)).toEqual(
      ['theirs', 'crossbuild-theirs', 'another'].map((name) => `builder ${name} ${left}`),
    );
    expect(world.exec.lines()).toEqual([]);
  });

  test('a link that this step did not say it uses stays', async () => {
    const link = join(folder, 'cli-plugins', 'docker-buildx');
    const target = '/tools/crossbuild-buildx/0.30.0/x64/buildx';
    const tools = createTools({});
    expect(await tools.link(target, link)).toBe(true);
    await expect(tools.join(link, '0123456789ab')).rejects.toThrow('ENOENT');
    const world = fakeWorld({});
    const record = { ...emptyRecord(), plugins: [{ link, target, use: '0123456789ab' }] };
    expect(await undo(world, world.docker, record, ASKED, tools)).toEqual([]);
    expect(await tools.leadsTo(link)).toBe(target);
    await tools.use(link, '0123456789ab');
    await undo(
      world,
      world.docker,
      { ...record, plugins: [{ link, target: BUILDX.replace('0', '1'), use: '0123456789ab' }] },
      ASKED,
      tools,
    );
    expect(await tools.leadsTo(link)).toBe(target);
    await tools.use(link, '0123456789ab');
    await undo(world, world.docker, record, ASKED, tools);
    expect(await tools.leadsTo(link)).toBeUndefined();
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
    ['a program without a hash', { buildx: ['/bin/rm', { path: '/home/me/buildx', sha256: 'x' }] }],
    ['no lists at all', { builders: 'x', contexts: 7, folders: {} }],
    ['nothing', null],
  ])('%s is left alone', (_, value) => {
    expect(readRecord(value)).toEqual(emptyRecord());
  });

  test('what was recorded is read back whole', () => {
    const record = { ...everything, buildx: [{ path: 'buildx' }, { path: BUILDX, sha256: 'a'.repeat(64) }] };
    expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
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
