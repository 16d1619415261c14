import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { Names } from '../../src/dockerfile/evaluate/names.ts';
import { followScript } from '../../src/dockerfile/shell/shell-flow.ts';
import { scriptItems } from '../../src/dockerfile/shell/shell-parser.ts';
import { shellValue } from '../../src/dockerfile/shell/shell-value.ts';

const PLATFORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  [
    ['linux', 'amd64', ''],
    ['linux', 'arm64', ''],
    ['linux', 'arm', 'v7'],
    ['linux', 'arm', 'v6'],
    ['linux', '386', ''],
    ['linux', 's390x', ''],
  ].map(([os = '', arch = '', variant = '']) => {
    const platform = [os, arch, variant].filter((part) => part !== '').join('/');
    const names = { TARGETPLATFORM: platform, TARGETOS: os, TARGETARCH: arch, TARGETVARIANT: variant };
    return [
      platform,
      { ...names, BUILDPLATFORM: 'linux/amd64', BUILDOS: 'linux', BUILDARCH: 'amd64', BUILDVARIANT: '' },
    ];
  }),
);

/** Conditions as Dockerfiles have them. `probe` stands for the program that is built with what was set. */
const SHAPES: readonly string[] = [
  'if [ "$TARGETPLATFORM" = "linux/arm64" ]; then GOARCH=arm64; else GOARCH=amd64; fi && probe',
  'if [ "$TARGETARCH" = arm64 ]; then export GOARCH=arm64 CC=aarch64-linux-gnu-gcc; fi; probe',
  'if [ $TARGETARCH == "arm" ]; then GOARM=7; GOARCH=arm; elif [ $TARGETARCH = arm64 ]; then GOARCH=arm64; else GOARCH=$TARGETARCH; fi; probe',
  'if test "$TARGETARCH" = arm64; then CC=a; else CC=b; fi; probe',
  'if [ "$TARGETARCH" != "amd64" ]; then CGO_ENABLED=0; else CGO_ENABLED=1; fi; probe',
  'if [ -n "$TARGETVARIANT" ]; then GOARM=${TARGETVARIANT#v}; fi; probe',
  'if [ -z "$TARGETVARIANT" ]; then GOARM=; else GOARM=${TARGETVARIANT##v}; fi; probe',
  'if [ "$TARGETARCH" = "arm64" ] || [ "$TARGETARCH" = "arm" ]; then CC=cross; else CC=gcc; fi; probe',
  'if [ "$TARGETARCH" = "arm" ] && [ "$TARGETVARIANT" = "v7" ]; then GOARM=7; fi; probe',
  'if [ "$TARGETARCH" = "arm" -a "$TARGETVARIANT" = "v7" ]; then GOARM=7; fi; probe',
  'if [ "$TARGETARCH" = "arm64" -o "$TARGETARCH" = "arm" ]; then CC=cross; fi; probe',
  'if ! [ "$TARGETARCH" = "amd64" ]; then CC=cross; fi; probe',
  'if [ ! "$TARGETARCH" = "amd64" ]; then CC=cross; fi; probe',
  'if [ "$TARGETPLATFORM" != "$BUILDPLATFORM" ]; then CC=cross; fi; probe',
  'if [ "$BUILDARCH" = "$TARGETARCH" ]; then probe native; else probe cross; fi',
  'case "$TARGETARCH" in amd64) GOARCH=amd64 ;; arm64) GOARCH=arm64 ;; arm) GOARCH=arm ;; esac; probe',
  'case "$TARGETARCH" in arm64) CC=aarch64-linux-gnu-gcc ;; arm) CC=arm-linux-gnueabihf-gcc ;; *) CC=gcc ;; esac; export CC; probe',
  'case "$TARGETPLATFORM" in "linux/arm/v7") GOARM=7 ;; "linux/arm/v6") GOARM=6 ;; esac && probe',
  'case "$TARGETPLATFORM" in linux/arm/*) GOARCH=arm ;; linux/*) GOARCH=${TARGETPLATFORM#linux/} ;; esac; probe',
  'case $TARGETPLATFORM in *arm64*) CC=x ;; *arm*) CC=y ;; esac; probe',
  'case "${TARGETARCH}" in "amd64"|"386") CC=gcc ;; "arm64"|"arm") CC=cross ;; *) CC=none ;; esac; probe',
  'case ${TARGETARCH}${TARGETVARIANT} in armv7) GOARM=7 ;; armv6) GOARM=6 ;; esac; probe',
  'case "$TARGETARCH" in (amd64) CC=a ;; (*) CC=b ;; esac; probe',
  'case "$TARGETARCH" in amd64) ;; arm64) probe one ;; *) probe two ;; esac',
  'case "$TARGETARCH" in arm*) case "$TARGETVARIANT" in v7) GOARM=7 ;; v6) GOARM=6 ;; *) GOARM=8 ;; esac ;; esac; probe',
  '[ "$TARGETARCH" = "arm64" ] && GOARCH=arm64; probe',
  '[ "$TARGETARCH" = "arm64" ] && CC=cross || CC=gcc; probe',
  '[ "$TARGETARCH" = "amd64" ] || export CC=cross; probe',
  '[ "$TARGETARCH" != "arm" ] || GOARM=7; probe',
  'test "$TARGETARCH" = arm64 && export CC=cross; probe',
  '{ [ "$TARGETARCH" = arm ] && GOARM=${TARGETVARIANT#v}; } || true; probe',
  '([ "$TARGETARCH" = arm ] && GOARM=5); probe',
  'GOARCH=$TARGETARCH GOARM=${TARGETVARIANT#v} probe',
  'export GOARCH=${TARGETARCH:-amd64}; probe',
  'export GOARM=${TARGETVARIANT:+7}; probe',
  'export GOARM=${TARGETVARIANT#"v"}; probe',
  'GOARCH=$(echo $TARGETPLATFORM | cut -d/ -f2); probe',
  'GOARCH=$(echo ${TARGETPLATFORM} | cut -d / -f2) GOARM=$(echo ${TARGETPLATFORM} | cut -d / -f3 | cut -c2-) probe',
  'GOARM=$(echo "$TARGETVARIANT" | tr -d v); probe',
  'GOARM=$(echo "$TARGETVARIANT" | sed s/v//); probe',
  "GOARM=$(echo $TARGETVARIANT | sed 's/^v//'); probe",
  "GOARCH=$(echo $TARGETPLATFORM | awk -F/ '{print $2}'); probe",
  'GOARCH=`echo $TARGETPLATFORM | cut -d/ -f2`; probe',
  'GOARM=$(printf %s "$TARGETVARIANT" | tr -d v); probe',
  'CGO_ENABLED=$([ "$TARGETARCH" = "amd64" ] && echo 1 || echo 0); probe',
  'CGO_ENABLED=$(if [ "$TARGETARCH" = "arm64" ]; then echo 0; else echo 1; fi) probe',
  'CC=$(case $TARGETARCH in arm64) echo aarch64-linux-gnu-gcc;; arm) echo arm-linux-gnueabihf-gcc;; *) echo gcc;; esac); probe',
  'CC=$(case "$TARGETARCH" in arm64) printf aarch64 ;; esac)-linux-gnu-gcc; probe',
  'ARCH=x86_64; if [ "$TARGETARCH" = "arm64" ]; then ARCH=aarch64; fi; CC=$ARCH-linux-gnu-gcc; probe',
  'set -e; case "$TARGETARCH" in amd64|arm64|arm|386) ;; *) echo "not supported" >&2; exit 0 ;; esac; probe',
  'setup() { if [ "$1" = "arm64" ]; then CC=cross; else CC=gcc; fi; }; setup "$TARGETARCH"; probe',
  'arch() { case "$TARGETARCH" in arm64) echo aarch64 ;; *) echo other ;; esac; }; CC=a; probe',
  'for a in $TARGETARCH; do GOARCH=$a probe; done',
  'CC=; if [ "$TARGETARCH" = "arm64" ]; then :; else CC=gcc; fi; if [ -z "$CC" ]; then CC=cross; fi; probe',
  'if [ "$TARGETARCH" = "arm64" ]\nthen\n  CC=cross\nelse\n  CC=gcc\nfi\nprobe',
  'case "$TARGETARCH" in\n  arm64)\n    CC=cross\n    ;;\n  *)\n    CC=gcc\n    ;;\nesac\nprobe',
  'true && if [ "$TARGETOS" = linux ]; then GOARCH=$TARGETARCH; fi && probe',
  'if [ "$TARGETOS/$TARGETARCH" = "linux/arm64" ]; then CC=cross; fi; probe',
  'if [ "${TARGETPLATFORM}" = "linux/arm64" ] ; then probe a ; elif [ "${TARGETPLATFORM}" = "linux/arm/v7" ] ; then probe b ; else probe c ; fi',
  'unset CC; CC=gcc; [ "$TARGETARCH" = 386 ] && unset CC; probe',
  'if [ "$TARGETVARIANT" = "v7" ]; then GOARM=7; else if [ "$TARGETVARIANT" = "v6" ]; then GOARM=6; fi; fi; probe',
  'if [ "$TARGETARCH" = "arm64" ]; then CC=cross; export CC; fi && GOARCH=$TARGETARCH probe',
  'if [ 1 -eq 1 ] && [ "$TARGETARCH" = "s390x" ]; then CC=cross; fi; probe',
  'A=$TARGETARCH; B=$A; case $B in arm64) CC=cross ;; esac; probe',
  'A="${TARGETPLATFORM%%/*}"; B="${TARGETPLATFORM#*/}"; GOARCH="${B%%/*}"; probe',
];

