import { describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/plan/plan.ts';
import { AMD64, planOf } from './support.ts';

describe('a name that is nearly a stage’s', () => {
  test.each([
    [
      'COPY',
      'FROM alpine AS build\nFROM alpine\nCOPY --from=buidl /a /a\n',
      3,
      'COPY --from=buidl',
      'COPY --from=build',
    ],
    [
      'a mount',
      'FROM alpine AS tools\nFROM alpine\nRUN --mount=from=tolos,target=/t cp /t/a /a\n',
      3,
      'RUN --mount=from=tolos',
      'RUN --mount=from=tools',
    ],
    ['FROM', 'FROM alpine AS build\nFROM biuld AS more\nFROM more\n', 2, 'FROM biuld', 'FROM build'],
    ['FROM, which knows no capitals', 'FROM alpine AS build\nFROM Build\n', 2, 'FROM Build', 'FROM build'],
    ['through a variable', 'ARG S=biuld\nFROM alpine AS build\nFROM ${S}\n', 3, 'FROM biuld', 'FROM build'],
  ])('%s', (_, text, line, written, meant) => {
    const image = written.split(/[= ]/).at(-1);
    expect(() => planOf(text)).toThrow(
      `Dockerfile:${line}: ${written} names no stage - no stage is called ${image}, and Docker Hub has no official image of that name; ` +
        `write ${meant}; or ${image}:latest where an image is meant`,
    );
  });

  test('is not looked for in a file that a program made of very many stages', () => {
    const stages = (count: number) => Array.from({ length: count }, (_, at) => `FROM alpine AS stage${at}\n`).join('');
    const wrong = 'FROM alpine\nCOPY --from=stagee0 /a /a\n';
    expect(() => planOf(stages(200) + wrong)).toThrow(/write COPY --from=stage0/);
    expect(planOf(stages(400) + wrong).platforms).toHaveLength(2);
  });

  test('all of them at once, each once whatever the platforms', () => {
    const text = 'FROM alpine AS build\nFROM alpine\nCOPY --from=buidl /a /\nCOPY --from=bulid /b /\n';
    const said = () => planOf(text, { platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'] });
    expect(said).toThrow(/^Dockerfile:3: [^\n]*\nDockerfile:4: [^\n]*$/);
  });

  test.each([
    ['an official image', 'FROM alpine AS node1\nFROM alpine\nCOPY --from=node /a /a\n'],
    ['a tag', 'FROM alpine AS build\nFROM alpine\nCOPY --from=buidl:latest /a /a\n'],
    ['a folder', 'FROM alpine AS build\nFROM alpine\nCOPY --from=team/buidl /a /a\n'],
    ['nothing near', 'FROM alpine AS build\nFROM alpine\nCOPY --from=somethingelse /a /a\n'],
    ['another case', 'FROM alpine AS build\nFROM alpine\nCOPY --from=BUILD /a /a\n'],
    ['a number', 'FROM alpine AS build\nFROM alpine\nCOPY --from=0 /a /a\n'],
    ['a stage that is not built', 'FROM alpine AS build\nFROM alpine AS no\nCOPY --from=buidl /a /a\nFROM alpine\n'],
  ])('not: %s', (_, text) => {
    expect(planOf(text).problems).toEqual([]);
  });

  test.each([
    ['a named context', { buildContexts: { buidl: 'docker-image://alpine' } }],
    ['an image of the engine’s own store', { driver: 'docker' as const }],
  ])('not: %s', (_, more) => {
    const text = 'FROM alpine AS build\nFROM alpine\nCOPY --from=buidl /a /a\n';
    const inputs = {
      ...{ platforms: [AMD64], buildArgs: [], buildContexts: {}, crossPackages: [], target: undefined },
      strategy: { all: 'auto' as const, byPlatform: {} },
      verify: 'check' as const,
      ...more,
    };
    expect(makePlan(inputs, { host: AMD64, dockerfile: { path: 'Dockerfile', text }, bases: {} }).problems).toEqual([]);
  });
});
