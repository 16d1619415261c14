import { describe, expect, test } from '@jest/globals';
import { readInspected } from '../../src/build/result.ts';
import type { Docker } from '../../src/docker/docker.ts';
import { readMarker } from '../../src/shard/marker.ts';

const ANSWERS = ['', 'no json', 'null', '7', '[]', '{}', '{"errors":[{"code":"UNKNOWN"}]}', '{"manifests":'];

function image(manifest: string, config: object = {}) {
  const docker = { rawManifest: async () => manifest } as unknown as Docker;
  return readInspected(docker, 'r.example/a', { digest: 'sha256:a', configs: { 'sha256:a': config } }, undefined);
}

describe('a registry that answers with something else', () => {
  test.each(ANSWERS)('instead of a manifest: %j', async (answer) => {
    await expect(image(answer)).rejects.toThrow(/^sha256:a is no manifest of an image - it (is empty|lists neither)/);
  });

  test.each([
    '{"manifests":null,"config":null,"layers":null}',
    '{"config":7,"layers":[null,7,{"digest":7,"size":"x"}]}',
    '{"config":{},"layers":{}}',
  ])('inside a manifest: %j', async (answer) => {
    const found = await image(answer, { architecture: 7, history: [null, 7, { created_by: 7 }] });
    expect(found.platforms.map(({ platform, bytes }) => [platform, bytes])).toEqual([['', 0]]);
  });

  test('inside a list', async () => {
    const docker = {
      rawManifest: async (reference: string) =>
        reference.endsWith('sha256:a')
          ? '{"manifests":[null,{"digest":"sha256:b","platform":7}]}'
          : '{"config":{"size":3}}',
    } as unknown as Docker;
    const found = await readInspected(docker, 'r.example/a', { digest: 'sha256:a', configs: {} }, undefined);
    expect(found.platforms.map(({ digest, bytes }) => [digest, bytes])).toEqual([
      ['', 3],
      ['sha256:b', 3],
    ]);
  });

  test('instead of what a job handed over', () => {
    expect(() => readMarker('<html>')).toThrow(
      /what was handed over to the merge cannot be read - the registry answered/,
    );
    for (const answer of [
      'null',
      '[]',
      '{"manifests":7,"annotations":[]}',
      '{"manifests":[null,{"platform":{"os":1}}]}',
    ])
      expect(readMarker(answer)).toMatchObject({ platforms: {} });
  });
});
