import { describe, expect, test } from '@jest/globals';
import { make, namesOf } from './support.ts';

// Every example of the documentation of docker/metadata-action (README, v5 and v6), with the result that it states.

const SEMVER = `
type=ref,event=branch
type=ref,event=pr
type=semver,pattern={{version}}
type=semver,pattern={{major}}.{{minor}}`;

describe('documented: no tags', () => {
  test.each([
    ['pull_request', ['pr-2']],
    ['push refs/heads/master', ['master']],
    ['push refs/heads/releases/v1', ['releases-v1']],
    ['push refs/tags/v1.2.3', ['v1.2.3', 'latest']],
    ['push refs/tags/v2.0.8-beta.67', ['v2.0.8-beta.67', 'latest']],
    ['workflow_dispatch', ['main']],
  ])('%s', (event, expected) => {
    expect(namesOf(event, '')).toEqual(expected);
  });
});

describe('documented: semver', () => {
  test.each([
    ['pull_request', ['pr-2']],
    ['push refs/heads/master', ['master']],
    ['push refs/heads/releases/v1', ['releases-v1']],
    ['push refs/tags/v1.2.3', ['1.2.3', '1.2', 'latest']],
    ['push refs/tags/v2.0.8-beta.67', ['2.0.8-beta.67']],
  ])('%s', (event, expected) => {
    expect(namesOf(event, SEMVER)).toEqual(expected);
  });
});

