/** What Debian and Ubuntu call a target. Sources: dpkg's cputable and tupletable, and the package indexes of both. */
export interface DebianTarget {
  /** `dpkg --print-architecture`. */
  readonly arch: string;
  /** `gcc -dumpmachine`, the prefix of the cross compiler, and the machine part of gcc's own directories. */
  readonly triple: string;
  /** The directory under `/usr/lib` and `/usr/include`; i386 is the one whose differs from `triple`. */
  readonly multiarch: string;
  /** Names of the cross compiler packages on a build machine of another architecture. */
  readonly gcc: string;
  readonly gxx: string;
  /** First release with the architecture in its archive; absent where it never was. */
  readonly debianSince?: number;
  /** Last release with the architecture. */
  readonly debianUntil?: number;
  readonly ubuntuSince?: string;
  readonly ubuntuUntil?: string;
  /** First release with the cross compiler package. */
  readonly crossSince: { readonly debian: number; readonly ubuntu: string };
}

/** What Alpine calls a target. Source: Alpine's `apk --print-arch` and `gcc -dumpmachine`. */
export interface AlpineTarget {
  readonly arch: string;
  readonly triple: string;
  /** First release with the architecture, where it is newer than any release still in use. */
  readonly since?: string;
}

/** The header of an ELF file of the target. Source: the ELF specification and its processor supplements. */
export interface ElfTarget {
  readonly class: 32 | 64;
  readonly data: 'little' | 'big';
  /** `e_machine`. */
  readonly machine: number;
  /**
   * Bits of `e_flags` that no file of the target has. Only 32-bit Arm needs it: with hard float a file may be marked
   * hard (0x400) or not at all (what Go links itself), never soft (0x200).
   */
  readonly never: number;
}

/** What the tools of the field call one Docker platform. */
export interface Target {
  /** Normalised, as BuildKit writes it. */
  readonly platform: string;
  /** Undefined where Debian has no name of its own for it. */
  readonly debian?: DebianTarget;
  readonly alpine?: AlpineTarget;
  /** What RPM-based distributions call it. Source: rpm's rpmrc and Fedora's archives. */
  readonly rpm?: string;
  /** `process.arch` of Node on such a machine; its ppc64 has the order of bytes that Docker's machines have. Source: Node's documentation. */
  readonly node?: string;
  /** A variant that means the same and is dropped, as containerd normalises; whether people may ask for it by name. */
  readonly same?: { readonly variant: string; readonly asked: boolean };
  /** Further names that people write for it, none of any tool above. */
  readonly otherNames: readonly string[];
  /** `GOARCH` and the variable of the variant. Source: `go help environment`. */
  readonly go: Readonly<Record<string, string>>;
  /** The name of the binfmt_misc entry that runs it, as the binfmt image registers it. */
  readonly qemu: string;
  /** `uname -m` on such a machine; qemu-arm answers `armv7l` for every variant. */
  readonly machine: string;
  readonly elf: ElfTarget;
  /** Flags for a C compiler whose default is another variant. */
  readonly cflags: readonly string[];
}

type Since = Omit<DebianTarget, 'arch' | 'triple' | 'multiarch' | 'gcc' | 'gxx' | 'crossSince'> &
  Partial<Pick<DebianTarget, 'multiarch' | 'crossSince'>>;

function debian(
  arch: string,
  triple: string,
  { crossSince = { debian: 9, ubuntu: '14.04' }, ...since }: Since,
): DebianTarget {
  // a package name has no underscore
  const suffix = triple.replace('_', '-');
  return { arch, triple, multiarch: triple, gcc: `gcc-${suffix}`, gxx: `g++-${suffix}`, crossSince, ...since };
}

function elf(
  bits: 32 | 64,
  machine: number,
  { data = 'little', never = 0 }: { data?: 'little' | 'big'; never?: number } = {},
): ElfTarget {
  return { class: bits, data, machine, never };
}

const AMD64 = debian('amd64', 'x86_64-linux-gnu', {
  debianSince: 4,
  ubuntuSince: '6.06',
  crossSince: { debian: 10, ubuntu: '18.04' },
});
const ARMEL = debian('armel', 'arm-linux-gnueabi', { debianSince: 5, debianUntil: 13 });

