import { describe, expect, test } from '@jest/globals';
import { describe as describeProblem } from '../../src/model/problem.ts';
import { type OutputFacts, type OutputRequest, planOutputs } from '../../src/request/outputs.ts';

const request: OutputRequest = {
  push: false,
  load: false,
  tags: [],
  outputs: [],
  platforms: 1,
  shard: false,
  call: undefined,
};
const facts: OutputFacts = { driver: 'docker-container', multiPlatformStore: false, temp: '/t' };
const plan = (asked: Partial<OutputRequest>, found: Partial<OutputFacts> = {}) =>
  planOutputs({ ...request, ...asked }, { ...facts, ...found });

const GATED = 'type=image,push=true,push-by-digest=true,name-canonical=true';

describe('the outputs of a build', () => {
  const rows: [string, Partial<OutputRequest>, Partial<OutputFacts>, string[]][] = [
    ['nothing asked', {}, {}, ['type=oci,dest=/t/layout,tar=false']],
    ['nothing asked, tags alone', { tags: ['a/b:1'] }, {}, ['type=oci,dest=/t/layout,tar=false']],
    ['nothing asked of the engine itself', { tags: ['a/b:1'] }, { driver: 'docker' }, ['type=docker,name=a/b:1']],
    ['only a check', { call: 'check', push: true, tags: ['a/b:1'] }, {}, []],
    ['push', { push: true, tags: ['r.io/a:1'] }, {}, [`${GATED},name=r.io/a`]],
    [
      'push, one repository with two tags and another',
      { push: true, tags: ['r.io/a:1', 'r.io/a:2', 'b'] },
      {},
      [`${GATED},"name=r.io/a,b"`],
    ],
    ['push to a port', { push: true, tags: ['localhost:5000/a'] }, {}, [`${GATED},name=localhost:5000/a`]],
    [
      'push through the docker driver',
      { push: true, tags: ['a:1', 'a:2'] },
      { driver: 'docker' },
      ['type=image,push=true,"name=a:1,a:2"'],
    ],
    ['load', { load: true, tags: ['a:1', 'b:2'] }, {}, ['type=docker,"name=a:1,b:2"']],
    ['load without a tag', { load: true }, {}, ['type=docker']],
    ['load of several', { load: true, platforms: 2 }, { multiPlatformStore: true }, ['type=docker']],
    ['push and load', { push: true, load: true, tags: ['r/a:1'] }, {}, ['type=docker,name=r/a:1', `${GATED},name=r/a`]],
    ['load said twice', { load: true, outputs: ['type=docker,name=x'] }, {}, ['type=docker,name=x']],
    [
      'a docker archive is no load',
      { load: true, outputs: ['type=docker,dest=x.tar'] },
      {},
      ['type=docker,dest=x.tar', 'type=docker'],
    ],
    ['a folder', { outputs: ['out'] }, {}, ['type=local,dest=out']],
    ['a folder with a comma', { outputs: ['a,b'] }, {}, ['type=local,"dest=a,b"']],
    ['local', { outputs: ['type=local,dest=out'], tags: ['a:1'] }, {}, ['type=local,dest=out']],
    ['tar', { outputs: ['type=tar,dest=out.tar'] }, {}, ['type=tar,dest=out.tar']],
    ['oci gets the tags', { outputs: ['type=oci,dest=o.tar'], tags: ['a:1'] }, {}, ['type=oci,dest=o.tar,name=a:1']],
    ['only the cache', { outputs: ['type=cacheonly'] }, {}, ['type=cacheonly']],
    ['an image in the builder', { outputs: ['type=image'], tags: ['a:1'] }, {}, ['type=image,name=a:1']],
    ['registry', { outputs: ['type=registry'], tags: ['a:1'] }, {}, [`${GATED},name=a`]],
    ['registry with a name', { outputs: ['type=registry,name=a:1'] }, {}, ['type=registry,name=a:1']],
    [
      'the attributes of an image are kept',
      { push: true, outputs: ['type=image,compression=zstd,force-compression=true,annotation.x=y'], tags: ['a:1'] },
      {},
      [
        `type=image,push=true,push-by-digest=true,name-canonical=true,compression=zstd,force-compression=true,annotation.x=y,name=a`,
      ],
    ],
    [
      'an image named by its output',
      { push: true, outputs: ['type=image,name=a:1'] },
      {},
      ['type=image,name=a:1,push=true'],
    ],
    [
      'pushed by digest by the user',
      { outputs: ['type=image,name=a,push-by-digest=true,push=true'] },
      {},
      ['type=image,name=a,push-by-digest=true,push=true'],
    ],
    [
      'several at once: what is pushed comes last',
      {
        push: true,
        tags: ['a:1'],
        outputs: ['type=image,oci-mediatypes=true', 'type=local,dest=out', 'type=oci,dest=o.tar'],
      },
      {},
      [
        'type=local,dest=out',
        'type=oci,dest=o.tar,name=a:1',
        'type=image,push=true,push-by-digest=true,name-canonical=true,oci-mediatypes=true,name=a',
      ],
    ],
    ['a shard', { shard: true, tags: ['r/a:1'] }, {}, [`${GATED},name=r/a`]],
  ];
  test.each(rows)('%s', (_, asked, found, expected) => {
    expect(plan(asked, found).outputs).toEqual(expected);
  });
});

