import { describe, expect, test } from '@jest/globals';
import type { BaseFacts } from '../../src/facts/facts.ts';
import { recognise } from '../../src/plan/bases/bases.ts';
import { KNOWS_ALPINE, qualifiesForCross } from '../../src/plan/cross/cross.ts';
import { baseFacts, evaluated } from './support.ts';

function judge(
  text: string,
  { stage = 0, target = 'linux/arm64', facts }: { stage?: number; target?: string; facts?: BaseFacts } = {},
) {
  const all = evaluated(text, target);
  const one = all.stages[stage];
  if (one === undefined) throw new Error('no stage');
  return qualifiesForCross(all, one, one.root.kind === 'image' ? recognise(one.root.reference, facts) : undefined);
}

const FINAL = 'FROM debian:bookworm-slim\nCOPY --from=b /out/app /usr/bin/app\n';
/** A stage that qualifies but for the lines given, which start at line 2. */
const stage = (lines: string, from = 'golang:1.26-bookworm', final = FINAL) =>
  `FROM ${from} AS b\n${lines}\nRUN go build -o /out/app .\n${final}`;

describe('refused, with the line and the reason', () => {
  test.each<[name: string, text: string, because: string]>([
    ['single stage', 'FROM golang:1.26-bookworm\nRUN go build .', 'its own file system becomes the image'],
    ['final on top', 'FROM golang:1.26-bookworm AS b\nRUN go build .\nFROM b', 'the image is built on top of it'],
    [
      'not golang',
      stage('', 'rust:1'),
      'cross is not for rust:1, which is neither a golang image nor Debian or Ubuntu itself',
    ],
    [
      'fixed platform',
      stage('', '--platform=linux/riscv64 golang:1.26-bookworm'),
      'its platform is fixed in the Dockerfile',
    ],
    ['base by architecture', stage('', 'golang:1.26-${TARGETARCH}'), 'line 1 names another base for every platform'],
    [
      'base by an ARG with the architecture',
      `ARG V=1.26-$TARGETARCH\n${stage('', 'golang:${V}')}`,
      'line 2 names another base for every platform',
    ],
    [
      'stage by architecture',
      'FROM golang:1.26 AS base-arm64\nFROM base-$TARGETARCH AS b\nRUN go build .\nFROM scratch\nCOPY --from=b /x /x',
      'line 2 takes another stage for every platform',
    ],
    [
      'old frontend',
      `# syntax=docker/dockerfile:1.1\n${stage('')}`,
      'its frontend docker/dockerfile:1.1 is not known to have RUN --mount; write # syntax=docker/dockerfile:1',
    ],
    [
      'RPM',
      stage('', 'mcr.microsoft.com/oss/go/microsoft/golang:1.24-azurelinux3.0'),
      'mcr.microsoft.com/oss/go/microsoft/golang:1.24-azurelinux3.0 has no cross compilers and foreign libraries in its packages',
    ],
    ['ONBUILD in the chain', stage('ONBUILD RUN go vet ./...'), 'line 2 leaves an ONBUILD step'],
    ['another shell', stage('SHELL ["/usr/bin/fish", "-c"]'), 'line 2 sets another shell'],
    ['login shell', stage('SHELL ["/bin/bash", "-l", "-c"]'), 'line 2 sets a login shell, which sets PATH anew'],
    ['USER', stage('USER nobody'), 'line 2 changes to another user'],
    ['PATH', stage('ENV PATH=/opt/x/bin:$PATH'), 'line 2 puts other folders first in PATH'],
    ['GOARCH in ENV', stage('ENV GOARCH=amd64'), 'line 2 sets GOARCH=amd64, whatever the platform is'],
    ['GOARCH in ARG', stage('ARG GOARCH=amd64'), 'line 2 sets GOARCH=amd64, whatever the platform is'],
    [
      'GOARCH on the command',
      stage('RUN GOARCH=amd64 go build .'),
      'line 2 sets GOARCH=amd64, whatever the platform is',
    ],
    ['GOARCH for make', stage('RUN make GOARCH=amd64'), 'line 2 sets GOARCH=amd64, whatever the platform is'],
    [
      'GOARCH by a default',
      stage('ARG TARGETARCH=amd64\nRUN GOARCH=$TARGETARCH go build .'),
      'line 3 sets GOARCH=amd64, whatever the platform is',
    ],
    [
      'GOARCH exported',
      stage('RUN export GOARCH=amd64 && go build .'),
      'line 2 sets GOARCH=amd64, whatever the platform is',
    ],
    [
      'a triple',
      stage('RUN apt-get install -y gcc-aarch64-linux-gnu'),
      'line 2 names aarch64-linux-gnu, a fixed architecture',
    ],
    [
      'a triple in ENV',
      stage('ENV CGO_LDFLAGS=-L/usr/lib/x86_64-linux-gnu'),
      'line 2 names x86_64-linux-gnu, a fixed architecture',
    ],
    ['own compiler', stage('RUN CC=clang go build .'), 'line 2 is run with CC=clang, a compiler of its own'],
    [
      'own libraries',
      stage('ENV PKG_CONFIG_PATH=/opt/vips/lib/pkgconfig'),
      'line 3 is run with PKG_CONFIG_PATH, where libraries of the build platform are',
    ],
    ['go env -w', stage('RUN go env -w CC=musl-gcc'), 'line 2 changes settings with go env -w'],
    [
      'uname -m',
      stage('RUN wget https://x/$(uname -m).tgz'),
      "line 2 asks for the machine's architecture with uname -m",
    ],
    [
      'dpkg',
      stage('RUN dpkg --print-architecture'),
      "line 2 asks for the machine's architecture with dpkg --print-architecture",
    ],
    ['arch', stage('RUN wget https://x/$(arch).tgz'), "line 2 asks for the machine's architecture with arch"],
    [
      'configure',
      stage('RUN ./configure && make'),
      'line 2 builds from source with configure, which would build for the build platform',
    ],
    [
      'make install',
      stage('RUN make -C lib install'),
      'line 2 builds from source with make, which would build for the build platform',
    ],
    [
      'cmake',
      stage('RUN set -e; cmake -B b'),
      'line 2 builds from source with cmake, which would build for the build platform',
    ],
    [
      'cargo',
      stage('RUN cargo build'),
      'line 2 builds from source with cargo, which would build for the build platform',
    ],
    [
      'tarball of Go',
      stage('RUN curl https://go.dev/dl/go1.26.linux-arm64.tar.gz | tar -xz'),
      'line 2 installs another Go',
    ],
    ['added Go', stage('ADD go1.26.0.linux-arm64.tar.gz /usr/local/'), 'line 2 installs another Go'],
    [
      'copied Go',
      stage('COPY --from=golang:1.20 /usr/local/go /usr/local/go'),
      "line 2 copies another Go over the image's",
    ],
    ['another Go', stage('RUN go1.20 build .'), 'line 2 runs another Go'],
    ['dnf', stage('RUN dnf install -y x'), 'line 2 installs with a package manager that has no foreign libraries'],
    ['package file', stage('RUN dpkg -i x.deb'), 'line 2 installs a package file, which is for one architecture'],
    [
      'build-dep',
      stage('RUN apt-get build-dep -y vips'),
      'line 2 installs build dependencies, which are programs as well as libraries',
    ],
    [
      'ldd',
      stage('RUN ldd /out/app'),
      'line 2 looks for the libraries of a binary with ldd, which cannot load a foreign one',
    ],
    [
      'x86 archive',
      stage('ADD https://x/lib_muslc.x86_64.a /lib/l.a'),
      'line 2 downloads a file for a fixed architecture',
    ],
    ['tests in a folder', stage('RUN go -C x test ./...'), 'line 2 runs tests, which belong on the target platform'],
    ['tests', stage('RUN go test ./...'), 'line 2 runs tests, which belong on the target platform'],
    [
      'runs its output',
      'FROM golang:1.26-bookworm AS b\nRUN go build -o bin/x . && ./bin/x gen\nFROM scratch\nCOPY --from=b /x /x',
      'line 2 runs ./bin/x, which was built for the target',
    ],
    [
      'tools of the target',
      `FROM debian:bookworm AS t\nRUN make\n${stage('COPY --from=t /usr/local/lib/ /usr/local/lib/')}`,
      "line 4 brings /usr/local/lib/ from t, whose files are the target's",
    ],
    [
      'whole root',
      stage('', undefined, 'FROM scratch\nCOPY --from=b / /\n'),
      "line 5 copies / out of it, where the build platform's own files are",
    ],
    [
      'libraries',
      stage('', undefined, 'FROM scratch\nCOPY --link --from=b --exclude=*.a /usr/lib/ /usr/lib/\n'),
      "line 5 copies /usr/lib/ out of it, where the build platform's own files are",
    ],
    [
      'wildcard',
      stage('', undefined, 'FROM scratch\nCOPY --from=b /lib* /\n'),
      "line 5 copies /lib* out of it, where the build platform's own files are",
    ],
    [
      '/usr/local',
      stage('', undefined, 'FROM scratch\nCOPY --from=b /usr/local /usr/local\n'),
      "line 5 copies /usr/local out of it, where the build platform's own files are",
    ],
    [
      'mounted root',
      stage('', undefined, 'FROM debian\nRUN --mount=from=b,target=/b cp /b/out/app /\n'),
      "line 5 mounts / out of it, where the build platform's own files are",
    ],
  ])('%s', (name, text, because) => {
    const at = text.split('\n').findIndex((line) => / AS b$/.test(line));
    const index = [...text.matchAll(/^FROM /gm)].findIndex(
      (found) => text.slice(0, found.index).split('\n').length - 1 === at,
    );
    expect(judge(text, { stage: Math.max(0, index) })).toEqual({ verdict: 'no', because, cgoDisabled: false });
    expect(name).not.toBe('');
  });

  test('by what the registry says of the base', () => {
    const env = { GOLANG_VERSION: '1.26', PATH: '/usr/local/go/bin:/bin' };
    const because = (more: Partial<BaseFacts>) => judge(stage(''), { facts: baseFacts({ env, ...more }) }).because;
    expect(because({ user: '1001' })).toBe(
      'golang:1.26-bookworm starts as the user 1001, who cannot install compilers',
    );
    expect(because({ onbuild: ['RUN x'] })).toBe('golang:1.26-bookworm has ONBUILD steps');
    expect(judge(stage('USER root'), { facts: baseFacts({ env, user: 'root' }) }).verdict).toBe('yes');
  });

  test('scratch and unknown bases', () => {
    expect(judge('FROM scratch\nCOPY a /a').because).toBe('its base is not a known image');
    expect(judge('ARG B\nFROM $B\nRUN make').verdict).toBe('no');
  });
});

