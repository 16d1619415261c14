import { configKey } from '../setup/login/login.ts';
import type { World } from '../system/ports.ts';

export interface Credential {
  readonly username: string;
  readonly password: string;
}

/**
 * The login to a registry, as docker keeps it: in the file, or with a helper program. Undefined when there is none, or
 * one that is no name and password.
 */
export async function credentialFor(
  { exec, files, log }: Pick<World, 'exec' | 'files' | 'log'>,
  folder: string,
  domain: string,
): Promise<Credential | undefined> {
  const config = parse(await files.read(`${folder}/config.json`).catch(() => undefined));
  const key = configKey(domain);
  const helper = text(fields(config.credHelpers)[key]) ?? text(config.credsStore);
  const stored = text(fields(fields(config.auths)[key]).auth);
  const found = stored === undefined && helper ? await fromHelper(exec, helper, key) : fromFile(stored ?? '');
  if (found === undefined || found.username === '<token>') return undefined;
  log.mask(found.password);
  return found;
}

function fromFile(auth: string): Credential | undefined {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? [];
  return username === undefined || password === undefined ? undefined : { username, password };
}

async function fromHelper(exec: World['exec'], helper: string, key: string): Promise<Credential | undefined> {
  if (!/^[\w.-]+$/.test(helper)) return undefined;
  const result = await exec.run(`docker-credential-${helper}`, ['get'], { input: key, timeoutMs: 60_000 });
  const { Username, Secret } = result.code === 0 ? parse(result.stdout) : {};
  return typeof Username === 'string' && typeof Secret === 'string'
    ? { username: Username, password: Secret }
    : undefined;
}

function parse(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return fields(JSON.parse(json ?? '{}'));
  } catch {
    return {};
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
