import { describe, expect, test } from '@jest/globals';
import type { Evaluated, EvaluationOptions, Reference } from '../../src/dockerfile/dockerfile.ts';
import { evaluate } from '../../src/dockerfile/evaluate/evaluate.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { UserError } from '../../src/model/problem.ts';
import { type Platform, parsePlatform } from '../../src/platform/platform.ts';
import { dockerfiles } from './fixtures.ts';

function platform(text: string): Platform {
  const parsed = parsePlatform(text);
  if (!('platform' in parsed)) throw new Error(parsed.why);
  return parsed.platform;
}

type Some = Partial<Omit<EvaluationOptions, 'platform'>> & { readonly for?: string };

function evaluated(text: string, { for: target = 'linux/arm64', ...options }: Some = {}): Evaluated {
  const all = { buildPlatform: platform('linux/amd64'), buildArgs: {}, contexts: {}, ...options };
  return evaluate(readDockerfile(text), { platform: platform(target), ...all });
}

/** A reference in few letters: `#1`, `image:x`, `context:x`, `scratch`, `?`. */
function short(reference: Reference): string {
  if (reference.kind === 'stage') return `#${reference.index}`;
  if (reference.kind === 'image') return `image:${reference.reference}`;
  if (reference.kind === 'context') return `context:${reference.name}`;
  return reference.kind === 'scratch' ? 'scratch' : '?';
}

const bases = (text: string, options?: Some): string[] =>
  evaluated(text, options).stages.map(({ base }) => short(base));
const uses = (text: string, options?: Some): string[][] =>
  evaluated(text, options).stages.map(({ uses }) => uses.map(({ from, how }) => `${how} ${short(from)}`));

describe('bases', () => {
  test.each<[string, string[], Some?]>([
    ['ARG V=1\nFROM golang:${V}', ['image:golang:1']],
    ['ARG V=1\nFROM golang:${V}', ['image:golang:2'], { buildArgs: { V: '2' } }],
    ['ARG V\nFROM golang:${V:-3}', ['image:golang:3']],
    ['ARG A=x\nARG B=${A}y\nFROM $B', ['image:xy']],
    ['ARG A=x B="y z" C\nFROM ${B%?z}${C}', ['image:y']],
    ['FROM a AS x\nFROM x\nFROM b AS x\nFROM x', ['image:a', '#0', 'image:b', '#2']],
    ['FROM a AS X\nFROM x\nFROM X', ['image:a', '#0', 'image:X']],
    ['FROM a AS a\nFROM a', ['image:a', '#0']],
    ['FROM x\nFROM a AS x', ['image:x', 'image:a']],
    ['FROM scratch\nFROM a AS scratch\nFROM scratch', ['scratch', 'image:a', '#1']],
    ['FROM base-${TARGETARCH}', ['image:base-arm'], { for: 'linux/arm/v7' }],
    ['FROM x-$TARGETARCH$TARGETVARIANT-$BUILDARCH', ['image:x-armv6-amd64'], { for: 'linux/arm/v6' }],
    ['FROM x-${TARGETPLATFORM//\\//-}', ['image:x-linux-arm64']],
    ['FROM x:$TARGETARCH', ['image:x:other'], { buildArgs: { TARGETARCH: 'other' } }],
    ['FROM x:$TARGETSTAGE AS one', ['image:x:one']],
    ['FROM x:$TARGETSTAGE', ['image:x:default']],
    ['FROM alpine', ['context:alpine'], { contexts: { alpine: 'docker-image://x' } }],
    ['FROM docker.io/library/alpine:latest', ['context:alpine'], { contexts: { alpine: 'x' } }],
    ['FROM alpine:3', ['image:alpine:3'], { contexts: { alpine: 'x' } }],
    ['FROM a AS b\nFROM b', ['context:b', 'context:b'], { contexts: { b: 'x' } }],
    ['FROM scratch', ['scratch'], { contexts: { scratch: 'x' } }],
    ['ARG B\nFROM $B', ['?']],
    ['FROM ${', ['?']],
  ])('%j → %j', (text, expected, ...[options]) => {
    expect(bases(text, options)).toEqual(expected);
  });

  test('one without a value says which argument is missing', () => {
    expect(evaluated('ARG BASE\nFROM ${BASE}').stages[0]?.base).toEqual({
      kind: 'unknown',
      text: '${BASE}',
      why: 'BASE has no value: give the build argument BASE',
    });
  });

  test('the chain goes to the root', () => {
    const { stages } = evaluated('FROM r AS a\nFROM a AS b\nFROM x\nFROM b');
    expect(stages.map(({ chain, root }) => [chain, short(root)])).toEqual([
      [[0], 'image:r'],
      [[1, 0], 'image:r'],
      [[2], 'image:x'],
      [[3, 1, 0], 'image:r'],
    ]);
  });
});

