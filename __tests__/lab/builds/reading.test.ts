import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EvaluatedStage, Instruction } from '../../../src/dockerfile/dockerfile.ts';
import { evaluate } from '../../../src/dockerfile/evaluate/evaluate.ts';
import { expand } from '../../../src/dockerfile/evaluate/expand.ts';
import { globalValues } from '../../../src/dockerfile/evaluate/scope.ts';
import { mountOf } from '../../../src/dockerfile/evaluate/uses.ts';
import { readDockerfile } from '../../../src/dockerfile/read/read.ts';
import { readElf } from '../../../src/model/elf.ts';
import { dockerfiles } from '../../dockerfile/fixtures.ts';
import { docker, lab, remove, unique } from '../support.ts';

// BuildKit itself is asked: what it reads and evaluates is what we must.
const builder = unique('reading');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-reading-'));
  await mkdir(join(folder, 'empty'));
  const config = ['--driver-opt', 'network=host', '--buildkitd-config', lab.buildkitdConfig];
  await docker('buildx', 'create', '--name', builder, '--driver', 'docker-container', ...config, '--bootstrap');
}, 120_000);

afterAll(async () => {
  await docker('buildx', 'rm', '-f', builder);
  await remove(folder);
}, 60_000);

/** Runs `docker buildx build` on a text in an empty context; stdout, or the error's stderr. */
async function build(text: string, ...argv: string[]): Promise<{ readonly out: string; readonly error?: string }> {
  const file = join(folder, `${unique('file')}.Dockerfile`);
  await writeFile(file, text);
  const call = [
    'buildx',
    'build',
    '--builder',
    builder,
    '--progress=plain',
    '-f',
    file,
    ...argv,
    join(folder, 'empty'),
  ];
  return promisify(execFile)('docker', call).then(
    ({ stdout }) => ({ out: stdout }),
    ({ stderr }: { stderr: string }) => ({ out: '', error: stderr }),
  );
}

