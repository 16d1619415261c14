import type { SecretInput } from '../inputs/secret-inputs.ts';
import type { Env } from '../model/env.ts';
import type { Problem } from '../model/problem.ts';
import type { Files } from '../system/ports.ts';
import type { SecretSource } from './build-command.ts';

/** A secret whose value the action holds itself, such as the one that names the compilers of an accelerated step. */
export interface OwnSecret {
  readonly id: string;
  readonly value: string;
}

export interface BuildSecrets {
  /** For `BuildRequest.secrets`. */
  readonly sources: readonly SecretSource[];
  /** For the environment of the one child that builds; values are in no argument and in no file. */
  readonly env: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** The prefix of the variables that hand a value to buildx; nothing else reads them. */
const VARIABLE = 'CROSSBUILD_SECRET_';

/**
 * Where buildx finds each secret. `own` ones yield to the user's of the same id. Files are only looked for, never
 * read: buildx reads them itself.
 */
export async function buildSecrets(
  inputs: readonly SecretInput[],
  own: readonly OwnSecret[],
  { env, files }: { readonly env: Env; readonly files: Pick<Files, 'kind'> },
): Promise<BuildSecrets> {
  const sources: SecretSource[] = [];
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const hand = (id: string, value: string) => {
    const name = `${VARIABLE}${sources.length}`;
    values[name] = value;
    sources.push({ id, env: name });
  };
  const take = async (secret: SecretInput): Promise<void> => {
    if (secret.from === 'value') return hand(secret.id, secret.value);
    if (secret.from === 'env') {
      if ((env[secret.env] ?? '') === '') warnings.push(`secret-envs: ${secret.env}, for ${secret.id}, is not set`);
      sources.push({ id: secret.id, env: secret.env });
      return;
    }
    const problem = fileProblem(secret, await files.kind(secret.path));
    if (problem !== undefined) problems.push(problem);
    else sources.push({ id: secret.id, src: secret.path });
  };
  for (const secret of inputs) await take(secret);
  for (const { id, value } of own) if (!sources.some((source) => source.id === id)) hand(id, value);
  return { sources, env: values, problems, warnings };
}

function fileProblem(
  { id, path }: { readonly id: string; readonly path: string },
  kind: 'file' | 'folder' | undefined,
): Problem | undefined {
  if (kind === 'file') return undefined;
  return {
    input: 'secret-files',
    what: kind === 'folder' ? `${path}, for ${id}, is a folder` : `${path}, for ${id}, is not there`,
    instead: 'write the path of a file, relative to the workspace',
  };
}
