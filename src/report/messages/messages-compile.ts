import { anyOf } from '../../model/any-of.ts';
import type { Message } from './messages.ts';

/** Compilers, linkers and Go. All are words of the failing step. */
export const COMPILE_MESSAGES: readonly Message[] = [
  {
    id: 'wrong-assembler',
    pattern: anyOf(
      [
        // gcc_arm64.S: Assembler messages:
        /gcc_(?:arm64|arm|amd64|386|riscv64)\.S/,
        /no such instruction|bad instruction `|unknown mnemonic|unrecognized opcode/,
      ],
      'i',
    ),
    says: 'step',
    title: 'The assembler is for another architecture than the code',
    cause: 'Go was told to build for another platform (GOARCH), but cgo ran the C compiler of this one.',
    fix: "Take GOARCH and --platform=$BUILDPLATFORM out of the stage: then it is compiled for the platform that is built, and this action brings the native tools. Or set CC to that platform's cross compiler.",
  },
  {
    id: 'wrong-compiler-flag',
    pattern: /unrecognized command[- ]line option ['‘"]?(-m(?:64|32|arm|thumb|abi=\S+|x32))/i,
    says: 'step',
    title: ([, flag]) => `The C compiler does not know ${flag}`,
    cause: 'Go passes that flag for the architecture in GOARCH; the compiler is for another one.',
    fix: 'Take the fixed GOARCH (or CC) out of the Dockerfile, or set CC to the cross compiler of the platform that is built.',
  },
  {
    id: 'musl-64',
    pattern: anyOf([
      // error: 'pread64' undeclared here
      /'?(pread64|pwrite64|off64_t|open64|stat64|lseek64)'? undeclared/,
      // error: unknown type name 'off64_t'
      /unknown type name '(off64_t)'/,
    ]),
    says: 'step',
    title: ([, a, b]) => `musl has no ${a ?? b}`,
    cause:
      'Alpine 3.19 and newer have musl 1.2.4 or later, without the 64-bit names that old C code uses; go-sqlite3 before 1.14.17 is such code.',
    fix: 'Update the package that brings the C code, or set CGO_CFLAGS=-D_LARGEFILE64_SOURCE.',
  },
  {
    id: 'gobin',
    pattern: /cannot install cross-compiled binaries when GOBIN is set/,
    says: 'step',
    title: 'go install cannot put programs for another platform into GOBIN',
    cause: 'With GOBIN set, Go refuses to mix programs of several platforms in one folder.',
    fix: 'Build with go build -o /path instead, or take GOBIN out; programs are then in $GOPATH/bin/linux_<architecture>.',
  },
  {
    id: 'cgo-off',
    pattern: /build constraints exclude all Go files in|requires cgo to work/i,
    says: 'step',
    title: 'A Go package needs C, but cgo is off',
    cause: 'CGO_ENABLED is 0, or Go found no C compiler and switched cgo off by itself.',
    fix: 'Set CGO_ENABLED=1 and install gcc with the headers of the C library (build-essential, on Alpine build-base) in the build stage.',
  },
  {
    id: 'no-compiler',
    pattern: anyOf([
      // cgo: C compiler "gcc" not found
      /C compiler "([^"]+)" not found/,
      // exec: "gcc-12": executable file not found
      /exec: "((?:gcc|g\+\+|cc|clang)[^"]*)": executable file not found/,
    ]),
    says: 'step',
    title: ([, a, b]) => `The C compiler ${a ?? b} is not installed`,
    cause: 'cgo needs a C compiler in the build stage; golang:alpine and slim images have none.',
    fix: 'Install it in the stage (apt-get install gcc libc6-dev, apk add build-base), or set CGO_ENABLED=0 if nothing needs C.',
  },
  {
    id: 'no-headers',
    pattern: /fatal error: ([\w./+-]+\.h): No such file or directory/,
    says: 'step',
    title: ([, header]) => `The header ${header} is not there`,
    cause: ([, header = '']) =>
      /^(stdlib|stdio|errno|string|unistd|stdint|limits|features)\.h$/.test(header)
        ? 'The compiler is installed without the headers of the C library.'
        : 'The development package of a C library is not installed in this stage, or not for the platform that is built.',
    fix: ([, header = '']) =>
      /^(stdlib|stdio|errno|string|unistd|stdint|limits|features)\.h$/.test(header)
        ? 'Install libc6-dev (Debian, Ubuntu), musl-dev (Alpine) or glibc-devel (Fedora) beside the compiler.'
        : 'Install the -dev package in the same stage before it is compiled. In a cross-compiled stage, name it in cross-packages.',
  },
  {
    id: 'glibc-version',
    pattern: /version [`'](GLIBC(?:XX)?_[\d.]+)' not found/,
    says: 'any',
    title: ([, version]) => `The image has an older C library than the program was built with (${version})`,
    cause: 'The stage that builds has a newer distribution than the stage that runs.',
    fix: 'Use the same release for both (for example golang:1.26-bookworm and debian:bookworm), or link statically.',
  },
  {
    id: 'shared-library',
    pattern: /error while loading shared libraries: ([^\s:]+)/,
    says: 'any',
    title: ([, library]) => `${library} is missing where the program runs`,
    cause: 'The program was linked against a library that only the build stage has.',
    fix: 'Install the library (the package without -dev) in the last stage, or link statically.',
  },
  {
    id: 'wrong-library',
    pattern: anyOf(
      [
        // skipping incompatible /usr/lib/libz.so when searching for -lz
        /skipping incompatible (\S+) when searching for/,
        /file in wrong format/,
        // x.o is incompatible with elf64-x86-64 output
        /incompatible with (?:elf|aarch64|i386|arm)\S* output/,
      ],
      'i',
    ),
    says: 'step',
    title: 'The linker found libraries of another architecture',
    cause: 'The libraries that are installed in the stage are not for the platform that is built.',
    fix: 'In a cross-compiled stage, name the packages in cross-packages; or write strategy: accelerate, which builds in the root file system of the target.',
  },
  {
    id: 'missing-library',
    pattern: anyOf([
      // /usr/bin/ld: cannot find -lopus: No such file or directory
      /cannot find -l:?(\S+?)(?::|$|\s)/,
      // Package 'opus', required by 'virtual:world', not found
      /Package '?([\w.+-]+)'?,? (?:was not found|required by)/,
      // No package 'opus' found
      /No package '([^']+)' found/,
    ]),
    says: 'step',
    title: ([, a, b, c]) => `The library ${a ?? b ?? c} is not there for this platform`,
    cause: 'Its development package is not installed in the stage, or only for another architecture.',
    fix: 'Install the -dev package in the same stage. In a cross-compiled stage, name it in cross-packages.',
  },
  {
    id: 'compiler-crash',
    pattern: /internal compiler error/i,
    says: 'step',
    title: 'The compiler crashed',
    cause: (_, { emulated, accelerated }) =>
      emulated === true && accelerated !== true
        ? 'Compilers under emulation crash now and then; it is seldom the code.'
        : 'Compilers crash on broken memory, a full machine, or a defect of their own.',
    fix: 'Run it again with fewer compilers at once (make -j2); if it stays, keep the step out of emulation or take another compiler version.',
  },
];
