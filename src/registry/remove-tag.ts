import type { Reference } from '../model/reference.ts';
import type { HttpAnswer, World } from '../system/ports.ts';
import { type Credential, credentialFor } from './credential.ts';

type RegistryWorld = Pick<World, 'http' | 'exec' | 'files' | 'log'>;

/**
 * Takes one tag away, and never what it names: `DELETE /v2/<name>/manifests/<tag>` of the OCI distribution API, which
 * not every registry allows. Neither docker nor buildx can do it.
 *
 * @param config the folder of the docker configuration that holds the logins
 * @returns why the tag is still there; undefined when it is gone. Never throws.
 */
export async function removeTag(
  world: RegistryWorld,
  { domain, path, tag = '' }: Pick<Reference, 'domain' | 'path' | 'tag'>,
  config: string,
): Promise<string | undefined> {
  const url = `${baseOf(domain)}/v2/${path}/manifests/${tag}`;
  try {
    const first = await world.http.delete(url);
    const answer = first.status === 401 ? await again(world, url, first, { domain, path }, config) : first;
    if (typeof answer === 'string') return answer;
    const gone = (answer.status >= 200 && answer.status < 300) || answer.status === 404;
    return gone ? undefined : `the registry answered ${answer.status}${codeOf(answer)}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Only a registry on this machine speaks without TLS, as docker and BuildKit have it. */
function baseOf(domain: string): string {
  const plain = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(domain);
  return `${plain ? 'http' : 'https'}://${domain === 'docker.io' ? 'registry-1.docker.io' : domain}`;
}

/** The request once more, as the registry asks for it to be authorised; or why that cannot be. */
async function again(
  world: RegistryWorld,
  url: string,
  { headers }: HttpAnswer,
  { domain, path }: Pick<Reference, 'domain' | 'path'>,
  config: string,
): Promise<HttpAnswer | string> {
  const challenge = parseChallenge(headers['www-authenticate'] ?? '');
  const credential = await credentialFor(world, config, domain);
  if (challenge?.scheme === 'basic') {
    if (credential === undefined) return `there is no login to ${domain}`;
    return world.http.delete(url, { headers: { authorization: basic(credential) } });
  }
  const realm = challenge?.parameters.realm ?? '';
  // a password goes over TLS, or to a registry that has none itself
  if (challenge?.scheme !== 'bearer' || !(realm.startsWith('https://') || url.startsWith('http://')))
    return 'the registry wants a login of a kind that is not known here';
  const service = challenge.parameters.service;
  const query = new URLSearchParams({
    ...(service === undefined ? {} : { service }),
    scope: `repository:${path}:pull,delete`,
  });
  const authorization = credential === undefined ? {} : { authorization: basic(credential) };
  const answer = await world.http.get(`${realm}?${query}`, { headers: authorization, maxBytes: 1 << 20 });
  const token = answer.status === 200 ? tokenOf(answer) : undefined;
  if (token === undefined) return `${new URL(realm).host} gives no token for it (${answer.status})`;
  world.log.mask(token);
  return world.http.delete(url, { headers: { authorization: `Bearer ${token}` } });
}

function basic({ username, password }: Credential): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Reads `Bearer realm="https://…",service="…"`. */
export function parseChallenge(
  text: string,
): { readonly scheme: string; readonly parameters: Readonly<Record<string, string>> } | undefined {
  const [, scheme, rest = ''] = /^\s*([A-Za-z]+)\s*(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const pairs = [...rest.matchAll(/([a-zA-Z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
    key.toLowerCase(),
    value,
  ]);
  return { scheme: scheme.toLowerCase(), parameters: Object.fromEntries(pairs) };
}

function tokenOf({ body }: HttpAnswer): string | undefined {
  try {
    const { token, access_token: access } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const found = token || access;
    return typeof found === 'string' && found !== '' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The code of a registry's own error, which is of a fixed list; its message is not repeated. */
function codeOf({ body }: HttpAnswer): string {
  const code = /"code"\s*:\s*"([A-Z_]{1,40})"/.exec(body.toString('utf8'))?.[1];
  return code === undefined ? '' : ` (${code})`;
}
