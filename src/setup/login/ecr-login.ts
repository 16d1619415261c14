import { lastUsefulLine } from '../../docker/docker-error.ts';
import { type Retrying, retryingExec } from '../../docker/retry.ts';
import type { EcrRegistry } from '../../model/ecr.ts';
import type { Problem } from '../../model/problem.ts';
import type { Exec } from '../../system/ports.ts';

/**
 * Asks the aws command for a password. A user name and password that the workflow gives are those of an access key,
 * as with docker's login action; without them the command finds its own (a role, OIDC, the environment).
 */
export async function ecrCredentials(
  { exec, ...retrying }: Retrying & { readonly exec: Exec },
  { registry, username, password }: { readonly registry: string; readonly username: string; readonly password: string },
  { region, isPublic }: EcrRegistry,
): Promise<{ readonly registry: string; readonly username: string; readonly password: string } | Problem> {
  const args = [isPublic ? 'ecr-public' : 'ecr', 'get-login-password', ...(region === '' ? [] : ['--region', region])];
  const key =
    username === '' || password === '' ? {} : { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password };
  const result = await retryingExec(exec, retrying).run('aws', args, { env: key, timeoutMs: 60_000 });
  const token = result.stdout.trim();
  if (result.code === 0 && token !== '') return { registry, username: 'AWS', password: token };
  const missing = result.code === 127;
  return {
    input: 'registry',
    what: `there is no password for ${registry}`,
    why: missing
      ? 'the aws command is not installed'
      : lastUsefulLine(result.stderr) || `aws ended with ${result.code}`,
    instead: missing
      ? 'install the AWS CLI, or give username: AWS and the output of aws ecr get-login-password as password'
      : 'run aws-actions/configure-aws-credentials before, with permissions: id-token: write',
  };
}
