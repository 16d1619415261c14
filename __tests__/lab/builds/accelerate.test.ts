import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  goMounts,
  goToolStage,
  kitStage,
  secrets,
  textOf,
  toolchainStage,
  treeMounts,
} from '../../../src/toolchain/accelerate/index.ts';
import { differentFiles, image } from '../image.ts';
import { testBuilder, unique } from '../support.ts';

const run = promisify(execFile);
jest.setTimeout(1_500_000);

let builder: Awaited<ReturnType<typeof testBuilder>>;
let work = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'accelerate-'));
  builder = await testBuilder('accelerate', ['linux/arm64']);
});

afterAll(async () => {
  await builder.remove();
  await rm(work, { recursive: true, force: true });
});

/** `RUN+` is a RUN with native tools; the stages that make them stand before the first FROM. */
function accelerated(text: string, base: string, go = false): string {
  const mounts = [
    ...treeMounts('crossbuild-cc', { compiles: true, installs: true, frontEnds: ['apt-get', 'apt'] }),
    ...(go ? goMounts('crossbuild-go', { command: true }) : []),
  ].join(' ');
  const stages = [
    kitStage(),
    toolchainStage({ name: 'crossbuild-cc', base }),
    go ? goToolStage({ name: 'crossbuild-go', base }) : [],
  ];
  return textOf(stages.flat()) + text.replaceAll(/^RUN\+/gm, () => `RUN ${mounts}`);
}

const emulated = (text: string): string => text.replaceAll(/^RUN\+/gm, 'RUN');

/** Builds for arm64 and returns the exported file's or folder's path. */
async function build(dockerfile: string, type: 'local' | 'oci'): Promise<string> {
  const name = unique();
  const destination = join(work, name);
  await writeFile(join(work, `${name}.Dockerfile`), dockerfile);
  const given = secrets.flatMap(({ id, env }) => ['--secret', `id=${id},env=ACCELERATE_${env}`]);
  const target = ['--builder', builder.name, '--platform', 'linux/arm64', '--provenance=false'];
  const argv = ['buildx', 'build', ...target, ...given];
  const context = await mkdtemp(join(work, 'context-'));
  const output = ['-o', `type=${type},dest=${destination}`, '-f', join(work, `${name}.Dockerfile`), context];
  const env = Object.fromEntries(secrets.map(({ env: key, value }) => [`ACCELERATE_${key}`, value]));
  await run('docker', [...argv, ...output], { env: { ...process.env, ...env }, maxBuffer: 2 ** 28 }).catch(
    (error: { stderr?: string }) => {
      throw new Error(`docker buildx build failed:\n${error.stderr ?? ''}`);
    },
  );
  return destination;
}

const BASE = 'debian:bookworm';
/** Has the compilers already: to install them under emulation takes a minute. */
const COMPILERS = 'golang:1.26-bookworm';
const WITH_GCC = `FROM ${COMPILERS} AS gcc\n`;

