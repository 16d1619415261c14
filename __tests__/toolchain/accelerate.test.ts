import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import {
  accelerateFiles,
  aptToolStage,
  donorFiles,
  goMounts,
  goToolStage,
  kitStage,
  STAGE_PREFIX,
  secrets,
  textOf,
  toolchainStage,
  treeMounts,
} from '../../src/toolchain/accelerate/index.ts';

const scripts = Object.entries({ ...accelerateFiles, ...donorFiles }).filter(([path]) => /\.(sh|pl)$/.test(path));
const check: Readonly<Record<string, readonly string[]>> = { sh: ['sh', '-n'], pl: ['perl', '-c'] };

describe('the kit', () => {
  test.each(scripts)('%s is a script without errors, and reads only files of the kit', (path, text) => {
    const [program = '', ...args] = check[path.slice(-2)] ?? [];
    const { status, stderr } = spawnSync(program, args, { input: text, encoding: 'utf8' });
    expect({ status, stderr: stderr.replace('- syntax OK\n', '') }).toEqual({ status: 0, stderr: '' });
    const read = [...text.matchAll(/\$kit\/([\w.-]+)/g)].map(([, name]) => `/${name}`);
    expect([...Object.keys(accelerateFiles), ...Object.keys(donorFiles), '/target']).toEqual(
      expect.arrayContaining(read),
    );
  });

  test('its heredocs carry the scripts unchanged', () => {
    const [stage] = readDockerfile(textOf(kitStage({ files: { ...accelerateFiles, ...donorFiles } }))).stages;
    const bodies = stage?.instructions.flatMap(({ heredocs }) => heredocs) ?? [];
    for (const [path, text] of scripts) {
      const found = bodies.find(({ delimiter }) => `/${delimiter}` === path);
      expect(found).toMatchObject({ expand: false, body: `${text.trimEnd()}\n` });
    }
  });

  test('the table names what toolchain.sh needs for a platform', () => {
    const line = 'arm/v7 arm-linux-gnueabihf arm-linux-gnueabihf gcc-arm-linux-gnueabihf g++-arm-linux-gnueabihf';
    expect(accelerateFiles['/targets']?.split('\n')).toEqual(
      expect.arrayContaining([`${line}`, expect.stringMatching(/^386 i686-linux-gnu i386-linux-gnu /)]),
    );
  });
});

describe('stages and mounts', () => {
  test('every stage runs on the build platform, as root, and has a name of ours', () => {
    const made = [
      toolchainStage({ name: 'crossbuild-toolchain-1', base: 'debian:bookworm' }),
      aptToolStage({ name: 'crossbuild-apt-1', base: 'debian:bookworm' }),
      goToolStage({ name: 'crossbuild-go-1', base: 'alpine', install: { with: 'apk', package: 'go' } }),
    ];
    const { stages } = readDockerfile(textOf(made.flat()));
    expect(stages.map(({ name, platform }) => [name?.startsWith(STAGE_PREFIX), platform])).toEqual(
      Array.from({ length: 3 }, () => [true, '$BUILDPLATFORM']),
    );
    expect(
      stages.map(({ instructions }) => instructions.map(({ exec, text: user }) => exec?.slice(1) ?? user)),
    ).toEqual([
      ['0', ['/.crossbuild-kit/toolchain.sh']],
      ['0', ['/.crossbuild-kit/toolchain.sh', 'apt']],
      ['0', ['/.crossbuild-kit/go-tools.sh', 'apk', 'go']],
    ]);
  });

  test.each([
    [{}, []],
    [{ compiles: true }, ['COMPILER_PATH']],
    [{ installs: true }, ['APT_CONFIG']],
    [{ compiles: true, installs: true }, ['COMPILER_PATH', 'APT_CONFIG']],
  ])('a step that %j gets the tree and %j', (needs, names) => {
    const tree = '--mount=type=bind,from=s,source=/crossbuild/tree,target=/.crossbuild';
    const env = names.map(
      (name) => `--mount=type=secret,id=${secrets.find(({ env: key }) => key === name)?.id},env=${name}`,
    );
    expect(treeMounts('s', needs)).toEqual(names.length === 0 ? [] : [tree, ...env]);
  });

  test("Go's tools lie over those of the GOROOT", () => {
    expect(goMounts('s', { goroot: '/usr/lib/go', command: true })).toEqual([
      '--mount=type=bind,from=s,source=/crossbuild/go-tool,target=/usr/lib/go/pkg/tool',
    ]);
    expect(goMounts('s', { command: true }).map((flag) => /,target=(.*)/.exec(flag)?.[1])).toEqual([
      '/usr/local/go/pkg/tool',
      '/.crossbuild-go',
      '/usr/local/go/bin/go',
      '/usr/local/go/bin/.crossbuild-own',
    ]);
  });
});
