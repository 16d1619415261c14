import { describe, expect, test } from '@jest/globals';
import { parseBinfmt, parseBuilders, parseBuildxVersion, parseImage, parseInfo } from '../../src/docker/parse.ts';
import { UserError } from '../../src/model/problem.ts';
import { formatPlatform } from '../../src/platform/platform.ts';

describe('docker info', () => {
  const info = {
    ServerVersion: '28.2.2',
    OSType: 'linux',
    Architecture: 'x86_64',
    DriverStatus: null,
    SecurityOptions: null,
  };
  test.each([
    ['x86_64', 'linux/amd64'],
    ['aarch64', 'linux/arm64'],
    ['armv7l', 'linux/arm/v7'],
    ['armv6l', 'linux/arm/v6'],
    ['i686', 'linux/386'],
    ['riscv64', 'linux/riscv64'],
    ['ppc64le', 'linux/ppc64le'],
  ])('a machine that is %s', (Architecture, expected) => {
    const facts = parseInfo(JSON.stringify({ ...info, Architecture }));
    expect(facts && formatPlatform(facts.platform)).toBe(expected);
  });

  test.each([
    ['a graph driver', { DriverStatus: [['Backing Filesystem', 'extfs']] }, false],
    ["containerd's store", { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] }, true],
  ])('%s', (_, part, expected) => {
    expect(parseInfo(JSON.stringify({ ...info, ...part }))?.multiPlatformStore).toBe(expected);
  });

  test('rootless is told by the security options', () => {
    expect(
      parseInfo(JSON.stringify({ ...info, SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] }))
        ?.rootless,
    ).toBe(true);
    expect(parseInfo(JSON.stringify({ ...info, SecurityOptions: ['name=seccomp,profile=default'] }))?.rootless).toBe(
      false,
    );
  });

  test('what a client prints without an engine is no engine', () => {
    expect(parseInfo(JSON.stringify({ ServerVersion: '', OSType: '', Architecture: '' }))).toBeUndefined();
    expect(parseInfo(JSON.stringify({ ...info, ServerErrors: ['Cannot connect'] }))).toBeUndefined();
    expect(parseInfo('podman shim')).toBeUndefined();
  });
});

test.each([
  ['github.com/docker/buildx v0.38.2 \n', '0.38.2'],
  ['github.com/docker/buildx 0.12.1 30feaa1\n', '0.12.1'],
  ['github.com/docker/buildx v0.5.1-docker 11057da\n', '0.5.1-docker'],
  ['github.com/docker/buildx v0.29.0-4-g1234abc 1234abc', '0.29.0-4-g1234abc'],
  ['no version here', undefined],
])('%j is version %s', (text, expected) => {
  expect(parseBuildxVersion(text)).toBe(expected);
});

describe('buildx ls', () => {
  const line = JSON.stringify({
    Name: 'two',
    Driver: 'remote',
    Current: true,
    Nodes: [
      {
        Name: 'a',
        Endpoint: 'tcp://h:1',
        Status: 'running',
        Version: 'v0.34.2',
        Platforms: ['linux/arm64*', 'linux/arm64', 'linux/arm'],
        Flags: ['--debug'],
        DriverOpts: { cacert: '/c' },
        Files: { 'buildkitd.toml': 'ZGVidWc9dHJ1ZQo=' },
      },
      { Name: 'b', Endpoint: 'tcp://h:2', Status: 'error', Err: 'connection refused' },
    ],
  });
  const [builder] = parseBuilders(`${line}\n${line}\n`);

  test('prints a builder once per node; it is one builder', () => {
    expect(parseBuilders(`${line}\n${line}\n`)).toHaveLength(1);
  });
  test('a node tells what it is', () => {
    expect(builder?.nodes[0]).toEqual({
      name: 'a',
      endpoint: 'tcp://h:1',
      status: 'running',
      version: 'v0.34.2',
      platforms: [
        { os: 'linux', architecture: 'arm64', variant: '' },
        { os: 'linux', architecture: 'arm', variant: 'v7' },
      ],
      flags: ['--debug'],
      driverOpts: { cacert: '/c' },
      configFiles: { 'buildkitd.toml': 'debug=true\n' },
    });
  });
  test('a node of the kubernetes driver stands there once per pod; it is one node, and it runs when one of them does', () => {
    const pod = (status: string) => ({ Name: 'k0', Endpoint: 'kubernetes:///k?deployment=d', Status: status });
    const more = { Name: 'k1', Endpoint: 'kubernetes:///k?deployment=e', Status: 'running' };
    const nodes = [pod('inactive'), pod('running'), more];
    const [cluster] = parseBuilders(JSON.stringify({ Name: 'k', Driver: 'kubernetes', Nodes: nodes }));
    expect(cluster?.nodes.map(({ name, status }) => [name, status])).toEqual([
      ['k0', 'running'],
      ['k1', 'running'],
    ]);
  });
  test('a node that is down says why', () => {
    expect(builder?.nodes[1]).toMatchObject({ status: 'error', error: 'connection refused', platforms: [] });
  });
});