const PROBES = String.raw`set -eu
mkdir -p /out /tmp/p /tmp/more && cd /tmp/p
cat > m.c <<'C'
#include <stdio.h>
#include <math.h>
#include <string.h>
int add(int, int);
int main(int c, char **v) { char b[64]; memset(b, c, 64); printf("%.3f %d\n", sin(c), add(b[3], 41)); return 0; }
C
echo 'int add(int a, int b) { return a + b; }' > add.c
cat > x.cc <<'C'
#include <iostream>
#include <map>
#include <stdexcept>
int main() { std::map<std::string, int> m; m["a"] = 1; try { m.at("b"); } catch (std::out_of_range &) { std::cout << "caught" << std::endl; } }
C
printf '.globl f\nf: .long 1\n' > s.S
# objects and assembly, with and without what goes to the target's own compiler
n=0
for flags in -O0 -O2 "-O2 -g -fPIC" "-O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2" "-Os -ffunction-sections -Wall -Wmissing-include-dirs -Werror"; do
  n=$((n + 1))
  gcc $flags -c m.c -o /out/m$n.o && g++ $flags -c x.cc -o /out/x$n.o
done
gcc -c s.S -o /out/s.o
for file in /out/*.o; do objcopy -R .comment "$file"; done
gcc -E m.c > /out/m.i; g++ -E x.cc > /out/x.ii; echo '#include <stdio.h>' | gcc -E - > /out/stdin.i; gcc -E -dM - </dev/null > /out/macros
# where headers are looked for
order() { "$@" -v -E - </dev/null 2>&1 | sed -n '/search starts/,/End of/p'; }
{ order gcc -xc; order g++ -xc++; order gcc -xc -nostdinc; order g++ -xc++ -nostdinc++; order gcc -xc --sysroot=/tmp; order gcc -xc -isysroot /tmp
  C_INCLUDE_PATH=/tmp/more CPATH=/tmp order gcc -xc -isystem /out; CPLUS_INCLUDE_PATH=/tmp/more order g++ -xc++ -idirafter /out; } > /out/search
for question in -print-prog-name=ld -print-prog-name=ar -print-file-name=libc.so -print-libgcc-file-name -print-sysroot -dumpmachine -dumpversion -dumpspecs; do gcc $question; done > /out/answers
# links: each program runs, and has the same dynamic section
for flags in "" -static -static-pie -no-pie "-O2 -flto" -fuse-ld=gold "-fuse-ld=gold -flto" -pg "-Wl,-rpath,/opt/x -Wl,--gc-sections"; do
  gcc $flags m.c add.c -lm -o p && { echo "[$flags]"; ./p; readelf -dW p | sed 's/0x[0-9a-f]*//g'; }
done > /out/links
for flags in "" -static "-O2 -flto"; do g++ $flags x.cc -o p && ./p; done >> /out/links
gcc -shared -fPIC add.c -o libadd.so && gcc m.c -L. -ladd -lm -o p && LD_LIBRARY_PATH=. ./p >> /out/links
printf '%s\n' m.c add.c -lm -fuse-ld=gold -o p > response && gcc @response && ./p >> /out/links
gcc -flto -O2 -c add.c -o add.o && gcc-ar rcs l.a add.o && gcc -flto -O2 m.c l.a -lm -o p && ./p >> /out/links
# libraries of libraries
mkdir a b c && echo 'int deep() { return 7; }' > deep.c && echo 'int deep(); int mid() { return deep(); }' > mid.c && echo 'int mid(); int main() { return mid() - 7; }' > use.c
gcc -shared -fPIC deep.c -o a/libdeep.so && gcc -shared -fPIC mid.c -o b/libmid.so -La -ldeep && gcc -shared -fPIC mid.c -o c/libmid.so -La -ldeep -Wl,-rpath,'$ORIGIN/../a'
links() { if "$@" 2> err; then echo yes; else sed 's/.*ld: /ld: /' err; fi; }
{ links gcc use.c -Lb -lmid; LD_LIBRARY_PATH=$PWD/a links gcc use.c -Lb -lmid; LD_RUN_PATH=$PWD/a links gcc use.c -Lb -lmid; links gcc use.c -Lc -lmid
  links gcc use.c -Lb -lmid -Wl,-rpath-link,$PWD/a; cp a/libdeep.so /usr/local/lib && links gcc use.c -Lb -lmid; } > /out/indirect
# the linker that the user put first
mkdir bin && printf '#!/bin/sh\necho mine\nexec /usr/bin/ld "$@"\n' > bin/ld && chmod +x bin/ld
{ gcc -B$PWD/bin m.c add.c -lm && PATH=$PWD/bin:$PATH gcc -flto m.c add.c -lm; } > /out/chosen
printf 'char *s = "\351";' > latin.c && gcc -finput-charset=ISO-8859-1 -S latin.c -o /out/latin.s && sed -i /ident/d /out/latin.s
echo 'int x = ;' > bad.c; gcc -c bad.c 2> /out/errors || gcc use.c 2>> /out/errors || sed -i 's/cc[A-Za-z0-9]*\.o/OBJECT/' /out/errors`;

