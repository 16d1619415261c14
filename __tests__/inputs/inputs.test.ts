import { describe, expect, test } from '@jest/globals';
import { type Inputs, readInputs } from '../../src/inputs/inputs.ts';
import { readYaml } from '../../src/inputs/yaml.ts';
import { describe as say } from '../../src/model/problem.ts';

/** Reads as if the workflow had these under `with:`. */
const read = (inputs: Record<string, string>) =>
  readInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));
const problems = (inputs: Record<string, string>) => read(inputs).problems.map(say);

test.each([
  [{}, {}, { summary: true, checkAnnotations: true }],
  [{ summary: 'false' }, {}, { summary: false }],
  [{ summary: 'true' }, { DOCKER_BUILD_SUMMARY: 'False' }, { summary: false }],
  [{ summary: 'false' }, { DOCKER_BUILD_SUMMARY: '1' }, { summary: false }],
  [{}, { DOCKER_BUILD_SUMMARY: '' }, { summary: true }],
  [{}, { DOCKER_BUILD_CHECKS_ANNOTATIONS: '0' }, { summary: true, checkAnnotations: false }],
])('what the inputs %j and the variables %j say of the report', (inputs, env, expected) => {
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  expect(readInputs({ ...Object.fromEntries(given), ...env }).inputs).toMatchObject(expected);
});

describe('values', () => {
  const rows: [Record<string, string>, Partial<Inputs>][] = [
    [{}, { context: '.', defaultContext: true, push: false, retries: 2, verify: 'check', logout: true }],
    [{ context: 'src' }, { context: 'src', defaultContext: false }],
    [{ context: '.' }, { context: '.', defaultContext: false }],
    [
      { platforms: 'linux/amd64, linux/arm64/v8\nlinux/arm64,' },
      {
        platforms: [
          { os: 'linux', architecture: 'amd64', variant: '' },
          { os: 'linux', architecture: 'arm64', variant: '' },
        ],
      },
    ],
    [
      { tags: 'a/b:1, a/b:2\r\nc' },
      {
        tags: [
          { text: 'a/b:1, a/b:2', line: 1 },
          { text: 'c', line: 2 },
        ],
      },
    ],
    [
      { images: 'ghcr.io/o/a', tags: '# a comment\nenable=true,type=semver,pattern={{version}}\nfeature/login' },
      {
        tags: [
          { text: 'enable=true,type=semver,pattern={{version}}', line: 2 },
          { text: 'feature/login', line: 3 },
        ],
      },
    ],
    [{ images: '# none\nname=a/b,enable=false\nc/d' }, { images: ['name=a/b,enable=false', 'c/d'] }],
    [{ 'build-args': 'A=1,2\nB\nC= x=y \n"D=two\nlines"' }, { buildArgs: ['A=1,2', 'B', 'C= x=y', 'D=two\nlines'] }],
    [{ 'build-contexts': 'x=docker-image://y' }, { buildContexts: { x: 'docker-image://y' } }],
    [{ 'add-hosts': 'a:1.2.3.4,b:::1\nc=10.0.0.1' }, { addHosts: ['a:1.2.3.4', 'b:::1', 'c=10.0.0.1'] }],
    [{ 'no-cache-filters': 'one,two' }, { noCacheFilters: ['one', 'two'] }],
    [{ allow: 'network.host, security.insecure' }, { allow: ['network.host', 'security.insecure'] }],
    [{ outputs: 'out\ntype=oci,dest=x' }, { outputs: ['out', 'type=oci,dest=x'] }],
    [
      { 'cache-to': 'type=gha,mode=max', 'cache-from': 'user/app:cache' },
      { cacheTo: ['type=gha,mode=max'], cacheFrom: ['user/app:cache'] },
    ],
    [
      { provenance: 'False', sbom: 'generator=x/y' },
      { provenance: 'false', sbom: 'generator=x/y' },
    ],
    [{ attests: 'type=provenance,mode=max' }, { attests: ['type=provenance,mode=max'] }],
    [
      { 'shm-size': '2g', ulimit: 'nofile=1024:2048\nnproc=-1' },
      { shmSize: '2g', ulimit: ['nofile=1024:2048', 'nproc=-1'] },
    ],
    [{ call: 'check,format=json' }, { call: 'check,format=json' }],
    [{ ssh: 'default\ngit=/run/agent' }, { ssh: ['default', 'git=/run/agent'] }],
    [
      { strategy: 'accelerate, linux/arm64=native' },
      { strategy: { all: 'accelerate', byPlatform: { 'linux/arm64': 'native' } } },
    ],
    [
      { verify: 'run', retries: '0', shard: 'false' },
      { verify: 'run', retries: 0, shard: false },
    ],
    [{ cleanup: 'false' }, { keepBuilder: true }],
    [{ 'keep-builder': 'TRUE' }, { keepBuilder: true }],
    [{ mirror: 'https://mirror.example.com:5000/' }, { mirror: 'mirror.example.com:5000' }],
    [
      { driver: 'remote', endpoint: 'tcp://b:1234', 'tls-cacert': 'PEM' },
      { driver: 'remote', endpoint: 'tcp://b:1234', tls: { cacert: 'PEM' } },
    ],
    [
      { 'driver-opts': 'image=moby/buildkit:v1,rootless\n"env.no_proxy=a,b"' },
      { driverOpts: ['image=moby/buildkit:v1,rootless', 'env.no_proxy=a,b'] },
    ],
    [
      {
        secrets: 'A= x=1 \n"KEY=one\n  two\n"\nJSON={"a":"b, c"}',
        'secret-envs': 'B=HOME,C=PATH',
        'secret-files': 'D=./a, b',
      },
      {
        secrets: [
          { id: 'A', value: ' x=1 ', from: 'value' },
          { id: 'KEY', value: 'one\n  two\n', from: 'value' },
          { id: 'JSON', value: '{"a":"b, c"}', from: 'value' },
          { id: 'B', env: 'HOME', from: 'env' },
          { id: 'C', env: 'PATH', from: 'env' },
          { id: 'D', path: './a, b', from: 'file' },
        ],
      },
    ],
  ];
  test.each(rows)('%j', (given, expected) => {
    const { inputs, problems: wrong } = read(given);
    expect(wrong).toEqual([]);
    expect(inputs).toMatchObject(expected);
  });
});

