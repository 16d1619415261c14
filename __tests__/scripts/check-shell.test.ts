import { expect, test } from '@jest/globals';
// @ts-expect-error a script without types
import { checks, shellScripts } from '../../scripts/check-shell.mjs';

const FIRST: Record<string, string> = {
  'lab/up': '#!/usr/bin/env bash',
  'lab/runc': '#!/bin/sh',
  'lab/versions': '# shellcheck shell=bash',
  'bench/run': '#!/usr/bin/env bash',
  '.ci/run': '#!/bin/bash',
};
const files = [...Object.keys(FIRST), 'lab/lib.sh', 'src/plan/made.sh', 'src/plan/made.ts', 'lab/README.md', 'LICENSE'];
const scripts = shellScripts(files, (file: string) => FIRST[file] ?? '');

test('shell scripts are those that end so, or say so in their first line', () => {
  expect(scripts).toEqual({
    injected: ['src/plan/made.sh'],
    own: ['lab/up', 'lab/runc', 'bench/run', '.ci/run', 'lab/lib.sh'],
  });
});

test('what runs inside builds is checked as sh, and all of it for its form', () => {
  const [injected, own, form] = checks(scripts);
  expect(injected).toEqual(['shellcheck', '--shell=sh', 'src/plan/made.sh']);
  expect(own).not.toContain('--shell=sh');
  expect(form).toEqual(['shfmt', '--diff', ...scripts.injected, ...scripts.own]);
});
