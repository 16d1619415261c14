import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { BuilderSpec } from '../../src/docker/builder-spec.ts';
import { Docker } from '../../src/docker/docker.ts';
import { ensureBuilder } from '../../src/setup/builder/builder.ts';
import { ensureBuildx } from '../../src/setup/buildx/buildx.ts';
import { ensureEmulators } from '../../src/setup/emulators/emulators.ts';
import { createRecorder, type Recorder, recordedFiles, type SetupRecord } from '../../src/setup/record.ts';
import { undo as undoAsked } from '../../src/setup/undo.ts';
import { crossbuild } from '../../src/steps/build-image.ts';
import { cleanUp } from '../../src/steps/clean-up.ts';
import type { World } from '../../src/system/ports.ts';
import { createTools } from '../../src/system/tools.ts';
import { createWorld } from '../../src/system/world.ts';
import { emulate, emulators } from './emulators.ts';
import { gitServer } from './git-server.ts';
import { type Authority, authority, forward, type Node, programs, startNode } from './node.ts';
import { docker as cli, lab, output, platformDigests, unique } from './support.ts';

jest.setTimeout(300_000);

const plain: BuilderSpec = {
  driver: 'docker-container',
  driverOpts: ['network=host'],
  config: lab.buildkitdConfig,
  append: [],
  tls: {},
  keepState: false,
  keepBuilder: false,
  allow: [],
};
const remote: BuilderSpec = {
  driver: 'remote',
  driverOpts: [],
  append: [],
  tls: {},
  keepState: false,
  keepBuilder: false,
  allow: [],
};
/** Says in the image which addresses the machine has that the step ran on. */
const WHERE =
  'FROM debian:bookworm AS run\nARG NONCE\nRUN echo $NONCE && uname -m >/where && cat /proc/net/fib_trie >>/where\nFROM scratch\nCOPY --from=run /where /where\n';

/** The image that registers emulators here. */
const BINFMT = 'tonistiigi/binfmt:latest';

/** Cleans up after a step that was asked for the builder of its record. */
function undo(world: World, docker: Docker, record: SetupRecord): Promise<string[]> {
  const names = [...record.builders.map(({ name }) => name), ...record.started];
  return undoAsked(world, docker, record, { image: BINFMT, builder: names.at(-1) });
}

let folder: string;
let recorder: Recorder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-'));
  await writeFile(join(folder, 'Dockerfile'), WHERE);
  recorder = createRecorder(() => {});
});
afterEach(async () => {
  // after the test without a docker command, its buildx has to be found
  const world = worldWith({ PATH: `${process.env.PATH}:${lab.bin}` });
  expect(await undo(world, new Docker(world.exec), recorder.record())).toEqual([]);
  // private files too
  expect(
    (await readdir(join(folder, 'temp')).catch(() => [])).filter((name) => name.startsWith('crossbuild-')),
  ).toEqual([]);
  const left = await cli('buildx', 'ls', '--format', '{{.Name}}');
  for (const { name } of recorder.record().builders) expect(left.split('\n')).not.toContain(name);
  await rm(folder, { recursive: true });
});

function worldWith(env: Record<string, string | undefined>): World {
  const world = createWorld(new AbortController().signal, {
    ...process.env,
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
    ...env,
  });
  // as a step has them
  return { ...world, files: recordedFiles(world.files, recorder) };
}

/** Builds where-am-I for platforms and returns what each saw, by platform. */
async function where(docker: Docker, builder: string, platforms: readonly string[]): Promise<Record<string, string>> {
  const out = join(folder, 'out');
  const result = await docker.build([
    'build',
    `--builder=${builder}`,
    `--platform=${platforms.join(',')}`,
    `--build-arg=NONCE=${unique()}`,
    `--output=type=local,dest=${out}`,
    folder,
  ]);
  if (result.code !== 0) throw new Error(result.stderr);
  const read = async (platform: string) => {
    const part = platforms.length > 1 ? platform.replaceAll('/', '_') : '.';
    return [platform, await readFile(join(out, part, 'where'), 'utf8')] as const;
  };
  return Object.fromEntries(await Promise.all(platforms.map(read)));
}

async function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it did not fail',
    (error: Error) => error.message,
  );
}

