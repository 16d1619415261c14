import { anyOf } from '../../model/any-of.ts';
import type { HintContext, Message } from './messages.ts';

/** As shells call the signals of a crash. */
const NAMES = 'Segmentation fault|Illegal instruction|Bus error|Trace/breakpoint trap';

const LIBC_BIN = "libc-bin's trigger (ldconfig)";

/** How a program that crashed is called, by what is printed about it. First match wins. */
const CRASHED: readonly (readonly [pattern: RegExp, who: (found: RegExpExecArray) => string])[] = [
  [/dpkg: error processing package libc-bin/, () => LIBC_BIN],
  [/dpkg: error processing package ([\w.+-]+)/, ([, name]) => `a script of the package ${name}`],
  [/signal terminated program (\S+)/, ([, name]) => `the compiler (${name})`],
  [/internal compiler error/, () => 'the compiler'],
  [/process didn't exit successfully: `(?:[^\s`]*\/)?([\w.+-]+)/, ([, name = '']) => name],
  [new RegExp(`line \\d+: +\\d+ (?:${NAMES}) *(?:\\(core dumped\\))? *(?:\\S*/)?([\\w.+-]+)`), ([, name = '']) => name],
  [/^npm (?:ERR!|error)|^node:|^error Command failed with signal/m, () => 'node'],
  [/^(?:go|go build): |\/pkg\/tool\/|^goroutine \d+ /m, () => "Go's tool chain"],
  // it may have ended well, before another program crashed
  [/^Processing triggers for libc-bin/m, () => LIBC_BIN],
];

/** The signals that a crash ends with, by the exit code that a shell makes of them. */
const SIGNALS: Readonly<Record<string, string>> = {
  '132': 'Illegal instruction',
  '133': 'Trace/breakpoint trap',
  '135': 'Bus error',
  '139': 'Segmentation fault',
};
const CODES = '132|133|135|139';

/**
 * What shells, make, dpkg, npm, cargo and go print when a program was killed by such a signal, and the exit code. The
 * words alone are not enough: a test of the user's may print them.
 */
const KILLED = new RegExp(
  [
    `^(?<alone>${NAMES})(?: \\(core dumped\\))?$`,
    `line \\d+: +\\d+ (?<shell>${NAMES})`,
    `\\*\\*\\* .*\\] (?<make>${NAMES})`,
    `\\*\\*\\* .*\\] Error (?<status>${CODES})$`,
    `subprocess (?:was )?killed by signal \\((?<dpkg>${NAMES})\\)`,
    `subprocess returned error exit status (?<package>${CODES})\\b`,
    `signal: (?<go>${NAMES})`,
    '(?:\\(signal: \\d+,|npm \\S+ signal|with signal) "?(?<signal>SIG(?:SEGV|ILL|BUS|TRAP))\\b',
    `exit code: (?<code>${CODES})\\b`,
  ].join('|'),
  'im',
);

/** `internal compiler error: Segmentation fault`. */
const CRASHES = 'Segmentation fault|Illegal instruction|Bus error';
const COMPILER_CRASH = new RegExp(`internal compiler error: (?<how>${CRASHES})`);

/** What Go's runtime says when an emulator breaks the promises of a processor: never of a program's own fault. */
const GO_RUNTIME = anyOf([
  /lfstack\.push invalid packing/,
  // fatal: morestack on g0
  /fatal: morestack on g(?:0|signal)/,
  /unexpected signal during runtime execution|unexpected return pc for/,
  /bad g in signal handler/,
]);

/** The crash is one of the emulator's, as far as anyone can tell: the same step does not fail on a real machine. */
function byEmulator({ emulated, failsNatively }: HintContext): boolean {
  return emulated === true && failsNatively !== true;
}

function title(how: string | undefined, { output = '' }: HintContext): string {
  for (const [pattern, who] of CRASHED) {
    const found = pattern.exec(output);
    if (found !== null) return headline(who(found), how);
  }
  return headline('a program', how);
}

function headline(who: string, how: string | undefined): string {
  const text = `${who} crashed in the emulator${how === undefined ? '' : ` (${how})`}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cause({ emulator, platform = 'that platform' }: HintContext): string {
  return `It ran under ${emulator?.name ?? 'QEMU'}, which does not emulate everything that programs do: threads and newer instructions above all. On a machine of ${platform} it may well run.`;
}

function fix(context: HintContext): string {
  return `${keepOut(context)}; or build on a machine of that platform (append, or a runner such as ubuntu-24.04-arm); or take another QEMU: ${another(context)}.`;
}

/** What keeps the step out of emulation: nothing that is done already. */
function keepOut({ accelerated, asked }: HintContext): string {
  if (asked === 'emulate') return 'Leave strategy: emulate out, so that what can runs natively';
  if (accelerated === true)
    return "The step's compilers run natively already, and this program has no native one: move it into a stage FROM --platform=$BUILDPLATFORM if what it makes is the same on every platform, write strategy: cross";
  return 'Move the step into a stage FROM --platform=$BUILDPLATFORM if what it makes is the same on every platform';
}

function another({ emulator }: HintContext): string {
  const image = 'binfmt-image: docker.io/tonistiigi/binfmt:qemu-v… with another version';
  if (emulator?.from === 'before') return `binfmt-reset: true and ${image}`;
  if (emulator?.from === 'node') return "register one on the node's machine, which BuildKit takes instead of its own";
  return image;
}

function signalOf(groups: Readonly<Record<string, string | undefined>> = {}): string | undefined {
  const found = Object.values(groups).find((value) => value !== undefined);
  return found === undefined ? undefined : (SIGNALS[found] ?? found);
}

/** Crashes of programs that QEMU ran, told from the user's own failures. */
export const EMULATOR_MESSAGES: readonly Message[] = [
  {
    id: 'emulator-crash',
    pattern: anyOf(
      [
        // qemu: uncaught target signal 11 (Segmentation fault) - core dumped
        /qemu: uncaught target signal \d+ \((?<target>[^)]*)\)/,
        // QEMU internal SIGSEGV {code=MAPERR, addr=0x20}
        /QEMU internal (?<internal>SIG[A-Z]+)/,
        /qemu: unhandled CPU exception|qemu: fatal/,
      ],
      'i',
    ),
    says: 'any',
    when: ({ failsNatively }) => failsNatively !== true,
    title: ({ groups }, context) => title(signalOf(groups), context),
    cause: (_, context) => cause(context),
    fix: (_, context) => fix(context),
  },
  {
    id: 'emulator-crash',
    pattern: COMPILER_CRASH,
    says: 'step',
    // an accelerated step's compiler ran on the machine itself
    when: (context) => byEmulator(context) && context.accelerated !== true,
    title: ({ groups }, context) => title(signalOf(groups), context),
    cause: (_, context) => cause(context),
    fix: (_, context) => fix(context),
  },
  {
    id: 'emulator-crash',
    pattern: GO_RUNTIME,
    says: 'step',
    when: byEmulator,
    title: (_, context) => title(undefined, context),
    cause: (_, context) => cause(context),
    fix: (_, context) => fix(context),
  },
  {
    id: 'emulator-crash',
    pattern: KILLED,
    says: 'any',
    when: (context) =>
      byEmulator(context) && !(context.accelerated === true && /internal compiler error/.test(context.output ?? '')),
    title: ({ groups }, context) => title(signalOf(groups), context),
    cause: (_, context) => cause(context),
    fix: (_, context) => fix(context),
  },
];
