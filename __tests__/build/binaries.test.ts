import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkBinaries, checkMade } from '../../src/build/verify/binaries.ts';
import { parseHeads } from '../../src/build/verify/made-list.ts';
import type { HandoverBuild, MadeBuild } from '../../src/plan/plan-types.ts';
import { createFiles } from '../../src/system/files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binaries-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = () => createFiles({});
const MACHINES = { amd64: 62, arm64: 183, bpf: 247 };

/** An ELF file of some length, as linkers write them. */
function elf(machine: keyof typeof MACHINES, { type = 3, size = 1000 } = {}): Buffer {
  const file = Buffer.alloc(size, '\n==> ./x <==\n');
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]).copy(file);
  file.writeUInt16LE(type, 16);
  file.writeUInt16LE(MACHINES[machine], 18);
  return file;
}

async function put(path: string, content: string | Buffer, mode = 0o755): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
  await chmod(join(folder, path), mode);
}

describe('what a stage made', () => {
  const MADE: MadeBuild = {
    platforms: ['linux/arm64'],
    stages: [
      {
        stage: 'app',
        line: 1,
        takesFrom: ['build'],
        steps: [
          { line: 2, text: 'go build -o /opt/ls' },
          { line: 3, text: 'cp ls "l s" /opt' },
        ],
      },
    ],
    whole: true,
    text: '',
  };

  /** Lists what is in `root` and not in its base by the script that runs in the image. */
  function list(shell: string[] = ['/bin/sh']): void {
    const root = join(folder, 'root');
    const run = (at: string, ...argv: string[]) =>
      execFileSync(shell[0] ?? '', [...shell.slice(1), 'src/plan/made.sh', ...argv], {
        env: { CROSSBUILD_ROOT: at, PATH: '' },
      });
    if (existsSync(join(folder, 'base'))) {
      run(join(folder, 'base'), 'base');
      execFileSync('cp', ['-r', join(folder, 'base/.crossbuild-made'), join(root, '.crossbuild-base')]);
    }
    run(root);
    execFileSync('mkdir', ['-p', join(folder, 'out')]);
    execFileSync('cp', ['-r', join(root, '.crossbuild-made'), join(folder, 'out', '0')]);
  }
  const check = (build = MADE) => checkMade(files(), build, join(folder, 'out'), 'Dockerfile');

  test('is found by its content, whatever it is called; the base’s own files are not', async () => {
    await put('base/bin/old', elf('amd64'));
    await copyFile(join(folder, 'base/bin/old'), join(folder, 'base/bin/changed'));
    for (const name of ['old', 'changed']) {
      await put(`root/bin/${name}`, elf('amd64'));
      const at = new Date(2026, 1, name === 'old' ? 1 : 2);
      await utimes(join(folder, 'base/bin', name), new Date(2026, 1, 1), new Date(2026, 1, 1));
      await utimes(join(folder, 'root/bin', name), at, at);
    }
    await put('root/opt/a b/l s', elf('arm64'));
    await put('root/opt/text', '#!/bin/sh\n'.repeat(100));
    await put('root/opt/short', '\u007fELF');
    await put('root/proc/self', elf('amd64'));
    await put('root/dev/x', elf('amd64'));
    list();
    const { foreign, checked, unseen } = await check();
    expect({ checked, unseen }).toEqual({ checked: 2, unseen: [] });
    expect(foreign).toEqual([
      {
        platform: 'linux/arm64',
        stages: ['app', 'build'],
        problem: {
          what: '/bin/changed is a linux/amd64 binary in the linux/arm64 image',
          why: 'its ELF header says machine 62, 64 bit; a step of app made it',
          instead: expect.stringMatching(/TARGETARCH/),
          platform: 'linux/arm64',
          at: { file: 'Dockerfile', line: 1 },
        },
      },
    ]);
  });

  test('where the base cannot list its files, nothing is called looked at', async () => {
    await put('root/.crossbuild-base/missing', 'stat\n');
    await put('root/bin/one', elf('amd64'));
    list();
    expect(await check()).toMatchObject({
      checked: 0,
      foreign: [],
      unseen: ['what app made, as there is no stat in it'],
    });
  });

  test('without a base everything is', async () => {
    await put('root/bin/one', elf('amd64'));
    await put('root/bin/two', elf('arm64'));
    list();
    expect(await check()).toMatchObject({ checked: 2, foreign: [{ platform: 'linux/arm64' }] });
  });

  test('the line is that of the step which names it, and files of one architecture are one problem', async () => {
    await put('root/opt/ls', elf('amd64'));
    await put('root/opt/libx.so.1', elf('amd64'), 0o644);
    await put('root/usr/bin/made', elf('amd64', { type: 2 }));
    list();
    const { foreign } = await check();
    expect(foreign.map(({ problem }) => problem)).toEqual([
      expect.objectContaining({
        what: expect.stringMatching(
          /^\/opt\/\S+ is a linux\/amd64 binary in the linux\/arm64 image \(and 2 more files\)$/,
        ),
      }),
    ]);
    await put('root/opt/libx.so.1', 'none');
    await put('root/usr/bin/made', 'none');
    await rm(join(folder, 'out'), { recursive: true });
    await rm(join(folder, 'root/.crossbuild-made'), { recursive: true });
    list();
    expect((await check()).foreign[0]?.problem).toMatchObject({
      why: expect.stringMatching(/line 2 names it$/),
      at: { line: 2 },
    });
  });

  test.each([
    ['firmware: nobody can execute it', 'lib/firmware/x.elf', elf('amd64'), 0o644],
    ['an object file', 'usr/lib/x.o', elf('amd64', { type: 1 }), 0o755],
    ['one of many, by its folder', 'app/node_modules/x/prebuilds/linux-x64/x.node', elf('amd64'), 0o644],
    ['libraries of a cross compiler', 'usr/x86_64-linux-gnu/lib/libc.so.6', elf('amd64'), 0o755],
    ['for no platform', 'opt/probe', elf('bpf'), 0o755],
  ])('is no problem: %s', async (_, path, content, mode) => {
    await put(`root/${path}`, content, mode);
    list();
    // a file of another architecture leaves a doubt, whatever it is for
    const clean = path === 'opt/probe' ? ['linux/arm64'] : [];
    expect(await check()).toEqual({ checked: 1, foreign: [], unseen: [], clean });
  });

  test('each platform has a list of its own', async () => {
    await put('root/bin/x', elf('amd64'));
    list();
    for (const name of ['linux_amd64', 'linux_arm64']) execFileSync('cp', ['-r', 'out', name], { cwd: folder });
    const found = await checkMade(
      files(),
      { ...MADE, platforms: ['linux/amd64', 'linux/arm64'] },
      folder,
      'Dockerfile',
    );
    expect(found).toMatchObject({
      checked: 2,
      foreign: [{ platform: 'linux/arm64' }],
      unseen: [],
      clean: ['linux/amd64'],
    });
  });

  test.each([
    ['a tool is missing', { missing: 'find\n' }, 'what app made, as there is no find in it'],
    ['the list is not complete', { made: '', heads: '' }, 'what app made, as nothing lists it'],
    ['there is none', {}, 'what app made, as nothing lists it'],
  ])('is not called looked at where %s', async (_, parts, why) => {
    for (const [name, text] of Object.entries(parts)) await put(`out/0/${name}`, text);
    expect(await check()).toEqual({ checked: 0, foreign: [], unseen: [why], clean: [] });
  });

  test('lists of several processes are read, and what is no list ends them', () => {
    const head = elf('arm64').subarray(0, 64);
    const part = (path: string) => Buffer.concat([Buffer.from(`==> .${path} <==\n`), head]);
    const bytes = Buffer.concat([
      part('/a'),
      Buffer.from('\n'),
      part('/b'),
      part('/c <== d'),
      Buffer.from('\nx==> ./d'),
    ]);
    expect(parseHeads(bytes).map(({ path }) => path)).toEqual(['/a', '/b', '/c <== d']);
  });
});

