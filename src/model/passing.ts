import { anyOf, sourceOfAny } from './any-of.ts';
/** What passes by itself, by its cause. */
export type PassingCause = 'the network' | 'the server' | 'too many requests' | 'the upload' | 'no answer in time';

/** Why something that failed may work a moment later. */
export interface Passing {
  readonly cause: PassingCause;
  /** The words that say so. */
  readonly found: string;
  /** How long the other side asks to wait, in milliseconds. */
  readonly askedMs?: number;
}

/** How often what passes is tried again, unless the input `retries` says otherwise. */
export const DEFAULT_RETRIES = 2;
/** Nobody is waited for longer, in milliseconds. */
const LONGEST = 60_000;

/** Refused for good: asking again would only ask again for what is refused. */
const FINAL = anyOf(
  [
    // You have reached your unauthenticated pull rate limit
    /you have reached your (unauthenticated )?pull rate limit/,
    // denied: requested access to the resource is denied
    /\bdenied\b/,
    /unauthorized|authentication required|insufficient_scope|x509:/,
    /cannot connect to the docker daemon|is the docker daemon running/,
  ],
  'i',
);

/** Words of Go, docker, BuildKit, git and Node. The first match wins. */
const KNOWN: readonly { readonly cause: PassingCause; readonly pattern: RegExp }[] = [
  {
    cause: 'too many requests',
    pattern: anyOf(
      [
        /toomanyrequests|too many requests|rate limit exceeded|rate exceeded/,
        // SlowDown: Please reduce your request rate
        /slow ?down/,
      ],
      'i',
    ),
  },
  // what was uploaded is not there when the manifest names it, or the upload itself is forgotten
  { cause: 'the upload', pattern: /unknown blob|blob[ _]unknown|blob[ _]upload[ _](unknown|invalid)/i },
  {
    cause: 'the server',
    pattern: anyOf(
      [
        /internal server error|bad gateway/,
        // 503 Service Unavailable
        /service (temporarily )?unavailable/,
        // 504 Gateway Time-out
        /gateway time-?out/,
        /server misbehaving|temporary failure in name resolution/,
      ],
      'i',
    ),
  },
  {
    cause: 'the network',
    pattern: anyOf(
      [
        // Get "https://registry-1.docker.io/v2/": EOF
        /unexpected EOF|early EOF|": EOF\b/,
        // read tcp 10.0.0.1:1: connection reset by peer
        /connection (reset|refused|timed out)|broken pipe/,
        /i\/o timeout|TLS handshake timeout|timeout awaiting response headers/,
        /context deadline exceeded/,
        /network is unreachable|no route to host|no such host|could not resolve host/,
        /use of closed network connection/,
        // http2: server sent GOAWAY and closed the connection
        /http2: (server sent GOAWAY|client connection lost)/,
        // stream error: stream ID 7; INTERNAL_ERROR; received from peer
        /stream error: stream ID \d+; INTERNAL_ERROR/,
        // git: error: RPC failed; curl 56
        /RPC failed/,
        // Node's: connect ECONNREFUSED 127.0.0.1:443
        /\bE(CONNRESET|CONNREFUSED|TIMEDOUT|PIPE)\b/,
        /\bE(HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)\b/,
        /socket hang up|^aborted$|cut off after|^Request timeout/,
      ],
      'i',
    ),
  },
];

/** A status where containerd, BuildKit, docker, curl, git and aws name one, or where its own words follow. */
const BEFORE_STATUS = sourceOfAny([
  /failed to parse error response|error parsing HTTP|invalid response status/,
  // unexpected status from POST request to https://ghcr.io/v2/a/blobs/uploads/: 503
  /unexpected (?:HTTP )?status(?: code)?(?: from [A-Z]+ request to \S+)?:?/,
  // The requested URL returned error: 502
  /returned error:|status code:?|server answered|responded with/,
]);
const WORDS_OF_STATUS = sourceOfAny([
  /Bad Request|Unauthorized|Forbidden|Not Found|Request Timeout/,
  // 413 Request Entity Too Large
  /(?:Request Entity|Payload|Content) Too Large|Too Many Requests/,
  // 503 Service Unavailable
  /Internal Server Error|Bad Gateway/,
  // 503 Service Temporarily Unavailable
  /Service (?:Temporarily )?Unavailable/,
  // 504 Gateway Time-out
  /Gateway Time-?out/,
]);
const STATUS = new RegExp(String.raw`(?:${BEFORE_STATUS})\s+(\d{3})\b|\b([45]\d\d) (?:${WORDS_OF_STATUS})\b`, 'gi');

/** Whether the answer may be another one a moment later; 413 and its like stay what they are. */
function statusCause(status: number): PassingCause | undefined {
  if (status === 425 || status === 429) return 'too many requests';
  // 501 and 505: the server does not know how
  return status === 408 || (status >= 500 && status !== 501 && status !== 505) ? 'the server' : undefined;
}

/** Why an answer of this status is worth another try; undefined when it is final. */
export function passingStatus(status: number, retryAfterHeader: string | undefined, now: number): Passing | undefined {
  const cause = statusCause(status);
  return cause === undefined ? undefined : { cause, found: `status ${status}`, ...asked(retryAfterHeader, now) };
}

/** Why a failure that is told in words is worth another try; undefined when it is final or nobody knows it. */
export function passingText(text: string, now: number): Passing | undefined {
  if (FINAL.test(text)) return undefined;
  const [, after] = RETRY_AFTER.exec(text) ?? [];
  const statuses = [...text.matchAll(STATUS)].map(([, one, other]) => Number(one ?? other));
  if (statuses.some((status) => statusCause(status) === undefined)) return undefined;
  const [status] = statuses;
  if (status !== undefined) return passingStatus(status, after, now);
  for (const { cause, pattern } of KNOWN) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { cause, found, ...asked(after, now) };
  }
  return undefined;
}

/** Registries put the header's value into their message: `toomanyrequests: retry-after: 731.042µs, allowed: 44000/minute`. */
const RETRY_AFTER = /retry[- ]after:?\s*"?((?:[A-Z][a-z]+, [^",;\n]*GMT)|[^\s",;]+)/i;

function asked(text: string | undefined, now: number): { readonly askedMs?: number } {
  const ms = text === undefined ? undefined : retryAfter(text, now);
  return ms === undefined ? {} : { askedMs: ms };
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  µs: 1e-3,
  us: 1e-3,
  ns: 1e-6,
};
const DURATION = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s|µs|us|ns))+$/;
const DAY = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** Milliseconds that a `Retry-After` asks to wait: seconds, an HTTP date, or a duration of Go's. Undefined when it is none of them. */
export function retryAfter(text: string, now: number): number | undefined {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  if (DURATION.test(value)) {
    const parts = [...value.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)];
    return Math.ceil(parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0));
  }
  if (!DAY.test(value)) return undefined;
  // the third form that HTTP knows has no zone, and means this one
  const at = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * Milliseconds to wait before try `attempt` (1 is the first one again): 2 s, 6 s, 18 s, at most a minute, and not less
 * than what was asked for. Undefined when more patience is asked for than anybody has.
 */
export function pause(attempt: number, { askedMs = 0 }: Pick<Passing, 'askedMs'> = {}): number | undefined {
  return askedMs > LONGEST ? undefined : Math.max(askedMs, Math.min(LONGEST, 2000 * 3 ** (attempt - 1)));
}