describe('what happens after the build', () => {
  test('tags are made after the verification', () => {
    expect(plan({ push: true, tags: ['r/a:1', 'r/a:2', 'r/b'] }).publish).toEqual({
      repositories: ['r/a', 'r/b'],
      tags: ['r/a:1', 'r/a:2', 'r/b'],
    });
  });
  test('a shard makes none', () => {
    expect(plan({ shard: true, tags: ['r/a:1'] }).publish).toEqual({ repositories: ['r/a'], tags: [] });
  });
  test.each<[string, Partial<OutputRequest>, Partial<OutputFacts>]>([
    ['named by itself', { outputs: ['type=registry,name=a:1'] }, {}],
    ['the docker driver', { push: true, tags: ['a:1'] }, { driver: 'docker' }],
  ])('nothing is held back, and that is said: %s', (_, asked, found) => {
    const made = plan(asked, found);
    expect(made.publish).toBeUndefined();
    expect(made.notes.join()).toContain('before');
  });
  test('the layout is named, and only when it was added', () => {
    expect(plan({}).layout).toBe('/t/layout');
    expect(plan({ outputs: ['type=oci,dest=x'] }).layout).toBeUndefined();
  });
  test.each<[Partial<OutputRequest>, boolean]>([
    [{}, true],
    [{ outputs: ['type=local,dest=x', 'type=image'] }, false],
    [{ outputs: ['type=tar,dest=x'] }, false],
  ])('%j: image ID file %s', (asked, expected) => {
    expect(plan(asked).iidFile).toBe(expected);
  });
  test.each<[Partial<OutputRequest>, Partial<OutputFacts>, boolean]>([
    [{}, {}, true],
    [{ push: true, tags: ['a'] }, {}, true],
    [{ load: true }, {}, false],
    [{ load: true }, { multiPlatformStore: true }, true],
    [{ outputs: ['type=docker,dest=x'] }, { multiPlatformStore: true }, false],
    [{ push: true, tags: ['a'], outputs: ['type=image,oci-mediatypes=false'] }, {}, false],
  ])('%j %j: attestations possible %s', (asked, found, possible) => {
    expect(plan(asked, found).noAttestations === undefined).toBe(possible);
  });
});

describe('what cannot be put out', () => {
  test.each<[Partial<OutputRequest>, Partial<OutputFacts>, RegExp]>([
    [{ load: true, platforms: 2 }, {}, /one platform.*OCI layout.*containerd/],
    [{ outputs: ['type=docker'], platforms: 3 }, {}, /3 platforms cannot be loaded/],
    [{ outputs: ['type=docker,dest=x.tar'], platforms: 2 }, { multiPlatformStore: true }, /type=oci/],
    [{ outputs: ['type=tar,dest=-'] }, {}, /log/],
    [{ push: true, tags: [`a@sha256:${'0'.repeat(64)}`] }, {}, /write a$/],
  ])('%j', (asked, found, message) => {
    const [problem] = plan(asked, found).problems;
    expect(`${problem?.what} - ${problem?.why}; ${problem?.instead}`).toMatch(message);
  });
  test('what can is no problem', () => {
    expect(plan({ load: true, push: true, tags: ['a:1'], outputs: ['type=oci,dest=x'] }).problems).toEqual([]);
  });
});

describe('platforms on several nodes', () => {
  const several = { nodes: 2 };
  test('are pushed under a tag of our own: buildx would take latest', () => {
    const found = plan({ push: true, tags: ['r.io/a:1', 'r.io/b'], platforms: 2 }, several);
    expect(found.outputs).toEqual([`${GATED},"name=r.io/a:crossbuild-staging,r.io/b:crossbuild-staging"`]);
    expect(found.publish).toEqual({ repositories: ['r.io/a', 'r.io/b'], tags: ['r.io/a:1', 'r.io/b'] });
    expect(found.notes).toEqual([expect.stringMatching(/the tag crossbuild-staging is pushed too/)]);
  });
  test.each([
    ['nothing asked', {}, /an OCI layout cannot be made - .*several nodes.*; write push: true with tags/],
    ['an OCI archive', { outputs: ['type=oci,dest=x.tar'] }, /type=oci,dest=x.tar cannot be made/],
    ['a root file system', { outputs: ['type=tar,dest=x.tar'] }, /type=tar,dest=x.tar cannot be made/],
  ])('%s is refused', (_, asked, message) => {
    const problems = plan({ platforms: 2, ...asked }, several).problems.map(describeProblem);
    expect(problems).toEqual([expect.stringMatching(message)]);
  });
  test.each([
    ['one platform', { platforms: 1 }, several],
    ['one node', { platforms: 2 }, { nodes: 1 }],
    ['a folder', { platforms: 2, outputs: ['type=local,dest=out'] }, several],
  ])('%s is as ever', (_, asked, found) => {
    expect(plan(asked, found).problems).toEqual([]);
  });
});
