import type { Evaluated } from '../../src/dockerfile/dockerfile.ts';
import { evaluate } from '../../src/dockerfile/evaluate/evaluate.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import type { BaseFacts, Facts } from '../../src/facts/facts.ts';
import type { StrategyChoice } from '../../src/inputs/inputs.ts';
import { UserError } from '../../src/model/problem.ts';
import { makePlan, type PlanInputs } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/plan-types.ts';
import { formatPlatform, type Platform, parsePlatform } from '../../src/platform/platform.ts';

export function platform(text: string): Platform {
  const parsed = parsePlatform(text);
  if (!('platform' in parsed)) throw new Error(`${text} is no platform`);
  return parsed.platform;
}

export const AMD64 = platform('linux/amd64');

/** A Dockerfile evaluated on an amd64 machine. */
export function evaluated(text: string, target = 'linux/arm64'): Evaluated {
  return evaluate(readDockerfile(text), {
    platform: platform(target),
    buildPlatform: AMD64,
    buildArgs: {},
    contexts: {},
  });
}

export function baseFacts(more: Partial<BaseFacts> = {}): BaseFacts {
  return { env: {}, user: '', onbuild: [], platforms: [AMD64, platform('linux/arm64')], ...more };
}

export interface Wish {
  readonly platforms?: readonly string[];
  readonly strategy?: StrategyChoice;
  readonly byPlatform?: Readonly<Record<string, StrategyChoice>>;
  readonly bases?: Facts['bases'];
  readonly noEmulator?: string;
  readonly buildArgs?: readonly string[];
  readonly target?: string;
}

/** The plan for a Dockerfile on an amd64 machine. */
export function planOf(text: string, wish: Wish = {}): Plan {
  const inputs: PlanInputs = {
    platforms: (wish.platforms ?? ['linux/amd64', 'linux/arm64']).map(platform),
    buildArgs: wish.buildArgs ?? [],
    buildContexts: {},
    strategy: { all: wish.strategy ?? 'auto', byPlatform: wish.byPlatform ?? {} },
    crossPackages: [],
    verify: 'true' as PlanInputs['verify'],
    target: wish.target,
  };
  return makePlan(inputs, {
    host: AMD64,
    dockerfile: { path: 'Dockerfile', text },
    bases: wish.bases ?? {},
    ...(wish.noEmulator === undefined ? {} : { noEmulator: wish.noEmulator }),
  });
}

/** The plan, or undefined for a file that BuildKit would refuse too. */
export function planIfReadable(text: string, wish: Wish = {}): Plan | undefined {
  try {
    return planOf(text, wish);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** `stage platform strategy because`, one line each. */
export function verdictLines(plan: Plan): string[] {
  return plan.platforms.flatMap(({ platform: name, stages }) =>
    stages.map(({ stage, strategy, because }) => `  ${stage} | ${name} | ${strategy} | ${because}`),
  );
}

export { formatPlatform };
