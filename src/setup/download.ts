import { UserError } from '../model/problem.ts';
import type { World } from '../system/ports.ts';

/** Milliseconds before the second and the third try. */
const WAITS = [1000, 3000];
/** A server that asks for more patience than this, in milliseconds, is not waited for. */
const MAX_WAIT = 30_000;

/** Statuses that may be gone a moment later. */
function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

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

/**
 * Downloads a file: three tries for what may pass, `Retry-After` honoured up to half a minute. The first try carries
 * no token; where GitHub refuses it, the next ones do, so that a token is sent to GitHub only and only when needed.
 *
 * @throws {DownloadError}
 */
export async function download(
  { http, clock, log }: Pick<World, 'http' | 'clock' | 'log'>,
  url: string,
  { token, maxBytes }: { readonly token?: string | undefined; readonly maxBytes?: number } = {},
): Promise<Buffer> {
  let authorize = false;
  for (let attempt = 0; ; attempt++) {
    const headers = authorize ? { authorization: `Bearer ${token}` } : {};
    const answer = await http.get(url, { headers, ...(maxBytes === undefined ? {} : { maxBytes }) }).catch(unanswered);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const why = 'why' in answer ? answer.why : `the server answered ${answer.status}`;
    if (!authorize && (answer.status === 403 || answer.status === 429) && token && isGitHub(url)) {
      authorize = true;
      continue;
    }
    const wait = WAITS[attempt];
    const asked = Number(answer.headers['retry-after'] ?? 0) * 1000 || 0;
    if (wait === undefined || asked > MAX_WAIT || !(answer.status === 0 || mayPass(answer.status)))
      throw new DownloadError(url, answer.status, asked > MAX_WAIT ? `${why} and asks to wait ${asked / 1000} s` : why);
    log.info(`${url}: ${why}; trying again`);
    await clock.sleep(Math.max(wait, asked));
  }
}

function unanswered(error: Error) {
  const headers: Readonly<Record<string, string>> = {};
  return { status: 0, headers, body: Buffer.alloc(0), why: error.message };
}

function isGitHub(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && (hostname === 'github.com' || hostname === 'api.github.com');
}