describe('platforms', () => {
  const fixed = (text: string) => ({ kind: 'fixed', platform: platform(text) });
  const other = (architecture: string, variant = '') => ({
    kind: 'fixed',
    platform: { os: 'linux', architecture, variant },
  });
  test.each<[string, unknown, Some?]>([
    ['FROM a', { kind: 'target' }],
    ['FROM --platform=$BUILDPLATFORM a', { kind: 'build' }],
    ['FROM --platform=$BUILDPLATFORM a', { kind: 'build' }, { for: 'linux/amd64' }],
    ['FROM --platform=${BUILDPLATFORM:-linux/arm64} a', { kind: 'build' }],
    ['FROM --platform="linux/${BUILDARCH}" a', { kind: 'build' }],
    ['ARG P=$BUILDPLATFORM\nFROM --platform=$P a', { kind: 'build' }],
    ['FROM --platform=$TARGETPLATFORM a', { kind: 'target' }],
    ['FROM --platform=$TARGETARCH a', { kind: 'target' }],
    ['FROM --platform=$TARGETARCH a', fixed('linux/arm/v7'), { for: 'linux/arm/v6' }],
    ['FROM --platform=linux/amd64 a', fixed('linux/amd64')],
    ['FROM --platform=linux/amd64 a', fixed('linux/amd64'), { for: 'linux/amd64' }],
    ['FROM --platform=aarch64 a', fixed('linux/arm64')],
    [
      'FROM --platform=windows/amd64 a',
      { kind: 'fixed', platform: { os: 'windows', architecture: 'amd64', variant: '' } },
    ],
    ['FROM --platform=$BUILDPLATFORM scratch', { kind: 'target' }],
    ['FROM a AS x\nFROM --platform=$BUILDPLATFORM x', { kind: 'target' }],
    ['FROM --platform=$BUILDPLATFORM a AS x\nFROM x', { kind: 'build' }],
    [
      'FROM --platform=$BUILDPLATFORM a AS x\nFROM x',
      { kind: 'unknown', why: expect.any(String) },
      { contexts: { x: 'y' } },
    ],
    ['FROM --platform=$NOPE a', { kind: 'unknown', why: '--platform=$NOPE has no value' }],
    ['FROM --platform=linux/vax a', other('vax')],
    ['FROM --platform=linux/arm32 a', other('arm32')],
    ['FROM --platform=linux/arm32 a', other('arm32'), { for: 'linux/arm/v7' }],
    ['FROM --platform=arm32 a', { kind: 'unknown', why: expect.stringContaining('arm32') }],
    ['FROM --platform=linux/arm64/v9 a', other('arm64', 'v9')],
    ['FROM --platform=linux/arm64/v8.0 a', fixed('linux/arm64')],
    ['FROM --platform=linux/arm/6 a', fixed('linux/arm/v6')],
    ['FROM --platform=linux/i386 a', fixed('linux/386')],
    ['FROM --platform=linux a', fixed('linux/amd64')],
    ['FROM --platform=linux/a/b/c a', { kind: 'unknown', why: expect.stringContaining('linux/a/b/c') }],
  ])('%j', (text, expected, ...[options]) => {
    const { stages } = evaluated(text, options);
    const last = stages.at(-1);
    const context = stages.find(({ stage }) => options?.contexts?.[stage.name ?? ''] !== undefined);
    expect((context ?? last)?.platform).toEqual(expected);
  });
});

