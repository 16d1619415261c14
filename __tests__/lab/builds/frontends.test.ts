import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { docker, remove, unique } from '../support.ts';
import { build, createBuilder } from '../surface-build.ts';

// the frontends without heredocs that people pin
const FRONTENDS = ['1.2', '1.3'];
const builder = unique('frontends');
let temp: string;

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'crossbuild-test-frontends-'));
  await createBuilder(builder);
}, 300_000);

afterAll(async () => {
  await docker('buildx', 'rm', '--force', builder);
  await remove(temp);
}, 300_000);

const C = `FROM golang:1.26-bookworm AS build
RUN printf 'int main(void) { return 0; }' >a.c && gcc -o /app a.c
FROM scratch
COPY --from=build /app /app
`;
const GO = `FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY main.go .
RUN CGO_ENABLED=1 go build -o /app main.go
FROM scratch
COPY --from=build /app /app
`;
const MAIN = 'package main\n\n// int three(void) { return 3; }\nimport "C"\n\nfunc main() { println(C.three()) }\n';

/** The machine in the header of an ELF file. */
const machine = async (file: string) => (await readFile(file)).readUInt16LE(18);
const AARCH64 = 183;

test.each(
  FRONTENDS.flatMap((frontend) => [
    [frontend, 'accelerate', C],
    [frontend, 'cross', GO],
  ]),
)(
  'docker/dockerfile:%s, %s',
  async (frontend, strategy, dockerfile) => {
    const { code, shown, folder } = await build(
      { builder, temp },
      { platforms: 'linux/arm64', strategy, fallback: 'false', outputs: 'type=local,dest=out' },
      { Dockerfile: `# syntax=docker/dockerfile:${frontend}\n${dockerfile}`, 'main.go': MAIN },
    );
    expect(code === 0 ? '' : shown).toBe('');
    expect(shown).toMatch(new RegExp(`linux/arm64 +${strategy}`));
    expect(shown).toMatch(/verified, one binary looked at/);
    expect(await machine(join(folder, 'out/app'))).toBe(AARCH64);
  },
  600_000,
);
