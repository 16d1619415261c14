import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accelerateFiles } from '../../src/toolchain/accelerate/index.ts';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
  for (const folder of ['apt/front', 'apt/as']) mkdirSync(join(work, folder), { recursive: true });
  for (const name of ['/apt-methods.sh', '/relocate.sh', '/dpkg-names.pl'])
    writeFileSync(join(work, name), accelerateFiles[name] ?? '');
});
afterEach(() => rmSync(work, { recursive: true }));

/** What becomes of a dpkg with this text in it, by architecture; without one there is none. */
function dpkgs(text: string, own: string, ...names: readonly string[]): Record<string, string | undefined> {
  writeFileSync(join(work, 'apt/front/dpkg'), text, 'latin1');
  const script = `set -eu; kit=${work} tree=${work}; . ${work}/apt-methods.sh; apt_dpkg "$@"`;
  const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', own, ...names], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return Object.fromEntries(
    names.map((name) => {
      const file = join(work, 'apt/as', name, 'dpkg');
      if (!existsSync(file)) return [name, undefined];
      expect(statSync(file).mode & 0o777).toBe(0o755);
      return [name, readFileSync(file, 'latin1')];
    }),
  );
}

test('dpkg takes another name for its architecture where that has room for it, and nothing else moves', () => {
  const text = '\x7fELF\xff\0x\x001.21 (amd64)\0/var/lib/amd64/\0amd64\0end';
  expect(dpkgs(text, 'amd64', 'amd64', 'arm64', 'i386', 'riscv64')).toEqual({
    amd64: undefined,
    arm64: '\x7fELF\xff\0x\x001.21 (arm64)\0/var/lib/amd64/\0arm64\0end',
    i386: '\x7fELF\xff\0x\x001.21 (i386)\0\0/var/lib/amd64/\0i386\0\0end',
    riscv64: undefined,
  });
});

test.each([
  ['it is there twice', '\0amd64\0 (amd64)\0amd64\0'],
  ['it is not there', '\0x86_64\0'],
])('dpkg stays emulated where %s', (_, text) => {
  expect(dpkgs(text, 'amd64', 'arm64')).toEqual({ arm64: undefined });
});
