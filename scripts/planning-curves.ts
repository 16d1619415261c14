import type { Platform } from '../src/model/platform.ts';
import { UserError } from '../src/model/problem.ts';
import type { PlanInputs } from '../src/plan/plan.ts';
import { makePlan } from '../src/plan/plan.ts';

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };
const ARM64: Platform = { os: 'linux', architecture: 'arm64', variant: '' };

/** Reads and plans a Dockerfile for two platforms on an amd64 machine; how long that took, and with what end. */
export function planFor(text: string): { readonly ms: number; readonly end: string } {
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

function endOf(plan: () => unknown): string {
  try {
    plan();
    return 'planned';
  } catch (error) {
    return error instanceof UserError ? 'refused' : `${error}`;
  }
}