describe('what is taken from elsewhere', () => {
  test.each<[string, string[], Some?]>([
    ['COPY --from=a /x /y', ['copy #0']],
    ['COPY --from=A /x /y', ['copy #0']],
    ['COPY --from=1 /x /y', ['copy #1']],
    ['COPY --from=golang:1 /x /y', ['copy image:golang:1']],
    ['COPY --from=scratch /x /y', ['copy scratch']],
    ['COPY --from=ctx /x /y', ['copy context:ctx'], { contexts: { ctx: './c' } }],
    ['COPY --from=a /x /y', ['copy context:a'], { contexts: { a: './c' } }],
    ['COPY --from=$V /x /y', ['copy ?']],
    ['COPY /x /y', []],
    ['RUN --mount=from=b,target=/b x', ['mount #1']],
    ['RUN --mount=type=cache,target=/c,FROM=a x', ['mount #0']],
    ['RUN --mount=type=bind,from=0,target=/c x', ['mount image:0']],
    [
      'RUN --mount="type=bind,from=a,source=/a b,target=/c" --mount=from=golang,target=/g x',
      ['mount #0', 'mount image:golang'],
    ],
    ['RUN --mount=type=bind,source=.,target=/s --mount=type=secret,id=from x', []],
    ['RUN --mount=\'type=bind,"from=b",target=/c\' x', ['mount #1']],
  ])('%s → %j', (line, expected, ...[options]) => {
    expect(uses(`FROM scratch AS a\nFROM scratch AS b\nFROM scratch\n${line}`, options)[2]).toEqual(expected);
  });

  test('paths are expanded, heredocs are no paths', () => {
    const text = `FROM a AS x
FROM b
ARG DIR=/d TARGETARCH
ENV OUT=$DIR/out
COPY --from=x $OUT/$TARGETARCH ["q"] \${HOME}/f /dst/
COPY --from=x ["/a b", "$DIR/c", "/dst/"]
COPY --from=x /one <<EOF /dst/
body
EOF
RUN --mount=from=x,src=$DIR/m,target=/m --mount=from=x,target=/n y`;
    expect(evaluated(text).stages[1]?.uses.map(({ paths }) => paths)).toEqual([
      ['/d/out/arm64', '[q]', '${HOME}/f'],
      ['/a b', '/d/c'],
      ['/one'],
      ['/d/m'],
      ['/'],
    ]);
  });

  test('--from means the last stage of that name in the whole file', () => {
    expect(uses('FROM a AS x\nFROM b AS x\nFROM c\nCOPY --from=x / /')[2]).toEqual(['copy #1']);
  });

  test('ONBUILD acts in the stages directly FROM it', () => {
    const text =
      'FROM t AS t\nFROM b AS b\nONBUILD COPY --from=t /x /x\nONBUILD ENV SET=1\nFROM b AS c\nLABEL x=$SET\nFROM c';
    expect(uses(text)).toEqual([[], [], ['copy #0'], []]);
    expect(evaluated(text).stages[2]?.scopes[0]?.record()).toEqual({ SET: '1' });
    expect(evaluated(text).needed).toEqual([0, 1, 2, 3]);
  });
});

describe('scopes', () => {
  test('what BuildKit reads itself is in no environment', () => {
    const text =
      'ARG BUILDKIT_SBOM_SCAN_STAGE=true\nFROM a\nARG BUILDKIT_SBOM_SCAN_STAGE\nARG BUILDKIT_SBOM_SCAN_CONTEXT=true X=1\nRUN a\n';
    expect(
      last(text, { buildArgs: { BUILDKIT_SBOM_SCAN_STAGE: 'false' } })
        ?.scopes.at(-1)
        ?.record(),
    ).toEqual({ X: '1' });
    expect(last('FROM a\nENV BUILDKIT_SBOM_SCAN_STAGE=1\nRUN a\n')?.scopes.at(-1)?.record()).toEqual({
      BUILDKIT_SBOM_SCAN_STAGE: '1',
    });
  });

  const last = (body: string, options?: Some) => evaluated(body, options).stages.at(-1);
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

  test.each<[string, Record<string, string>, Some?]>([
    ['FROM a\nRUN x', {}],
    ['ARG V=1\nFROM a\nRUN x', {}],
    ['ARG V=1\nFROM a\nARG V\nRUN x', { V: '1' }],
    ['ARG V=1\nFROM a\nARG V=2\nRUN x', { V: '2' }],
    ['ARG V=1\nFROM a\nARG V=2\nRUN x', { V: '3' }, { buildArgs: { V: '3' } }],
    ['FROM a\nARG V\nRUN x', {}],
    [
      'FROM a\nARG TARGETARCH TARGETVARIANT BUILDOS\nRUN x',
      { TARGETARCH: 'arm64', TARGETVARIANT: '', BUILDOS: 'linux' },
    ],
    ['FROM a\nENV A=1 B=$A C=${A:-2}\nENV D=$A\nRUN x', { A: '1', C: '2', D: '1' }],
    ['FROM a\nENV A 1 b = c\nRUN x', { A: '1 b = c' }],
    ['FROM a\nENV A="x y" B=x\\ y C=\'$Z\'\nRUN x', { A: 'x y', B: 'x y', C: '$Z' }],
    ['FROM a\nARG A=1 B=$A\nRUN x', { A: '1', B: '1' }],
    ['FROM a\nARG A=1\nENV A=2\nRUN x', { A: '2' }],
    ['FROM a\nENV A=2\nARG A=1\nRUN x', { A: '1' }],
    ['FROM a AS p\nENV A=2\nARG A=1 B=b\nFROM p\nRUN x', { A: '2', B: 'b' }],
    ['FROM a AS p\nENV A=2 C=3\nARG A=1\nFROM p AS q\nARG C=4\nARG A=5\nFROM q\nRUN x', { A: '2', C: '3' }],
    ['FROM a AS p\nENV A=2\nARG A=$NOPE\nFROM p\nRUN x', { A: '2' }],
    ['FROM a\nENV PATH=/go/bin:$PATH\nRUN x', {}],
    ['FROM a\nENV X=$NOPE Y=1\nENV Z=${X:-1}\nRUN x', { Y: '1' }],
    ['FROM a\nENV X=$NOPE\nENV X=2\nRUN x', { X: '2' }],
    [
      'FROM a\nENV PATH=/b:$PATH N=$NOPE\nRUN x',
      { PATH: '/b:/bin', HOME: '/r', N: '' },
      { baseEnv: { a: { PATH: '/bin', HOME: '/r' } } },
    ],
    ['FROM scratch\nENV P=$PATH\nRUN x', { P: path, PATH: path }],
    ['# escape=`\nFROM a\nENV A=x` y B=C:\\d\nRUN x', { A: 'x y', B: 'C:\\d' }],
  ])('%j', (text, expected, ...[options]) => {
    expect(last(text, options)?.scopes.at(-1)?.record()).toEqual(expected);
  });

  test('env holds what the image keeps: ENV, not ARG, not the base', () => {
    const text = 'FROM a AS p\nARG A=1\nENV B=$A\nFROM p\nENV C=3';
    expect(last(text, { baseEnv: { a: { HOME: '/' } } })?.env.record()).toEqual({ B: '1', C: '3' });
  });

  test('one scope per instruction, as before it', () => {
    expect(last('FROM a\nRUN a\nENV X=1\nRUN b')?.scopes.map((scope) => scope.record())).toEqual([{}, {}, { X: '1' }]);
  });
});