const BASH: readonly string[] = [
  'if [[ "$TARGETARCH" == "arm64" ]]; then CC=cross; else CC=gcc; fi; probe',
  'if [[ $TARGETPLATFORM == linux/arm/* ]]; then GOARM=${TARGETPLATFORM##*/v}; fi; probe',
  'if [[ "$TARGETARCH" == arm* && "$TARGETVARIANT" == "v7" ]]; then GOARM=7; fi; probe',
  'if [[ "$TARGETARCH" =~ ^(arm64|arm)$ ]]; then CC=cross; fi; probe',
  '[[ $TARGETARCH == amd64 ]] || CC=cross; probe',
  'function pick { if [[ $1 == arm64 ]]; then CC=cross; fi; }; pick $TARGETARCH; probe',
  'GOARM=${TARGETVARIANT//v/}; probe',
  'if [[ ! $TARGETARCH = amd64 ]]; then CC=cross; fi; probe',
];

const SEEN = ['GOARCH', 'GOARM', 'CGO_ENABLED', 'CC'] as const;

/** What the real shell gives to each `probe` that it reaches: the variables, and the first argument. */
function real(shell: string, script: string, env: Readonly<Record<string, string>>): string[] {
  const names = SEEN.map((name) => `"\${${name}-}"`).join(' ');
  const whole = `probe() { printf '%s,%s,%s,%s:%s\\n' ${names} "\${1-}"; }\n${script}\n`;
  const printed = execFileSync(shell, ['-c', whole], { env: { ...env, PATH: process.env.PATH }, encoding: 'utf8' });
  return printed.split('\n').filter((line) => line !== '' && line.includes(':'));
}

