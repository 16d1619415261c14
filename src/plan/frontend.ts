import type { Directives } from '../dockerfile/types.ts';

/** What the written lines need of the Dockerfile frontend: heredocs came with 1.4, `RUN --mount=type=secret,env=` with 1.10 (docker/dockerfile's release notes). */
const NEEDS = {
  heredoc: { minor: 4, what: 'heredocs' },
  secretEnv: { minor: 10, what: 'secrets as environment variables' },
} as const;

/** Why a pinned frontend would refuse what we write, or undefined when it takes it. */
export function frontendLacks({ syntax }: Directives, need: keyof typeof NEEDS): string | undefined {
  if (syntax === undefined) return undefined;
  const known = /^(?:[^/]+\.[^/]+\/|[^/]+:\d+\/)?docker\/dockerfile(?:-upstream)?(?::(?<tag>[^@]+))?(?:@.*)?$/.exec(
    syntax,
  );
  const tag = known === null ? 'other' : (known.groups?.tag ?? 'latest');
  const minor = /^1\.(\d+)/.exec(tag)?.[1];
  const { minor: since, what } = NEEDS[need];
  if (/^(1|latest|labs|1-labs|master|stable)$/.test(tag) || (minor !== undefined && Number(minor) >= since))
    return undefined;
  return `its frontend ${syntax} is not known to have ${what}; write # syntax=docker/dockerfile:1`;
}
