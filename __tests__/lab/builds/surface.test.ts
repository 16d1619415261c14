import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { remoteDockerfile } from '../../../src/build/remote-dockerfile.ts';
import { Docker } from '../../../src/docker/docker.ts';
import { buildArgs } from '../../../src/request/build-command.ts';
import { planContext } from '../../../src/request/build-context.ts';
import { buildSecrets } from '../../../src/request/build-secrets.ts';
import { createExec } from '../../../src/system/exec.ts';
import { createFiles } from '../../../src/system/files.ts';
import { type GitServer, gitServer } from '../git-server.ts';
import { authRegistry, docker, lab, output, remove, unique } from '../support.ts';
import { build, createBuilder, type Run } from '../surface-build.ts';

const builder = unique('surface');
const exec = createExec(process.env, new AbortController().signal);
let temp: string;
const files = () => createFiles({ RUNNER_TEMP: temp });

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'crossbuild-test-surface-'));
  await createBuilder(builder);
}, 300_000);

afterAll(async () => {
  await docker('buildx', 'rm', '--force', builder);
  await remove(temp);
}, 300_000);

const SCRATCH = {
  Dockerfile: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH.txt /arch\n',
  'amd64.txt': 'amd64',
  'arm64.txt': 'arm64',
};
const BOTH = 'linux/amd64,linux/arm64';
const digestOf = (run: Run): string => run.outputs.digest ?? '';
const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));
const blob = (layout: string, digest: string): string =>
  join(layout, 'blobs', ...(digest.split(':') as [string, string]));

