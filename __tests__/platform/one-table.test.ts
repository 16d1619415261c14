import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { namesOf, PLATFORMS } from '../../src/platform/platform.ts';

const source = join(import.meta.dirname, '..', '..', 'src');

/** Files that write names of machines of their own, and why these are no second table. */
const ALLOWED: Readonly<Record<string, string>> = {
  'dockerfile/evaluate/stage-platform.ts':
    "what containerd takes in FROM --platform, its own names alone: BuildKit's answer counts",
  'plan/native-tools/apt-tools.ts': 'a sentence of docs/accelerate.md',
  'report/messages/messages-compile.ts': 'words of a linker in a pattern',
};

const OTHERS = [...new Set(PLATFORMS.map((platform) => platform.split('/')[1] ?? ''))].flatMap((architecture) =>
  namesOf(architecture).slice(1),
);
const NAME = new RegExp(`(?<![\\w.-])(?:qemu-)?(${OTHERS.join('|')})(?![\\w.])`, 'g');

/** The names of other tools in the code of a file, comments left out. */
function namesIn(text: string): ReadonlySet<string> {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '');
  return new Set([...code.matchAll(NAME)].map(([, name = '']) => name));
}

function tables(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('platform/'))
    .filter((file) => namesIn(readFileSync(join(source, file), 'utf8')).size > 1)
    .sort();
}

test("other tools' names of machines stand in src/platform alone", () => {
  expect(tables()).toEqual(Object.keys(ALLOWED));
});

describe('what counts as a table', () => {
  test.each([
    ["{ amd64: 'x86_64', arm64: 'aarch64' }", 2],
    ['/x86_64|aarch64|armhf/', 3],
    ["['qemu-aarch64', 'qemu-loongarch64']", 2],
    ["// aarch64 or armhf\nconst a = ['amd64', 'arm64'];", 0],
    ['/** `aarch64-linux-gnu`, `x86_64`. */', 0],
  ])('%s: %i', (text, count) => {
    expect(namesIn(text).size).toBe(count);
  });
});
