import type { BuildRecord } from '../build/progress.ts';

/** Signs that a step failed because of what was injected and not because of the user's code. */
const SIGNS: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  { pattern: /\/\.crossbuild\//, because: 'an injected tool is named in the error' },
  { pattern: /internal compiler error/, because: 'a native compiler broke' },
  { pattern: /exec format error/i, because: 'a program of another architecture was started' },
  {
    pattern: /cannot (find|open) .*(crt1|crti|crtbegin)|cannot find -l[a-z]/,
    because: 'the linker did not find a library of the target',
  },
  {
    pattern: /Package .* was not found in the pkg-config search path|No package '.*' found/,
    because: 'pkg-config did not find a library of the target',
  },
  {
    pattern: /^E: (Unable to correct problems|Packages need to be removed|Unable to locate package)/m,
    because: 'a package could not be installed for the target',
  },
  {
    pattern: /unrecognized command-line option|unknown architecture|Assembler messages:[\s\S]*no such instruction/i,
    because: 'a compiler of another architecture was used',
  },
];

/** Why a failed build points at the injection, or undefined when it points at the user's own code. */
export function blamesInjection(record: BuildRecord, stderr: string): string | undefined {
  const { failure } = record;
  if (failure === undefined)
    return /crossbuild-(kit|toolchain|go|base)/.test(stderr)
      ? 'a stage that makes the tools could not be built'
      : undefined;
  if (failure.stage.startsWith('crossbuild-')) return `the stage ${failure.stage}, which makes the tools, failed`;
  if (!failure.injected) return undefined;
  const text = failure.lastLines.join('\n');
  return SIGNS.find(({ pattern }) => pattern.test(text))?.because;
}
