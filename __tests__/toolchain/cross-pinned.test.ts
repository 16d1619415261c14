import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, sandbox } from './cross-sandbox.ts';

/** The variables that the fake go printed. */
const variables = (stdout: string): string[] =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '');

describe('a stage that the Dockerfile pins', () => {
  let box: Sandbox;
  beforeAll(() => {
    box = sandbox();
    const { code, stderr } = box.setup('pinned', 'platform=linux/arm64');
    if (code !== 0) throw new Error(stderr);
  });
  afterAll(() => box.discard());

  test('go that is told the architecture of the target, and to use C, gets its compiler', () => {
    const { stdout } = box.run('go build', { GOARCH: 'arm64', CGO_ENABLED: '1' });
    expect(variables(stdout)).toEqual(
      expect.arrayContaining(['GOARCH=arm64', 'CGO_ENABLED=1', 'CC=aarch64-linux-gnu-gcc', 'GOOS=linux']),
    );
  });

  test.each<[string, Record<string, string>]>([
    ['go build', {}],
    ['go build', { CGO_ENABLED: '1' }],
    ['go build', { GOARCH: 'arm64' }],
    ['go build', { GOARCH: 'arm64', CGO_ENABLED: '0' }],
    ['go build', { GOARCH: 'arm', CGO_ENABLED: '1' }],
    ['go install example.com/tool@v1', { GOBIN: '/x' }],
    ['go generate ./...', {}],
  ])('%s with %j is as the Dockerfile has it', (command, env) => {
    const { stdout } = box.run(command, env);
    expect(variables(stdout).filter((line) => /^(CC|CXX|AR|PKG_CONFIG)/.test(line))).toEqual([]);
  });

  test('a compiler that is set stays', () => {
    const { stdout } = box.run('go build', { GOARCH: 'arm64', CGO_ENABLED: '1', CC: 'my-cc' });
    expect(variables(stdout)).toContain('CC=my-cc');
  });

  test("gcc and pkg-config mean the build platform's", () => {
    for (const name of ['gcc', 'g++', 'ar', 'pkg-config']) expect(box.has(`.crossbuild/bin/${name}`)).toBe(false);
  });

  test('libraries come for both, tools for the build platform, compilers with their cross compilers', () => {
    const { calls } = box.run('apt-get install -y git libopus-dev gcc');
    const words = calls.at(-1)?.split('|') ?? [];
    expect(words.slice(words.indexOf('install') + 1)).toEqual([
      ...['-y', 'git', 'libopus-dev', 'libopus-dev:arm64', 'gcc', 'gcc-aarch64-linux-gnu'],
    ]);
  });
});

test('libraries that cannot be there twice come for the target alone', () => {
  const box = sandbox();
  box.setup('pinned');
  box.write('refuse', 'libgit2-dev\n');
  const { calls, code } = box.run('apt-get install -y libgit2-dev');
  expect([code, calls.at(-1)?.endsWith('|libgit2-dev:arm64')]).toEqual([0, true]);
  expect(calls.at(-1)).not.toContain('|libgit2-dev|');
  box.discard();
});

test('a platform that is not named gets nothing', () => {
  const box = sandbox();
  expect(box.setup('pinned', 'platform=linux/arm/v7').code).toBe(0);
  expect(box.has('.crossbuild/bin')).toBe(false);
  box.discard();
});
