import { describe, expect, test } from '@jest/globals';
import { type Sandbox, type SandboxOptions, sandbox } from './cross-sandbox.ts';

const TRIPLE = 'aarch64-alpine-linux-musl';
const ALPINE: SandboxOptions = {
  alpine: true,
  osRelease: 'ID=alpine\nVERSION_ID=3.21.2\nPRETTY_NAME="Alpine Linux v3.21"\n',
};
/** As golang's images are: no compiler. */
const BARE: SandboxOptions = { ...ALPINE, without: ['gcc', 'g++', 'cc', 'c++'] };

/** A sandbox for one test. */
function using(options: SandboxOptions, body: (box: Sandbox) => void): void {
  const box = sandbox(options);
  try {
    body(box);
  } finally {
    box.discard();
  }
}

/** What was added to the target's root, without the flags that are always there. */
const added = (calls: readonly string[]): string[] =>
  calls
    .filter((call) => call.startsWith(`apk|--root|/${TRIPLE}|--arch|aarch64|--no-scripts|--no-cache|`))
    .map((call) => call.split('|').slice(7).join(' '));

describe('Alpine', () => {
  test('an image without a compiler gets one when the stage installs one', () => {
    using(BARE, (box) => {
      expect(box.setup()).toMatchObject({ code: 0, calls: [] });
      box.tool('gcc', 'echo native');
      const { code, calls } = box.run('apk add --no-cache gcc musl-dev git opus-dev');
      expect(code).toBe(0);
      expect(calls[0]).toBe('apk|add|--no-cache|gcc|musl-dev|git|opus-dev');
      expect(added(calls)).toEqual(['-q add --initdb', '-q add musl-dev gcc gcc musl-dev opus-dev']);
      expect(calls).toContain('apk|-q|--no-cache|add|clang|lld');
      expect(calls).toContain('apk|-q|--no-cache|add|llvm19');
      expect(box.run('gcc -c a.c').calls).toEqual([
        `clang|--target=${TRIPLE}|--sysroot=/${TRIPLE}|-fuse-ld=lld|-Wno-unused-command-line-argument|-c|a.c`,
      ]);
    });
  });

  test('an image with one gets its cross compiler at once', () => {
    using(ALPINE, (box) => {
      expect(added(box.setup().calls)).toEqual(['-q add --initdb', '-q add musl-dev gcc g++']);
      expect(box.read(`${TRIPLE}/etc/apk/arch`)).toBe('aarch64\n');
      expect(box.read(`${TRIPLE}/etc/apk/keys/key.pub`)).toBe('key');
      expect(box.read(`${TRIPLE}/etc/apk/repositories`)).toBe('https://example.com/main\n');
      expect(box.read('etc/ld-musl-aarch64.path')).toContain(`/${TRIPLE}/usr/lib\n`);
    });
  });

  test.each([
    ['build-base', 'g++'],
    ['opus-dev=1.5.2-r0 zlib>1.3', 'opus-dev=1.5.2-r0'],
    ['-t .deps opus-dev', 'opus-dev'],
    ['--virtual .deps linux-headers', 'linux-headers'],
    ['-X https://example.com/edge libpcap-dev@edge', '-X https://example.com/edge libpcap-dev@edge'],
    ['--repository=https://x/ zlib-static make', '--repository=https://x/ zlib-static'],
  ])('apk add %s', (words, expected) => {
    using(ALPINE, (box) => {
      box.setup();
      const { calls } = box.run(`set -f; apk add '${words.split(' ').join("' '")}'`);
      expect(calls[0]).toBe(`apk|add|${words.replaceAll(' ', '|')}`);
      expect(added(calls).at(-1)?.replace('-q add musl-dev gcc', 'add')).toBe(`add ${expected}`);
    });
  });

  test.each(['apk add git make', 'apk del opus-dev', 'apk update', 'apk info -e opus-dev'])(
    '%s leaves the target alone',
    (command) => {
      using(ALPINE, (box) => {
        box.setup();
        expect(box.run(command).calls).toEqual([command.replaceAll(' ', '|')]);
      });
    },
  );

  test('Go gets the compiler and the folders of the second root', () => {
    using(ALPINE, (box) => {
      box.setup();
      const { stdout } = box.run('go build');
      expect(stdout).toContain(`CC=/.crossbuild/cross/${TRIPLE}-gcc\n`);
      expect(stdout).toContain(`PKG_CONFIG_LIBDIR=/${TRIPLE}/usr/lib/pkgconfig:/${TRIPLE}/usr/share/pkgconfig\n`);
    });
  });

  test.each<[string, SandboxOptions, string]>([
    ['is too old', { ...ALPINE, osRelease: 'ID=alpine\nVERSION_ID=3.19.4\n' }, 'cross needs Alpine 3.20 or newer'],
    [
      'has no such architecture',
      { ...ALPINE, platform: 'linux/arm/v5' },
      'Alpine has no architecture for linux/arm/v5',
    ],
  ])('a release that %s', (_, options, message) => {
    using(options, (box) => {
      const { code, stderr } = box.setup();
      expect(code).toBe(100);
      expect(stderr).toContain(message);
      expect(stderr).toContain('Write strategy: accelerate');
    });
  });

  test('a linker that cannot link for the target is found at once', () => {
    using(ALPINE, (box) => {
      box.write('clang', '#!/bin/sh\ncase "$*" in -dumpversion) echo 17.0.6;; *-static*) exit 1;; esac\n');
      expect(box.setup()).toMatchObject({
        code: 100,
        stderr: expect.stringContaining('cross cannot link for linux/arm64 with the lld of Alpine Linux v3.21'),
      });
    });
  });

  test('a library that the target does not have is named', () => {
    using(ALPINE, (box) => {
      box.setup();
      box.write('refuse', '--no-cache|add|odd-dev');
      const { code, stderr } = box.run('apk add odd-dev');
      expect({ code, stderr }).toEqual({
        code: 100,
        stderr: 'crossbuild: cross cannot install odd-dev for linux/arm64. Write strategy: accelerate\n',
      });
    });
  });
});
