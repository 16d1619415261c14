import { describe, expect, test } from '@jest/globals';
import type { BuilderSpec } from '../../src/docker/builder-spec.ts';
import { parseBuilders } from '../../src/docker/parse.ts';
import { ensureBuilder } from '../../src/setup/builder/builder.ts';
import { flagsFor, tlsFromEnv } from '../../src/setup/builder/nodes.ts';
import { checkTls } from '../../src/setup/builder/tls.ts';
import { createRecorder, recordedFiles } from '../../src/setup/record.ts';
import { CERT_A, CERT_B, KEY_A } from './certificates.ts';
import { builderLine, type FakeWorld, failure, fakeWorld, type Script } from './world.ts';

const plain: BuilderSpec = {
  driver: 'docker-container',
  driverOpts: [],
  append: [],
  tls: {},
  keepState: false,
  keepBuilder: false,
  allow: [],
};

/** A docker where every builder that is created exists afterwards. */
function running(world: () => FakeWorld, nodes: readonly object[] = [{}]): Script {
  return [
    [
      /buildx ls/,
      () => {
        const made = world()
          .exec.lines()
          .flatMap((line) => /create --name=(\S+)/.exec(line)?.[1] ?? []);
        return { stdout: made.map((name) => builderLine(name, { nodes })).join('\n') };
      },
    ],
    [/buildx (create|inspect|use)|context create/, {}],
  ];
}

async function make(
  spec: Partial<BuilderSpec>,
  options: { env?: Record<string, string>; nodes?: readonly object[]; script?: Script; existing?: string } = {},
) {
  const holder: { world?: FakeWorld } = {};
  const script = [...(options.script ?? []), ...running(() => holder.world as FakeWorld, options.nodes)];
  const world = fakeWorld({ script, ...(options.env === undefined ? {} : { env: options.env }) });
  holder.world = world;
  const saves: string[] = [];
  const recorder = createRecorder(
    (record) => void saves.push(`${record.builders.map(({ name }) => name)} after ${world.exec.calls.length}`),
  );
  const existing = options.existing === undefined ? undefined : parseBuilders(options.existing)[0];
  const recorded = { ...world, files: recordedFiles(world.files, recorder) };
  const run = ensureBuilder(recorded, world.docker, { ...plain, ...spec }, existing, recorder);
  return { world, recorder, run, saves };
}

describe('a builder of our own', () => {
  test('has a fresh name, is in the record before it exists, is booted once and not made current', async () => {
    const { run, world, saves } = await make({});
    const { name, because } = await run;
    expect(name).toMatch(/^crossbuild-[0-9a-z]{8}[0-9a-f]{12}$/);
    expect(because).toBe("a builder of this step's own, with the driver docker-container");
    expect(saves).toEqual([`${name} after 0`]);
    expect(world.exec.lines()).toEqual([
      `docker buildx create --name=${name} --driver=docker-container`,
      `docker buildx inspect --bootstrap ${name}`,
      'docker buildx ls --format {{json .}}',
    ]);
  });

  test('two steps never take the same name', async () => {
    const [a, b] = await Promise.all([(await make({})).run, (await make({})).run]);
    expect(a.name).not.toBe(b.name);
  });

  test('keeps the name that the user gave', async () => {
    const { run, world, recorder } = await make({ name: 'ci', keepState: true });
    expect((await run).because).toBe('there was no builder ci, so it was made');
    expect(recorder.record().builders).toEqual([{ name: 'ci', keepState: true }]);
    expect(world.exec.lines().join('\n')).not.toMatch(/buildx use|--use/);
  });

  test('inline configuration goes into a private file of the run', async () => {
    const { run, world, recorder } = await make({ configInline: 'debug = true' });
    await run;
    const [folder] = recorder.record().folders;
    expect(world.files.all.get(`${folder}/buildkitd.toml`)).toBe('debug = true\n');
    expect(world.exec.lines()[0]).toContain(`--buildkitd-config=${folder}/buildkitd.toml`);
  });
});

describe('entitlements', () => {
  test.each([
    [undefined, [], undefined],
    ['--debug', [], '--debug'],
    [undefined, ['network.host'], '--allow-insecure-entitlement=network.host'],
    [
      '--debug',
      ['network.host', 'security.insecure'],
      '--debug --allow-insecure-entitlement=network.host --allow-insecure-entitlement=security.insecure',
    ],
    [
      '--allow-insecure-entitlement security.insecure',
      ['security.insecure'],
      '--allow-insecure-entitlement security.insecure',
    ],
  ])('flags %s with allow %j', (flags, allow, expected) => {
    expect(flagsFor(flags, allow)).toBe(expected);
  });
});