describe('target and what it needs', () => {
  test.each<[string, number[], Some?]>([
    ['diamond', [0, 1, 2, 4]],
    ['nine-stages-pipelines', [0, 1, 2, 5, 6, 7, 8]],
    ['nine-stages-pipelines', [1, 4], { target: 'TEST' }],
    ['numeric-copy-from', [0, 1, 2]],
    ['from-targetarch-stage', [1, 3]],
    ['from-targetarch-stage', [0, 3], { for: 'linux/amd64' }],
    ['mount-from-stage', [0, 1, 2]],
    ['long-file-many-stages', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['diamond', [0], { target: 'base' }],
  ])('%s → %j', (name, expected, ...[options]) => {
    const { needed, target } = evaluated(dockerfiles[name] ?? '', options);
    expect(needed).toEqual(expected);
    expect(needed.at(-1)).toBe(target);
  });

  test.each<[string, string, RegExp, number?]>([
    ['FROM a AS build\nFROM b', 'buidl', /there is no stage buidl.*write build$/],
    ['FROM a AS build\nFROM b', '1', /there is no stage 1/],
    ['FROM a AS x\nCOPY --from=y / /\nFROM b AS y\nCOPY --from=x / /', 'y', /the stages x → y → x need each other/, 4],
    ['FROM a AS x\nCOPY --from=x / /', '', /the stages x → x need each other/, 2],
    ['FROM a AS x\nCOPY --from=1 / /\nFROM b AS y', 'x', /stage x takes files from y, which comes after it/, 2],
    ['FROM a\nCOPY --from=3 / /', '', /COPY --from=3 names no stage - the stages are numbered 0 to 0/, 2],
  ])('%j with target %j is refused', (text, target, message, ...[line]) => {
    let error: unknown;
    try {
      evaluated(text, { target });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(message);
    expect((error as UserError).problems[0]?.at?.line).toBe(line);
  });

  test('a stage that nothing needs may look ahead', () => {
    expect(evaluated('FROM a\nCOPY --from=y / /\nFROM b AS y').needed).toEqual([1]);
  });
});

test.each(Object.keys(dockerfiles))('%s evaluates for every kind of target', (name) => {
  for (const target of ['linux/amd64', 'linux/arm64', 'linux/arm/v6']) {
    const { stages, needed } = evaluated(dockerfiles[name] ?? '', { for: target });
    for (const { stage, scopes, chain } of stages) {
      expect(scopes).toHaveLength(stage.instructions.length);
      expect(chain[0]).toBe(stage.index);
    }
    expect(needed.at(-1)).toBe(stages.length - 1);
  }
});
