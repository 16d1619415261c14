import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { fakeDocker, type Reply } from '../harness/fake-docker.ts';

/** No docker, so that no registry is asked. */
const NO_DOCKER = { PATH: '/nowhere' };

/** The committed command, as `npx crossbuild` starts it. */
function crossbuild(args: readonly string[], input = '', cwd = repository, env: NodeJS.ProcessEnv = NO_DOCKER) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli.mjs'), ...args], {
    input,
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
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

describe('base images whose names tell nothing', () => {
  const OWN = 'FROM registry.test/team/go:1\nRUN go build -o /app .\n';
  const image = JSON.stringify({
    name: 'registry.test/team/go:1',
    manifest: {
      digest: `sha256:${'1'.repeat(64)}`,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [],
    },
    image: Object.fromEntries(
      ['amd64', 'arm64'].map((architecture) => [
        `linux/${architecture}`,
        { os: 'linux', architecture, config: { Env: ['PATH=/usr/local/go/bin:/usr/bin', 'GOLANG_VERSION=1.26.0'] } },
      ]),
    ),
  });
  const BUILDX: Reply = { match: ['buildx', 'version'], stdout: 'github.com/docker/buildx v0.30.1 abc\n' };
  const INSPECT: Reply = { match: ['buildx', 'imagetools', 'inspect'], stdout: image };

  async function planned(replies: readonly Reply[], args: readonly string[] = [], text = OWN) {
    const docker = await fakeDocker(replies);
    try {
      const run = crossbuild(['plan', '-', '--platform', 'linux/arm64', ...args], text, repository, docker.env);
      return { ...run, lines: await docker.lines() };
    } finally {
      await docker.remove();
    }
  }

  test('are looked at where docker is there', async () => {
    const { stdout, lines } = await planned([BUILDX, INSPECT]);
    expect(lines).toEqual([
      'buildx version',
      expect.stringMatching(/^buildx imagetools inspect .*registry\.test\/team\/go:1$/),
    ]);
    expect(stdout).toMatch(/^linux\/arm64: accelerate /m);
  });

  test('--no-look leaves it', async () => {
    const { stdout, lines } = await planned([BUILDX, INSPECT], ['--no-look']);
    expect(lines).toEqual([]);
    expect(stdout).toMatch(/registry\.test\/team\/go:1 could not be looked at/);
  });

  test.each<[string, Reply[]]>([
    ['there is no buildx', [{ match: ['buildx', 'version'], code: 1 }]],
    [
      'the registry does not answer',
      [BUILDX, { match: ['buildx', 'imagetools'], code: 1, stderr: 'ERROR: not found\n' }],
    ],
  ])('the plan is made all the same where %s', async (_, replies) => {
    const { status, stdout, stderr } = await planned(replies);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/could not be looked at/);
  });

  test('nothing is asked where the names tell', async () => {
    expect((await planned([BUILDX, INSPECT], [], SINGLE)).lines).toEqual([]);
  });
});

