import { describe, expect, test } from '@jest/globals';
import type { BaseFacts } from '../../src/facts/facts.ts';
import { recognise } from '../../src/plan/bases/bases.ts';
import { type AcceleratedStep, accelerable } from '../../src/plan/native-tools/accelerate.ts';
import type { GoSource } from '../../src/plan/steps/go.ts';
import { baseFacts, evaluated } from './support.ts';

function judge(text: string, { target = 'linux/arm64', facts }: { target?: string; facts?: BaseFacts } = {}) {
  const all = evaluated(text, target);
  const stage = all.stages[all.target];
  if (stage === undefined) throw new Error('no stage');
  const base = stage.root.kind === 'image' ? recognise(stage.root.reference, facts) : undefined;
  const judged = accelerable(all, stage, base);
  return judged.ok ? { ...judged, steps: judged.steps.map(toolsIn) } : judged;
}

/** Which tools a step has, and what is to be told of them. */
function toolsIn({ instruction, tools }: AcceleratedStep) {
  const named = new Map(tools.map((use) => [use.tool.name, use]));
  const go = named.get('go-tools');
  const [root, , install] = JSON.parse(go?.key ?? '[]') as [string?, string?, GoSource['install']?];
  const fronts = named.get('apt')?.mounts('s') ?? [];
  return {
    instruction,
    compilers: named.has('compilers') || named.has('borrowed-compilers'),
    borrows: named.has('borrowed-compilers'),
    installs: named.has('apt'),
    frontEnds: fronts.flatMap((flag) => /,target=\/usr\/local\/sbin\/(.*)/.exec(flag)?.[1] ?? []),
    ...(go === undefined ? {} : { go: { root, from: go.made.base, install } }),
  };
}

/** `line:tools` of every step: C for compilers, A for APT, and Go with where it is and what its tools come from. */
function steps(text: string, target?: string): string[] {
  const judged = judge(text, target === undefined ? {} : { target });
  if (!judged.ok) return [judged.because];
  return judged.steps.map(({ instruction, compilers, installs, go }) => {
    const how = go?.install?.with === 'apt' ? go.install.package : go?.install?.with;
    const from = go === undefined ? '' : ` ${go.root} ${go.from}${how === undefined ? '' : ` ${how}`}`;
    return `${instruction.span.line}:${compilers ? 'C' : ''}${installs ? 'A' : ''}${go === undefined ? '' : 'Go'}${from}`;
  });
}

