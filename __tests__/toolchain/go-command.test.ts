import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import goCommand from '../../src/toolchain/accelerate/go-command.sh';

let work = '';

function program(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
  for (const folder of ['root/bin', 'tree', 'path', 'home/.config/go', 'gopath/bin'])
    mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'root/go.env'), '# of Go\nGOPROXY=https://proxy.golang.org,direct\nGOTOOLCHAIN=auto\n');
  program(join(work, 'root/bin/.crossbuild-own'), 'echo own "$@" && cat');
  program(
    join(work, 'tree/go'),
    'echo native "$@" "$GOOS/$GOARCH/$GOARM64/$CGO_ENABLED" && [ "$1" != install ] || echo x >"$GOPATH/bin/linux_arm64/x"; exit "${FAILS:-0}"',
  );
  program(join(work, 'path/gcc'), 'exit 1');
  const settings = `arch=arm64 level=GOARM64 default=v8.0 root=${work}/root\n`;
  program(join(work, 'go'), settings + goCommand.replaceAll('/.crossbuild-go/', `${work}/tree/`));
});

afterEach(() => rmSync(work, { recursive: true }));

function go(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, status } = spawnSync(join(work, 'go'), argv, {
    env: { PATH: `${join(work, 'path')}:/usr/bin:/bin`, HOME: join(work, 'home'), GOTOOLCHAIN: 'local', ...env },
    input: 'input\n',
    encoding: 'utf8',
  });
  return { said: stdout.split('\n')[0], stdin: stdout.includes('input'), stderr, status };
}

describe('the native go command', () => {
  test.each([
    [['build', '-o', 'a b', '*.go'], {}, 'native build -o a b *.go linux/arm64/v8.0/1'],
    [['build'], { CGO_ENABLED: '0' }, 'native build linux/arm64/v8.0/0'],
    [['build'], { PATH: '/nothing' }, 'native build linux/arm64/v8.0/0'],
    [['build'], { PATH: '/nothing', CC: 'clang' }, 'native build linux/arm64/v8.0/1'],
    [['build'], { GOARM64: 'v9.0' }, 'native build linux/arm64/v9.0/1'],
    [['mod', 'download', '-x'], {}, 'native mod download -x linux/arm64/v8.0/1'],
    [['vet', './...'], { GOARCH: 'arm64', GOOS: 'linux' }, 'native vet ./... linux/arm64/v8.0/1'],
  ])('answers %j with %j', (argv, env, said) => {
    expect(go(argv, env)).toEqual({ said, stdin: false, stderr: '', status: 0 });
  });

  test.each([
    ['env', {}],
    ['version', {}],
    ['run .', {}],
    ['test ./...', {}],
    ['tool dist', {}],
    ['list -json', {}],
    ['-C sub build', {}],
    ['', {}],
    ['build', { GOTOOLCHAIN: 'auto' }],
    ['build', { GOARCH: 'amd64' }],
    ['build', { GOOS: 'windows' }],
    ['build', { GOROOT: '/opt/go' }],
    ['build', { GO111MODULE: 'off' }],
    ['install std', { GOPATH: '/tmp' }],
    ['install -buildmode=c-shared .', { GOPATH: '/tmp' }],
    // no GOPATH to tell where its folder would be
    ['install .', {}],
  ])("leaves %j with %j to the target's own", (line, env) => {
    const argv = line.split(' ').filter((word) => word !== '');
    expect(go(argv, env)).toEqual({ said: ['own', ...argv].join(' '), stdin: true, stderr: '', status: 0 });
  });

  // the loader complains of one that is not there
  test('with a library for every program the own one answers', () => {
    expect(go(['build'], { LD_AUDIT: '/nothing' })).toMatchObject({ said: 'own build', status: 0 });
  });

  test.each([
    ['GOPROXY=https://goproxy.cn\nGOFLAGS=-mod=mod', 'native'],
    ['GOARCH=arm', 'own'],
    ['GOPROXY=x\nCGO_ENABLED=0', 'own'],
  ])('what `go env -w` wrote is followed: %j', (settings, who) => {
    writeFileSync(join(work, 'home/.config/go/env'), settings);
    expect(go(['build']).said).toMatch(new RegExp(`^${who} build`));
    expect(go(['build'], { GOENV: 'off' }).said).toMatch(/^native build/);
  });

  test.each([{}, { GOBIN: 'elsewhere/bin' }])('what is installed with %j gets where it belongs', (given) => {
    const gopath = join(work, 'gopath');
    const env = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, join(work, value)]));
    expect(go(['install', 'x@latest'], { GOPATH: gopath, ...env })).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(env.GOBIN ?? join(gopath, 'bin'))).toEqual(['x']);
    expect(existsSync(join(gopath, 'bin/linux_arm64'))).toBe(false);
  });

  test('an installation that fails says so, and one beside another is left alone', () => {
    const gopath = join(work, 'gopath');
    expect(go(['install', '.'], { GOPATH: gopath, FAILS: '3' }).status).toBe(3);
    mkdirSync(join(gopath, 'bin/linux_arm64'));
    expect(go(['install', '.'], { GOPATH: gopath }).said).toBe('own install .');
  });
});