describe('refused, as files of the build platform would get to where others take them', () => {
  test.each([
    ['cp /usr/bin/curl /out/', '/usr/bin/curl'],
    ['mkdir -p /out && cp -a /usr/lib/*-linux-gnu/libssl.so.3 /out', '/usr/lib/*-linux-gnu/libssl.so.3'],
    ['cp -t /out /bin/busybox', '/bin/busybox'],
    ['cp --target-directory=/out /bin/busybox', '/bin/busybox'],
    ['cp $(which curl) /out/', '$(which curl)'],
    ['cp `which curl` /out/', '`which curl`'],
    ['cp "$(command -v tini)" /out/tini', '$(command -v tini)'],
    ['cp -a /lib/ld-linux-* /lib64 /out', '/lib/ld-linux-*'],
    ['tar -C / -cf /out/libs.tar usr/lib', '/'],
    ['tar czf /out/libs.tgz /usr/lib/x86', '/usr/lib/x86'],
    ['install -D -m 755 /usr/bin/tini /out/tini', '/usr/bin/tini'],
    ['rsync -a /lib /out/', '/lib'],
    ['ln /bin/sh /out/sh', '/bin/sh'],
    ['cat /bin/sh > /out/sh', '/bin/sh'],
    ['cp /etc/ld.so.cache /out/', '/etc/ld.so.cache'],
    ['cp -r /etc/ld.so.conf.d /out/', '/etc/ld.so.conf.d'],
    ['dd if=/bin/sh of=/out/sh', '/bin/sh'],
    ["find / -name 'libssl*' -exec cp {} /out \\;", '/'],
    ['cp "$(go env GOROOT)/bin/gofmt" /out/', '/usr/local/go/bin/gofmt'],
    ['LIB=/usr/lib; LIB=/usr/lib cp $LIB/libz.so /out/', '/usr/lib/libz.so'],
    ['cd /usr/lib && cp libz.so.1 /out/', 'libz.so.1'],
    ['cp /usr/bin/curl /usr/local/bin/app', '/usr/bin/curl'],
  ])('%s', (command, path) => {
    const name =
      command
        .split(/&& |; /)
        .at(-1)
        ?.split(' ')[command.includes('LIB=') ? 1 : 0] ?? '';
    const text = stage(`RUN ${command}`, undefined, 'FROM scratch\nCOPY --from=b /out /usr/local/bin/app /\n');
    expect(judge(text)).toMatchObject({
      verdict: 'no',
      because: `line 2 takes ${path}, which is the build platform's, with ${name}`,
    });
  });

  test.each([
    'ln -s /usr/bin/python3 /usr/bin/python',
    'cp /usr/share/zoneinfo/UTC /out/',
    'cp /usr/share/zoneinfo/UTC /etc/localtime',
    'cp "$(go env GOROOT)/misc/wasm/wasm_exec.js" /out/',
    'cp -r assets /out/',
    'cp /etc/ssl/certs/ca-certificates.crt /out/',
    'tar -C /usr/local -xzf protoc.tgz',
    'tar xzf /out/x.tgz',
    'install -d /usr/lib/app /out',
    'find . -name x -exec rm {} +',
    'cp /usr/src/app/config.yml /out/',
    'cp config.yml $HOME/',
  ])('but not by %s', (command) => {
    const text = stage(`RUN ${command}`, undefined, 'FROM scratch\nCOPY --from=b /out /\n');
    expect(judge(text)).toMatchObject({ verdict: 'yes' });
  });

  test.each([
    ['CGO_CFLAGS=-march=native go build .', 'compiles for the processor at hand with -march=native'],
    ['cd /usr/local/go && git apply /x.patch', "changes the image's Go"],
    ['go install cmd/compile', "changes the image's Go"],
    ['apt-get download libssl3', "downloads packages, which would be the build platform's"],
    ['dpkg-deb -x x.deb /out', 'installs a package file, which is for one architecture'],
    ['apk add --root /out busybox', "fills a folder with packages, which would be the build platform's"],
    ['echo $(go env GOHOSTARCH)', "asks for the machine's architecture with go env GOHOSTARCH"],
    ['getconf LONG_BIT', "asks for the machine's architecture with getconf LONG_BIT"],
    ['echo "$HOSTTYPE"', "asks for the machine's architecture with $HOSTTYPE"],
    ['grep -q avx /proc/cpuinfo', "asks for the machine's architecture with /proc/cpuinfo"],
  ])('%s', (command, because) => {
    expect(judge(stage(`RUN ${command}`))).toMatchObject({ verdict: 'no', because: `line 2 ${because}` });
  });
});

