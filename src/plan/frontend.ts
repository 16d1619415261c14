import type { Evaluated } from '../dockerfile/dockerfile.ts';
import { quoted } from '../model/text.ts';

/**
 * What the written lines need of the Dockerfile frontend: mounts came with 1.2, `RUN --network` with 1.3, heredocs with
 * 1.4, `RUN --mount=type=secret,env=` with 1.10 (docker/dockerfile's release notes), and BuildKit has them built in since
 * 0.8, 0.9, 0.10 and 0.16 (its own).
 */
const NEEDS = {
  mount: { minor: 2, buildkit: 8, what: 'RUN --mount' },
  network: { minor: 3, buildkit: 9, what: 'RUN --network' },
  heredoc: { minor: 4, buildkit: 10, what: 'heredocs' },
  secretEnv: { minor: 10, buildkit: 16, what: 'secrets as environment variables' },
} as const;

/** The registry of an image's name: `docker.io/`, `localhost:5000/`, or none. */
const REGISTRY = String.raw`(?:[^/]+\.[^/]+\/|[^/]+:\d+\/)?`;
/** The tag and the digest: `:1.7`, `@sha256:…`, both or none. */
const TAG = '(?::(?<tag>[^@]+))?(?:@.*)?';
/** Docker's own frontend: `docker/dockerfile:1.7`, `docker.io/docker/dockerfile-upstream:master`. */
const DOCKERS_FRONTEND = new RegExp(String.raw`^${REGISTRY}docker\/dockerfile(?:-upstream)?${TAG}$`);

/** Why the frontend that the file pins, or the builder's own, would refuse what we write, or undefined when it takes it. */
export function frontendLacks(
  { dockerfile, buildkit }: Pick<Evaluated, 'dockerfile' | 'buildkit'>,
  need: keyof typeof NEEDS,
): string | undefined {
  const { syntax } = dockerfile.directives;
  if (syntax === undefined) return builtInLacks(buildkit, need);
  const known = DOCKERS_FRONTEND.exec(syntax);
  const tag = known === null ? 'other' : (known.groups?.tag ?? 'latest');
  const minor = /^1\.(\d+)/.exec(tag)?.[1];
  const { minor: since, what } = NEEDS[need];
  // the releases for trying things out before 1.2 were about mounts
  if (need === 'mount' && /^(1\.[01][\d.]*-)?experimental$/.test(tag)) return undefined;
  if (/^(1|latest|labs|1-labs|master|stable)$/.test(tag) || (minor !== undefined && Number(minor) >= since))
    return undefined;
  return `its frontend ${quoted(syntax)} is not known to have ${what}; write # syntax=docker/dockerfile:1`;
}

function builtInLacks(buildkit: string | undefined, need: keyof typeof NEEDS): string | undefined {
  const minor = /^v?0\.(\d+)\./.exec(buildkit ?? '')?.[1];
  const { buildkit: since, what } = NEEDS[need];
  return minor === undefined || Number(minor) >= since
    ? undefined
    : `the builder's BuildKit ${buildkit} is not known to have ${what}; write # syntax=docker/dockerfile:1`;
}