test.each(['plan', 'rewrite'])('%s refuses an image that would hold the build machine’s file system', (verb) => {
  const { status, stdout, stderr } = crossbuild(
    [verb, '-', '--platform', 'linux/riscv64'],
    'FROM --platform=$BUILDPLATFORM alpine\n',
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^Dockerfile:1: the linux\/riscv64 image would hold .*; take --platform=\$BUILDPLATFORM out/);
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
    ['another verb', ['pln', '-'], '', 2, /^there is no command pln - .*; write crossbuild plan$/m],
    ['no verb, but a file', ['docker/Dockerfile'], '', 2, /; write crossbuild plan docker\/Dockerfile$/m],
    ['another option', ['plan', '--platforms', 'x'], '', 2, /^there is no option --platforms - .*; write --platform$/m],
    ['another short option', ['plan', '-x'], '', 2, /^there is no option -x - .*crossbuild --help/m],
    ['no value', ['plan', '-', '--target'], '', 2, /^--target has no value - .*; write --target=value$/m],
    ['an option as a value', ['plan', '--target', '--json'], '', 2, /^--target has no value - --json follows it/m],
    ['a value too many', ['plan', '--json=yes'], '', 2, /^--json takes no value/m],
    ['a file too many', ['plan', 'a', 'b'], '', 2, /^b is one word too many/m],
    ['no file', ['plan', '/no/Dockerfile'], '', 1, /there is no Dockerfile at \/no\/Dockerfile/],
    ['no platform', ['plan', '-', '--platform', 'linux/arm64x'], SINGLE, 1, /^--platform: .*linux\/arm64x/m],
    ['no stage', ['plan', '-', '--target', 'x'], SINGLE, 1, /^--target: there is no stage x/m],
    ['no instruction', ['plan', '-'], 'FROM a\nRNU x\n', 1, /^Dockerfile:2: RNU is no instruction/m],
    ['no such stage', ['plan', '-'], 'FROM a\nCOPY --from=9 a b\n', 1, /^Dockerfile:2: COPY --from=9 names no stage/m],
  ])('%s', (_, args, input, status, said) => {
    const run = crossbuild(args, input);
    expect(run.status).toBe(status);
    expect(run.stdout + run.stderr).toMatch(said);
    expect(run.stderr).not.toMatch(/\n {4}at /);
  });

  test('several at once, each with its place, as JSON too', () => {
    const { status, stdout, stderr } = crossbuild(['plan', '-', '--json'], 'FROM a\nRNU x\nEVN a=b\n');
    const { errors } = JSON.parse(stdout) as { errors: object[] };
    expect(status).toBe(1);
    expect(errors).toMatchObject([
      { what: 'RNU is no instruction', instead: 'write RUN', file: 'Dockerfile', line: 2 },
      { what: 'EVN is no instruction', instead: 'write ENV', file: 'Dockerfile', line: 3 },
    ]);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    const misused = crossbuild(['plan', '--jsn', '--json']);
    expect(misused.status).toBe(2);
    expect(JSON.parse(misused.stdout)).toMatchObject({ errors: [{ instead: 'write --json' }] });
    expect(JSON.parse(crossbuild(['--json']).stdout)).toMatchObject({ errors: [{ what: 'no command was given' }] });
  });
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'));
    mkdirSync(join(folder, 'docker/deep'), { recursive: true });
    mkdirSync(join(folder, 'node_modules/x'), { recursive: true });
    const names = [
      'api.Dockerfile',
      'docker/Dockerfile.web',
      'node_modules/x/Dockerfile',
      'Dockerfile.dockerignore',
      'docker/dockerfile.ts',
    ];
    for (const name of names) writeFileSync(join(folder, name), 'FROM scratch\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('one that is not there names those that are near', () => {
    const { status, stdout, stderr } = crossbuild(['plan'], '', folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'there is no Dockerfile at Dockerfile - nothing is there; near it: api.Dockerfile, docker/Dockerfile.web; write crossbuild plan api.Dockerfile\n',
    );
    expect(crossbuild(['plan', 'docker/Dockerfile'], '', folder).stderr).toMatch(
      /; write crossbuild plan docker\/Dockerfile\.web\n$/,
    );
  });

  test('a folder is none, and what is in it is named', () => {
    expect(crossbuild(['rewrite', 'docker'], '', folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'docker is a folder - a Dockerfile is a file; write crossbuild rewrite docker/Dockerfile.web\n',
    });
    expect(crossbuild(['plan', 'docker/deep'], '', folder).stderr).toMatch(
      /; write crossbuild plan \S+deep\/Dockerfile\n$/,
    );
  });

  test('an error says in which file', () => {
    writeFileSync(join(folder, 'docker/Dockerfile.web'), 'FROM a\n\nRNU x\n');
    expect(crossbuild(['plan', 'docker/Dockerfile.web'], '', folder).stderr).toMatch(
      /^docker\/Dockerfile\.web:3: RNU /,
    );
  });

  test.each([
    ['JSON', '{\n  "name": "x",\n  "run": [1]\n}\n'],
    ['compose', 'services:\n  web:\n    build: .\n    volumes:\n      - a:/b\n'],
    ['a script', '#!/bin/sh\nset -e\nif true; then\n  make\nfi\nexit 0\n'],
    [
      'prose',
      '# Title\n\nFrom here on it is easy to see.\nRun the following:\n\nmake it so.\nThat is all.\nThanks to all.\n',
    ],
  ])('one of another kind is one error: %s', (_, text) => {
    const { status, stderr } = crossbuild(['plan', '-'], text);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Dockerfile:\d+: this is no Dockerfile - [^\n]+\n$/);
  });
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
  expect(crossbuild(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(crossbuild(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/--version/) });
});

test.each(['1', '2'])('whoever reads output %s may stop reading', (output) => {
  const args = output === '1' ? '--help' : 'nothing';
  // the reader is gone before the program starts
  const script = `{ sleep 0.2; "$0" "$1" ${args} ${output === '1' ? '2>&3' : '2>&1 >&3'}; echo "$?" >&3; } 3>&2 | true`;
  const { stderr } = spawnSync('bash', ['-c', script, process.execPath, join(repository, 'dist/cli.mjs')], {
    encoding: 'utf8',
  });
  expect(stderr).toBe(`${output === '1' ? 0 : 2}\n`);
});