describe('several nodes', () => {
  const append = [
    { name: 'arm', endpoint: 'ssh://root@arm', platforms: ['linux/arm64'], driverOpts: ['network=host'] },
    { endpoint: 'tcp://10.0.0.3:1234', driverOpts: [] },
  ];
  test('are appended in their order and booted at once', async () => {
    const { run, world } = await make({ name: 'two', platforms: ['linux/amd64'], append }, { nodes: [{}, {}, {}] });
    await run;
    expect(world.exec.lines().slice(0, 4)).toEqual([
      'docker buildx create --name=two --driver=docker-container --platform=linux/amd64',
      'docker buildx create --append --name=two --node=arm --driver-opt=network=host --platform=linux/arm64 -- ssh://root@arm',
      'docker buildx create --append --name=two -- tcp://10.0.0.3:1234',
      'docker buildx inspect --bootstrap two',
    ]);
  });

  test('on kubernetes', async () => {
    const { run, world } = await make({
      name: 'k8s',
      driver: 'kubernetes',
      driverOpts: ['namespace=ci', 'replicas=2', 'nodeselector=kubernetes.io/arch=arm64'],
      append: [{ name: 'arm', platforms: ['linux/arm64'], driverOpts: ['namespace=ci'] }],
      buildkitdFlags: '--debug',
    });
    await run;
    expect(world.exec.lines().slice(0, 2)).toEqual([
      'docker buildx create --name=k8s --driver=kubernetes --driver-opt=namespace=ci --driver-opt=replicas=2 --driver-opt=nodeselector=kubernetes.io/arch=arm64 --buildkitd-flags=--debug',
      'docker buildx create --append --name=k8s --node=arm --driver-opt=namespace=ci --buildkitd-flags=--debug --platform=linux/arm64',
    ]);
  });
});

describe('remote', () => {
  const endpoint = 'tcp://10.0.0.2:1234';
  test('TLS from inputs: private files, the key masked, nothing of it in argv', async () => {
    const { run, world, recorder } = await make({
      driver: 'remote',
      endpoint,
      tls: { cacert: CERT_B, cert: CERT_A, key: KEY_A },
    });
    await run;
    const line = world.exec.lines()[0] ?? '';
    expect(line).toMatch(
      /--driver=remote --driver-opt=cacert=\S+\/cacert.pem --driver-opt=cert=\S+\/cert.pem --driver-opt=key=\S+\/key.pem -- tcp/,
    );
    expect([...world.files.all.values()].sort()).toEqual([CERT_A, CERT_B, KEY_A].map((text) => `${text}\n`).sort());
    expect(world.said).toContain(`mask: ${KEY_A}`);
    const folders = recorder.record().folders;
    expect([...world.files.all.keys()].every((path) => folders.some((folder) => path.startsWith(folder)))).toBe(true);
    expect(line).not.toMatch(/BEGIN/);
  });

  test('TLS from the environment, by the number of the node', async () => {
    const env = { BUILDER_NODE_0_AUTH_TLS_CACERT: CERT_A, BUILDER_NODE_1_AUTH_TLS_KEY: KEY_A };
    expect(tlsFromEnv(env, 0)).toEqual({ cacert: CERT_A });
    expect(tlsFromEnv(env, 2)).toEqual({});
    const { run, world } = await make(
      { driver: 'remote', endpoint, append: [{ endpoint: 'tcp://10.0.0.3:1234', driverOpts: [] }] },
      { env, nodes: [{}, {}] },
    );
    await run;
    expect(world.exec.lines()[1]).toMatch(/--append .*--driver-opt=key=\S+key.pem -- tcp:\/\/10.0.0.3:1234/);
  });

  test.each([
    [
      'a key of another certificate',
      { cert: CERT_B, key: KEY_A },
      'tls-key does not belong to tls-cert; give the two that were made together',
    ],
    [
      'a path for a certificate',
      { cacert: '/etc/ssl/ca.pem' },
      'tls-cacert is not a certificate - it does not read as PEM; give the whole text, from -----BEGIN to the last dash',
    ],
    ['a certificate for a key', { key: CERT_A }, /^tls-key is not a private key .*without a passphrase$/],
  ])('%s is refused before anything is made', async (_, tls, message) => {
    const { run, world, recorder } = await make({ driver: 'remote', endpoint, tls });
    expect((await failure(run)).message).toMatch(message);
    expect(world.exec.lines()).toEqual([]);
    expect(recorder.record().folders).toEqual([]);
  });

  test('a certificate that has ended is refused, named as it was given', () => {
    const [problem] = checkTls({ cacert: CERT_A }, 'BUILDER_NODE_1_AUTH_TLS_', Date.parse('2200-01-01'));
    expect(problem?.what).toBe('BUILDER_NODE_1_AUTH_TLS_CACERT is not valid any more');
  });

  test.each(['unix:///run/buildkit.sock', 'ssh://root@h', 'docker-container://buildkitd'])(
    '%s takes no certificates',
    async (other) => {
      const { run, world } = await make({ driver: 'remote', endpoint: other, tls: { key: 'KEY' } });
      await run;
      expect(world.exec.lines()[0]).not.toMatch(/driver-opt/);
    },
  );

  test('flags and configuration belong to the daemon that runs already', async () => {
    const { run, world } = await make({
      driver: 'remote',
      endpoint,
      buildkitdFlags: '--debug',
      config: '/c.toml',
      allow: ['network.host'],
    });
    await run;
    expect(world.exec.lines()[0]).not.toMatch(/flags|config/);
  });

  test.each([
    [{ driver: 'remote' }, /^endpoint: the remote driver has no address; write endpoint: tcp:\/\/host:1234/],
    [{ driver: 'remote', endpoint, append: [{ driverOpts: [] }] }, /^append: node 1 of append has no endpoint/],
  ])('without an address %#', async (spec, message) => {
    const { run, world, recorder } = await make(spec);
    expect((await failure(run)).message).toMatch(message);
    expect(world.exec.lines()).toEqual([]);
    expect(recorder.record().builders).toEqual([]);
  });
});

