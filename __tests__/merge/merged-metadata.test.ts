import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/inputs/inputs.ts';
import { missingLabels, namesOf } from '../../src/merge/merged-metadata.ts';
import { readEventContext } from '../../src/metadata/event-context.ts';
import { readRules } from '../../src/metadata/rules.ts';

const env = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/tags/v1.2.3',
  GITHUB_SHA: 'abcdef0123456789',
  GITHUB_REPOSITORY: 'o/app',
};
const names = (given: Record<string, string>) => {
  const inputs = Object.fromEntries(Object.entries(given).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]));
  const rules = readRules(readInputs(inputs).inputs, env);
  if ('problems' in rules) throw new Error(rules.problems.map(({ what }) => what).join('\n'));
  const found = namesOf(readEventContext(env, {}), rules.value, new Date('2026-11-24T00:00:00Z'));
  if ('problems' in found) throw new Error(found.problems.map(({ what, why }) => `${what}: ${why}`).join('\n'));
  return found;
};

describe('the names of a merged image', () => {
  test('are made by the rules of the main step, and grouped by repository', () => {
    const { repositories, metadata } = names({
      images: 'ghcr.io/o/app\nquay.io/o/app',
      tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}',
    });
    expect(metadata.version).toBe('1.2.3');
    expect(repositories).toEqual([
      { name: 'ghcr.io/o/app', tags: ['ghcr.io/o/app:1.2.3', 'ghcr.io/o/app:1', 'ghcr.io/o/app:latest'] },
      { name: 'quay.io/o/app', tags: ['quay.io/o/app:1.2.3', 'quay.io/o/app:1', 'quay.io/o/app:latest'] },
    ]);
  });

  test('come with annotations on the index; those of manifests are left to the shards, and that is said', () => {
    const { annotations, notes } = names({
      tags: 'o/app:1',
      annotations: 'a=1\nindex:b=2\nmanifest:c=3\nmanifest-descriptor[linux/arm64]:d=4',
    });
    expect(annotations).toEqual(['index:a=1', 'index:b=2', 'manifest-descriptor[linux/arm64]:d=4']);
    expect(notes).toEqual([expect.stringContaining('manifest:c=3 is not written')]);
  });

  test('with images, the index says what the event tells', () => {
    expect(names({ images: 'o/app', tags: 'type=sha' }).annotations).toContain(
      'index:org.opencontainers.image.revision=abcdef0123456789',
    );
  });

  test('of an event that no rule fits are a problem', () => {
    expect(() => names({ images: 'o/app', tags: 'type=ref,event=branch' })).toThrow(
      /no rule makes a tag for this event/,
    );
  });
});

test('labels that an image lacks are told by platform', () => {
  expect(missingLabels(['a=1', 'b=2'], { 'linux/amd64': { a: '1', b: '2' }, 'linux/arm64': { a: '1' } })).toEqual([
    'the linux/arm64 image lacks the labels b: give them to the job that builds it, too',
  ]);
});
