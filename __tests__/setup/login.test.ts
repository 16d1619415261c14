import { lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/inputs/inputs.ts';
import { type LoginInput, readYaml } from '../../src/inputs/yaml.ts';
import { ecrRegistry } from '../../src/model/ecr.ts';
import { describe as say } from '../../src/model/problem.ts';
import { login, loginsOf, withEnv } from '../../src/setup/login/login.ts';
import { createRecorder, recordedFiles } from '../../src/setup/record.ts';
import { createFiles } from '../../src/system/files.ts';
import type { Exec, RunOptions, RunResult } from '../../src/system/ports.ts';
import { createTools } from '../../src/system/tools.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'login-test-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Call {
  readonly line: string;
  readonly options: RunOptions;
}

const ok: RunResult = { code: 0, stdout: '', stderr: '', timedOut: false };
const hub: LoginInput = { registry: '', username: 'me', password: 'hunter22', ecr: 'auto' };
const ghcr: LoginInput = { registry: 'ghcr.io', username: 'me', password: 'tok en', ecr: 'auto' };

/** Logs in with real files and an `exec` that gives these results in turn, then success. */
async function attempt(
  logins: readonly LoginInput[],
  results: readonly Partial<RunResult>[] = [],
  { keep = false, retries = 0, env = {} as Record<string, string> } = {},
) {
  const calls: Call[] = [];
  const said: string[] = [];
  const masks: string[] = [];
  const sleeps: number[] = [];
  const exec: Exec = {
    run: async (command, args, options = {}) => {
      calls.push({ line: [command, ...args].join(' '), options });
      return { ...ok, ...results[calls.length - 1] };
    },
  };
  const all = { HOME: home, RUNNER_TEMP: join(home, 'temp'), ...env };
  const world = {
    exec,
    files: createFiles(all),
    log: {
      info: (text: string) => void said.push(text),
      warning: (text: string) => void said.push(text),
      mask: (text: string) => void masks.push(text),
    },
    clock: { now: () => 0, sleep: async (ms: number) => void sleeps.push(ms) },
    env: all,
  };
  const recorder = createRecorder(() => {});
  const recorded = { ...world, files: recordedFiles(world.files, recorder) };
  const made = await login(recorded, createTools(all), logins, { keep, retries });
  const folder = made.env.DOCKER_CONFIG;
  const config = folder === undefined ? undefined : JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
  return { ...made, calls, said, masks, sleeps, config, record: recorder.record(), problems: made.problems.map(say) };
}

describe('logging in', () => {
  test('nothing to do changes nothing', async () => {
    const { env, calls, record } = await attempt([]);
    expect({ env, calls, folders: record.folders }).toEqual({ env: {}, calls: [], folders: [] });
  });

  test('the password travels on standard input, and is hidden', async () => {
    const { calls, masks, problems } = await attempt([hub, ghcr]);
    expect(problems).toEqual([]);
    expect(calls.map(({ line }) => line)).toEqual([
      'docker login --username=me --password-stdin',
      'docker login --username=me --password-stdin -- ghcr.io',
    ]);
    expect(calls.map(({ options }) => options.input)).toEqual(['hunter22', 'tok en']);
    expect(JSON.stringify(calls.map(({ options }) => options.env))).not.toMatch(/hunter22|tok en/);
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    expect(masks).toEqual([
      'hunter22',
      encoded(`${hub.username}:hunter22`),
      'tok en',
      encoded(`${ghcr.username}:tok en`),
    ]);
  });

  test('every failure comes back, and none shows a password', async () => {
    const denied = { code: 1, stderr: 'Error response from daemon: unauthorized: hunter22 is wrong' };
    const { problems } = await attempt([hub, ghcr], [denied, { code: 1, stderr: 'denied: denied' }]);
    expect(problems).toEqual([
      expect.stringMatching(/Docker Hub as me failed.*\*\*\* is wrong.*access token/),
      expect.stringMatching(/ghcr\.io as me failed.*packages: write/),
    ]);
  });

  test('a failure without a word is a failure', async () => {
    expect((await attempt([hub], [{ code: 1 }])).problems).toEqual([expect.stringMatching(/ended with 1/)]);
  });

  test.each<[string, Partial<RunResult>, number, number]>([
    ['a reset is tried again', { code: 1, stderr: 'read: connection reset by peer' }, 2, 0],
    ['a refused password is not', { code: 1, stderr: 'unauthorized: wrong' }, 1, 1],
  ])('%s', async (_, result, runs, failures) => {
    const { calls, problems, sleeps } = await attempt([hub], [result], { retries: 2 });
    expect(calls).toHaveLength(runs);
    expect(sleeps).toHaveLength(runs - 1);
    expect(problems).toHaveLength(failures);
  });

  test('it is not tried for ever', async () => {
    const reset = { code: 1, stderr: 'connection reset' };
    const { calls, problems } = await attempt([hub], [reset, reset, reset, reset], { retries: 2 });
    expect(calls).toHaveLength(3);
    expect(problems).toHaveLength(1);
  });

  const missing = { code: 127, stderr: 'spawn docker ENOENT' };
  test('without a docker command the password is stored untried', async () => {
    const { problems, config, masks } = await attempt([ghcr, hub], [missing, missing]);
    expect(problems).toEqual([]);
    const auth = Buffer.from('me:tok en').toString('base64');
    expect(config.auths).toMatchObject({ 'ghcr.io': { auth }, 'https://index.docker.io/v1/': {} });
    expect(masks).toContain(auth);
  });
  test('without a docker command later steps cannot be logged in', async () => {
    const { problems } = await attempt([ghcr], [missing], { keep: true });
    expect(problems).toEqual([expect.stringMatching(/logout: .*not installed/)]);
  });

  test('a registry with two logins, and one without a password', async () => {
    const { problems } = await attempt([hub, { ...hub, registry: 'docker.io' }, { ...ghcr, password: '' }]);
    expect(problems).toEqual([
      expect.stringMatching(/Docker Hub is listed twice/),
      expect.stringMatching(/ghcr\.io has no password/),
    ]);
  });
});

describe("the step's own configuration", () => {
  const users = {
    credsStore: 'desktop',
    credHelpers: { 'x.io': 'gcloud' },
    currentContext: 'far',
    auths: { 'y.io': { auth: 'eA==' } },
  };
  const write = async (text: string) => {
    await mkdir(join(home, '.docker'), { recursive: true });
    await writeFile(join(home, '.docker', 'config.json'), text);
  };

  test("is a copy of the user's, with helpers left alone but for the registries of the step", async () => {
    await write(JSON.stringify(users));
    const { config } = await attempt([hub, ghcr]);
    expect(config).toEqual({
      ...users,
      credHelpers: { 'x.io': 'gcloud', 'https://index.docker.io/v1/': '', 'ghcr.io': '' },
    });
    expect(await readFile(join(home, '.docker', 'config.json'), 'utf8')).toBe(JSON.stringify(users));
  });

  test('is private, recorded, and keeps contexts, plugins and builders where they are', async () => {
    await write('{}');
    const { env, record } = await attempt([hub]);
    const folder = env.DOCKER_CONFIG ?? '';
    expect(record.folders).toEqual([folder]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await lstat(join(folder, 'config.json'))).mode & 0o777).toBe(0o600);
    expect(await readlink(join(folder, 'contexts'))).toBe(join(home, '.docker', 'contexts'));
    expect(await readlink(join(folder, 'cli-plugins'))).toBe(join(home, '.docker', 'cli-plugins'));
    expect(env.BUILDX_CONFIG).toBe(join(home, '.docker', 'buildx'));
  });

  test('removing it leaves what its links lead to', async () => {
    await mkdir(join(home, '.docker', 'contexts'), { recursive: true });
    await writeFile(join(home, '.docker', 'contexts', 'meta'), 'x');
    const { env } = await attempt([hub]);
    await createFiles({ RUNNER_TEMP: join(home, 'temp') }).remove(env.DOCKER_CONFIG ?? '');
    expect(await readFile(join(home, '.docker', 'contexts', 'meta'), 'utf8')).toBe('x');
    await expect(lstat(env.DOCKER_CONFIG ?? '')).rejects.toThrow('ENOENT');
  });

  test('follows DOCKER_CONFIG and BUILDX_CONFIG', async () => {
    const docker = join(home, 'elsewhere');
    await mkdir(docker);
    await writeFile(join(docker, 'config.json'), '{"auths":{}}');
    const { env, config } = await attempt([hub], [], { env: { DOCKER_CONFIG: docker, BUILDX_CONFIG: '/b' } });
    expect(config.auths).toEqual({});
    expect(env.BUILDX_CONFIG).toBe('/b');
    expect(await readlink(join(env.DOCKER_CONFIG ?? '', 'contexts'))).toBe(join(docker, 'contexts'));
  });

  test.each(['{ broken', '[1]', '', 'null'])('a malformed one (%j) is not used, and not touched', async (text) => {
    await write(text);
    const { config, problems, said } = await attempt([hub]);
    expect(problems).toEqual([]);
    expect(Object.keys(config)).toEqual(['credHelpers']);
    expect(await readFile(join(home, '.docker', 'config.json'), 'utf8')).toBe(text);
    expect(said.some((line) => line.includes('not JSON'))).toBe(text.startsWith('{'));
  });

  test("logout: false logs in to the user's own", async () => {
    const { env, calls, record } = await attempt([hub], [], { keep: true });
    expect({ env, folders: record.folders }).toEqual({ env: {}, folders: [] });
    expect(calls[0]?.options.env).toEqual({});
  });

  test('reaches every later process', async () => {
    const seen: unknown[] = [];
    const run: Exec['run'] = async (_, __, options) => {
      seen.push(options?.env);
      return ok;
    };
    const exec = withEnv({ run }, { DOCKER_CONFIG: '/c' });
    await exec.run('docker', []);
    await exec.run('docker', [], { env: { A: '1' } });
    expect(seen).toEqual([{ DOCKER_CONFIG: '/c' }, { DOCKER_CONFIG: '/c', A: '1' }]);
  });
});