describe('what is wrong is named, and what to write instead', () => {
  const rows: [Record<string, string>, RegExp][] = [
    [{ platforms: 'linux/aarch64' }, /platforms: "linux\/aarch64".*write linux\/arm64/],
    [{ platforms: ' , ' }, /holds no platform/],
    [{ 'builder-platforms': 'amd46' }, /builder-platforms: "amd46".*write linux\/amd64/],
    [{ push: 'yes' }, /push: "yes" is neither true nor false; write true/],
    [{ push: 'true' }, /push: there is nothing to push to/],
    [{ shard: 'true' }, /shard: there is nothing to push to/],
    [{ shard: 'true', load: 'true', tags: 'a' }, /load: a shard is not loaded/],
    [{ platfroms: 'linux/amd64' }, /platfroms: there is no such input; write platforms/],
    [{ version: 'latest' }, /version: there is no such input; write buildx-version/],
    [{ 'build-args': '=x' }, /build-args: "=…" has no valid name/],
    [{ 'build-contexts': 'x' }, /"x" names no context/],
    [{ 'cache-to': 'typ=gha' }, /cache-to: "typ=gha" has no type/],
    [{ outputs: 'type=regisrty' }, /unknown type regisrty; write type=registry/],
    [{ tags: '"a' }, /tags: the list cannot be read/],
    [{ provenance: 'max' }, /provenance: "max".*mode=max/],
    [{ attests: 'provenance' }, /attests: "provenance" has no type/],
    [{ call: 'chek' }, /call: "chek".*write check/],
    [{ retries: '-1' }, /retries: .*0 to 10/],
    [{ 'shm-size': 'big' }, /shm-size: "big".*2g/],
    [{ ulimit: 'nofile' }, /ulimit: "nofile".*nofile=1024:2048/],
    [{ 'add-hosts': 'host' }, /add-hosts: "host".*host:ip/],
    [{ builder: '-x' }, /builder: "-x"/],
    [{ endpoint: 'ssh://-oProxyCommand=id' }, /endpoint: .*starts with a dash/],
    [{ driver: 'remote' }, /endpoint: is missing/],
    [{ 'keep-state': 'true' }, /keep-state: the builder has no name.*write builder:/],
    [{ 'tls-cert': 'x' }, /tls-key: is missing/],
    [{ 'buildkitd-config': 'a', 'buildkitd-config-inline': 'b' }, /a builder has one configuration/],
    [{ mirror: 'a b' }, /mirror: "a b"/],
    [
      { strategy: 'linux/arm64=emulate', platforms: 'linux/amd64' },
      /strategy: linux\/arm64 has a strategy but is not built/,
    ],
    [{ password: 'pppp' }, /username: is empty/],
    [{ registry: 'ghcr.io' }, /username: is empty/],
    [{ 'registry-auth': '- x', username: 'u', password: 'pppp' }, /registry-auth: is given beside/],
    [{ 'secret-envs': 'A' }, /secret-envs: line 1 has no "="; write id=VARIABLE/],
    [{ secrets: 'A=1\nA=2' }, /secrets: the id of line 2 is given twice/],
    [
      { outputs: 'type=local,"dest=x' },
      /outputs: the list cannot be read|outputs: "type=local,"dest=x" cannot be read/,
    ],
    [{ 'cache-to': 'type=local,"dest=x' }, /cache-to: .*cannot be read.*close the quote/],
    [{ provenance: 'mode=max,"builder-id=x' }, /provenance: .*cannot be read.*close the quote/],
    [{ sbom: '"generator=x' }, /sbom: .*cannot be read.*close the quote/],
    [{ attests: 'type=sbom,"generator=x' }, /attests: .*cannot be read.*close the quote/],
    [{ call: 'check,"format=json' }, /call: .*cannot be read.*close the quote/],
    [{ call: 'lint' }, /call: "lint" is not one of its values; write check/],
    [{ allow: 'network.hst' }, /allow: "network.hst" is not an entitlement; write network.host/],
    [{ platforms: 'linux/foo' }, /"linux\/foo" is not a platform - no such platform; write one of linux\/386, /],
    [{ 'cache-from': 'ghcr.io/Acme/app' }, /cache-from: "ghcr.io\/Acme\/app" is not an image reference/],
    [{ 'cache-to': 'type=registry,ref=ghcr.io/Acme/app' }, /cache-to: "ghcr.io\/Acme\/app" is not an image reference/],
    [{ push: 'true', username: 'u', tags: 'a' }, /password: is empty/],
  ];
  test.each(rows)('%j', (given, message) => {
    expect(problems(given)).toEqual([expect.stringMatching(message)]);
  });

  test('everything at once', () => {
    expect(problems({ platforms: 'foo', push: 'maybe', load: 'A', bogus: '1', call: 'x' })).toHaveLength(5);
  });

  test('a password that is empty where nothing is pushed is a warning: a pull request from a fork has no secrets', () => {
    const { problems: wrong, warnings } = read({ username: 'u', registry: 'ghcr.io', tags: 'a' });
    expect(wrong).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^password: is empty, so there is no login; nothing is pushed/)]);
  });

  test.each(['123456789012.dkr-ecr.us-east-1.on.aws', 'public.ecr.aws/abc'])(
    '%s is a registry of Amazon',
    (registry) => {
      expect(read({ registry, push: 'true', tags: 'a' }).problems).toEqual([]);
    },
  );

  test('no line of a secret that is not quoted is printed', () => {
    const { problems: wrong, warnings } = read({ secrets: 'KEY=-----BEGIN\nc2VjcmV0LWxpbmU=\nbGFzdC1saW5l' });
    const said = JSON.stringify([wrong, warnings]);
    expect(said).toContain('line 2');
    expect(said).toContain('line 3');
    expect(said).not.toMatch(/c2VjcmV0|bGFzdC1/);
  });

  test('an ECR registry needs no password', () => {
    expect(problems({ registry: '012345678901.dkr.ecr.eu-west-1.amazonaws.com' })).toEqual([]);
  });
});