describe('outputs, opened and looked into', () => {
  test('nothing asked: an OCI layout of every platform', async () => {
    const run = await build({ builder, temp }, { platforms: BOTH, provenance: 'false' }, SCRATCH);
    expect(run.code === 0 ? '' : run.shown).toBe('');
    const [entry] = (await json(join(run.outputs.layout ?? '', 'index.json'))).manifests;
    const index = await json(blob(run.outputs.layout ?? '', entry.digest));
    expect(index.manifests.map((one: { platform: unknown }) => one.platform)).toEqual([
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
    ]);
    expect(entry.digest).toBe(digestOf(run));
  }, 120_000);

  test('a folder, an archive of files, an OCI archive and a push at once; what is reported is what was pushed', async () => {
    const repository = `${lab.registry}/e2e/${unique('surface')}`;
    const out = await mkdtemp(join(temp, 'out-'));
    const outputs = `type=local,dest=${out}/local\ntype=tar,dest=${out}/files.tar\ntype=image,compression=zstd,force-compression=true\ntype=oci,dest=${out}/oci.tar`;
    const run = await build(
      { builder, temp },
      { platforms: BOTH, push: 'true', tags: `${repository}:1\n${repository}:2`, outputs },
      SCRATCH,
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    expect(await readFile(join(out, 'local', 'linux_arm64', 'arch'), 'utf8')).toBe('arm64');
    expect((await output('tar', 'tf', join(out, 'files.tar'))).split('\n')).toEqual(
      expect.arrayContaining(['linux_amd64/arch', 'linux_arm64/arch']),
    );
    expect(await output('tar', 'xOf', join(out, 'oci.tar'), 'index.json')).toContain('sha256:');
    expect(await output(join(lab.bin, 'crane'), '--insecure', 'digest', `${repository}:2`)).toBe(digestOf(run));
    const manifest = await output(
      join(lab.bin, 'crane'),
      '--insecure',
      'manifest',
      '--platform=linux/arm64',
      `${repository}:1`,
    );
    expect(JSON.parse(manifest).layers[0].mediaType).toBe('application/vnd.oci.image.layer.v1.tar+zstd');
  }, 180_000);

  test('a Docker archive with its names', async () => {
    const out = await mkdtemp(join(temp, 'out-'));
    const run = await build(
      { builder, temp },
      { platforms: 'linux/arm64', tags: 'e2e/a:1,e2e/b:2', outputs: `type=docker,dest=${out}/docker.tar` },
      SCRATCH,
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    const [manifest] = JSON.parse(await output('tar', 'xOf', join(out, 'docker.tar'), 'manifest.json'));
    expect(manifest.RepoTags.sort()).toEqual(['e2e/a:1', 'e2e/b:2']);
  }, 120_000);

  test('load and push together', async () => {
    const name = `${lab.registry}/e2e/${unique('surface')}`;
    const run = await build(
      { builder, temp },
      { platforms: 'linux/amd64', load: 'true', push: 'true', tags: `${name}:1` },
      SCRATCH,
      {
        event: { repository: { private: false } },
      },
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    const [image] = JSON.parse(await docker('image', 'inspect', `${name}:1`));
    await docker('image', 'rm', `${name}:1`);
    expect(image.Architecture).toBe('amd64');
    expect(await output(join(lab.bin, 'crane'), '--insecure', 'digest', `${name}:1`)).toBe(digestOf(run));
  }, 120_000);

  test('two registries of one image get it in one push', async () => {
    const names = ['a', 'b'].map((part) => `${lab.registry}/e2e/${unique(`surface-${part}`)}`);
    const run = await build(
      { builder, temp },
      { platforms: BOTH, push: 'true', tags: names.map((name) => `${name}:1`).join('\n') },
      SCRATCH,
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    for (const name of names)
      expect(await output(join(lab.bin, 'crane'), '--insecure', 'digest', `${name}:1`)).toBe(digestOf(run));
  }, 120_000);
});

describe('what RUN steps are given', () => {
  const DOCKERFILE = `FROM debian:bookworm AS work
ARG VALUE ONE
RUN --mount=type=secret,id=token,env=TOKEN printf '%s' "$TOKEN" | wc -c > /length
RUN { df -k /dev/shm | tail -n1 | awk '{print $2}'; ulimit -n; grep -c 10.1.2.3 /etc/hosts; cat /proc/self/cgroup; echo "$VALUE|$ONE"; } > /seen
FROM scratch AS chosen
COPY --from=work /seen /length /
FROM scratch
`;
  test('sizes, limits, hosts, arguments and the stage', async () => {
    const out = await mkdtemp(join(temp, 'out-'));
    const run = await build(
      { builder, temp },
      {
        'shm-size': '128m',
        ulimit: 'nofile=1024:2048',
        'add-hosts': 'far:10.1.2.3',
        'build-args': 'VALUE= two words, a "quote" \nONE',
        target: 'chosen',
        network: 'host',
        allow: 'network.host',
        'no-cache-filters': 'work',
        secrets: 'token= with blanks ',
        outputs: `type=local,dest=${out}`,
      },
      { Dockerfile: DOCKERFILE },
      { env: { ONE: 'from the environment' } },
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    const [shm, nofile, hosts, ...rest] = (await readFile(join(out, 'seen'), 'utf8')).trim().split('\n');
    expect({ shm, nofile, hosts, last: rest.at(-1) }).toEqual({
      shm: '131072',
      nofile: '1024',
      hosts: '1',
      last: ' two words, a "quote"|from the environment',
    });
    expect((await readFile(join(out, 'length'), 'utf8')).trim()).toBe(String(' with blanks '.length));
    expect((await readdir(out)).sort()).toEqual(['length', 'seen']);
  }, 240_000);
});

describe('secrets', () => {
  test('are in no layer, metadata, provenance, log, argument or history', async () => {
    const value = `s3cret-${unique()}`;
    const commandLines = new Set<string>();
    const watch = setInterval(() => void readCommandLines(commandLines), 50);
    const dockerfile = `FROM debian:bookworm
ARG VISIBLE
RUN --mount=type=secret,id=one,env=ONE --mount=type=secret,id=two test "$ONE" = "$(cat /run/secrets/two)" && echo "$VISIBLE" > /seen
FROM scratch
COPY --from=0 /seen /
`;
    const run = await build(
      { builder, temp },
      {
        secrets: `one=${value}`,
        'secret-envs': 'two=SOME_VARIABLE',
        provenance: 'mode=max',
        'build-args': 'VISIBLE=to-be-found',
      },
      { Dockerfile: dockerfile },
      { env: { SOME_VARIABLE: value } },
    );
    expect(run.code === 0 ? '' : run.shown).toBe('');
    clearInterval(watch);
    expect([...commandLines].some((line) => line.includes('id=one,env='))).toBe(true);
    const texts = await Promise.all(
      (await readdir(join(run.outputs.layout ?? '', 'blobs', 'sha256'))).map(async (name) =>
        unpacked(await readFile(join(run.outputs.layout ?? '', 'blobs', 'sha256', name))),
      ),
    );
    // what the step was given is no trace of it
    const { masks, inputs: _, ...seen } = run;
    expect(masks).toContain(value);
    // add-mask itself is how the runner learns what to hide
    const log = seen.log.replaceAll(`::add-mask::${value}`, '');
    const everything = [...texts, ...commandLines, JSON.stringify({ ...seen, log })].join('\n');
    // the search does find what is there: the build argument, in the layer and in the provenance
    expect(everything.split('to-be-found').length).toBeGreaterThan(2);
    expect(everything).not.toContain(value);
    expect(everything).not.toContain(Buffer.from(value).toString('base64'));
  }, 240_000);
});

/** The arguments of every process that runs now. */
async function readCommandLines(into: Set<string>): Promise<void> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const id of ids) into.add(await readFile(join('/proc', id, 'cmdline'), 'latin1').catch(() => ''));
}

function unpacked(bytes: Buffer): string {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
}

describe('attestations', () => {
  const runEnv = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '1',
  };
  test.each([
    ['public', true],
    ['private', false],
  ])(
    'a %s repository, by default',
    async (visibility, full) => {
      const name = `${lab.registry}/e2e/${unique('surface')}`;
      const given = { platforms: 'linux/amd64', 'build-args': 'A=shown', push: 'true', tags: name };
      const run = await build({ builder, temp }, given, SCRATCH, {
        env: runEnv,
        event: { repository: { visibility } },
      });
      expect(run.code === 0 ? '' : run.shown).toBe('');
      const crane = (what: string, digest: string) =>
        output(join(lab.bin, 'crane'), '--insecure', what, `${name}@${digest}`);
      const { manifests } = JSON.parse(await crane('manifest', digestOf(run)));
      const attestation = manifests.find((one: { platform: { os: string } }) => one.platform.os === 'unknown');
      const [layer] = JSON.parse(await crane('manifest', attestation.digest)).layers;
      const text = await crane('blob', layer.digest);
      expect(text).toContain('https://github.com/o/r/actions/runs/7/attempts/1');
      expect(text.includes('shown')).toBe(full);
    },
    120_000,
  );

  test('a private repository has none in a layout: they are for registries', async () => {
    const event = { repository: { visibility: 'private' } };
    const run = await build({ builder, temp }, { platforms: 'linux/amd64' }, SCRATCH, { env: runEnv, event });
    const [entry] = (await json(join(run.outputs.layout ?? '', 'index.json'))).manifests;
    expect(entry.mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  }, 120_000);

  test('none where the variable forbids them', async () => {
    const event = { repository: { visibility: 'public' } };
    const env = { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
    const run = await build({ builder, temp }, { platforms: 'linux/amd64' }, SCRATCH, { env, event });
    const [entry] = (await json(join(run.outputs.layout ?? '', 'index.json'))).manifests;
    expect(entry.mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  }, 120_000);
});

describe('a registry with a password', () => {
  const image = unique('surface');
  const step = async (password: (right: string) => string, given: Record<string, string> = {}) => {
    const registry = await authRegistry();
    if (registry === undefined) throw new Error('run lab/up auth-registry first');
    const docker = join(process.env.HOME ?? '', '.docker');
    const home = await mkdtemp(join(temp, 'home-'));
    await mkdir(join(home, '.docker'));
    await symlink(join(docker, 'cli-plugins'), join(home, '.docker', 'cli-plugins'));
    const config = JSON.stringify({ credsStore: 'of-the-user', auths: {} });
    await writeFile(join(home, '.docker', 'config.json'), config);
    const inputs = { push: 'true', tags: `${registry.host}/${image}:1`, platforms: BOTH, ...given };
    const env = { HOME: home, BUILDX_CONFIG: process.env.BUILDX_CONFIG ?? join(docker, 'buildx') };
    const secret = password(registry.password);
    const run = await build(
      { builder, temp },
      secret === '' ? inputs : { ...inputs, registry: registry.host, username: registry.username, password: secret },
      SCRATCH,
      { env },
    );
    const untouched = (await readFile(join(home, '.docker', 'config.json'), 'utf8')) === config;
    return { run, untouched, left: await readdir(join(run.temp, 'runner')) };
  };

  test('is pushed to with the login of the step, of which nothing is left', async () => {
    const { run, untouched, left } = await step((right) => right);
    expect(run.code === 0 ? '' : run.shown).toBe('');
    expect({ untouched, left }).toEqual({ untouched: true, left: [] });
    const config = (await readdir(join(run.temp, 'runner'))).filter((name) => name.includes('docker'));
    expect(config).toEqual([]);
  }, 180_000);

  test('is not pushed to without one', async () => {
    const { run } = await step(() => '');
    expect(run.code).not.toBe(0);
    // the user's own credential store is asked, as if the step were not there
    expect(run.log).toContain('docker-credential-of-the-user');
  }, 180_000);

  test('refuses a wrong password before anything is built, and does not show it', async () => {
    const { run, left } = await step(() => 'wrong-password');
    expect(run.code).not.toBe(0);
    expect(run.log).toMatch(/login to localhost:5001 as \w+ failed.*(unauthorized|401)/i);
    expect(run.shown).not.toContain('wrong-password');
    expect(run.log).not.toContain('exporting');
    expect(left).toEqual([]);
  }, 60_000);
});

const NOTHING = {
  platforms: [],
  dockerfile: { stdin: true },
  tags: [],
  labels: [],
  annotations: [],
  buildArgs: [],
  buildContexts: {},
  noCache: false,
  noCacheFilters: [],
  pull: false,
  cacheFrom: [],
  cacheTo: [],
  ssh: [],
  attests: [],
  addHosts: [],
  allow: [],
  ulimit: [],
  progress: 'plain',
} as const;

describe('a private git repository as the context', () => {
  const token = unique('token');
  let server: GitServer;
  beforeAll(async () => {
    server = await gitServer(
      [
        {
          Dockerfile: 'FROM scratch\nCOPY a.txt /\n',
          'a.txt': 'first',
          '.dockerignore': 'a.txt\nDockerfile\n',
          'sub/Dockerfile.sub': 'FROM scratch\nCOPY s.txt /\n',
          'sub/s.txt': 'sub',
        },
        { 'a.txt': 'second' },
      ],
      token,
    );
  });
  afterAll(() => server.stop());

  const contextOf = (context: string, file?: string) =>
    planContext(
      { context, defaultContext: false, file, buildContexts: {}, githubToken: token, secretIds: [], ssh: [] },
      {
        checkout: false,
        env: {
          GITHUB_SERVER_URL: server.url,
          GITHUB_REPOSITORY: 'owner/app',
          GITHUB_SHA: server.commits[0],
          GITHUB_REF: 'refs/heads/main',
        },
      },
    );
  const read = async (context: string, file: string | undefined, by: string, known = true) => {
    const plan = contextOf(context, file);
    const own = plan.token === undefined || !known ? [] : [plan.token];
    const secrets = await buildSecrets([], own, { env: {}, files: files() });
    return remoteDockerfile(
      { ...plan, ...(known ? {} : { token: { id: 'x', value: 'wrong' } }) },
      { exec, files: files(), docker: new Docker(exec), builder: by, secrets, ssh: [] },
    );
  };

  test.each([
    ['BuildKit', () => builder],
    ['git', () => 'none'],
  ])(
    'its Dockerfile is read by %s, at the commit and in the subfolder',
    async (_, by) => {
      expect(await read('{{defaultContext}}', undefined, by())).toEqual({
        path: 'Dockerfile',
        text: 'FROM scratch\nCOPY a.txt /\n',
      });
      expect(await read('{{defaultContext}}:sub', 'Dockerfile.sub', by())).toEqual({
        path: 'Dockerfile.sub',
        text: 'FROM scratch\nCOPY s.txt /\n',
      });
    },
    120_000,
  );

  test.each([
    ['BuildKit', () => builder],
    ['git', () => 'none'],
  ])(
    'a file that is not there, and a token that is wrong, are said by %s',
    async (_, by) => {
      expect(await read('{{defaultContext}}', 'None', by())).toMatchObject({
        input: 'context',
        instead: expect.stringMatching(/relative to the context/),
      });
      // a branch, because BuildKit does not ask again for a commit that it has
      const refused = await read(`${server.url}/owner/app.git#main`, undefined, by(), false);
      expect(refused).toMatchObject({ instead: expect.stringMatching(/GIT_AUTH_TOKEN/) });
      expect(server.refused.length).toBeGreaterThan(0);
    },
    120_000,
  );

  test('is built with a Dockerfile from standard input; ignore files have no say', async () => {
    const plan = contextOf('{{defaultContext}}');
    const secrets = await buildSecrets([], plan.token === undefined ? [] : [plan.token], { env: {}, files: files() });
    const out = await mkdtemp(join(temp, 'out-'));
    const { args } = buildArgs({
      ...NOTHING,
      builder,
      context: plan.context,
      secrets: secrets.sources,
      outputs: [`type=local,dest=${out}`],
    });
    const result = await exec.run('docker', ['buildx', ...args], {
      input: 'FROM scratch\nCOPY a.txt /renamed\n',
      env: secrets.env,
    });
    expect(result.stderr).not.toMatch(/ERROR/);
    expect(result.code).toBe(0);
    expect(await readFile(join(out, 'renamed'), 'utf8')).toBe('first');
    expect(args.join(' ')).not.toContain(token);
    await rm(out, { recursive: true });
  }, 120_000);
});
