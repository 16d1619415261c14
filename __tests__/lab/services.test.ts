import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CacheService, cacheService } from '../harness/cache-service.ts';
import { type LoggingProxy, proxy } from './proxy.ts';
import { docker, isPublished, lab, output, remove, unique } from './support.ts';
import { build, createBuilder, type Run } from './surface-build.ts';
import { type TokenRegistry, tokenRegistry } from './token-registry.ts';

/** What a build talks to beside a plain registry: the cache service of the runner, registries with tokens, proxies. */
let world: { builder: string; temp: string };
const builder = unique('services');

beforeAll(async () => {
  world = { builder, temp: await mkdtemp(join(tmpdir(), 'crossbuild-test-services-')) };
  await createBuilder(builder);
}, 300_000);
afterAll(async () => {
  await docker('buildx', 'rm', '--force', builder);
  await remove(world.temp);
}, 300_000);

const good = (run: Run): Run => {
  // the log first: it says why
  expect(run.code === 0 ? '' : run.shown).toBe('');
  return run;
};
const crane = (...argv: string[]) => output(join(lab.bin, 'crane'), '--insecure', ...argv);
const SCRATCH = { Dockerfile: 'FROM scratch\nCOPY a.txt /\n', 'a.txt': 'a' };

describe('the Actions cache', () => {
  // a file alone comes out: a whole root file system as a folder sometimes never ends (moby/buildkit#2950)
  const files = {
    Dockerfile:
      'FROM debian:bookworm AS b\nRUN head -c 3000000 /dev/urandom > /random\nRUN date +%N > /made\nFROM scratch\nCOPY --from=b /made /\n',
  };
  const cached = { platforms: 'linux/amd64', 'cache-from': 'type=gha', 'cache-to': 'type=gha,mode=max' };
  let service: CacheService;
  afterAll(() => service?.stop());

  test('type=gha: a builder that has nothing finds every step, and the image is the same', async () => {
    service = await cacheService();
    const made = async () => {
      const run = good(await build(world, { ...cached, outputs: 'out' }, files, { env: service.env }));
      return { run, made: await readFile(join(run.folder, 'out', 'made'), 'utf8') };
    };
    const first = await made();
    expect(service.asked).toContain('FinalizeCacheEntryUpload');
    expect(service.keys()).toEqual(expect.arrayContaining([expect.stringMatching(/^index-buildkit-/)]));
    await docker('buildx', 'prune', '--all', '--force', `--builder=${builder}`);
    const second = await made();
    expect(second.made).toBe(first.made);
    expect(second.run.log.match(/CACHED/g)?.length).toBe(3);
    expect(service.asked).toContain('download');
    // the runner's token is shown to nobody
    const everything = JSON.stringify([first.run.shown, first.run.outputs, first.run.summary, first.run.state]);
    expect(everything).not.toContain(service.env.ACTIONS_RUNTIME_TOKEN);
  }, 240_000);

  test('where the token may only read: the build works, and says what was left out', async () => {
    const reading = await cacheService({ write: false });
    try {
      const run = good(await build(world, cached, SCRATCH, { env: reading.env }));
      expect(run.log).toMatch(/cache-to: type=gha,mode=max is left out: the job's token may only read/);
      expect(reading.asked).not.toContain('CreateCacheEntry');
    } finally {
      await reading.stop();
    }
  }, 120_000);

  test('where the service refuses what the token allows, the build does not fail for it', async () => {
    const refusing = await cacheService({ write: false });
    try {
      // a token that nobody can read tells nothing, so that writing is tried
      const env = { ...refusing.env, ACTIONS_CACHE_MODE: 'write' };
      const run = good(await build(world, { ...cached, 'cache-from': '' }, SCRATCH, { env }));
      expect(run.outputs.digest).toMatch(/^sha256:/);
    } finally {
      await refusing.stop();
    }
  }, 120_000);

  test('where there is no service, the entries are left out with the reason', async () => {
    const run = good(await build(world, cached, SCRATCH));
    expect(run.log).toMatch(/cache-to: type=gha,mode=max is left out: the runner gave this step no token/);
  }, 120_000);
});

describe('a registry with tokens', () => {
  const accounts = {
    writer: { password: unique('pw'), may: ['pull', 'push'] },
    reader: { password: unique('pw'), may: ['pull'] },
  };
  let registry: TokenRegistry;
  const image = `e2e/${unique('token')}`;
  beforeAll(async () => {
    registry = await tokenRegistry(lab.registry, accounts);
  });
  afterAll(() => registry.stop());

  /** Runs the step with a home of its own, and says what it left there and in the runner's temp folder. */
  const step = async (
    account: { readonly name: string; readonly password: string },
    inputs: Record<string, string>,
    sources: Record<string, string> = SCRATCH,
  ) => {
    const users = join(process.env.HOME ?? '', '.docker');
    const home = await mkdtemp(join(world.temp, 'home-'));
    await mkdir(join(home, '.docker'));
    await symlink(join(users, 'cli-plugins'), join(home, '.docker', 'cli-plugins'));
    const env = { HOME: home, BUILDX_CONFIG: process.env.BUILDX_CONFIG ?? join(users, 'buildx') };
    const login = { registry: registry.host, username: account.name, password: account.password };
    const run = await build(world, { platforms: 'linux/amd64,linux/arm64', ...login, ...inputs }, sources, { env });
    expect(JSON.stringify([run.shown, run.summary, run.outputs, run.state])).not.toContain(account.password);
    return { run, left: [...(await readdir(join(run.temp, 'runner'))), ...(await readdir(join(home, '.docker')))] };
  };
  const CLEAN = ['cli-plugins'];
  const push = (tag: string) => ({ push: 'true', tags: `${registry.host}/${image}:${tag}` });
  const writer = { name: 'writer', password: accounts.writer.password };
  const reader = { name: 'reader', password: accounts.reader.password };

  test('is pushed to by who may', async () => {
    const { run, left } = await step(writer, push('1'));
    good(run);
    expect(await isPublished(`${lab.registry}/${image}:1`)).toBe(true);
    expect(registry.asked).toContain(`writer repository:${image}:pull,push`);
    expect(left).toEqual(CLEAN);
  }, 120_000);

  test('a wrong password ends the step before anything is built', async () => {
    const { run, left } = await step({ ...writer, password: 'wrong-password' }, push('2'));
    expect(run.code).toBe(1);
    expect(run.log).toMatch(
      new RegExp(`the login to ${registry.host} as writer failed.*; check the user name and the password`, 'i'),
    );
    expect(run.log).not.toContain('load build definition');
    expect(left).toEqual(CLEAN);
  }, 60_000);

  test('an account that may only pull is told so, with what to do; no tag, nothing left', async () => {
    const { run, left } = await step(reader, push('3'));
    expect(run.code).toBe(1);
    const errors = run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/The registry refuses access.*the right to write/s);
    expect(run.summary).toMatch(/What to do:/);
    expect(await isPublished(`${lab.registry}/${image}:3`)).toBe(false);
    expect(left).toEqual(CLEAN);
  }, 120_000);

  test('its private base image is looked at and pulled with the login of the step', async () => {
    await crane('copy', `${lab.registry}/library/debian:bookworm`, `${lab.registry}/${image}-base:1`);
    const before = registry.asked.length;
    const sources = {
      Dockerfile: `FROM ${registry.host}/${image}-base:1 AS b\nRUN uname -m > /seen\nFROM scratch\nCOPY --from=b /seen /\n`,
    };
    const { run } = await step(reader, { platforms: 'linux/amd64', outputs: 'out' }, sources);
    good(run);
    const looked = registry.asked.slice(before);
    expect(looked.length).toBeGreaterThan(0);
    // nobody asked as a stranger, neither the plan nor the build
    expect(looked.filter((line) => !line.startsWith('reader '))).toEqual([]);
    expect(await readFile(join(run.folder, 'out', 'seen'), 'utf8')).toBe('x86_64\n');
  }, 120_000);
});

