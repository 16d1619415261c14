import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { docker, remove, unique } from '../support.ts';
import { build, createBuilder } from '../surface-build.ts';

const builder = unique('verified');
let temp: string;

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'crossbuild-test-verified-'));
  await createBuilder(builder);
}, 300_000);

afterAll(async () => {
  await docker('buildx', 'rm', '--force', builder);
  await remove(temp);
}, 300_000);

/** Writes the header of a program for a machine, and more than 512 bytes after it. */
const program = (machine: string, path: string) =>
  `{ printf '\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\${machine}\\0'; head -c 2000 /dev/zero; } >${path} && chmod 755 ${path}`;
const AMD64 = '76';
const ARM64 = '267';
const BASE = 'FROM debian:bookworm\n';
const run = (dockerfile: string, platforms = 'linux/arm64') =>
  build({ builder, temp }, { platforms }, { Dockerfile: dockerfile });

test.each([
  ['a step makes it', `${BASE}RUN ${program(AMD64, '/opt/made')}\n`, '/opt/made'],
  [
    'an accelerated step makes it',
    `FROM golang:1.26-bookworm\nRUN printf 'int x;' >a.c && gcc -c a.c && ${program(AMD64, '/opt/made')}\n`,
    '/opt/made',
  ],
  [
    'it is copied out of a mount',
    `${BASE.replace('\n', ' AS b\n')}RUN ${program(AMD64, '/tool')}\n${BASE}RUN --mount=from=b,target=/b cp /b/tool /usr/bin/tool\n`,
    '/usr/bin/tool',
  ],
  [
    'it comes with a whole file system',
    `${BASE.replace('\n', ' AS b\n')}RUN ${program(AMD64, '/opt/made')}\nFROM scratch\nCOPY --from=b / /\n`,
    '/opt/made',
  ],
])(
  'a program of another architecture is found where %s',
  async (_, dockerfile, path) => {
    const { code, shown } = await run(dockerfile);
    expect(code).toBe(1);
    expect(shown).toContain(`${path} is a linux/amd64 binary in the linux/arm64 image`);
  },
  180_000,
);

test('programs of the platform are counted, and the base has none of them, on each platform', async () => {
  const { code, shown } = await run(
    `${BASE}USER 1000\nRUN if [ "$(uname -m)" = aarch64 ]; then ${program(ARM64, '/tmp/made')}; else ${program(AMD64, '/tmp/made')}; fi\n`,
    'linux/amd64,linux/arm64',
  );
  expect(code === 0 ? '' : shown).toBe('');
  expect(shown).toMatch(/, verified, 2 binaries looked at/);
}, 180_000);