describe('which steps get which tools', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    [
      'golang',
      'FROM golang:1.26\nRUN go mod download\nRUN go build .',
      ['2:Go /usr/local/go golang:1.26', '3:CGo /usr/local/go golang:1.26'],
    ],
    ['modules that nothing is built from', 'FROM golang:1.26\nRUN go mod download', ['nothing in it compiles']],
    [
      "modules fetched by a distribution's Go, which stays as it is",
      'FROM debian:trixie\nRUN apt-get install -y golang-go\nRUN go mod download\nRUN go build .',
      ['2:A', '4:CGo /usr/lib/go debian:trixie golang-go'],
    ],
    ['as written', 'ARG V=1.26\nFROM golang:${V}\nRUN make', ['3:CGo /usr/local/go golang:${V}']],
    ['inherited', 'FROM golang:1.26 AS a\nFROM a AS b\nFROM b\nRUN make', ['4:CGo /usr/local/go golang:1.26']],
    ['C', 'FROM gcc:14\nRUN make\nRUN rm x\nRUN make test', ['2:C', '4:C']],
    ['Python wheels', 'FROM python:3.12\nRUN pip install numpy', ['2:C']],
    ['node-gyp', 'FROM node:22\nRUN npm ci', ['2:C']],
    ['PHP', 'FROM php:8.3-fpm\nRUN docker-php-ext-install gd', ['2:C']],
    ['Rust', 'FROM rust:1\nRUN cargo build', ['2:C']],
    [
      'Alpine with Go',
      'FROM golang:1.26-alpine\nRUN apk add gcc\nRUN go build .',
      ['3:CGo /usr/local/go golang:1.26-alpine'],
    ],
    ['no Debian name', 'FROM golang:1.26\nRUN go build .', ['2:Go /usr/local/go golang:1.26']],
  ])('%s', (name, text, expected) => {
    expect(steps(text, name === 'no Debian name' ? 'linux/mips64' : undefined)).toEqual(expected);
  });

  test.each<[name: string, text: string, go: string]>([
    [
      'fetched and unpacked',
      'RUN curl -L https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -C /usr/local -xz',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'by ARG and TARGETARCH',
      'ARG TARGETARCH\nARG V=1.24.3\nRUN wget -qO- https://dl.google.com/go/go${V}.linux-${TARGETARCH}.tar.gz | tar xzf - -C /usr/local',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'by what the machine says',
      'RUN V=1.24.3; wget https://go.dev/dl/go$V.linux-$(dpkg --print-architecture).tar.gz && tar -C /usr/local -xzf go$V.linux-*.tar.gz',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'by a case',
      'RUN case $(uname -m) in x86_64) u=https://x/go1.24.3.linux-amd64.tar.gz;; *) u=https://x/go1.24.3.linux-arm64.tar.gz;; esac; wget -O go.tgz $u; tar --directory=/usr/local -xf go.tgz',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'in two steps',
      'ADD https://go.dev/dl/go1.24.3.linux-arm64.tar.gz /tmp/go.tar.gz\nRUN tar -C /opt -xzf /tmp/go.tar.gz',
      '/opt/go golang:1.24.3',
    ],
    [
      'in two RUNs',
      'RUN wget -O /tmp/x.tgz https://go.dev/dl/go1.24.3.linux-arm64.tar.gz\nRUN mkdir /g && tar -C /g --strip-components=1 -xzf /tmp/go.tgz',
      '/g golang:1.24.3',
    ],
    ['from the context', 'ADD go1.24.3.linux-arm64.tar.gz /usr/local/', '/usr/local/go golang:1.24.3'],
    [
      'moved to its place',
      'RUN wget https://go.dev/dl/go1.24.3.linux-arm64.tar.gz && tar xf go1.24.3.linux-arm64.tar.gz && mv go /usr/local',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'moved from another folder',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /tmp && mv /tmp/go /usr/local/',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'moved over what is there',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /tmp && mv -f /tmp/go /usr/local/go',
      '/usr/local/go golang:1.24.3',
    ],
    [
      'moved in a step of its own',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /tmp\nARG D=/opt\nRUN mv /tmp/go "$D/go"',
      '/opt/go golang:1.24.3',
    ],
  ])('an archive of Go %s', (_, lines, go) => {
    const text = `FROM debian:bookworm\n${lines}\nRUN make`;
    expect(steps(text).at(-1)).toBe(`${text.split('\n').length}:CGo ${go} archive`);
  });

  test.each<[name: string, lines: string, because: RegExp]>([
    [
      'for another machine',
      'RUN wget -qO- https://go.dev/dl/go1.24.3.linux-amd64.tar.gz | tar -C /usr/local -xz',
      /line 2 unpacks a Go for amd64/,
    ],
    [
      'for the architecture that a default pins',
      'ARG TARGETARCH=amd64\nRUN wget -qO- https://go.dev/dl/go1.24.3.linux-$TARGETARCH.tar.gz | tar -C /usr/local -xz',
      /line 3 unpacks a Go for amd64/,
    ],
    [
      'left in the working folder',
      'RUN wget https://go.dev/dl/go1.24.3.linux-arm64.tar.gz; tar -xzf /go1.24.3.linux-arm64.tar.gz',
      /line 2 unpacks a Go of which/,
    ],
    [
      'moved to where is not known',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /tmp && mv /tmp/go /opt/go1.24',
      /line 2 unpacks a Go of which/,
    ],
    [
      'moved by an option',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /tmp && mv -t /opt /tmp/go',
      /line 2 unpacks a Go of which/,
    ],
    [
      'moved away later',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /opt\nRUN mv /opt/go /golang',
      /line 3 moves Go elsewhere/,
    ],
    [
      'removed later',
      'RUN wget -O- https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -xz -C /opt\nRUN rm -rf /opt/go',
      /line 3 removes Go/,
    ],
    [
      'of a line, not a release',
      'RUN wget -qO- https://go.dev/dl/go1.20.linux-arm64.tar.gz | tar -C /usr/local -xz',
      /line 2 unpacks a Go of which/,
    ],
    [
      'that is not known',
      'ARG V\nRUN wget -qO- https://go.dev/dl/go$V.linux-arm64.tar.gz | tar -C /usr/local -xz',
      /line 3 unpacks a Go of which/,
    ],
    [
      'beside another archive',
      'RUN curl https://x/p.tgz | tar -C /opt -xz && curl https://go.dev/dl/go1.24.3.linux-arm64.tar.gz | tar -C /usr/local -xz',
      /line 2 unpacks a Go of which/,
    ],
    [
      'to where is not known',
      'RUN wget https://go.dev/dl/go1.24.3.linux-arm64.tar.gz; cd /usr/local; tar -xzf /go1.24.3.linux-arm64.tar.gz',
      /line 2 unpacks a Go of which/,
    ],
  ])('an archive of Go %s', (_, lines, because) => {
    expect(judge(`FROM debian:bookworm\n${lines}\nRUN make`)).toMatchObject({
      steps: [{ compilers: true }],
      because: expect.stringMatching(because),
    });
  });

  test.each<[name: string, line: string, keeps: boolean]>([
    [
      'something else is unpacked beside it',
      'RUN wget -O p.tar.gz https://x/protoc.tar.gz && tar -C /usr/local -xzf p.tar.gz',
      true,
    ],
    [
      'a tool with a like name is unpacked',
      'RUN wget -qO- https://x/golangci-lint-1.60.1-linux-arm64.tar.gz | tar -C /usr/local -xz && tar -xf gosu.tar.gz -C /usr/local/bin',
      true,
    ],
    ['sources with a like name are added', 'ADD go-project.tar.gz /src/', true],
    [
      'another Go is unpacked, under another name',
      'RUN curl -o /tmp/x.tgz https://go.dev/dl/go1.24.3.linux-arm64.tar.gz && tar -C /usr/local -xzf /tmp/x.tgz',
      false,
    ],
    ['another Go is unpacked', 'RUN tar -C /usr/local -xzf go1.24.3.linux-arm64.tar.gz', false],
    [
      'another Go is moved into it',
      'RUN wget -O- https://go.dev/dl/go1.25.3.linux-arm64.tar.gz | tar -xz -C /tmp && mv /tmp/go /usr/local/go',
      false,
    ],
    [
      'another Go is moved to its place',
      'RUN rm -rf /usr/local/go && wget https://go.dev/dl/go1.24.3.linux-arm64.tar.gz && tar -xf go1.24.3.linux-arm64.tar.gz && mv go /usr/local/go',
      false,
    ],
    ['it is patched', 'RUN cd /usr/local/go && git apply /x.patch', false],
    ['it is patched from outside', 'RUN patch -d "$GOROOT" -p1 < /x.patch', false],
    ['it is built anew', 'RUN cd src && ./make.bash', false],
    ['its compiler is built anew', 'RUN go install -v cmd/compile', false],
    ['a program of its own is installed', 'RUN go install ./cmd/app && cd $GOROOT/misc/wasm', true],
    ['it is removed', 'RUN rm -rf /usr/local/go', false],
    ['it is removed by its variable', 'RUN rm -rf "$GOROOT" && make install', false],
    ['it is removed by what it says', 'RUN rm -rf $(go env GOROOT)', false],
    ['its sources are changed', 'RUN rm -rf /usr/local/go/src/x', true],
  ])("golang's tools where %s", (_, line, keeps) => {
    const last = judge(`FROM golang:1.26\n${line}\nRUN make`);
    const other = line.includes('1.24.3') ? 'golang:1.24.3' : undefined;
    expect(last.ok && last.steps.at(-1)?.go?.from).toBe(keeps ? 'golang:1.26' : other);
  });

  test.each<[command: string, tools: string]>([
    ['make && cp -a /usr/local /out', 'C'],
    ['make && tar -C / -cf /out/x.tar usr/local', ''],
    ['make && cp -a / /out', ''],
    ['make && cp -r out/* /usr/local/', 'CGo'],
    ['make && tar -C / -xf x.tar', 'CGo'],
    ['make && chown -R app /usr/local', 'C'],
    ['make && chmod 755 /usr/local', 'CGo'],
    ["make && find / -name '*.a' -delete", ''],
    ["make && find / -xdev -name '*.a' -delete", 'CGo'],
    ["make && find / -name '*.a'", 'CGo'],
    ["make && find /usr/local -name '*.pyc' -exec rm {} +", 'C'],
    ['make && chown -R app /usr/local/go', 'C'],
    ['make && chmod -R a+rwX "$GOROOT"', 'C'],
    ['make && chown -R 1000 "$(go env GOROOT)"', 'C'],
    ['make && setcap cap_net_raw+ep /usr/local/go/bin/go', 'C'],
    ['make && strip /usr/local/go/bin/*', 'C'],
    ['make && cat /usr/local/go/bin/go > /y', 'C'],
    ['make && install -m755 $(which go) /out/go', 'C'],
    ['make && ls /usr/local/go/bin && test -x "$(command -v go)"', 'CGo'],
    ['make && ln -s /usr/local/go/bin/go /usr/bin/go', 'CGo'],
    ['make && chown -R app /go', 'CGo'],
    ['make && cd / && tar cz . > /tmp/r.tgz', ''],
    ['make && tar -cf x -C/ .', ''],
    ['make && cd /usr && cp -a local /out', 'C'],
    ['make && cd /usr/local && cp -r go /backup', 'C'],
    ['make && cp -a . /out', 'CGo'],
    ['make && (cd / && find . -xdev | cpio -o > /x)', ''],
  ])('what would see tools that are mounted gets none: %s', (command, tools) => {
    const judged = judge(`FROM golang:1.26\nRUN ${command}`);
    const [step] = judged.ok ? judged.steps : [];
    expect(`${step?.compilers ? 'C' : ''}${step?.go === undefined ? '' : 'Go'}`).toBe(tools);
    if (tools !== 'CGo') expect(judged.because).toMatch(/for the step in line 2, which would see them: it runs/);
  });

  test.each(['tar cz . > /tmp/r.tgz', 'cp -a etc usr /out'])('seen from the working folder: %s', (command) => {
    const steps = (folder: string) => {
      const judged = judge(
        `FROM debian:12\nWORKDIR ${folder}\nRUN apt-get update && apt-get install -y gcc && make && ${command}`,
      );
      return judged.ok ? judged.steps.map(({ frontEnds }) => frontEnds) : [];
    };
    expect(steps('/src')).toEqual([['apt-get']]);
    expect(steps('/')).toEqual(command.startsWith('tar') ? [] : [[]]);
  });

  test.each<[name: string, line: string, tools: string]>([
    ['none', 'RUN true', 'apt with apt-get'],
    ['a wrapper beside the mounted one', 'RUN echo x > /usr/local/sbin/apt-get', 'apt'],
    ['a wrapper that is copied', 'COPY apt-get /usr/local/sbin/', 'apt'],
    ['another dpkg', 'RUN dpkg-divert --rename --add /usr/bin/dpkg && ln -s /bin/true /usr/bin/dpkg', ''],
    ['another apt-get', 'RUN printf x > /usr/bin/apt-get', ''],
  ])("what the image has in APT's place: %s", (_, line, tools) => {
    const judged = judge(`FROM debian:12\n${line}\nRUN apt-get update && apt-get install -y gcc`);
    const step = judged.ok ? judged.steps.at(-1) : undefined;
    expect(`${step?.installs ? 'apt' : ''}${step?.frontEnds.length ? ` with ${step.frontEnds}` : ''}`).toBe(tools);
  });

  test.each([
    ['RUN ln -sf /bin/true /usr/bin/dpkg', 'APT stays emulated, as line 2 may replace /usr/bin/dpkg'],
    ['COPY apt-get /usr/local/sbin/', 'apt-get itself stays emulated, as line 2 may put one into /usr/local/sbin'],
  ])('and the plan says so: %s', (line, because) => {
    expect(judge(`FROM debian:12\n${line}\nRUN apt-get install -y gcc && make`).because).toContain(because);
  });

  test("a mount of the user's own over the folder of the front ends", () => {
    const judged = judge('FROM debian:12\nRUN --mount=type=cache,target=/usr/local apt-get install -y gcc');
    expect(judged).toMatchObject({ steps: [{ installs: true, frontEnds: [] }] });
  });

  test.each<[mount: string, go: boolean]>([
    ['type=bind,from=golang:1.25,source=/usr/local/go,target=/usr/local/go', false],
    ['type=cache,target=/usr/local', false],
    ['type=cache,dst=/usr/local/go/pkg', false],
    ['type=cache,target=/root/.cache/go-build', true],
  ])("a mount of the user's own over Go: %s", (mount, go) => {
    const judged = judge(`FROM golang:1.26\nRUN --mount=${mount} make`);
    expect(judged.ok && judged.steps[0]?.go !== undefined).toBe(go);
  });

  test.each<[text: string, compiles: boolean]>([
    ['FROM nginx\nRUN nginx -t', false],
    ['FROM python:3.12-slim\nRUN pip install build numpy', false],
    ['FROM python:3.12-slim\nRUN apt-get install -y gcc\nRUN pip install numpy', true],
    ['FROM python:3.12-slim\nRUN sh setup.sh\nRUN pip install numpy', true],
    ['FROM node:22-bookworm-slim\nRUN npm ci', false],
    ['FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm npm ci', false],
    ['FROM node:22-slim\nRUN --mount=type=bind,from=x,target=/x npm ci', true],
    ['FROM debian:12\nRUN apt-get install -y python3-pip\nRUN pip3 install numpy', true],
    ['FROM python:3.12-slim\nRUN apt-get install -y $PACKAGES\nRUN pip install numpy', true],
    ['FROM debian:12\nRUN gosu --version && gosu nobody ./x\nRUN app', true],
    ['FROM debian:12\nRUN gosu --version\nRUN app', false],
    ['FROM node:22\nRUN npm ci', true],
    ['FROM eclipse-temurin:21\nRUN java -version', false],
    ['FROM php:8.3\nRUN php -v', true],
    ['FROM php:8.3-fpm-alpine\nRUN docker-php-ext-install gd', true],
    ['FROM php:8.3-fpm-alpine\nRUN apk add $PHPIZE_DEPS\nRUN pecl install x', true],
    ['FROM rust:1-alpine\nRUN cargo build', true],
  ])('whether a stage has a compiler: %j', (text, compiles) => {
    const judged = judge(text);
    expect(judged.ok && judged.compiles).toBe(compiles);
  });

  test.each<[text: string, compiles: boolean]>([
    ['RUN apt-get install -y softhsm2\nRUN softhsm2-util --init-token', false],
    ['COPY --from=0 /out/app /usr/local/bin/\nRUN app migrate && ldconfig', false],
    ['RUN apt-get install -y gcc\nRUN softhsm2-util --init-token', true],
    ['RUN apt-get install -y python3-dev\nRUN thing', true],
    ['RUN curl https://example.com/x | tar -xz -C /opt\nRUN thing', true],
    ['RUN ./install\nRUN thing', true],
    ['RUN bash install.sh', true],
    ['ADD tool.tar.gz /usr\nRUN thing', true],
    ['COPY thing /usr/local/bin/\nRUN thing', true],
    ['COPY --from=0 / /\nRUN thing', true],
    ['COPY --from=0 /usr/local /usr/local\nRUN thing', true],
    ['RUN --mount=type=bind,from=gcc,target=/gcc thing', true],
  ])('on bare Debian %j may compile: %p', (text, expected) => {
    const judged = judge(`FROM golang:1.26\nFROM debian:bookworm\n${text}`);
    expect(judged.ok && judged.compiles).toBe(expected);
  });

  test('only bare images are known to have no compiler', () => {
    expect(steps('FROM buildpack-deps:bookworm\nRUN thing')).toEqual(['2:C']);
    expect(steps('FROM example.com/debian:bookworm\nRUN thing')).toEqual(['2:C']);
    expect(steps('FROM example.com/library/debian:bookworm\nRUN thing')).toEqual(['nothing in it compiles']);
  });
});

