import { describe, expect, test } from '@jest/globals';
import { readPep440, readSemver } from '../../src/metadata/versions.ts';

const stable = false;
const unstable = true;

describe('a semantic version', () => {
  test.each([
    ['1.2.3', '1.2.3', '1', '2', '3', stable],
    ['v1.2.3', '1.2.3', '1', '2', '3', stable],
    ['v2.0.8-beta.67', '2.0.8-beta.67', '2', '0', '8', unstable],
    ['1.0.0-0', '1.0.0-0', '1', '0', '0', unstable],
    ['1.0.0+build.5', '1.0.0', '1', '0', '0', stable],
    ['10.20.30-rc.1+x', '10.20.30-rc.1', '10', '20', '30', unstable],
  ])('%s', (raw, version, major, minor, patch, pre) => {
    expect(readSemver(raw)).toEqual({ raw, version, major, minor, patch, unstable: pre });
  });

  test.each(['1', '1.2', '01.2.3', 'release-1.2.3', '1.2.3.4', 'vv1.2.3', '', 'main'])('%j is none', (raw) => {
    expect(readSemver(raw)).toBeUndefined();
  });
});

// the examples of PEP 440, "Appendix B" and "Normalization"
describe('a version by PEP 440', () => {
  test.each([
    ['1.2.3', '1.2.3', stable],
    ['v1.2.3', '1.2.3', stable],
    ['1.2', '1.2', stable],
    ['2020.01.10', '2020.1.10', stable],
    ['1.1.a1', '1.1a1', unstable],
    ['1.1alpha1', '1.1a1', unstable],
    ['1.1beta2', '1.1b2', unstable],
    ['1.1c3', '1.1rc3', unstable],
    ['1.1-preview_4', '1.1rc4', unstable],
    ['1.1pre4', '1.1rc4', unstable],
    ['1.2a', '1.2a0', unstable],
    ['1.1RC1', '1.1rc1', unstable],
    ['1.2-post2', '1.2.post2', unstable],
    ['1.2.post-2', '1.2.post2', unstable],
    ['1.0-r4', '1.0.post4', unstable],
    ['1.2.post', '1.2.post0', unstable],
    ['1.0-1', '1.0.post1', unstable],
    ['1.2.dev2', '1.2.dev2', unstable],
    ['1.2.dev', '1.2.dev0', unstable],
    ['1.0dev4', '1.0.dev4', unstable],
    ['1.0a5.post6.dev7', '1.0a5.post6.dev7', unstable],
    ['1.0+ubuntu-1', '1.0+ubuntu.1', stable],
    ['1!2.0', '1!2.0', stable],
    ['0!2.0', '2.0', stable],
    [' 1.0 ', '1.0', stable],
  ])('%s is %s', (raw, version, pre) => {
    expect(readPep440(raw)).toMatchObject({ raw, version, unstable: pre });
  });

  test('has zeros where numbers are missing', () => {
    expect(readPep440('7')).toMatchObject({ major: '7', minor: '0', patch: '0' });
    expect(readPep440('007.010.000')).toMatchObject({ version: '7.10.0', major: '7', minor: '10', patch: '0' });
  });

  test.each(['', 'main', '1.2.x', '1.0-beta-final', '1..2', 'release-1.0', '1.0+'])('%j is none', (raw) => {
    expect(readPep440(raw)).toBeUndefined();
  });
});
