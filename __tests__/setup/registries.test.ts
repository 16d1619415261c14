import { describe, expect, test } from '@jest/globals';
import images from '../../src/inputs/images.json' with { type: 'json' };
import {
  mirrored,
  registryHosts,
  withBuildKitImage,
  withRegistries,
  withScanner,
} from '../../src/setup/login/registries.ts';

describe('registries in the BuildKit configuration', () => {
  test('a mirror is added behind what the user wrote', () => {
    expect(withRegistries('debug = true\n', { mirror: 'mirror.corp:5000' })).toBe(
      'debug = true\n[registry."docker.io"]\n  mirrors = ["mirror.corp:5000"]\n',
    );
  });

  test('certificates go to each registry that is used', () => {
    const ca = { path: '/t/ca.pem', hosts: ['docker.io', 'reg.corp'] };
    expect(withRegistries('', { mirror: 'm', ca })).toBe(
      '[registry."docker.io"]\n  mirrors = ["m"]\n  ca = ["/t/ca.pem"]\n[registry."reg.corp"]\n  ca = ["/t/ca.pem"]\n',
    );
  });

  test('nothing asked, nothing changed', () => {
    expect(withRegistries('x = 1', {})).toBe('x = 1');
  });

  test.each(['[registry."docker.io"]\n  http = true\n', "  [ registry . 'docker.io' ]\n"])(
    'a section that is there already is an error: %j',
    (config) => {
      expect(() => withRegistries(config, { mirror: 'm' })).toThrow(/docker\.io already.*TOML/);
    },
  );
});

test.each([
  // a bare value beside images is a tag of theirs, and no name of Docker Hub's
  [{ images: ['Name=reg.corp/o/app,enable=true'], tags: ['feature/login', 'type=sha'] }, ['reg.corp']],
  [{ tags: ['one.corp/a:1, two.corp:5000/b:2'] }, ['one.corp', 'two.corp:5000']],
  [{ tags: ['o/app:1'], registry: 'reg.corp', mirror: 'm.corp/hub' }, ['docker.io', 'reg.corp', 'm.corp']],
])('%j names the registries %j', (given, hosts) => {
  const none = {
    images: [],
    tags: [],
    flavor: [],
    labels: [],
    annotations: [],
    registry: undefined,
    mirror: undefined,
  };
  expect(registryHosts({ ...none, ...given })).toEqual(hosts);
});

test.each([
  ['tonistiigi/binfmt:latest', 'm.corp', 'm.corp/tonistiigi/binfmt:latest'],
  ['docker.io/tonistiigi/binfmt:latest', 'm.corp', 'm.corp/tonistiigi/binfmt:latest'],
  ['debian', 'm.corp', 'm.corp/library/debian'],
  ['ghcr.io/o/binfmt', 'm.corp', 'ghcr.io/o/binfmt'],
  ['localhost/binfmt', 'm.corp', 'localhost/binfmt'],
  ['tonistiigi/binfmt', undefined, 'tonistiigi/binfmt'],
])('%s with the mirror %s is %s', (image, mirror, result) => {
  expect(mirrored(image, mirror)).toBe(result);
});

test.each([
  [[], 'docker-container', [`image=m/${images.buildkit}`]],
  [['network=host'], 'kubernetes', ['network=host', `image=m/${images.buildkit}`]],
  [['image=own'], 'docker-container', ['image=own']],
  [['network=host,image=own'], 'docker-container', ['network=host,image=own']],
  [[], 'remote', []],
])('driver options %j of %s', (options, driver, result) => {
  expect(withBuildKitImage(options, driver, 'm')).toEqual(result);
});

const PIN = `@sha256:${'e'.repeat(64)}`;

test.each([
  [[], 'docker-container', undefined, 'moby/buildkit:s', []],
  [[], 'docker-container', undefined, `moby/buildkit:s${PIN}`, [`image=moby/buildkit:s${PIN}`]],
  [[], 'kubernetes', 'm', `moby/buildkit:s${PIN}`, [`image=m/moby/buildkit:s${PIN}`]],
  [['image=own'], 'docker-container', undefined, `moby/buildkit:s${PIN}`, ['image=own']],
  [['replicas=2,rootless=true'], 'kubernetes', 'm', `moby/buildkit:s${PIN}`, ['replicas=2,rootless=true']],
  [[], 'remote', undefined, `moby/buildkit:s${PIN}`, []],
  [[], 'docker', undefined, `moby/buildkit:s${PIN}`, []],
])('BuildKit with %j of %s, the mirror %s and %s: %j', (options, driver, mirror, image, result) => {
  expect(withBuildKitImage(options, driver, mirror, image)).toEqual(result);
});

test('a scanner that is known by its digest is named', () => {
  expect(withScanner('true', undefined, `s/scanner:1${PIN}`)).toBe(`generator=s/scanner:1${PIN}`);
  expect(withScanner('true', 'm', `s/scanner:1${PIN}`)).toBe(`generator=m/s/scanner:1${PIN}`);
  expect(withScanner('generator=own', undefined, `s/scanner:1${PIN}`)).toBe('generator=own');
  expect(withScanner(undefined, undefined, `s/scanner:1${PIN}`)).toBeUndefined();
});

test('only sbom: true is given a scanner', () => {
  expect(withScanner('true', 'm')).toBe(`generator=m/${images.scanner}`);
  expect(withScanner('generator=own', 'm')).toBe('generator=own');
  expect(withScanner('false', 'm')).toBe('false');
  expect(withScanner('true', undefined, 's/scanner:1')).toBe('true');
});
