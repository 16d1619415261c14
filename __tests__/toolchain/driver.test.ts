import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import driver from '../../src/toolchain/accelerate/driver.sh';

let work = '';
let objects = '';
let others = '';

function program(name: string, text: string): void {
  writeFileSync(join(work, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(work, name), 0o755);
}

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
  objects = join(work, 'go-build1', 'b001');
  others = join(work, 'go-build1', 'b0012');
  for (const folder of [objects, others]) mkdirSync(folder, { recursive: true });
  // a driver that answers as gcc does: names of its own for what goes between, words quoted that have more than letters
  program(
    'real-gcc',
    `printf '%s\\n' "own $*" >>${work}/log
[ "$1" = '-###' ] || exit 7
include=. options=
for word; do case $word in *.c) file=$word ;; *.o) object=\${word#-o} ;; -fr*) seed=$word ;; /*/b0*/) include=$word ;; -D*) options="$options $word" ;; esac; done
name=\${object##*/}
echo 'gcc version 12.2.0' >&2
case $* in *' -E '*) printf ' %s -E -quiet -I %s %s -dM -dumpbase %s -dumpbase-ext .c\n' ${work}/cc1 "$include" "$file" "\${file##*/}" >&2; exit ;; esac
printf ' %s -quiet %s -dumpdir %s/ -dumpbase %s.c "%s" "-mabi=lp64" -o /tmp/ccAb12Cd.s\\n' ${work}/cc1 "$file" "\${object%/*}" "\${name%.o}" "$seed" >&2
echo 'COMPILER_PATH=/usr' >&2
printf ' %s -EL -o %s /tmp/ccAb12Cd.s\\n' ${work}/as "$object" >&2`,
  );
  program('cc1', `printf '%s\\n' "cc1 $*" >>${work}/log; case $* in *bad.c*) exit 4 ;; esac`);
  program('as', `printf '%s\\n' "as $*" >>${work}/log`);
  const text = driver.replaceAll('/usr/bin/$program', join(work, 'real-gcc')).replaceAll('/.crossbuild', work);
  program('gcc', `program=gcc triple=aarch64-linux-gnu version=12 multiarch=aarch64-linux-gnu\n${text}`);
  for (const folder of ['bin', 'lib', 'libexec']) mkdirSync(join(work, folder));
  program('bin/sleep', 'exec sleep "$1"');
});

afterEach(() => rmSync(work, { recursive: true }));

/** Runs the driver, and returns its exit code and what it started since the last time, without the folder and process numbers. */
function gcc(...argv: readonly string[]): { status: number | null; started: string[] } {
  writeFileSync(join(work, 'log'), '');
  const { status, stderr } = spawnSync(join(work, 'gcc'), argv, { encoding: 'utf8' });
  if (argv[0] !== '-###') expect(stderr).toBe('');
  const log = readFileSync(join(work, 'log'), 'utf8')
    .replaceAll(`${objects}/`, '')
    .replaceAll(others, 'OTHER')
    .replaceAll(/crossbuild-\d+\.s/g, 'T.s');
  return { status, started: log.split('\n').filter((line) => line !== '') };
}

const compile = (file: string, object: string, ...more: string[]) =>
  gcc('-I', './', '-O2', ...more, `-frandom-seed=s_${file}`, '-o', join(objects, object), '-c', file);

const line = (file: string, object: string): string[] => [
  `cc1 -quiet ${file} -dumpdir  -dumpbase ${object}.c -frandom-seed=s_${file} -mabi=lp64 -o T.s`,
  `as -EL -o ${object}.o T.s`,
];