describe('BuildKit in network namespaces of its own, with mutual TLS', () => {
  let signer: Authority;
  let nodes: [Node, Node];
  let release = async () => {};
  beforeAll(async () => {
    // both are this machine's kernel: the one that plays the arm64 machine is emulated, and no test before this one
    // leaves an emulator behind
    release = await emulate(['linux/arm64']);
    signer = await authority();
    nodes = [await startNode(signer), await startNode(signer)];
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await signer.remove();
    await release();
  });

  test('each platform is built on the node that has it', async () => {
    const tls = await signer.client();
    const world = worldWith({
      BUILDER_NODE_1_AUTH_TLS_CACERT: tls.cacert,
      BUILDER_NODE_1_AUTH_TLS_CERT: tls.cert,
      BUILDER_NODE_1_AUTH_TLS_KEY: tls.key,
    });
    const docker = new Docker(world.exec);
    const spec: BuilderSpec = {
      ...remote,
      endpoint: nodes[0].endpoint,
      platforms: ['linux/amd64'],
      tls,
      append: [{ endpoint: nodes[1].endpoint, platforms: ['linux/arm64'], driverOpts: [] }],
    };
    const { name, facts } = await ensureBuilder(world, docker, spec, undefined, recorder);
    expect(facts.nodes.map(({ status, version }) => [status, typeof version])).toEqual([
      ['running', 'string'],
      ['running', 'string'],
    ]);
    const seen = await where(docker, name, ['linux/amd64', 'linux/arm64']);
    expect(seen['linux/amd64']).toMatch(/^x86_64\n/);
    expect(seen['linux/amd64']).toContain(nodes[0].address);
    expect(seen['linux/amd64']).not.toContain(nodes[1].address);
    expect(seen['linux/arm64']).toMatch(/^aarch64\n/);
    expect(seen['linux/arm64']).toContain(nodes[1].address);
    expect(seen['linux/arm64']).not.toContain(nodes[0].address);
    // the build's own record, as each node keeps it
    const records = (await cli('buildx', 'history', 'ls', '--builder', name, '--format', '{{json .}}')).split('\n');
    const built = records.map((record) => (JSON.parse(record) as { ref: string }).ref.split('/')[1]);
    expect(new Set(built)).toEqual(new Set(facts.nodes.map((node) => node.name)));
  });

  test('the step pushes a list that two nodes built, and makes no tag but the ones asked for and its own', async () => {
    const tls = await signer.client();
    const repository = `${lab.registry}/e2e/${unique('nodes')}`;
    const saved: string[] = [];
    const real = worldWith({
      INPUT_CONTEXT: folder,
      INPUT_PLATFORMS: 'linux/amd64,linux/arm64',
      INPUT_TAGS: `${repository}:1`,
      INPUT_PUSH: 'true',
      INPUT_DRIVER: 'remote',
      INPUT_ENDPOINT: nodes[0].endpoint,
      'INPUT_BUILDER-PLATFORMS': 'linux/amd64',
      INPUT_APPEND: `- endpoint: ${nodes[1].endpoint}\n  platforms: linux/arm64\n`,
      'INPUT_TLS-CACERT': tls.cacert,
      'INPUT_TLS-CERT': tls.cert,
      'INPUT_TLS-KEY': tls.key,
      'INPUT_BUILD-ARGS': `NONCE=${unique()}`,
      BUILDER_NODE_1_AUTH_TLS_CACERT: tls.cacert,
      BUILDER_NODE_1_AUTH_TLS_CERT: tls.cert,
      BUILDER_NODE_1_AUTH_TLS_KEY: tls.key,
    });
    const said: string[] = [];
    const note = (text: string) => void said.push(text);
    const runner = {
      ...real.runner,
      output: () => {},
      saveState: (json: string) => void saved.push(json),
      summary: async () => {},
      state: () => saved.at(-1) ?? '',
    };
    const log = { ...real.log, info: note, notice: note, warning: note, error: note, mask: () => {} };
    const quiet = { ...log, untrusted: async <T>(body: (write: (chunk: string) => void) => Promise<T>) => body(note) };
    const world = { ...real, runner, log: quiet };
    const code = await crossbuild(world);
    await cleanUp(world);
    expect([code, code === 0 ? '' : said.join('\n')]).toEqual([0, '']);
    expect(said.join('\n')).toMatch(/linux\/arm64 +native/);
    const tags = await output(join(lab.bin, 'crane'), 'ls', '--insecure', repository);
    expect(tags.split('\n').sort()).toEqual(['1', 'crossbuild-staging']);
    expect(Object.keys(await platformDigests(`${repository}:1`)).sort()).toEqual(['linux/amd64', 'linux/arm64']);
    expect(saved.length).toBeGreaterThan(0);
    const left = await cli('buildx', 'ls', '--format', '{{.Name}}');
    for (const { name } of JSON.parse(saved.at(-1) ?? '{}').record?.builders ?? []) expect(left).not.toContain(name);
  });

  test('without a docker command, by a buildx that stands alone', async () => {
    const bin = await programs(join(folder, 'bin'), { buildx: join(lab.bin, 'buildx') });
    const world = worldWith({ PATH: bin, DOCKER_CONFIG: join(folder, 'docker') });
    const buildx = await ensureBuildx(world, {}, recorder);
    expect(buildx.command).toEqual(['buildx']);
    const docker = new Docker(world.exec, buildx.command);
    expect(await docker.engine()).toEqual({ why: 'the docker command is not installed' });
    const spec = { ...remote, endpoint: nodes[0].endpoint, tls: await signer.client() };
    const { name } = await ensureBuilder(world, docker, spec, undefined, recorder);
    expect((await where(docker, name, ['linux/amd64']))['linux/amd64']).toContain(nodes[0].address);
    expect(await undo(world, new Docker(world.exec), recorder.record())).toEqual([]);
    expect((await docker.builders()).map((one) => one.name)).not.toContain(name);
  });

  test('a client that another authority signed is told so', async () => {
    const stranger = await authority();
    const { cert, key } = await stranger.client();
    await stranger.remove();
    const world = worldWith({});
    const spec = { ...remote, endpoint: nodes[0].endpoint, tls: { ...(await signer.client()), cert, key } };
    const message = await failure(ensureBuilder(world, new Docker(world.exec), spec, undefined, recorder));
    expect(message).toMatch(
      /^builder crossbuild-\w+ does not start - node \S+ \(tcp:\/\/10\.231\S+\): something answers there but does not let us in; check tls-cacert, tls-cert and tls-key/,
    );
  });

  test('a node that is down is told by its address', async () => {
    const world = worldWith({});
    const spec = { ...remote, endpoint: nodes[0].endpoint.replace('1234', '1299'), tls: await signer.client() };
    const message = await failure(ensureBuilder(world, new Docker(world.exec), spec, undefined, recorder));
    expect(message).toMatch(/node \S+ \(tcp:\/\/10\.231\S+:1299\): nothing answers there \(ECONNREFUSED\)/);
  });
});