const BUILDS = String.raw`set -eu
mkdir -p /tmp/at/b && cd /tmp/at
printf 'AC_INIT([hello],[1])\nAM_INIT_AUTOMAKE([foreign])\nAC_PROG_CC\nLT_INIT\nAC_CHECK_LIB([m],[sin])\nAC_CONFIG_FILES([Makefile hello.pc])\nAC_OUTPUT\n' > configure.ac
printf 'lib_LTLIBRARIES = libhello.la\nlibhello_la_SOURCES = hello.c\nbin_PROGRAMS = hello\nhello_SOURCES = main.c\nhello_LDADD = libhello.la\nbin_SCRIPTS = libtool config.status\npkgconfigdir = $(libdir)/pkgconfig\npkgconfig_DATA = hello.pc\n' > Makefile.am
printf 'Name: hello\nDescription: x\nVersion: 1\nLibs: -L@libdir@ -lhello @LIBS@ @LDFLAGS@\nCflags: @CFLAGS@\n' > hello.pc.in
echo 'int hello(void) { return 0; }' > hello.c; echo 'int hello(void); int main(void) { return hello(); }' > main.c
autoreconf -fi > log 2>&1
cd b && ../configure --prefix=/out/at > log 2>&1 && make install > log 2>&1
mkdir /tmp/cm && cd /tmp/cm
printf 'cmake_minimum_required(VERSION 3.18)\nproject(hello C CXX ASM)\ninclude(CheckIPOSupported)\ncheck_ipo_supported()\nadd_library(hello SHARED ../at/hello.c)\nadd_executable(main ../at/main.c)\ntarget_link_libraries(main hello)\ninstall(TARGETS hello main EXPORT helloTargets)\ninstall(EXPORT helloTargets DESTINATION lib/cmake)\n' > CMakeLists.txt
cmake -B b -DCMAKE_INSTALL_PREFIX=/out/cm > log 2>&1 && cmake --build b >> log && cmake --install b >> log && cp b/CMakeCache.txt /out/cm
LD_LIBRARY_PATH=/out/at/lib /out/at/bin/hello && LD_LIBRARY_PATH=/out/cm/lib /out/cm/bin/main`;

const script = (text: string): string => `RUN <<'PROBES'\n${text}\nPROBES\n`;

describe('C and C++ for arm64 with native subprograms', () => {
  test('an image whose only stage compiles is the one that emulation makes', async () => {
    const text = `FROM ${BASE}
RUN+ if command -v gcc cc1 as ld; then exit 1; fi
RUN+ [ -z "\${APT_CONFIG-}" ] || apt-get --version | grep -q '(amd64)'
RUN+ apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && echo 'int main(void) { return 0; }' > /a.c && gcc -O2 /a.c -o /usr/local/bin/a && a && rm -rf /var/lib/apt/lists/* /var/log /var/cache && apt-mark showauto > /automatic && cat /var/lib/dpkg/status > /status
RUN+ ["gcc", "-O2", "/a.c", "-o", "/usr/local/bin/exec-form"]
RUN+ <<'INLINE' bash -e
gcc /a.c -o /usr/local/bin/heredoc
[[ $(gcc -v /a.c -o /tmp/a 2>&1) == *"/.crossbuild/gcc/aarch64-linux-gnu/12/cc1 "* || -z \${COMPILER_PATH-} ]]
rm -f /tmp/a
INLINE
USER nobody
WORKDIR /tmp
RUN+ gcc -O2 /a.c -o mine && ./mine
ENV PATH=/usr/local/bin:/usr/bin LABELLED=yes
CMD ["a"]
`;
    const archives = [await build(emulated(text), 'oci'), await build(accelerated(text, BASE), 'oci')] as const;
    const [plain, fast] = [await image(archives[0]), await image(archives[1])];
    expect(fast.files).toEqual(plain.files);
    expect(fast.config).toEqual(plain.config);
    // what the compiler wrote, which names the revision of its package
    const compiled = ['/tmp/mine', '/usr/local/bin/a', '/usr/local/bin/exec-form', '/usr/local/bin/heredoc'];
    expect(await differentFiles(...archives)).toEqual(compiled);
    expect(fast.files.filter((file) => file.includes('crossbuild'))).toEqual([]);
    expect(fast.files.filter((file) => file.endsWith('tmp/mine'))).toHaveLength(1);
  });

  test('objects, searches, answers, links and messages are those of the emulated compiler', async () => {
    const text = `${WITH_GCC}FROM gcc AS fast
${script(PROBES).replace('RUN', 'RUN+')}FROM gcc AS plain
${script(PROBES)}FROM scratch
COPY --from=fast /out /fast
COPY --from=plain /out /plain
`;
    const out = await build(accelerated(text, COMPILERS), 'local');
    const { stdout } = await run('diff', ['-r', join(out, 'plain'), join(out, 'fast')]).catch((error) => error);
    expect(stdout).toBe('');
    expect(await readFile(join(out, 'fast', 'indirect'), 'utf8')).toMatch(
      /^ld: .*\n(ld: .*\n|collect2: .*\n)+yes\nyes\nyes\nyes\nyes\n$/,
    );
    expect(await readFile(join(out, 'fast', 'chosen'), 'utf8')).toBe('mine\nmine\n');
  });

  test('nothing that autotools, libtool and CMake install names the tree', async () => {
    const tools = 'make autoconf automake libtool cmake';
    // and, on the way, that native programs check signatures: without the keys (the sources of Debian's
    // image name the keyring by Signed-By, older ones leave it to trusted.gpg.d) nothing is taken
    const text = `${WITH_GCC}RUN+ <<'SH'
set -eu
mkdir /kept
mv /etc/apt/trusted.gpg.d /usr/share/keyrings /kept
if apt-get update > /kept/said 2>&1; then exit 1; fi
cat /kept/said
grep -q NO_PUBKEY /kept/said
mv /kept/trusted.gpg.d /etc/apt && mv /kept/keyrings /usr/share
SH
RUN+ apt-get update && apt-get install -y --no-install-recommends ${tools}
${script(BUILDS).replace('RUN', 'RUN+')}FROM scratch
COPY --from=gcc /out /
`;
    const out = await build(accelerated(text, COMPILERS), 'local');
    await expect(run('grep', ['-rlaF', '.crossbuild', out])).rejects.toMatchObject({ code: 1, stdout: '' });
    expect(await readFile(join(out, 'at', 'bin', 'libtool'), 'utf8')).toContain('\nLD="/usr/bin/ld"\n');
    expect(await readFile(join(out, 'cm', 'CMakeCache.txt'), 'utf8')).toContain('CMAKE_LINKER:FILEPATH=/usr/bin/ld\n');
  });
});

