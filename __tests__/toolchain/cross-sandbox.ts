import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crossFiles } from '../../src/toolchain/cross/index.ts';

/** A fake root file system with the kit in it, and tools that write down how they were called. */
export interface Sandbox {
  readonly folder: string;
  /** Runs a command with the shims first in PATH, as a RUN of the stage would. */
  run(command: string, env?: Readonly<Record<string, string>>): Outcome;
  /** Runs the set-up step. */
  setup(...words: readonly string[]): Outcome;
  write(path: string, text: string): void;
  /** Makes a program. */
  tool(name: string, body: string): void;
  read(path: string): string;
  has(path: string): boolean;
  /** What a symbolic link says. */
  link(path: string): string;
  discard(): void;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** One line per call of a fake tool: its name and arguments, joined with `|`. */
  readonly calls: readonly string[];
}

const HOST_TOOLS =
  'sh cat cp mv rm rmdir ln readlink mkdir mktemp chmod find head tail tr sort sed grep awk sleep'.split(' ');

/** Writes the call down; variables that matter are put after the arguments by the fake itself. */
const RECORD =
  'MUSL=aarch64-alpine-linux-musl; line=${0##*/}; line=${line#crossbuild-}; for arg; do line="$line|$arg"; done; printf "%s\\n" "$line" >>"$CROSSBUILD_SYSTEM/log"';

/** What `apt-cache show` prints of a package: `name section architecture multi-arch`. */
const PACKAGES = `
git vcs amd64 foreign
ca-certificates misc all foreign
make devel amd64 allowed
gcc devel amd64 -
g++ devel amd64 -
gcc-13 devel amd64 -
gcc-multilib devel amd64 -
build-essential devel amd64 -
pkg-config devel amd64 same
libopus-dev libdevel amd64 same
libpcap0.8 libs amd64 same
libgit2-dev universe/libdevel amd64 -
libc6-dev libdevel amd64 same
libcap2-bin utils amd64 foreign
libeigen3-dev libdevel all foreign
libmagickwand-dev oldlibs all -
libmagickwand-6.q16-dev libdevel amd64 -
python3-dev python amd64 same
rapidjson-dev libdevel all -
golang-go golang amd64 same
golang-github-x-y-dev golang all -
`
  .trim()
  .split('\n')
  .map((line) => {
    const [name, section, architecture, multi] = line.split(' ');
    const field = multi === '-' ? '' : `Multi-Arch: ${multi}\n`;
    return `Package: ${name}\nArchitecture: ${architecture}\n${field}Section: ${section}\n`;
  });

/** Fails for a simulation with a word of `refuse`, and for a real installation of what is not there. */
const APT = `${RECORD}
case " $* " in
  *' upgrade '*) printf 'Inst libc6 [1] (2 Debian)\\nInst libnew (2 Debian)\\n'; exit 0 ;;
esac
for word; do
  [ ! -f "$CROSSBUILD_SYSTEM/refuse" ] || ! grep -qxF -- "$word" "$CROSSBUILD_SYSTEM/refuse" || { echo "E: $word has unmet dependencies"; exit 100; }
done
[ ! -f "$CROSSBUILD_SYSTEM/need" ] || case " $* " in *" $(cat "$CROSSBUILD_SYSTEM/need") "*) ;; *) echo 'E: version skew'; exit 100 ;; esac
exit 0`;

const APT_CACHE = `case $1 in
  show) shift 2; for name; do awk -v RS= -v want="Package: $name" '$1 " " $2 == want { print $0 "\\n" }' "$CROSSBUILD_SYSTEM/packages"; done ;;
  depends) [ "\${7-}" != libmagickwand-dev ] && [ "\${8-}" != libmagickwand-dev ] || printf 'libmagickwand-dev\\n  Depends: libmagickwand-6.q16-dev\\n  Depends: git\\n' ;;
  policy) ! grep -qxF "$2" "$CROSSBUILD_SYSTEM/archive" || printf '%s:\\n  Candidate: 1.0\\n' "$2" ;;
esac`;

/** Makes the other root, and clang when it is added, which links anything. */
const APK = `${RECORD}
case " $* " in *' --root '*' --initdb '*) mkdir -p "$CROSSBUILD_SYSTEM/$MUSL/lib"; : >"$CROSSBUILD_SYSTEM/$MUSL/lib/ld-musl-aarch64.so.1" ;; esac
case " $* " in *' clang lld '*) cp "$CROSSBUILD_SYSTEM/clang" "$CROSSBUILD_SYSTEM/usr/bin/clang" && chmod +x "$CROSSBUILD_SYSTEM/usr/bin/clang" ;; esac
[ ! -f "$CROSSBUILD_SYSTEM/refuse" ] || ! grep -qF -- "$(cat "$CROSSBUILD_SYSTEM/refuse")" "$CROSSBUILD_SYSTEM/log"`;

const CLANG = `[ "$1" != -dumpversion ] || { echo 19.1.4; exit; }
${RECORD}`;

