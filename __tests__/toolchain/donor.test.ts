import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import donor from '../../src/toolchain/accelerate/donor.sh';
import donorCc1 from '../../src/toolchain/accelerate/donor-cc1.sh';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
});
afterEach(() => rmSync(work, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), text);
}
const read = (path: string) => readFileSync(join(work, path), 'utf8');

function program(path: string, text: string): void {
  write(path, `#!/bin/sh\n${text}\n`);
  chmodSync(join(work, path), 0o755);
}

/** What a function of donor.sh prints, with the probe and the compiler that the test wrote. */
function call(command: string, stdin = ''): string {
  write('donor.sh', donor);
  const before = `probe=${work}/probe work=${work} tree=${work}/tree donated="the donor" kit=${work}
script() { cat >"$1"; }
. ${work}/donor.sh`;
  const { status, stdout, stderr } = spawnSync('sh', ['-eu', '-c', `${before}\nprobe=${work}/probe\n${command}`], {
    env: { ...process.env, CROSSBUILD_PROBE: `${work}/probe` },
    input: stdin,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.replaceAll(work, '');
}

describe('donor.sh', () => {
  test.each([
    ['11.4.0', 'bookworm'],
    ['12.2.0', 'bookworm'],
    ['12.3.1', 'trixie'],
    ['13.2.0', 'trixie'],
    ['14.2.0', 'trixie'],
    ['14.3.0', 'forky'],
    ['15.1.0', 'forky'],
    ['9.4.0', ''],
    ['16.1.0', ''],
  ])('gcc %s has its nearest cross compiler in %s', (version, suite) => {
    expect(call(`suite ${version}.0`).trim()).toBe(suite);
  });

  test.each([
    ['-fplt [disabled] [enabled]', '-fno-plt'],
    ['-fplt [enabled] [disabled]', '-fplt'],
    ['-march= armv8-a armv8.2-a', '-march=armv8-a'],
    ['-march= - armv8-a', ''],
    ['-mabi=lp64 [enabled] [disabled]', '-mabi=lp64'],
    ['-mglibc [disabled] [enabled]', ''],
    ['-fstack-protector-strong [enabled] [disabled]', ''],
    ['-fdiagnostics-color= always never', ''],
    ['-Wformat [disabled] [enabled]', '-Wno-format'],
  ])('what is set in another way is said by an option: %s: %s', (difference, option) => {
    expect(call('explain', `${difference}\n`).trim()).toBe(option);
  });

  test('only options that both know are compared', () => {
    write('probe/options', '  -fplt   \t[enabled]\n  -mold   \t[enabled]\n  -fx=[a|b]   \ta\n  -o   \tx\n');
    write('ours', '  -fplt   \t[disabled]\n  -mnew   \t[enabled]\n  -fx=[a|b]   \tb\n  -o   \ty\n');
    expect(call(`differing ${work}/ours`)).toBe('-fplt [enabled] [disabled]\n-fx= a b\n');
  });

  /** A compiler of the donor with these macros, which takes every option. */
  const macros = (text: string) => `ours() { case " $* " in *' -dM '*) printf '%s' '${text}' ;; esac; }`;

  test('defaults that only macros tell become options', () => {
    write('probe/options', '');
    write('probe/macros-c-O2', '#define __SSP_STRONG__ 3\n#define __VERSION__ "14"\n');
    const ours = macros('#define __pie__ 2\n#define __VERSION__ "14"\n');
    expect(call(`${ours}; options cc1 c`)).toBe('');
    expect(read('flags.cc1').trim().split('\n').sort()).toEqual(['-fno-PIE', '-fstack-protector-strong']);
  });

  test('macros that name the version are defined anew, any other is a reason', () => {
    const text = (...lines: readonly string[]) => lines.map((line) => `#define ${line}\n`).join('');
    write('probe/macros-c-O2', text('__VERSION__ 14.2.1', '__GNUC_MINOR__ 2'));
    const ours = macros(text('__VERSION__ 14.2.0', '__GNUC_MINOR__ 2'));
    expect(call(`${ours}; redefined cc1 c -O2`)).toBe('-U__VERSION__\n-D__VERSION__=14.2.1\n');
    expect(existsSync(join(work, 'reason'))).toBe(false);
    call(`${macros(text('__VERSION__ 14.2.1', '__GNUC_MINOR__ 2', '__FAST__ 1'))}; redefined cc1 c -O2`);
    expect(read('reason')).toBe('the macro __FAST__ is another one in the donor\n');
  });

  test('headers come from where the target looks, in its order', () => {
    write('probe/gcc', 'predef=\n');
    write('probe/directories-c', "/usr/local/include\n/usr/lib/gcc/it's\n/usr/include\n");
    const code = call('headers c');
    const { stdout } = spawnSync(
      'sh',
      ['-c', `c=1 cxx=1; ${code}\nprintf '%s|' "$@"; echo "$C_INCLUDE_PATH"`, 'sh', 'a.c'],
      {
        encoding: 'utf8',
      },
    );
    // a folder that is not there is left out, as a warning would name it
    expect(stdout).toBe('-nostdinc|-idirafter|/usr/include|a.c|/usr/local/include\n');
  });
});

describe('donor-cc1.sh', () => {
  beforeEach(() => {
    program('own/cc1', `echo "own $*" >>${work}/log; echo asm`);
    program(
      'lib/ld.so',
      `shift 2; shift; echo "native $*" >>${work}/log; echo asm; [ ! -f ${work}/refuse ] || { echo refused >&2; exit 1; }`,
    );
    write(
      'here/cc1.words',
      'set -- -mdonor "$@"\n[ "$level" = 0 ] || set -- -moptimised "$@"\n[ -n "$c" ] || set -- -mnoc "$@"\n',
    );
    write('here/left', '-ffast-math\n');
    program('cc1', `name=cc1 own=${work}/own here=${work}/here\n${donorCc1.replaceAll('/.crossbuild', work)}`);
  });

  function cc1(...argv: readonly string[]) {
    rmSync(join(work, 'log'), { force: true });
    const { status, stdout, stderr } = spawnSync(join(work, 'cc1'), argv, { encoding: 'utf8' });
    const ran = existsSync(join(work, 'log')) ? read('log').trim().split('\n') : [];
    return { status, stdout, stderr: stderr.replaceAll(work, ''), ran };
  }

  test.each([
    [['a.c', '-O0'], 'native -mdonor a.c -O0'],
    [['a.c', '-O2'], 'native -moptimised -mdonor a.c -O2'],
    [['a.c', '-O2', '-O0'], 'native -mdonor a.c -O2 -O0'],
    [['-o', '-O2', 'a.c'], 'native -mdonor -o -O2 a.c'],
    [['-nostdinc', 'a.c'], 'native -mnoc -mdonor -nostdinc a.c'],
  ])('%j is compiled by the donor, with what the target has built in', (argv, ran) => {
    expect(cc1(...argv)).toEqual({ status: 0, stdout: 'asm\n', stderr: '', ran: [ran] });
  });

  test.each([
    '-flto',
    '-fprofile-use',
    '-fsanitize=address',
    '-fplugin=x',
    '-version',
    '@args',
    '-ffast-math',
    '--help',
  ])("%s is the target's own affair", (flag) => {
    expect(cc1(flag, 'a.c').ran).toEqual([`own ${flag} a.c`]);
  });

  test('what the donor refuses, the target has the last word on, and nothing is said twice', () => {
    write('refuse', '');
    expect(cc1('a.c', '-o', 'a.s')).toMatchObject({
      status: 0,
      stderr: '',
      ran: ['native -mdonor a.c -o a.s', 'own a.c -o a.s'],
    });
  });

  test.each([[['-', '-o', 'a.s']], [['a.c', '-o', '-']], [['a.c']], [['a.c', '-o', '/dev/stdout']]])(
    'a pipe is neither read nor written twice: %j',
    (argv) => {
      write('refuse', '');
      expect(cc1(...argv)).toMatchObject({ status: 1, stderr: 'refused\n', ran: [`native -mdonor ${argv.join(' ')}`] });
    },
  );

  test('without a compiler of the target there is none, in the words of gcc', () => {
    rmSync(join(work, 'own/cc1'));
    expect(cc1('a.c')).toMatchObject({
      status: 1,
      ran: [],
      stderr: expect.stringContaining("gcc: fatal error: cannot execute 'cc1'"),
    });
  });
});