describe('Go for arm64 with native tools', () => {
  test('builds, tests, vets and links in every mode as ever, and the image keeps its own tools', async () => {
    const base = 'golang:1.26-bookworm';
    const text = `FROM ${base} AS go
WORKDIR /src
COPY <<'GO' main.go
package main

// static int add(int a, int b) { return a + b; }
import "C"

//export Exported
func Exported() {}

func main() { println(int(C.add(1, 2))) }
GO
COPY <<'GO' main_test.go
package main

import "testing"

func TestMain(t *testing.T) {}
GO
RUN go mod init example.com/x && mkdir /out && sha256sum /usr/local/go/pkg/tool/*/compile > /out/before
RUN+ <<'SH'
set -eux
go build -o /out/app . && /out/app 2> /out/said
go build -x -ldflags=-s -o /out/stripped . 2>&1 | grep -c pkg/tool/linux_amd64/link > /out/native
go install . && test -x /go/bin/x && ! test -e /go/bin/linux_arm64
go vet . && go test . && go test -cover . && go build -race -o /out/race . && go build -buildmode=pie -o /out/pie . && /out/pie
go build -buildmode=c-archive -o l.a . && go build -buildmode=c-shared -o l.so .
echo 'void Exported(void); int main(void) { Exported(); return 0; }' > /tmp/m.c && gcc /tmp/m.c l.a -lpthread -o /tmp/m && /tmp/m
go build -ldflags '-linkmode external -extldflags -static' -o /out/static . && /out/static
go tool addr2line -h || test $? = 2
go env GOARCH GOHOSTARCH CC > /out/env
go build -o /out/a . && sha256sum < /out/a > /out/native-build
GOTOOLCHAIN=auto GOCACHE=/tmp/cache go build -o /out/b . && sha256sum < /out/b > /out/own
SH
RUN sha256sum /usr/local/go/pkg/tool/*/compile > /out/after && if find / -xdev -name '*crossbuild*' | grep .; then exit 1; fi
FROM scratch
COPY --from=go /out /
`;
    const out = await build(accelerated(text, base, true), 'local');
    const read = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
    expect(await read('said')).toBe('3\n');
    expect(await read('env')).toBe('arm64\narm64\ngcc\n');
    expect(Number(await read('native'))).toBeGreaterThan(0);
    expect(await read('own')).toBe(await read('native-build'));
    expect(await read('after')).toBe(await read('before'));
    const { stdout } = await run('file', ['-b', join(out, 'app'), join(out, 'static'), join(out, 'race')]).catch(() =>
      run('readelf', ['-h', join(out, 'app')]),
    );
    expect(stdout).toMatch(/aarch64/i);
  });
});
