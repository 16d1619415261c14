/**
 * What is to become of a stage:
 * - `I` crosses, and auto does it or `strategy: cross` would
 * - `I+` the same, with something that cannot be seen
 * - `P` crosses without C
 * - `S` is left alone, the Dockerfile crosses already
 * - `R` is refused by cross, and accelerated
 * - `E` is refused by cross, and emulated: no tools are known for its base
 */
export type Class = 'I' | 'I+' | 'P' | 'S' | 'R' | 'E';

export interface Case {
  readonly name: string;
  readonly class: Class;
  /** The stage that it is about; the first by default. */
  readonly stage?: string;
  /** Part of the reason, for those that are refused. */
  readonly because?: string;
  /** A custom base of which the registry tells that it has several platforms; with Go's variables or without. */
  readonly published?: Readonly<Record<string, 'go' | 'plain'>>;
  readonly text: string;
}

const rows = (text: string) => text.replace(/^ {4}/gm, '').trim();

/** Structures of real Dockerfiles that build Go programs with C. */
export const CASES: readonly Case[] = [
  {
    name: 'Alpine with Go from its packages, go inside a script',
    class: 'R',
    because: "installs Alpine's own Go",
    text: rows(`
    FROM alpine:edge AS builder
    RUN apk add --no-cache bash curl gcc git go musl-dev
    COPY . .
    RUN bash build.sh release docker
    FROM alpine:edge
    COPY --from=builder /app/bin/x ./`),
  },
  {
    name: 'golang on Alpine, C compiler, a script that downloads for the target',
    class: 'I+',
    text: rows(`
    FROM golang:1.26-alpine AS builder
    ARG TARGETARCH
    RUN apk --no-cache add build-base gcc curl unzip
    COPY . .
    ENV CGO_ENABLED=1
    ENV CGO_CFLAGS="-D_LARGEFILE64_SOURCE"
    RUN go build -ldflags "-w -s" -o build/x main.go
    RUN ./DockerInit.sh "$TARGETARCH"
    FROM alpine
    COPY --from=builder /app/build/ /app/`),
  },
  {
    name: 'golang on Debian, shared base stage, make',
    class: 'I+',
    stage: 'build',
    text: rows(`
    FROM golang:1.25 AS base
    WORKDIR /build
    FROM base AS devel
    RUN go install example.org/lint@latest
    FROM base AS build
    COPY . .
    RUN make PREFIX=/artifacts cmds
    FROM gcr.io/distroless/base
    COPY --from=build /artifacts/x /usr/bin/x`),
  },
  {
    name: 'C library from source on Alpine',
    class: 'R',
    because: 'line 3 builds from source with configure',
    text: rows(`
    FROM golang:1.22-alpine3.15 AS build
    RUN apk add libvirt-dev libnl-dev
    RUN wget ftp://xmlsoft.org/libxml2.tar.gz && cd libxml2 && ./configure && make install
    RUN go build -o /x .
    FROM alpine:3.15
    COPY --from=build /x /x`),
  },
  {
    name: 'pinned by the Dockerfile',
    class: 'S',
    text: rows(`
    FROM --platform=$BUILDPLATFORM golang:1.26-bookworm AS build
    ARG TARGETARCH
    RUN apt-get update && apt-get install -y gcc-aarch64-linux-gnu
    RUN CC=aarch64-linux-gnu-gcc GOARCH=$TARGETARCH go build -o /x .
    FROM debian
    COPY --from=build /x /x`),
  },
  {
    name: 'pinned with a default',
    class: 'S',
    text: rows(`
    FROM --platform=\${BUILDPLATFORM:-linux/amd64} debian:trixie AS build
    RUN make
    FROM debian:trixie
    COPY --from=build /x /x`),
  },
  {
    name: 'Go by a script on Alpine, the root shared with the image',
    class: 'E',
    stage: 'build',
    because: 'the image is built on top of it',
    text: rows(`
    ARG FLAVOR=core
    FROM alpine:3.20 AS base
    RUN apk add libelf zlib
    FROM base AS build
    RUN ./install-go.sh && make
    FROM base AS core
    COPY --from=build /x /x
    FROM $FLAVOR`),
  },
  {
    name: 'C archive, then gcc -shared',
    class: 'I+',
    text: rows(`
    FROM golang:1.25 AS builder
    RUN apt-get update && apt-get install -y gcc libc6-dev
    RUN go build -buildmode=c-archive -o dist/x.a ./c && gcc -shared -o dist/x.so src/x.c dist/x.a
    FROM alpine
    COPY --from=builder /src/dist/x.so /usr/local/lib/x.so`),
  },
  {
    name: 'CentOS with dnf, base shared by builder and image',
    class: 'R',
    stage: 'builder',
    because: 'the image is built on top of it',
    published: { 'quay.io/ceph/ceph:v19': 'plain' },
    text: rows(`
    ARG BASE_IMAGE=quay.io/ceph/ceph:v19
    FROM \${BASE_IMAGE} AS updated
    RUN dnf -y update
    FROM updated AS builder
    RUN dnf -y install gcc librados-devel && make
    FROM updated
    COPY --from=builder /x /x`),
  },
  {
    name: 'archive for x86 by its name',
    class: 'R',
    because: 'line 3 downloads a file for a fixed architecture',
    text: rows(`
    FROM golang:1.22-alpine AS build
    RUN apk add build-base
    ADD https://example.org/libwasmvm_muslc.x86_64.a /lib/libwasmvm_muslc.a
    RUN make build
    FROM alpine
    COPY --from=build /x /x`),
  },
  {
    name: 'C++ library from source',
    class: 'R',
    because: 'builds from source with make',
    text: rows(`
    FROM golang:1.26-trixie AS build
    RUN apt-get update && apt-get install -y libre2-dev && cd /re2 && make install
    RUN make clean release && ./cmd/cli hub update
    FROM debian:trixie
    COPY --from=build /x /x`),
  },
  {
    name: 'custom base with libraries, Go copied from the golang image',
    class: 'R',
    because: 'is neither',
    published: { 'ghcr.io/o/base': 'plain' },
    text: rows(`
    FROM ghcr.io/o/base AS builder
    COPY --from=golang:1.26 /usr/local/go /usr/local/go
    ENV PATH=/usr/local/go/bin:$PATH PKG_CONFIG_PATH=/opt/vips/lib/pkgconfig
    RUN go build -o /x .
    FROM debian
    COPY --from=builder /x /x`),
  },
  {
    name: 'cpu probe and a copied library',
    class: 'R',
    because: 'line 2 asks for the machine',
    text: rows(`
    FROM golang:1.25-alpine AS build
    RUN wget https://x/libpfm-$(uname --machine).tgz && tar -xf libpfm.tgz
    RUN ./build.sh
    FROM alpine
    COPY --from=build /x /x`),
  },
  {
    name: 'custom golang base from a registry',
    class: 'I+',
    published: { 'gravitl/go-builder:1.26': 'go' },
    text: rows(`
    FROM gravitl/go-builder:1.26 AS builder
    ARG tags
    RUN go build -tags="\${tags}" -o /x .
    FROM alpine
    COPY --from=builder /x /x`),
  },
  {
    name: 'GOARCH by TARGETARCH and an upgrade of packages',
    class: 'I',
    text: rows(`
    FROM golang:1.25-bookworm AS builder
    ARG TARGETARCH
    ENV GOOS=linux GOARCH=$TARGETARCH CGO_ENABLED=1
    RUN apt-get update && apt-get -y upgrade && apt-get install -y --no-install-recommends gcc libc6-dev
    RUN go build -o /go/build/x
    FROM debian:bookworm-slim
    COPY --from=builder /go/build/x /x/`),
  },
  {
    name: 'single stage',
    class: 'R',
    because: 'its own file system becomes the image',
    text: rows(`
    FROM golang:1.25-bookworm
    RUN apt-get update && apt-get install -y gcc
    RUN go build -buildmode=plugin -trimpath`),
  },
  {
    name: 'single stage on a custom base with prebuilt libraries',
    class: 'R',
    because: 'its own file system becomes the image',
    published: { 'ghcr.io/hybridgroup/opencv:4': 'go' },
    text: rows(`
    FROM ghcr.io/hybridgroup/opencv:4
    RUN go build -o /x ./cmd`),
  },
  {
    name: 'Ubuntu with a tarball of Go by TARGETARCH',
    class: 'R',
    because: 'installs another Go',
    text: rows(`
    ARG UBUNTU_VER
    FROM ubuntu:\${UBUNTU_VER:-24.04} AS builder
    ARG TARGETARCH
    RUN apt-get update && apt-get install -y gcc curl && curl -sL https://go.dev/dl/go1.26.linux-\${TARGETARCH}.tar.gz | tar -C /usr/local -xzf -
    ENV GOBIN=/out
    RUN go install ./cmd/x
    FROM ubuntu:24.04
    COPY --from=builder /out/x /usr/local/bin/x`),
  },
  {
    name: 'architecture written down',
    class: 'R',
    because: 'line 3 sets GOARCH=amd64',
    text: rows(`
    FROM golang:1.24 AS build
    COPY . .
    RUN GOOS=linux GOARCH=amd64 go build -o /x
    FROM ubuntu:22.04
    COPY --from=build /x /x`),
  },
  {
    name: 'UBI toolset, not root, proprietary library for x64',
    class: 'R',
    because: 'its own file system becomes the image',
    published: { 'registry.access.redhat.com/ubi8/go-toolset:1.21': 'plain' },
    text: rows(`
    ARG BASE_IMAGE=registry.access.redhat.com/ubi8/go-toolset
    FROM $BASE_IMAGE:1.21
    USER 0
    RUN curl -LO https://x/Redist-LinuxX64.tar.gz && ./build.sh`),
  },
  {
    name: 'nine stages, some of them pinned',
    class: 'S',
    stage: 'cross',
    text: rows(`
    FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.5 AS xx
    FROM --platform=$BUILDPLATFORM golang:1.26-alpine AS cross
    COPY --from=xx / /
    ARG TARGETPLATFORM
    RUN xx-apk add musl-dev gcc
    RUN xx-go build -o /x
    FROM alpine
    COPY --from=cross /x /x`),
  },
  {
    name: 'libgit2 on Alpine',
    class: 'I+',
    text: rows(`
    FROM golang:1.26-alpine AS build
    RUN apk add --no-cache libgit2-dev pkgconfig gcc g++
    RUN go build -o /x .
    FROM alpine
    COPY --from=build /x /x`),
  },
  {
    name: 'libraries only in a custom base, Go by a tarball',
    class: 'R',
    because: 'is neither',
    published: { 'livekit/gstreamer:1.24-dev': 'plain' },
    text: rows(`
    FROM livekit/gstreamer:1.24-dev
    ARG TARGETARCH
    RUN wget https://go.dev/dl/go1.26.linux-$TARGETARCH.tar.gz && tar -C /usr/local -xzf go1.26.linux-$TARGETARCH.tar.gz
    ENV PATH=/usr/local/go/bin:$PATH
    RUN CGO_ENABLED=1 GOARCH=$TARGETARCH go build -o /x
    FROM ghcr.io/x/chrome AS chrome
    FROM livekit/gstreamer:1.24-prod
    COPY --from=0 /x /x
    COPY --from=1 /chrome /chrome`),
  },
  {
    name: 'base by architecture',
    class: 'R',
    stage: 'build',
    because: 'takes another stage for every platform',
    text: rows(`
    FROM golang:1.26 AS base-arm64
    FROM golang:1.26 AS base-amd64
    FROM base-\${TARGETARCH} AS build
    RUN go build -o /x .
    FROM debian
    COPY --from=build /x /x`),
  },
  {
    name: 'constant platform that the builder runs',
    class: 'S',
    text: rows(`
    FROM --platform=linux/amd64 rocm/dev AS rocm
    RUN cmake --build .
    FROM debian
    COPY --from=rocm /x /x`),
  },
  {
    name: 'a runtime linked by an unnamed stage, taken by number',
    class: 'R',
    because: "installs Alpine's own Go",
    text: rows(`
    FROM alpine:edge
    RUN apk add --no-cache libpcap-dev go linux-headers --repository https://x/edge/testing
    RUN go build -ldflags '-extldflags "-static"' -o /x .
    FROM scratch
    COPY --from=0 /x /x`),
  },
  {
    name: 'C extensions by scripts that call gcc',
    class: 'I+',
    text: rows(`
    FROM golang:1.26-alpine AS builder
    RUN apk add --no-cache gcc icu-dev musl-dev zlib-dev
    RUN cd extensions && ./build.sh && gcc -fPIC -shared src/x.c -o x.so
    RUN CGO_ENABLED=1 go install -a ./...
    FROM alpine
    COPY --from=builder /app /app
    COPY --from=builder /go/bin/x /bin/x`),
  },
  {
    name: 'node and Go in one stage, the whole tree copied',
    class: 'I+',
    text: rows(`
    FROM golang:1.26-alpine AS build
    RUN apk add --update nodejs npm make g++ git && npm install -g less
    RUN make build && make ui
    FROM alpine
    COPY --from=build /go/src/app /go
    COPY --from=build /go/bin /go/bin`),
  },
  {
    name: 'RocksDB from source in a single stage',
    class: 'R',
    because: 'its own file system becomes the image',
    text: rows(`
    ARG BASE_IMAGE=debian:12
    FROM $BASE_IMAGE
    RUN apt-get update && apt-get install -y build-essential libzmq3-dev
    RUN cd /rocksdb && make -j8 release`),
  },
  {
    name: 'pure Go by ENV',
    class: 'P',
    text: rows(`
    FROM golang:1.26-alpine AS build
    ENV CGO_ENABLED=0
    RUN apk add git && go build -o /x .
    FROM gcr.io/distroless/static
    COPY --from=build /x /x`),
  },
  {
    name: 'pure Go since the image has no compiler',
    class: 'P',
    text: rows(`
    FROM golang:1.26-alpine AS build
    RUN apk add --no-cache git ca-certificates tzdata
    COPY go.mod go.sum ./
    RUN --mount=type=cache,target=/go/pkg/mod go mod download
    RUN go build -o /x .
    FROM scratch
    COPY --link --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
    COPY --link --from=build /x /x`),
  },
  {
    name: 'a mirror, by digest, with a default',
    class: 'I',
    text: rows(`
    ARG BASE
    FROM \${BASE:-mirror.corp/library/golang:1.26-trixie@sha256:0123abcd} AS build
    RUN go build -o /x .
    FROM mirror.corp/library/debian:trixie
    COPY --from=build --exclude=*.md /x /x`),
  },
  {
    name: "Microsoft's Go on Debian",
    class: 'I',
    published: { 'mcr.microsoft.com/oss/go/microsoft/golang:1.25-bookworm': 'go' },
    text: rows(`
    FROM mcr.microsoft.com/oss/go/microsoft/golang:1.25-bookworm AS build
    RUN go build -o /x .
    FROM debian
    COPY --from=build /x /x`),
  },
  {
    name: "Chainguard's Go",
    class: 'E',
    because: 'no step of it is seen to install a C compiler',
    published: { 'cgr.dev/chainguard/go': 'plain' },
    text: rows(`
    FROM cgr.dev/chainguard/go AS build
    RUN go build -o /x .
    FROM cgr.dev/chainguard/static
    COPY --from=build /x /x`),
  },
  {
    name: 'wheels',
    class: 'R',
    because: 'is neither',
    text: rows(`
    FROM python:3.12-slim AS wheels
    RUN apt-get update && apt-get install -y gcc && pip wheel -w /w numpy
    FROM python:3.12-slim
    COPY --from=wheels /w /w
    RUN pip install /w/*`),
  },
  {
    name: 'native modules of node',
    class: 'R',
    because: 'its own file system becomes the image',
    text: rows(`
    FROM node:22
    RUN npm ci --omit=dev`),
  },
  {
    name: 'cargo with crates that compile C',
    class: 'R',
    because: 'is neither',
    text: rows(`
    FROM rust:1.80 AS build
    RUN cargo build --release
    FROM debian
    COPY --from=build /x /x`),
  },
  {
    name: 'nginx with a module',
    class: 'R',
    because: 'is neither',
    text: rows(`
    FROM nginx:1.27 AS build
    RUN apt-get update && apt-get install -y gcc make && ./configure --add-dynamic-module=x && make modules
    FROM nginx:1.27
    COPY --from=build /x.so /etc/nginx/modules/`),
  },
];
