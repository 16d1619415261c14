import { describe, expect, test } from '@jest/globals';
import { recognise } from '../../src/plan/bases/bases.ts';
import { baseFacts } from './support.ts';

describe('a base by its name', () => {
  test.each([
    // reference, family, release, Go, twin known
    ['golang', 'debian', undefined, true, true],
    ['golang:1.26', 'debian', undefined, true, true],
    ['golang:1.26-bookworm', 'debian', 'bookworm', true, true],
    ['golang:1.26-bookworm@sha256:0123abc', 'debian', 'bookworm', true, true],
    ['golang@sha256:0123abc', 'other', undefined, true, true],
    ['golang:alpine', 'alpine', undefined, true, true],
    ['golang:1.22-alpine3.20', 'alpine', '3.20', true, true],
    ['golang:1.26-windowsservercore-ltsc2025', 'other', undefined, false, true],
    ['docker.io/library/golang:1.25-trixie', 'debian', 'trixie', true, true],
    ['docker.io/golang:1.25', 'debian', undefined, true, true],
    ['public.ecr.aws/docker/library/golang:1.25', 'debian', undefined, true, true],
    ['mirror.corp/library/golang:1.25', 'debian', undefined, true, true],
    ['mirror.corp:5000/golang:1.25', 'debian', undefined, true, true],
    ['localhost:5000/library/golang', 'debian', undefined, true, true],
    ['ghcr.io/someone/golang:1.25', 'other', undefined, false, false],
    ['ghcr.io/someone/golang:1.25-bookworm', 'debian', 'bookworm', false, false],
    ['mcr.microsoft.com/oss/go/microsoft/golang:1.24-bookworm', 'debian', 'bookworm', true, false],
    ['mcr.microsoft.com/oss/go/microsoft/golang:1.24-azurelinux3.0', 'rhel', undefined, true, false],
    ['mcr.microsoft.com/oss/go/microsoft/golang:1.24', 'other', undefined, true, false],
    ['registry.suse.com/bci/golang:1.24', 'other', undefined, false, false],
    ['cgr.dev/chainguard/go:latest', 'wolfi', undefined, false, false],
    ['chainguard/go', 'wolfi', undefined, false, false],
    ['registry.access.redhat.com/ubi8/go-toolset:1.21', 'rhel', undefined, false, false],
    ['registry.access.redhat.com/ubi9', 'rhel', undefined, false, false],
    ['oraclelinux:8-slim', 'rhel', undefined, false, true],
    ['amazonlinux:2023', 'rhel', undefined, false, true],
    ['debian:12.5-slim', 'debian', '12', false, true],
    ['debian:trixie-slim', 'debian', 'trixie', false, true],
    ['debian:12', 'debian', '12', false, true],
    ['ubuntu:24.04', 'ubuntu', '24.04', false, true],
    ['ubuntu:noble-20250101', 'ubuntu', 'noble', false, true],
    ['nvidia/cuda:12.4.1-devel-ubuntu22.04', 'ubuntu', '22.04', false, false],
    ['alpine:3.20', 'alpine', '3.20', false, true],
    ['alpine:3.20.3', 'alpine', '3.20', false, true],
    ['alpine:edge', 'alpine', undefined, false, true],
    ['rust:1.80', 'debian', undefined, false, true],
    ['rust:1.80-alpine', 'alpine', undefined, false, true],
    ['python:3.12-slim', 'debian', undefined, false, true],
    ['node:22-bullseye-slim', 'debian', 'bullseye', false, true],
    ['php:8.3-fpm-alpine3.20', 'alpine', '3.20', false, true],
    ['gcc:14', 'debian', undefined, false, true],
    ['eclipse-temurin:21-jammy', 'ubuntu', 'jammy', false, true],
    ['eclipse-temurin:21-ubi9-minimal', 'rhel', undefined, false, true],
    ['messense/rust-musl-cross:x86_64-musl', 'other', undefined, false, false],
    ['gcr.io/distroless/base-debian12', 'other', undefined, false, false],
  ] as const)('%s', (reference, family, release, go, twin) => {
    const base = recognise(reference);
    expect({
      family: base.family,
      release: base.release,
      go: base.goRoot !== undefined,
      twin: base.nativeTwin.known,
    }).toEqual({
      family,
      release,
      go,
      twin,
    });
    expect(base.goRoot ?? '/usr/local/go').toBe('/usr/local/go');
  });
});

describe('a base by its config', () => {
  const golang = { GOLANG_VERSION: '1.26.0', PATH: '/go/bin:/usr/local/go/bin:/usr/bin' };

  test.each([
    ['made from golang', 'corp.example/builder', golang, '/usr/local/go'],
    ['named golang, with Go elsewhere', 'corp.example/x/golang', { PATH: '/usr/bin' }, undefined],
    ['SUSE, which copies the variables and has Go elsewhere', 'registry.suse.com/bci/golang', golang, undefined],
  ])('Go: %s', (_, reference, env, goRoot) => {
    expect(recognise(reference, baseFacts({ env })).goRoot).toBe(goRoot);
  });

  test('one platform only means no twin', () => {
    const { nativeTwin } = recognise('corp.example/x', baseFacts({ platforms: [] }));
    expect(nativeTwin).toEqual({ known: false, because: expect.stringContaining('one platform only') });
    expect(recognise('corp.example/x', baseFacts()).nativeTwin.known).toBe(true);
  });

  test.each([
    ['', undefined],
    ['root', undefined],
    ['0:0', undefined],
    ['1001', '1001'],
    ['nobody:nogroup', 'nobody:nogroup'],
  ])('user %j', (user, expected) => {
    expect(recognise('x', baseFacts({ user })).user).toBe(expected);
  });

  test('ONBUILD, also of the images that are named after it', () => {
    expect(recognise('x', baseFacts({ onbuild: ['RUN make'] })).onbuild).toBe(true);
    expect(recognise('golang:1.8-onbuild').onbuild).toBe(true);
    expect(recognise('golang:1.26').onbuild).toBe(false);
  });
});

describe('golang images without a C compiler', () => {
  test.each([
    ['golang:alpine', true],
    ['golang:1-alpine', true],
    ['golang:1.20-alpine', true],
    ['golang:1.19-alpine', false],
    ['golang:1.26', false],
    ['alpine', false],
    ['ghcr.io/someone/golang:alpine', false],
  ])('%s: %s', (reference, expected) => {
    expect(recognise(reference).withoutC).toBe(expected);
  });
});
