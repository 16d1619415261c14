import { describe, expect, test } from '@jest/globals';
import type { StepKind } from '../../src/plan/plan-types.ts';
import { planOf, type Wish } from './support.ts';

const GO = `FROM golang:1.26-bookworm AS build
COPY . .
RUN go mod download
RUN go build -o /app .
FROM debian:bookworm
RUN apt-get update && apt-get install -y ca-certificates
COPY --from=build /app /app
`;

/** `stage how`, and what each RUN does, for linux/arm64. */
const spared = (text: string, wish: Wish = {}): readonly [string, readonly (readonly StepKind[])[]][] =>
  planOf(text, { platforms: ['linux/amd64', 'linux/arm64'], ...wish }).spared.map(({ platform, stage, how, runs }) => [
    `${platform} ${stage} ${how}`,
    runs,
  ]);

describe('what is spared against emulation', () => {
  test('a stage that crosses, and an installation with native tools; nothing for the machine itself', () => {
    expect(spared(GO)).toEqual([
      ['linux/arm64 build native', [[], ['compiles']]],
      ['linux/arm64 stage 1 accelerate', [['packages']]],
    ]);
  });

  test('nothing where everything is emulated', () => {
    expect(spared(GO, { strategy: 'emulate' })).toEqual([]);
  });

  test('nothing by a stage that the Dockerfile pins itself', () => {
    expect(
      spared('FROM --platform=$BUILDPLATFORM node:24 AS b\nRUN npm ci\nRUN make\nFROM scratch\nCOPY --from=b /a /a\n'),
    ).toEqual([['linux/arm64 stage 1 native', []]]);
  });

  test('of an accelerated stage, only steps that get tools, and none whose time goes to emulated programs', () => {
    const text = 'FROM rust:1-bookworm\nRUN echo 1\nRUN cargo build\nRUN make\nRUN ./configure && make\n';
    expect(spared(text)).toEqual([
      ['linux/arm64 stage 0 accelerate', [[], [], ['compiles'], ['configures', 'compiles']]],
    ]);
  });
});
