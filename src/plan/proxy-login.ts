import type { Env } from '../model/env.ts';
import { keyValue } from '../model/list.ts';

/**
 * Whether a proxy with a name and password reaches RUN: from docker's configuration, which buildx makes build
 * arguments of, or from a build argument itself. Provenance with mode=max writes it down (seen with BuildKit 0.34).
 *
 * @param config the text of docker's config.json
 */
export function proxyLogin(buildArgs: readonly string[], config: string | undefined, env: Env): boolean {
  const given = buildArgs
    .map(keyValue)
    .filter(({ key }) => /^\w+_proxy$/i.test(key))
    .map(({ key, value }) => value ?? env[key] ?? '');
  return [...given, ...configured(config)].some((address) => /^\w+:\/\/[^/@]+@/.test(address));
}

function configured(config: string | undefined): string[] {
  try {
    const { proxies } = JSON.parse(config ?? '{}') as { proxies?: Record<string, Record<string, unknown>> | null };
    return Object.values(proxies ?? {})
      .flatMap((one) => Object.values(one ?? {}))
      .filter((value) => typeof value === 'string');
  } catch {
    return [];
  }
}