describe('compilers borrowed from Debian', () => {
  test.each<[name: string, text: string, borrowed: boolean]>([
    ['gcc', 'FROM alpine\nRUN apk add --no-cache gcc musl-dev\nRUN make', true],
    ['build-base, pinned', 'FROM alpine\nRUN apk add build-base=0.5-r3\nRUN make', true],
    ['in the step itself', 'FROM alpine\nRUN apk add -t .deps g++ && make && apk del .deps', true],
    ['a group', 'FROM fedora\nRUN dnf groupinstall -y "Development Tools"\nRUN make', true],
    ["Go's package brings one", 'FROM fedora\nRUN dnf install -y golang\nRUN make', true],
    ['below', 'FROM alpine AS a\nRUN apk add gcc\nFROM a\nRUN make', true],
    ['another package', 'FROM alpine\nRUN apk add git go-task\nRUN make', false],
    ['not installed', 'FROM alpine\nRUN echo gcc\nRUN make', false],
  ])('%s', (_, text, borrowed) => {
    const judged = judge(text);
    expect(judged.ok && judged.steps.every(({ borrows }) => borrows)).toBe(borrowed);
    expect(judged.because).toContain(
      borrowed ? 'they come from debian:stable-slim and are used if they compile a sample as' : 'no step of it is seen',
    );
  });

  test('none where Debian has no name for the platform', () => {
    expect(steps('FROM alpine\nRUN apk add gcc\nRUN make', 'linux/mips64')).toEqual([
      'Debian has no compiler for linux/mips64',
    ]);
  });
});

