import { describe, expect, test } from '@jest/globals';
import { type BuildRequest, buildArgs } from '../../src/request/build-command.ts';

const nothing: BuildRequest = {
  platforms: [],
  dockerfile: { file: 'Dockerfile' },
  context: '.',
  tags: [],
  labels: [],
  annotations: [],
  buildArgs: [],
  buildContexts: {},
  outputs: [],
  noCache: false,
  noCacheFilters: [],
  pull: false,
  cacheFrom: [],
  cacheTo: [],
  secrets: [],
  ssh: [],
  attests: [],
  addHosts: [],
  allow: [],
  ulimit: [],
  progress: 'rawjson',
};

describe('the arguments of a build', () => {
  test('hold only what was asked for', () => {
    expect(buildArgs(nothing)).toEqual({
      args: ['build', '--progress=rawjson', '--file=Dockerfile', '--', '.'],
      env: {},
    });
  });

  const rows: [Partial<BuildRequest>, string[]][] = [
    [{ builder: 'crossbuild-1' }, ['--builder=crossbuild-1']],
    [{ platforms: ['linux/amd64', 'linux/arm/v7'] }, ['--platform=linux/amd64,linux/arm/v7']],
    [{ tags: ['a/b:1', 'a/b:2'] }, ['--tag=a/b:1', '--tag=a/b:2']],
    [{ labels: ['a=b, c', 'empty='] }, ['--label=a=b, c', '--label=empty=']],
    [{ annotations: ['index:a=b'] }, ['--annotation=index:a=b']],
    [
      { buildArgs: ['A=1=2', 'B', 'C=two\nlines', 'D= $(id); `id`'] },
      ['--build-arg=A=1=2', '--build-arg=B', '--build-arg=C=two\nlines', '--build-arg=D= $(id); `id`'],
    ],
    [
      { buildContexts: { base: 'docker-image://alpine', src: '../src' } },
      ['--build-context=base=docker-image://alpine', '--build-context=src=../src'],
    ],
    [{ target: 'final' }, ['--target=final']],
    [{ target: '' }, []],
    [{ call: 'check' }, ['--call=check']],
    [{ outputs: ['type=local,dest=out', 'type=image'] }, ['--output=type=local,dest=out', '--output=type=image']],
    [{ noCache: true, pull: true }, ['--no-cache', '--pull']],
    [{ noCacheFilters: ['one', 'two'] }, ['--no-cache-filter=one', '--no-cache-filter=two']],
    [
      { cacheFrom: ['user/app:cache'], cacheTo: ['type=inline'] },
      ['--cache-from=user/app:cache', '--cache-to=type=inline'],
    ],
    [{ secrets: [{ id: 'token', env: 'SECRET_1' }] }, ['--secret=id=token,env=SECRET_1']],
    [{ secrets: [{ id: 'key', src: '/a, b' }] }, ['--secret=id=key,"src=/a, b"']],
    [{ ssh: ['default', 'git=/run/a,/run/b'] }, ['--ssh=default', '--ssh=git=/run/a,/run/b']],
    [{ attests: ['type=sbom'] }, ['--attest=type=sbom']],
    [{ provenance: 'false', sbom: 'true' }, ['--provenance=false', '--sbom=true']],
    [{ addHosts: ['a:1.2.3.4', 'b:::1'] }, ['--add-host=a:1.2.3.4', '--add-host=b:::1']],
    [{ addHosts: ['a,b:1.2.3.4'] }, ['--add-host="a,b:1.2.3.4"']],
    [
      { allow: ['network.host', 'security.insecure'], network: 'host' },
      ['--allow=network.host', '--allow=security.insecure', '--network=host'],
    ],
    [{ cgroupParent: 'foo', shmSize: '2g' }, ['--cgroup-parent=foo', '--shm-size=2g']],
    [{ ulimit: ['nofile=1024:1024', 'nproc=3'] }, ['--ulimit=nofile=1024:1024', '--ulimit=nproc=3']],
    [{ iidFile: '/t/iid' }, ['--iidfile=/t/iid']],
    // a value that looks like a flag stays the value of its flag
    [{ target: '--push', tags: ['-f'] }, ['--target=--push', '--tag=-f']],
  ];
  test.each(rows)('%j', (asked, expected) => {
    const { args } = buildArgs({ ...nothing, ...asked });
    expect(args.filter((arg) => !['build', '--progress=rawjson', '--file=Dockerfile'].includes(arg))).toEqual([
      ...expected,
      '--',
      '.',
    ]);
  });

  test('a Dockerfile from standard input', () => {
    expect(buildArgs({ ...nothing, dockerfile: { stdin: true } }).args).toContain('--file=-');
  });

  test('warnings of the build checks come with the metadata', () => {
    expect(buildArgs({ ...nothing, metadataFile: '/t/meta.json' })).toEqual({
      args: expect.arrayContaining(['--metadata-file=/t/meta.json']),
      env: { BUILDX_METADATA_WARNINGS: 'true' },
    });
  });

  test('a context that looks like a flag is still the context', () => {
    const { args } = buildArgs({ ...nothing, context: '--push' });
    expect(args.slice(-2)).toEqual(['--', '--push']);
  });
});
