import { ELF_HEADER_BYTES, type ElfHeader, readElf } from '../model/elf.ts';
import { PLATFORMS, parsePlatform } from '../model/platform.ts';
import type { Problem } from '../model/problem.ts';
import type { Handover, HandoverBuild } from '../plan/types.ts';
import type { Files } from '../system/ports.ts';
import { type ElfTarget, target } from '../toolchain/targets.ts';

/** A binary of another platform, and where it came from. */
export interface Foreign {
  readonly problem: Problem;
  readonly stage: string;
  readonly platform: string;
}

/**
 * Checks the files that stages handed over.
 *
 * @param folder what the hand-over build wrote: with several platforms one folder each (`linux_arm_v7`), in it the
 *   folders `0`, `1` … of `build.files`
 * @returns each binary of another architecture, and how many ELF files were looked at
 */
export async function checkBinaries(
  files: Files,
  build: HandoverBuild,
  folder: string,
  dockerfile: string,
): Promise<{ foreign: Foreign[]; checked: number }> {
  const foreign: Foreign[] = [];
  let checked = 0;
  for await (const { path, head } of files.heads(folder, ELF_HEADER_BYTES)) {
    const header = readElf(head);
    const place = locate(path, build);
    if (header === undefined || place === undefined) continue;
    checked += 1;
    const problem = judge(header, place, dockerfile);
    if (problem !== undefined) foreign.push({ problem, stage: place.handover.stage, platform: place.platform });
  }
  return { foreign, checked };
}

interface Place {
  readonly platform: string;
  readonly handover: Handover;
  /** The path of the file inside a handed-over folder, or its name when it was handed over by itself. */
  readonly path: string;
}

function locate(path: string, { platforms, files }: HandoverBuild): Place | undefined {
  const parts = path.split('/');
  const platform =
    platforms.length === 1 ? platforms[0] : platforms.find((one) => one.replaceAll('/', '_') === parts[0]);
  const [number, ...rest] = platforms.length === 1 ? parts : parts.slice(1);
  const handover = files[Number(number)];
  return platform === undefined || handover === undefined ? undefined : { platform, handover, path: rest.join('/') };
}

function judge(header: ElfHeader, { platform, handover, path }: Place, dockerfile: string): Problem | undefined {
  if (fits(header, platform)) return undefined;
  const found = PLATFORMS.find((one) => fits(header, one));
  // object files for a machine that is no platform at all, such as eBPF, are data
  if (found === undefined) return undefined;
  if (path.includes('/') && namesArchitecture(path, found)) return undefined;
  const name = handover.path.endsWith(path) ? handover.path : `${handover.path.replace(/\/$/, '')}/${path}`;
  return {
    what: `${name} of stage ${handover.stage} is a ${found} binary in the ${platform} image`,
    why: `its ELF header says machine ${header.machine}, ${header.class} bit; line ${handover.line} copies it into the image`,
    instead: `build it for the target: in that stage nothing may set GOARCH or fetch a file for ${found}; or write strategy: ${platform}=emulate to see what the stage does by itself`,
    platform,
    at: { file: dockerfile, line: handover.line },
  };
}

/** Whether a program with this header runs on the platform. An amd64 kernel runs 386 programs too. */
function fits(header: ElfHeader, platform: string): boolean {
  return [platform, ...(platform.startsWith('linux/amd64') ? ['linux/386'] : [])].some((one) =>
    matches(header, elfOf(one)),
  );
}

function elfOf(platform: string): ElfTarget | undefined {
  const parsed = parsePlatform(platform);
  return 'why' in parsed ? undefined : target(parsed.platform)?.elf;
}

function matches(header: ElfHeader, elf: ElfTarget | undefined): boolean {
  return (
    elf !== undefined &&
    header.class === elf.class &&
    header.data === elf.data &&
    header.machine === elf.machine &&
    (header.flags & elf.never) === 0
  );
}

const ALIASES: Readonly<Record<string, RegExp>> = {
  amd64: /amd64|x86[_-]64|x64/i,
  '386': /386|i[3-6]86|ia32|x86|amd64|x64/i,
  arm64: /arm64|aarch64/i,
  arm: /arm/i,
};

/** A folder may carry binaries for many machines, each under a name that says so (`prebuilds/linux-x64/…`). */
function namesArchitecture(path: string, platform: string): boolean {
  const architecture = platform.split('/')[1] ?? '';
  return (ALIASES[architecture] ?? new RegExp(architecture, 'i')).test(path);
}
