import { expect, test } from '@jest/globals';
import type { BuildFailure, BuildRecord } from '../../src/build/progress.ts';
import { pause, transientFailure } from '../../src/build/retry.ts';

const record = (text: string, failure?: Partial<BuildFailure>): BuildRecord => ({
  startedAt: 0,
  ms: 0,
  steps: [],
  tasks: [],
  platforms: [],
  warnings: [],
  text,
  ...(failure === undefined
    ? {}
    : {
        failure: {
          step: '',
          platform: '',
          alsoFailed: [],
          stage: '',
          position: '',
          message: '',
          lastLines: [],
          excerpt: [],
          injected: false,
          ...failure,
        },
      }),
});

test.each([
  ['ERROR: failed to push x: unexpected status: 503 Service Unavailable', '503 Service Unavailable'],
  ['failed to copy: httpReadSeeker: failed open: unexpected EOF', 'unexpected EOF'],
  ['read tcp 10.0.0.1: connection reset by peer', 'connection reset by peer'],
  ['ERROR: denied: 503 Service Unavailable', undefined],
  ['toomanyrequests: You have reached your pull rate limit. 429 Too Many Requests', undefined],
  ['failed to solve: golang:9: not found', undefined],
])('%s', (text, found) => {
  expect(transientFailure(record(text))).toBe(found);
  expect(transientFailure(record('', { message: text }))).toBe(found);
});

test('a step that ran and failed is never tried again', () => {
  expect(transientFailure(record('', { message: 'unexpected EOF', exitCode: 1 }))).toBeUndefined();
});

test('waits grow and end', () => {
  expect([1, 2, 3, 4, 9].map(pause)).toEqual([2000, 6000, 18_000, 54_000, 60_000]);
});
