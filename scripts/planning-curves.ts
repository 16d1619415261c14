import { UserError } from '../src/model/problem.ts';
import type { PlanInputs } from '../src/plan/plan.ts';
import { makePlan } from '../src/plan/plan.ts';
import type { Platform } from '../src/platform/platform.ts';
import { KINDS } from './planning-kinds.ts';

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };
const ARM64: Platform = { os: 'linux', architecture: 'arm64', variant: '' };

/** How long it takes, in ms, to read and plan a Dockerfile for two platforms on an amd64 machine, and what comes of it. */
export function measure(text: string): { readonly ms: number; readonly end: 'planned' | 'refused' } {
  const inputs: PlanInputs = {
    platforms: [AMD64, ARM64],
    buildArgs: [],
    buildContexts: {},
    strategy: { all: 'auto', byPlatform: {} },
    crossPackages: [],
    verify: 'true' as PlanInputs['verify'],
    target: undefined,
  };
  const from = performance.now();
  const end = endOf(() => makePlan(inputs, { host: AMD64, dockerfile: { path: 'Dockerfile', text }, bases: {} }));
  return { ms: performance.now() - from, end };
}

function endOf(plan: () => unknown): 'planned' | 'refused' {
  try {
    plan();
    return 'planned';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

/** A table of all kinds of lines by how many there are, row by row as they are measured. */
export function* planningTable(sizes: readonly number[]): Generator<string> {
  yield `| lines of one kind | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} | end |`;
  yield `| --- |${' ---: |'.repeat(sizes.length)} --- |`;
  measure(KINDS.RUN?.(100) ?? '');
  for (const [name, kind] of Object.entries(KINDS)) {
    const found = sizes.map((size) => measure(kind(size)));
    yield `| ${name} | ${found.map(({ ms }) => seconds(ms)).join(' | ')} | ${found.at(-1)?.end} |`;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
}
