import type { Inputs, RegistryInputs } from '../inputs/inputs.ts';
import type { ReadYaml } from '../inputs/yaml.ts';
import { UserError } from '../model/problem.ts';
import type { Exec, World } from '../system/ports.ts';
import { createTools } from '../system/tools.ts';
import { login, loginsOf, withEnv } from './login/login.ts';
import type { Recorder } from './record.ts';

/** What everything else of a step starts from: where it writes down what it makes, and programs with its credentials. */
export interface Start {
  readonly recorder: Recorder;
  /** Runs programs with the credentials of this step. */
  readonly exec: Exec;
  /** The folder of the docker configuration with the credentials of this step. */
  readonly config: string;
}

/** The folder of the user's own docker configuration. */
export function ownConfig({ env }: Pick<World, 'env'>): string {
  return env.DOCKER_CONFIG || `${env.HOME ?? ''}/.docker`;
}

/**
 * Logs in where credentials were given. It comes before the first question to a registry: a private base image tells
 * nothing to a stranger.
 *
 * @throws {UserError} with every login that failed
 */
export async function begin(
  world: World,
  recorder: Recorder,
  inputs: RegistryInputs & Pick<Inputs, 'retries'>,
  { logins }: Pick<ReadYaml, 'logins'>,
): Promise<Start> {
  const { env, problems } = await login(world, createTools(world.env), loginsOf(inputs, logins), {
    keep: !inputs.logout,
    retries: inputs.retries,
  });
  if (problems.length > 0) throw new UserError(problems);
  return { recorder, exec: withEnv(world.exec, env), config: env.DOCKER_CONFIG ?? ownConfig(world) };
}