describe("gcc's driver for the go command", () => {
  test('it is asked once for each set of options, and what it said is done for each file', () => {
    const first = compile('a.c', '_x001.o');
    expect(first.started[0]).toMatch(
      /^own -### -I \.\/ -O2 -frandom-seed=crossbuild-seed -o crossbuild-object\.o -c crossbuild-file\.c$/,
    );
    expect(first.started.slice(1)).toEqual(line('a.c', '_x001'));
    expect(compile('sub/b.cgo2.c', '_x002.o')).toEqual({ status: 0, started: line('sub/b.cgo2.c', '_x002') });
    expect(compile('a.c', '_x003.o', '-Wall').started).toHaveLength(3);
    expect(compile('c.c', '_x004.o', '-Wall').started).toEqual(line('c.c', '_x004'));
    expect(compile('c.c', '_x005.o').started).toEqual(line('c.c', '_x005'));
    // as cgo itself writes it
    const cgo = (file: string, object: string) => gcc('-w', `-o${join(objects, object)}`, '-gdwarf-2', '-c', file);
    expect(cgo('/tmp/in-1.c', '_cgo_1.o').started[0]).toMatch(/^own -### -w -ocrossbuild-object\.o -gdwarf-2 -c cross/);
    expect(cgo('/tmp/in-2.c', '_cgo_2.o').started).toHaveLength(2);
  });

  test('nor is it asked again for another package, whose folder is another', () => {
    const within = (folder: string, file: string) =>
      gcc('-I', `${folder}/`, '-O2', `-frandom-seed=${file}`, '-o', join(folder, '_x001.o'), '-c', file);
    expect(within(objects, 'a.c').started[0]).toMatch(/^own -### /);
    expect(within(others, 'b.c').started).toEqual([
      'cc1 -quiet b.c -dumpdir OTHER/ -dumpbase _x001.c -frandom-seed=b.c -mabi=lp64 -o OTHER/T.s',
      'as -EL -o OTHER/_x001.o OTHER/T.s',
    ]);
    // a folder that begins like the package's own
    expect(gcc('-I', `${others}/`, '-o', join(objects, 'a.o'), '-c', 'a.c').started).toEqual([
      'own -I OTHER/ -o a.o -c a.c',
    ]);
  });

  test('nor by a second one that comes before the answer is there', async () => {
    program('slow-gcc', `sleep 0.3; exec ${work}/real-gcc "$@"`);
    const text = readFileSync(join(work, 'gcc'), 'utf8').replaceAll('real-gcc', 'slow-gcc');
    writeFileSync(join(work, 'gcc'), text);
    writeFileSync(join(work, 'log'), '');
    const codes = ['a', 'b', 'c'].map((name) => {
      const words = ['-O2', `-frandom-seed=${name}`, '-o', join(objects, `${name}.o`), '-c', `${name}.c`];
      const child = spawn(join(work, 'gcc'), words);
      return new Promise((resolve) => child.on('exit', resolve));
    });
    expect(await Promise.all(codes)).toEqual([0, 0, 0]);
    const log = readFileSync(join(work, 'log'), 'utf8').split('\n');
    expect(log.filter((one) => one.startsWith('own '))).toHaveLength(1);
    expect(log.filter((one) => one.startsWith('as '))).toHaveLength(3);
  });

  test('what a file defines is asked of cc1 as the driver would', () => {
    const macros = (folder: string, file: string) => gcc('-E', '-dM', '-I', `${folder}/`, '-O2', '-I', '.', file);
    expect(macros(objects, '/tmp/in-1.c').started).toEqual([
      'own -### -E -dM -I  -O2 -I . crossbuild-file.c',
      'cc1 -E -quiet -I  /tmp/in-1.c -dM -dumpbase in-1.c -dumpbase-ext .c',
    ]);
    expect(macros(others, '/tmp/in-2.c').started).toEqual([
      'cc1 -E -quiet -I OTHER/ /tmp/in-2.c -dM -dumpbase in-2.c -dumpbase-ext .c',
    ]);
    expect(macros(others, '/tmp/bad.c')).toMatchObject({ status: 1 });
  });

  test('a file that does not compile is not assembled', () => {
    expect(compile('bad.c', '_x001.o')).toEqual({
      status: 1,
      started: [expect.stringMatching(/^own/), line('bad.c', '_x001')[0]],
    });
  });

  test.each([
    ['asks something', ['-###', '-x', 'c', '-c', '-']],
    ['links', ['-o', 'OBJECTS/a.out', 'x.o']],
    ['preprocesses', ['-E', '-I', 'OBJECTS/', 'a.c']],
    ['asks for macros outside of a package', ['-E', '-dM', 'a.c']],
    ['asks for macros into a file', ['-E', '-dM', '-I', 'OBJECTS/', '-o', 'OBJECTS/a.o', 'a.c']],
    ['is given two files', ['-frandom-seed=s', '-o', 'OBJECTS/a.o', '-c', 'a.c', 'b.c']],
    ['has a plugin', ['-fplugin=x', '-frandom-seed=s', '-o', 'OBJECTS/a.o', '-c', 'a.c']],
    ['optimises at link time', ['-flto', '-frandom-seed=s', '-o', 'OBJECTS/a.o', '-c', 'a.c']],
    ['writes dependencies', ['-MD', '-frandom-seed=s', '-o', 'OBJECTS/a.o', '-c', 'a.c']],
    ['has words to quote', ['-DX="a b"', '-frandom-seed=s', '-o', 'OBJECTS/a.o', '-c', 'a.c']],
    ['writes elsewhere', ['-frandom-seed=s', '-o', '/tmp/a.o', '-c', 'a.c']],
    ['does not compile alone', ['-frandom-seed=s', '-o', 'OBJECTS/a.o', 'a.c']],
  ])('what %s goes to the driver itself, and its exit code is the answer', (_, argv) => {
    const given = argv.map((word) => word.replace('OBJECTS', objects));
    const shown = given.join(' ').replaceAll(`${objects}/`, '');
    // the first word decides what the driver of this test does
    expect(gcc(...given)).toEqual({ status: given[0] === '-###' ? 0 : 7, started: [`own ${shown}`] });
  });
});

describe('whether an option is known', () => {
  const ASKED = ['-fnew', '-O2', '-g', '-c', '-x', 'c', '-', '-o', '/dev/null'];
  const LINKED = ['-o', '/tmp/go-link-1/a.out', '-no-pie', '/tmp/go-link-1/trivial.c'];

  /** The native driver, started by the loader, which gets the tree's libraries. */
  function native(answer: string): void {
    program('lib/ld.so', `shift 4; printf '%s\\n' "$*" >>${work}/log; ${answer}`);
    program('libexec/driver', '');
  }

  test.each([
    ['compiling', ASKED],
    ['linking', LINKED],
  ])('its yes is taken: %s', (_, words) => {
    native('exit 0');
    const { status, started } = gcc(...words);
    expect(status).toBe(0);
    expect(started).toEqual([
      `${work}/libexec/driver -B${work}/gcc/aarch64-linux-gnu/12/ -B/usr/lib/gcc/aarch64-linux-gnu/12/ -B/usr/lib/aarch64-linux-gnu/ ${words.join(' ')}`,
    ]);
  });

  test('so is its no', () => {
    native('echo "gcc: error: unrecognized command-line option \'-fnew\'"; exit 1');
    const words = [join(work, 'gcc'), ...ASKED];
    const { status, stderr } = spawnSync('sh', ['-c', '"$@"', 'sh', ...words], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "gcc: error: unrecognized command-line option '-fnew'\n" });
  });

  test.each([
    ['fails', 'exit 1', ASKED],
    ['says anything', 'echo warning', ASKED],
    ['is asked something else', 'exit 0', ['-c', '-x', 'c', '-']],
    ['is to link a program', 'exit 0', ['-o', '/tmp/go-link-1/a.out', '-no-pie', '/tmp/go-link-1/go.o']],
  ])("the target's own is asked where it %s", (_, answer, words) => {
    native(answer);
    expect(gcc(...words).started.at(-1)).toBe(`own ${words.join(' ')}`);
  });

  test("the target's own is asked where there is no native one", () => {
    expect(gcc(...ASKED).started).toEqual([`own ${ASKED.join(' ')}`]);
  });
});
