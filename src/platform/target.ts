import { formatPlatform, normalise, type Platform } from './platform.ts';
import { type ElfTarget, TARGETS, type Target } from './table.ts';

const BY_PLATFORM: ReadonlyMap<string, Target> = new Map(TARGETS.map((entry) => [entry.platform, entry]));

/** The facts of a platform; undefined for one that is not Linux or not in the tables. */
export function target(platform: Platform): Target | undefined {
  return BY_PLATFORM.get(formatPlatform(normalise(platform)));
}

/** The binfmt_misc entry that runs the programs of an architecture, `qemu-aarch64`; QEMU runs every variant by one. */
export function emulatorName(architecture: string): string {
  return target({ os: 'linux', architecture, variant: '' })?.qemu ?? `qemu-${architecture}`;
}

/** Debian's names of all architectures, as behind the colon of `libopus-dev:arm64`. */
export const DEBIAN_ARCHITECTURES: readonly string[] = [
  ...new Set(TARGETS.flatMap(({ debian }) => (debian === undefined ? [] : [debian.arch]))),
];

/** The first part of every triple of the table: the `aarch64` of `aarch64-linux-gnu`. */
export const TRIPLE_MACHINES: readonly string[] = [
  ...new Set(
    TARGETS.flatMap(({ debian, alpine }) => [debian?.triple, debian?.multiarch, alpine?.triple])
      .filter((triple) => triple !== undefined)
      .map((triple) => triple.replace(/-.*/, '')),
  ),
];

/** The architecture whose programs an entry runs, as Docker names it. */
export function architectureOf(emulator: string): string {
  const found = TARGETS.find(({ qemu }) => qemu === emulator);
  return found?.platform.split('/')[1] ?? emulator.replace(/^qemu-/, '');
}

/** The `KEY=value` environment that makes Go build for the platform; empty for an unknown one. */
export function goEnv(platform: Platform): Readonly<Record<string, string>> {
  const found = target(platform);
  return found === undefined ? {} : { GOOS: 'linux', ...found.go };
}

/** Whether a program with this ELF header can be one of the target's. */
export function isElfOf(
  expected: ElfTarget,
  header: { readonly class: number; readonly data: string; readonly machine: number; readonly flags: number },
): boolean {
  return (
    header.class === expected.class &&
    header.data === expected.data &&
    header.machine === expected.machine &&
    (header.flags & expected.never) === 0
  );
}
