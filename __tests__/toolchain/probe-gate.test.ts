import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type DonorSandbox, donorSandbox } from './donor-sandbox.ts';

let box: DonorSandbox;
afterEach(() => box.discard());

describe('probe.sh', () => {
  test('writes down what the gcc of the base is, and what it makes of the sample', () => {
    box = donorSandbox();
    expect(box.run('probe.sh')).toEqual({ code: 0, said: '' });
    expect(box.read('crossbuild/probe/gcc').split('\n')).toEqual([
      ...['machine=aarch64-musl', 'version=14.2.0', 'full=14.2.0', 'folder=/usr/libexec/gcc/aarch64-musl/14.2.0', ''],
    ]);
    expect(box.read('crossbuild/probe/directories-c')).toBe('/usr/include\n');
    // what names the compiler is left out
    expect(box.read('crossbuild/probe/own/c/O2.s')).toBe('gcc -O2 -S a.c -o made.s\n');
    expect(box.read('crossbuild/probe/own/cxx/O0.s')).toContain('g++ -std=c++17 -O0 -g');
  });

  test.each([
    ['amd64', 'amd64', 'linux/amd64', 'linux/amd64 runs natively on linux/amd64'],
    ['amd64', '386', 'linux/386', 'linux/386 runs natively on linux/amd64'],
  ])('on %s it does nothing for %s', (build, arch, platform, why) => {
    box = donorSandbox({ BUILDARCH: build, TARGETARCH: arch, TARGETPLATFORM: platform });
    expect(box.run('probe.sh').code).toBe(0);
    expect(box.read('crossbuild/probe/why')).toBe(`${why}\n`);
  });

  test.each([
    ['linux/arm64', false],
    ['linux/arm/v7,linux/arm64', false],
    ['linux/arm/v7', true],
    ['linux/arm64/v8', true],
  ])('with %s to accelerate it refuses linux/arm64: %s', (accelerate, refused) => {
    box = donorSandbox({ ACCELERATE: accelerate });
    expect(box.run('probe.sh').code).toBe(0);
    expect(box.has('crossbuild/probe/why')).toBe(refused);
  });

  test('a gcc that is laid out in another way is none that is known', () => {
    box = donorSandbox();
    box.program('usr/bin/gcc', 'echo cc1');
    box.run('probe.sh');
    expect(box.read('crossbuild/probe/why')).toBe('the gcc of this base is laid out in another way\n');
  });

  describe('where there is no gcc', () => {
    /** A base without gcc, in which no program of this machine is found but those that a script needs. */
    function without(apk?: string): DonorSandbox {
      const made = donorSandbox();
      for (const name of ['gcc', 'g++']) rmSync(join(made.root, 'usr/bin', name));
      // `command -v gcc` shall not find this machine's
      const script = made.read('../kit/probe.sh').replaceAll('command -v gcc', '[ -x "$root/usr/bin/gcc" ]');
      made.write(
        '../kit/probe.sh',
        script
          .replaceAll('command -v g++', '[ -x "$root/usr/bin/g++" ]')
          .replaceAll('command -v dnf', 'false')
          .replaceAll('command -v yum', 'false'),
      );
      made.program('usr/bin/sleep', `echo "$1" >>${made.root}/slept`);
      made.write('etc/os-release', 'ID=alpine\n');
      if (apk !== undefined) made.program('usr/bin/apk', `echo "$*" >>${made.root}/asked\n${apk}`);
      return made;
    }

    test('it is installed, with the headers that gcc needs there', () => {
      box = donorSandbox();
      const gcc = box.read('usr/bin/gcc').replace('#!/bin/sh\n', '');
      box.discard();
      box = without(`cp "$CROSSBUILD_ROOT/made-gcc" "$CROSSBUILD_ROOT/usr/bin/gcc"`);
      box.program('made-gcc', gcc);
      expect(box.run('probe.sh').code).toBe(0);
      expect(box.read('asked')).toBe('add --no-cache gcc g++ musl-dev\n');
      expect(box.read('crossbuild/probe/gcc')).toContain('machine=aarch64-musl');
    });

    test('a package manager that has none is believed at once', () => {
      box = without('echo "ERROR: unable to select packages: gcc (no such package)"; exit 1');
      expect(box.run('probe.sh').code).toBe(0);
      expect(box.read('crossbuild/probe/why')).toBe('no gcc can be installed in this base\n');
      expect(box.has('slept')).toBe(false);
    });

    test('a network that fails is tried three times, and then fails the stage, so that no empty tree is cached', () => {
      box = without('echo "ERROR: temporary error (try again later)"; exit 1');
      const { code, said } = box.run('probe.sh');
      expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('temporary error') });
      expect(box.read('asked').trim().split('\n')).toHaveLength(3);
      expect(box.has('crossbuild/probe/why')).toBe(false);
    });

    test('without a package manager there is a reason', () => {
      box = without();
      box.run('probe.sh');
      expect(box.read('crossbuild/probe/why')).toBe('this base has no gcc and no package manager that is known\n');
    });
  });
});