describe('an engine with TLS', () => {
  const env = { DOCKER_HOST: 'tcp://10.0.0.9:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
  test('gets a docker context for the run, in the record before it exists', async () => {
    const { run, world, recorder } = await make({}, { env });
    await run;
    const [context] = recorder.record().contexts;
    expect(context).toMatch(/^crossbuild-/);
    expect(world.exec.lines()[0]).toBe(
      `docker context create ${context} --docker host=tcp://10.0.0.9:2376,ca=/certs/ca.pem,cert=/certs/cert.pem,key=/certs/key.pem`,
    );
    expect(world.exec.lines()[1]).toMatch(new RegExp(`create --name=\\S+ --driver=docker-container -- ${context}$`));
  });
  test('in the configuration that the post part has, whatever this step logs in with', async () => {
    const { run, world } = await make({}, { env: { ...env, DOCKER_CONFIG: '/users' } });
    await run;
    expect(world.exec.calls[0]?.options.env).toMatchObject({ DOCKER_CONFIG: '/users' });
  });
  test('whose certificates are inputs gets one, too: each node its own, the files private', async () => {
    const { run, world, recorder } = await make(
      {
        name: 'two',
        endpoint: 'tcp://10.0.0.8:2376',
        tls: { cacert: CERT_B, cert: CERT_A, key: KEY_A },
        append: [{ endpoint: 'tcp://10.0.0.9:2376', driverOpts: [] }],
      },
      { env: { BUILDER_NODE_1_AUTH_TLS_CACERT: CERT_A }, nodes: [{}, {}] },
    );
    await run;
    const [first, second] = recorder.record().contexts;
    const lines = world.exec.lines();
    const contexts = lines.filter((line) => line.startsWith('docker context'));
    expect(contexts).toHaveLength(2);
    expect(contexts).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/host=tcp:\/\/10.0.0.8:2376,ca=\S+\/cacert.pem,cert=\S+\/cert.pem,key=\S+\/key.pem$/),
        expect.stringMatching(/host=tcp:\/\/10.0.0.9:2376,ca=\S+\/cacert.pem$/),
      ]),
    );
    const creates = lines.filter((line) => line.includes('buildx create'));
    expect(creates.map((line) => line.split(' -- ')[1]).sort()).toEqual([first, second].sort());
    expect(creates.join()).not.toMatch(/driver-opt/);
    expect(world.said).toContain(`mask: ${KEY_A}`);
  });
  test.each([
    ['without TLS', { DOCKER_HOST: 'tcp://10.0.0.9:2375' }, {}],
    ['on a socket', { DOCKER_HOST: 'unix:///x.sock', DOCKER_TLS_VERIFY: '1' }, {}],
    ['when an endpoint is given', env, { endpoint: 'mine' }],
    ['for a remote BuildKit', env, { driver: 'remote', endpoint: 'tcp://h:1' }],
  ])('none %s', async (_, environment, spec) => {
    const { run, recorder } = await make(spec, { env: environment });
    await run;
    expect(recorder.record().contexts).toEqual([]);
  });
});

