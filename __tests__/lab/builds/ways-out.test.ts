import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readElf } from '../../../src/model/elf.ts';
import { build, ownBuilder } from '../surface-build.ts';

/** Programs that a cross-compiled stage installs by path and version, by the ways that once gave the build machine's. */
const world = ownBuilder('ways-out');

const TOOL = 'golang.org/x/example/hello@v0.0.0-20231013143937-1d6d2400d402';

const TWO = ['benchcmp', 'digraph'].map((name) => `golang.org/x/tools/cmd/${name}@v0.24.0`).join(' ');

const DOCKERFILE = `FROM golang:1.26-bookworm AS b
ENV CGO_ENABLED=0
RUN go install ${TOOL}
RUN GOBIN=/ go install ${TOOL} && GOBIN=/slash/ go install ${TOOL} && GOPATH=/path/ go install ${TOOL}
RUN mkdir /out; cd /go/bin && cp hello /out/cd && cp ../bin/hello /out/up
RUN go install ${TWO}
RUN apt-get update && apt-get install -y xz-utils
RUN xz -c /go/bin/hello > /out/packed.xz && gzip -c /go/bin/hello > /out/zipped.gz && tar -C /go/bin -cf /out/archive.tar hello
# by its name it runs, though it is for another machine where it lies
RUN hello > /out/said
# by its path it is the target's, which an emulator runs
RUN /go/bin/hello > /out/said-by-path
FROM debian:bookworm AS image
COPY --from=b /hello /slash/hello /path/bin/hello /out/
COPY --from=b /hello /root-hello
COPY --from=b /slash/hello /slash-hello
COPY --from=b /path/bin/hello /path-hello
COPY --from=b /go/bin/digraph /digraph
COPY --from=b /out /copied
RUN --mount=from=b,src=/go/bin,dst=/b cp /b/hello /mounted
RUN apt-get update && apt-get install -y xz-utils && xz -dc /copied/packed.xz > /unpacked-xz
RUN cd / && gunzip -c /copied/zipped.gz > /unzipped && tar -xOf /copied/archive.tar hello > /unpacked
FROM scratch
COPY --from=image /root-hello /slash-hello /path-hello /mounted /unzipped /unpacked /unpacked-xz /digraph /copied/cd /copied/up /copied/said /copied/said-by-path /
`;

test('are for the target, by whatever way they leave the stage', async () => {
  const run = await build(
    world,
    { platforms: 'linux/arm64', strategy: 'cross', fallback: 'false', outputs: 'out' },
    { Dockerfile: DOCKERFILE },
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  expect(JSON.parse(run.outputs.plan ?? '{}').platforms[0].stages[0]).toMatchObject({ strategy: 'cross' });
  const out = (name: string) => join(run.folder, 'out', name);
  const names = [
    'root-hello',
    'slash-hello',
    'path-hello',
    'mounted',
    'unzipped',
    'unpacked',
    'unpacked-xz',
    'digraph',
    'cd',
    'up',
  ];
  for (const name of names)
    expect({ name, machine: readElf(await readFile(out(name)))?.machine }).toEqual({ name, machine: 0xb7 });
  for (const name of ['said', 'said-by-path']) expect(await readFile(out(name), 'utf8')).toMatch(/Hello/);
}, 600_000);