describe('refused, as an image is taken for the target', () => {
  test.each([
    [
      'COPY --from=ghcr.io/acme/rdkafka:1 /usr/local/lib /usr/local/lib',
      'copies /usr/local/lib from ghcr.io/acme/rdkafka:1',
    ],
    ['COPY --from=node:20 /usr/local/bin/node /usr/local/bin/', 'copies /usr/local/bin/node from node:20'],
    ['RUN --mount=type=bind,from=node:20,target=/x true', 'mounts / from node:20'],
  ])('%s', (line, does) => {
    expect(judge(stage(line))).toMatchObject({
      verdict: 'no',
      because: `line 2 ${does}, which is taken for the target`,
    });
  });

  test('but for data', () => {
    expect(judge(stage('COPY --from=alpine /etc/ssl/certs /etc/ssl/certs'))).toMatchObject({ verdict: 'yes' });
  });
});

describe('proven', () => {
  test.each([
    ['plain', stage('COPY . .')],
    ['mirror', stage('', 'mirror.corp/library/golang:1.26-bookworm')],
    ['digest', stage('', 'golang:1.26@sha256:0123abcd')],
    ['ARG with a default', `ARG BASE\n${stage('', '${BASE:-golang:1.26}')}`],
    ['libraries', stage('RUN apt-get update && apt-get install -y libopus-dev pkg-config')],
    ['tools', stage('RUN go install example.org/tool@v1')],
    ['GOARCH by TARGETARCH', stage('ARG TARGETARCH\nRUN GOOS=linux GOARCH=${TARGETARCH} go build .')],
    ['GOARCH by TARGETARCH in ENV', stage('ARG TARGETARCH\nENV GOARCH=$TARGETARCH')],
    ['PATH at the end', stage('ENV PATH=$PATH:/opt/bin')],
    ['PATH of programs of Go', stage('ENV PATH=$GOPATH/bin:$PATH')],
    ['bash', stage('SHELL ["/bin/bash", "-o", "pipefail", "-c"]')],
    [
      'output in /usr/bin',
      'FROM golang:1.26 AS b\nRUN go build -o /usr/bin/x .\nFROM debian\nCOPY --from=b /usr/bin/x /usr/bin/x',
    ],
    [
      '/opt/app',
      stage('', undefined, 'FROM scratch\nCOPY --from=b /opt/app/server /etc/ssl/certs /usr/local/bin/x /\n'),
    ],
    ['uname -s', stage('RUN uname -s')],
    ['upx', stage('RUN upx --best /x')],
  ])('%s', (_, text) => {
    expect(judge(text)).toEqual({
      verdict: 'yes',
      because: expect.stringMatching(/that others only copy from$/),
      cgoDisabled: false,
    });
  });
});

