import { describe, expect, test } from '@jest/globals';
import { normalise, PLATFORMS, parsePlatform } from '../../src/platform/platform.ts';
import { TARGETS } from '../../src/platform/table.ts';
import { emulatorName } from '../../src/platform/target.ts';

test('every platform of the table can be asked for, and the names that mean the same', () => {
  expect(PLATFORMS).toEqual(expect.arrayContaining(TARGETS.map(({ platform }) => platform)));
  expect(PLATFORMS).toEqual(expect.arrayContaining(['linux/arm', 'linux/arm64/v8']));
  expect(PLATFORMS).not.toContain('linux/amd64/v1');
  expect(new Set(PLATFORMS).size).toBe(PLATFORMS.length);
});

describe('a name of another tool', () => {
  test.each([
    ['aarch64', 'linux/arm64'],
    ['x86_64', 'linux/amd64'],
    ['x86-64', 'linux/amd64'],
    ['x64', 'linux/amd64'],
    ['i386', 'linux/386'],
    ['i686', 'linux/386'],
    ['x86', 'linux/386'],
    // Debian's armhf, not Alpine's
    ['armhf', 'linux/arm/v7'],
    ['arm32', 'linux/arm/v7'],
    ['armv7', 'linux/arm/v7'],
    ['armv7l', 'linux/arm/v7'],
    ['armv7hl', 'linux/arm/v7'],
    ['armel', 'linux/arm/v6'],
    ['armv6', 'linux/arm/v6'],
    ['armv6l', 'linux/arm/v6'],
    ['armv5tel', 'linux/arm/v5'],
    ['ppc64el', 'linux/ppc64le'],
    ['powerpc64le', 'linux/ppc64le'],
    ['mips64el', 'linux/mips64le'],
    ['loongarch64', 'linux/loong64'],
  ])('%s is refused with %s as the nearest', (name, nearest) => {
    expect(parsePlatform(`linux/${name}`)).toEqual({ why: 'no such platform', nearest });
  });
});

test.each([
  ['arm64', 'v8', ''],
  ['arm', '', 'v7'],
  ['amd64', 'v1', ''],
  ['amd64', 'v2', 'v2'],
  ['arm', 'v6', 'v6'],
])('%s with variant "%s" has "%s" once normalised', (architecture, variant, expected) => {
  expect(normalise({ os: 'linux', architecture, variant }).variant).toBe(expected);
});

test.each([
  ['amd64', 'qemu-x86_64'],
  ['386', 'qemu-i386'],
  ['arm64', 'qemu-aarch64'],
  ['arm', 'qemu-arm'],
  ['ppc64le', 'qemu-ppc64le'],
  ['s390x', 'qemu-s390x'],
  ['riscv64', 'qemu-riscv64'],
  ['mips64le', 'qemu-mips64el'],
  ['mips64', 'qemu-mips64'],
  ['loong64', 'qemu-loongarch64'],
  ['sparc64', 'qemu-sparc64'],
])('the emulator of %s is %s', (architecture, name) => {
  expect(emulatorName(architecture)).toBe(name);
});