describe('a builder that exists', () => {
  const existing = builderLine('ci', {
    nodes: [
      {
        DriverOpts: { network: 'host' },
        Flags: ['--debug'],
        Platforms: ['linux/amd64', 'linux/386'],
        Files: { 'buildkitd.toml': Buffer.from('a = 1\n').toString('base64') },
      },
    ],
  });

  test('is used as it is: nothing is made, nothing recorded', async () => {
    const { run, world, recorder } = await make({ name: 'ci' }, { existing });
    expect(await run).toMatchObject({
      name: 'ci',
      because: 'builder ci exists already, with the driver docker-container',
    });
    expect(world.exec.lines()).toEqual([]);
    expect(recorder.record().builders).toEqual([]);
    expect(world.said).toEqual([]);
  });

  test('and agrees with what was asked for', async () => {
    const spec = {
      name: 'ci',
      driverOpts: ['network=host'],
      buildkitdFlags: '--debug',
      platforms: ['linux/amd64'],
      configInline: 'a = 1',
    };
    const { run, world } = await make(spec, { existing });
    await run;
    expect(world.said).toEqual([]);
  });

  test.each([
    [
      'driver options',
      { driverOpts: ['network=bridge', 'image=x'] },
      ['its driver option network is host, asked for is bridge', 'its driver option image is not set, asked for is x'],
    ],
    ['flags', { buildkitdFlags: '--debug --oci-worker-gc' }, ['its BuildKit runs without the flags --oci-worker-gc']],
    ['configuration', { configInline: 'a = 2' }, ['its BuildKit has another configuration']],
    ['platforms', { platforms: ['linux/arm64'] }, ['it has no linux/arm64']],
    ['endpoint', { endpoint: 'tcp://h:1' }, ['its endpoint is unix:///var/run/docker.sock, asked for is tcp://h:1']],
    ['nodes', { append: [{ driverOpts: [] }] }, ['the number of its nodes is 1, asked for are 2']],
    [
      'appended nodes',
      {
        append: [
          { endpoint: 'far', platforms: ['linux/s390x'], driverOpts: ['network=host'], buildkitdFlags: '--debug' },
          { name: 'arm', endpoint: 'ssh://arm', driverOpts: [] },
        ],
      },
      ['the number of its nodes is 1, asked for are 3', 'it has no node arm'],
    ],
    ['entitlements', { allow: ['security.insecure'] }, ['it does not allow security.insecure']],
  ] as [string, Partial<BuilderSpec>, string[]][])('but differs in its %s: it is said', async (_, spec, expected) => {
    const { run, world } = await make({ name: 'ci', ...spec }, { existing });
    await run;
    expect(world.said).toEqual(
      expected.map((difference) => `warning: builder ci exists already and is used as it is: ${difference}`),
    );
  });

  test('but its second node differs: it is said of which', async () => {
    const two = builderLine('ci', { nodes: [{}, { Endpoint: 'near', DriverOpts: { network: 'bridge' } }] });
    const append = [
      { endpoint: 'far', platforms: ['linux/s390x'], driverOpts: ['network=host'], buildkitdFlags: '--debug' },
    ];
    const { run, world } = await make({ name: 'ci', append }, { existing: two });
    await run;
    expect(world.said.map((text) => text.replace(/^.*used as it is: /, ''))).toEqual([
      'of node ci1, its endpoint is near, asked for is far',
      'of node ci1, its driver option network is bridge, asked for is host',
      'of node ci1, its BuildKit runs without the flags --debug',
      'of node ci1, it has no linux/s390x',
    ]);
  });

  test('with another driver than the one asked for is an error', async () => {
    const { run } = await make({ name: 'ci', driver: 'kubernetes', driverAsked: true }, { existing });
    expect((await failure(run)).message).toBe(
      'driver: builder ci has the driver docker-container, not kubernetes - a builder of that name exists already on this machine; name another builder, or leave driver out to use this one as it is',
    );
  });

  test('is booted when one of its nodes is not running', async () => {
    const { run, world } = await make(
      { name: 'ci' },
      {
        existing: builderLine('ci', { nodes: [{}, { Status: 'inactive' }] }),
        script: [[/buildx ls/, { stdout: builderLine('ci', { nodes: [{}, {}] }) }]],
      },
    );
    await run;
    expect(world.exec.lines()[0]).toBe('docker buildx inspect --bootstrap ci');
  });

  test.each([
    ['none of it ran: it is stopped again', 'docker-container', ['stopped', 'inactive'], ['ci']],
    ['a part of it ran: it goes on', 'docker-container', ['running', 'inactive'], []],
    ['it is remote: nothing of it can be stopped', 'remote', ['inactive', 'inactive'], []],
  ])('%s', async (_, driver, states, started) => {
    const nodes = (all: readonly string[]) => all.map((Status) => ({ Status }));
    const { run, recorder } = await make(
      { name: 'ci' },
      {
        existing: builderLine('ci', { driver, nodes: nodes(states) }),
        script: [[/buildx ls/, { stdout: builderLine('ci', { driver, nodes: nodes(['running', 'running']) }) }]],
      },
    );
    await run;
    expect(recorder.record()).toMatchObject({ builders: [], started });
  });

  test('and was made by another job since we looked is theirs: used, and not removed', async () => {
    const { run, recorder } = await make(
      { name: 'ci' },
      {
        script: [
          [
            /create/,
            {
              code: 1,
              stderr:
                'ERROR: existing instance for "ci" but no append mode, specify the node name to make changes for existing instances',
            },
          ],
          [/buildx ls/, { stdout: existing }],
        ],
      },
    );
    expect((await run).name).toBe('ci');
    expect(recorder.record().builders).toEqual([]);
  });
});