describe('Go that the stage brings', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    [
      'apt, not in the step itself',
      'FROM debian:bookworm\nRUN apt-get update && apt-get install -y golang-go && go build a\nRUN go build b',
      ['2:CA', '3:CGo /usr/lib/go debian:bookworm golang-go'],
    ],
    [
      'apt, a version',
      'FROM ubuntu:24.04\nRUN apt-get install -y git golang-1.22 make\nRUN make',
      ['2:A', '3:CGo /usr/lib/go-1.22 ubuntu:24.04 golang-1.22'],
    ],
    [
      'apt, a pinned version',
      'FROM debian\nRUN apt-get install -y golang=2:1.19~1\nRUN make',
      ['2:A', '3:CGo /usr/lib/go debian golang=2:1.19~1'],
    ],
    [
      'apt, a version pinned by an ARG',
      'FROM debian\nARG V=1.19.8-2\nRUN apt-get install -y golang-1.19-go=$V\nRUN make',
      ['3:A', '4:CGo /usr/lib/go-1.19 debian golang-1.19-go=1.19.8-2'],
    ],
    [
      'apt, a version that is not known',
      'FROM debian\nARG V\nRUN apt-get install -y golang=$V\nRUN make',
      ['3:A', '4:C'],
    ],
    ['apt, another release', 'FROM debian\nRUN apt-get install -y golang/sid\nRUN make', ['2:A', '3:C']],
    ['apt, backports', 'FROM debian\nRUN apt-get install -y -t bookworm-backports golang\nRUN make', ['2:A', '3:C']],
    [
      'apt, another archive',
      'FROM ubuntu\nRUN add-apt-repository ppa:longsleep/golang-backports\nRUN apt-get install -y golang-go\nRUN make',
      ['3:A', '4:C'],
    ],
    [
      'apt, in an image with Go',
      'FROM golang:1.26\nRUN apt-get install -y golang-go\nRUN make',
      ['2:A', '3:CGo /usr/local/go golang:1.26'],
    ],
    ['apt, other packages of Go', 'FROM debian\nRUN apt-get install -y golang-github-x-dev\nRUN make', ['2:A', '3:C']],
    ['apk', 'FROM alpine:3.20\nRUN apk add go\nRUN go build .', ['3:C']],
    [
      'copied from an image',
      'FROM rust:1\nCOPY --from=golang:1.26 /usr/local/go/ /usr/local/go/\nRUN make',
      ['3:CGo /usr/local/go golang:1.26'],
    ],
    [
      'copied elsewhere',
      'FROM debian\nCOPY --link --from=golang:1.26 /usr/local/go /opt/go\nRUN make',
      ['3:CGo /opt/go golang:1.26'],
    ],
    [
      'copied from a stage',
      'FROM golang:1.26 AS g\nFROM debian\nCOPY --from=g /usr/local/go /usr/local/go\nRUN make',
      ['4:CGo /usr/local/go golang:1.26'],
    ],
    [
      'copied from the build platform',
      'FROM --platform=$BUILDPLATFORM golang:1.26 AS g\nFROM debian\nCOPY --from=g /usr/local/go /usr/local/go\nRUN make',
      ['4:C'],
    ],
    [
      'copied from who knows',
      'FROM debian\nCOPY --from=corp.example/go /usr/local/go /usr/local/go\nRUN make',
      ['3:C'],
    ],
    [
      'copied over',
      'FROM golang:1.26\nCOPY --from=golang:1.20 /usr/local/go /usr/local/go\nRUN make',
      ['3:CGo /usr/local/go golang:1.20'],
    ],
    [
      'tarball',
      'FROM debian\nRUN curl https://go.dev/dl/go1.26.linux-$TARGETARCH.tar.gz | tar -C /usr/local -xz\nRUN make',
      ['3:C'],
    ],
    ['replaced', 'FROM golang:1.26\nRUN rm -rf /usr/local/go && tar -C /usr/local -xf x.tar\nRUN make', ['3:C']],
    ['replaced below', 'FROM golang:1.26 AS a\nADD go.tar.gz /usr/local\nFROM a\nRUN make', ['4:C']],
    [
      'left alone',
      'FROM golang:1.26\nRUN cp /usr/local/go/misc/wasm/x . && rm -rf /usr/local/go/src/x\nCOPY app /usr/local/bin/\nCOPY cfg /usr/local/\nRUN make',
      ['5:CGo /usr/local/go golang:1.26'],
    ],
  ])('%s', (_, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });
});

