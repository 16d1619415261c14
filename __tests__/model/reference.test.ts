import { describe, expect, test } from '@jest/globals';
import { canonicalName, formatReference, isTag, parseReference, parseTagReference } from '../../src/model/reference.ts';

const sha256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const sha512 = `sha512:${'0123456789abcdef'.repeat(8)}`;

describe('a reference', () => {
  test.each([
    ['alpine', { name: 'alpine', domain: 'docker.io', path: 'library/alpine' }],
    ['alpine:3.20', { name: 'alpine', domain: 'docker.io', path: 'library/alpine', tag: '3.20' }],
    ['owner/app', { name: 'owner/app', domain: 'docker.io', path: 'owner/app' }],
    ['docker.io/alpine', { name: 'docker.io/alpine', domain: 'docker.io', path: 'library/alpine' }],
    ['index.docker.io/o/a', { name: 'index.docker.io/o/a', domain: 'docker.io', path: 'o/a' }],
    ['ghcr.io/o/app:v1', { name: 'ghcr.io/o/app', domain: 'ghcr.io', path: 'o/app', tag: 'v1' }],
    ['ghcr.io/app', { name: 'ghcr.io/app', domain: 'ghcr.io', path: 'app' }],
    ['GHCR.io/o/app', { name: 'GHCR.io/o/app', domain: 'GHCR.io', path: 'o/app' }],
    ['localhost/app', { name: 'localhost/app', domain: 'localhost', path: 'app' }],
    ['localhost:5000/app', { name: 'localhost:5000/app', domain: 'localhost:5000', path: 'app' }],
    ['registry:5000/a/b:x', { name: 'registry:5000/a/b', domain: 'registry:5000', path: 'a/b', tag: 'x' }],
    ['127.0.0.1:80/a', { name: '127.0.0.1:80/a', domain: '127.0.0.1:80', path: 'a' }],
    ['[::1]:5000/a:t', { name: '[::1]:5000/a', domain: '[::1]:5000', path: 'a', tag: 't' }],
    ['app:5000', { name: 'app', domain: 'docker.io', path: 'library/app', tag: '5000' }],
    ['a/b/c/d:_x', { name: 'a/b/c/d', domain: 'docker.io', path: 'a/b/c/d', tag: '_x' }],
    ['a__b/c-d/e--f/g.h', { name: 'a__b/c-d/e--f/g.h', domain: 'docker.io', path: 'a__b/c-d/e--f/g.h' }],
    [`a@${sha256}`, { name: 'a', domain: 'docker.io', path: 'library/a', digest: sha256 }],
    // an algorithm that nobody knows, under a name that every object answers to
    [
      `a@constructor:${'a'.repeat(32)}`,
      { name: 'a', domain: 'docker.io', path: 'library/a', digest: `constructor:${'a'.repeat(32)}` },
    ],
    [`r.io/a:1@${sha512}`, { name: 'r.io/a', domain: 'r.io', path: 'a', tag: '1', digest: sha512 }],
    [`a:${'x'.repeat(128)}`, { name: 'a', domain: 'docker.io', path: 'library/a', tag: 'x'.repeat(128) }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  test.each(['alpine', 'ghcr.io/o/app:v1', `ghcr.io/o/app:v1@${sha256}`, `[::1]:5000/a@${sha256}`])(
    '%s is written as it was read',
    (text) => {
      const parsed = parseReference(text);
      if ('why' in parsed) throw new Error(parsed.why);
      expect(formatReference(parsed)).toBe(text);
    },
  );

  test.each([
    ['alpine', 'docker.io/library/alpine'],
    ['docker.io/library/alpine:3', 'docker.io/library/alpine'],
    ['index.docker.io/alpine', 'docker.io/library/alpine'],
    ['ghcr.io/o/a', 'ghcr.io/o/a'],
  ])('%s is %s in full', (text, full) => {
    const parsed = parseReference(text);
    if ('why' in parsed) throw new Error(parsed.why);
    expect(canonicalName(parsed)).toBe(full);
  });
});

describe('no reference', () => {
  const example = 'write registry/name:tag, such as ghcr.io/owner/app:1.0';
  test.each([
    ['', 'it is empty', example],
    ['  ', 'it is empty', example],
    ['ghcr.io/Owner/App:V1', "an image's name is in lower case", 'write ghcr.io/owner/app:V1'],
    ['Owner/app', "an image's name is in lower case", 'write owner/app'],
    ['app:1:2', 'there are two colons, and a tag holds none', 'write app:1-2'],
    ['localhost:5000/app:1:2', 'there are two colons, and a tag holds none', 'write localhost:5000/app:1-2'],
    ['ghcr.io/o/app:', 'the tag after the colon is empty', 'write ghcr.io/o/app'],
    ['app:feature/x', 'the tag "feature/x" holds a slash', 'write app:feature-x'],
    ['ghcr.io/o/app:feature/x', 'the tag "feature/x" holds a slash', 'write ghcr.io/o/app:feature-x'],
    ['https://ghcr.io/o/app:1', 'a reference has no scheme', 'write ghcr.io/o/app:1'],
    ['docker://alpine', 'a reference has no scheme', 'write alpine'],
    ['ghcr.io/o/app: 1.0', 'a reference has no blanks', 'write ghcr.io/o/app:1.0'],
    ['my app', 'a reference has no blanks', 'write my-app'],
    ['ghcr.io//app:1', 'a part of the name between slashes is empty', 'write ghcr.io/app:1'],
    ['/app', 'a part of the name between slashes is empty', 'write app'],
    ['ghcr.io/o/', 'a part of the name between slashes is empty', 'write ghcr.io/o'],
    ['ghcr.io/', 'the name of the image is missing', example],
    [':1.0', 'the name of the image is missing', example],
    ['ghcr.io/o/app:-x', 'a tag does not start with "-"', 'write ghcr.io/o/app:x'],
    ['app:.x', 'a tag does not start with "."', 'write app:x'],
    ['app:1.0+build', 'a tag holds no "+"', 'write app:1.0-build'],
    [
      'o/_app',
      '"_app" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them',
      'write o/app',
    ],
    [
      'o/a___b',
      '"a___b" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them',
      'write o/a-b',
    ],
    [
      'o/a..b',
      '"a..b" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them',
      'write o/a.b',
    ],
    ['app:${{ github.ref }}', 'an expression in it was not replaced', example],
    ['-x.io/a', '"-x.io" is not a registry\'s host', example],
    ['a@', 'the digest after the @ is empty', 'write a'],
    ['a@sha256:xyz', 'what stands after the @ is not a digest, such as sha256: and 64 hexadecimal digits', 'write a'],
    [`a@sha256:${'a'.repeat(40)}`, 'a sha256 digest has 64 hexadecimal digits, not 40', 'write a'],
    [`a:${'x'.repeat(129)}`, 'the tag has 129 characters, more than 128', `write a:${'x'.repeat(128)}`],
    ['a'.repeat(256), 'the name has 256 characters, more than 255', example],
    ['ab'.repeat(32), 'a name of 64 hexadecimal digits is the id of an image', example],
  ])('%s: %s', (text, why, instead) => {
    expect(parseReference(text)).toEqual({ why, instead });
  });

  test('what is suggested is always a reference', () => {
    const random = numbers(7);
    const alphabet = 'aB0._-:/@ +[]{é\u00df';
    let suggested = 0;
    for (let i = 0; i < 5000; i++) {
      const length = 1 + (random() % 14);
      const text = Array.from({ length }, () => alphabet[random() % alphabet.length]).join('');
      const parsed = parseReference(text);
      if (!('why' in parsed) || parsed.instead === example) continue;
      suggested++;
      expect([text, parseReference(parsed.instead.slice('write '.length))]).not.toEqual([
        text,
        expect.objectContaining({ why: expect.anything() }),
      ]);
    }
    expect(suggested).toBeGreaterThan(1000);
  });
});

describe('a reference for an image to be made', () => {
  test.each([
    [`ghcr.io/o/a:1@${sha256}`, 'write ghcr.io/o/a:1'],
    [`a@${sha256}`, 'write a:tag'],
  ])('%s holds a digest', (text, instead) => {
    expect(parseTagReference(text)).toEqual({
      why: 'a digest is the result of a build and cannot be chosen',
      instead,
    });
  });

  test('is any other', () => {
    expect(parseTagReference('o/a:1')).toEqual({ name: 'o/a', domain: 'docker.io', path: 'o/a', tag: '1' });
    expect(parseTagReference('o/A:1')).toHaveProperty('instead', 'write o/a:1');
  });
});

describe('a tag', () => {
  test.each([
    ['1.0', true],
    ['_', true],
    ['x'.repeat(128), true],
    ['x'.repeat(129), false],
    ['', false],
    ['a b', false],
    ['.a', false],
    ['-a', false],
    ['ä', false],
    ['a\n', false],
  ])('%j: %s', (text, expected) => {
    expect(isTag(text)).toBe(expected);
  });
});

/** A small congruential generator, so that a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
