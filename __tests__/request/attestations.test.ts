import { describe, expect, test } from '@jest/globals';
import { describe as say } from '../../src/model/problem.ts';
import {
  type AttestationFacts,
  type AttestationRequest,
  planAttestations,
  visibilityOf,
} from '../../src/request/attestations.ts';

const run = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
};
const URL = 'builder-id=https://github.com/o/r/actions/runs/7/attempts/2';
const plan = (asked: Partial<AttestationRequest>, found: Partial<AttestationFacts> = {}) =>
  planAttestations(
    { provenance: undefined, sbom: undefined, attests: [], buildArgs: [], ...asked },
    { visibility: undefined, image: true, env: run, ...found },
  );

describe('provenance', () => {
  test.each<[string, string | undefined, Partial<AttestationFacts>, string | undefined, RegExp]>([
    ['public', undefined, { visibility: 'public' }, `mode=max,${URL}`, /public/],
    ['private', undefined, { visibility: 'private' }, `mode=min,inline-only=true,${URL}`, /is private/],
    ['unknown', undefined, {}, `mode=min,inline-only=true,${URL}`, /not known to be public/],
    ['outside of Actions', undefined, { env: {} }, 'mode=min,inline-only=true', /mode=min/],
    ['switched off', 'false', { visibility: 'public' }, 'false', /input/],
    ['switched on', 'true', { visibility: 'public' }, `mode=min,${URL}`, /true/],
    ['with attributes', 'mode=max', {}, `mode=max,${URL}`, /input/],
    ['with a builder', 'mode=max,builder-id=x', {}, 'mode=max,builder-id=x', /input/],
    ['by variable', undefined, { env: { ...run, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } }, 'false', /BUILDX_NO/],
    [
      'the variable loses',
      'mode=min',
      { env: { ...run, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } },
      `mode=min,${URL}`,
      /input/,
    ],
    [
      'the variable is false',
      undefined,
      { env: { ...run, BUILDX_NO_DEFAULT_ATTESTATIONS: '0' }, visibility: 'public' },
      `mode=max,${URL}`,
      /public/,
    ],
    [
      'a docker output',
      undefined,
      { hurdle: 'a docker output holds none', visibility: 'public' },
      'false',
      /docker output/,
    ],
    ['no image', undefined, { image: false, visibility: 'public' }, undefined, /no image/],
  ])('%s', (_, provenance, found, expected, because) => {
    const made = plan({ provenance }, found);
    expect(made.provenance).toBe(expected);
    expect(made.because).toMatch(because);
    expect(made.problems).toEqual([]);
  });

  test('an entry of attests takes its place and gets the builder', () => {
    expect(plan({ attests: ['type=provenance,mode=max', 'type=sbom'] }, { visibility: 'public' })).toMatchObject({
      provenance: undefined,
      attests: [`type=provenance,mode=max,${URL}`, 'type=sbom'],
      problems: [],
    });
  });
});

describe('what is said aloud', () => {
  test.each<[Partial<AttestationRequest>, boolean]>([
    [{ provenance: 'mode=max', buildArgs: ['A=1', 'B'] }, true],
    [{ attests: ['type=provenance,mode=max'], buildArgs: ['A=1', 'B'] }, true],
    [{ provenance: 'mode=min', buildArgs: ['A=1', 'B'] }, false],
    [{ provenance: 'mode=max' }, false],
  ])('%j: build arguments are shown: %s', (asked, said) => {
    const notes = plan(asked).notes.join();
    expect(/\(A, B\)/.test(notes)).toBe(said);
    expect(notes).not.toContain('A=1');
  });
  test('the default has no note: it is the same on every push, and the summary explains what a registry shows', () => {
    expect(plan({}).notes).toEqual([]);
    expect(plan({}, { visibility: 'public' }).notes).toEqual([]);
  });
});

describe('problems', () => {
  test.each<[Partial<AttestationRequest>, string | undefined, RegExp]>([
    [{ provenance: 'true', attests: ['type=provenance'] }, undefined, /provenance: is given twice/],
    [{ attests: ['type=sbom', 'type=sbom'] }, undefined, /sbom: is given twice/],
    [{ provenance: 'mode=max' }, 'no room', /provenance: cannot be made - no room/],
    [{ sbom: 'true' }, 'no room', /sbom: cannot be made - no room/],
    [{ attests: ['type=sbom'] }, 'no room', /sbom: cannot be made/],
  ])('%j %s', (asked, hurdle, message) => {
    expect(plan(asked, { hurdle }).problems.map(say)).toEqual([expect.stringMatching(message)]);
  });
  test('what is switched off needs no room', () => {
    expect(plan({ provenance: 'false', sbom: 'false' }, { hurdle: 'no room' }).problems).toEqual([]);
  });
});

test.each([
  [{ repository: { visibility: 'public', private: false } }, 'public'],
  [{ repository: { visibility: 'internal', private: true } }, 'private'],
  [{ repository: { private: true } }, 'private'],
  [{ repository: { private: false } }, 'public'],
  [{ repository: {} }, undefined],
  [{}, undefined],
  [null, undefined],
  ['text', undefined],
])('a repository of %j is %s', (event, expected) => {
  expect(visibilityOf(event)).toBe(expected);
});