describe('steps that install packages', () => {
  test.each<[name: string, text: string, expected: string[]]>([
    ['and compile nothing', 'FROM debian\nRUN apt-get update && apt-get install -y curl', ['2:A']],
    ['upgrade', 'FROM ubuntu:24.04\nRUN apt -y full-upgrade', ['2:A']],
    ['in a heredoc, with options first', 'FROM debian\nRUN <<E\nset -e\napt-get -y -o X=y install curl\nE', ['2:A']],
    ['with the path of apt', 'FROM debian\nRUN ["/usr/bin/apt-get", "install", "-y", "curl"]', ['2:A']],
    ['below', 'FROM debian AS a\nFROM a\nRUN apt-get install -y curl', ['3:A']],
    ['as another user', 'FROM debian\nUSER x\nRUN sudo apt-get install -y curl', ['3:A']],
    [
      'updated before',
      'FROM debian\nRUN ["apt-get", "update"]\nRUN ["apt-get", "install", "-y", "curl"]',
      ['2:A', '3:A'],
    ],
    ['update and compile', 'FROM debian\nRUN apt-get update\nRUN make', ['2:A', '3:C']],
    ['update only', 'FROM debian\nRUN apt-get update && apt-get clean', ['nothing in it compiles']],
    ['search', 'FROM debian\nRUN apt-cache search install', ['nothing in it compiles']],
    [
      'with an APT_CONFIG of their own',
      'FROM debian\nENV APT_CONFIG=/x\nRUN apt-get install -y curl',
      ['nothing in it compiles'],
    ],
    [
      'with an APT_CONFIG from below',
      'FROM debian AS a\nENV APT_CONFIG=/x\nFROM a\nRUN apt-get install -y curl',
      ['nothing in it compiles'],
    ],
    [
      'with a library for every program',
      'FROM debian AS a\nENV LD_PRELOAD=libjemalloc.so.2\nFROM a\nRUN apt-get install -y curl',
      ['nothing in it compiles'],
    ],
    ['on Alpine', 'FROM alpine\nRUN apt-get install -y curl', ['nothing in it compiles']],
    ['on scratch', 'FROM scratch\nRUN apt-get install -y curl', ['nothing in it compiles']],
  ])('%s', (_, text, expected) => {
    expect(steps(text)).toEqual(expected);
  });

  test('the reason says so, and that nothing compiles', () => {
    expect(judge('FROM debian\nRUN apt-get install -y a\nRUN apt-get install -y b')).toMatchObject({
      compiles: false,
      because: 'native APT tools for 2 steps, the first in line 2; nothing in it compiles',
    });
  });
});

