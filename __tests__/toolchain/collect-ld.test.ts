import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import collectLd from '../../src/toolchain/accelerate/collect-ld.sh';

/** A root file system with a tree in it, whose linkers write down how they were called. */
let root = '';
const PLUGIN = '.crossbuild/gcc/aarch64-linux-gnu/12/liblto_plugin.so';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function program(path: string, text: string): void {
  write(path, `#!/bin/sh\n${text}\n`);
  chmodSync(join(root, path), 0o755);
}

const target = (name: string) => program(name, `printf '%s\\n' "${name} $*" >>${root}/log`);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crossbuild-test-'));
  // the loader of the tree is called as: ld.so --library-path FOLDER PROGRAM ARGUMENT…
  program(
    '.crossbuild/lib/ld.so',
    `shift 2; name=\${1##*/}; shift
printf '%s\\n' "native $name $*" >>${root}/log
[ ! -f ${root}/said ] || cat ${root}/said >&2
[ ! -f ${root}/code ] || exit "$(cat ${root}/code)"`,
  );
  for (const name of ['bfd', 'gold']) {
    target(`usr/bin/aarch64-linux-gnu-ld.${name}`);
    write(`.crossbuild/libexec/ld.${name}`, '');
    linkSync(join(root, `usr/bin/aarch64-linux-gnu-ld.${name}`), join(root, `usr/bin/ld.${name}`));
  }
  linkSync(join(root, 'usr/bin/ld.bfd'), join(root, 'usr/bin/ld'));
  write('usr/lib/gcc/aarch64-linux-gnu/12/liblto_plugin.so', '');
  const escaped = `${root}/.crossbuild/libexec/`.replaceAll('/', '\\/');
  const text = collectLd
    .replace('\\/.crossbuild\\/libexec\\/', () => escaped)
    .replaceAll(/(?<![\w\\])\/(\.crossbuild|usr\/bin|usr\/lib|etc)\b/g, (path) => root + path);
  write('collect-ld', `triple=aarch64-linux-gnu version=12\n${text}`);
});

afterEach(() => rmSync(root, { recursive: true }));

/** Runs the linker as collect2 does; busybox's shell, which runs it in a build, has what bash has here. */
function link(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  rmSync(join(root, 'log'), { force: true });
  const { status, stderr } = spawnSync('bash', [join(root, 'collect-ld'), ...argv], {
    env: { PATH: `${root}/usr/bin:/usr/bin:/bin`, COMPILER_PATH: `${root}/.crossbuild/gcc:/usr/lib/gcc`, ...env },
    encoding: 'utf8',
  });
  const log = existsSync(join(root, 'log')) ? readFileSync(join(root, 'log'), 'utf8') : '';
  const short = (text: string) => text.replaceAll(`${root}/`, '/');
  return { code: status, said: short(stderr), ran: short(log).trim().split('\n') };
}

describe('which linker', () => {
  test("the native one for the linker that is the package's own", () => {
    expect(link(['-o', 'a', 'a.o'])).toEqual({ code: 0, said: '', ran: ['native ld.bfd -o a a.o'] });
  });

  test('the one that -fuse-ld names, which goes no further', () => {
    expect(link(['-fuse-ld=gold', '-o', 'a', 'a.o']).ran).toEqual(['native ld.gold -o a a.o']);
  });

  test('also where a response file names it, whose words stay as they are', () => {
    write('args', '-o\n-fuse-ld=gold\nwith\\ blank\n-lm\n');
    expect(link([`@${root}/args`, 'a.o']).ran).toEqual(['native ld.gold -o with blank -lm a.o']);
  });

  test("the target's where it is another one than the package's", () => {
    rmSync(join(root, 'usr/bin/ld'));
    target('usr/bin/ld');
    expect(link(['-o', 'a']).ran).toEqual(['usr/bin/ld -o a']);
  });

  test("the one of a folder that -B names, and it gets the target's own plugin", () => {
    target('mine/ld');
    write('args', `-plugin\n${root}/${PLUGIN}\n`);
    const argv = [
      '-plugin',
      `${root}/${PLUGIN}`,
      `-plugin-opt=${root}/.crossbuild/gcc/aarch64-linux-gnu/12/lto-wrapper`,
    ];
    expect(link([...argv, `@${root}/args`], { COMPILER_PATH: `${root}/mine:${root}/.crossbuild/gcc` }).ran).toEqual([
      'mine/ld -plugin /usr/lib/gcc/aarch64-linux-gnu/12/liblto_plugin.so -plugin-opt=/usr/lib/gcc/aarch64-linux-gnu/12/lto-wrapper -plugin /usr/lib/gcc/aarch64-linux-gnu/12/liblto_plugin.so',
    ]);
  });
});

describe('where libraries of libraries are', () => {
  test("a native ld is told the folders that the target's would search", () => {
    write('etc/ld.so.conf', `include ${root}/etc/ld.so.conf.d/*.conf\n# none\n/opt/last\n`);
    write('etc/ld.so.conf.d/a.conf', '/opt/first hwcap\n/opt/second=x');
    expect(link(['a.o'], { LD_LIBRARY_PATH: '/env:' }).ran).toEqual([
      'native ld.bfd a.o -rpath-link /env:/opt/first:/opt/second:/opt/last',
    ]);
  });

  test.each([
    [['-rpath', '/r', 'a.o'], ' -rpath-link /r'],
    [['-rpath=/r', 'a.o'], ' -rpath-link /r'],
    [['-rpath-link', '/l', 'a.o'], ''],
    [['a.o'], ' -rpath-link /run'],
  ])('LD_RUN_PATH counts only where nothing else is said: %j', (argv, more) => {
    expect(link(argv, { LD_RUN_PATH: '/run' }).ran).toEqual([`native ld.bfd ${argv.join(' ')}${more}`]);
  });

  test('a sysroot has its own', () => {
    write('etc/ld.so.conf', '/opt/last\n');
    expect(link(['--sysroot=/s', 'a.o']).ran).toEqual(['native ld.bfd --sysroot=/s a.o']);
  });
});

describe('the answer', () => {
  test('an error is shown with the name of the linker that the user has', () => {
    write('code', '1');
    write('said', `${root}/.crossbuild/libexec/ld.bfd: a.o: undefined reference\n`);
    expect(link(['a.o'])).toEqual({
      code: 1,
      said: '/usr/bin/ld: a.o: undefined reference\n',
      ran: ['native ld.bfd a.o'],
    });
  });

  test.each([
    ['a crash', '139', ''],
    [
      'a library that only its own run path finds',
      '0',
      'warning: libz.so, not found (try using -rpath or -rpath-link)',
    ],
  ])("after %s the target's linker has the last word", (_, code, said) => {
    write('code', code);
    write('said', said);
    const { ran, ...rest } = link(['a.o']);
    expect(rest).toEqual({ code: 0, said: '' });
    expect(ran).toEqual(['native ld.bfd a.o', expect.stringMatching(/^usr\/bin\/\S*ld\S* a\.o$/)]);
  });
});
