import { anyOf } from '../model/any-of.ts';
import { passingText } from '../model/passing.ts';
import { UserError } from '../model/problem.ts';
import { searchable } from '../model/text.ts';
import type { RunResult } from '../system/ports.ts';

/** Kinds of failure that call for different answers. */
export type FailureKind =
  | 'not-installed'
  | 'daemon-down'
  | 'permission'
  | 'rate-limit'
  | 'denied'
  | 'not-found'
  | 'tls'
  | 'network'
  | 'privileged'
  | 'unsigned'
  | 'too-old'
  | 'timeout'
  | 'other';

interface Known {
  readonly kind: FailureKind;
  readonly pattern: RegExp;
  readonly instead?: string;
}

/** First match wins, so what is special comes first. Patterns are the messages of docker, buildx and BuildKit. */
const KNOWN: readonly Known[] = [
  {
    kind: 'rate-limit',
    pattern: /toomanyrequests|too many requests|rate limit/i,
    instead: 'log in to the registry, or name a mirror',
  },
  {
    kind: 'permission',
    pattern: /permission denied while trying to connect|dial unix .*: permission denied/i,
    instead: 'let the user of the job use the Docker socket: add it to the group docker, or set DOCKER_HOST',
  },
  {
    kind: 'daemon-down',
    pattern: anyOf(
      [/cannot connect to the docker daemon|is the docker daemon running/, /docker daemon is not running/],
      'i',
    ),
    instead: 'start the Docker engine, or set DOCKER_HOST',
  },
  {
    kind: 'privileged',
    pattern: anyOf(
      [
        // privileged mode is incompatible with user namespaces
        /privileged (mode|containers?) (is|are) (incompatible|disabled)/,
        // privileged containers are not allowed
        /privileged (mode|containers?) (is|are) (not allowed|forbidden)/,
        // Privileged mode is disallowed
        /privileged.*(not allowed|disallowed|forbidden|denied)/,
        // authorization denied by plugin opa: privileged containers
        /authorization denied by plugin.*privileged/,
      ],
      'i',
    ),
  },
  {
    kind: 'unsigned',
    pattern: /notary server|trust data/i,
    instead: 'sign the image, name it by its digest without a tag, or take DOCKER_CONTENT_TRUST out of the environment',
  },
  {
    kind: 'tls',
    pattern: anyOf(
      [
        /x509:|tls: /,
        // certificate signed by unknown authority
        /certificate (required|signed by unknown)/,
        /client sent an http request to an https server/,
      ],
      'i',
    ),
    instead:
      'check the certificates: the authority must have signed the server, and the client key must fit its certificate',
  },
  {
    kind: 'denied',
    pattern: anyOf(
      [/unauthorized|denied: |access denied|authentication required/, /insufficient_scope|403 forbidden/],
      'i',
    ),
    instead: 'log in with an account that may do this, and check the name of the image',
  },
  {
    kind: 'too-old',
    pattern: /unknown (shorthand )?flag|is not a docker command/i,
    instead: 'set buildx-version: latest',
  },
  { kind: 'not-found', pattern: /no such (image|container|volume|object)|not found|no builder "/i },
];

/** Why a program failed, told from how it ended and from what it wrote. */
export function classify({ code, stderr, timedOut }: RunResult): { kind: FailureKind; instead?: string } {
  if (timedOut) return { kind: 'timeout' };
  if (code === 127 && /ENOENT|not found/.test(stderr))
    return { kind: 'not-installed', instead: 'install it on the runner' };
  const said = searchable(stderr);
  const known = KNOWN.find(({ pattern }) => pattern.test(said));
  if (known === undefined && passingText(stderr, 0) !== undefined)
    return { kind: 'network', instead: 'check the address and that it can be reached from here' };
  if (known === undefined) return { kind: 'other' };
  return { kind: known.kind, ...(known.instead === undefined ? {} : { instead: known.instead }) };
}

/** Lines that say nothing of why a command failed. */
const NOISE = anyOf(
  [
    // Run 'docker run --help' for more information
    /^(run|see) 'docker .*$/,
    // Unable to find image 'a:1' locally
    /^unable to find image .* locally$/,
    /^error: failed to remove one or more builders$/,
    // 4abcf2066143: Pull complete
    /^.*: (pulling from|pulling fs layer|waiting|verifying checksum).*$/,
    /^.*: (download complete|pull complete).*$/,
    // #5 DONE 0.1s
    /^#\d+ .*$/,
    // ------
    /^-+$/,
  ],
  'i',
);
const PREFIXES = /^(error: |docker: |error response from daemon: |failed to solve: )+/i;

/** The last line of an error output that says something, without the prefixes that every line has. */
export function lastUsefulLine(stderr: string): string {
  const lines = stderr
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOISE.test(line));
  return (lines.at(-1) ?? '').replace(PREFIXES, '');
}

/** A docker command that failed, with the reason it gave and what can be done. */
export class DockerError extends UserError {
  readonly kind: FailureKind;
  readonly code: number;
  /** The end of the error output. */
  readonly stderr: string;

  constructor(what: string, result: RunResult) {
    const { kind, instead } = classify(result);
    const why =
      kind === 'timeout' ? 'it did not answer in time' : lastUsefulLine(result.stderr) || `exit code ${result.code}`;
    super({ what, why, ...(instead === undefined ? {} : { instead }) });
    this.name = 'DockerError';
    this.kind = kind;
    this.code = result.code;
    this.stderr = result.stderr.slice(-8192);
  }
}