describe('not accelerated, and why', () => {
  test.each<[name: string, text: string, because: string]>([
    ['nothing to do', 'FROM golang:1.26\nRUN apt-get update', 'nothing in it compiles'],
    ['scratch', 'FROM scratch\nRUN ["/x"]', 'it starts from scratch'],
    [
      'unknown base',
      'ARG B\nFROM $B\nRUN make',
      'its base $B is not known before the build: B has no value: give the build argument B',
    ],
    ['Alpine', 'FROM alpine\nRUN make', 'no step of it is seen to install a C compiler, and Alpine has none by itself'],
    [
      'RPM',
      'FROM fedora\nRUN make',
      'no step of it is seen to install a C compiler, and a distribution with RPM packages has none by itself',
    ],
    [
      'no twin known',
      'FROM corp.example/x\nRUN make',
      'corp.example/x could not be looked at, so it is not known whether a native twin of it exists',
    ],
    [
      'frontend',
      '# syntax=docker/dockerfile:1.9\nFROM gcc\nRUN make',
      'its frontend docker/dockerfile:1.9 is not known to have secrets as environment variables; write # syntax=docker/dockerfile:1',
    ],
    [
      'other frontend',
      '# syntax=corp.example/frontend\nFROM gcc\nRUN make',
      'its frontend corp.example/frontend is not known to have RUN --mount; write # syntax=docker/dockerfile:1',
    ],
    [
      'fixed',
      'FROM --platform=linux/riscv64 gcc\nRUN make',
      'the Dockerfile fixes it to linux/riscv64, and tools are made for linux/arm64',
    ],
    [
      'base by architecture',
      'FROM gcc:14-$TARGETARCH\nRUN make',
      'line 1 names another base for every platform, so there is no native twin of it',
    ],
    ['COMPILER_PATH', 'FROM gcc AS a\nENV COMPILER_PATH=/x\nFROM a\nRUN make', 'line 2 sets COMPILER_PATH itself'],
  ])('%s', (_, text, because) => {
    expect(judge(text)).toEqual({ ok: false, because });
  });

  test('ONBUILD of the base, which would run in the stage that makes the tools', () => {
    expect(judge('FROM gcc\nRUN make', { facts: baseFacts({ onbuild: ['RUN make'] }) }).ok).toBe(false);
  });

  const BUILDER = 'FROM golang:1.26 AS b\nRUN apt-get install -y gcc\nRUN make\nFROM scratch\nCOPY --from=b /x /x';

  test.each<[name: string, head: string, buildkit: string | undefined, expected: string]>([
    [
      'secrets',
      '# syntax=docker/dockerfile:1\n',
      undefined,
      'native Go tools and compilers for the step in line 4: it runs make; native APT tools for the step in line 3',
    ],
    [
      'a frontend without them',
      '# syntax=docker/dockerfile:1.4\n',
      undefined,
      'native Go tools and compilers for the step in line 4: it runs make',
    ],
    [
      "the builder's own with them",
      '',
      'v0.16.0',
      'native Go tools and compilers for the step in line 3: it runs make; native APT tools for the step in line 2',
    ],
    [
      "the builder's own without them",
      '',
      'v0.12.5',
      'native Go tools and compilers for the step in line 3: it runs make',
    ],
    [
      "the builder's own without heredocs",
      '',
      'v0.9.3',
      'native Go tools and compilers for the step in line 3: it runs make',
    ],
    [
      "the builder's own without mounts",
      '',
      'v0.7.2',
      "the builder's BuildKit v0.7.2 is not known to have RUN --mount; write # syntax=docker/dockerfile:1",
    ],
    [
      "the builder's own, not a release",
      '',
      '435cb77e369c',
      'native Go tools and compilers for the step in line 3: it runs make; native APT tools for the step in line 2',
    ],
    [
      'a frontend without heredocs',
      '# syntax=docker/dockerfile:1.3\n',
      'v0.30.0',
      'native Go tools and compilers for the step in line 4: it runs make',
    ],
    [
      'a frontend without mounts',
      '# syntax=docker/dockerfile:1.1\n',
      'v0.30.0',
      'its frontend docker/dockerfile:1.1 is not known to have RUN --mount; write # syntax=docker/dockerfile:1',
    ],
  ])('of a stage that is only copied from: %s', (_, head, buildkit, because) => {
    const all = { ...evaluated(`${head}${BUILDER}`), ...(buildkit === undefined ? {} : { buildkit }) };
    const [stage] = all.stages;
    if (stage === undefined) throw new Error('no stage');
    expect(accelerable(all, stage, recognise('golang:1.26')).because).toBe(because);
  });

  test('of a stage that becomes the image, an old frontend leaves C emulated', () => {
    const old =
      'its frontend docker/dockerfile:1.6 is not known to have secrets as environment variables; write # syntax=docker/dockerfile:1';
    expect(
      judge('# syntax=docker/dockerfile:1.6\nFROM golang:1.26\nRUN apt-get install -y gcc\nRUN make'),
    ).toMatchObject({
      steps: [{ compilers: false, installs: false, go: { root: '/usr/local/go' } }],
      because: `native Go tools for the step in line 4: it runs make; C stays emulated, as ${old}`,
    });
  });

  test.each(['1', '1.10', '1.10.0-labs', '1.24@sha256:0a', 'latest', 'labs'])('frontend %s will do', (tag) => {
    expect(judge(`# syntax=docker/dockerfile:${tag}\nFROM gcc\nRUN make`).ok).toBe(true);
  });

  test('frontend from a mirror will do', () => {
    expect(judge('# syntax=mirror.corp/docker/dockerfile:1\nFROM gcc\nRUN make').ok).toBe(true);
  });
});