describe('Amazon ECR', () => {
  const registry = '012345678901.dkr.ecr.eu-west-1.amazonaws.com';
  test.each([
    [registry, 'eu-west-1', false],
    ['012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1', false],
    ['012345678901.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1', false],
    ['012345678901.dkr-ecr.us-west-2.on.aws', 'us-west-2', false],
    [`https://${registry}/`, 'eu-west-1', false],
    ['public.ecr.aws', 'us-east-1', true],
  ])('%s', (host, region, isPublic) => {
    expect(ecrRegistry(host)).toEqual({ region, isPublic });
  });
  test.each(['ghcr.io', '', 'dkr.ecr.eu-west-1.amazonaws.com', `${registry}.evil.com`])('not %j', (host) => {
    expect(ecrRegistry(host)).toBeUndefined();
  });

  test('the aws command gives the password, which is hidden', async () => {
    const { calls, masks } = await attempt(
      [{ registry, username: '', password: '', ecr: 'auto' }],
      [{ stdout: 'pass-from-aws\n' }],
    );
    expect(calls.map(({ line }) => line)).toEqual([
      'aws ecr get-login-password --region eu-west-1',
      `docker login --username=AWS --password-stdin -- ${registry}`,
    ]);
    expect(calls[1]?.options.input).toBe('pass-from-aws');
    expect(masks).toContain('pass-from-aws');
  });

  test('an access key reaches it through the environment alone', async () => {
    const { calls } = await attempt(
      [{ registry: 'public.ecr.aws', username: 'AKIA', password: 'key', ecr: 'auto' }],
      [{ stdout: 'p4ss' }],
    );
    expect(calls[0]?.line).toBe('aws ecr-public get-login-password --region us-east-1');
    expect(calls[0]?.options.env).toEqual({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'key' });
  });

  test.each<[LoginInput]>([
    [{ registry, username: 'AWS', password: 'token', ecr: 'auto' }],
    [{ registry, username: 'u', password: 'pass', ecr: 'false' }],
  ])('a password that is one already is used as it is: %j', async (one) => {
    expect((await attempt([one])).calls.map(({ line }) => line)).toEqual([
      `docker login --username=${one.username} --password-stdin -- ${registry}`,
    ]);
  });

  test.each([
    [{ code: 127, stderr: 'spawn aws ENOENT' }, /not installed; install the AWS CLI/],
    [{ code: 255, stderr: 'Unable to locate credentials' }, /Unable to locate credentials.*id-token: write/],
  ])('without one: %j', async (result, message) => {
    const { problems, calls } = await attempt([{ registry, username: '', password: '', ecr: 'auto' }], [result]);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(calls).toHaveLength(1);
  });
});

test('one login from three inputs, or those of the list', async () => {
  const { inputs } = readInputs({ INPUT_REGISTRY: 'ghcr.io', INPUT_USERNAME: 'u', INPUT_PASSWORD: 'pppp' });
  expect(loginsOf(inputs, [])).toEqual([{ registry: 'ghcr.io', username: 'u', password: 'pppp', ecr: 'auto' }]);
  const none = readInputs({}).inputs;
  const { logins } = await readYaml({ append: undefined, registryAuth: '- username: u\n  password: pppp' });
  expect(loginsOf(none, logins)).toEqual([{ registry: '', username: 'u', password: 'pppp', ecr: 'auto' }]);
  expect(loginsOf(none, [])).toEqual([]);
});
