import { setTimeout as sleep } from 'node:timers/promises';
import { anyOf } from '../model/any-of.ts';
import { Cancelled } from './cancelled.ts';
import { createExec } from './exec.ts';
import { createFiles } from './files.ts';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';
import type { Env, World } from './ports.ts';
import { createRunner } from './runner.ts';

/** The real world. `cancelled` fires when the runner interrupts the step, `hurried` when it does so again. */
export function createWorld(cancelled: AbortSignal, env: Env = process.env, hurried?: AbortSignal): World {
  return {
    exec: createExec(childEnv(env), cancelled, hurried),
    files: createFiles(env, cancelled),
    log: createLog(),
    clock: { now: () => Date.now(), sleep: (ms) => wait(ms, cancelled) },
    env,
    http: createHttp(cancelled),
    runner: createRunner(env),
  };
}

async function wait(ms: number, cancelled: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: cancelled }).catch(() => {
    throw new Cancelled();
  });
}

/**
 * What a child may see: everything but the step's inputs and state (they can hold secrets that no child needs)
 * and the runner's own tokens, which are added where a `type=gha` cache needs them.
 */
function childEnv(env: Env): Env {
  const hidden = anyOf([
    // INPUT_PASSWORD
    /^(INPUT_|STATE_)/,
    /^(ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN)$/,
    // files by which a step speaks to the runner
    /^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/,
  ]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.test(name)));
}
