import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, type SandboxOptions, sandbox } from './cross-sandbox.ts';

/** What the real apt-get was told to install: everything after the verb, of the last call. */
const installed = (calls: readonly string[]): string[] => {
  const words = calls.at(-1)?.split('|') ?? [];
  return words.slice(words.indexOf('install') + 1);
};

function prepared(options?: SandboxOptions): Sandbox {
  const box = sandbox(options);
  const { code, stderr } = box.setup();
  if (code !== 0) throw new Error(stderr);
  return box;
}

describe('apt-get install', () => {
  let box: Sandbox;
  beforeAll(() => {
    box = prepared({ archive: ['libstdc++-12-dev-arm64-cross'] });
  });
  afterAll(() => box.discard());

  test.each([
    ['a library is for the target, a tool is not', '-y git libopus-dev', '-y git libopus-dev:arm64'],
    ['a version stays', 'libopus-dev=1.3.1-3', 'libopus-dev:arm64=1.3.1-3'],
    ['a suite stays', 'libopus-dev/bookworm-backports', 'libopus-dev:arm64/bookworm-backports'],
    ['an architecture that is written is meant', 'libopus-dev:amd64', 'libopus-dev:amd64'],
    ['a library that cannot be there twice', 'libgit2-dev', 'libgit2-dev:arm64'],
    ['a shared library alone', 'libpcap0.8', 'libpcap0.8:arm64'],
    ['the tools of a library', 'libcap2-bin', 'libcap2-bin'],
    ['headers for every architecture', 'libeigen3-dev rapidjson-dev', 'libeigen3-dev rapidjson-dev'],
    ['a metapackage of a library', 'libmagickwand-dev', 'libmagickwand-dev libmagickwand-6.q16-dev:arm64'],
    ['a virtual library', 'libz-dev', 'libz-dev:arm64'],
    ['a virtual tool', 'awk', 'awk'],
    ['the libc is needed for both', 'libc6-dev', 'libc6-dev libc6-dev:arm64'],
    ['a language of the build', 'python3-dev', 'python3-dev'],
    ['Go itself, and sources for it', 'golang-go golang-github-x-y-dev', 'golang-go golang-github-x-y-dev'],
    ['pkg-config answers for every target', 'pkg-config', 'pkg-config'],
    ['a compiler brings its cross compiler', 'gcc', 'gcc gcc-aarch64-linux-gnu'],
    ['of the same version', 'gcc-13', 'gcc-13 gcc-13-aarch64-linux-gnu'],
    ['and C++', 'build-essential', 'build-essential gcc-aarch64-linux-gnu g++-aarch64-linux-gnu'],
    ['multilib cannot be there beside it', 'gcc-multilib', 'gcc gcc-aarch64-linux-gnu'],
    ['a file', './libopus-dev.deb /tmp/x.deb', './libopus-dev.deb /tmp/x.deb'],
    [
      'options with values',
      '-t bookworm-backports -o Foo::Bar=1 -qq libopus-dev',
      '-t bookworm-backports -o Foo::Bar=1 -qq libopus-dev:arm64',
    ],
    ['a value inside a cluster', '-yqt git libopus-dev', '-yqt git libopus-dev:arm64'],
    ['a value written together', '-oFoo=1 --option Bar=2 libopus-dev', '-oFoo=1 --option Bar=2 libopus-dev:arm64'],
    ['a removal', 'make git-', 'make git-'],
    ['a name that is not there', 'nonesuch', 'nonesuch'],
  ])('%s: %s', (_, words, expected) => {
    const { code, calls } = box.run(`apt-get install ${words}`);
    expect(code).toBe(0);
    expect(installed(calls).join(' ')).toBe(expected);
  });

  test('nothing may be removed, unless it is asked for', () => {
    expect(box.run('apt-get install git').calls.at(-1)).toBe('apt-get|-o|Acquire::Retries=3|--no-remove|install|git');
    expect(box.run('apt install make git-').calls.at(-1)).toBe('apt|-o|Acquire::Retries=3|install|make|git-');
  });

  test('options may come before the verb', () => {
    expect(box.run('apt-get -y -o A=1 install libopus-dev').calls.at(-1)).toBe(
      'apt-get|-o|Acquire::Retries=3|--no-remove|-y|-o|A=1|install|libopus-dev:arm64',
    );
  });

  test('a dropped package is told', () => {
    expect(box.run('apt-get install gcc-multilib').stderr).toContain('leaving gcc-multilib out');
  });

  test.each([
    ['apt-get update -qq', 'apt-get|-o|Acquire::Retries=3|update|-qq'],
    ['apt-get -y upgrade', 'apt-get|-y|upgrade'],
    ['apt-get dist-upgrade', 'apt-get|dist-upgrade'],
    ['apt-get purge libopus-dev', 'apt-get|purge|libopus-dev'],
    ['apt --version', 'apt|--version'],
  ])('%s is passed on', (command, expected) => {
    expect(box.run(command).calls).toEqual([expected]);
  });

  test('the build dependencies of a source package are refused', () => {
    const { code, stderr, calls } = box.run('apt-get build-dep opus');
    expect({ code, calls }).toEqual({ code: 100, calls: [] });
    expect(stderr).toContain('Write strategy: accelerate');
  });

  test('a compiler that comes later gets its shim', () => {
    box.tool('gcc-13', 'echo native');
    box.tool('aarch64-linux-gnu-gcc-13', 'echo cross');
    box.run('apt-get install gcc-13');
    expect(box.run('gcc-13').stdout).toBe('cross\n');
  });
});