describe('likely, with what is not seen', () => {
  test.each([
    ['make', stage('RUN make'), 'line 2 runs make, whose own commands are not visible'],
    ['a script', stage('RUN ./build.sh'), 'line 2 runs build.sh, whose own commands are not visible'],
    ['a sourced file', stage('RUN . ./env.sh'), 'line 2 reads ./env.sh, whose own commands are not visible'],
    ['gcc', stage('RUN gcc -shared -o /x.so x.c'), 'line 2 runs gcc, whose own commands are not visible'],
    ['go generate', stage('RUN go generate ./...'), 'line 2 runs go generate'],
    ['unreadable', stage('RUN eval "$X"'), 'line 2 could not be read to the end'],
    ['a copy of what a variable names', stage('RUN for f in a b; do cp $f /out/; done'), 'line 2 copies $f'],
    ['a copy of what is listed', stage('RUN ls | xargs cp -t /out'), 'line 2 copies what another command lists'],
    ['a copy of what is listed, by name', stage('RUN ls | xargs -I{} cp {} /out'), 'line 2 copies {}'],
    [
      'a copy of one of the programs of Go',
      stage('RUN go install example.org/tool@v1 && cp $(go env GOPATH)/bin/tool /out/'),
      'line 2 copies /go/bin/tool',
    ],
    [
      'a list of packages',
      stage('RUN dpkg-query -W > /out/packages'),
      "line 2 lists the installed packages, and the cross compiler's are among them",
    ],
    [
      'another archive',
      stage('RUN echo deb http://x y z > /etc/apt/sources.list.d/x.list'),
      'line 2 changes where packages come from',
    ],
    [
      "a distribution's own image",
      stage('RUN apt-get update && apt-get install -y golang-go libopus-dev', 'debian:bookworm'),
      'what it is for shows only in what it installs',
    ],
    ['Ubuntu without C', stage('ENV CGO_ENABLED=0', 'ubuntu:24.04'), 'what it is for shows only in what it installs'],
    ['a digest only', stage('', 'golang@sha256:0123abcd'), 'which distribution it is shows only in the build'],
  ])('%s', (_, text, doubt) => {
    expect(judge(text)).toMatchObject({ verdict: 'likely', because: expect.stringContaining(doubt) });
  });

  test('strip, where no binutils of the target come along', () => {
    const text = (env: string) => stage(`${env}\nRUN strip /x`);
    expect(judge(text('ENV CGO_ENABLED=0'))).toMatchObject({
      verdict: 'likely',
      because: expect.stringContaining('line 3 runs strip'),
    });
    expect(judge(text('')).verdict).toBe('yes');
  });

  test('C on Alpine', () => {
    const { verdict, because } = judge(stage('RUN apk add gcc musl-dev', 'golang:1.26-alpine'));
    expect(verdict).toBe(KNOWS_ALPINE ? 'likely' : 'no');
    expect(because).toMatch(/Alpine/);
  });
});

