import type { Env } from '../model/env.ts';
import { keyValue } from '../model/list.ts';

/** The login in the address of a proxy. Programs take it with and without a scheme, and with any character in it: what stands before the last `@`. */
const LOGIN = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^@]*@/i;

/** The same as JSON shows it, in what buildx tells of a build. */
const LOGIN_IN_JSON = /("build-arg:\w*_proxy":\s*"(?:[a-z][a-z0-9+.-]*:\/\/)?)(?:[^"\\]|\\.)*@/gi;

/** buildx hands the proxy of docker's configuration to RUN as a build argument, which its metadata then shows with name and password. */
export function withoutProxyLogins(metadata: string): string {
  return metadata.replace(LOGIN_IN_JSON, '$1***@');
}

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
  return [...given, ...configured(config)].some((address) => LOGIN.test(address));
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