describe('documented: one rule', () => {
  const tokyo = "{{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}";
  test.each([
    ['schedule', 'type=schedule', 'nightly'],
    ['schedule', 'type=schedule,pattern=nightly', 'nightly'],
    ['schedule', "type=schedule,pattern={{date 'YYYYMMDD'}}", '20200110'],
    ['schedule', `type=schedule,pattern=${tokyo}`, '20200110-093000'],
    ['schedule', "type=schedule,pattern={{date 'YYYYMMDD-hhmmss' tz='Asia/Tokyo'}}", '20200110-093000'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{raw}}', 'v1.2.3'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{version}}', '1.2.3'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{major}}.{{minor}}', '1.2'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern=v{{major}}', 'v1'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{minor}}', '2'],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{patch}}', '3'],
    ['push refs/tags/v2.0.8-beta.67', 'type=semver,pattern={{raw}}', 'v2.0.8-beta.67'],
    ['push refs/tags/v2.0.8-beta.67', 'type=semver,pattern={{version}}', '2.0.8-beta.67'],
    ['push refs/tags/v2.0.8-beta.67', 'type=semver,pattern={{major}}.{{minor}}', '2.0.8-beta.67'],
    ['push refs/heads/main', 'type=semver,pattern={{version}},value=v1.0.0', '1.0.0'],
    ['push refs/tags/1.2.3', 'type=pep440,pattern={{raw}}', '1.2.3'],
    ['push refs/tags/1.2.3', 'type=pep440,pattern={{version}}', '1.2.3'],
    ['push refs/tags/v1.2.3', 'type=pep440,pattern={{version}}', '1.2.3'],
    ['push refs/tags/1.2.3', 'type=pep440,pattern={{major}}.{{minor}}', '1.2'],
    ['push refs/tags/1.2.3', 'type=pep440,pattern=v{{major}}', 'v1'],
    ['push refs/tags/v1.2.3rc2', 'type=pep440,pattern={{raw}}', 'v1.2.3rc2'],
    ['push refs/tags/1.2.3rc2', 'type=pep440,pattern={{version}}', '1.2.3rc2'],
    ['push refs/tags/1.2.3rc2', 'type=pep440,pattern={{major}}.{{minor}}', '1.2.3rc2'],
    ['push refs/tags/1.2.3post1', 'type=pep440,pattern={{major}}.{{minor}}', '1.2.3.post1'],
    ['push refs/tags/1.2.3beta2', 'type=pep440,pattern={{major}}.{{minor}}', '1.2.3b2'],
    ['push refs/tags/1.0dev4', 'type=pep440,pattern={{major}}.{{minor}}', '1.0.dev4'],
    ['push refs/heads/main', 'type=pep440,pattern={{version}},value=1.0.0', '1.0.0'],
    ['push refs/tags/v1.2.3', 'type=match,pattern=\\d.\\d.\\d', '1.2.3'],
    ['push refs/tags/v2.0.8-beta.67', 'type=match,pattern=v(.*),group=1', '2.0.8-beta.67'],
    ['push refs/tags/v2.0.8-beta.67', 'type=match,pattern=v(\\d.\\d),group=1', '2.0'],
    ['push refs/tags/20200110-RC2', 'type=match,pattern=\\d+', '20200110'],
    ['push refs/tags/p1/v1.2.3', 'type=match,pattern=p1/v(\\d.\\d.\\d),group=1', '1.2.3'],
    ['push refs/heads/main', 'type=match,pattern=v(.*),group=1,value=v1.0.0', '1.0.0'],
    ['push refs/heads/main', 'type=edge', 'edge'],
    ['push refs/heads/dev', 'type=edge,branch=dev', 'edge'],
    ['pull_request', 'type=ref,event=pr', 'pr-2'],
    ['push refs/heads/master', 'type=ref,event=branch', 'master'],
    ['push refs/heads/my/branch', 'type=ref,event=branch', 'my-branch'],
    ['push refs/tags/v1.2.3', 'type=ref,event=tag', 'v1.2.3'],
    ['push refs/tags/v2.0.8-beta.67', 'type=ref,event=tag', 'v2.0.8-beta.67'],
    ['workflow_dispatch', 'type=ref,event=branch', 'main'],
    ['push refs/heads/main', 'type=raw,value=foo', 'foo'],
    ['push refs/heads/main', 'type=raw,foo', 'foo'],
    ['push refs/heads/main', 'foo', 'foo'],
    ['push refs/heads/main', 'type=sha', 'sha-860c190'],
    ['push refs/heads/main', 'type=sha,format=long', 'sha-860c1904a1ce19322e91ac35af1ab07466440c37'],
    ['push refs/heads/main', 'type=sha,prefix={{branch}}-', 'main-860c190'],
    ['push refs/heads/main', 'type=raw,value=mytag-{{branch}}-{{sha}}', 'mytag-main-860c190'],
    ['push refs/heads/main', 'type=raw,value=latest,enable={{is_default_branch}}', 'latest'],
    ['push refs/heads/main', 'type=raw,value=latest,enable=true', 'latest'],
    ['pull_request', 'type=raw,value={{base_ref}}', 'main'],
    ['push refs/tags/v1.2.3', 'type=raw,value={{base_ref}}', 'main'],
    ['push refs/heads/main', "type=raw,value={{date 'YYYYMMDD'}}", '20200110'],
    ['push refs/heads/main', `type=raw,value=${tokyo}`, '20200110-093000'],
    ['push refs/heads/main', "type=raw,value={{commit_date 'YYYYMMDD'}}", '20200110'],
  ])('%s, %s', (event, rule, expected) => {
    expect(namesOf(event, rule, 'latest=false')).toEqual([expected]);
  });

  test('a long date, made a tag', () => {
    const now = new Date('2020-01-10T15:25:50Z');
    const rule = "type=raw,value={{date 'dddd, MMMM Do YYYY, h:mm:ss a'}}";
    expect(namesOf('push refs/heads/main', rule, '', {}, now)).toEqual(['Friday-January-10th-2020-3-25-50-pm']);
  });

  test('a longer commit id', () => {
    const env = { DOCKER_METADATA_SHORT_SHA_LENGTH: '12' };
    expect(namesOf('push refs/heads/main', 'type=sha', '', env)).toEqual(['sha-860c1904a1ce']);
  });

  test.each([
    ['push refs/heads/dev', 'type=raw,value=latest,enable={{is_default_branch}}'],
    ['push refs/heads/main', 'type=raw,value=latest,enable=false'],
    ['push refs/heads/main', 'type=schedule'],
    ['push refs/heads/main', 'type=semver,pattern={{version}}'],
    ['push refs/heads/dev', 'type=edge'],
    ['push refs/tags/v1', 'type=edge'],
    ['push refs/heads/main', 'type=ref,event=tag'],
    ['push refs/heads/main', 'type=ref,event=pr'],
    ['pull_request', 'type=ref,event=branch'],
  ])('%s, %s makes none', (event, rule) => {
    expect(namesOf(event, rule)).toEqual([]);
  });
});