describe('without C', () => {
  test.each([
    ['ENV', stage('ENV CGO_ENABLED=0', 'golang:1.26-alpine')],
    ['ARG', stage('ARG CGO_ENABLED=0', 'golang:1.26-alpine')],
    [
      'every command',
      'FROM golang:1.26-alpine AS b\nRUN CGO_ENABLED=0 go build .\nFROM scratch\nCOPY --from=b /out/x /',
    ],
    [
      'export',
      'FROM golang:1.26-alpine AS b\nRUN export CGO_ENABLED=0 && go build .\nFROM scratch\nCOPY --from=b /out/x /',
    ],
    ['no compiler in the image', stage('RUN apk add --no-cache git ca-certificates', 'golang:1.26-alpine')],
    ['any distribution', stage('ENV CGO_ENABLED=0', 'mcr.microsoft.com/oss/go/microsoft/golang:1.24-azurelinux3.0')],
  ])('%s', (_, text) => {
    expect(judge(text)).toMatchObject({ verdict: 'yes', cgoDisabled: true });
  });

  test.each([
    ['one command says otherwise', stage('ENV CGO_ENABLED=0\nRUN CGO_ENABLED=1 go build .')],
    ['only one of two', stage('RUN CGO_ENABLED=0 go build .')],
    ['a compiler is installed', stage('RUN apk add git build-base', 'golang:1.26-alpine')],
    ['an old Go', stage('', 'golang:1.19-alpine')],
    ['Debian has a compiler', stage('')],
  ])('not where %s', (_, text) => {
    expect(judge(text).cgoDisabled).toBe(false);
  });
});

