import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { type ReleaseServer, releaseServer } from './release-server.ts';

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
let server: ReleaseServer;
let folder: string;
let file: string;
beforeEach(async () => {
  server = await releaseServer();
  folder = await mkdtemp(join(tmpdir(), 'refresh-test-'));
  file = join(folder, 'checksums.json');
  const link = (tag: string) => `<link href="https://github.com/docker/buildx/releases/tag/${tag}"/>`;
  server.answer('/releases.atom', { body: ['v9.2.0-rc1', 'v9.1.0', 'v8.5.0'].map(link).join('\n') });
  server.answer('/releases/download/v9.1.0/checksums.txt', {
    body: `${A} *buildx-v9.1.0.linux-arm-v7\n${B} *buildx-v9.1.0.windows-amd64.exe\n${C} *buildx-v9.1.0.linux-amd64.provenance.json\n`,
  });
  server.answer('/releases/download/v8.5.0/checksums.txt', { body: `${C} *buildx-v8.5.0.linux-amd64\n` });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const refresh = () =>
  promisify(execFile)(process.execPath, [
    join(repository, 'scripts/buildx-checksums.mjs'),
    `--releases=${server.url}/releases`,
    `--file=${file}`,
  ]);

test('adds what was released, newest first; pre-releases and attestations stay out', async () => {
  await writeFile(file, JSON.stringify({ '8.5.0': { 'linux-arm64': A } }));
  expect((await refresh()).stdout).toBe('buildx 9.1.0, 8.5.0\n');
  const text = await readFile(file, 'utf8');
  expect(Object.entries(JSON.parse(text))).toEqual([
    ['9.1.0', { 'linux-arm-v7': A, 'windows-amd64.exe': B }],
    ['8.5.0', { 'linux-amd64': C, 'linux-arm64': A }],
  ]);
  expect((await refresh()).stdout).toBe('nothing new\n');
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a release whose files changed is an error, and nothing is written', async () => {
  const before = JSON.stringify({ '8.5.0': { 'linux-amd64': B } });
  await writeFile(file, before);
  await expect(refresh()).rejects.toThrow(
    `buildx-v8.5.0.linux-amd64 was ${B} and is ${C} now: somebody changed a release`,
  );
  expect(await readFile(file, 'utf8')).toBe(before);
});