describe('a builder that does not start', () => {
  const booting =
    "ERROR: Error response from daemon: pull access denied for nope/buildkit, repository does not exist or may require 'docker login'";
  test('says why, shows the log of every node, and stays in the record', async () => {
    const { run, world, recorder } = await make(
      { name: 'two' },
      {
        script: [
          [/inspect --bootstrap/, { code: 1, stderr: `#1 booting buildkit\n${booting}\n` }],
          [/buildx ls/, { stdout: builderLine('two', { nodes: [{}, {}] }) }],
          [/docker \S+ logs --tail 30 buildx_buildkit_two0/, { stderr: 'first node\n' }],
          [/docker \S+ logs --tail 30 buildx_buildkit_two1/, { stderr: 'second node\n' }],
        ],
      },
    );
    expect((await failure(run)).message).toMatch(
      /^builder two does not start - pull access denied for nope\/buildkit.*; log in with an account/,
    );
    expect(world.said).toEqual(
      expect.arrayContaining([
        "group: BuildKit's log on node two0",
        'untrusted: first node\n',
        "group: BuildKit's log on node two1",
        'untrusted: second node\n',
      ]),
    );
    expect(recorder.record().builders).toEqual([{ name: 'two', keepState: false }]);
  });

  test('the log comes from wherever the node is: its engine, its pods, the container that is the endpoint', async () => {
    const cases: [string, string, object][] = [
      ['docker-container', 'docker --context=far logs --tail 30 buildx_buildkit_two0', { Endpoint: 'far' }],
      [
        'docker-container',
        'docker --host=ssh://me@far logs --tail 30 buildx_buildkit_two0',
        { Endpoint: 'ssh://me@far' },
      ],
      ['remote', 'docker logs --tail 30 mine', { Endpoint: 'docker-container://mine' }],
      [
        'kubernetes',
        'kubectl logs --kubeconfig=/k --namespace=ci --selector=app=two0 --all-containers --prefix --tail=30',
        { Endpoint: 'kubernetes:///two?deployment=&kubeconfig=%2Fk', DriverOpts: { namespace: 'ci' } },
      ],
    ];
    for (const [driver, command, node] of cases) {
      const line = builderLine('two', { driver, nodes: [{ ...node, Status: 'error', Err: 'EOF' }] });
      const script: Script = [
        [/buildx ls/, { stdout: line }],
        [/buildx inspect/, {}],
        [/logs/, { stdout: 'no disk\n' }],
      ];
      const { run, world } = await make({ name: 'two' }, { script });
      await failure(run);
      expect(world.exec.lines()).toContain(command);
      expect(world.said).toContain('untrusted: no disk\n');
    }
  });

  test.each([
    [
      'refused',
      'connect ECONNREFUSED',
      'ECONNREFUSED',
      /node two0 \(tcp:\/\/10.0.0.1:1234\): nothing answers there \(ECONNREFUSED\); check the address/,
    ],
    [
      'hung up on',
      'socket hang up',
      'ECONNRESET',
      /node two0 .*: something answers there but does not let us in; check tls-cacert, tls-cert and tls-key/,
    ],
  ])('a remote node that only times out is asked once more: %s', async (_, message, code, expected) => {
    const script: Script = [
      [/inspect --bootstrap/, { code: 1, stderr: 'ERROR: context deadline exceeded' }],
      [
        /buildx ls/,
        {
          stdout: builderLine('two', {
            driver: 'remote',
            nodes: [{ Endpoint: 'tcp://10.0.0.1:1234', Status: 'inactive' }, { Endpoint: 'tcp://10.0.0.2:1234' }],
          }),
        },
      ],
      [/docker .*logs/, { code: 1 }],
      [/create/, {}],
    ];
    const asked: string[] = [];
    const http = {
      get: async (url: string) => {
        asked.push(url);
        throw Object.assign(new Error(message), { code });
      },
      delete: () => Promise.reject(new Error('not asked for')),
      send: () => Promise.reject(new Error('not asked for')),
    };
    const world = { ...fakeWorld({ script, http }), clock: { now: () => 0, sleep: () => new Promise<void>(() => {}) } };
    const spec = { ...plain, name: 'two', driver: 'remote', endpoint: 'tcp://10.0.0.1:1234' };
    const error = await failure(
      ensureBuilder(
        world,
        world.docker,
        spec,
        undefined,
        createRecorder(() => {}),
      ),
    );
    expect(error.message).toMatch(expected);
    expect(error.message).not.toMatch(/two1/);
    expect(asked).toEqual(['http://10.0.0.1:1234/']);
  });

  test('a node that is down is named, though the command ended with 0', async () => {
    const { run } = await make(
      { name: 'two' },
      {
        script: [
          [
            /buildx ls/,
            {
              stdout: builderLine('two', {
                nodes: [{}, { Endpoint: 'tcp://h:1', Status: 'error', Err: 'connection refused' }],
              }),
            },
          ],
          [/docker .*logs/, { code: 1 }],
        ],
      },
    );
    expect((await failure(run)).message).toMatch(
      /builder two does not start - node two1 \(tcp:\/\/h:1\): connection refused/,
    );
  });

  test('what cannot be created is in the record all the same, for what is half made', async () => {
    const { run, recorder } = await make({}, { script: [[/create/, { code: 1, stderr: 'ERROR: no such driver' }]] });
    expect((await failure(run)).message).toMatch(/cannot be created - no such driver/);
    expect(recorder.record().builders).toHaveLength(1);
  });
});

describe("the engine's own builder", () => {
  const all = [
    builderLine('other'),
    builderLine('default', { driver: 'docker' }),
    builderLine('remote-ctx', { driver: 'docker' }),
  ].join('\n');
  test.each([
    ['of the default context', {}, {}, 'default'],
    ['of the context in the environment', {}, { DOCKER_CONTEXT: 'remote-ctx' }, 'remote-ctx'],
    ['of the context that is given', { endpoint: 'remote-ctx' }, {}, 'remote-ctx'],
  ])('%s is never made nor removed', async (_, spec, env, expected) => {
    const { run, world, recorder } = await make(
      { driver: 'docker', ...spec },
      { env, script: [[/buildx ls/, { stdout: all }]] },
    );
    expect((await run).name).toBe(expected);
    expect(world.exec.lines()).toHaveLength(1);
    expect(recorder.record().builders).toEqual([]);
  });
  test('that is missing is an error', async () => {
    const { run } = await make({ driver: 'docker' }, { script: [[/buildx ls/, { stdout: builderLine('other') }]] });
    expect((await failure(run)).message).toMatch(/the engine has no builder of its own - buildx lists other/);
  });
});