test.each([
  'ENV PATH /usr/local/go/bin:$PATH',
  'ENV PATH=/go/bin:/usr/local/go/bin:$PATH',
  'RUN export PATH=/usr/local/go/bin:$PATH && go version',
  'RUN /usr/local/go/bin/go build .',
])("Go's own folder holds a shim as well: %s", (line) => {
  expect(judge(stage(line)).verdict).toBe('yes');
});

test.each([
  ['RUN pip install x', 'runs pip install, whose packages'],
  ['RUN pip3 wheel .', 'runs pip3 wheel, whose packages'],
  ['RUN python3 -m venv /v', 'runs python3 -m venv, which brings programs'],
  ['RUN npm ci', 'runs npm ci, whose packages'],
  ['RUN dotnet publish', 'builds from source with dotnet'],
])('packages of machine code are refused: %s', (line, why) => {
  expect(judge(stage(line))).toMatchObject({ verdict: 'no', because: expect.stringContaining(why) });
});

test.each(['golang:1.15', 'golang:1.26-stretch', 'golang:1.20-buster'])(
  '%s, whose archive is gone, is refused',
  (image) => {
    const judged = judge(stage('RUN CGO_ENABLED=1 go build .', image));
    expect(judged).toMatchObject({
      verdict: 'no',
      because: expect.stringContaining('is no longer where its images look'),
    });
  },
);