const GO = `${RECORD}
case $* in
  'env GOHOSTARCH') echo amd64; exit ;;
  'env GOPATH') echo "$CROSSBUILD_SYSTEM/go"; exit ;;
esac
[ "$1" != install ] || [ "\${GOARCH:-amd64}" = amd64 ] || {
  [ -z "\${GOBIN-}" ] || { echo 'go: cannot install cross-compiled binaries when GOBIN is set' >&2; exit 1; }
  mkdir -p "$CROSSBUILD_SYSTEM/go/bin/linux_$GOARCH" && echo "$GOARCH" >"$CROSSBUILD_SYSTEM/go/bin/linux_$GOARCH/app"
}
for name in GOOS GOARCH GOARM CGO_ENABLED CC CXX AR PKG_CONFIG PKG_CONFIG_LIBDIR GOBIN; do
  eval "text=\\\${$name-}"; [ -z "$text" ] || echo "$name=$text"
done`;

export interface SandboxOptions {
  readonly platform?: string;
  readonly buildArch?: string;
  readonly osRelease?: string;
  /** Names `apt-cache policy` knows, beside what the set-up needs. */
  readonly archive?: readonly string[];
  /** Tools that are not in the image. */
  readonly without?: readonly string[];
  readonly packages?: string;
  /** apk instead of apt. */
  readonly alpine?: boolean;
}

export function sandbox(options: SandboxOptions = {}): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'cross-sandbox-'));
  const bin = join(folder, 'usr/bin');
  mkdirSync(bin, { recursive: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const tool = (wanted: string, body: string): void => {
    // the set-up moves Go's program beside its shim
    const name = wanted === 'go' && existsSync(join(bin, 'crossbuild-go')) ? 'crossbuild-go' : wanted;
    rmSync(join(bin, name), { force: true });
    write(`usr/bin/${name}`, `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  for (const name of HOST_TOOLS)
    symlinkSync(
      execFileSync('sh', ['-c', `command -v ${name} | grep / || echo /bin/true`])
        .toString()
        .trim(),
      join(bin, name),
    );
  const triple = 'aarch64-linux-gnu';
  const fakes: Record<string, string> = {
    apt: APT,
    'apt-get': APT,
    'apt-cache': APT_CACHE,
    dpkg: `${RECORD}\n[ "$1" != --print-architecture ] || echo ${options.buildArch ?? 'amd64'}`,
    go: GO,
    'pkg-config': `${RECORD}\necho "$PKG_CONFIG_LIBDIR"`,
    clang: RECORD,
    ...Object.fromEntries(['gcc', 'g++', 'cc', 'c++', 'ar', 'ld', 'strip'].map((name) => [name, RECORD])),
    ...Object.fromEntries(['gcc', 'g++', 'ar', 'ld', 'strip', 'gcov'].map((name) => [`${triple}-${name}`, RECORD])),
  };
  for (const [name, body] of Object.entries(fakes)) if (!options.without?.includes(name)) tool(name, body);
  if (options.alpine === true) {
    tool('apk', APK);
    for (const name of ['apt', 'apt-get', 'dpkg', 'clang']) rmSync(join(bin, name));
    write('clang', `#!/bin/sh\n${CLANG}\n`);
    write('etc/apk/repositories', 'https://example.com/main\n');
    write('usr/share/apk/keys/aarch64/key.pub', 'key');
    mkdirSync(join(folder, 'lib'));
  }
  write('packages', `${PACKAGES.join('\n')}\n`);
  write('archive', ['libc6-dev:arm64', ...(options.archive ?? [])].join('\n'));
  write(
    'etc/os-release',
    options.osRelease ?? 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\n',
  );
  mkdirSync(join(folder, 'var/lib/apt/lists/partial'), { recursive: true });
  for (const [path, text] of Object.entries(crossFiles)) write(`kit/${path}`, text);
  const platform = options.platform ?? 'linux/arm64';
  const [, architecture] = platform.split('/');
  write(
    'kit/target',
    `BUILDARCH=${options.buildArch ?? 'amd64'}\nTARGETPLATFORM=${platform}\nTARGETOS=linux\nTARGETARCH=${architecture}\nCROSSBUILD_CROSS_PACKAGES=${options.packages ?? ''}\n`,
  );

  const run = (argv: readonly string[], env: Readonly<Record<string, string>>): Outcome => {
    rmSync(join(folder, 'log'), { force: true });
    const { status, stdout, stderr } = spawnSync('/bin/sh', argv, {
      env: { HOME: folder, CROSSBUILD_SYSTEM: folder, PATH: `${folder}/.crossbuild/bin:${bin}`, ...env },
      encoding: 'utf8',
      cwd: folder,
    });
    const calls = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').trim().split('\n') : [];
    const short = (text: string): string => text.replaceAll(folder, '');
    return { code: status ?? -1, stdout: short(stdout), stderr: short(stderr), calls: calls.map(short) };
  };
  return {
    folder,
    run: (command, env = {}) => run(['-c', command], env),
    setup: (...words) => run([join(folder, 'kit/cross/setup.sh'), ...words], { PATH: bin }),
    write,
    tool,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    link: (path) => readlinkSync(join(folder, path)),
    has: (path) => existsSync(join(folder, path)),
    discard: () => rmSync(folder, { recursive: true }),
  };
}
