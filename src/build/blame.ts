import { anyOf, sourceOfAny } from '../model/any-of.ts';
import type { Strategy } from '../model/strategy.ts';
import { searchable } from '../model/text.ts';
import type { PlatformPlan } from '../plan/plan-types.ts';
import type { BuildFailure, BuildRecord } from '../progress/progress.ts';

/** Folders in which tools are mounted: `/usr/local/go/`, `/usr/lib/go-1.24/`, `/usr/local/sbin/`. */
const MOUNTED_FOLDER = String.raw`\/(go|go-[\d.]+|sbin)\/`;
/** What is said of a file that is mounted over: `rm: cannot remove '/usr/local/go/bin/go': Device or resource busy`. */
const IN_THE_WAY = sourceOfAny([
  /Device or resource busy|Resource busy|Read-only file system/,
  // as Go says it: unlinkat /usr/local/go/bin/go: device or resource busy
  /device or resource busy|read-only file system/,
]);

/** What a failing step says when the cause lies in what was injected and not in the user's code. */
const SIGNS: readonly { readonly pattern: RegExp; readonly because: string; readonly strategy?: Strategy }[] = [
  { pattern: /\/\.?crossbuild\//, because: 'an injected tool is named in the error' },
  { pattern: /internal compiler error/, because: 'a native compiler broke' },
  { pattern: /exec format error/i, because: 'a program of another architecture was started' },
  {
    strategy: 'cross',
    pattern: /\/\.crossbuild-kit\/cross\/setup\.sh|crossbuild: cross (cannot|has|knows)/,
    because: 'the set-up for the target failed',
  },
  {
    strategy: 'cross',
    pattern: /cannot (find|open) .*(crt1|crti|crtbegin)|cannot find -l[a-z]/,
    because: 'the linker did not find a library of the target',
  },
  {
    strategy: 'cross',
    pattern: /Package .* was not found in the pkg-config search path|No package '.*' found/,
    because: 'pkg-config did not find a library of the target',
  },
  {
    strategy: 'cross',
    pattern: anyOf(
      [
        /^E: (Unable to correct problems|Packages need to be removed)/,
        /^E: Unable to locate package/,
        /cross cannot install/,
      ],
      'm',
    ),
    because: 'a package could not be installed for the target',
  },
  {
    strategy: 'cross',
    pattern: anyOf(
      [
        // unrecognized command-line option '-m64'
        /unrecognized (command-line option|-m\w+ target)/,
        // unknown value 'armv8-a' for '-march'
        /unknown value .* for .?-m/,
        /unknown architecture/,
        // Assembler messages: a.s:7: Error: no such instruction: `stp x29,x30'
        /Assembler messages:[\s\S]*no such instruction/,
      ],
      'i',
    ),
    because: 'a compiler of another architecture was used',
  },
  {
    strategy: 'accelerate',
    pattern: /does not match go tool version|object is \[.*\] expected \[/,
    because: "the native tools are of another Go than the target's",
  },
  {
    strategy: 'accelerate',
    pattern: new RegExp(`${MOUNTED_FOLDER}[^\\n]*(${IN_THE_WAY})`),
    because: 'a mounted tool is in the way',
  },
];

/** Why a failed build points at the injection, or undefined when it points at the user's own code. */
export function blamesInjection(record: BuildRecord, platforms: readonly PlatformPlan[]): string | undefined {
  const { failure } = record;
  if (failure === undefined)
    return /crossbuild-(kit|toolchain|go|base)/.test(record.text)
      ? 'a stage that makes the tools could not be built'
      : undefined;
  if (failure.stage.startsWith('crossbuild-')) return `the stage ${failure.stage}, which makes the tools, failed`;
  const strategy = strategyOf(failure, platforms);
  if (strategy !== 'cross' && !(strategy === 'accelerate' && failure.injected)) return undefined;
  const text = searchable([failure.message, ...failure.lastLines].join('\n'));
  return SIGNS.find((sign) => (sign.strategy ?? strategy) === strategy && sign.pattern.test(text))?.because;
}

/** Why files of another platform point at the injection: a stage that was cross-compiled handed them over. */
export function blamesCross(
  foreign: readonly { readonly stages: readonly string[]; readonly platform: string }[],
  platforms: readonly PlatformPlan[],
): string | undefined {
  const found = foreign
    .flatMap(({ stages, platform }) => stages.map((stage) => ({ stage, platform })))
    .find((one) => strategyOf(one, platforms) === 'cross');
  return found === undefined
    ? undefined
    : `${found.stage}, cross-compiled for ${found.platform}, handed over a file of another platform`;
}

/** How a stage is built for a platform; a native one has the same mounts, and nothing in them. */
export function strategyOf(
  { platform, stage }: Pick<BuildFailure, 'platform' | 'stage'>,
  platforms: readonly PlatformPlan[],
): Strategy | undefined {
  const found =
    platforms.find((one) => one.platform === platform) ?? (platforms.length === 1 ? platforms[0] : undefined);
  return found?.stages.find((one) => one.stage === stage)?.strategy;
}
