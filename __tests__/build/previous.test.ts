import { describe, expect, test } from '@jest/globals';
import type { Work } from '../../src/build/build-plan.ts';
import { previousImage } from '../../src/build/previous.ts';
import { readRegistry } from '../../src/build/result.ts';
import { fakeWorld, type Script } from '../setup/world.ts';

const NAME = 'ghcr.io/o/app';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const json = JSON.stringify;
const AMD64 = { mediaType: 'm', digest: digest('2'), size: 9, platform: { os: 'linux', architecture: 'amd64' } };
const LIST = { mediaType: 'i', digest: digest('1'), manifests: [AMD64] };
const MANIFEST = {
  config: { digest: digest('3'), size: 10 },
  layers: [
    { digest: digest('4'), size: 100 },
    { digest: digest('5'), size: 20 },
    { digest: digest('6'), size: 3 },
  ],
};
const HISTORY = [
  { created_by: '/bin/sh -c #(nop) ADD file:ab in / ' },
  { created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
  { created_by: 'RUN |1 TOKEN=do not show /bin/sh -c make -c x # buildkit' },
  { created_by: 'ENV A=b', empty_layer: true },
  { created_by: 'COPY . . # buildkit' },
];

/** A registry in which these tags exist. */
function registry(tags: readonly string[], history: readonly object[] = HISTORY): Script {
  const image = { os: 'linux', architecture: 'amd64', history };
  return [
    ...tags.map(
      (tag) =>
        [new RegExp(`--format.*-- ${NAME}:${tag}$`), { stdout: json({ name: NAME, manifest: LIST, image }) }] as const,
    ),
    [new RegExp(`--format.*-- ${NAME}@${digest('1')}$`), { stdout: json({ name: NAME, manifest: LIST, image }) }],
    [/--format/, { code: 1, stderr: 'ERROR: not found' }],
    [new RegExp(`--raw -- ${NAME}@${digest('1')}$`), { stdout: json(LIST) }],
    [new RegExp(`--raw -- ${NAME}@${digest('2')}$`), { stdout: json(MANIFEST) }],
  ];
}

function scene(script: Script, { tags = ['2.0.0', '2.0', 'latest'], summary = true, shard = false } = {}) {
  const world = fakeWorld({ script });
  const work = {
    world,
    inputs: { summary, shard },
    outputs: { publish: { repositories: [NAME], tags: tags.map((tag) => `${NAME}:${tag}`) } },
    session: { exec: world.exec, buildx: ['docker', 'buildx'], builder: 'b' },
  } as unknown as Work;
  return { world, work };
}

describe('the image that a tag named before', () => {
  test('is the first tag that exists, with its layers', async () => {
    const { world, work } = scene(registry(['2.0', 'latest']));
    const found = await previousImage(work);
    expect(found?.name).toBe(`${NAME}:2.0`);
    expect(found?.image.platforms.map(({ platform, layers }) => [platform, layers.map(({ bytes }) => bytes)])).toEqual([
      ['linux/amd64', [100, 20, 3]],
    ]);
    // asked with the settings of the builder, and in bounded time
    for (const { line, options } of world.exec.calls) {
      expect(line).toContain('--builder=b');
      expect(options.timeoutMs).toBeLessThanOrEqual(30_000);
    }
  });

  test('there is none: five tags are tried, no more', async () => {
    const { world, work } = scene(registry([]), { tags: ['1', '2', '3', '4', '5', '6', '7'] });
    expect(await previousImage(work)).toBeUndefined();
    expect(world.exec.lines()).toHaveLength(5);
  });

  test('a manifest cannot be read: no failure', async () => {
    const { world, work } = scene([...registry(['latest']).slice(0, 3), [/--raw/, { code: 1 }]]);
    expect(await previousImage(work)).toBeUndefined();
    expect(world.said).toEqual([expect.stringMatching(/^debug: the previous image cannot be read: /)]);
  });

  test('the registry answers with something else: no failure', async () => {
    const { work } = scene([[/--format/, { stdout: 'no json' }]]);
    expect(await previousImage(work)).toBeUndefined();
  });

  test.each([{ summary: false }, { shard: true }])('is not looked for where nobody reads it: %j', async (more) => {
    const { world, work } = scene(registry(['latest']), more);
    expect(await previousImage(work)).toBeUndefined();
    expect(world.exec.lines()).toEqual([]);
  });
});

describe('what made a layer', () => {
  test('is told as in the Dockerfile, without build arguments', async () => {
    const { world } = scene(registry([]));
    const { platforms } = await readRegistry(world.docker, NAME, digest('1'), undefined);
    expect(platforms[0]?.layers.map(({ by }) => by)).toEqual(['ADD file:ab in /', 'RUN make -c x', 'COPY . .']);
  });

  test('is unknown where the history does not fit the layers', async () => {
    const { world } = scene(registry([], HISTORY.slice(2)));
    const { platforms } = await readRegistry(world.docker, NAME, digest('1'), undefined);
    expect(platforms[0]?.layers.map(({ by }) => by)).toEqual(['', '', '']);
  });
});
