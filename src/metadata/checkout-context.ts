import { type EventContext, kindOf } from './event-context.ts';

/** What git says about a folder. */
export interface Checkout {
  /** The commit of HEAD. */
  readonly sha: string;
  /** The branch that HEAD is on, `refs/heads/main`; undefined for a detached HEAD. */
  readonly branch?: string;
  /** All refs that name the commit, as git has them; the newest tag before older ones. */
  readonly refs: readonly string[];
}

/** The context with the commit and the ref of a checkout in place of the event's, as docker's action has it with `context: git`. */
export function contextOfCheckout(event: EventContext, checkout: Checkout): EventContext {
  const { branch: _branch, tag: _tag, pullRequest: _pullRequest, commitDate, ...rest } = event;
  const ref = refOfCheckout(event.ref, checkout);
  return {
    ...rest,
    sha: checkout.sha,
    ref,
    ...kindOf(ref),
    ...(commitDate !== undefined && checkout.sha === event.sha ? { commitDate } : {}),
  };
}

/**
 * The ref that is checked out. A detached HEAD may have several names: tags come first, since a checkout of a branch is
 * on it, then branches, then pull requests; of one kind the event's own.
 */
function refOfCheckout(eventRef: string, { branch, refs }: Checkout): string {
  if (branch !== undefined) return branch;
  const names = refs.map(remoteName);
  const ordered = names.includes(eventRef) ? [eventRef, ...names] : names;
  const byKind = ['refs/tags/', 'refs/heads/', 'refs/pull/'].flatMap((kind) =>
    ordered.filter((name) => name.startsWith(kind)),
  );
  return byKind[0] ?? '';
}

/** A ref by its name at the remote: `refs/remotes/origin/main` is `refs/heads/main` there. */
function remoteName(ref: string): string {
  const [, remote = '', name = ''] = /^refs\/remotes\/([^/]+)\/(.+)$/.exec(ref) ?? [];
  // actions/checkout fetches pull requests as refs/remotes/pull/7/merge
  if (remote === 'pull') return `refs/pull/${name}`;
  return remote === '' || name === 'HEAD' ? ref : `refs/heads/${name}`;
}

/** Why labels and tags name another commit than is built; undefined when they do not. */
export function otherCommit(event: EventContext, head: string): string | undefined {
  if (event.sha === '' || event.sha === head) return undefined;
  return `labels and tags tell the event's commit ${event.sha}, and the checkout that is built is at ${head}; write metadata-context: git to tell what is built, or check out the event's commit`;
}
