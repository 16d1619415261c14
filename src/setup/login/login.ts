import { homedir } from 'node:os';
import { join } from 'node:path';
import { classify, lastUsefulLine } from '../../docker/docker-error.ts';
import { type Retrying, retryingExec } from '../../docker/retry.ts';
import type { RegistryInputs } from '../../inputs/inputs.ts';
import type { LoginInput } from '../../inputs/yaml.ts';
import { ecrRegistry } from '../../model/ecr.ts';
import type { Problem } from '../../model/problem.ts';
import type { Clock, Env, Exec, Files, Log } from '../../system/ports.ts';
import type { Tools } from '../../system/tools.ts';
import { ecrCredentials } from './ecr-login.ts';

export interface LoginWorld {
  readonly exec: Exec;
  readonly files: Pick<Files, 'read' | 'tempFolder' | 'writeNew' | 'remove'>;
  readonly log: Pick<Log, 'info' | 'warning' | 'mask'>;
  readonly clock: Clock;
  readonly env: Env;
}

export interface LoggedIn {
  /** For every docker and buildx process of this step; see {@link withEnv}. Empty when there was no login. */
  readonly env: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** The logins of `registry`, `username` and `password`, and those of `registry-auth`. */
export function loginsOf(inputs: RegistryInputs, listed: readonly LoginInput[]): LoginInput[] {
  const { registry = '', username = '', password = '', ecr } = inputs;
  if (registry === '' && username === '' && password === '') return [...listed];
  // left after the inputs were checked only where nothing is pushed, as in a pull request from a fork
  if (password === '' && ecrRegistry(registry, ecr === 'true') === undefined) return [];
  return [{ registry, username, password, ecr }];
}

/**
 * Logs in to every registry. The credentials are kept in a docker configuration of the step's own, which is a copy
 * of the user's and lies in a folder that the record names; only with `keep` they go to the user's own, for later
 * steps. Passwords travel on standard input. All failures come back together.
 */
export async function login(
  world: LoginWorld,
  tools: Pick<Tools, 'link'>,
  logins: readonly LoginInput[],
  { keep, retries }: { readonly keep: boolean; readonly retries: number },
): Promise<LoggedIn> {
  if (logins.length === 0) return { env: {}, problems: [] };
  const problems: Problem[] = twice(logins);
  const credentials: Credential[] = [];
  for (const one of logins) {
    const found = await credentialOf({ ...world, retries }, one);
    if ('what' in found) problems.push(found);
    else credentials.push(found);
  }
  const secrets = credentials.flatMap(({ username, password }) => [password, encoded(username, password)]);
  for (const secret of secrets) world.log.mask(secret);
  const env = keep ? {} : await privateConfig(world, tools, credentials);
  const results = await enterAll(world, credentials, { env, retries });
  const unchecked = keep ? [] : results.filter(({ result }) => result === 'no docker');
  problems.push(...results.filter((one) => !unchecked.includes(one)).flatMap(({ result }) => refusal(result)));
  if (unchecked.length > 0 && env.DOCKER_CONFIG !== undefined)
    await store(
      world,
      env.DOCKER_CONFIG,
      unchecked.map(({ credential }) => credential),
    );
  return { env, problems };
}

/** The problem of a login that was refused, or that nobody could try. */
function refusal(result: Awaited<ReturnType<typeof enter>>): Problem[] {
  if (result === 'entered') return [];
  return [result === 'no docker' ? noDocker() : result];
}

/** Tries the credentials, one after the other, and says which registries let us in. */
async function enterAll(
  world: LoginWorld,
  credentials: readonly Credential[],
  how: Parameters<typeof enter>[2],
): Promise<{ credential: Credential; result: Awaited<ReturnType<typeof enter>> }[]> {
  const results = [];
  for (const credential of credentials) {
    const result = await enter(world, credential, how);
    if (result === 'entered') world.log.info(`Logged in to ${shownRegistry(credential.registry)}`);
    results.push({ credential, result });
  }
  return results;
}

/** An `Exec` whose children get these variables too. */
export function withEnv(exec: Exec, env: Readonly<Record<string, string>>): Exec {
  if (Object.keys(env).length === 0) return exec;
  return {
    run: (command, args, options = {}) => exec.run(command, args, { ...options, env: { ...env, ...options.env } }),
  };
}

interface Credential {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

async function credentialOf(world: LoginWorld & Retrying, one: LoginInput): Promise<Credential | Problem> {
  const ecr = one.ecr === 'false' || one.username === 'AWS' ? undefined : ecrRegistry(one.registry, one.ecr === 'true');
  if (ecr !== undefined) return ecrCredentials(world, one, ecr);
  if (one.username !== '' && one.password !== '') return one;
  return {
    input: 'registry-auth',
    what: `the login to ${shownRegistry(one.registry)} has no ${one.username === '' ? 'username' : 'password'}`,
    why: 'a secret is empty in a pull request from a fork, and where it was never made',
    instead: 'give both',
  };
}

function twice(logins: readonly LoginInput[]): Problem[] {
  const names = logins.map(({ registry }) => configKey(registry));
  return names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => ({
      input: 'registry-auth',
      what: `${shownRegistry(name)} is listed twice`,
      why: 'one registry has one login',
      instead: 'keep one of the two',
    }));
}

const HUB = 'https://index.docker.io/v1/';

/** The key under which docker keeps the credentials of a registry. */
export function configKey(registry: string): string {
  const host = registry.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(host) ? HUB : host;
}

function shownRegistry(registry: string): string {
  return configKey(registry) === HUB ? 'Docker Hub' : registry;
}

/**
 * Makes the configuration of the step. The user's credential helpers stay in charge of all other registries; an empty
 * helper sends those of this step to the file, so that nothing gets into a store that outlives it.
 */
async function privateConfig(
  world: LoginWorld,
  tools: Pick<Tools, 'link'>,
  credentials: readonly Credential[],
): Promise<Record<string, string>> {
  const users = world.env.DOCKER_CONFIG || join(world.env.HOME || homedir(), '.docker');
  const config = await userConfig(world, join(users, 'config.json'));
  const folder = await world.files.tempFolder('docker');
  const keys = credentials.map(({ registry }) => configKey(registry));
  const helpers = Object.fromEntries(keys.map((key) => [key, '']));
  const own = { ...config, credHelpers: { ...asObject(config.credHelpers), ...helpers } };
  await world.files.writeNew(join(folder, 'config.json'), JSON.stringify(own));
  for (const name of ['contexts', 'cli-plugins']) await tools.link(join(users, name), join(folder, name));
  // buildx keeps its builders beside the configuration unless it is told where
  return { DOCKER_CONFIG: folder, BUILDX_CONFIG: world.env.BUILDX_CONFIG || join(users, 'buildx') };
}

async function userConfig({ files, log }: LoginWorld, path: string): Promise<Record<string, unknown>> {
  const text = await files.read(path);
  if (text === undefined || text.trim() === '') return {};
  try {
    return asObject(JSON.parse(text));
  } catch {
    log.warning(`${path} is not JSON, so nothing in it is used; it is left as it is`);
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

const MINUTE = 60_000;

async function enter(
  { exec, clock, log }: LoginWorld,
  { registry, username, password }: Credential,
  { env, retries }: { readonly env: Readonly<Record<string, string>>; readonly retries: number },
): Promise<Problem | 'entered' | 'no docker'> {
  const server = configKey(registry) === HUB ? [] : ['--', registry];
  const args = ['login', `--username=${username}`, '--password-stdin', ...server];
  const patient = retryingExec(exec, { clock, log, retries });
  const result = await patient.run('docker', args, { env, input: password, timeoutMs: 2 * MINUTE });
  if (result.code === 0) return 'entered';
  const { kind, instead } = classify(result);
  if (kind === 'not-installed') return 'no docker';
  const line = lastUsefulLine(result.stderr) || `docker login ended with ${result.code}`;
  return {
    input: 'password',
    what: `the login to ${shownRegistry(registry)} as ${username} failed`,
    why: line.replaceAll(password, '***'),
    instead: kind === 'denied' ? advice(registry) : (instead ?? 'check the name of the registry'),
  };
}

function noDocker(): Problem {
  return {
    input: 'logout',
    what: 'a login for later steps needs the docker command',
    why: 'it is not installed',
    instead: 'leave out logout: false, or install it',
  };
}

/** As docker's configuration has it, and HTTP. */
function encoded(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** Where buildx runs without a docker command, nobody can try the password before it is used. */
async function store({ files, log }: LoginWorld, folder: string, credentials: readonly Credential[]): Promise<void> {
  const path = join(folder, 'config.json');
  const config = asObject(JSON.parse((await files.read(path)) ?? '{}'));
  const auths = credentials.map(({ registry, username, password }) => {
    const auth = encoded(username, password);
    log.info(`The login to ${shownRegistry(registry)} is not tried: there is no docker command`);
    return [configKey(registry), { auth }];
  });
  await files.remove(path);
  await files.writeNew(
    path,
    JSON.stringify({ ...config, auths: { ...asObject(config.auths), ...Object.fromEntries(auths) } }),
  );
}

function advice(registry: string): string {
  const key = configKey(registry);
  if (key === HUB) return 'use an access token of that Docker Hub account as password';
  if (key === 'ghcr.io')
    return 'use github.actor and secrets.GITHUB_TOKEN, with permissions: packages: write, or a token with the scope write:packages';
  if (key.endsWith('.pkg.dev') || key.endsWith('gcr.io'))
    return 'use oauth2accesstoken with an access token, or _json_key with the key of a service account';
  if (key.endsWith('.azurecr.io')) return 'use the id of a service principal that has the role AcrPush, and its secret';
  return 'check the user name and the password';
}
