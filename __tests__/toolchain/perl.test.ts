import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import headerSearch from '../../src/toolchain/accelerate/header-search.pl';
import relocate from '../../src/toolchain/accelerate/relocate.pl';

let file = '';
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'crossbuild-test-')), 'program');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true }));

/** What becomes of a file: its bytes as Latin-1, and what perl says when it fails. */
function run(script: string, bytes: Buffer | string, ...args: readonly string[]): { after: string; error?: string } {
  writeFileSync(file, bytes, 'latin1');
  const { status, stderr } = spawnSync('perl', ['-', ...args], { input: script, encoding: 'utf8' });
  const after = readFileSync(file, 'latin1');
  return status === 0 && stderr === '' ? { after } : { after, error: stderr };
}

describe('relocate.pl', () => {
  const own = (bytes: string, ...more: readonly string[]) => run(relocate, bytes, '/.x', file, ...more);

  test.each([
    ['/lib64/ld-linux-x86-64.so.2', '/.x/ld.so'],
    ['/lib/ld-linux-armhf.so.3', '/.x/ld.so'],
  ])('a program that asks for %s finds its loader in the tree, and nothing moves', (loader, now) => {
    const fill = '\0'.repeat(loader.length - now.length);
    expect(own(`\x7fELF\xff\0${loader}\0end\xfe`)).toEqual({ after: `\x7fELF\xff\0${now}${fill}\0end\xfe` });
  });

  test('one without a loader is refused, and stays', () => {
    expect(own('\x7fELF static')).toEqual({ after: '\x7fELF static', error: 'no loader\n' });
  });

  test('one whose loader has too short a name is refused, and stays', () => {
    const bytes = 'x\0/lib/ld.so.1\0';
    expect(run(relocate, bytes, '/.crossbuild-long', file)).toEqual({ after: bytes, error: 'no room\n' });
  });

  const LOADER = '\0/etc/ld.so.cache\0/lib/x86-linux/\0/usr/lib/x86-linux/\0/lib/x86-linux/a\0';

  test('a loader looks for libraries in the tree, and reads no cache', () => {
    const { after, error } = own(LOADER, 'x86-linux/');
    expect(error).toBeUndefined();
    expect(after).toBe('\0/.crossbuild/no\0\0/.x/lib////////\0/.x/lib////////////\0/.x/lib////////a\0');
    expect(after).toHaveLength(LOADER.length);
  });

  test.each([
    ['another machine', 'arm-linux/', 'no /usr/lib/arm-linux/\n'],
    ['no cache', 'x86-linux/', 'no cache\n'],
  ])('a loader for %s is refused', (_, machine, error) => {
    expect(own(LOADER.replace('/etc/ld.so.cache', ''), machine).error).toBe(error);
  });
});

