import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ElfHeader, readElf } from '../../../src/model/elf.ts';
import { kitStage, textOf } from '../../../src/toolchain/accelerate/index.ts';
import { type CrossStage, crossFiles, crossLines } from '../../../src/toolchain/cross/index.ts';
import { testBuilder, unique } from '../support.ts';

const run = promisify(execFile);
jest.setTimeout(1_500_000);

const fixture = join(import.meta.dirname, '../../fixtures/cross');
let builder: Awaited<ReturnType<typeof testBuilder>>;
let work = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'cross-'));
  builder = await testBuilder('cross', ['linux/arm64', 'linux/arm/v7']);
});

afterAll(async () => {
  await builder.remove();
  await rm(work, { recursive: true, force: true });
});

/** The stage `build` on the build platform, with the lines of `cross` and the kit before the first stage. */
function crossed(text: string, how: Partial<CrossStage> = {}, packages = ''): string {
  const lines = crossLines({ cgoDisabled: false, products: [], ...how }).join('\n');
  const kit = kitStage({ files: crossFiles, settings: { CROSSBUILD_CROSS_PACKAGES: packages } });
  return (
    textOf(kit) + text.replace(/^FROM (.* AS build)$/m, (_, rest) => `FROM --platform=$BUILDPLATFORM ${rest}\n${lines}`)
  );
}

/** Builds for a platform and returns the folder with the final stage's files; throws with what the build said. */
async function build(context: string, dockerfile: string, platform: string): Promise<string> {
  const folder = join(work, unique('out'));
  const file = `${folder}.Dockerfile`;
  await writeFile(file, dockerfile);
  const argv = [
    'buildx',
    'build',
    '--builder',
    builder.name,
    '--platform',
    platform,
    '--provenance=false',
    '--progress=plain',
  ];
  const { stderr } = await run('docker', [...argv, '-o', `type=local,dest=${folder}`, '-f', file, context], {
    maxBuffer: 2 ** 28,
  }).catch((error: { stderr?: string }) => {
    throw new Error(error.stderr ?? '');
  });
  await writeFile(`${folder}.log`, stderr);
  return folder;
}

const header = async (path: string): Promise<ElfHeader | undefined> => readElf(await readFile(path));

describe('a stage that cross-compiles for arm64', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await build(fixture, crossed(await readFile(join(fixture, 'Dockerfile'), 'utf8')), 'linux/arm64');
  });

  test('makes nothing but files of the target', async () => {
    const files = (await readdir(folder)).filter((name) => name !== 'printed').sort();
    expect(files).toEqual(['libs.so', 'one', 'one-in-gobin', 'prog', 'two', 'two-with-cc', 'two.test']);
    for (const name of files) {
      expect({ name, header: await header(join(folder, name)) }).toMatchObject({
        name,
        header: { class: 64, machine: 183 },
      });
    }
  });

  test('and they run in the image, with what the tools of the build generated', async () => {
    expect(await readFile(join(folder, 'printed'), 'utf8')).toBe(
      [
        'one 42 libpcap version 1.10.3 (with TPACKET_V3) made by amd64 7 arm64 true <nil>',
        'two static true',
        'two static true',
        'c++ 6',
        '',
      ].join('\n'),
    );
  });

  test('links statically where it was asked to', async () => {
    const { stdout } = await run('readelf', ['-l', join(folder, 'two'), join(folder, 'two-with-cc')]);
    expect(stdout.match(/INTERP/g)).toHaveLength(1);
  });

  test('tells what it left out', async () => {
    expect(await readFile(`${folder}.log`, 'utf8')).toContain('crossbuild: leaving gcc-multilib out');
  });
});

const SMALL = `FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY cmd/two/main.go clib/add.c ./
RUN go mod init example.com/two && go build -ldflags '-linkmode external -extldflags "-static"' -o /out/two . && gcc -c -o /out/add.o add.c

FROM scratch
COPY --from=build /out /
`;

describe('other platforms, in one build', () => {
  const expected: Readonly<Record<string, Partial<ElfHeader>>> = {
    'linux/arm/v7': { class: 32, data: 'little', machine: 40, flags: 0x5000400 },
    'linux/arm/v6': { class: 32, data: 'little', machine: 40, flags: 0x5000200 },
    'linux/s390x': { class: 64, data: 'big', machine: 22 },
    // no archive in bookworm: the libc that comes with the cross compiler
    'linux/riscv64': { class: 64, data: 'little', machine: 243 },
  };
  let folder = '';
  beforeAll(async () => {
    folder = await build(fixture, crossed(SMALL), Object.keys(expected).join(','));
  });

  test.each(Object.entries(expected))('%s', async (platform, elf) => {
    const own = join(folder, platform.replaceAll('/', '_'));
    expect(await header(join(own, 'two'))).toMatchObject(elf);
    expect(await header(join(own, 'add.o'))).toMatchObject({ machine: elf.machine });
  });
});

test('a stage without C needs no package', async () => {
  const text = `FROM golang:1.26-bookworm AS build
WORKDIR /src
RUN printf 'package main\\nfunc main() {}\\n' > main.go && go mod init x && go build -o /out/x . && [ ! -e /usr/bin/aarch64-linux-gnu-gcc ]
FROM scratch
COPY --from=build /out /
`;
  const folder = await build(fixture, crossed(text, { cgoDisabled: true }), 'linux/arm64');
  expect(await header(join(folder, 'x'))).toMatchObject({ machine: 183 });
});

test("a tool that is a product, and the user's list of libraries", async () => {
  const text = `FROM golang:1.26-bookworm AS build
RUN go install golang.org/x/tools/cmd/stringer@v0.38.0 && [ -e /usr/lib/aarch64-linux-gnu/libz.a ] && [ ! -e /usr/lib/x86_64-linux-gnu/libz.a ]
FROM scratch
COPY --from=build /go/bin/stringer /
`;
  const folder = await build(fixture, crossed(text, { products: ['stringer'] }, 'zlib1g-dev'), 'linux/arm64');
  expect(await header(join(folder, 'stringer'))).toMatchObject({ machine: 183 });
});

test('the build platform itself is left as it was', async () => {
  const text = `FROM golang:1.26-bookworm AS build
RUN [ ! -e /.crossbuild ] && mkdir /out && (command -v gcc; command -v go) > /out/found
FROM scratch
COPY --from=build /out /
`;
  const folder = await build(fixture, crossed(text), 'linux/amd64');
  expect(await readFile(join(folder, 'found'), 'utf8')).toBe('/usr/bin/gcc\n/usr/local/go/bin/go\n');
});

test('what cannot be installed for the target is named, with what to write instead', async () => {
  const text = `FROM golang:1.26-bookworm AS build
RUN apt-get update && apt-get install -y git libboost-all-dev zlib1g-dev
FROM scratch
COPY --from=build /src /
`;
  const failure = await build(fixture, crossed(text), 'linux/arm64').catch((error: Error) => error.message);
  expect(failure).toContain(
    "crossbuild: cross cannot install libboost-all-dev for linux/arm64 beside the build platform's packages. Write strategy: accelerate",
  );
});