test('documented: major version zero', () => {
  const rules = (enable: boolean) => `
    type=semver,pattern={{version}}
    type=semver,pattern={{major}}.{{minor}}
    type=semver,pattern={{major}},enable=${enable}`;
  expect(namesOf('push refs/tags/v0.1.2', rules(false))).toEqual(['0.1.2', '0.1', 'latest']);
  expect(namesOf('push refs/tags/v1.1.2', rules(true))).toEqual(['1.1.2', '1.1', '1', 'latest']);
});

describe('documented: the priorities of the types', () => {
  const rules = [
    'type=sha',
    'type=raw,value=raw',
    'type=ref,event=tag',
    'type=ref,event=branch',
    'type=edge',
    'type=match,pattern=\\d,value=7',
    'type=pep440,pattern={{version}},value=1.0',
    'type=semver,pattern={{version}},value=2.0.0',
    'type=schedule',
  ].join('\n');

  test('on a schedule', () => {
    expect(namesOf('schedule', rules)).toEqual(['nightly', '1.0', '2.0.0', '7', 'edge', 'main', 'raw', 'sha-860c190']);
  });

  test('overridden', () => {
    const swapped = 'type=sha,priority=2000\ntype=raw,value=a,priority=-1\ntype=ref,event=branch';
    expect(namesOf('push refs/heads/main', swapped)).toEqual(['sha-860c190', 'main', 'a']);
  });
});

describe('documented: latest=auto', () => {
  test.each([
    ['push refs/tags/v1.2.3', 'type=ref,event=tag', true],
    ['push refs/tags/v1.2.3-rc.1', 'type=ref,event=tag', true],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{version}}', true],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{major}}', true],
    ['push refs/tags/v1.2.3-rc.1', 'type=semver,pattern={{version}}', false],
    ['push refs/tags/v1.2.3-rc.1', 'type=semver,pattern={{raw}}', false],
    ['push refs/tags/1.2.3', 'type=pep440,pattern={{version}}', true],
    ['push refs/tags/1.2.3rc1', 'type=pep440,pattern={{version}}', false],
    ['push refs/tags/1.2.3.post1', 'type=pep440,pattern={{version}}', false],
    ['push refs/tags/1.2.3.dev1', 'type=pep440,pattern={{version}}', false],
    ['push refs/tags/v1.2.3', 'type=match,pattern=\\d', true],
    ['push refs/heads/main', 'type=ref,event=branch', false],
    ['push refs/heads/main', 'type=edge', false],
    ['push refs/heads/main', 'type=sha', false],
    ['push refs/heads/main', 'type=raw,value=x', false],
    ['pull_request', 'type=ref,event=pr', false],
    ['schedule', 'type=schedule', false],
    // the tag that comes first decides
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{version}}\ntype=sha', true],
    ['push refs/tags/v1.2.3', 'type=semver,pattern={{version}},priority=20\ntype=sha,priority=40', false],
    ['push refs/tags/v1.2.3-rc.1', 'type=semver,pattern={{version}}\ntype=ref,event=tag', false],
    ['push refs/heads/main', 'type=semver,pattern={{version}}\ntype=ref,event=branch', false],
  ])('%s, %s: %s', (event, rules, expected) => {
    expect(namesOf(event, rules).includes('latest')).toBe(expected);
  });
});