describe('what is copied from the build context', () => {
  const build = (path: string): HandoverBuild => ({
    platforms: ['linux/arm64'],
    files: [{ stage: 'app', path, line: 7, source: 'the build context' }],
    text: '',
  });
  const check = (path: string) => checkBinaries(files(), build(path), join(folder, 'out'), 'Dockerfile');

  test('a program that is named is checked, whoever may execute it by then', async () => {
    await put('out/0/tool', elf('amd64'), 0o644);
    expect(await check('bin/tool')).toEqual({
      checked: 1,
      foreign: [
        {
          platform: 'linux/arm64',
          stages: ['app'],
          problem: {
            what: 'bin/tool of the build context is a linux/amd64 binary in the linux/arm64 image',
            why: 'its ELF header says machine 62, 64 bit; line 7 copies it into the image',
            instead: expect.stringMatching(/\$TARGETARCH/),
            platform: 'linux/arm64',
            at: { file: 'Dockerfile', line: 7 },
          },
        },
      ],
    });
  });

  test('in a folder those that can be executed are', async () => {
    await put('out/0/tests/fixture.elf', elf('amd64'), 0o644);
    expect(await check('.')).toMatchObject({ checked: 1, foreign: [] });
    await put('out/0/bin/tool', elf('amd64'));
    expect((await check('.')).foreign.map(({ problem }) => problem.what)).toEqual([
      './bin/tool of the build context is a linux/amd64 binary in the linux/arm64 image',
    ]);
  });
});

test('what a stage hands over is checked, and told with that stage', async () => {
  await put('out/0/app', elf('amd64'), 0o644);
  const build = { platforms: ['linux/arm64'], files: [{ stage: 'b', path: '/out/app', line: 4 }], text: '' };
  expect(await checkBinaries(files(), build, join(folder, 'out'), 'Dockerfile')).toMatchObject({
    checked: 1,
    foreign: [
      { stages: ['b'], problem: { what: '/out/app of stage b is a linux/amd64 binary in the linux/arm64 image' } },
    ],
  });
});
