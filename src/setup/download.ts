import { withRetries } from '../docker/retry.ts';
import { DEFAULT_RETRIES, type Passing, passingStatus, passingText } from '../model/passing.ts';
import { UserError } from '../model/problem.ts';
import { Cancelled } from '../system/cancelled.ts';
import type { HttpAnswer, World } from '../system/ports.ts';

/** An answer that is none of 2xx, or none at all. */
export class DownloadError extends UserError {
  /** 0 when no answer came. */
  readonly status: number;

  constructor(url: string, status: number, why: string) {
    super({ what: `${url} cannot be downloaded`, why, instead: advice(status) });
    this.name = 'DownloadError';
    this.status = status;
  }
}

function advice(status: number): string {
  if (status === 404) return 'check that this version exists';
  if (status === 401 || status === 403)
    return 'check that a proxy or firewall lets it through, or use the buildx of the runner';
  return 'try again later, or use the buildx of the runner';
}

/** For one file, all tries together: 95 MB at 160 kB/s. */
const LIMIT_MS = 10 * 60_000;

/**
 * Downloads a file, within ten minutes, again where the failure may pass. The first try carries no token; where GitHub refuses it, the
 * next ones do, so that a token is sent to GitHub only and only when needed.
 *
 * @throws {DownloadError}
 */
export async function download(
  { http, clock, log }: Pick<World, 'http' | 'clock' | 'log'>,
  url: string,
  { token, maxBytes, retries = DEFAULT_RETRIES }: DownloadOptions = {},
): Promise<Buffer> {
  const end = clock.now() + LIMIT_MS;
  const fetch = (headers: Readonly<Record<string, string>>): Promise<Answer> => {
    const limitMs = Math.max(1, end - clock.now());
    return http.get(url, { headers, limitMs, ...(maxBytes === undefined ? {} : { maxBytes }) }).catch(unanswered);
  };
  let authorize = false;
  const attempt = async (): Promise<Answer> => {
    const bare = authorize ? undefined : await fetch({});
    if (bare !== undefined && !(refuses(bare) && token && isGitHub(url))) return bare;
    authorize = true;
    return fetch({ authorization: `Bearer ${token}` });
  };
  const answer = await withRetries({ clock, log, retries }, url, attempt, (one) => passing(one, clock.now()));
  if (isGood(answer)) return answer.body;
  throw new DownloadError(url, answer.status, reason(answer, clock.now()));
}

interface DownloadOptions {
  readonly token?: string | undefined;
  readonly maxBytes?: number;
  readonly retries?: number;
}

/** An answer, or why there is none; its status is 0 then. */
export type Answer = HttpAnswer & { readonly why?: string };

export function unanswered(error: Error): Answer {
  if (error instanceof Cancelled) throw error;
  return { status: 0, headers: {}, body: Buffer.alloc(0), why: error.message };
}

/** Whether a server did what it was asked for. */
export const isGood = ({ status }: Answer) => status >= 200 && status < 300;
const refuses = ({ status }: Answer) => status === 403 || status === 429;

/** Why an answer may be another one a moment later. */
export function passing(answer: Answer, now: number): Passing | undefined {
  if (isGood(answer)) return undefined;
  if (answer.why !== undefined) return passingText(answer.why, now);
  return passingStatus(answer.status, answer.headers['retry-after'], now);
}

function reason(answer: Answer, now: number): string {
  const why = answer.why ?? `the server answered ${answer.status}`;
  const asked = passing(answer, now)?.askedMs ?? 0;
  return asked === 0 ? why : `${why} and asks to wait ${Math.ceil(asked / 1000)} s`;
}

function isGitHub(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && (hostname === 'github.com' || hostname === 'api.github.com');
}
