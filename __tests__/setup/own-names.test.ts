import { expect, test } from '@jest/globals';
import { builderName, isBuilderName, namedAt, runName } from '../../src/setup/own-names.ts';

const NOW = Date.UTC(2026, 10, 27);
const clock = { now: () => NOW, sleep: async () => {} };

test.each([true, false])('a builder that this step names is known as one, kept: %s', (isKept) => {
  expect(isBuilderName(builderName(clock, isKept))).toBe(true);
});

test.each(['mine', 'crossbuild-', 'crossbuild-mine', 'crossbuild-0123456789ag', `${builderName(clock, false)}x`])(
  '%s is no builder that it names',
  (name) => expect(isBuilderName(name)).toBe(false),
);

test('when a container was named is read from what is named here', () => {
  expect(namedAt(runName(clock))).toBe(NOW);
  // as buildx calls the container of the first node
  expect(namedAt(`buildx_buildkit_${builderName(clock, false)}0`)).toBe(NOW);
});

test.each([
  ['a builder that is to be kept', `buildx_buildkit_${builderName(clock, true)}0`],
  ["a user's builder", 'buildx_buildkit_mine0'],
  ["a user's container", 'crossbuild-run-mine'],
])('%s has no time, so that it is never taken for one that a dead job left', (_, name) => {
  expect(namedAt(name)).toBeUndefined();
});
