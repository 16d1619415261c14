import { textAt } from './event-context.ts';

/**
 * What is dangerous or cannot work where somebody else wrote what is built: one sentence each, with the reason and what
 * to write instead.
 *
 * @param name GitHub's name of the event
 * @param event its payload
 * @param pushes whether the step pushes an image
 */
export function foreignCode(name: string, event: unknown, pushes: boolean): string[] {
  const fork = forkOf(event);
  const from = fork ?? 'a pull request';
  if (name === 'pull_request_target')
    return [
      `this run is for pull_request_target, so it has the repository's secrets and a token that may write, and whoever opened the pull request decides what a checkout of it builds; build ${from} in a workflow for pull_request, or check out nothing of it here`,
    ];
  if (!pushes || fork === undefined) return [];
  if (name === 'pull_request')
    return [
      `push: this run is for a pull request from the fork ${fork}, so it has no secrets and a token that only reads, and registries refuse the push; write push: \${{ github.event_name != 'pull_request' }}`,
    ];
  if (name === 'workflow_run')
    return [
      `push: this run follows one of the fork ${fork} and has the repository's secrets, so what the fork wrote may get the names of this repository's images; push only where github.event.workflow_run.head_repository is this repository`,
    ];
  return [];
}

/** The repository that the code comes from, where that is another one. */
export function forkOf(event: unknown): string | undefined {
  const own = textAt(event, 'repository', 'full_name');
  const head =
    textAt(event, 'pull_request', 'head', 'repo', 'full_name') ??
    textAt(event, 'workflow_run', 'head_repository', 'full_name');
  return head === own ? undefined : head;
}