/** The same, as it is followed; null where it cannot be told. */
function followed(script: string, env: Readonly<Record<string, string>>): (string | null)[] {
  const { commands } = followScript(scriptItems(script, { lineOf: () => 1 }), Names.of({ ...env }));
  return commands
    .filter(({ words, runs }) => words[0] === 'probe' && runs !== 'no')
    .map(({ words, scope, assignments, runs }) => {
      const values = SEEN.map((name) => {
        const written = assignments[name] ?? scope.get(name) ?? '';
        return written.includes('$(') || written.includes('`') ? inOrder(written, scope) : shellValue(written, scope);
      });
      return runs === 'maybe' || values.includes(undefined) ? null : `${values.join(',')}:${words[1] ?? ''}`;
    });
}

/** A value that stands before its command is followed as one that stands alone. */
function inOrder(written: string, scope: Names<string>): string | undefined {
  const { scope: after } = followScript(scriptItems(`X="${written}"`, { lineOf: () => 1 }), scope);
  const value = after.get('X');
  return value?.includes('$') ? undefined : value;
}

describe.each(Object.entries(PLATFORMS))('for %s', (_, env) => {
  test.each(SHAPES)('sh and the reader agree on %j', (script) => {
    expect(followed(script, env)).toEqual(real('sh', script.replaceAll(' == ', ' = '), env));
  });

  test.each(BASH)('bash and the reader agree on %j', (script) => {
    expect(followed(script, env)).toEqual(real('bash', script, env));
  });
});

test.each([
  'if grep -q arm /proc/cpuinfo; then GOARCH=arm; else GOARCH=amd64; fi; probe',
  'if [ -f go.mod ]; then GOARCH=arm; fi; probe',
  'GOARCH=$(uname -m); probe',
  'GOARCH=$(cat arch); probe',
  'case "$(uname -m)" in x86_64) GOARCH=amd64 ;; *) GOARCH=arm ;; esac; probe',
  'for GOARCH in arm arm64; do probe; done',
  'while read GOARCH; do probe; done',
  'test -e x && probe',
  'make || probe',
  'command -v clang >/dev/null && export CC=clang; probe',
  'grep -q arm /proc/cpuinfo && GOARCH=arm; probe',
])('what only the build knows is not told: %j', (script) => {
  expect(followed(script, PLATFORMS['linux/arm64'] ?? {})).toEqual([null]);
});

test('a branch that fails the build leaves nothing to what comes behind it', () => {
  const script = 'case "$TARGETARCH" in arm64) ;; *) echo no; exit 1 ;; esac; probe';
  expect(followed(script, PLATFORMS['linux/arm64'] ?? {})).toEqual([',,,:']);
  expect(followed(script, PLATFORMS['linux/amd64'] ?? {})).toEqual([]);
  expect(followed('curl x || exit 1; probe', PLATFORMS['linux/amd64'] ?? {})).toEqual([',,,:']);
});
