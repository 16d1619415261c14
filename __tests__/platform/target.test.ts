import { describe, expect, test } from '@jest/globals';
import { PLATFORMS, type Platform, parsePlatform } from '../../src/platform/platform.ts';
import { goEnv, isElfOf, target } from '../../src/platform/target.ts';

function platform(text: string): Platform {
  const parsed = parsePlatform(text);
  if (!('platform' in parsed)) throw new Error(text);
  return parsed.platform;
}

describe('the facts of a platform', () => {
  test.each(PLATFORMS)('%s is known', (text) => {
    expect(target(platform(text))?.go.GOARCH).toBe(platform(text).architecture);
  });

  test.each([
    ['linux/amd64', 'gcc-x86-64-linux-gnu', 'x86_64-linux-gnu', 'x86_64-linux-gnu'],
    ['linux/386', 'gcc-i686-linux-gnu', 'i686-linux-gnu', 'i386-linux-gnu'],
    ['linux/arm64/v8', 'gcc-aarch64-linux-gnu', 'aarch64-linux-gnu', 'aarch64-linux-gnu'],
    ['linux/arm', 'gcc-arm-linux-gnueabihf', 'arm-linux-gnueabihf', 'arm-linux-gnueabihf'],
    ['linux/arm/v6', 'gcc-arm-linux-gnueabi', 'arm-linux-gnueabi', 'arm-linux-gnueabi'],
    ['linux/ppc64le', 'gcc-powerpc64le-linux-gnu', 'powerpc64le-linux-gnu', 'powerpc64le-linux-gnu'],
  ])('%s: %s', (text, gcc, triple, multiarch) => {
    expect(target(platform(text))?.debian).toMatchObject({ gcc, triple, multiarch });
  });

  test.each([
    ['linux/amd64/v3', { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v3' }],
    ['linux/arm/v6', { GOOS: 'linux', GOARCH: 'arm', GOARM: '6' }],
    ['linux/riscv64', { GOOS: 'linux', GOARCH: 'riscv64' }],
  ])('Go for %s', (text, env) => {
    expect(goEnv(platform(text))).toEqual(env);
  });

  test('a platform that is not Linux has none', () => {
    expect(target({ os: 'windows', architecture: 'amd64', variant: '' })).toBeUndefined();
  });
});

describe('an ELF header', () => {
  test.each([
    ['linux/arm/v7', { class: 32, data: 'little', machine: 40, flags: 0x5000400 }, true],
    ['linux/arm/v7', { class: 32, data: 'little', machine: 40, flags: 0x5000002 }, true],
    ['linux/arm/v7', { class: 32, data: 'little', machine: 40, flags: 0x5000200 }, false],
    ['linux/arm64', { class: 64, data: 'little', machine: 62, flags: 0 }, false],
    ['linux/s390x', { class: 64, data: 'little', machine: 22, flags: 0 }, false],
  ])('%s %j: %s', (text, header, expected) => {
    const found = target(platform(text));
    expect(found && isElfOf(found.elf, header)).toBe(expected);
  });
});
