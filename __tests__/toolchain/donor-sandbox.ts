import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accelerateFiles, donorFiles } from '../../src/toolchain/accelerate/index.ts';

/** A root file system of a base that borrows compilers, with the kit beside it and a gcc that answers as told. */
export interface DonorSandbox {
  readonly root: string;
  /** Runs a script of the kit as its stage does. */
  run(script: string): { readonly code: number | null; readonly said: string };
  write(path: string, text: string): void;
  program(path: string, body: string): void;
  read(path: string): string;
  has(path: string): boolean;
  discard(): void;
}

/** What a gcc for aarch64-musl says; the assembly that it makes has its flags, and what `differ` adds where a tree is used. */
const GCC = (name: string) => `
case " $* " in
  *' -print-prog-name=cc1 '*) echo "\${COMPILER_PATH:-/usr/libexec/gcc}\${COMPILER_PATH+/aarch64-musl/14.2.0/cc1}"; exit ;;
  *' -dumpfullversion '*) echo 14.2.0; exit ;;
  *' -S '*)
    for last; do :; done
    printf '\\t.ident "GCC of %s"\\n%s\\n' "\${COMPILER_PATH-its own}" "${name} $*" >"$last"
    [ -z "\${COMPILER_PATH-}" ] || for word in $(cat "$CROSSBUILD_ROOT/differ"); do
      case " ${name} $* " in *" $word "*) echo other >>"$last" ;; esac
    done
    exit ;;
  *' -v '*)
    printf '#include "..." search starts here:\\n#include <...> search starts here:\\n /usr/include\\nEnd of search list.\\n' >&2
    exit ;;
  *) echo '#define __GNUC__ 14' ;;
esac`;

export function donorSandbox(target: Readonly<Record<string, string>> = {}): DonorSandbox {
  const folder = mkdtempSync(join(tmpdir(), 'donor-sandbox-'));
  const root = join(folder, 'root');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const program = (path: string, body: string): void => {
    write(path, `#!/bin/sh\n${body}\n`);
    chmodSync(join(root, path), 0o755);
  };
  for (const [path, text] of Object.entries({ ...accelerateFiles, ...donorFiles })) write(`../kit${path}`, text);
  const facts = {
    BUILDARCH: 'amd64',
    TARGETPLATFORM: 'linux/arm64',
    TARGETARCH: 'arm64',
    TARGETVARIANT: '',
    ...target,
  };
  write(
    '../kit/target',
    Object.entries(facts)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  write('differ', '');
  for (const name of ['gcc', 'g++'])
    program(`usr/bin/${name}`, GCC(name).replace('/usr/libexec/gcc}', '/usr/libexec/gcc/aarch64-musl/14.2.0/cc1}'));
  return {
    root,
    run(script) {
      const { status, stdout, stderr } = spawnSync('sh', [join(folder, 'kit', script)], {
        env: { CROSSBUILD_ROOT: root, CROSSBUILD_KIT: join(folder, 'kit'), PATH: '/usr/bin:/bin' },
        encoding: 'utf8',
      });
      return { code: status, said: `${stdout}${stderr}`.replaceAll(root, '') };
    },
    write,
    program,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    has: (path) => existsSync(join(root, path)),
    discard: () => rmSync(folder, { recursive: true }),
  };
}
