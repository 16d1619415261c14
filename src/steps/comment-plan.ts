import type { Work } from '../build/build-plan.ts';
import { withRetries } from '../docker/retry.ts';
import { readEventContext, textAt } from '../metadata/event-context.ts';
import { forkOf } from '../metadata/foreign-code.ts';
import { parseReference } from '../model/reference.ts';
import type { Plan } from '../plan/plan-types.ts';
import { formatPlatform } from '../platform/platform.ts';
import { type CommentKey, commentMarker, planComment } from '../report/plan-comment.ts';
import { runUrl } from '../request/attestations.ts';
import { type Answer, isGood, passing, unanswered } from '../setup/download.ts';
import type { Http } from '../system/ports.ts';
import { readEvent } from './read-event.ts';

type Asking = Pick<Work, 'world' | 'inputs' | 'facts' | 'outputs' | 'prepared'>;

/** Comments are asked for in pages of a hundred; a pull request with more than this is not read to its end. */
const MOST_PAGES = 20;
const PER_PAGE = 100;
/** A page of comments that are all as long as they may be. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * `pull-request-comment`: writes the plan into the one comment of this workflow, job and image, or makes it. Elsewhere
 * than on a pull request nothing happens. It never fails the step: what keeps the comment away is a note in the log.
 */
export async function commentPlan(asking: Asking, plan: Plan): Promise<void> {
  const { world, inputs } = asking;
  if (!inputs.pullRequestComment) return;
  const event = await readEvent(world);
  const number = pullRequestOf(asking, event);
  if (number === undefined) {
    world.log.debug('pull-request-comment: this run is for no pull request');
    return;
  }
  const why = await write(asking, number, commentOf(asking, plan, event));
  if (why === undefined) world.log.info(`The plan is a comment on pull request ${number}.`);
  else world.log.info(`note: the plan is no comment on pull request ${number}: ${why}${ofFork(event)}`);
}

function pullRequestOf({ world }: Asking, event: unknown): number | undefined {
  const context = readEventContext(world.env, event);
  return /^pull_request(_target)?$/.test(context.event) ? context.pullRequest : undefined;
}

function ofFork(event: unknown): string {
  const fork = forkOf(event);
  return fork === undefined ? '' : `; it comes from the fork ${fork}, whose runs get a token that only reads`;
}

interface Comment {
  readonly marker: string;
  readonly body: string;
}

function commentOf({ world: { env }, inputs, facts, outputs, prepared }: Asking, plan: Plan, event: unknown): Comment {
  const named = parseReference(prepared.tags[0] ?? '');
  const image = outputs.publish?.repositories[0] ?? ('name' in named ? named.name : undefined);
  const file = inputs.target === undefined ? facts.dockerfile.path : `${facts.dockerfile.path} ${inputs.target}`;
  const key: CommentKey = {
    workflow: env.GITHUB_WORKFLOW ?? '',
    job: env.GITHUB_JOB ?? '',
    image: image ?? file,
    ...(inputs.shard ? { platforms: inputs.platforms.map(formatPlatform) } : {}),
  };
  const run = runUrl(env);
  const body = planComment({
    key,
    platforms: plan.platforms,
    diff: plan.dockerfile.diff,
    notes: plan.notes,
    commit: textAt(event, 'pull_request', 'head', 'sha') ?? '',
    ...(run === undefined ? {} : { run }),
  });
  return { marker: commentMarker(key), body };
}

/** Why the comment is not there; undefined when it is. */
async function write({ world, inputs }: Asking, number: number, comment: Comment): Promise<string | undefined> {
  const { env, clock, log } = world;
  const token = inputs.githubToken ?? env.GITHUB_TOKEN;
  if (!token) return 'there is no token; give github-token';
  const repository = env.GITHUB_REPOSITORY ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return 'GITHUB_REPOSITORY names no repository';
  const github = api(world.http, env.GITHUB_API_URL || 'https://api.github.com', token);
  // a try that made the comment and lost the answer is found by the next one, as that looks for it first
  const answer = await withRetries(
    { clock, log, retries: inputs.retries },
    'the comment on the pull request',
    () => upsert(github, `/repos/${repository}`, number, comment),
    (one) => passing(one, clock.now()),
  );
  return isGood(answer) ? undefined : refusal(answer);
}

function refusal({ status, why }: Answer): string {
  if (why !== undefined) return why;
  if (status === 403 || status === 404)
    return `GitHub answered ${status}; give the job the permissions contents: read and pull-requests: write`;
  if (status === 401) return 'GitHub answered 401: it does not know the token of github-token';
  return `GitHub answered ${status}`;
}

/** GitHub's API, as far as comments need it. No answer is an answer with the status 0. */
type GitHub = ReturnType<typeof api>;

function api(http: Http, base: string, token: string) {
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` };
  const limits = { headers, maxBytes: MOST_BYTES };
  return {
    get: (path: string): Promise<Answer> => http.get(base + path, limits).catch(unanswered),
    delete: (path: string): Promise<Answer> => http.delete(base + path, { headers }).catch(unanswered),
    send: (method: 'POST' | 'PATCH', path: string, value: object): Promise<Answer> =>
      http.send(method, base + path, { ...limits, body: JSON.stringify(value) }).catch(unanswered),
  };
}

/** Writes the comment where it is, and takes away more that two runs at a time may have made. */
async function upsert(github: GitHub, repository: string, number: number, comment: Comment): Promise<Answer> {
  const found = await ownComments(github, `${repository}/issues/${number}/comments`, comment.marker);
  if ('status' in found) return found;
  const [first, ...more] = found.ids;
  const value = { body: comment.body };
  if (first === undefined) return github.send('POST', `${repository}/issues/${number}/comments`, value);
  for (const id of more) await github.delete(`${repository}/issues/comments/${id}`);
  return github.send('PATCH', `${repository}/issues/comments/${first}`, value);
}

/** The comments that begin with the marker and are ours, the oldest first; or the answer that kept them away. */
async function ownComments(
  github: GitHub,
  path: string,
  marker: string,
): Promise<Answer | { readonly ids: readonly number[] }> {
  const ids: number[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await github.get(`${path}?per_page=${PER_PAGE}&page=${page}`);
    if (!isGood(answer)) return answer;
    const comments = commentsIn(answer);
    for (const { id, body, user } of comments)
      if (body?.startsWith(marker) === true && (await isOurs(github, user))) ids.push(id);
    if (comments.length < PER_PAGE) return { ids };
  }
  if (ids.length > 0) return { ids };
  const why = `it has more than ${MOST_PAGES * PER_PAGE} comments, and ours is none of the first`;
  return { ...unanswered(new Error(why)), status: 0 };
}

/** What GitHub tells of a comment, as far as it is used. */
interface Told {
  readonly id: number;
  readonly body?: string;
  readonly user?: { readonly login?: string; readonly type?: string } | null;
}

function commentsIn({ body }: Answer): readonly Told[] {
  try {
    const list: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(list) ? list.filter((one): one is Told => typeof one?.id === 'number') : [];
  } catch {
    return [];
  }
}

/**
 * A token may change the comments of other people too, and anybody can write the marker. A workflow's own token writes as a
 * bot; that of a person may change what that person wrote.
 */
async function isOurs(github: GitHub, user: Told['user']): Promise<boolean> {
  if (user?.type === 'Bot') return true;
  const answer = await github.get('/user');
  if (!isGood(answer)) return false;
  try {
    const { login } = JSON.parse(answer.body.toString('utf8')) as { readonly login?: unknown };
    return login !== undefined && login === user?.login;
  } catch {
    return false;
  }
}
