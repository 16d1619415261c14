import type { Checkout } from '../metadata/checkout-context.ts';
import type { Exec } from '../system/ports.ts';

/** Plumbing, which no configuration changes; nothing is fetched and nobody is asked. */
const QUIET = {
  env: { GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' },
  timeoutMs: 10_000,
  asksMachine: true,
} as const;
const HEAD = ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'];

type Git = (...args: readonly string[]) => ReturnType<Exec['run']>;

/** The commit that is checked out in a folder; for a submodule that of the outermost repository, which pins it. */
export async function checkedOutCommit(exec: Exec, folder: string): Promise<string | undefined> {
  const git = await gitIn(exec, folder);
  return git === undefined ? undefined : oneLine(await git(...HEAD));
}

/** The same with its names. */
export async function checkedOut(exec: Exec, folder: string): Promise<Checkout | undefined> {
  const git = await gitIn(exec, folder);
  const sha = git === undefined ? undefined : oneLine(await git(...HEAD));
  if (git === undefined || sha === undefined) return undefined;
  const branch = oneLine(await git('symbolic-ref', '--quiet', 'HEAD'));
  const refs = await git('for-each-ref', '--points-at=HEAD', '--sort=-creatordate', '--format=%(refname)');
  return {
    sha,
    ...(branch === undefined ? {} : { branch }),
    refs: refs.stdout.split('\n').filter((line) => line !== ''),
  };
}

async function gitIn(exec: Exec, folder: string): Promise<Git | undefined> {
  const git: Git = (...args) => exec.run('git', ['-C', folder, ...args], QUIET);
  const outer = await git('rev-parse', '--show-superproject-working-tree');
  if (outer.code !== 0) return undefined;
  const above = oneLine(outer);
  return above === undefined ? git : gitIn(exec, above);
}

function oneLine({ code, stdout }: { readonly code: number; readonly stdout: string }): string | undefined {
  const line = stdout.trim();
  return code === 0 && line !== '' ? line : undefined;
}