describe('a proxy', () => {
  const password = unique('proxypw');
  let through: LoggingProxy;
  let inside: { readonly port: number; stop(): Promise<void> };
  beforeAll(async () => {
    const server = createServer((_, response) => response.end('from inside\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    inside = {
      port: (server.address() as AddressInfo).port,
      stop: () => new Promise((resolve) => void server.close(() => resolve())),
    };
    through = await proxy(
      { 'registry.test': lab.registry.replace('localhost', '127.0.0.1'), 'inside.test': `127.0.0.1:${inside.port}` },
      `me:${password}`,
    );
  });
  afterAll(async () => {
    await Promise.all([through.stop(), inside.stop()]);
  });
  const address = () => `http://me:${password}@127.0.0.1:${through.port}`;
  /** Asks for a page with what is in http_proxy; Debian without curl. */
  const ASKS = `FROM registry.test/library/debian:bookworm AS b
RUN ["/bin/bash", "-c", "p=\${http_proxy#http://}; a=$(printf %s \${p%@*} | base64 -w0); h=\${p#*@}; exec 3<>/dev/tcp/\${h%:*}/\${h#*:}; printf 'GET http://inside.test/ HTTP/1.0\\\\r\\\\nHost: inside.test\\\\r\\\\nProxy-Authorization: Basic %s\\\\r\\\\n\\\\r\\\\n' $a >&3; tail -n1 <&3 > /answer"]
FROM scratch
COPY --from=b /answer /
`;
  const CONFIG = '[registry."registry.test"]\n  http = true\n';

  test.each(['', 'mode=min'])(
    'of the builder is used by BuildKit, that of the docker configuration by RUN; no password is shown (provenance: %j)',
    async (provenance) => {
      const home = await mkdtemp(join(world.temp, 'home-'));
      await mkdir(join(home, '.docker'));
      await symlink(join(process.env.HOME ?? '', '.docker', 'cli-plugins'), join(home, '.docker', 'cli-plugins'));
      await writeFile(
        join(home, '.docker', 'config.json'),
        JSON.stringify({ proxies: { default: { httpProxy: address() } } }),
      );
      const run = good(
        await build(
          { ...world, builder: '' },
          {
            platforms: 'linux/amd64',
            'driver-opts': `network=host\nenv.http_proxy=${address()}\nenv.no_proxy=localhost,127.0.0.1`,
            'buildkitd-config-inline': CONFIG,
            outputs: 'type=oci,dest=image.tar',
            provenance,
          },
          { Dockerfile: ASKS },
          { env: { HOME: home }, event: { repository: { visibility: 'public' } } },
        ),
      );
      expect(through.seen).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^GET http:\/\/registry\.test\/v2\/library\/debian\/blobs\//),
          'GET http://inside.test/',
        ]),
      );
      expect(JSON.stringify([run.shown, run.summary, run.outputs, run.state])).not.toContain(password);
      await output('tar', '-C', run.folder, '-xf', join(run.folder, 'image.tar'));
      const blobs = join(run.folder, 'blobs', 'sha256');
      const texts = await Promise.all((await readdir(blobs)).map((name) => readFile(join(blobs, name), 'latin1')));
      expect(texts.join('\n')).not.toContain(password);
    },
    240_000,
  );
});
