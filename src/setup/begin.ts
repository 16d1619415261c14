import type { ReadYaml } from '../inputs/yaml.ts';
import type { Inputs, RegistryInputs } from '../inputs.ts';
import { UserError } from '../model/problem.ts';
import { formatState } from '../state.ts';
import type { Exec, World } from '../system/ports.ts';
import { createTools } from '../system/tools.ts';
import { login, loginsOf, withEnv } from './login.ts';
import { createRecorder, type Recorder } from './record.ts';

/** What everything else of a step starts from: where it writes down what it makes, and programs with its credentials. */
export interface Start {
  readonly recorder: Recorder;
  /** Runs programs with the credentials of this step. */
  readonly exec: Exec;
  /** The folder of the docker configuration with the credentials of this step. */
  readonly config: string;
}

/** The record of a step, saved for its post part with every addition. A builder that is to stay is not in it. */
export function stepRecorder({ runner }: Pick<World, 'runner'>, keepBuilder: boolean): Recorder {
  return createRecorder((record) =>
    runner.saveState(formatState(keepBuilder ? { ...record, builders: [], started: [], used: [] } : record)),
  );
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
  inputs: RegistryInputs & Pick<Inputs, 'retries' | 'keepBuilder'>,
  { logins }: Pick<ReadYaml, 'logins'>,
): Promise<Start> {
  const recorder = stepRecorder(world, inputs.keepBuilder);
  const { env, problems } = await login(world, createTools(world.env), loginsOf(inputs, logins), {
    keep: !inputs.logout,
    retries: inputs.retries,
    recorder,
  });
  if (problems.length > 0) throw new UserError(problems);
  return { recorder, exec: withEnv(world.exec, env), config: env.DOCKER_CONFIG ?? ownConfig(world) };
}