describe('secrets', () => {
  test('no message holds a value', () => {
    const { problems: wrong, warnings } = read({
      secrets: 'A=first-value\nsecond-value\n=third-value\nA=fourth-value',
    });
    expect(wrong).toHaveLength(3);
    expect([...wrong.map(say), ...warnings].join()).not.toMatch(/-value/);
  });
  test('values are hidden, short ones are said not to be', () => {
    const { masks, warnings } = read({ secrets: 'A=long enough\nB=abc', username: 'u', password: 'hunter22' });
    expect(masks).toEqual(['long enough', 'hunter22']);
    expect(warnings).toEqual([expect.stringMatching(/^secrets: .*not hidden/)]);
  });
  test('an empty one is left out, as in a pull request from a fork', () => {
    const { inputs, problems: wrong, warnings } = read({ secrets: 'A=\nB=x', 'secret-files': 'C=' });
    expect(wrong).toEqual([]);
    expect(inputs.secrets.map(({ id }) => id)).toEqual(['B']);
    expect(warnings.filter((text) => text.includes('fork'))).toHaveLength(2);
  });
  test.each([
    ['NPM_TOKEN=x', true],
    ['DB_PASSWORD=x', true],
    ['API_KEY', true],
    ['TOKEN=', false],
    ['VERSION=1', false],
    ['KEYBOARD=us', false],
  ])('build argument %s looks like a secret: %s', (text, warned) => {
    expect(read({ 'build-args': text }).warnings.length > 0).toBe(warned);
  });
});