describe('what cannot be installed', () => {
  test('is named, with what to write instead', () => {
    const box = prepared();
    box.write('refuse', 'libgit2-dev:arm64\n');
    const { code, stderr, calls } = box.run('apt-get install -y git libgit2-dev libopus-dev');
    expect(code).toBe(100);
    expect(stderr).toContain('E: libgit2-dev:arm64 has unmet dependencies');
    expect(stderr).toMatch(/cross cannot install libgit2-dev for linux\/arm64.*Write strategy: accelerate/);
    expect(calls.every((call) => call.includes('-s|-qq'))).toBe(true);
    box.discard();
  });

  test('has its own error when it fails as written too', () => {
    const box = prepared();
    box.write('refuse', 'nonesuch\n');
    const { code, stdout, stderr } = box.run('apt-get install -y nonesuch libopus-dev');
    expect({ code, stderr }).toEqual({ code: 100, stderr: '' });
    expect(stdout).toBe('E: nonesuch has unmet dependencies\n');
    box.discard();
  });

  test('a metapackage that conflicts is left out', () => {
    const box = prepared();
    box.tool('apt', '[ "$*" = "${*#*wand-dev*6.q16-dev:arm64}" ] || exit 100; echo "$*"');
    expect(box.run('apt install libmagickwand-dev').stdout).toContain('install libmagickwand-6.q16-dev:arm64\n');
    box.discard();
  });

  test('libraries of another version than the installed ones come with upgrades', () => {
    const box = prepared();
    box.write('need', 'libc6');
    expect(installed(box.run('apt-get install libopus-dev').calls)).toEqual(['libopus-dev:arm64', 'libc6']);
    box.discard();
  });

  test('libraries of an architecture without an archive, unless there is one for cross compilers', () => {
    const box = prepared({ platform: 'linux/riscv64', archive: ['libatomic1-riscv64-cross'], without: ['gcc', 'g++'] });
    box.write('packages', 'Package: libatomic1\nArchitecture: amd64\nMulti-Arch: same\nSection: libs\n');
    expect(installed(box.run('apt-get install libatomic1').calls)).toEqual(['libatomic1-riscv64-cross']);
    const { code, stderr } = box.run('apt-get install libopus-dev');
    expect(code).toBe(100);
    expect(stderr).toContain(
      'cross cannot install libopus-dev for linux/riscv64: Debian GNU/Linux 12 (bookworm) has no archive',
    );
    box.discard();
  });
});
