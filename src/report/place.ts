import type { DockerfileFacts } from '../facts/facts.ts';
import type { Env } from '../model/env.ts';
import type { ContextPlan } from '../request/build-context.ts';

/** What is needed to tell where a Dockerfile lies. */
export interface Placed {
  readonly facts: { readonly dockerfile: Pick<DockerfileFacts, 'path'> };
  readonly prepared: { readonly context: Pick<ContextPlan, 'kind' | 'git'> };
  readonly world: { readonly env: Env };
}

/**
 * The Dockerfile relative to the root of the repository that the workflow runs for, as annotations and links need it;
 * undefined when it is no part of it: outside of the workspace, or in another repository.
 */
export function repositoryFile({ world, facts, prepared }: Placed): string | undefined {
  const { kind, git } = prepared.context;
  if (kind === 'archive') return undefined;
  const path = facts.dockerfile.path.replace(/^\.\//, '');
  if (/^(\/|\.\.(\/|$)|[a-z]:\\)/i.test(path)) return undefined;
  if (git === undefined) return path;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = world.env;
  if (!server || !repository || git.remote.replace(/(\.git)?\/?$/, '') !== `${server}/${repository}`) return undefined;
  return git.subfolder === '' ? path : `${git.subfolder}/${path}`;
}

/** The page that shows the Dockerfile of this commit; outside of GitHub, and for another repository's file, there is none. */
export function dockerfileUrl(work: Placed): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = work.world.env;
  const file = repositoryFile(work);
  if (!server || !repository || !sha || file === undefined) return undefined;
  return `${server}/${repository}/blob/${sha}/${file}`;
}