describe('YAML', () => {
  const nothing = { append: undefined, registryAuth: undefined };

  test('nodes', async () => {
    const append = [
      '- endpoint: ssh://me@arm',
      '  platforms: linux/arm64,linux/arm/v7',
      '- name: two',
      '  endpoint: tcp://b:1',
      '  platforms: [linux/s390x]',
      '  driver-opts:',
      '    - network=host',
      '  buildkitd-flags: --debug',
    ].join('\n');
    expect(await readYaml({ ...nothing, append })).toEqual({
      nodes: [
        { endpoint: 'ssh://me@arm', platforms: ['linux/arm64', 'linux/arm/v7'], driverOpts: [] },
        {
          name: 'two',
          endpoint: 'tcp://b:1',
          platforms: ['linux/s390x'],
          driverOpts: ['network=host'],
          buildkitdFlags: '--debug',
        },
      ],
      logins: [],
      problems: [],
      masks: [],
    });
  });

  test('logins', async () => {
    const registryAuth =
      '- registry: ghcr.io\n  username: u\n  password: "secret: 1"\n- username: v\n  password: 12345\n';
    expect(await readYaml({ ...nothing, registryAuth })).toMatchObject({
      logins: [
        { registry: 'ghcr.io', username: 'u', password: 'secret: 1', ecr: 'auto' },
        { registry: '', username: 'v', password: '12345', ecr: 'auto' },
      ],
      masks: ['secret: 1', '12345'],
      problems: [],
    });
  });

  test.each([
    [{ append: 'a: b: c' }, /append: line 1 is not YAML/],
    [{ append: 'text' }, /append: is not a list of entries/],
    [{ append: '- endpiont: x' }, /has "endpiont".*write endpoint/],
    [{ append: '- endpoint: ssh://-oProxyCommand=id' }, /starts with a dash/],
    [{ append: '- endpoint: *a' }, /holds an alias.*put the value in quotes/],
    [{ append: '*a' }, /holds an alias/],
    [{ registryAuth: '- ecr: maybe' }, /ecr is "maybe"/],
  ])('%j', async (given, message) => {
    const { problems: wrong } = await readYaml({ ...nothing, ...given });
    expect(wrong.map(say)).toEqual([expect.stringMatching(message)]);
  });

  test('a password that starts with a * is no crash, and is not shown', async () => {
    const { problems: wrong } = await readYaml({ ...nothing, registryAuth: '- username: u\n  password: *hunter22' });
    expect(wrong.map(say).join()).toMatch(/holds an alias/);
    expect(wrong.map(say).join()).not.toMatch(/hunter22/);
  });

  test('a fault in the logins does not show them', async () => {
    const { problems: wrong } = await readYaml({ ...nothing, registryAuth: '- password: hunter22\n username: [' });
    expect(wrong.map(say).join()).toMatch(/not YAML/);
    expect(wrong.map(say).join()).not.toMatch(/hunter22/);
  });
});
