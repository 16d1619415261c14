import { ELF_HEADER_BYTES, type ElfHeader, readElf } from '../../model/elf.ts';
import type { Problem } from '../../model/problem.ts';
import type { Handover, HandoverBuild, MadeBuild, MadeStage } from '../../plan/plan-types.ts';
import { namesOf, PLATFORMS, parsePlatform } from '../../platform/platform.ts';
import type { ElfTarget } from '../../platform/table.ts';
import { isElfOf, target } from '../../platform/target.ts';
import type { Files } from '../../system/ports.ts';
import { type Listed, readLists } from './made-list.ts';

/** A binary of another platform, and where it came from. */
export interface Foreign {
  readonly problem: Problem;
  /** The stages that it may come from. */
  readonly stages: readonly string[];
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
  for await (const { path, head, mode } of files.heads(folder, ELF_HEADER_BYTES)) {
    const header = readElf(head);
    const place = locate(path, build);
    if (header === undefined || place === undefined) continue;
    checked += 1;
    const problem = judge(header, mode, place, dockerfile);
    if (problem !== undefined) foreign.push({ problem, stages: [place.handover.stage], platform: place.platform });
  }
  return { foreign, checked };
}

/**
 * Checks what stages list of the files that they made; see made.sh.
 *
 * @param folder what the build wrote, as with {@link checkBinaries}
 * @returns also why the files of a stage were not looked at, and the platforms of which all lists are there and hold no file
 *   of another architecture, whatever it is for
 */
export async function checkMade(
  files: Files,
  build: MadeBuild,
  folder: string,
  dockerfile: string,
): Promise<{ foreign: Foreign[]; checked: number; unseen: string[]; clean: string[] }> {
  const lists = await readLists(files, folder, (path) => partsOf(path, build.platforms));
  const foreign: Foreign[] = [];
  const unseen = new Set<string>();
  const doubtful = new Set<string>();
  let checked = 0;
  for (const platform of build.platforms)
    for (const [number, stage] of build.stages.entries()) {
      const list = lists.get(`${platform} ${number}`);
      if (list === undefined || 'missing' in list) {
        doubtful.add(platform);
        unseen.add(
          `what ${stage.stage} made, as ${list === undefined ? 'nothing lists it' : `there is no ${list.missing} in it`}`,
        );
        continue;
      }
      checked += list.files.length;
      if (list.files.some(({ header }) => foreignPlatform(header, platform) !== undefined)) doubtful.add(platform);
      foreign.push(...foreignMade(list.files, platform, stage, dockerfile));
    }
  return {
    foreign,
    checked,
    unseen: [...unseen],
    clean: build.platforms.filter((platform) => !doubtful.has(platform)),
  };
}

/** One problem for all files of one architecture: a package of another platform has hundreds. */
function foreignMade(listed: readonly Listed[], platform: string, stage: MadeStage, dockerfile: string): Foreign[] {
  const byPlatform = new Map<string, Listed[]>();
  for (const one of listed) {
    const found = foreignPlatform(one.header, platform);
    if (found === undefined || !isLoaded(one.header, one.mode, one.path) || namesArchitecture(one.path, found))
      continue;
    byPlatform.set(found, [...(byPlatform.get(found) ?? []), one]);
  }
  return [...byPlatform].map(([found, [first, ...more]]) => {
    const path = first?.path ?? '';
    const step = stepOf(path, stage);
    const others = more.length === 0 ? '' : ` (and ${more.length} more ${more.length === 1 ? 'file' : 'files'})`;
    const problem: Problem = {
      what: `${path} is a ${found} binary in the ${platform} image${others}`,
      why: `${first === undefined ? '' : elfWords(first.header)}; ${step === undefined ? `a step of ${stage.stage} made it` : `line ${step.line} names it`}`,
      instead: `build or fetch it for the target: by TARGETARCH, which ARG TARGETARCH without a value gives, and not for ${found}`,
      platform,
      at: { file: dockerfile, line: step?.line ?? stage.line },
    };
    return { problem, stages: [stage.stage, ...stage.takesFrom], platform };
  });
}

