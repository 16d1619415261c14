import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { planOf } from '../plan/support.ts';
import { docker, testBuilder } from './support.ts';

jest.setTimeout(600_000);

let builder: Awaited<ReturnType<typeof testBuilder>>;
let work = '';

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'plan-'));
  builder = await testBuilder('plan', ['linux/arm64', 'linux/arm/v7']);
});

afterAll(async () => {
  await builder.remove();
  await rm(work, { recursive: true, force: true });
});

// Go itself is not needed: what is looked at is which base a platform gets
const DOCKERFILE = `FROM golang:1.26-bookworm AS build
ENV CGO_ENABLED=0
RUN go build -o /out/x .
FROM scratch
COPY --from=0 /out/x /x
COPY --from=+0 ["/out/x", "/again"]
`;

test('one platform cross-compiles, one is emulated, one is native: each gets its base in one build', async () => {
  const { dockerfile } = planOf(DOCKERFILE, {
    platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
    byPlatform: { 'linux/arm/v7': 'emulate' },
  });
  const text = dockerfile.text
    .replaceAll('golang:1.26-bookworm', 'debian:bookworm')
    .replace(
      'RUN go build -o /out/x .',
      'RUN mkdir /out && { dpkg --print-architecture; grep -s PLATFORM= /.crossbuild/target || echo none; } > /out/x',
    );
  await writeFile(join(work, 'Dockerfile'), text);
  const argv = ['--platform', 'linux/amd64,linux/arm64,linux/arm/v7', '--provenance=false', '-o', join(work, 'out')];
  await docker('buildx', 'build', '--builder', builder.name, ...argv, work);
  const said = async (platform: string) => {
    const files = ['x', 'again'].map((name) => readFile(join(work, 'out', platform, name), 'utf8'));
    const [one, again] = await Promise.all(files);
    expect(again).toBe(one);
    return one;
  };
  expect(await said('linux_amd64')).toBe('amd64\nnone\n');
  expect(await said('linux_arm64')).toBe("amd64\nCROSS_PLATFORM='linux/arm64'\n");
  expect(await said('linux_arm_v7')).toBe('armhf\nnone\n');
});