test('the reason names the tools, the first step, what it runs and what stays emulated', () => {
  expect(judge('FROM golang:1.26-alpine\nRUN make\nRUN make x').because).toBe(
    'native Go tools for 2 steps, the first in line 2: it runs make; C stays emulated, as no step of it is seen to install a C compiler, and Alpine has none by itself',
  );
});

describe('the reason names what costs most', () => {
  const because = (lines: string) => judge(`FROM golang:1.26\n${lines}`).because.split(';')[0];

  test.each([
    ['RUN npm ci\nRUN make\nRUN go vet .', '3 steps, the heaviest in line 3: it runs make'],
    ['RUN go list . && ./x\nRUN go build .', '2 steps, the heaviest in line 3: it runs go build'],
    ['RUN go mod download\nRUN go build .', '2 steps, the heaviest in line 3: it runs go build'],
    ['RUN go install a/b@v1\nRUN go build .', '2 steps, the heaviest in line 3: it runs go build'],
    ['RUN cargo --version && sh x && cargo build', 'the step in line 2: it runs cargo'],
    ['RUN make\nRUN make x', '2 steps, the first in line 2: it runs make'],
    ['RUN ./configure && make', 'the step in line 2: it runs configure'],
    ['RUN pip install x && thing && ninja', 'the step in line 2: it runs ninja'],
    ['RUN python3 --version && thing', 'the step in line 2: it runs thing'],
    ["RUN app && find . -name go.mod -execdir go build . ';'", 'the step in line 2: it runs find -exec go'],
  ])('%j', (lines, expected) => {
    expect(because(lines)).toBe(`native Go tools and compilers for ${expected}`);
  });
});