describe('imagetools inspect', () => {
  const index = {
    name: 'r/n:1',
    manifest: {
      mediaType: 'application/vnd.oci.image.index.v1+json',
      digest: 'sha256:index',
      manifests: [
        { mediaType: 'm', digest: 'sha256:amd', size: 1, platform: { os: 'linux', architecture: 'amd64' } },
        {
          mediaType: 'm',
          digest: 'sha256:arm',
          size: 2,
          platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
        },
        {
          mediaType: 'm',
          digest: 'sha256:att',
          size: 3,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        },
      ],
    },
    image: {
      'linux/amd64': {
        os: 'linux',
        architecture: 'amd64',
        config: { Env: ['PATH=/bin', 'EQ=a=b'], User: 'app', OnBuild: ['RUN x'] },
      },
      'linux/arm/v7': { os: 'linux', architecture: 'arm', variant: 'v7', config: {} },
    },
  };

  test('an index: platforms, attestations, configs by platform and by digest', () => {
    const image = parseImage(JSON.stringify(index));
    expect(image.manifests.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm/v7', 'unknown/unknown']);
    expect(image.configs['sha256:arm']).toBe(image.configs['linux/arm/v7']);
    expect(Object.keys(image.configs)).not.toContain('sha256:att');
  });
  test('a config that contradicts its list is kept under the digest of the list', () => {
    const image = { ...index.image, 'linux/arm/v7': { os: 'linux', architecture: 'amd64' } };
    expect(parseImage(JSON.stringify({ ...index, image })).configs['sha256:arm']).toMatchObject({
      architecture: 'amd64',
    });
  });
  test('a list of one image and its attestation has one config, which is that of the image', () => {
    const manifests = index.manifest.manifests.slice(1);
    const image = { os: 'linux', architecture: 'amd64' };
    const found = parseImage(JSON.stringify({ ...index, manifest: { ...index.manifest, manifests }, image }));
    expect(found.configs['sha256:arm']).toEqual(image);
    expect(Object.keys(found.configs)).not.toContain('sha256:att');
  });
  test('what a stage inherits', () => {
    expect(parseImage(JSON.stringify(index)).base).toEqual({
      env: { PATH: '/bin', EQ: 'a=b' },
      user: 'app',
      onbuild: ['RUN x'],
      platforms: [
        { os: 'linux', architecture: 'amd64', variant: '' },
        { os: 'linux', architecture: 'arm', variant: 'v7' },
      ],
    });
  });
  test('a single manifest has its config under its own digest', () => {
    const image = parseImage(
      JSON.stringify({
        name: 'x',
        manifest: { mediaType: 'm', digest: 'sha256:one' },
        image: { os: 'linux', architecture: 'arm64' },
      }),
    );
    expect(image.manifests).toEqual([]);
    expect(image.configs['sha256:one']).toEqual({ os: 'linux', architecture: 'arm64' });
  });
});

test('binfmt prints its JSON after its messages', () => {
  expect(
    parseBinfmt('installing: arm64 OK\n{\n  "supported": ["linux/amd64"],\n  "emulators": ["qemu-aarch64"]\n}\n'),
  ).toEqual({
    supported: ['linux/amd64'],
    emulators: ['qemu-aarch64'],
  });
  expect(parseBinfmt('{"supported":["linux/amd64"],"emulators":null}').emulators).toEqual([]);
  expect(parseBinfmt('nothing').emulators).toEqual([]);
});

describe('an answer of another kind', () => {
  /** JSON values of every kind, in every place. */
  const VALUES: unknown[] = [
    null,
    true,
    7,
    '',
    'text',
    [],
    [null],
    [[]],
    [{}],
    ['x'],
    {},
    { a: null },
    { constructor: 1 },
  ];

  /** Every way in which one member, at any depth, is another value. */
  function* spoiled(value: unknown): Generator<unknown> {
    yield* VALUES;
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value))
      for (const other of spoiled(inner)) {
        const copy = Array.isArray(value) ? [...value] : { ...value };
        Object.assign(copy, { [key]: other });
        yield copy;
      }
  }

  /** What it is read as, or the error that says what is wrong with it; another exception fails the test. */
  function read<T>(parse: (json: string) => T, value: unknown): T | string {
    try {
      return parse(JSON.stringify(value));
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  }

  test('docker info', () => {
    const info = {
      ServerVersion: '1',
      OSType: 'linux',
      Architecture: 'x86_64',
      DriverStatus: [['a', 'b']],
      SecurityOptions: ['a'],
      ServerErrors: [],
    };
    for (const value of spoiled(info)) expect(typeof read(parseInfo, value)).not.toBe('string');
  });

  test('buildx ls', () => {
    const node = {
      Name: 'n',
      Endpoint: 'e',
      Version: 'v',
      Platforms: ['linux/amd64'],
      DriverOpts: { a: 'b' },
      Flags: ['f'],
      Files: { f: 'YQ==' },
    };
    for (const value of spoiled({ Name: 'b', Driver: 'd', Current: true, Nodes: [node] })) {
      const found = read(parseBuilders, value);
      if (typeof found === 'string')
        expect(found).toMatch(
          /^docker buildx ls answered with something that is no list of builders - it begins with \{/,
        );
      else for (const { nodes } of found) expect(nodes.every(({ platforms }) => Array.isArray(platforms))).toBe(true);
    }
    expect(() => parseBuilders('{"Name": "b", "Nod')).toThrow(
      /no list of builders - it begins with \{"Name": "b", "Nod/,
    );
  });

  test('buildx imagetools inspect', () => {
    const config = {
      architecture: 'amd64',
      os: 'linux',
      config: { Env: ['A=b'], User: 'u', OnBuild: ['RUN x'], Cmd: null, Labels: { a: 'b' } },
    };
    const entry = {
      digest: 'd',
      mediaType: 'm',
      size: 1,
      platform: { os: 'linux', architecture: 'amd64' },
      annotations: { a: 'b' },
    };
    const list = {
      name: 'n',
      manifest: { digest: 'd', mediaType: 'm', manifests: [entry] },
      image: { 'linux/amd64': config },
    };
    for (const whole of [list, { ...list, manifest: { digest: 'd' }, image: config }])
      for (const value of spoiled(whole)) {
        const found = read(parseImage, value);
        if (typeof found === 'string')
          expect(found).toMatch(/^docker buildx imagetools inspect answered with something that is no image/);
        else expect(Object.values(found.base.env).every((one) => typeof one === 'string')).toBe(true);
      }
    expect(() => parseImage('')).toThrow(/the answer is empty/);
    expect(() => parseImage(`<html>\u001b[31m${'x'.repeat(500)}`)).toThrow(/it begins with <html>x{34}…;/);
  });

  test('binfmt', () => {
    for (const value of spoiled({ supported: ['a'], emulators: ['b'] }))
      expect(typeof read(parseBinfmt, value)).toBe('object');
    expect(() => parseBinfmt('{ broken')).toThrow(/no list of emulators - it begins with \{ broken/);
  });
});
