import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { clash, markerAnnotations, markerKey, markerSource, markerTag, readMarker } from '../../src/shard/marker.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const env = {
  GITHUB_RUN_ID: '123',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_WORKFLOW: 'w',
  GITHUB_SHA: 'abc',
  GITHUB_JOB: 'build',
};
const lines = (...texts: string[]) => texts.map((text) => ({ text }));
const inputs = { tags: lines('ghcr.io/o/app:1', 'ghcr.io/o/app:2', 'type=sha'), flavor: [] as string[] };
const key = markerKey(env, inputs);

describe('the key', () => {
  test.each([
    ['a later attempt', { ...env, GITHUB_RUN_ATTEMPT: '2' }, inputs],
    ['another job', { ...env, GITHUB_JOB: 'merge' }, inputs],
    ['another runner', { ...env, RUNNER_NAME: 'x' }, inputs],
    ['tags in another order, or twice', env, { ...inputs, tags: [...inputs.tags].reverse().concat(inputs.tags) }],
  ])('is the same for %s', (_, otherEnv, otherInputs) => {
    expect(markerKey(otherEnv, otherInputs)).toBe(key);
  });

  test.each([
    ['run', { ...env, GITHUB_RUN_ID: '124' }, inputs],
    ['repository', { ...env, GITHUB_REPOSITORY: 'o/fork' }, inputs],
    ['workflow', { ...env, GITHUB_WORKFLOW: 'nightly' }, inputs],
    ['commit', { ...env, GITHUB_SHA: 'def' }, inputs],
    ['tag', env, { ...inputs, tags: lines('ghcr.io/o/app:debug') }],
    ['rule', env, { ...inputs, tags: [...inputs.tags, ...lines('type=semver,pattern={{version}}')] }],
    ['flavor', env, { ...inputs, flavor: ['suffix=-debug'] }],
  ])('is another one for another %s', (_, otherEnv, otherInputs) => {
    expect(markerKey(otherEnv, otherInputs)).not.toBe(key);
  });

  test.each([[undefined], [''], ['../x'], ['12 3']])('cannot be made of the run %p', (run) => {
    expect(markerKey({ ...env, GITHUB_RUN_ID: run }, inputs)).toMatchObject({
      what: 'there is no run that the shards belong to',
    });
  });
});

test.each([
  ['linux/amd64', 'linux-amd64'],
  ['linux/arm/v7', 'linux-arm-v7'],
])('the tag for %s ends with %s and is one', (platform, end) => {
  expect(markerTag(String(key), platform)).toMatch(new RegExp(`^crossbuild-123-[0-9a-f]{10}-${end}$`));
});

/** A marker's index as `imagetools create` writes it with these annotations. */
function written(annotations: readonly string[], image = digest('1')) {
  return JSON.stringify({
    schemaVersion: 2,
    manifests: [
      { digest: image, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
      { digest: digest('2'), platform: { os: 'unknown', architecture: 'unknown' } },
    ],
    annotations: Object.fromEntries(
      annotations.map((text) => /^index:([^=]*)=(.*)$/.exec(text)?.slice(1) as [string, string]),
    ),
  });
}

describe('a marker', () => {
  test('is read as it was written; attestations are no platform', () => {
    const source = markerSource({ ...env, GITHUB_RUN_ATTEMPT: '3' }, digest('a'));
    const raw = written(markerAnnotations(source));
    expect(readMarker(raw)).toEqual({
      source: { digest: digest('a'), run: '123', attempt: 3, job: 'build' },
      digest: `sha256:${createHash('sha256').update(raw).digest('hex')}`,
      platforms: { 'linux/arm64': digest('1') },
    });
  });

  test("without annotations, as in Docker's own media types, tells its platforms all the same", () => {
    const marker = readMarker(written([]));
    expect(marker.source).toBeUndefined();
    expect(marker.platforms).toEqual({ 'linux/arm64': digest('1') });
  });
});

describe('two jobs of one platform', () => {
  const left = (attempt: string, run = '123') =>
    readMarker(
      written(
        markerAnnotations(markerSource({ ...env, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt }, digest('a'))),
      ),
    );
  const own = markerSource({ ...env, GITHUB_RUN_ATTEMPT: '2' }, digest('b'));

  test.each([
    ['in the same attempt clash', left('2'), own, digest('9'), {}, true],
    ['in an earlier attempt do not: it is run again', left('1'), own, digest('9'), {}, false],
    ['with the same push do not', left('2'), { ...own, digest: digest('a') }, digest('9'), {}, false],
    ['with the same image and other attestations do not', left('2'), own, digest('1'), {}, false],
    ['of act do not: its runs have one number', left('2'), own, digest('9'), { ACT: 'true' }, false],
    ['do not where nobody can tell whose it is', readMarker(written([])), own, digest('9'), {}, false],
  ])('%s', (_, existing, mine, pushed, more, expected) => {
    const problem = clash(existing, mine, pushed, 'linux/arm64', { ...env, ...more });
    expect(problem?.what).toBe(expected ? 'linux/arm64 was built twice in this run' : undefined);
  });
});
