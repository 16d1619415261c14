import { describe, expect, test } from '@jest/globals';
import { crossFiles, crossLines } from '../../src/toolchain/cross/index.ts';
import { type Sandbox, type SandboxOptions, sandbox } from './cross-sandbox.ts';

/** A sandbox for one test. */
function using(options: SandboxOptions, body: (box: Sandbox) => void): void {
  const box = sandbox(options);
  try {
    body(box);
  } finally {
    box.discard();
  }
}

describe('the lines of a stage', () => {
  test.each([
    [{ cgoDisabled: false, products: [] }, '["/bin/sh", "/.crossbuild-kit/cross/setup.sh"]'],
    [{ cgoDisabled: true, products: [] }, '["/bin/sh", "/.crossbuild-kit/cross/setup.sh", "pure"]'],
    [
      { cgoDisabled: false, products: ['dlv', '*'] },
      '["/bin/sh", "/.crossbuild-kit/cross/setup.sh", "product=dlv", "product=*"]',
    ],
  ])('%j', (stage, command) => {
    expect(crossLines(stage)).toEqual([
      'ARG TARGETPLATFORM',
      `RUN --mount=type=bind,from=crossbuild-kit,target=/.crossbuild-kit ${command}`,
      'ENV PATH=/.crossbuild/bin:$PATH',
    ]);
  });

  test('a product with a quote or a comma stays one word', () => {
    expect(crossLines({ cgoDisabled: false, products: ['a","b'] }).join('\n')).toContain(String.raw`"product=a\",\"b"`);
  });
});

