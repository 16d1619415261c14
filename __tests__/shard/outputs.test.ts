import { expect, test } from '@jest/globals';
import { planOutputs } from '../../src/request/outputs.ts';

const request = { push: false, load: false, outputs: [], platforms: 1, shard: true, call: undefined };
const facts = { driver: 'docker-container', multiPlatformStore: false, temp: '/t' };

test('a shard is pushed by digest to every name, and nothing is tagged', () => {
  const plan = planOutputs({ ...request, tags: ['ghcr.io/o/app:1', 'ghcr.io/o/app:2', 'quay.io/o/app:1'] }, facts);
  expect(plan.outputs).toEqual([
    'type=image,push=true,push-by-digest=true,name-canonical=true,"name=ghcr.io/o/app,quay.io/o/app"',
  ]);
  expect(plan.publish).toEqual({ repositories: ['ghcr.io/o/app', 'quay.io/o/app'], tags: [] });
  expect(plan.problems).toEqual([]);
});

test.each([
  ['with the docker driver', ['o/app:1'], 'docker', 'a shard cannot be built with the docker driver'],
  ['for an event without a tag', [], 'docker-container', 'a shard has no name to be pushed to'],
])('a shard is refused %s', (_, tags, driver, what) => {
  expect(planOutputs({ ...request, tags }, { ...facts, driver }).problems).toEqual([expect.objectContaining({ what })]);
});
