import { describe, expect, test } from '@jest/globals';
import {
  namesOf,
  normalise,
  PLATFORMS,
  parsePlatform,
  platformNamed,
  platformOfNode,
} from '../../src/platform/platform.ts';
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

test.each([
  ['x86_64', 'amd64', ''],
  ['amd64', 'amd64', ''],
  ['i686', '386', ''],
  ['aarch64', 'arm64', ''],
  ['armv5tel', 'arm', 'v5'],
  ['armv6l', 'arm', 'v6'],
  ['armv7l', 'arm', 'v7'],
  ['armhf', 'arm', 'v7'],
  ['loongarch64', 'loong64', ''],
  // uname says the same on both; Docker has the big-endian one by this name
  ['mips64', 'mips64', ''],
])('a machine that calls itself %s is %s "%s"', (name, architecture, variant) => {
  expect(platformNamed(name)).toEqual({ os: 'linux', architecture, variant });
});

test('a machine nobody knows has no platform', () => {
  expect(platformNamed('pdp11')).toBeUndefined();
  expect(platformNamed('')).toBeUndefined();
});

test.each([
  ['x64', 'amd64', ''],
  ['ia32', '386', ''],
  ['arm', 'arm', 'v7'],
  ['ppc64', 'ppc64le', ''],
  ['loong64', 'loong64', ''],
])('Node on %s runs on %s "%s"', (node, architecture, variant) => {
  expect(platformOfNode(node)).toEqual({ os: 'linux', architecture, variant });
});

test.each([
  ['arm64', ['arm64', 'aarch64']],
  ['ppc64le', ['ppc64le', 'powerpc64le', 'ppc64el']],
  ['s390x', ['s390x']],
])('the names of %s', (architecture, names) => {
  expect([...namesOf(architecture)].sort()).toEqual([...names].sort());
});
