import { describe, expect, test } from '@jest/globals';
import { DockerError } from '../../src/docker/docker-error.ts';
import { findMarker, handOver } from '../../src/shard/hand-over.ts';
import { markerAnnotations, markerSource } from '../../src/shard/marker.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const env = { GITHUB_RUN_ID: '5', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'build' };

function failing(stderr: string) {
  return new DockerError('the manifest cannot be read', { code: 1, stdout: '', stderr, timedOut: false });
}

function index(annotations: readonly string[]) {
  return JSON.stringify({
    manifests: [{ digest: digest('1'), platform: { os: 'linux', architecture: 'amd64' } }],
    annotations: Object.fromEntries(annotations.map((text) => text.replace('index:', '').split('='))),
  });
}

/** A registry in memory that keeps the annotations of each tag. */
function registry(onTag: (tags: Map<string, string>) => void = () => {}) {
  const tags = new Map<string, string>();
  return {
    tags,
    rawManifest: async (reference: string) => {
      const found = tags.get(reference);
      if (found === undefined) throw failing(`ERROR: ${reference}: not found`);
      return found;
    },
    tagImage: async (request: { tags: readonly string[]; annotations?: readonly string[] }) => {
      for (const tag of request.tags) tags.set(tag, index(request.annotations ?? []));
      onTag(tags);
    },
  };
}

const world = { env, log: { info: () => {} } };
const request = {
  repositories: ['ghcr.io/o/app', 'docker.io/o/app'],
  digest: digest('a'),
  platforms: { 'linux/amd64': undefined, 'linux/386': undefined },
  inputs: { tags: [{ text: 'ghcr.io/o/app:1' }], flavor: [] },
};

describe('handing over', () => {
  test('leaves a tag for every platform in every repository', async () => {
    const docker = registry();
    await handOver(world, docker, request);
    const names = [...docker.tags.keys()].map((tag) => tag.replace(/-[0-9a-f]{10}-/, '-…-')).sort();
    expect(names).toEqual([
      'docker.io/o/app:crossbuild-5-…-linux-386',
      'docker.io/o/app:crossbuild-5-…-linux-amd64',
      'ghcr.io/o/app:crossbuild-5-…-linux-386',
      'ghcr.io/o/app:crossbuild-5-…-linux-amd64',
    ]);
  });

  test('changes nothing where another job was first', async () => {
    const docker = registry();
    await handOver(world, docker, request);
    const before = new Map(docker.tags);
    await expect(handOver(world, docker, { ...request, digest: digest('b') })).rejects.toThrow(
      /built twice in this run/,
    );
    expect(docker.tags).toEqual(before);
  });

  test('notices a job that looked at the same time and wrote last', async () => {
    const theirs = index(markerAnnotations(markerSource(env, digest('c'))));
    const docker = registry((tags) => {
      for (const tag of tags.keys()) tags.set(tag, theirs);
    });
    await expect(handOver(world, docker, request)).rejects.toThrow(/built twice in this run/);
  });

  test('needs a run', async () => {
    await expect(handOver({ ...world, env: {} }, registry(), request)).rejects.toThrow(/GITHUB_RUN_ID is not set/);
  });
});

describe('looking for a marker', () => {
  test.each(['ERROR: r/i:t: not found', 'manifest unknown: x', 'unexpected status: 404 Not Found'])(
    'finds none after: %s',
    async (stderr) => {
      const docker = { rawManifest: () => Promise.reject(failing(stderr)) };
      expect(await findMarker(docker, 'r/i:t')).toBeUndefined();
    },
  );

  test.each(['401 Unauthorized', 'connection refused', 'toomanyrequests: slow down'])(
    'does not take a registry that does not answer for one without it: %s',
    async (stderr) => {
      const docker = { rawManifest: () => Promise.reject(failing(stderr)) };
      await expect(findMarker(docker, 'r/i:t')).rejects.toThrow(DockerError);
    },
  );
});
