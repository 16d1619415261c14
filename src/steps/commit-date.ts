import { withRetries } from '../docker/retry.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { asksCommitDate, dateOfAnswer, dateOfObject } from '../metadata/commit.ts';
import type { EventContext } from '../metadata/event-context.ts';
import type { Rules } from '../metadata/rules.ts';
import { type Answer, passing, unanswered } from '../setup/download.ts';
import type { World } from '../system/ports.ts';

/** More than any commit's message. */
const MOST_BYTES = 4 * 1024 * 1024;

type Ports = Pick<World, 'exec' | 'http' | 'clock' | 'log' | 'env'>;

export interface Dated {
  readonly context: EventContext;
  readonly notes: readonly string[];
}

/**
 * The context with the date of its commit. Many events do not tell it (a schedule, a pull request); where a rule asks
 * for it, the checkout does, or else GitHub.
 */
export async function dated(
  ports: Ports,
  context: EventContext,
  rules: Rules,
  inputs: Pick<Inputs, 'githubToken' | 'retries'>,
  folder = '.',
): Promise<Dated> {
  if (context.commitDate !== undefined || !asksCommitDate(rules)) return { context, notes: [] };
  // the head of a pull request comes from the event's file, and goes into an argument and an address
  if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(context.sha)) return { context, notes: [unknown('there is no commit')] };
  const date = await ofCheckout(ports, context.sha, folder);
  if (date !== undefined) return { context: { ...context, commitDate: date }, notes: [] };
  const asked = await ofGitHub(ports, context.sha, inputs);
  if (asked instanceof Date) return { context: { ...context, commitDate: asked }, notes: [] };
  return { context, notes: [unknown(`the commit ${context.sha} is not in the checkout, and ${asked}`)] };
}

function unknown(why: string): string {
  return `{{commit_date}} is the time of this run, for ${why}; check the commit out before this step, or give github-token`;
}

/** A plumbing command, which no configuration changes, and which fetches nothing. */
async function ofCheckout({ exec }: Ports, sha: string, folder: string): Promise<Date | undefined> {
  const env = { GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
  const inFolder = folder === '.' ? [] : ['-C', folder];
  const { code, stdout } = await exec.run('git', [...inFolder, 'cat-file', 'commit', sha], { env, timeoutMs: 10_000 });
  return code === 0 ? dateOfObject(stdout) : undefined;
}

/** The date, or why there is none. */
async function ofGitHub(
  { http, clock, log, env }: Ports,
  sha: string,
  { githubToken, retries }: Pick<Inputs, 'githubToken' | 'retries'>,
): Promise<Date | string> {
  const repository = env.GITHUB_REPOSITORY ?? '';
  if (repository === '') return 'there is no repository to ask for it';
  const url = `${env.GITHUB_API_URL || 'https://api.github.com'}/repos/${repository}/git/commits/${sha}`;
  const token = githubToken ?? env.GITHUB_TOKEN;
  const headers = {
    accept: 'application/vnd.github+json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await withRetries<Answer>(
    { clock, log, retries },
    url,
    () => http.get(url, { headers, maxBytes: MOST_BYTES }).catch(unanswered),
    (one) => passing(one, clock.now()),
  );
  if (answer.why !== undefined) return `GitHub was not reached: ${answer.why}`;
  if (answer.status !== 200) return `GitHub answered ${answer.status}`;
  return dateOfAnswer(answer.body.toString('utf8')) ?? 'GitHub does not tell its date';
}
