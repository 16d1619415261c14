import { describe, expect, test } from '@jest/globals';
import {
  mirrored,
  mirroredSbom,
  registryHosts,
  withMirroredImage,
  withRegistries,
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
  [[], 'docker-container', ['image=m/moby/buildkit:buildx-stable-1']],
  [['network=host'], 'kubernetes', ['network=host', 'image=m/moby/buildkit:buildx-stable-1']],
  [['image=own'], 'docker-container', ['image=own']],
  [['network=host,image=own'], 'docker-container', ['network=host,image=own']],
  [[], 'remote', []],
])('driver options %j of %s', (options, driver, result) => {
  expect(withMirroredImage(options, driver, 'm')).toEqual(result);
});

test('only sbom: true is given a scanner', () => {
  expect(mirroredSbom('true', 'm')).toBe('generator=m/docker/buildkit-syft-scanner:stable-1');
  expect(mirroredSbom('generator=own', 'm')).toBe('generator=own');
  expect(mirroredSbom('false', 'm')).toBe('false');
  expect(mirroredSbom('true', undefined)).toBe('true');
});
