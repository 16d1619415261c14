import { expect, test } from '@jest/globals';
import { offerOf } from '../../src/distributions/offers.ts';
import { recognise } from '../../src/plan/bases/bases.ts';
import { platform } from '../plan/support.ts';

test.each<[base: string, target: string, offer: 'all' | 'doubt' | 'missing']>([
  ['debian:bookworm', 'linux/arm64', 'all'],
  ['debian:bookworm', 'linux/arm/v7', 'all'],
  ['debian:bookworm', 'linux/arm/v6', 'all'],
  ['debian:forky', 'linux/arm/v6', 'doubt'],
  ['debian:bookworm', 'linux/riscv64', 'doubt'],
  ['debian:trixie', 'linux/riscv64', 'all'],
  ['golang:1.26', 'linux/riscv64', 'doubt'],
  ['golang:1.26', 'linux/arm64', 'all'],
  ['debian:bookworm', 'linux/mips64le', 'all'],
  ['debian:trixie', 'linux/mips64le', 'doubt'],
  ['debian:bookworm', 'linux/loong64', 'missing'],
  ['debian:trixie', 'linux/loong64', 'doubt'],
  ['debian:trixie', 'linux/mips64', 'missing'],
  ['ubuntu:24.04', 'linux/arm64', 'all'],
  ['ubuntu:noble', 'linux/riscv64', 'all'],
  ['ubuntu:24.04', 'linux/arm/v6', 'doubt'],
  ['ubuntu:22.04', 'linux/loong64', 'missing'],
  ['alpine:3.20', 'linux/mips64', 'all'],
])('%s for %s: %s', (base, target, offer) => {
  const { missing, doubt } = offerOf(platform(target), recognise(base));
  const lacking = missing !== undefined ? 'missing' : 'all';
  expect(doubt !== undefined && missing === undefined ? 'doubt' : lacking).toBe(offer);
});
