import { describe, expect, test } from '@jest/globals';
import { planOf } from './support.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];

/** A pinned stage with these lines, whose program becomes the image. */
const file = (lines: string, from = 'golang:1.26-bookworm') =>
  `FROM --platform=$BUILDPLATFORM ${from} AS build\nARG TARGETARCH TARGETOS TARGETPLATFORM TARGETVARIANT\n${lines}\nFROM debian:bookworm\nCOPY --from=build /main /main\n`;

const BUILD = 'RUN CGO_ENABLED=1 GOOS=linux GOARCH=$TARGETARCH go build -o /main .';

/** How the stage is built for each platform: the word of its strategy. */
function strategies(text: string, wish: Parameters<typeof planOf>[1] = {}): string[] {
  const { platforms } = planOf(text, { platforms: PLATFORMS, ...wish });
  return platforms.map(({ stages }) => stages[0]?.strategy ?? '');
}

function because(text: string, platform = 'linux/arm64', wish: Parameters<typeof planOf>[1] = {}): string {
  return planOf(text, { platforms: [platform], ...wish }).platforms[0]?.stages[0]?.because ?? '';
}

describe('a pinned stage that builds Go with C for the target', () => {
  test.each([
    BUILD,
    'ENV CGO_ENABLED=1\nRUN GOARCH=$TARGETARCH go build -o /main .',
    'ENV CGO_ENABLED=1 GOARCH=$TARGETARCH GOOS=$TARGETOS\nRUN go build -o /main .',
    'RUN apt-get update && apt-get install -y libopus-dev\nRUN export CGO_ENABLED=1 GOARCH=${TARGETARCH}; go build -o /main .',
    'RUN GOARCH=$(echo $TARGETPLATFORM | cut -d/ -f2) CGO_ENABLED=1 go build -o /main .',
    'RUN case "$TARGETARCH" in arm) export GOARCH=arm GOARM=7 ;; *) export GOARCH=$TARGETARCH ;; esac; CGO_ENABLED=1 go build -o /main .',
    'RUN CC=gcc CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /main .',
    'RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go install ./cmd/main',
  ])('is cross-compiled: %s', (lines) => {
    expect(strategies(file(lines))).toEqual(['native', 'cross', 'cross']);
    expect(because(file(lines))).toMatch(/^pinned by the Dockerfile; line \d+ builds Go with C for linux\/arm64$/);
  });

  test('its FROM stays, and the set-up stands behind it', () => {
    const { text, diff } = planOf(file(BUILD), { platforms: PLATFORMS }).dockerfile;
    expect(text).toContain(
      'FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build\nARG TARGETPLATFORM\nRUN --mount=type=bind,from=crossbuild-kit',
    );
    expect(text).toMatch(/setup\.sh", "pinned", "platform=linux\/arm64", "platform=linux\/arm\/v7"\]/);
    expect(diff.split('\n').filter((line) => /^-(?!--)/.test(line))).toEqual([]);
  });

  test('needs no emulator', () => {
    const { emulators } = planOf(file(BUILD), { platforms: PLATFORMS });
    expect(emulators.architectures).toEqual([]);
  });

  test('is left alone by the other strategies', () => {
    for (const strategy of ['accelerate', 'emulate'] as const)
      expect(strategies(file(BUILD), { strategy })).toEqual(['native', 'native', 'native']);
  });
});

describe('a pinned stage stays byte for byte as it is', () => {
  test.each([
    ['without C', 'RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /main .'],
    ['where Go itself leaves C out', 'RUN GOARCH=$TARGETARCH go build -o /main .'],
    ['with a compiler of its own', 'RUN CC=aarch64-linux-gnu-gcc CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /main .'],
    ['with a cross compiler that it installs', `RUN apt-get install -y gcc-aarch64-linux-gnu\n${BUILD}`],
    ['with crossbuild-essential', `RUN apt-get install -y crossbuild-essential-arm64\n${BUILD}`],
    ['with an architecture that it adds', `RUN dpkg --add-architecture arm64 && apt-get update\n${BUILD}`],
    ['with libraries for an architecture', `RUN apt-get install -y libopus-dev:arm64\n${BUILD}`],
    ['with xx', `COPY --from=tonistiigi/xx / /\nRUN xx-apt-get install -y libc6-dev gcc\nRUN xx-go build -o /main .`],
    ['with xx-go --wrap', `COPY --from=tonistiigi/xx / /\nRUN xx-go --wrap\n${BUILD}`],
    ['with goxx', `RUN goxx-apt-get install -y gcc\nRUN goxx-go build -o /main .`],
    ['with zig', `RUN CC="zig cc -target aarch64-linux" CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /main .`],
    ['as another user', `USER app\n${BUILD}`],
  ])('%s', (_, lines) => {
    const plan = planOf(file(lines), { platforms: PLATFORMS });
    expect(plan.dockerfile.changed).toBe(false);
    expect(plan.platforms.map(({ stages }) => stages[0]?.strategy)).toEqual(['native', 'native', 'native']);
  });

  test('and what it does itself is named', () => {
    const lines = `RUN apt-get install -y gcc-aarch64-linux-gnu\n${BUILD}`;
    expect(because(file(lines))).toBe(
      'the Dockerfile itself runs it on the build platform, and line 3 installs gcc-aarch64-linux-gnu',
    );
  });
});

test('a platform that the file itself has nothing for is completed, the others are left alone', () => {
  const lines = `RUN if [ "$TARGETARCH" = "arm64" ]; then apt-get update && apt-get install -y gcc-aarch64-linux-gnu; fi
RUN if [ "$TARGETARCH" = "arm64" ]; then export CC=aarch64-linux-gnu-gcc; fi; CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /main .`;
  const plan = planOf(file(lines), { platforms: PLATFORMS });
  expect(plan.platforms.map(({ stages }) => stages[0]?.strategy)).toEqual(['native', 'native', 'cross']);
  expect(plan.dockerfile.text).toContain('"pinned", "platform=linux/arm/v7"]');
});

describe('what cannot be read to the end', () => {
  const make = 'ENV CGO_ENABLED=1 GOARCH=$TARGETARCH\nRUN make';
  test('is left as it is, with what to write', () => {
    expect(strategies(file(make))).toEqual(['native', 'native', 'native']);
    expect(because(file(make))).toMatch(/but line 4 runs make, which cannot be read; write strategy: cross/);
  });

  test('gets the set-up with strategy: cross', () => {
    expect(strategies(file(make), { strategy: 'cross' })).toEqual(['native', 'cross', 'cross']);
  });

  test('so does Alpine', () => {
    const text = file(`RUN apk add gcc musl-dev\n${BUILD}`, 'golang:1.26-alpine');
    expect(strategies(text)).toEqual(['native', 'native', 'native']);
    expect(strategies(text, { strategy: 'cross' })).toEqual(['native', 'cross', 'cross']);
  });
});

describe('a program for the wrong platform', () => {
  const problems = (lines: string, platforms = PLATFORMS) => planOf(file(lines), { platforms }).problems;

  test.each([
    'RUN go build -o /main .',
    'RUN CGO_ENABLED=0 GOOS=linux go build -o /main ./cmd',
    'WORKDIR /\nRUN CGO_ENABLED=0 go build -o main .',
    'RUN cd /src && CGO_ENABLED=0 go build -o /main .',
  ])('is an error before the build: %s', (lines) => {
    expect(problems(lines)).toEqual([
      {
        what: '/main in the image of linux/arm64, linux/arm/v7 would be a program for amd64',
        why: 'stage build runs on the build platform, and nothing tells go build to build for another one',
        instead: 'write ARG TARGETARCH in the stage, and GOARCH=$TARGETARCH go build',
        at: { file: 'Dockerfile', line: lines.startsWith('WORKDIR') ? 4 : 3 },
      },
    ]);
  });

  test('one that a condition forgets is named with its platform', () => {
    const lines =
      'RUN if [ "$TARGETPLATFORM" = "linux/arm64" ]; then export GOARCH=arm64; else export GOARCH=amd64; fi && CGO_ENABLED=0 go build -o /main .';
    expect(problems(lines)).toMatchObject([
      {
        what: '/main in the image of linux/arm/v7 would be a program for amd64',
        why: 'the step sets GOARCH=amd64 for linux/arm/v7',
      },
    ]);
    expect(problems(lines, ['linux/amd64', 'linux/arm64'])).toEqual([]);
  });

  test.each([
    ['is told by a script', 'RUN ./build.sh'],
    ['is not known', 'RUN GOARCH=$(./arch) go build -o /main .'],
    ['is made with xx', 'COPY --from=tonistiigi/xx / /\nRUN xx-go --wrap\nRUN go build -o /main .'],
    ['is a tool of the build', 'RUN go build -o /tool ./tool && /tool && GOARCH=$TARGETARCH go build -o /main .'],
    ['is written over', 'RUN go build -o /main . && GOARCH=$TARGETARCH CGO_ENABLED=0 go build -o /main .'],
    ['is set with go env', 'RUN go env -w GOARCH=$TARGETARCH && go build -o /main .'],
  ])('is none where it %s', (_, lines) => {
    expect(problems(lines)).toEqual([]);
  });
});
