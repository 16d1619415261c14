import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { releaseNotes } from '../../scripts/release-notes.mjs';

const CHANGELOG = `# Changes

## Unreleased

## 1.2.3 - 2027-01-31

### Added
- One thing.

## 1.2.2 - 2027-01-01

- Another.
`;

test('the text of a version ends where the next one begins', () => {
  expect(releaseNotes('1.2.3', '1.2.3', CHANGELOG)).toBe('### Added\n- One thing.\n');
});

test.each([
  ['v1.2.3', '1.2.3', /is no version/],
  ['1.2.4', '1.2.3', /package\.json has version 1\.2\.3/],
  ['1.2.1', '1.2.1', /no heading "## 1\.2\.1 - /],
])('%s is refused when package.json has %s', (version, own, says) => {
  expect(() => releaseNotes(version, own, CHANGELOG)).toThrow(says);
});

test('a version of which nothing is said is refused', () => {
  expect(() => releaseNotes('1.0.0', '1.0.0', '## 1.0.0 - 2026-01-01\n\n## 0.9.0 - 2025-01-01\n- x\n')).toThrow(
    /says nothing under/,
  );
});
