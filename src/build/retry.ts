import type { BuildRecord } from './progress.ts';

/** Failures of a network or a server that pass: the same build may succeed a moment later. */
const TRANSIENT: readonly RegExp[] = [
  /unexpected EOF/i,
  /connection reset by peer|broken pipe/i,
  /i\/o timeout|TLS handshake timeout|context deadline exceeded/i,
  /temporary failure in name resolution/i,
  /\b(500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
  /\b429 Too Many Requests\b/i,
];

/** Failures that look like the above and are none: trying again would only ask again for what is refused. */
const FINAL = /toomanyrequests: you have reached your (unauthenticated )?pull rate limit|denied|unauthorized/i;

/**
 * Why a failed build is worth another try, or undefined when it is not. A step that ran and failed never is: what it
 * does may be half done, and its own code is to blame.
 */
export function transientFailure(record: BuildRecord): string | undefined {
  const { failure } = record;
  if (failure?.exitCode !== undefined) return undefined;
  const text = failure?.message ?? record.text;
  if (FINAL.test(text)) return undefined;
  return TRANSIENT.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
}

/** Milliseconds to wait before try `attempt` (1 is the first one again): 2 s, 6 s, 18 s, at most a minute. */
export function pause(attempt: number): number {
  return Math.min(60_000, 2000 * 3 ** (attempt - 1));
}