describe('documented: flavor', () => {
  const branch = 'type=ref,event=branch';
  test.each([
    ['', branch, ['main']],
    ['latest=auto', branch, ['main']],
    ['latest=true', branch, ['main', 'latest']],
    ['latest=false', branch, ['main']],
    ['latest=true', 'type=ref,event=pr', []],
    ['prefix=foo-', branch, ['foo-main']],
    ['suffix=-bar', branch, ['main-bar']],
    ['prefix=foo-\nsuffix=-bar', branch, ['foo-main-bar']],
    ['latest=true\nsuffix=-bar', branch, ['main-bar', 'latest']],
    ['latest=true\nsuffix=-bar,onlatest=true', branch, ['main-bar', 'latest-bar']],
    ['latest=true\nprefix=foo-,onlatest=true\nsuffix=-bar', branch, ['foo-main-bar', 'foo-latest']],
    ['latest=true\nprefix=foo-,onlatest=true\nsuffix=-bar,onlatest=true', branch, ['foo-main-bar', 'foo-latest-bar']],
    ['latest=true\nsuffix=-bar,onlatest=false', branch, ['main-bar', 'latest']],
    // onlatest belongs to what stands before it
    ['latest=true\nprefix=foo-,suffix=-bar,onlatest=true', branch, ['foo-main-bar', 'latest-bar']],
    ['latest=true\nprefix=foo-,onlatest=true,suffix=-bar', branch, ['foo-main-bar', 'foo-latest']],
    ['latest=true\nonlatest=true,prefix=foo-', branch, ['foo-main', 'foo-latest']],
    ['latest=true\nprefix=foo-,onlatest=true\nprefix=bar-', branch, ['bar-main', 'bar-latest']],
    ['Latest=true\nSuffix=-bar,OnLatest=true', branch, ['main-bar', 'latest-bar']],
    ['latest=true\nlatest=false', branch, ['main']],
    ['prefix=a-\nprefix=b-', branch, ['b-main']],
    ['suffix=-{{sha}}', branch, ['main-860c190']],
    ['# nothing\nlatest=true', branch, ['main', 'latest']],
    // what a rule says itself wins, and so does the prefix that its type has
    ['prefix=foo-', `${branch},prefix=own-`, ['own-main']],
    ['prefix=foo-\nsuffix=-bar', `${branch},prefix=,suffix=`, ['main']],
    ['prefix=foo-\nsuffix=-bar', 'type=sha', ['sha-860c190-bar']],
    ['prefix=foo-', 'type=sha,prefix=', ['860c190']],
  ])('%j, %s', (flavor, rules, expected) => {
    expect(namesOf('push refs/heads/main', rules, flavor)).toEqual(expected);
  });
});

describe('documented: images', () => {
  test.each([
    ['name/foo\nghcr.io/name/bar', ['name/foo:main', 'ghcr.io/name/bar:main']],
    ['name=name/foo\nname=ghcr.io/name/bar', ['name/foo:main', 'ghcr.io/name/bar:main']],
    ['name/app,ghcr.io/name/app', ['name/app:main', 'ghcr.io/name/app:main']],
    ['name=name/foo,enable=true\nname=name/bar,enable=false', ['name/foo:main']],
    ['Enable=true,Name=name/foo', ['name/foo:main']],
    ['ghcr.io/OctoCat/Hello-World', ['ghcr.io/octocat/hello-world:main']],
    ['# mine\nname/foo', ['name/foo:main']],
    ['localhost:5000/app', ['localhost:5000/app:main']],
    ['name/foo\nNAME/foo', ['name/foo:main']],
  ])('%j', (images, expected) => {
    expect(make('push refs/heads/main', { images }).tags).toEqual(expected);
  });

  test('several tags of several images stand image by image', () => {
    expect(make('push refs/tags/v1.2.3', { images: 'a/b\nc/d' }).tags).toEqual([
      'a/b:v1.2.3',
      'a/b:latest',
      'c/d:v1.2.3',
      'c/d:latest',
    ]);
  });
});

test('documented: the bake file', () => {
  const made = make('push refs/tags/v1.2.3', {
    images: 'name/app',
    tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=sha',
  });
  const target = made.bake.all.target['docker-metadata-action'];
  expect(target).toMatchObject({
    tags: ['name/app:1.2.3', 'name/app:1.2', 'name/app:sha-860c190', 'name/app:latest'],
    labels: {
      'org.opencontainers.image.title': 'Hello-World',
      'org.opencontainers.image.description': 'This your first repo!',
      'org.opencontainers.image.url': 'https://github.com/octocat/Hello-World',
      'org.opencontainers.image.source': 'https://github.com/octocat/Hello-World',
      'org.opencontainers.image.version': '1.2.3',
      'org.opencontainers.image.created': '2020-01-10T00:30:00.000Z',
      'org.opencontainers.image.revision': '860c1904a1ce19322e91ac35af1ab07466440c37',
      'org.opencontainers.image.licenses': 'MIT',
    },
    args: { DOCKER_META_IMAGES: 'name/app', DOCKER_META_VERSION: '1.2.3' },
  });
});
