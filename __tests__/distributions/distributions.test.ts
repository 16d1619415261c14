import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ImageName } from '../../src/distributions/distribution.ts';
import {
  DISTRIBUTIONS,
  distributionOf,
  namedFamily,
  officialFamily,
  releaseNumber,
  releaseOf,
} from '../../src/distributions/index.ts';

const source = join(import.meta.dirname, '..', '..', 'src');
const image = (name: string, tag: string, more: Partial<ImageName> = {}): ImageName => ({
  host: '',
  folder: [],
  name,
  tag,
  digest: false,
  ...more,
});

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

test('no image, codename or family belongs to two distributions', () => {
  expect(twice(DISTRIBUTIONS.flatMap(({ images }) => [...images]))).toEqual([]);
  expect(twice(DISTRIBUTIONS.flatMap(({ codenames }) => Object.keys(codenames)))).toEqual([]);
  expect(twice(DISTRIBUTIONS.map(({ family }) => family))).toEqual([]);
});

test('a distribution has cross compilers of its own or borrows them, never both', () => {
  expect(DISTRIBUTIONS.filter(({ archive, borrows }) => (archive !== undefined) === borrows)).toEqual([]);
});

describe('the words of a reference', () => {
  test.each([
    ['app', '1.2-bookworm', 'debian'],
    ['app', 'bookworm-slim', 'debian'],
    ['app', '1.2-jammy', 'ubuntu'],
    ['app', '1.2-ubuntu24.04', 'ubuntu'],
    ['app', '1.2-alpine3.20', 'alpine'],
    ['app', '1.2-al2023', 'rhel'],
    ['ubi9-minimal', 'latest', 'rhel'],
    ['wolfi-base', 'latest', 'wolfi'],
    ['app', '1.2', undefined],
    // a word inside of another
    ['app', 'subbookworm', undefined],
  ])('%s:%s is %s', (name, tag, family) => {
    expect(namedFamily(image(name, tag))).toBe(family);
  });
});

test.each([
  ['golang', 'debian'],
  ['maven', 'ubuntu'],
  ['caddy', 'alpine'],
  ['fedora', 'rhel'],
  ['busybox', 'other'],
  ['someones', undefined],
])('the official image %s is made of %s', (name, family) => {
  expect(officialFamily(name)).toBe(family);
});

test.each([
  ['debian', '12-slim', 'debian', '12', 12],
  ['debian', '12.5', 'debian', '12', 12],
  ['debian', 'sid-20240101', 'debian', 'sid', 99],
  ['golang', '1.15', 'debian', 'buster', 10],
  ['golang', '1.16', 'debian', undefined, undefined],
  ['ubuntu', '25.10', 'ubuntu', '25.10', 25.1],
  ['ubuntu', 'questing', 'ubuntu', 'questing', 25.1],
  ['app', '2-ubuntu22.04', 'ubuntu', '22.04', 22.04],
  ['alpine', '3.20.1', 'alpine', '3.20', undefined],
  ['alpine', 'edge', 'alpine', undefined, undefined],
  ['fedora', '41', 'rhel', undefined, undefined],
] as const)('%s:%s of %s is release %s', (name, tag, family, release, value) => {
  const found = releaseOf(image(name, tag), family);
  expect(found).toBe(release);
  expect(found === undefined ? undefined : releaseNumber(found, family)).toBe(value);
});

test('what is none of them has no distribution', () => {
  expect(distributionOf('other')).toBeUndefined();
});

test('codenames of releases stand in src/distributions alone', () => {
  const names = DISTRIBUTIONS.flatMap(({ codenames }) => Object.keys(codenames));
  // sid is a word of other things too
  const codename = new RegExp(`\\b(${names.filter((name) => name !== 'sid').join('|')})\\b`);
  const offenders = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('distributions/'))
    .filter((file) => {
      const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/ .*$/gm, '');
      return code.split('\n').some((line) => new Set(line.match(new RegExp(codename, 'g'))).size > 1);
    });
  expect(offenders).toEqual([]);
});