/** The one table: every Linux platform, with what each tool calls it. The usual variant of an architecture comes before the others. */
export const TARGETS: readonly Target[] = [
  {
    platform: 'linux/386',
    debian: debian('i386', 'i686-linux-gnu', {
      multiarch: 'i386-linux-gnu',
      debianSince: 2,
      ubuntuSince: '6.06',
      // later releases keep only libraries of it, and no image
      ubuntuUntil: '18.04',
      crossSince: { debian: 10, ubuntu: '18.04' },
    }),
    alpine: { arch: 'x86', triple: 'i586-alpine-linux-musl' },
    rpm: 'i686',
    node: 'ia32',
    otherNames: ['ia32', 'i486', 'i586'],
    go: { GOARCH: '386' },
    qemu: 'qemu-i386',
    machine: 'i686',
    elf: elf(32, 3),
    cflags: [],
  },
  ...['', 'v2', 'v3', 'v4'].map(
    (variant): Target => ({
      platform: `linux/amd64${variant === '' ? '' : `/${variant}`}`,
      debian: AMD64,
      alpine: { arch: 'x86_64', triple: 'x86_64-alpine-linux-musl' },
      rpm: 'x86_64',
      // registries write v1, nobody asks for it
      ...(variant === '' ? { node: 'x64', same: { variant: 'v1', asked: false } } : {}),
      otherNames: ['x86-64', 'x64'],
      go: { GOARCH: 'amd64', GOAMD64: variant === '' ? 'v1' : variant },
      qemu: 'qemu-x86_64',
      machine: 'x86_64',
      elf: elf(64, 62),
      cflags: variant === '' ? [] : [`-march=x86-64-${variant}`],
    }),
  ),
  {
    platform: 'linux/arm64',
    debian: debian('arm64', 'aarch64-linux-gnu', { debianSince: 8, ubuntuSince: '14.04' }),
    alpine: { arch: 'aarch64', triple: 'aarch64-alpine-linux-musl' },
    rpm: 'aarch64',
    node: 'arm64',
    same: { variant: 'v8', asked: true },
    otherNames: [],
    go: { GOARCH: 'arm64' },
    qemu: 'qemu-aarch64',
    machine: 'aarch64',
    elf: elf(64, 183),
    cflags: [],
  },
  {
    platform: 'linux/arm/v7',
    debian: debian('armhf', 'arm-linux-gnueabihf', { debianSince: 7, ubuntuSince: '12.04' }),
    alpine: { arch: 'armv7', triple: 'armv7-alpine-linux-musleabihf' },
    rpm: 'armv7hl',
    node: 'arm',
    same: { variant: '', asked: true },
    otherNames: ['arm32'],
    go: { GOARCH: 'arm', GOARM: '7' },
    qemu: 'qemu-arm',
    machine: 'armv7l',
    elf: elf(32, 40, { never: 0x200 }),
    cflags: ['-march=armv7-a', '-mfpu=vfpv3-d16'],
  },
  {
    platform: 'linux/arm/v6',
    debian: ARMEL,
    // Alpine's armhf is ARMv6 with hard float, Debian's armel soft: nothing to exclude
    alpine: { arch: 'armhf', triple: 'armv6-alpine-linux-musleabihf' },
    rpm: 'armv6hl',
    otherNames: ['armv6'],
    go: { GOARCH: 'arm', GOARM: '6' },
    qemu: 'qemu-arm',
    machine: 'armv6l',
    elf: elf(32, 40),
    cflags: ['-march=armv6'],
  },
  {
    platform: 'linux/arm/v5',
    debian: ARMEL,
    rpm: 'armv5tel',
    otherNames: [],
    go: { GOARCH: 'arm', GOARM: '5' },
    qemu: 'qemu-arm',
    machine: 'armv5tel',
    elf: elf(32, 40, { never: 0x400 }),
    cflags: ['-march=armv5t'],
  },
  {
    platform: 'linux/ppc64le',
    debian: debian('ppc64el', 'powerpc64le-linux-gnu', { debianSince: 8, ubuntuSince: '14.04' }),
    alpine: { arch: 'ppc64le', triple: 'powerpc64le-alpine-linux-musl' },
    rpm: 'ppc64le',
    node: 'ppc64',
    otherNames: ['powerpc64le'],
    go: { GOARCH: 'ppc64le' },
    qemu: 'qemu-ppc64le',
    machine: 'ppc64le',
    elf: elf(64, 21),
    cflags: [],
  },
  {
    platform: 'linux/s390x',
    debian: debian('s390x', 's390x-linux-gnu', {
      debianSince: 7,
      ubuntuSince: '16.04',
      crossSince: { debian: 9, ubuntu: '16.04' },
    }),
    alpine: { arch: 's390x', triple: 's390x-alpine-linux-musl' },
    rpm: 's390x',
    node: 's390x',
    otherNames: [],
    go: { GOARCH: 's390x' },
    qemu: 'qemu-s390x',
    machine: 's390x',
    elf: elf(64, 22, { data: 'big' }),
    cflags: [],
  },
  {
    platform: 'linux/riscv64',
    debian: debian('riscv64', 'riscv64-linux-gnu', {
      debianSince: 13,
      ubuntuSince: '20.04',
      crossSince: { debian: 10, ubuntu: '18.04' },
    }),
    alpine: { arch: 'riscv64', triple: 'riscv64-alpine-linux-musl', since: '3.20' },
    rpm: 'riscv64',
    node: 'riscv64',
    otherNames: [],
    go: { GOARCH: 'riscv64' },
    qemu: 'qemu-riscv64',
    machine: 'riscv64',
    elf: elf(64, 243),
    cflags: [],
  },
  {
    platform: 'linux/mips64le',
    debian: debian('mips64el', 'mips64el-linux-gnuabi64', {
      debianSince: 9,
      debianUntil: 12,
      crossSince: { debian: 9, ubuntu: '18.04' },
    }),
    rpm: 'mips64el',
    otherNames: [],
    go: { GOARCH: 'mips64le', GOMIPS64: 'hardfloat' },
    qemu: 'qemu-mips64el',
    machine: 'mips64',
    elf: elf(64, 8),
    cflags: [],
  },
  {
    platform: 'linux/mips64',
    rpm: 'mips64',
    otherNames: [],
    go: { GOARCH: 'mips64', GOMIPS64: 'hardfloat' },
    qemu: 'qemu-mips64',
    machine: 'mips64',
    elf: elf(64, 8, { data: 'big' }),
    cflags: [],
  },
  {
    platform: 'linux/loong64',
    debian: debian('loong64', 'loongarch64-linux-gnu', { crossSince: { debian: 13, ubuntu: '24.04' } }),
    alpine: { arch: 'loongarch64', triple: 'loongarch64-alpine-linux-musl', since: '3.21' },
    rpm: 'loongarch64',
    node: 'loong64',
    otherNames: [],
    go: { GOARCH: 'loong64' },
    qemu: 'qemu-loongarch64',
    machine: 'loongarch64',
    elf: elf(64, 258),
    cflags: [],
  },
];