describe('gate.sh', () => {
  const TREE = 'crossbuild/tree/gcc/aarch64-musl/14.2.0';

  /** A base that was probed, and a donor's tree mounted into it. */
  function probed(): DonorSandbox {
    const made = donorSandbox();
    expect(made.run('probe.sh').code).toBe(0);
    made.write('.crossbuild/donor', "Debian's gcc 14.2.0");
    for (const name of ['cc1', 'cc1plus', 'left']) made.write(`.crossbuild/gcc/aarch64-musl/14.2.0/${name}`, '');
    return made;
  }
  const why = () => box.read('crossbuild/tree/why').trim();

  test('a compiler that gives the same passes', () => {
    box = probed();
    expect(box.run('gate.sh')).toEqual({ code: 0, said: "crossbuild: C is compiled by Debian's gcc 14.2.0\n" });
    expect(['cc1', 'cc1plus'].map((name) => box.has(`${TREE}/${name}`))).toEqual([true, true]);
    expect(box.read(`${TREE}/left`)).toBe('');
    expect(box.has('crossbuild/again')).toBe(false);
  });

  test('one that gives other code for C leaves no tree, and says with what', () => {
    box = probed();
    box.write('differ', '-O3');
    expect(box.run('gate.sh').code).toBe(0);
    expect(why()).toBe("the gcc of this base and Debian's gcc 14.2.0 compile a sample differently: O3");
    expect(box.has(`${TREE}/cc1`)).toBe(false);
  });

  test('a flag with which the code differs is left to the target', () => {
    box = probed();
    box.write('differ', '-ffast-math -fno-pie');
    const { said } = box.run('gate.sh');
    expect(box.read(`${TREE}/left`).trim().split('\n').sort()).toEqual(['-ffast-math', '-fno-pie']);
    expect(said).toContain("C is compiled by Debian's gcc 14.2.0, without -ffast-math -fno-pie");
  });

  test('other code for C++ leaves C', () => {
    box = probed();
    box.write('differ', 'x.cc');
    box.run('gate.sh');
    expect(['cc1', 'cc1plus'].map((name) => box.has(`${TREE}/${name}`))).toEqual([true, false]);
    expect(box.read('crossbuild/tree/partly')).toContain('C++ is emulated: the g++ of this base');
  });

  test("a donor's reason is passed on", () => {
    box = probed();
    box.write('.crossbuild/why', 'Debian has no cross compiler of gcc 9.1');
    box.run('gate.sh');
    expect(why()).toBe('Debian has no cross compiler of gcc 9.1');
  });

  test('a driver that does not look into COMPILER_PATH would not find the tree', () => {
    box = probed();
    box.program('usr/bin/gcc', 'echo /usr/libexec/gcc/aarch64-musl/14.2.0/cc1');
    box.run('gate.sh');
    expect(why()).toBe('the gcc of this base does not look for its programs in COMPILER_PATH');
  });
});
