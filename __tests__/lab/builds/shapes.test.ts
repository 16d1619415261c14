import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { readElf } from '../../../src/model/elf.ts';
import { lab } from '../support.ts';
import { build, ownBuilder } from '../surface-build.ts';

/** Dockerfiles of shapes that the other builds have not, built as they are. */
const world = ownBuilder('shapes');

const machine = async (path: string) => readElf(await readFile(path))?.machine;
const ARM64 = 0xb7;
const GO = {
  'go.mod': 'module example.org/app\n\ngo 1.26\n',
  'main.go': 'package main\n\nfunc main() { println("here") }\n',
};
/** Which machine a program of the step is for, by its ELF header. */
const MACHINE = 'od -An -tx1 -j18 -N1';

test("Go from an archive of the target: its tools are the build machine's", async () => {
  const [name = ''] = (await readdir(join(lab.folder, 'go'))).filter((one) => one.endsWith('-arm64'));
  const version = name.replace('-arm64', '');
  const context = await mkdtemp(join(world.temp, 'archive-'));
  const archive = join(context, `go${version}.linux-arm64.tar.gz`);
  const root = join(lab.folder, 'go', name);
  await mkdir(join(context, 'tree'));
  await promisify(execFile)(
    'sh',
    ['-c', 'ln -s "$1" tree/go && tar -C tree -chf "$2" go && rm -r tree', 'sh', root, archive],
    { cwd: context },
  );
  for (const [file, text] of Object.entries(GO)) await writeFile(join(context, file), text);
  const dockerfile = [
    '# check=error=true',
    'from debian:bookworm as build',
    `arg GO_VERSION=${version}`,
    'arg TARGETARCH',
    'add go${GO_VERSION}.linux-${TARGETARCH}.tar.gz /usr/local/',
    'env PATH=/usr/local/go/bin:$PATH CGO_ENABLED=0',
    'workdir /src',
    'copy go.mod main.go ./',
    `run go build -o /out/app . && ${MACHINE} "$(go env GOTOOLDIR)/compile" > /out/tool`,
    // a step that takes the program itself gets no tools
    `run ${MACHINE} /usr/local/go/bin/go > /out/go`,
    'from scratch',
    'copy --from=build /out /',
    '',
  ].join('\n');
  await writeFile(join(context, 'Dockerfile'), dockerfile);
  const run = await build(
    world,
    { context, file: join(context, 'Dockerfile'), platforms: 'linux/arm64', fallback: 'false', outputs: 'out' },
    {},
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  const out = (file: string) => join(run.folder, 'out', file);
  expect(await machine(out('app'))).toBe(ARM64);
  expect((await readFile(out('tool'), 'utf8')).trim()).toBe(process.arch === 'x64' ? '3e' : 'b7');
  expect((await readFile(out('go'), 'utf8')).trim()).toBe('b7');
}, 600_000);

test('steps that copy, change or replace what tools would lie over work, and find their own', async () => {
  const dockerfile = [
    'FROM golang:1.26-bookworm AS build',
    'WORKDIR /src',
    'COPY go.mod main.go ./',
    'RUN printf \'#!/bin/sh\\necho wrapped >> /wrapped\\nexec /usr/bin/apt-get "$@"\\n\' > /usr/local/sbin/apt-get && chmod +x /usr/local/sbin/apt-get',
    'RUN apt-get update && apt-get install -y --no-install-recommends file',
    'RUN go build -o /out/app . && chown -R nobody /usr/local/go',
    'RUN go vet . && cd / && tar cf - --exclude=./proc --exclude=./sys . | tar tf - > /out/list',
    'RUN cp /wrapped /out/',
    'FROM scratch',
    'COPY --from=build /out /',
    '',
  ].join('\n');
  const run = await build(
    world,
    { platforms: 'linux/arm64', strategy: 'accelerate', fallback: 'false', outputs: 'out' },
    { Dockerfile: dockerfile, ...GO },
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  const out = (file: string) => readFile(join(run.folder, 'out', file), 'utf8');
  expect(await machine(join(run.folder, 'out', 'app'))).toBe(ARM64);
  expect(await out('wrapped')).toBe('wrapped\nwrapped\n');
  expect((await out('list')).split('\n').filter((path) => path.includes('crossbuild'))).toEqual([]);
}, 600_000);

test('a cross-compiled stage that hands over a file of the build machine is built again under emulation', async () => {
  const dockerfile = [
    'FROM golang:1.26-bookworm AS build',
    'COPY copy.sh go.mod main.go ./',
    'RUN CGO_ENABLED=0 go build -o /out/app . && sh copy.sh',
    'FROM scratch',
    'COPY --from=build /out /',
    '',
  ].join('\n');
  const run = await build(
    world,
    { platforms: 'linux/arm64', strategy: 'cross', outputs: 'out' },
    { Dockerfile: dockerfile, 'copy.sh': 'cp /usr/bin/env /out/env\n', ...GO },
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  expect(run.summary).toContain('build, cross-compiled for linux/arm64, handed over a file of another platform');
  expect(await machine(join(run.folder, 'out', 'env'))).toBe(ARM64);
  expect(await machine(join(run.folder, 'out', 'app'))).toBe(ARM64);
}, 600_000);

test('Debian itself cross-compiles where strategy asks for it, with its own Go and a library', async () => {
  const dockerfile = [
    'FROM debian:bookworm AS build',
    'RUN apt-get update && apt-get install -y --no-install-recommends golang-go gcc libc6-dev zlib1g-dev',
    'WORKDIR /src',
    'COPY go.mod main.go ./',
    'RUN go version > /version && go build -o /out/app . && cp /version /out/',
    'FROM scratch',
    'COPY --from=build /out /',
    '',
  ].join('\n');
  const main =
    'package main\n\n// #cgo LDFLAGS: -lz\n// #include <zlib.h>\nimport "C"\n\nfunc main() { println(C.GoString(C.zlibVersion())) }\n';
  const run = await build(
    world,
    { platforms: 'linux/arm64', strategy: 'cross', fallback: 'false', outputs: 'out' },
    { Dockerfile: dockerfile, 'go.mod': 'module example.org/app\n\ngo 1.19\n', 'main.go': main },
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  expect(JSON.parse(run.outputs.plan ?? '{}')).toMatchObject({ platforms: [{ strategy: 'cross' }] });
  expect(await machine(join(run.folder, 'out', 'app'))).toBe(ARM64);
  expect(await readFile(join(run.folder, 'out', 'version'), 'utf8')).toMatch(/ linux\/arm64\n$/);
}, 600_000);
