import type { Metadata } from '../metadata/render.ts';
import type { Problem } from '../model/problem.ts';
import type { AttestationFacts } from './attestations.ts';
import type { ContextPlan } from './build-context.ts';
import type { BuildSecrets } from './build-secrets.ts';
import type { CachePlan } from './cache.ts';

/** What follows from the inputs and the event, before any program is asked. */
export interface Prepared {
  readonly context: ContextPlan;
  readonly secrets: BuildSecrets;
  /** Full references. */
  readonly tags: readonly string[];
  /** `key=value`. */
  readonly labels: readonly string[];
  /** As `--annotation` takes them. */
  readonly annotations: readonly string[];
  /** Undefined when the rules could not be read. */
  readonly metadata?: Metadata;
  readonly cache: CachePlan;
  readonly visibility: AttestationFacts['visibility'];
  /** A proxy with a password reaches RUN. */
  readonly proxyLogin: boolean;
  readonly notes: readonly string[];
  /** What the user should know even where nobody reads the log. */
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
}
