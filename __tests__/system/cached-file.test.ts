import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onlyFile } from '../../src/system/cached-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
  writeFileSync(join(folder, 'one'), 'x'.repeat(1500));
  writeFileSync(join(folder, 'two'), '');
  writeFileSync(join(folder, `${'long'.repeat(50)}`), 'named long');
  mkdirSync(join(folder, 'empty'));
  symlinkSync('/etc', join(folder, 'link'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tar = (format: string, ...names: string[]) =>
  execFileSync('tar', [`--format=${format}`, '-cPf', '-', '-C', folder, '--', ...names]);

describe('the only file of an archive', () => {
  test.each(['posix', 'ustar'])('is read, %s', (format) => {
    expect(onlyFile(tar(format, 'one')).toString()).toBe('x'.repeat(1500));
    expect(onlyFile(tar(format, 'two'))).toHaveLength(0);
  });

  test('has any name, also one that needs a header of its own', () => {
    expect(onlyFile(tar('posix', 'long'.repeat(50))).toString()).toBe('named long');
    expect(onlyFile(tar('posix', join(folder, 'one'))).toString()).toBe('x'.repeat(1500));
  });

  test.each([
    ['two files', () => tar('posix', 'one', 'two'), /2 files instead of one/],
    ['none', () => Buffer.alloc(1024), /0 files instead of one/],
    ['a link', () => tar('posix', 'link'), /something else than a file/],
    ['a link beside a file', () => tar('posix', 'one', 'link'), /something else than a file/],
    ['a folder', () => tar('posix', 'empty'), /something else than a file/],
    ['a device', () => tar('posix', '/dev/null'), /something else than a file/],
    ['half an archive', () => tar('posix', 'one').subarray(0, 2000), /no whole archive/],
    ['a size that is no number', () => tar('ustar', 'one').fill(0x80, 124, 125), /no whole archive/],
    ['other bytes', () => Buffer.from('evil'.repeat(1000)), /no whole archive/],
  ])('is an error where there is %s', (_, archive, message) => {
    expect(() => onlyFile(archive())).toThrow(message);
  });
});
