import { expect, test } from '@jest/globals';
import { unknownBases } from '../../src/plan/bases/unknown-bases.ts';
import { platform } from './support.ts';

const ask = (
  text: string,
  more: { platforms?: string[]; buildContexts?: Record<string, string>; target?: string; buildArgs?: string[] } = {},
) =>
  unknownBases(
    { path: 'Dockerfile', text },
    {
      platforms: (more.platforms ?? ['linux/arm64']).map(platform),
      buildArgs: more.buildArgs ?? [],
      buildContexts: more.buildContexts ?? {},
      target: more.target,
    },
  );

test.each<[name: string, text: string, more: Parameters<typeof ask>[1], expected: string[]]>([
  ['only those whose names say nothing', 'FROM golang\nFROM corp.example/a AS a\nFROM a', {}, ['corp.example/a']],
  ['each once', 'FROM c/a AS a\nFROM c/a AS b\nCOPY --from=a /x /', {}, ['c/a']],
  ['with its variables replaced', 'ARG B=1\nFROM c/a:$B', { buildArgs: ['B=2'] }, ['c/a:2']],
  [
    'of every platform',
    'FROM c/a-arm64 AS base-arm64\nFROM c/a-arm AS base-arm\nFROM base-$TARGETARCH',
    { platforms: ['linux/arm64', 'linux/arm/v7'] },
    ['c/a-arm64', 'c/a-arm'],
  ],
  ['only those that the target needs', 'FROM c/a AS a\nFROM c/b AS b', { target: 'a' }, ['c/a']],
  ['not those that a context takes the place of', 'FROM c/a', { buildContexts: { 'C/a': 'docker-image://x' } }, []],
  [
    'at most six',
    'FROM c/1 AS a1\nFROM c/2 AS a2\nFROM c/3 AS a3\nFROM c/4 AS a4\nFROM c/5 AS a5\nFROM c/6 AS a6\nFROM c/7\nCOPY --from=a1 / /\nCOPY --from=a2 / /\nCOPY --from=a3 / /\nCOPY --from=a4 / /\nCOPY --from=a5 / /\nCOPY --from=a6 / /',
    {},
    ['c/1', 'c/2', 'c/3', 'c/4', 'c/5', 'c/6'],
  ],
  ['none of a file that cannot be read', 'FRO x', {}, []],
])('%s', (_, text, more, expected) => {
  expect(ask(text, more)).toEqual(expected);
});
