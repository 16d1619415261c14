import { lastUsefulLine } from '../docker/error.ts';
import type { Problem } from '../model/problem.ts';
import type { Exec } from '../system/ports.ts';

export interface EcrRegistry {
  readonly region: string;
  readonly isPublic: boolean;
}

/** Hosts of Amazon's registries: docs.aws.amazon.com/AmazonECR, `<account>.dkr.ecr.<region>.amazonaws.com`. */
const PRIVATE =
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;
const PUBLIC_HOST = 'public.ecr.aws';
/** The public registry gives out its passwords in this region only. */
const PUBLIC_REGION = 'us-east-1';

/** Whether a registry is Amazon's, and where; with `forced` also behind a name of one's own. */
export function ecrRegistry(registry: string, forced = false): EcrRegistry | undefined {
  const host = registry.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  if (host === PUBLIC_HOST) return { region: PUBLIC_REGION, isPublic: true };
  const region = PRIVATE.exec(host)?.[1];
  if (region !== undefined) return { region, isPublic: false };
  return forced ? { region: '', isPublic: false } : undefined;
}

/**
 * Asks the aws command for a password. A user name and password that the workflow gives are those of an access key,
 * as with docker's login action; without them the command finds its own (a role, OIDC, the environment).
 */
export async function ecrCredentials(
  { exec }: { readonly exec: Exec },
  { registry, username, password }: { readonly registry: string; readonly username: string; readonly password: string },
  { region, isPublic }: EcrRegistry,
): Promise<{ readonly registry: string; readonly username: string; readonly password: string } | Problem> {
  const args = [isPublic ? 'ecr-public' : 'ecr', 'get-login-password', ...(region === '' ? [] : ['--region', region])];
  const key =
    username === '' || password === '' ? {} : { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password };
  const result = await exec.run('aws', args, { env: key, timeoutMs: 60_000 });
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