test('what is started as a program says what runs it', () => {
  for (const name of ['apk', 'apt', 'go', 'native', 'pkg-config'])
    expect(crossFiles[`/cross/${name}.sh`]).toMatch(/^#!\/bin\/sh\n/);
});

test('every script is one that a shell can read', () => {
  using({}, (box) => {
    for (const path of Object.keys(crossFiles)) {
      expect({ path, ...box.run(`sh -n "$CROSSBUILD_SYSTEM/kit/${path}"`) }).toMatchObject({
        path,
        code: 0,
        stderr: '',
      });
    }
  });
});

describe('the set-up', () => {
  test('does nothing for the build platform itself', () => {
    using({ platform: 'linux/amd64' }, (box) => {
      expect(box.setup()).toMatchObject({ code: 0, calls: [] });
      expect(box.has('.crossbuild')).toBe(false);
    });
  });

  test("installs the cross compiler and the target's libc, and leaves no lists where there were none", () => {
    using({}, (box) => {
      box.tool(
        'apt-get',
        'echo "$*" >>"$CROSSBUILD_SYSTEM/log"; case $1 in update) : >"$CROSSBUILD_SYSTEM/var/lib/apt/lists/x_Packages";; esac',
      );
      const { code, calls } = box.setup();
      expect(code).toBe(0);
      expect(calls).toContain('dpkg|--add-architecture|arm64');
      expect(calls.at(-1)).toMatch(
        /^install .*--no-remove .* gcc-aarch64-linux-gnu g\+\+-aarch64-linux-gnu libc6-dev:arm64 libstdc\+\+6:arm64$/,
      );
      expect(box.has('var/lib/apt/lists/x_Packages')).toBe(false);
      expect(box.has('var/lib/apt/lists/partial')).toBe(true);
    });
  });

  test('keeps the lists that were there', () => {
    using({}, (box) => {
      box.write('var/lib/apt/lists/x_Packages', 'x');
      box.setup();
      expect(box.has('var/lib/apt/lists/x_Packages')).toBe(true);
    });
  });

  test("the compiler gets the target's own libc, not the older one that it brings", () => {
    using({}, (box) => {
      const theirs = 'usr/aarch64-linux-gnu/lib';
      box.tool(
        'dpkg',
        `[ "$1" != --print-architecture ] || echo amd64
        [ "$*" != '-L libc6-dev-arm64-cross' ] || printf '%s\\n' /usr/aarch64-linux-gnu/lib/libc.a /usr/aarch64-linux-gnu/lib/only.a /usr/share/doc/x
        [ "$*" != '-L libc6-arm64-cross' ] || echo /usr/aarch64-linux-gnu/lib/libc.so.6`,
      );
      for (const name of ['libc.a', 'only.a', 'libc.so.6']) box.write(`${theirs}/${name}`, 'old');
      box.write('usr/lib/aarch64-linux-gnu/libc.a', 'new');
      box.write('lib/aarch64-linux-gnu/libc.so.6', 'new');
      expect(box.setup().code).toBe(0);
      expect(box.link(`${theirs}/libc.a`)).toBe('/usr/lib/aarch64-linux-gnu/libc.a');
      expect(box.link(`${theirs}/libc.so.6`)).toBe('/lib/aarch64-linux-gnu/libc.so.6');
      expect(box.read(`${theirs}/only.a`)).toBe('old');
    });
  });

  test('installs no compiler where the image has none', () => {
    using({ without: ['gcc', 'g++', 'cc', 'c++', 'pkg-config'] }, (box) => {
      expect(box.setup().calls.filter((call) => call.includes('install'))).toEqual([]);
      expect(box.has('.crossbuild/bin/gcc')).toBe(false);
      expect(box.has('.crossbuild/bin/pkg-config')).toBe(false);
    });
  });

  test('takes the libc for cross compilers where there is no archive', () => {
    using({ platform: 'linux/riscv64' }, (box) => {
      const { calls } = box.setup();
      expect(calls).toContain('dpkg|--remove-architecture|riscv64');
      expect(calls.at(-1)).toMatch(/gcc-riscv64-linux-gnu\|g\+\+-riscv64-linux-gnu\|libc6-dev-riscv64-cross$/);
    });
  });

  test("installs the user's own list for the target", () => {
    using({ packages: 'libopus-dev, git' }, (box) => {
      expect(box.setup().calls.at(-1)).toMatch(/\|install\|.*\|libopus-dev:arm64\|git$/);
    });
  });

  test('a stage without C gets the go shim and nothing else', () => {
    using({}, (box) => {
      expect(box.setup('pure')).toMatchObject({ code: 0, calls: [] });
      expect(box.run('echo "$CROSSBUILD_SYSTEM"/.crossbuild/bin/*').stdout).toBe('/.crossbuild/bin/go\n');
      expect(box.run('go build').stdout).toBe('GOOS=linux\nGOARCH=arm64\nCGO_ENABLED=0\n');
    });
  });

  test.each([
    ['no release has a compiler', { platform: 'linux/mips64' }],
    ['the distribution has no libraries', { platform: 'linux/arm/v6', osRelease: 'ID=ubuntu\n' }],
    ['the packages are of another kind', { without: ['apt-get'] }],
  ])('says what to write when %s', (_, options) => {
    using(options, (box) => {
      const { code, stderr } = box.setup();
      expect(code).toBe(100);
      expect(stderr).toMatch(/^crossbuild: .*Write strategy: accelerate\n$/);
    });
  });

  test('fails when the compiler cannot be installed', () => {
    using({}, (box) => {
      box.write('refuse', 'gcc-aarch64-linux-gnu\n');
      const { code, stderr } = box.setup();
      expect(code).toBe(100);
      expect(stderr).toContain('cross cannot install the compiler for linux/arm64 in Debian GNU/Linux 12 (bookworm)');
    });
  });
});

describe('Ubuntu, whose architectures lie on two hosts', () => {
  const osRelease = 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n';

  test('i386 lies beside amd64', () => {
    using({ osRelease, platform: 'linux/386', archive: ['libc6-dev:i386'] }, (box) => {
      box.write('etc/apt/sources.list', 'deb http://archive.ubuntu.com/ubuntu noble main\n');
      expect(box.setup().code).toBe(0);
      expect(box.read('etc/apt/sources.list')).toBe('deb http://archive.ubuntu.com/ubuntu noble main\n');
      expect(box.has('etc/apt/sources.list.d/crossbuild.list')).toBe(false);
    });
  });

  test('lines of a list are bound to the build platform', () => {
    using({ osRelease }, (box) => {
      box.write(
        'etc/apt/sources.list',
        [
          '# a comment',
          'deb http://archive.ubuntu.com/ubuntu noble main',
          'deb-src http://archive.ubuntu.com/ubuntu noble main',
          'deb [signed-by=/k.gpg] http://archive.ubuntu.com/ubuntu noble universe',
          'deb [arch=arm64 trusted=yes] http://example.com/x ./',
          '',
        ].join('\n'),
      );
      box.setup();
      expect(box.read('etc/apt/sources.list').split('\n')).toEqual([
        '# a comment',
        'deb [arch=amd64] http://archive.ubuntu.com/ubuntu noble main',
        'deb-src [arch=amd64] http://archive.ubuntu.com/ubuntu noble main',
        'deb [arch=amd64 signed-by=/k.gpg] http://archive.ubuntu.com/ubuntu noble universe',
        'deb [arch=arm64 trusted=yes] http://example.com/x ./',
        '',
      ]);
    });
  });

  test('and so are stanzas', () => {
    using({ osRelease }, (box) => {
      box.write(
        'etc/apt/sources.list.d/ubuntu.sources',
        '# about\n\n# more\nTypes: deb\nURIs: http://archive.ubuntu.com/ubuntu/\nSuites: noble\n\nTypes: deb\nURIs: http://x/\nArchitectures: arm64\n',
      );
      box.setup();
      expect(box.read('etc/apt/sources.list.d/ubuntu.sources')).toBe(
        '# about\n\n# more\nTypes: deb\nURIs: http://archive.ubuntu.com/ubuntu/\nSuites: noble\nArchitectures: amd64\n\nTypes: deb\nURIs: http://x/\nArchitectures: arm64\n',
      );
    });
  });

  test.each([
    [
      'linux/arm64',
      'amd64',
      'deb [arch=arm64 signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] http://ports.ubuntu.com/ubuntu-ports noble-security main restricted universe multiverse',
    ],
    [
      'linux/amd64',
      'arm64',
      'deb [arch=amd64 signed-by=/usr/share/keyrings/ubuntu-archive-keyring.gpg] http://security.ubuntu.com/ubuntu noble-security main restricted universe multiverse',
    ],
  ])('%s on %s has a list of its own', (platform, buildArch, line) => {
    using({ osRelease, platform, buildArch, archive: ['libc6-dev:amd64'] }, (box) => {
      box.write('etc/apt/sources.list.d/.keep', '');
      expect(box.setup()).toMatchObject({ code: 0 });
      expect(box.read('etc/apt/sources.list.d/crossbuild.list').split('\n')).toContain(line);
    });
  });
});

describe('compilers by their own names', () => {
  test.each([
    ['gcc -c a.c', 'aarch64-linux-gnu-gcc|-c|a.c'],
    ['cc a.c', 'aarch64-linux-gnu-gcc|a.c'],
    ['c++ a.cc', 'aarch64-linux-gnu-g++|a.cc'],
    ['strip -s "a b"', 'aarch64-linux-gnu-strip|-s|a b'],
    ['clang -c a.c', 'clang|--target=aarch64-linux-gnu|-c|a.c'],
    ['clang -target bpf -c a.c', 'clang|-target|bpf|-c|a.c'],
    ['clang --target=bpf a.c', 'clang|--target=bpf|a.c'],
    ['"$CROSSBUILD_SYSTEM/.crossbuild/native/gcc" a.c', 'gcc|a.c'],
  ])('%s', (command, expected) => {
    using({}, (box) => {
      box.setup();
      expect(box.run(command).calls).toEqual([expected]);
    });
  });

  test('a tool that the image does not have is not there', () => {
    using({}, (box) => {
      box.setup();
      expect(box.run('gcov').code).toBe(127);
    });
  });

  test('32-bit Arm gets the flags of its variant, and only where something is compiled', () => {
    using({ platform: 'linux/arm/v6' }, (box) => {
      for (const name of ['gcc', 'ar']) box.tool(`arm-linux-gnueabi-${name}`, 'echo "$@"');
      box.setup();
      expect(box.run('gcc -O2; ar t').stdout).toBe('-march=armv6 -O2\nt\n');
    });
  });
});

describe('pkg-config', () => {
  test.each<[string, Record<string, string>, string]>([
    ['pkg-config --libs opus', {}, '/usr/lib/aarch64-linux-gnu/pkgconfig'],
    ['aarch64-linux-gnu-pkg-config --libs opus', {}, '/usr/lib/aarch64-linux-gnu/pkgconfig'],
    ['pkg-config --libs opus', { PKG_CONFIG_LIBDIR: '/mine' }, '/mine'],
  ])('%s with %j', (command, env, folder) => {
    using({}, (box) => {
      box.setup();
      const { stdout, calls } = box.run(command, env);
      expect(stdout.trim().split(':')).toContain(folder);
      expect(calls).toEqual(['pkg-config|--libs|opus']);
    });
  });
});
