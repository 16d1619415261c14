import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Instruction } from '../../src/dockerfile/dockerfile.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { accelerateFiles, kitStage, textOf } from '../../src/toolchain/accelerate/index.ts';
import { crossFiles } from '../../src/toolchain/cross/index.ts';
import { dockerfiles } from '../dockerfile/fixtures.ts';
import { planIfReadable, planOf, type Wish } from './support.ts';

const PLATFORMS = [
  ['linux/amd64', 'linux/arm64'],
  ['linux/arm/v7'],
  ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/s390x'],
];
const WISHES: readonly Wish[] = [
  ...(['auto', 'accelerate', 'cross', 'emulate'] as const).flatMap((strategy) =>
    PLATFORMS.map((platforms): Wish => ({ strategy, platforms })),
  ),
  { platforms: ['linux/arm64', 'linux/arm/v7'], byPlatform: { 'linux/arm/v7': 'emulate' } },
  { platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'], byPlatform: { 'linux/arm/v7': 'accelerate' } },
  { platforms: ['linux/arm64', 'linux/s390x'], strategy: 'emulate', byPlatform: { 'linux/arm64': 'cross' } },
];

const OURS = /--mount=\S*crossbuild-\S* |--platform=\$BUILDPLATFORM /g;

/** An instruction without what we put into it. */
function plain({ keyword, span, heredocs }: Instruction, text: string): string {
  const written = text.slice(span.start, span.end).replace(OURS, '').replace(/\r\n/g, '\n');
  return [keyword, written, ...heredocs.map(({ body }) => body)].join('\n');
}

describe.each(Object.entries(dockerfiles))('%s', (_, text) => {
  const plans = WISHES.flatMap((wish) => {
    const plan = planIfReadable(text, wish);
    return plan === undefined ? [] : [{ wish, plan: plan.dockerfile, handovers: plan.handovers }];
  });

  test('a rewrite keeps every instruction, in its place', () => {
    for (const { plan } of plans) {
      if (!plan.changed) {
        expect(plan.text).toBe(text);
        continue;
      }
      const user = readDockerfile(text);
      const stages = readDockerfile(plan.text).stages.slice(plan.insertedStages);
      expect(stages.map(({ name }) => name)).toEqual(user.stages.map(({ name }) => name));
      stages.forEach((stage, at) => {
        const original = user.stages[at];
        const own = stage.instructions.filter(({ span }) => !plan.userLine(span.line).inserted);
        const number = (line: string) => line.replace(/--from=["']?\+?0*(\d+)["']?(?=\s)/, '--from=N');
        expect(own.map((one) => number(plain(one, plan.text)))).toEqual(
          original?.instructions.map((one) => number(plain(one, text).replace(/--platform=\$BUILDPLATFORM /g, ''))),
        );
      });
    }
  });

  test('every line of the user is there once, in order, and maps back to itself', () => {
    const user = linesOf(text);
    for (const { plan } of plans) {
      const kept = linesOf(plan.text)
        .map((written, at) => ({ written, ...plan.userLine(at + 1) }))
        .filter(({ inserted }) => !inserted);
      expect(kept.map(({ line }) => line)).toEqual(user.map((_, at) => at + 1));
      const strangers = kept.filter(
        ({ written, line }) =>
          !written.includes('crossbuild-base-') && !written.includes(lastWord(user[line - 1] ?? '')),
      );
      expect(strangers).toEqual([]);
    }
  });

  test('the diff has no line of the stages that make tools', () => {
    for (const { plan } of plans) {
      const lines = plan.diff.split('\n').filter((line) => /^[+]/.test(line) && !line.startsWith('+++'));
      expect(lines.filter((line) => /^\+(FROM .*crossbuild-(kit|toolchain|go)|COPY <<)/.test(line))).toEqual([]);
    }
  });

  test('a rewritten file is left alone', () => {
    for (const { wish, plan } of plans) {
      if (!plan.changed) continue;
      const again = planOf(plan.text, wish);
      expect(again.dockerfile.text).toBe(plan.text);
      expect(again.dockerfile.secrets).toEqual(plan.secrets);
    }
  });

  test('the builds that fetch what is handed over have one stage more', () => {
    const count = readDockerfile(text).stages.length;
    for (const { plan, handovers } of plans)
      for (const { text: whole } of handovers) {
        const stages = readDockerfile(whole).stages;
        expect(stages).toHaveLength(count + plan.insertedStages + 1);
        expect(stages.at(-1)?.name).toBe('crossbuild-handover');
      }
  });
});

test('the fixtures hold every kind of rewrite', () => {
  const all = Object.values(dockerfiles).flatMap((text) => WISHES.map((wish) => planIfReadable(text, wish)));
  const texts = all.flatMap((plan) => (plan?.dockerfile.changed ? [plan.dockerfile.text] : []));
  for (const part of [
    'AS crossbuild-toolchain-1',
    'AS crossbuild-go-1',
    'AS crossbuild-base-0-cross',
    '/cross/setup.sh',
  ])
    expect(texts.some((text) => text.includes(part))).toBe(true);
});

describe('numbers of stages', () => {
  const rewritten = (lines: string) =>
    planOf(
      `FROM golang:1.26-bookworm AS first\nRUN go build -o /a ./c\nFROM debian:bookworm\nCOPY --from=first /a /z\n#\n${lines}`,
    ).dockerfile;

  test.each([
    ['COPY --from=0 /a /a', 'COPY --from=N /a /a'],
    ['COPY --chown=1 --from=00 --link /a /a', 'COPY --chown=1 --from=N --link /a /a'],
    ['COPY --from=+0 ["/a", "/a b"]', 'COPY --from=N ["/a", "/a b"]'],
    ['COPY --from="0" /a /a', 'COPY --from=N /a /a'],
    ['copy --from=0 /a \\\n  /b', 'copy --from=N /a \\\n  /b'],
    ['RUN --mount=type=bind,from=0,target=/m true', 'RUN --mount=type=bind,from=0,target=/m true'],
    ['RUN echo COPY --from=0', 'RUN echo COPY --from=0'],
    ['COPY --from=busybox:1 /bin/sh /0', 'COPY --from=busybox:1 /bin/sh /0'],
  ])('%j', (line, expected) => {
    const { text, insertedStages } = rewritten(line);
    expect(insertedStages).toBeGreaterThan(0);
    expect(text.split('/z\n#\n')[1]).toBe(expected.replace('=N', `=${insertedStages}`));
  });

  test('in ONBUILD belong to who builds on the image, so nothing is put before them', () => {
    const { changed } = rewritten('ONBUILD COPY --from=0 /a /a');
    expect(changed).toBe(false);
  });
});

describe('what is inserted', () => {
  test('stages are counted as Docker reads them, not as lines', () => {
    const { text, insertedStages } = planOf('FROM golang:1.26-bookworm\nRUN go build -o /a ./c').dockerfile;
    expect(readDockerfile(text).stages).toHaveLength(insertedStages + 1);
  });

  test('heredocs keep their line ends in a file with CRLF', () => {
    const { text } = planOf('FROM golang:1.26-bookworm\r\nRUN go build -o /a ./c\r\n').dockerfile;
    const bodies = readDockerfile(text).stages.flatMap(({ instructions }) =>
      instructions.flatMap(({ heredocs }) => heredocs),
    );
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.filter(({ body }) => body.includes('\r'))).toEqual([]);
  });

  test('comes after directives and global arguments, and they stay what they are', () => {
    const head = '# syntax=docker/dockerfile:1\n# escape=`\nARG GO=1.26\n\n';
    const { text } = planOf(`${head}FROM golang:\${GO}-bookworm\nRUN go build -o /a ./c\n`).dockerfile;
    expect(text.startsWith(`${head}FROM scratch AS crossbuild-kit\n`)).toBe(true);
    expect(text).toContain('FROM --platform=$BUILDPLATFORM golang:${GO}-bookworm AS crossbuild-toolchain-1');
  });

  test('a frontend without secrets as environment variables gets an ARG, once, in a stage that is only copied from', () => {
    const { text, secrets, diff } = planOf(
      '# syntax=docker/dockerfile:1.6\nFROM gcc:14 AS b\nRUN true\nRUN make\nRUN make x\nFROM scratch\nCOPY --from=b /x /',
      { platforms: ['linux/arm64'] },
    ).dockerfile;
    expect(secrets).toEqual([]);
    const mount = '--mount=type=bind,from=crossbuild-toolchain-1,source=/crossbuild/tree,target=/.crossbuild';
    expect(text).toContain(
      `FROM gcc:14 AS b\nRUN true\nARG COMPILER_PATH=/.crossbuild/gcc\nRUN ${mount} make\nRUN ${mount} make x\nFROM scratch\n`,
    );
    expect(diff).toContain('+ARG COMPILER_PATH=/.crossbuild/gcc\n');
  });

  describe('a frontend without heredocs', () => {
    const C = 'FROM gcc:14 AS b\nRUN make\nFROM scratch\nCOPY --from=b /x /';
    const GO = 'FROM golang:1.26-bookworm AS b\nRUN go build -o /a ./c\nFROM scratch\nCOPY --from=b /a /';

    test.each([
      ['1.2', C, 'gcc:14', accelerateFiles],
      ['1.3', C, 'gcc:14', accelerateFiles],
      ['1.3-labs', C, 'gcc:14', accelerateFiles],
      ['experimental', C, 'gcc:14', accelerateFiles],
      ['1.0-experimental', C, 'gcc:14', accelerateFiles],
      ['1.2', GO, 'golang:1.26-bookworm', crossFiles],
    ])('%s gets the same files, written by steps on the base: %s', (tag, file, base, files) => {
      const { text } = planOf(`# syntax=docker/dockerfile:${tag}\n${file}`, { platforms: ['linux/arm64'] }).dockerfile;
      const [kit] = readDockerfile(text).stages;
      const steps = (kit?.instructions ?? []).flatMap(({ exec }) => (exec === undefined ? [] : [exec]));
      expect(text).toContain(`FROM --platform=$BUILDPLATFORM ${base} AS crossbuild-kit\nUSER 0\n`);
      expect(Object.fromEntries(steps.slice(0, -1).map(([, , , , path, content]) => [path, content]))).toEqual(
        Object.fromEntries(Object.entries(files).map(([path, content]) => [path, `${content.trimEnd()}\n`])),
      );
      expect((kit?.instructions ?? []).flatMap(({ heredocs }) => heredocs)).toEqual([]);
      // what such a frontend reads a line with
      for (const line of text.split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(64 * 1024);
    });

    test('a shell writes them as they are, and what BuildKit tells of the platform', () => {
      const root = mkdtempSync(join(tmpdir(), 'crossbuild-kit-'));
      try {
        const files = { '/a.sh': "echo 'it'\\''s' \"$HOME\" `x` %s \\\\n <<EOF\n# ä", '/deep/er/b': 'b' };
        const text = textOf(kitStage({ files, settings: { NAME: 'one two' }, writtenOn: 'debian' }));
        const [kit] = readDockerfile(text).stages;
        for (const { exec } of kit?.instructions ?? [])
          if (exec !== undefined) {
            const [shell = '', flag = '', script = '', ...rest] = exec;
            const inside = rest.map((word) => (word.startsWith('/') ? root + word : word));
            const env = { ...process.env, TARGETARCH: 'arm64', TARGETVARIANT: '' };
            execFileSync(shell, [flag, script.replace('>/target', `>${root}/target`), ...inside], { env });
          }
        expect(readFileSync(join(root, 'a.sh'), 'utf8')).toBe(`${files['/a.sh']}\n`);
        expect(readFileSync(join(root, 'deep/er/b'), 'utf8')).toBe('b\n');
        expect(readFileSync(join(root, 'target'), 'utf8')).toMatch(
          /^TARGETARCH=arm64\nTARGETVARIANT=\nNAME=one two\n$/m,
        );
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });

    test('what looks at the image asks for no flag that the frontend lacks', () => {
      const listed = (tag: string) =>
        planOf(`# syntax=docker/dockerfile:${tag}\nFROM gcc:14\nRUN make\n`).made[0]?.text;
      expect(listed('1.2')).toContain('RUN --mount=type=bind,from=crossbuild-base-0');
      expect(listed('1.3')).toContain('RUN --network=none --mount=type=bind,from=crossbuild-base-0');
    });
  });

  test('the files that are not needed are left out', () => {
    const cross = planOf(
      'FROM golang:1.26-bookworm AS b\nRUN go build -o /a ./c\nFROM scratch\nCOPY --from=b /a /',
    ).dockerfile;
    expect(cross.text).toContain('/cross/setup.sh');
    expect(cross.text).not.toContain('toolchain.sh');
    expect(cross.secrets).toEqual([]);
    const go = planOf('FROM golang:1.26-alpine\nRUN go build -o /a ./c').dockerfile;
    expect(go.text).not.toContain('crossbuild-toolchain');
    expect(go.text).toMatch(/target=\/usr\/local\/go\/pkg\/tool --mount=\S*target=\/\.crossbuild-go .* go build/);
  });

  test.each([
    ['ENV CGO_ENABLED=0\nRUN go build -o /a .', false],
    ['RUN CGO_ENABLED=0 go build -o /a . && cp /a /b', false],
    ['RUN export CGO_ENABLED=0; go vet . && go test .', false],
    ['RUN go build -o /a .', true],
    ['RUN CGO_ENABLED=0 go build -o /a . && gcc b.c', true],
    ['RUN CGO_ENABLED=0 make', true],
    ['ENV CGO_ENABLED=0\nRUN go generate', true],
    ['RUN CGO_ENABLED=0 go build ./a && CGO_ENABLED=1 go build ./b', true],
  ])('%j on golang, accelerated, gets compilers: %p', (step, compilers) => {
    const { text } = planOf(`FROM golang:1.26-bookworm\n${step}`, { strategy: 'accelerate' }).dockerfile;
    expect(text).toContain('from=crossbuild-go-1');
    expect(text.includes('from=crossbuild-toolchain-1')).toBe(compilers);
  });

  test.each([
    ['RUN go build', true],
    ['ENV LD_PRELOAD=libjemalloc.so\nRUN go build', false],
  ])('%j gets a native go command: %p', (step, native) => {
    const { text } = planOf(`FROM golang:1.26-bookworm\n${step}`, { strategy: 'accelerate' }).dockerfile;
    expect(text.includes(',target=/usr/local/go/bin/go ')).toBe(native);
  });

  test('steps that only install share a tree with the tools of APT alone, and wait for no compilers', () => {
    const install = 'RUN apt-get install -y curl';
    const { text, secrets } = planOf(
      `FROM gcc:14 AS b\n${install}\nRUN make\nRUN apt-get install -y zip && make x\nFROM debian:bookworm\n${install}\nRUN apt install -y vim\nRUN /usr/bin/apt-get install -y jq\nCOPY --from=b /x /\n`,
    ).dockerfile;
    const command = (stage: string) =>
      readDockerfile(text)
        .stages.find(({ name }) => name === stage)
        ?.instructions.find(({ keyword }) => keyword === 'RUN')?.exec;
    expect(command('crossbuild-toolchain-1')).toEqual(['/bin/sh', '/.crossbuild-kit/toolchain.sh']);
    for (const name of ['crossbuild-apt-1', 'crossbuild-apt-2'])
      expect(command(name)).toEqual(['/bin/sh', '/.crossbuild-kit/toolchain.sh', 'apt']);
    const steps = text.split('\n').filter((line) => /^RUN --mount=type=bind,from=crossbuild-\w+-\d/.test(line));
    const given = steps.map((line) => [
      /from=crossbuild-([\w-]+)/.exec(line)?.[1],
      [...line.matchAll(/,env=(\w+)/g)].map(([, name]) => name).join(' '),
      // found before the image's own, where it is called by its bare name
      /target=\/usr\/local\/sbin\/(\S+)/.exec(line)?.[1],
    ]);
    expect(given).toEqual([
      ['apt-1', 'APT_CONFIG', 'apt-get'],
      ['toolchain-1', 'COMPILER_PATH', undefined],
      ['toolchain-1', 'COMPILER_PATH APT_CONFIG', 'apt-get'],
      ['apt-2', 'APT_CONFIG', 'apt-get'],
      ['apt-2', 'APT_CONFIG', 'apt'],
      ['apt-2', 'APT_CONFIG', undefined],
    ]);
    expect(secrets.map(({ env }) => env)).toEqual(['COMPILER_PATH', 'APT_CONFIG']);
  });
});

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lastWord(line: string): string {
  return line.trim().split(/\s+/).at(-1) ?? '';
}

test.each([
  ['accelerate', 'run apt-get update && apt-get install -y gcc\nrun make'],
  ['cross', 'run go build -o /x .'],
] as const)('what is added to a file in lower case is in lower case: %s', (strategy, lines) => {
  const text = `from golang:1.26 as b\n${lines}\nfrom scratch\ncopy --from=b /x /x\n`;
  const { dockerfile } = planOf(text, { strategy, platforms: ['linux/arm64'] });
  const keywords = readDockerfile(dockerfile.text).stages.flatMap(({ from, instructions }) =>
    [from, ...instructions].map(({ keyword, span }) => dockerfile.text.slice(span.start, span.start + keyword.length)),
  );
  expect(keywords.filter((keyword) => keyword !== keyword.toLowerCase())).toEqual([]);
  expect(dockerfile.text).not.toMatch(/^from .* AS /m);
  const upper = planOf(text.replace(/^(from|run|copy)/gm, (word) => word.toUpperCase()).replace(' as ', ' AS '), {
    strategy,
    platforms: ['linux/arm64'],
  }).dockerfile.text;
  expect(upper.toLowerCase()).toBe(dockerfile.text.toLowerCase());
});
