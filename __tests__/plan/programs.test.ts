import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { planOf } from './support.ts';

const bench = fileURLToPath(new URL('../../bench/', import.meta.url));
const dockerfile = (name: string): string => readFileSync(`${bench}programs/${name}/Dockerfile`, 'utf8');
const names = readdirSync(`${bench}programs`).sort();

/** The stage that compiles, what auto does with it, and why it is not cross. */
const EXPECTED: Readonly<Record<string, readonly [stage: string, strategy: string, because?: RegExp]>> = {
  autotools: ['build', 'accelerate', /line 7 builds from source with configure/],
  'c-shared': ['build', 'accelerate', /line 8 runs gcc, whose own commands are not visible/],
  'cgo-cpp': ['build', 'cross'],
  cmake: ['build', 'accelerate', /builds from source with cmake/],
  cpp: ['stage 0', 'accelerate', /its own file system becomes the image/],
  'debian-go': ['build', 'accelerate', /what it is for shows only in what it installs/],
  git2: ['build', 'cross'],
  kafka: ['build', 'cross'],
  musl: ['build', 'accelerate', /CC=musl-gcc, a compiler of its own/],
  opus: ['builder', 'cross'],
  pcap: ['build', 'cross'],
  pkcs11: ['build', 'accelerate', /line 6 runs make, whose own commands are not visible/],
  pure: ['build', 'cross'],
  seccomp: ['build', 'cross'],
  sqlite: ['build', 'cross'],
  systemd: ['build', 'cross'],
  usb: ['build', 'cross'],
  vips: ['build', 'cross'],
  zlib: ['stage 0', 'accelerate', /its own file system becomes the image/],
  zstd: ['build', 'cross'],
};

test('every program is in the table, and in the README', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(names);
  const described = [...readFileSync(`${bench}README.md`, 'utf8').matchAll(/^\| ([a-z0-9-]+) \|/gm)].map(
    ([, name]) => name,
  );
  expect(described.filter((name) => name !== 'program' && name !== '---')).toEqual(names);
});

test.each(Object.entries(EXPECTED))('%s', (name, [stage, strategy, because]) => {
  const plan = planOf(dockerfile(name), { platforms: ['linux/arm64'] }).platforms[0];
  const compiling = plan?.stages.find((one) => one.stage === stage);
  expect({ stage, strategy: compiling?.strategy }).toEqual({ stage, strategy });
  if (because !== undefined) expect(compiling?.because).toMatch(because);
});

test.each(names)('%s names no platform and no architecture', (name) => {
  expect(dockerfile(name)).not.toMatch(/PLATFORM|TARGET|GOARCH|amd64|arm|x86|aarch64|linux-gnu/);
});
