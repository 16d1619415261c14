import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readElf } from '../../../src/model/elf.ts';
import { build, ownBuilder } from '../surface-build.ts';

/** Stages that the Dockerfile itself pins to the build platform, and that build Go with C for the target. */
const world = ownBuilder('pinned');

const MACHINES = { 'linux/arm64': 0xb7, 'linux/arm/v7': 0x28 } as const;

const FILES = {
  'go.mod': 'module example.org/app\n\ngo 1.26\n',
  'main.go': `package main

// #cgo pkg-config: --static opus
// #cgo LDFLAGS: -static
// #include <opus/opus.h>
import "C"

import (
	"fmt"
	"runtime"
)

func main() { fmt.Println(C.GoString(C.opus_get_version_string()), runtime.GOARCH) }
`,
  'gen/main.go': `package main

import (
	"fmt"
	"runtime"
)

func main() { fmt.Println(runtime.GOARCH) }
`,
};

// a tool that runs while it builds is for the build platform; the program is for the target, in the shape that every tutorial has
const DOCKERFILE = `FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS builder
ARG TARGETARCH TARGETVARIANT
RUN apt-get update && apt-get install -y --no-install-recommends libopus-dev pkg-config
WORKDIR /src
COPY . .
RUN go build -o /gen ./gen && /gen > /made-on && gcc -dumpmachine >> /made-on
RUN if [ "$TARGETARCH" = "arm" ]; then export GOARM=\${TARGETVARIANT#v}; fi; \\
    CGO_ENABLED=1 GOOS=linux GOARCH=$TARGETARCH go build -o /main .

FROM debian:bookworm
COPY --from=builder /main /made-on /
RUN /main > /said

FROM scratch AS files
COPY --from=1 /main /made-on /said /
`;

test('get the compiler and the library of the target, and what runs in the build stays native', async () => {
  const run = await build(
    world,
    { platforms: 'linux/arm64,linux/arm/v7', fallback: 'false', outputs: 'out', target: 'files' },
    { Dockerfile: DOCKERFILE, ...FILES },
  );
  expect(run.code === 0 ? '' : run.shown).toBe('');
  expect(JSON.parse(run.outputs.plan ?? '{}').platforms[0].stages[0]).toMatchObject({ strategy: 'cross' });
  for (const [platform, machine] of Object.entries(MACHINES)) {
    const out = join(run.folder, 'out', platform.replaceAll('/', '_'));
    expect({ platform, machine: readElf(await readFile(join(out, 'main')))?.machine }).toEqual({ platform, machine });
    expect(await readFile(join(out, 'said'), 'utf8')).toMatch(
      new RegExp(`^libopus [\\d.]+ ${platform === 'linux/arm64' ? 'arm64' : 'arm'}\\n$`),
    );
    const host = process.arch === 'x64' ? 'amd64\nx86_64-linux-gnu\n' : 'arm64\naarch64-linux-gnu\n';
    expect(await readFile(join(out, 'made-on'), 'utf8')).toBe(host);
  }
}, 900_000);
