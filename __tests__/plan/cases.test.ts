import { describe, expect, test } from '@jest/globals';
import type { BaseFacts } from '../../src/facts/facts.ts';
import { CASES, type Case } from './cases.ts';
import { baseFacts, planOf, type Wish } from './support.ts';

const GO = { GOLANG_VERSION: '1.26', PATH: '/go/bin:/usr/local/go/bin:/usr/bin:/bin' };

function basesOf({ published = {} }: Case): Readonly<Record<string, BaseFacts>> {
  return Object.fromEntries(
    Object.entries(published).map(([reference, has]) => [
      reference,
      baseFacts({ env: has === 'go' ? GO : { PATH: '/bin' } }),
    ]),
  );
}

/** What becomes of the case's stage for linux/arm64. */
function plan(one: Case, wish: Wish) {
  const { platforms, dockerfile } = planOf(one.text, { platforms: ['linux/arm64'], bases: basesOf(one), ...wish });
  const stages = platforms[0]?.stages ?? [];
  return { ...(one.stage === undefined ? stages[0] : stages.find(({ stage }) => stage === one.stage)), dockerfile };
}

const of = (...classes: Case['class'][]) =>
  CASES.filter((one) => classes.includes(one.class)).map((one) => [one.name, one] as const);

describe('crosses in auto', () => {
  test.each(of('I', 'P'))('%s', (_, one) => {
    const { strategy, dockerfile } = plan(one, {});
    expect(strategy).toBe('cross');
    expect(dockerfile.text.includes('"pure"')).toBe(one.class === 'P');
  });
});

describe('crosses when asked to, and is accelerated in auto', () => {
  test.each(of('I+'))('%s', (_, one) => {
    expect(plan(one, { strategy: 'cross' }).strategy).toBe('cross');
    expect(plan(one, {})).toMatchObject({
      strategy: 'accelerate',
      because: expect.stringContaining('; not cross: a Go stage'),
    });
  });
});

describe('is left alone', () => {
  test.each(of('S'))('%s', (_, one) => {
    for (const strategy of ['auto', 'cross', 'accelerate', 'emulate'] as const) {
      const { strategy: chosen, because } = plan(one, { strategy });
      expect(chosen).toBe('native');
      expect(because).toMatch(
        /^the Dockerfile (itself runs it on the build platform|fixes it to linux\/amd64, which the builder runs)$/,
      );
    }
  });
});

describe('is refused by name, and accelerated', () => {
  test.each(of('R'))('%s', (_, one) => {
    for (const strategy of ['auto', 'cross'] as const)
      expect(plan(one, { strategy })).toMatchObject({
        strategy: 'accelerate',
        because: expect.stringContaining(one.because ?? 'a reason is missing'),
      });
  });
});

describe('is refused by name, and emulated', () => {
  test.each(of('E'))('%s', (_, one) => {
    expect(plan(one, { strategy: 'cross' })).toMatchObject({
      strategy: 'emulate',
      because: expect.stringContaining(one.because ?? 'a reason is missing'),
    });
  });
});