/** The last instruction that names a file, as far as it is told by the file's name. */
function stepOf(path: string, { steps }: MadeStage): MadeStage['steps'][number] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    steps.findLast(({ text }) => text.includes(path)) ??
    steps.findLast(({ text }) => name.length > 2 && text.includes(name))
  );
}

interface Place {
  readonly platform: string;
  readonly handover: Handover;
  /** The path of the file inside a handed-over folder, or its name when it was handed over by itself. */
  readonly path: string;
}

/** The platform and the number of the entry that a file of a build lies under, and its path there. */
function partsOf(
  path: string,
  platforms: readonly string[],
): { readonly platform: string | undefined; readonly number: number; readonly path: string } {
  const parts = path.split('/');
  const platform =
    platforms.length === 1 ? platforms[0] : platforms.find((one) => one.replaceAll('/', '_') === parts[0]);
  const [number, ...rest] = platforms.length === 1 ? parts : parts.slice(1);
  return { platform, number: Number(number), path: rest.join('/') };
}

function locate(path: string, { platforms, files }: HandoverBuild): Place | undefined {
  const { platform, number, path: rest } = partsOf(path, platforms);
  const handover = files[number];
  return platform === undefined || handover === undefined ? undefined : { platform, handover, path: rest };
}

function judge(header: ElfHeader, mode: number, place: Place, dockerfile: string): Problem | undefined {
  const { platform, handover, path } = place;
  const found = foreignPlatform(header, platform);
  if (found === undefined) return undefined;
  if (path.includes('/') && namesArchitecture(path, found)) return undefined;
  const isWithin = !handover.path.endsWith(path);
  if (handover.source !== undefined && isWithin && !isLoaded(header, mode, path)) return undefined;
  const name = isWithin ? `${handover.path.replace(/\/$/, '')}/${path}` : handover.path;
  const words = elfWords(header);
  return handover.source === undefined
    ? {
        what: `${name} of stage ${handover.stage} is a ${found} binary in the ${platform} image`,
        why: `${words}; line ${handover.line} copies it into the image`,
        instead: `build it for the target: in that stage nothing may set GOARCH or fetch a file for ${found}; or write strategy: ${platform}=emulate to see what the stage does by itself`,
        platform,
        at: { file: dockerfile, line: handover.line },
      }
    : {
        what: `${name} of ${handover.source} is a ${found} binary in the ${platform} image`,
        why: `${words}; line ${handover.line} copies it into the image`,
        instead: `give each platform its own: a path or an address with $TARGETARCH in it (after ARG TARGETARCH), or a stage that builds it`,
        platform,
        at: { file: dockerfile, line: handover.line },
      };
}

function elfWords({ machine, class: bits }: ElfHeader): string {
  return `its ELF header says machine ${machine}, ${bits} bit`;
}

/** The platform that a binary is for, when it is another one; files for a machine that is no platform at all, such as eBPF, are data. */
function foreignPlatform(header: ElfHeader, platform: string): string | undefined {
  return fits(header, platform) ? undefined : PLATFORMS.find((one) => fits(header, one));
}

/**
 * Whether it is a program or a library that can be loaded. Among files that nobody named, those that cannot be executed are
 * firmware, or what programs that read binaries are tested with.
 */
function isLoaded({ type }: ElfHeader, mode: number, path: string): boolean {
  return (type === 2 || type === 3) && ((mode & 0o111) !== 0 || /\.(so(\.[\w.]+)?|node)$/.test(path));
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
  return elf !== undefined && isElfOf(elf, header);
}

/** A folder may carry binaries for many machines, each under a name that says so (`prebuilds/linux-x64/…`). */
function namesArchitecture(path: string, platform: string): boolean {
  const architecture = platform.split('/')[1] ?? '';
  // a folder for amd64 may hold 32-bit programs, which the machine runs as well
  const names = architecture === '386' ? [...namesOf('386'), ...namesOf('amd64')] : namesOf(architecture);
  return names.some((name) => path.toLowerCase().includes(name));
}