describe('what stays emulated is said', () => {
  test.each([
    ['FROM rust:1\nRUN cargo build --release', 'rustc itself stays emulated'],
    ['FROM node:22\nRUN npm ci', 'node itself stays emulated'],
    ['FROM python:3.13\nRUN pip3 install numpy', 'python itself stays emulated'],
    ['FROM gcc:14\nRUN apt-get install -y openjdk-17-jdk\nRUN javac A.java', 'java itself stays emulated'],
    ['FROM ruby:3\nRUN bundle install\nRUN npm ci && cargo build', 'ruby, node and rustc themselves stay emulated'],
    ['FROM eclipse-temurin:21\nRUN mvn package', 'nothing in it compiles C or Go; java itself stays emulated'],
    ['FROM python:3.13-slim\nRUN pip install x', 'nothing in it compiles C or Go; python itself stays emulated'],
  ])('%j', (text, said) => {
    expect(judge(text).because).toContain(said);
  });

  test.each([
    'FROM gcc:14\nRUN make',
    'FROM debian\nRUN apt-get install -y npm',
    'FROM gcc:14\nRUN node --version && make',
  ])('nothing where there is nothing to say: %j', (text) => {
    expect(judge(text).because).not.toMatch(/sel(f|ves) stay/);
  });
});

describe('notes are about every step, not the first', () => {
  const NO_C = 'FROM golang:1.26-alpine\nRUN apk add gcc musl-dev\n';

  test.each([
    ['RUN go mod download\nRUN go build .', 'borrowed compilers after a step without'],
    ['RUN CGO_ENABLED=0 go build a\nRUN make', 'and after Go without C'],
  ])('%s: %s', (lines) => {
    expect(judge(`${NO_C}${lines}`).because).toContain('they come from debian:stable-slim');
  });

  test('whether a distribution has a cross gcc', () => {
    const facts = baseFacts({ env: { GOLANG_VERSION: '1.26', PATH: '/usr/local/go/bin:/bin' } });
    expect(judge('FROM x.example/go\nRUN go mod download\nRUN make', { facts }).because).toContain(
      'whether its distribution has a cross gcc shows in the build',
    );
  });

  test('a Go that is replaced after a step that had tools of it', () => {
    expect(judge('FROM golang:1.26\nRUN make\nRUN rm -rf /usr/local/go\nRUN make x').because).toContain(
      'line 3 puts another Go in place',
    );
  });

  test('a Go that the step itself replaces', () => {
    expect(judge('FROM golang:1.26\nRUN go vet\nRUN rm -rf /usr/local/go && make').because).toContain(
      'line 3 puts another Go in place',
    );
  });

  test('and none about a Go that only steps after the compiling ones bring', () => {
    expect(judge('FROM golang:1.26\nRUN make\nRUN rm -rf /usr/local/go').because).not.toContain('another Go');
  });
});

test.each([
  ["find . -name '*.x' -exec sh -c 'gzip \"$1\"' _ {} \\;", false],
  ["find . -name '*.x' -exec gzip {} + && find . -delete", false],
  ["find . -name Makefile -execdir sh -c 'make' \\;", true],
  ['find . -exec sh -c "$DO" \';\'', true],
  ["find . -exec sh {} ';'", true],
  ["find . -exec find {} -exec x ';' ';'", true],
  ['find . -exec ./build ;', true],
])('what find executes is read: %s', (command, compiles) => {
  const slim = judge(`FROM debian:12\nWORKDIR /src\nRUN ${command}`);
  expect(slim.ok && slim.compiles).toBe(compiles);
});

test.each([
  ['ENV CC=clang\nRUN make', 'clang'],
  ['RUN update-alternatives --install /usr/bin/gcc gcc /usr/bin/gcc-12 100\nRUN make', 'gcc-12'],
  ['RUN update-alternatives --set c++ /usr/bin/clang++ && make', 'clang++'],
  ['RUN ln -sf /usr/bin/gcc-12 /usr/bin/gcc\nRUN make', 'gcc-12'],
  ['RUN update-alternatives --install /usr/bin/python python /usr/bin/python3.12 1\nRUN make', undefined],
  ['RUN update-alternatives --install /usr/bin/x x /opt/gcc-12 1\nRUN make', undefined],
  ['ARG CXX=/usr/bin/clang++-15\nRUN cmake .', 'clang++-15'],
  ['RUN CC="gcc-11 -m64" make', 'gcc-11'],
  ['RUN clang -o x x.c', 'clang'],
  ['RUN CC=gcc make', undefined],
])('another compiler is named: %s', (lines, name) => {
  const said = / what (\S+) compiles stays emulated, unless it is the base's own gcc/.exec(
    judge(`FROM debian:bookworm\nRUN apt-get install -y build-essential clang\n${lines}`).because,
  );
  expect(said?.[1]).toBe(name);
});
