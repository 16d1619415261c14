import { anyOf } from '../../model/any-of.ts';
import type { Message } from './messages.ts';

/** `invalid tag "ghcr.io/Me/app": repository name must be lowercase`, `repository name (Me/app) must be lowercase`. */
const UPPERCASE_NAME = new RegExp(
  [
    // invalid tag "ghcr.io/Me/app":
    /(?:invalid tag "([^"]+)": )?/,
    // repository name (Me/app) must be lowercase
    /repository name (?:\(([^)]+)\) )?must be lowercase/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);

/** Registries, logins and caches. */
export const REGISTRY_MESSAGES: readonly Message[] = [
  {
    id: 'uppercase',
    pattern: UPPERCASE_NAME,
    says: 'buildx',
    title: 'An image name has capital letters',
    cause:
      'Names of repositories are lower case; only the tag after the colon may have capitals. github.repository keeps the capitals of its owner.',
    fix: ([, tag, repository]) => {
      const name = tag ?? repository;
      const write = name === undefined ? 'Write it in lower case' : `Write ${name.toLowerCase()} instead of ${name}`;
      return `${write}, or give the name in images, which lower-cases it.`;
    },
  },
  {
    id: 'cache-read-only',
    pattern: anyOf(
      [
        /failed to reserve cache/,
        // error writing layer blob: failed to copy: cache
        /error writing layer blob.*cache/,
        /cache write denied/,
        // cache service responded with 403
        /cache service responded with 40[13]/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'The cache of GitHub Actions may not be written here',
    cause:
      'The token of this run may read the cache only, as for a pull request from a fork, or cache-mode says so. BuildKit takes that for a failed build.',
    fix: 'Leave cache-to type=gha out for such events, or add ignore-error=true to it. This action leaves it out by itself when the runner says that writing is refused.',
  },
  {
    id: 'cache-gone',
    pattern: anyOf(
      [
        /legacy service is shutting down/,
        // The cache service v1 is sunset
        /cache service.*v1.*(?:sunset|shut ?down)/,
        /url not set for cache|token not set for cache/,
        // Unable to get ACTIONS_RUNTIME_TOKEN env
        /ACTIONS_(?:CACHE_URL|RUNTIME_TOKEN|RESULTS_URL)/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'The cache of GitHub Actions cannot be used',
    cause:
      'type=gha needs the address and token of the cache service, which only an action gets from the runner, and BuildKit 0.20 or newer for the service of today.',
    fix: 'Let this action make the builder, or use cache-to: type=registry,ref=<image>:cache,mode=max.',
  },
  {
    id: 'rate-limit',
    pattern: anyOf(
      [
        /toomanyrequests|429 Too Many Requests|pull rate limit/,
        // You have reached your pull rate limit
        /You have reached your (?:unauthenticated )?pull/,
      ],
      'i',
    ),
    says: 'any',
    title: 'The registry refuses more pulls for now',
    cause:
      'Docker Hub and others count pulls per address, and hosted runners share addresses; without a login the limit is low.',
    fix: 'Log in to that registry (registry, username, password), or name a mirror for base images with mirror.',
  },
  {
    id: 'ghcr-denied',
    pattern: anyOf(
      [
        // denied: installation not allowed to Create organization package
        /installation not allowed to (?:create|write) organization package/,
        // denied: permission_denied: write_package
        /permission_denied: (?:write_package|create_package)/,
        // unexpected status from HEAD request to https://ghcr.io/v2/a/b/blobs/sha256:1: 403 Forbidden
        /ghcr\.io[^\n]*(?:403 Forbidden|denied)/,
        // denied: requested access to ghcr.io/a/b
        /(?:403 Forbidden|denied)[^\n]*ghcr\.io/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'GitHub refuses to write this package',
    cause:
      'The token of the job may not write packages, or the package belongs to another repository that has not let this one in. A pull request from a fork never may.',
    fix: 'Give the job permissions: packages: write (and contents: read). If the package exists already, open its settings, Manage Actions access, and add this repository with the role Write.',
  },
  {
    id: 'id-token',
    pattern: anyOf(
      [
        // Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable
        /ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)/,
        // unable to get OIDC token
        /unable to get (?:OIDC|id) token/,
        /Could not load credentials from any providers|missing id-token/,
      ],
      'i',
    ),
    says: 'any',
    title: 'The job may not ask for an identity token',
    cause: 'Logging in by OIDC needs a token that the job gets only when its permissions say so.',
    fix: 'Add permissions: id-token: write (and contents: read) to the job. Runs for a pull request from a fork get none.',
  },
  {
    id: 'denied',
    pattern: anyOf(
      [
        /denied: requested access to the resource is denied|insufficient_scope/,
        /push access denied/,
        // denied: not allowed
        /\bdenied: /,
        /403 Forbidden/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'The registry refuses access',
    cause:
      'The account that is logged in may not do this with the repository, the repository does not exist, or nobody is logged in for that registry.',
    fix: 'Check the spelling of the image, log in to its registry with username and password in this step, and give the account or token the right to write.',
  },
  {
    id: 'unauthorized',
    pattern: anyOf(
      [
        /401 Unauthorized|unauthorized: |incorrect username or password/,
        /no basic auth credentials/,
        // failed to fetch anonymous token: 401 Unauthorized
        /failed to fetch (?:anonymous|oauth) token/,
        /authentication required/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'The registry does not accept the login',
    cause: 'No login was given for that registry, or the password or token is wrong, expired, or for another registry.',
    fix: 'Give registry, username and password in this step. Docker Hub takes an access token; ghcr.io takes github.actor with github.token; secrets are empty in a pull request from a fork.',
  },
  {
    id: 'plain-http',
    pattern: /server gave HTTP response to HTTPS client/i,
    says: 'buildx',
    title: 'The registry speaks plain HTTP',
    cause: 'BuildKit talks TLS to every registry that it is not told otherwise about.',
    fix: 'Write buildkitd-config-inline: [registry."<host:port>"] http = true (the second part in a line of its own).',
  },
];