describe('header-search.pl', () => {
  const TRIPLE = 'aarch64-linux-gnu';
  const HOME = `/usr/lib/gcc-cross/${TRIPLE}/12`;
  const TARGET = `${HOME}/../../../../${TRIPLE}/include`;
  /** Path, and whether it is for C++, for extern C, below the sysroot, and multilib. */
  type Row = readonly [path: string, ...flags: number[]];
  const ROWS: readonly Row[] = [
    [`${TARGET}/c++/12`, 1, 1, 0, 0],
    [`${TARGET}/c++/12/${TRIPLE}`, 1, 1, 0, 1],
    [`${TARGET}/c++/12/backward`, 1, 1, 0, 0],
    [`${HOME}/include`, 0, 0, 0, 0],
    ['/usr/local/include', 0, 1, 1, 2],
    [`${HOME}/include-fixed`, 0, 0, 0, 0],
    [TARGET, 0, 1, 0, 0],
    ['/usr/include', 0, 1, 1, 0],
  ];
  const ADDRESS = 0x400000;
  const TABLE = 0x800;

  /** A program of one segment, with the paths and the table of them. */
  function cc1(rows: readonly Row[], { wordSize = 2 } = {}): Buffer {
    const bytes = Buffer.alloc(0x1000);
    bytes.write('\x7fELF', 'latin1');
    bytes.set([wordSize, 1], 4);
    bytes.writeBigUInt64LE(64n, 32);
    bytes.writeUInt16LE(56, 54);
    bytes.writeUInt16LE(1, 56);
    bytes.writeUInt32LE(1, 64);
    bytes.writeBigUInt64LE(0n, 72);
    bytes.writeBigUInt64LE(BigInt(ADDRESS), 80);
    bytes.writeBigUInt64LE(0x1000n, 96);
    let at = 0x100;
    for (const [index, [path, ...flags]] of rows.entries()) {
      bytes.write(`${path}\0`, at, 'latin1');
      bytes.writeBigUInt64LE(BigInt(ADDRESS + at), TABLE + 24 * index);
      bytes.set(flags, TABLE + 24 * index + 16);
      at += path.length + 2;
    }
    return bytes;
  }

  /** The rows of the table as the program now has them. */
  function rowsOf(latin1: string): Row[] {
    const bytes = Buffer.from(latin1, 'latin1');
    const rows: Row[] = [];
    for (let at = TABLE; bytes.readBigUInt64LE(at) !== 0n; at += 24) {
      const from = Number(bytes.readBigUInt64LE(at)) - ADDRESS;
      rows.push([latin1.slice(from, latin1.indexOf('\0', from)), ...bytes.subarray(at + 16, at + 20)]);
    }
    return rows;
  }

  const search = (bytes: Buffer, triple = TRIPLE) => run(headerSearch, bytes, file, triple, triple, '12');

  test("directories are those of the target's own compiler, each with what it is", () => {
    const { after, error } = search(cc1(ROWS));
    expect(error).toBeUndefined();
    expect(rowsOf(after)).toEqual([
      ['/usr/include/c++/12', 1, 1, 0, 0],
      [`/usr/include/${TRIPLE}/c++/12`, 1, 1, 0, 1],
      ['/usr/include/c++/12/backward', 1, 1, 0, 0],
      [`/usr/lib/gcc/${TRIPLE}/12/include`, 0, 0, 0, 0],
      // a cross compiler has it once, for all; the target's own has it for its multilib too
      ['/usr/local/include', 0, 1, 1, 2],
      ['/usr/local/include', 0, 1, 1, 0],
      [`/usr/lib/gcc/${TRIPLE}/12/include-fixed`, 0, 0, 0, 0],
      ['/usr/include', 0, 1, 1, 0],
    ]);
    expect(after).toHaveLength(0x1000);
  });

  test('Arm has no folder of its own for libraries', () => {
    const triple = 'arm-linux-gnueabihf';
    const rows = ROWS.map(([path, ...flags]): Row => [path.replaceAll(TRIPLE, triple), ...flags]);
    const { after } = search(cc1(rows), triple);
    expect(rowsOf(after)[1]).toEqual([`/usr/include/${triple}/c++/12`, 1, 1, 0, 0]);
  });

  test.each<[string, Buffer, string]>([
    ['of 32 bits', cc1(ROWS, { wordSize: 1 }), 'not 64 bits, little endian\n'],
    ['without a folder for C++', cc1(ROWS.slice(3)), 'no directory for C++\n'],
    ['without /usr/local/include', cc1(ROWS.filter(([path]) => path !== '/usr/local/include')), 'another table\n'],
    [
      'whose /usr/local/include is for one kind',
      cc1(ROWS.map((row) => (row[0] === '/usr/local/include' ? [row[0], 0, 1, 1, 0] : row))),
      'another table\n',
    ],
  ])('a compiler %s is refused, and stays', (_, bytes, error) => {
    expect(search(bytes)).toEqual({ after: bytes.toString('latin1'), error });
  });
});
