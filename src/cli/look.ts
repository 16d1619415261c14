import { Docker } from '../docker/docker.ts';
import type { Facts } from '../facts/facts.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { lookAtBases } from '../steps/gather-facts.ts';
import { createExec } from '../system/exec.ts';
import type { Exec } from '../system/ports.ts';

/** Milliseconds that docker has for each answer: a person waits, and the plan is worth something without it. */
const PATIENCE = 20_000;

/**
 * What the registries say of base images whose names tell too little, asked with docker and its logins. Without docker
 * nothing is asked, and what gives no answer is left out. An interrupt ends the question.
 */
export async function look(dockerfile: Facts['dockerfile'], inputs: Inputs): Promise<Facts['bases']> {
  const interrupted = new AbortController();
  const abort = () => interrupted.abort();
  process.once('SIGINT', abort);
  try {
    const docker = new Docker(impatient(createExec(process.env, interrupted.signal)));
    const version = await docker.buildxVersion();
    if (version === undefined) return {};
    const facts = { dockerfile, buildx: { version, command: docker.command } };
    return await lookAtBases(docker, facts, inputs);
  } finally {
    process.off('SIGINT', abort);
  }
}

function impatient({ run }: Exec): Exec {
  return {
    run: (command, args, options) =>
      run(command, args, { ...options, timeoutMs: Math.min(options?.timeoutMs ?? PATIENCE, PATIENCE) }),
  };
}