/** Without `# syntax=`, whose frontend image is out of reach; the lines after it move up by `up`. */
function withoutSyntax(text: string): { readonly text: string; readonly up: number } {
  const without = text.replace(/^(\ufeff?)((?:#.*\r?\n)*?)#\s*syntax\s*=.*\r?\n/i, '$1$2');
  return { text: without, up: without === text ? 0 : 1 };
}

interface Target {
  readonly name?: string;
  readonly base: string;
  readonly platform?: string;
  readonly location: {
    readonly ranges: readonly { readonly start: { readonly line: number }; readonly end: { readonly line: number } }[];
  };
}

describe('BuildKit lists the same stages', () => {
  test.each(Object.entries(dockerfiles))(
    '%s',
    async (_, text) => {
      const asked = withoutSyntax(text);
      const { out, error } = await build(asked.text, '--call=targets,format=json');
      expect(error).toBeUndefined();
      const { targets } = JSON.parse(out) as { targets: Target[] };
      const theirs = targets.map(({ name, base, platform, location }) => {
        const { ranges } = location;
        const [first, last] = [ranges[0]?.start.line ?? 0, ranges.at(-1)?.end.line ?? 0];
        return { name, base, platform, line: first + asked.up, endLine: last + asked.up };
      });
      const ours = readDockerfile(text).stages.map(({ name, base, platform, from }) => {
        return { name, base, platform, line: from.span.line, endLine: from.span.endLine };
      });
      expect(ours).toEqual(theirs);
    },
    30_000,
  );
});

const amd64 = { os: 'linux', architecture: 'amd64', variant: '' };
const OPTIONS = { platform: amd64, buildPlatform: amd64, buildArgs: {}, contexts: {} };

interface Outline {
  readonly args?: readonly { readonly name: string; readonly value?: string }[];
  readonly secrets?: readonly { readonly name: string }[];
}

describe('BuildKit outlines the same arguments and secrets', () => {
  test.each(Object.entries(dockerfiles))(
    '%s',
    async (_, text) => {
      const evaluated = evaluate(readDockerfile(text), OPTIONS);
      const stages = evaluated.needed.flatMap((index) => evaluated.stages[index] ?? []);
      const contexts = imagesOf(stages).map((name) => `--build-context=${name}=docker-image://debian:bookworm`);
      const { out, error } = await build(withoutSyntax(text).text, '--call=outline,format=json', ...contexts);
      expect(error).toBeUndefined();
      const outline = JSON.parse(out) as Outline;
      const values = valuesOf(text, stages);
      const others = (outline.args ?? []).filter(
        ({ name, value }) => value !== undefined && value !== '' && !values(name).includes(value),
      );
      expect(others).toEqual([]);
      const ids = stages.flatMap(({ stage }) => stage.instructions.flatMap(secretsOf));
      expect((outline.secrets ?? []).map(({ name }) => name).sort()).toEqual([...new Set(ids)].sort());
    },
    60_000,
  );
});

function imagesOf(stages: readonly EvaluatedStage[]): string[] {
  const names = stages.flatMap(({ root, uses }) =>
    [root, ...uses.map(({ from }) => from)].flatMap((from) => (from.kind === 'image' ? [from.reference] : [])),
  );
  return [...new Set(names)];
}

/** Every value that an argument has somewhere in these stages, or before the first. */
function valuesOf(text: string, stages: readonly EvaluatedStage[]): (name: string) => string[] {
  const globals = globalValues(readDockerfile(text), OPTIONS);
  return (name) =>
    [globals[name] ?? [], ...stages.flatMap(({ scopes }) => scopes.map((scope) => scope.get(name) ?? []))].flat();
}

function secretsOf({ flags }: Instruction): string[] {
  return flags.flatMap(({ name, value }) => {
    const mount = name === 'mount' ? mountOf(value) : {};
    return mount.type === 'secret' ? [mount.id ?? mount.target ?? ''] : [];
  });
}

const arm = { os: 'linux', architecture: 'arm', variant: 'v7' };

describe('labels come out with the values that our scopes have', () => {
  test.each<[string, Record<string, string>?]>([
    ['FROM scratch\nENV X=env Y=1\nARG X=arg\nARG Z=$X\nLABEL x=$X y=$Y z=$Z'],
    ['FROM scratch AS base\nENV X=env\nARG X=arg\nARG Z=$X\nFROM base\nLABEL x=$X z=$Z'],
    ['ARG G=1\nARG H=${G}2\nFROM scratch\nARG G\nARG H=own\nARG N\nLABEL g=$G h=$H n=${N:-none}', { N: 'given' }],
    ['ARG G=1\nFROM scratch\nLABEL g=[$G] t=[$TARGETARCH]'],
    [
      'FROM scratch\nARG TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT\nLABEL a=$TARGETPLATFORM-$TARGETOS-$TARGETARCH-$TARGETVARIANT',
    ],
    [
      'FROM --platform=$BUILDPLATFORM scratch AS tools\nFROM tools\nARG TARGETSTAGE TARGETARCH\nLABEL a=$TARGETSTAGE b=$TARGETARCH',
    ],
    ['FROM scratch\nENV A="x y" B=x\\ y C=\'$A\' D="$A"\nLABEL a="$A" b="$B" c="$C" d="$D" p=$PATH'],
    ['FROM scratch\nENV A 1 = 2\nENV B=$A\nENV C=${B#1}\nLABEL a="$A" c="$C"'],
    ['# escape=`\nFROM scratch\nENV A=x` y B=\\d\nLABEL a="$A" b="$B"'],
    ['FROM scratch AS p\nONBUILD ENV O=1\nONBUILD ARG TARGETARCH\nFROM p\nLABEL o=[$O] t=[$TARGETARCH]'],
    ['FROM scratch AS p\nONBUILD ENV O=1\nFROM p AS q\nFROM q\nENV Q=$O\nLABEL q=[$Q]'],
    ['ARG PICK=b\nFROM scratch AS a\nENV W=a\nFROM scratch AS b\nENV W=b\nFROM $PICK\nLABEL w=$W', { PICK: 'a' }],
    ['FROM scratch AS x\nENV W=1\nFROM scratch AS x\nENV W=2\nFROM x AS x\nLABEL w=$W'],
  ])(
    '%j',
    async (text, ...[given]) => {
      const buildArgs = given ?? {};
      const image = join(folder, unique('image'));
      const flags = Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
      const { error } = await build(
        text,
        ...flags,
        '--platform=linux/arm/v7',
        '--provenance=false',
        '--output',
        `type=oci,tar=false,dest=${image}`,
      );
      expect(error).toBeUndefined();
      const dockerfile = readDockerfile(text);
      const { stages, target } = evaluate(dockerfile, { platform: arm, buildPlatform: amd64, buildArgs, contexts: {} });
      const stage = stages[target];
      const index = stage?.stage.instructions.findIndex(({ keyword }) => keyword === 'LABEL') ?? -1;
      const labels = (stage?.stage.instructions[index]?.text ?? '').matchAll(/(\w+)=("[^"]*"|\S+)/g);
      const ours = Object.fromEntries(
        [...labels].map(([, name, value = '']) => {
          const expansion = expand(value, stage?.scopes[index] ?? {}, {
            escape: dockerfile.directives.escape,
            unset: 'empty',
          });
          return [name, 'value' in expansion ? expansion.value : undefined];
        }),
      );
      expect(ours).toEqual(await labelsOf(image));
    },
    30_000,
  );
});

async function labelsOf(layout: string): Promise<unknown> {
  const blob = async (digest: string) =>
    JSON.parse(await readFile(join(layout, 'blobs', digest.replace(':', '/')), 'utf8'));
  const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
  const manifest = await blob(index.manifests[0].digest);
  return (await blob(manifest.config.digest)).config.Labels;
}

/** Three stages that say who they are, and a last one. */
const who = (last: string, names = ['a', 'b', 'c']): string =>
  [...names.map((name, i) => `FROM scratch AS ${name}\nCOPY <<END /who\n${i}\nEND`), 'FROM scratch', last].join('\n');

describe('--from takes from the stage that we say', () => {
  test.each([
    who('COPY --from=b /who /who'),
    who('COPY --from=B /who /who'),
    who('COPY --from=2 /who /who'),
    who('COPY --from=x /who /who', ['x', 'y', 'x']),
    who('COPY --from=+1 /who /who'),
    who('COPY --from=01 /who /who'),
  ])(
    '%j',
    async (text) => {
      const out = join(folder, unique('out'));
      expect((await build(text, '--output', `type=local,dest=${out}`)).error).toBeUndefined();
      const { stages } = evaluate(readDockerfile(text), {
        platform: amd64,
        buildPlatform: amd64,
        buildArgs: {},
        contexts: {},
      });
      const from = stages.at(-1)?.uses[0]?.from;
      expect(from).toEqual({ kind: 'stage', index: Number(await readFile(join(out, 'who'), 'utf8')) });
    },
    30_000,
  );

  test('an image is the target platform’s, in a stage on the build platform too', async () => {
    const out = join(folder, unique('out'));
    const text =
      'FROM --platform=$BUILDPLATFORM debian:bookworm AS b\nCOPY --from=golang:1.26-bookworm /usr/local/go/bin/go /go\nFROM scratch\nCOPY --from=b /go /usr/bin/dash /\n';
    const built = await build(text, '--platform=linux/arm64', '--output', `type=local,dest=${out}`);
    expect(built.error).toBeUndefined();
    const machine = async (name: string) => readElf(await readFile(join(out, name)))?.machine;
    expect(await machine('go')).toBe(0xb7);
    expect(await machine('dash')).toBe(process.arch === 'x64' ? 0x3e : 0xb7);
  }, 120_000);

  test('a named context takes the place of a stage of its name', async () => {
    const context = join(folder, 'context');
    await mkdir(context);
    await writeFile(join(context, 'who'), 'context');
    const text = who('COPY --from=b /who /who');
    const out = join(folder, unique('out'));
    expect(
      (await build(text, '--build-context', `b=${context}`, '--output', `type=local,dest=${out}`)).error,
    ).toBeUndefined();
    expect(await readFile(join(out, 'who'), 'utf8')).toBe('context');
    const { stages } = evaluate(readDockerfile(text), {
      platform: amd64,
      buildPlatform: amd64,
      buildArgs: {},
      contexts: { b: context },
    });
    expect(stages.at(-1)?.uses[0]?.from).toEqual({ kind: 'context', name: 'b' });
  }, 30_000);
});

describe('what we refuse, BuildKit refuses', () => {
  test.each<[string, string?]>([
    [''],
    ['RUN x\nFROM scratch\n'],
    ['FROM scratch\nRUNN x\n'],
    ['FROM scratch\nRUN <<EOF\nx\n'],
    ['FROM scratch\nRUN echo $((1 << 3))\n'],
    ['# escape=x\nFROM scratch\n'],
    ['# check=skip=none\n# check=skip=none\nFROM scratch\n'],
    ['FROM scratch b\n'],
    ['FROM scratch AS 1x\n'],
    ['FROM scratch\nCMD ["a", 1]\n'],
    ['FROM scratch AS build\nLABEL a=b', 'buidl'],
    ['FROM scratch AS build\nLABEL a=b', '0'],
    ['FROM scratch AS x\nCOPY --from=y / /\nFROM scratch AS y\nCOPY --from=x / /', 'y'],
    ['FROM scratch AS x\nCOPY --from=x / /'],
    ['FROM scratch AS x\nCOPY --from=1 / /\nFROM scratch AS y\nCOPY <<E /e\nE', 'x'],
    ['FROM scratch\nCOPY --from=3 / /'],
  ])(
    '%j',
    async (text, ...[target]) => {
      const flags = target === undefined ? [] : ['--target', target];
      const { error } = await build(text, ...flags, '--output', 'type=cacheonly');
      expect(error).toMatch(/ERROR/);
      const options = {
        platform: amd64,
        buildPlatform: amd64,
        buildArgs: {},
        contexts: {},
        ...(target === undefined ? {} : { target }),
      };
      expect(() => evaluate(readDockerfile(text), options)).toThrow(expect.objectContaining({ name: 'UserError' }));
    },
    30_000,
  );
});
