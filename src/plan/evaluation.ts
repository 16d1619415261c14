import type { Dockerfile, Evaluated } from '../dockerfile/dockerfile.ts';
import { evaluate } from '../dockerfile/evaluate/evaluate.ts';
import type { Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { keyValue } from '../model/list.ts';
import type { Platform } from '../platform/platform.ts';

/** What the user says that a Dockerfile is evaluated with. */
export type EvaluationInputs = Pick<Inputs, 'buildArgs' | 'buildContexts' | 'target'>;

/** What is known beside it. */
export interface EvaluationFacts {
  /** The machine that builds for the platform. */
  readonly buildPlatform: Platform;
  /** Base images that were looked at. */
  readonly bases?: Facts['bases'];
  /** The oldest BuildKit that may read the file. */
  readonly buildkit?: string | undefined;
}

/** The file for a platform; asked again with the same facts, the same value. */
export function evaluateFor(
  dockerfile: Dockerfile,
  platform: Platform,
  { buildArgs, buildContexts, target }: EvaluationInputs,
  { buildPlatform, bases = {}, buildkit }: EvaluationFacts,
): Evaluated {
  const given = buildArgs.map((text) => keyValue(text));
  const environments = Object.entries(bases).map(([reference, { env }]) => [reference, env] as const);
  return evaluate(dockerfile, {
    platform,
    buildPlatform,
    buildArgs: Object.fromEntries(given.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
    contexts: Object.fromEntries(Object.entries(buildContexts).map(([name, value]) => [name.toLowerCase(), value])),
    ...(environments.length === 0 ? {} : { baseEnv: Object.fromEntries(environments) }),
    ...(target === undefined ? {} : { target }),
    ...(buildkit === undefined ? {} : { buildkit }),
  });
}
