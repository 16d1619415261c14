import { describe, expect, test } from '@jest/globals';
import { describe as say } from '../../src/model/problem.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { AMD64, planOf, platform } from './support.ts';

const PINNED = 'FROM --platform=$BUILDPLATFORM alpine\nRUN apk add curl\n';
const errors = (text: string, wish: Parameters<typeof planOf>[1] = {}) => planOf(text, wish).problems.map(say);

describe('an image that is made of the build machine’s file system', () => {
  test('is refused for the other platforms, with the line and what to write', () => {
    const [error, ...more] = errors(PINNED, { platforms: ['linux/amd64', 'linux/arm64', 'linux/riscv64'] });
    expect(more).toEqual([]);
    expect(error).toBe(
      'Dockerfile:1: the linux/arm64, linux/riscv64 images would hold the file system of the build machine, which is linux/amd64 - ' +
        'the image is made of stage 0, which line 1 pins by --platform=$BUILDPLATFORM; ' +
        'take --platform=$BUILDPLATFORM out of line 1; or, where that stage is for building, end the file with one for the image: ' +
        'FROM a base without --platform, and COPY --from=0 with what it made for the target; or name the stage that is the image with target',
    );
  });

  test.each([
    ['through stages on top of it', 'FROM --platform=$BUILDPLATFORM golang AS build\nFROM build AS dev\nFROM dev\n', 1],
    ['through a global ARG', 'ARG P=$BUILDPLATFORM\nFROM --platform=$P alpine\n', 2],
    ['as a default', 'FROM --platform=${BUILDPLATFORM:-linux/amd64} alpine\n', 1],
    [
      'where another stage hands files over',
      'FROM debian AS b\nFROM --platform=$BUILDPLATFORM alpine\nCOPY --from=b /a /a\n',
      2,
    ],
  ])('%s', (_, text, line) => {
    expect(errors(text)).toEqual([expect.stringContaining(`Dockerfile:${line}: the linux/arm64 image would hold`)]);
  });

  test('by the target that is asked for', () => {
    const text = 'FROM --platform=$BUILDPLATFORM golang AS build\nFROM alpine AS run\n';
    expect(errors(text)).toEqual([]);
    expect(errors(text, { target: 'build' })).toEqual([expect.stringMatching(/stage build.*COPY --from=build/)]);
  });

  test.each([
    ['the build platform alone', PINNED, ['linux/amd64']],
    ['what a machine of that platform runs', PINNED, ['linux/amd64/v3']],
    [
      'scratch is for the target whatever is written',
      'FROM --platform=$BUILDPLATFORM scratch\nCOPY a /\n',
      ['linux/arm64'],
    ],
    ['a stage on a stage has that one’s platform', 'FROM a AS x\nFROM --platform=$BUILDPLATFORM x\n', ['linux/arm64']],
    ['the target platform', 'FROM --platform=$TARGETPLATFORM alpine\n', ['linux/arm64']],
    [
      'pinned stages that only hand over',
      'FROM --platform=$BUILDPLATFORM a AS b\nFROM scratch\nCOPY --from=b /a /\n',
      ['linux/arm64'],
    ],
  ])('not: %s', (_, text, platforms) => {
    expect(errors(text, { platforms })).toEqual([]);
    expect(planOf(text, { platforms }).notes).toEqual([]);
  });

  test('386 is not amd64, though an amd64 machine builds it', () => {
    expect(errors(PINNED, { platforms: ['linux/386'] })).toEqual([
      expect.stringContaining('linux/386 image would hold'),
    ]);
  });

  test('a builder with a machine of each platform pins each to its own', () => {
    const plan = (nodes: readonly string[]) =>
      makePlan(
        {
          platforms: ['linux/amd64', 'linux/arm64'].map(platform),
          buildArgs: [],
          buildContexts: {},
          strategy: { all: 'auto', byPlatform: {} },
          crossPackages: [],
          verify: 'check',
          target: undefined,
        },
        { host: AMD64, nodes: nodes.map(platform), dockerfile: { path: 'Dockerfile', text: PINNED }, bases: {} },
      );
    expect(plan(['linux/amd64', 'linux/arm64']).problems).toEqual([]);
    expect(plan(['linux/arm64']).problems).toEqual([
      expect.objectContaining({ what: expect.stringMatching(/^the linux\/amd64 image/) }),
    ]);
  });
});

test('a platform that the file writes out is said, and no error', () => {
  const plan = planOf('FROM --platform=linux/amd64 alpine AS one\nRUN true\n');
  expect(plan.problems).toEqual([]);
  expect(plan.notes).toEqual([
    'the linux/arm64 image will hold linux/amd64 programs: line 1 fixes stage one to it; take --platform=linux/amd64 out there, or leave those platforms out',
  ]);
});
