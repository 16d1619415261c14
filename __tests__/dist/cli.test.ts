import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from '../harness/action.ts';

/** The committed command, as `npx crossbuild` starts it. */
function crossbuild(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli.mjs'), ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const CROSS = 'FROM golang:1.26 AS build\nRUN go build -o /out/app .\nFROM scratch\nCOPY --from=build /out/app /app\n';
const SINGLE = 'FROM golang:1.26\nRUN make\n';

describe('plan', () => {
  test('says how each stage would be built, and why, of a file or of standard input', () => {
    const { status, stdout } = crossbuild(['plan', '-', '--platform', 'linux/arm64'], CROSS);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^linux\/arm64: cross - build: a Go stage on golang:1\.26 that others only copy from$/m);
    const file = join(repository, 'bench/programs/zlib/Dockerfile');
    expect(crossbuild(['plan', file, '--platform=linux/arm64']).stdout).toMatch(/^linux\/arm64: accelerate - /m);
  });

  test('as JSON, by the strategies that are asked for', () => {
    const args = [
      'plan',
      '-',
      '--json',
      '--platform',
      'linux/arm64,linux/riscv64',
      '--strategy',
      'linux/riscv64=emulate',
    ];
    const plan = JSON.parse(crossbuild(args, CROSS).stdout) as { platforms: { strategy: string }[] };
    expect(plan.platforms.map(({ strategy }) => strategy)).toEqual(['cross', 'emulate']);
  });

  test('with named contexts', () => {
    const text = 'FROM base\nRUN make\n';
    const args = ['plan', '-', '--platform', 'linux/arm64'];
    expect(crossbuild(args, text).stdout).toMatch(/base could not be looked at/);
    expect(crossbuild([...args, '--build-context', 'base=docker-image://golang:1.26'], text).stdout).toMatch(
      /its base is the build context base/,
    );
  });
});

describe('rewrite', () => {
  test('writes the Dockerfile, and how it is built where that takes more than a Dockerfile', () => {
    const { status, stdout, stderr } = crossbuild(['rewrite', '-', '--platform', 'linux/arm64'], SINGLE);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^RUN --mount=type=bind,from=crossbuild-toolchain-1,\S+ .*make$/m);
    expect(stderr).toMatch(
      /^build it with: COMPILER_PATH=\S+ docker buildx build --secret id=\S+ --platform linux\/arm64/,
    );
  });

  test('libraries that cannot be seen', () => {
    const args = ['rewrite', '-', '--platform', 'linux/arm64', '--cross-packages', 'zlib1g-dev'];
    expect(crossbuild(args, CROSS).stdout).toMatch(/^CROSSBUILD_CROSS_PACKAGES=zlib1g-dev$/m);
  });

  test('a file with nothing to do stays as it is', () => {
    const text = 'FROM scratch\nCOPY a /a\n';
    expect(crossbuild(['rewrite', '-'], text)).toEqual({ status: 0, stdout: text, stderr: '' });
  });
});

describe('what is wrong is said', () => {
  test.each<[name: string, args: readonly string[], input: string, status: number, said: RegExp]>([
    ['no verb', [], '', 2, /^crossbuild plan \[Dockerfile\]/],
    ['another flag', ['plan', '--platforms', 'x'], '', 1, /Unknown option '--platforms'/],
    ['no file', ['plan', '/no/Dockerfile'], '', 1, /there is no Dockerfile at \/no\/Dockerfile/],
    ['no platform', ['plan', '-', '--platform', 'linux/arm64x'], SINGLE, 1, /linux\/arm64x/],
    ['no Dockerfile', ['plan', '-'], 'FORM x\n', 1, /Dockerfile/],
  ])('%s', (_, args, input, status, said) => {
    const run = crossbuild(args, input);
    expect(run.status).toBe(status);
    expect(run.stdout + run.stderr).toMatch(said);
  });
});