test('an emulator that is missing is registered, and only that one is taken away again', async () => {
  const world = worldWith({});
  const docker = new Docker(world.exec);
  const before = await emulators();
  // an architecture that no other test builds for
  expect(before).not.toContain('qemu-riscv64');
  const request = { image: BINFMT, architectures: ['riscv64'], reset: false };
  expect(await ensureEmulators(world, docker, request, recorder)).toMatchObject({ added: ['qemu-riscv64'] });
  expect(await emulators()).toContain('qemu-riscv64');
  const again = createRecorder(() => {});
  expect(await ensureEmulators(world, docker, request, again)).toMatchObject({ added: [] });
  expect(again.record().emulators).toEqual([]);
  // the job that registered it ends first: the other one goes on using it, and takes it away
  expect(await undo(world, docker, recorder.record())).toEqual([]);
  expect(await emulators()).toContain('qemu-riscv64');
  // a builder of another job may run right now, and would be a reason to leave it
  while ((await docker.containers('buildx_buildkit_')).length > 0) await world.clock.sleep(2000);
  expect(await undo(world, docker, again.record())).toEqual([]);
  expect(await emulators()).not.toContain('qemu-riscv64');
});

describe('engines', () => {
  const socket = { path: '/var/run/docker.sock' };

  test('a docker context as the endpoint', async () => {
    const engine = await forward({ host: '127.0.0.1', port: 0 }, socket);
    const context = unique('crossbuild');
    await cli('context', 'create', context, '--docker', `host=tcp://127.0.0.1:${engine.port}`);
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const { name, facts } = await ensureBuilder(world, docker, { ...plain, endpoint: context }, undefined, recorder);
    expect(facts.nodes[0]).toMatchObject({ endpoint: context, status: 'running' });
    expect((await where(docker, name, ['linux/amd64']))['linux/amd64']).toMatch(/^x86_64/);
    // what is emulated there is registered there, and taken away there
    expect(await docker.at(context).engine()).toMatchObject({ platform: { architecture: 'amd64' } });
    const request = { image: BINFMT, architectures: ['riscv64'], reset: false, endpoint: context };
    const there = createRecorder(() => {});
    expect(await ensureEmulators(world, docker, request, there)).toMatchObject({ added: ['qemu-riscv64'] });
    expect(there.record().emulators).toMatchObject([{ endpoint: context }]);
    expect(await undo(world, docker, recorder.record())).toEqual([]);
    while ((await docker.containers('buildx_buildkit_')).length > 0) await world.clock.sleep(2000);
    expect(await undo(world, docker, there.record())).toEqual([]);
    expect(await emulators()).not.toContain('qemu-riscv64');
    await cli('context', 'rm', context);
    await engine.close();
  });

  test('DOCKER_HOST with TLS gets a context for the run', async () => {
    const signer = await authority();
    const { cert, key } = await signer.sign('server', '127.0.0.1');
    const client = await signer.client();
    const files = { 'ca.pem': client.cacert, 'cert.pem': client.cert, 'key.pem': client.key };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const [ca, serverCert, serverKey] = await Promise.all(
      [join(signer.folder, 'ca.pem'), cert, key].map((path) => readFile(path)),
    );
    const options = { requestCert: true, rejectUnauthorized: true, ca, cert: serverCert, key: serverKey } as const;
    const engine = await forward({ host: '127.0.0.1', port: 0 }, socket, (connected) =>
      createTlsServer(options, connected),
    );
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${engine.port}`, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
    const world = worldWith(env);
    const docker = new Docker(world.exec);
    const { facts } = await ensureBuilder(world, docker, plain, undefined, recorder);
    expect(facts.nodes[0]).toMatchObject({ endpoint: recorder.record().contexts[0], status: 'running' });
    // the same certificates as inputs
    const given = { ...plain, endpoint: `tcp://127.0.0.1:${engine.port}`, tls: client };
    const plainWorld = worldWith({});
    const second = await ensureBuilder(plainWorld, new Docker(plainWorld.exec), given, undefined, recorder);
    expect(second.facts.nodes[0]).toMatchObject({ endpoint: recorder.record().contexts[1], status: 'running' });
    expect(await undo(world, docker, recorder.record())).toEqual([]);
    expect(await cli('context', 'ls', '--format', '{{.Name}}')).not.toContain(recorder.record().contexts[0]);
    await engine.close();
    await signer.remove();
  });

  test('two jobs that want the same builder at once share it, and one of them removes it', async () => {
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const other = createRecorder(() => {});
    const spec = { ...plain, name: unique('crossbuild') };
    const both = await Promise.all([recorder, other].map((one) => ensureBuilder(world, docker, spec, undefined, one)));
    expect(both.map(({ name }) => name)).toEqual([spec.name, spec.name]);
    expect([...recorder.record().builders, ...other.record().builders]).toHaveLength(1);
    await undo(world, docker, other.record());
    await undo(world, docker, recorder.record());
    expect(await docker.builder(spec.name)).toBeUndefined();
  });

  test('a builder that exists is used as it is; another driver for its name is refused', async () => {
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const made = await ensureBuilder(world, docker, plain, undefined, recorder);
    const before = await docker.builder(made.name);
    const again = createRecorder(() => {});
    const spec = { ...plain, name: made.name };
    expect((await ensureBuilder(world, docker, spec, before, again)).because).toMatch(/exists already/);
    const conflict = ensureBuilder(world, docker, { ...spec, driver: 'kubernetes', driverAsked: true }, before, again);
    expect(await failure(conflict)).toMatch(/has the driver docker-container, not kubernetes/);
    expect(again.record().builders).toEqual([]);
    expect((await docker.builder(made.name))?.nodes).toEqual(before?.nodes);
  });

  test("a builder of the user's own that was stopped is stopped again, and keeps its cache", async () => {
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const name = unique('users');
    await cli(
      ...(['buildx', 'create', `--name=${name}`, '--driver=docker-container', '--driver-opt=network=host'] as const),
      ...[`--buildkitd-config=${lab.buildkitdConfig}`, '--bootstrap'],
    );
    try {
      await where(docker, name, ['linux/amd64']);
      await cli('buildx', 'stop', name);
      const spec = { ...plain, name };
      const used = await ensureBuilder(world, docker, spec, await docker.builder(name), recorder);
      expect(used.facts.nodes[0]?.status).toBe('running');
      expect(recorder.record()).toMatchObject({ builders: [], started: [name] });
      expect(await docker.isBuilding(name)).toBe(false);
      expect(await undo(world, docker, recorder.record())).toEqual([]);
      expect((await docker.builder(name))?.nodes[0]?.status).toBe('stopped');
      const volume = `buildx_buildkit_${name}0_state`;
      expect(await cli('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe(volume);
    } finally {
      await cli('buildx', 'rm', '--force', name);
    }
  });

  test('keep-state leaves the cache for the next builder of that name, and nothing else', async () => {
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const spec = { ...plain, name: unique('crossbuild'), keepState: true };
    await ensureBuilder(world, docker, spec, undefined, recorder);
    await undo(world, docker, recorder.record());
    const volume = `buildx_buildkit_${spec.name}0_state`;
    expect(await cli('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe(volume);
    expect(await docker.containers(`buildx_buildkit_${spec.name}`)).toEqual([]);
    await cli('volume', 'rm', volume);
  });

  test('a BuildKit image that cannot be pulled', async () => {
    const world = worldWith({});
    const docker = new Docker(world.exec);
    const image = `${lab.registry}/nobody/buildkit:1`;
    const spec = { ...plain, driverOpts: [...plain.driverOpts, `image=${image}`] };
    const message = await failure(ensureBuilder(world, docker, spec, undefined, recorder));
    expect(message).toMatch(
      /^builder crossbuild-\w+ does not start - .*localhost:5000\/nobody\/buildkit:1.*(not found|unknown)/,
    );
    await undo(world, docker, recorder.record());
    expect(await docker.containers(`buildx_buildkit_${recorder.record().builders[0]?.name}`)).toEqual([]);
  });
});

test('buildx from a git reference, by the engine, once per commit', async () => {
  const fake = '#!/bin/sh\necho github.com/docker/buildx v99.0.0-lab\n';
  const dockerfile =
    'FROM scratch AS other\nCOPY Dockerfile /\nFROM scratch AS binaries\nCOPY --chmod=755 plugin /buildx\n';
  const git = await gitServer([{ Dockerfile: dockerfile, plugin: fake }], 'lab-token');
  const made = worldWith({});
  const { name } = await ensureBuilder(made, new Docker(made.exec), plain, undefined, recorder);
  const world = worldWith({ BUILDX_BUILDER: name, GIT_AUTH_TOKEN: 'lab-token' });
  const version = `${git.url}/owner/app.git#main`;
  const first = await ensureBuildx(world, { version, cache: false }, undefined, createTools(world.env));
  expect(first).toMatchObject({
    version: '99.0.0-lab',
    because: expect.stringMatching(`built from ${git.commits[0]}: buildx-version is ${version}`),
  });
  expect(await readFile(first.command[0] ?? '', 'utf8')).toBe(fake);
  const second = await ensureBuildx(world, { version, cache: false }, undefined, createTools(world.env));
  expect(second.because).toMatch(/built from [0-9a-f]{40} before/);
  const missing = await failure(
    ensureBuildx(world, { version: version.replace('main', 'nope') }, undefined, createTools(world.env)),
  );
  expect(missing).toMatch(/has no reference nope; write a branch, a tag or a full commit/);
  await git.stop();
});
