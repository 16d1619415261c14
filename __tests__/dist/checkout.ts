import { execFileSync } from 'node:child_process';

export type Git = (...args: readonly string[]) => string;

/** git in a folder, whatever the user's own configuration says. Commits are of 6 May 2025. */
export function gitIn(folder: string): Git {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_COMMITTER_DATE: '2025-05-06T07:08:09Z',
  };
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@test', '-c', 'protocol.file.allow=always'];
  return (...args) => execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8' }).trim();
}

/** Makes a folder a checkout of the branch `main` with one commit; says which. */
export function commit(folder: string): string {
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('commit', '--quiet', '--allow-empty', '--message=one');
  return git('rev-parse', 'HEAD');
}
