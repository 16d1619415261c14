import { describe, expect, test } from '@jest/globals';
import { formatAnnotation, type Metadata, metadata } from '../../src/metadata/render.ts';
import { parseTagReference } from '../../src/model/reference.ts';
import { contextFor, contextOf, make, NOW, namesOf, pushOf, recorded, rulesOf, SHA } from './support.ts';

const main = 'push refs/heads/main';
const app = 'ghcr.io/o/app';
const oci = 'org.opencontainers.image.';

function lines({ annotations }: Metadata): string[] {
  return annotations.map(formatAnnotation);
}

describe('default rules', () => {
  test.each([
    ['push-branch', ['main']],
    ['push-tag', ['v1.2.3', 'latest']],
    ['pull_request', ['pr-2']],
    ['pull_request-merged', ['main']],
    ['pull_request_target', ['pr-21']],
    ['schedule', ['nightly', 'main']],
    ['release', ['v1.2.3', 'latest']],
    ['workflow_dispatch', ['main']],
    ['merge_group', [`gh-readonly-queue-main-pr-7-${'a'.repeat(40)}`]],
    ['delete', ['main']],
    ['create', ['v1.2.3', 'latest']],
    ['workflow_run', ['main']],
    ['repository_dispatch', ['main']],
    ['issue_comment', ['main']],
    ['outside', []],
  ])('on %s make %j', (event, expected) => {
    expect(namesOf(event, '')).toEqual(expected);
  });
});

describe('a tag', () => {
  test.each([
    ['push refs/heads/feature/#12_ü', 'type=ref,event=branch', 'feature-12_-'],
    ['push refs/heads/-x', 'type=ref,event=branch', 'x'],
    ['push refs/heads/.hidden', 'type=ref,event=branch', 'hidden'],
    [`push refs/heads/${'x'.repeat(200)}`, 'type=ref,event=branch', 'x'.repeat(128)],
    ['push refs/tags/v1.0.0+build.5', 'type=semver,pattern={{raw}}', 'v1.0.0-build.5'],
    ['push refs/tags/1.0+local', 'type=pep440,pattern={{version}}', '1.0-local'],
    ['push refs/tags/v2.0.8-beta.67', 'type=semver,pattern=v{{version}}', '2.0.8-beta.67'],
    ['push refs/tags/v1.2.3', "type=semver,pattern={{version}}-{{date 'YYYYMMDD'}}", '1.2.3-20200110'],
    ['push refs/tags/V1-RC', 'type=match,pattern=/v\\d/i', 'V1'],
    ['push refs/tags/v1-22', 'type=match,"pattern=\\d{2,3}"', '22'],
    ['push refs/heads/x', 'type=match,pattern=(\\d),group=1,value=a{{sha}}', '8'],
    ['push refs/heads/x', 'type=raw,"value=a,b"', 'a-b'],
    ['push refs/heads/x', "type=raw,value={{date 'MMM D, YYYY'}}", 'Jan-10-2020'],
    ['push refs/heads/x', 'TYPE=RAW,Value=Keep', 'Keep'],
    ['push refs/heads/x', 'type=raw,value={{branch}}-amd64,prefix={{sha}}-', '860c190-x-amd64'],
    ['pull_request', 'type=raw,value={{branch}}-amd64', 'amd64'],
    ['pull_request', 'type=ref,event=pr,prefix=', '2'],
    ['pull_request', 'type=raw,value=x,enable={{is_not_default_branch}}', 'x'],
    ['outside', 'type=raw,value=local', 'local'],
  ])('on %s, %s is %s', (event, rule, expected) => {
    expect(namesOf(event, rule, 'latest=false')).toEqual([expected]);
  });

  test('is the same when made again, whatever the flags of a pattern', () => {
    const rules = rulesOf({ images: app, tags: 'type=match,pattern=/v\\d/gy' });
    const names = [1, 2].map(() => metadata(pushOf('refs/tags/v1'), rules, NOW).tagNames);
    expect(names).toEqual([
      ['v1', 'latest'],
      ['v1', 'latest'],
    ]);
  });

  test('with an empty value comes from the Git tag', () => {
    expect(namesOf('push refs/tags/v1.2.3', 'type=semver,pattern={{version}},value=', 'latest=false')).toEqual([
      '1.2.3',
    ]);
  });

  test('stands once, however many rules make it', () => {
    const rules = 'type=semver,pattern={{raw}}\ntype=ref,event=tag\ntype=raw,value=latest\ntype=raw,value=v1.2.3';
    expect(namesOf('push refs/tags/v1.2.3', rules)).toEqual(['v1.2.3', 'latest']);
  });

  test('keeps the order of the input where priorities are equal', () => {
    expect(namesOf(main, 'type=raw,value=b\ntype=raw,value=a\ntype=raw,value=c')).toEqual(['b', 'a', 'c']);
  });

  test('of an image whose line is disabled is not made', () => {
    expect(make(main, { images: 'name=a/b,enable=false' })).toMatchObject({ tags: [], tagNames: ['main'] });
  });

  test.each([
    // fields in any order, and a rule without a type is raw, as in docker's action
    ['enable=true,priority=300,type=raw,value=edge-build\nevent=branch,type=ref', main, ['main', 'edge-build']],
    ['value=x,priority=10', main, ['x']],
    ['enable=false,type=raw,value=x\ny', main, ['y']],
    ['Pattern={{major}},Type=semver', 'push refs/tags/v1.2.3', ['1']],
    // a bare value is a tag of the images, made valid
    ['feature/login', main, ['feature-login']],
    ['o/app:1', main, ['o-app-1']],
    // a # is text but for one that starts a line
    ['# nothing\ntype=match,pattern=rel#(\\d+),group=1', 'push refs/tags/rel#12', ['12']],
    ['type=raw,value=a # b', main, ['a-b']],
    // a version inside a longer tag
    ['type=semver,pattern={{version}},match=v(\\d+.\\d+.\\d+)$', 'push refs/tags/api/v1.2.3', ['1.2.3']],
    ['type=semver,pattern={{major}}.{{minor}},match=\\d+.\\d+.\\d+', 'push refs/tags/api/v1.2.3', ['1.2']],
    ['match=/V(.*)$/i,type=pep440,pattern={{version}}', 'push refs/tags/api/v1.2rc1', ['1.2rc1']],
    ['type=semver,pattern={{version}},match=nothing', 'push refs/tags/v1.2.3', ['1.2.3']],
    ['type=semver,pattern={{version}},match=v(.*)', 'push refs/tags/api/v1.2.3-rc/4', ['1.2.3-rc-4']],
    ['type=pep440,pattern={{version}}', 'push refs/tags/1.2+a/b', ['1.2-a.b']],
    // the ref of a pull request is its merge or its head
    ['type=ref,event=pr', 'push refs/pull/7/merge', ['pr-7']],
    ['type=ref,event=pr', 'push refs/pull/7/head', ['pr-7-head']],
    ['type=raw,value=x{{branch}}', 'push refs/pull/7/head', ['x']],
    ['type=semver,pattern={{version}},match=nothing', 'push refs/tags/api/v1.2.3', []],
  ])('%j on %s', (tags, event, expected) => {
    expect(namesOf(event, tags, 'latest=false')).toEqual(expected);
  });
});

describe('reasons', () => {
  test('tell the rule and the value of every tag', () => {
    const tags = 'type=semver,pattern={{version}}\ntype=sha\ntype=raw,value=x/{{tag}}';
    expect(make('push refs/tags/v1.2.3', { images: app, tags }).made).toEqual([
      { reference: `${app}:1.2.3`, because: 'type=semver,pattern={{version}}: the tag is v1.2.3' },
      {
        reference: `${app}:x-v1.2.3`,
        because: 'type=raw,value=x/{{tag}}: x/{{tag}} is "x/v1.2.3", "x/v1.2.3" as a tag',
      },
      { reference: `${app}:sha-860c190`, because: `type=sha: the commit is ${SHA}` },
      {
        reference: `${app}:latest`,
        because: 'flavor latest=auto, and type=semver,pattern={{version}} made the first tag',
      },
    ]);
  });

  test('tell a default rule, a pre-release and a flavor', () => {
    expect(make(main, { images: app }).made[0]?.because).toBe(
      'type=ref,event=branch (a default rule): the branch is main',
    );
    const tags = 'type=semver,pattern={{major}}';
    const made = make('push refs/tags/v1.0.0-rc.1', { images: app, tags, flavor: 'latest=true' }).made;
    expect(made.map(({ because }) => because)).toEqual([
      'type=semver,pattern={{major}}: the tag is v1.0.0-rc.1, a pre-release, which only gets its own tag',
      'flavor latest=true',
    ]);
  });

  test.each([
    [main, 'type=schedule', 'the event is push, not schedule'],
    ['outside', 'type=schedule', 'the event is none, not schedule'],
    [main, 'type=semver,pattern={{version}}', 'the ref is refs/heads/main, not a tag'],
    ['outside', 'type=ref,event=tag', 'there is no ref, not a tag'],
    [
      'push refs/tags/v1',
      'type=semver,pattern={{version}}',
      'v1 is not a semantic version; for other tags write match= and a pattern, or type=match',
    ],
    [
      main,
      'type=pep440,pattern={{version}},value=x',
      'x is not a version by PEP 440; for other tags write match= and a pattern, or type=match',
    ],
    ['push refs/tags/v1', 'type=match,pattern=a(b)', 'v1 does not match /a(b)/'],
    ['push refs/tags/v1', 'type=match,pattern=v(b)?,group=1', 'group 1 of /v(b)?/ is empty in v1'],
    [main, 'type=edge,branch=dev', 'the branch is main, not dev'],
    ['pull_request', 'type=edge', 'the ref is refs/pull/2/merge, not a branch'],
    [main, 'type=ref,event=pr', 'the ref is refs/heads/main, not a pull request'],
    ['pull_request', 'type=ref,event=branch', 'the ref is refs/pull/2/merge, not a branch'],
    [main, 'type=raw,value=x,enable=false', 'enable is false'],
    [main, 'type=raw,value=x,enable={{is_not_default_branch}}', 'enable is false ({{is_not_default_branch}})'],
    [main, 'type=raw,value=x,enable={{tag}}', 'enable is empty ({{tag}})'],
    [main, 'type=raw,value={{tag}}', 'the value is empty'],
    [main, 'type=raw,value=', 'the value is empty'],
    [main, 'type=raw,value=---', '"---" holds nothing that a tag may hold'],
    ['outside', 'type=sha', 'there is no commit'],
  ])('on %s, %s makes no tag: %s', (event, rule, because) => {
    expect(make(event, { images: app, tags: rule })).toMatchObject({ tags: [], skipped: [{ rule, because }] });
  });

  test('tell that the default branch is not known', () => {
    const { env } = recorded('push-branch');
    const context = { ...pushOf('refs/heads/main'), defaultBranch: undefined };
    const { defaultBranch: _, ...unknown } = context;
    expect(env.GITHUB_REF).toBe(unknown.ref);
    expect(metadata(unknown, rulesOf({ images: app, tags: 'type=edge' }), NOW).skipped[0]?.because).toBe(
      'the event does not tell the default branch; write it, as in type=edge,branch=main',
    );
  });
});

describe('labels', () => {
  test('come from the event, sorted', () => {
    const { labels } = make('push refs/tags/v1.2.3', { images: app, tags: 'type=semver,pattern={{version}}' });
    expect(Object.entries(labels)).toEqual([
      [`${oci}created`, '2020-01-10T00:30:00.000Z'],
      [`${oci}description`, 'This your first repo!'],
      [`${oci}licenses`, 'MIT'],
      [`${oci}revision`, SHA],
      [`${oci}source`, 'https://github.com/octocat/Hello-World'],
      [`${oci}title`, 'Hello-World'],
      [`${oci}url`, 'https://github.com/octocat/Hello-World'],
      [`${oci}version`, '1.2.3'],
    ]);
  });

  test('that the user writes win', () => {
    const { labels } = make(main, {
      images: app,
      labels: `${oci}title=Mine\nmaintainer=me=you\n${oci}created={{commit_date 'YYYY-MM-DDTHH:mm:ss.SSS[Z]'}}\nempty\nb={{branch}}`,
    });
    expect(labels).toMatchObject({
      [`${oci}title`]: 'Mine',
      maintainer: 'me=you',
      [`${oci}created`]: '2020-01-10T00:25:50.000Z',
      empty: '',
      b: 'main',
    });
    expect(Object.keys(labels)).toEqual(Object.keys(labels).toSorted());
  });

  test('that an event does not tell are empty, which hides those of the base image', () => {
    const { labels } = make('repository_dispatch', { images: app });
    expect(labels).toMatchObject({ [`${oci}licenses`]: '', [`${oci}description`]: '', [`${oci}title`]: 'Hello-World' });
  });

  test('outside GitHub are those that are known', () => {
    expect(make('outside', { images: app, tags: 'type=raw,value=1' }).labels).toEqual({
      [`${oci}created`]: '2020-01-10T00:30:00.000Z',
      [`${oci}version`]: '1',
    });
  });

  test('without images are those that the user wrote, to the letter', () => {
    const made = make(main, { tags: 'o/app:1.0', labels: 'a={{ .Name }}\nb={{sha}}', annotations: 'c=\\{{d' });
    expect(made.labels).toEqual({ a: '{{ .Name }}', b: '{{sha}}' });
    expect(lines(made)).toEqual(['c=\\{{d']);
    expect(made).toMatchObject({ tags: ['o/app:1.0'], tagNames: [], skipped: [], version: '1.0' });
  });

  test('have the head of a pull request when asked', () => {
    const context = contextOf('pull_request', { DOCKER_METADATA_PR_HEAD_SHA: 'true' });
    const made = metadata(context, rulesOf({ images: app, tags: 'type=sha' }), NOW);
    expect(made.labels[`${oci}revision`]).toBe('1f0c9b0f2b5a4d0d9a1e5a7a7e0a9f6d5c4b3a21');
    expect(made.tagNames).toEqual(['sha-1f0c9b0']);
  });
});

describe('annotations', () => {
  test('are the labels at the level of manifests', () => {
    const made = make(main, { images: app });
    expect(lines(made)).toEqual(Object.entries(made.labels).map(([key, value]) => `manifest:${key}=${value}`));
  });

  test('go to the levels of the environment', () => {
    const env = { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'manifest, index,manifest' };
    const made = make(main, { images: app, annotations: 'a={{branch}}\nindex:b=2\nmanifest[linux/arm64]:c=3' }, env);
    expect(lines(made).filter((line) => !line.includes(oci))).toEqual([
      'manifest:a=main',
      'index:a=main',
      'index:b=2',
      'manifest[linux/arm64]:c=3',
    ]);
    expect(lines(made).filter((line) => line.includes(`${oci}title`))).toEqual([
      `manifest:${oci}title=Hello-World`,
      `index:${oci}title=Hello-World`,
    ]);
  });

  test('that the user writes win', () => {
    const made = make(main, { images: app, annotations: `${oci}title=Mine`, labels: `${oci}url=x` });
    expect(lines(made)).toContain(`manifest:${oci}title=Mine`);
    expect(lines(made)).toContain(`manifest:${oci}url=https://github.com/octocat/Hello-World`);
  });

  test.each([
    ['a=b', ['a=b']],
    ['index:a=b', ['index:a=b']],
    ['manifest,index:a=b', ['manifest:a=b', 'index:a=b']],
    ['manifest-descriptor:a=b:c=d', ['manifest-descriptor:a=b:c=d']],
    ['index-descriptor:a', ['index-descriptor:a=']],
    ['manifest[linux/amd64,linux/arm64]:a=b', ['manifest[linux/amd64,linux/arm64]:a=b']],
    ['org.x:y=z', ['org.x:y=z']],
  ])('%s without images stays %j', (annotations, expected) => {
    expect(lines(make(main, { tags: 'o/a', annotations }))).toEqual(expected);
  });
});

describe('documents', () => {
  const made = make('push refs/tags/v1.2.3', { images: `${app}\no/a`, labels: 'price=${x} 5%{y}' });

  test('json holds what the outputs hold', () => {
    expect(made.json).toEqual({
      tags: made.tags,
      'tag-names': ['v1.2.3', 'latest'],
      labels: made.labels,
      annotations: lines(made),
    });
  });

  test('bake files are parts of the whole one', () => {
    const { tags, labels, annotations, all } = made.bake;
    const target = (file: typeof all) => file.target['docker-metadata-action'];
    expect(target(tags)).toEqual({
      tags: made.tags,
      args: { DOCKER_META_IMAGES: `${app},o/a`, DOCKER_META_VERSION: 'v1.2.3' },
    });
    expect(target(annotations)).toEqual({ annotations: lines(made) });
    expect({ ...target(tags), ...target(labels), ...target(annotations) }).toEqual(target(all));
  });

  test('bake takes no text for a template', () => {
    expect(made.labels.price).toBe('${x} 5%{y}');
    expect(made.bake.labels.target['docker-metadata-action']).toHaveProperty('labels.price', '$${x} 5%%{y}');
  });

  test('the target has the name that was asked for', () => {
    const renamed = metadata(contextFor(main), rulesOf({ images: app }), NOW, 'meta');
    expect(Object.keys(renamed.bake.all.target)).toEqual(['meta']);
  });
});

test('every tag is a reference, whatever the branch and the rules', () => {
  const random = numbers(11);
  const pick = <T>(from: readonly T[]): T => from[random() % from.length] as T;
  const word = () => Array.from({ length: random() % 12 }, () => pick([...'aZ0._-/+@:# é☃'])).join('');
  const quoted = () => word().replaceAll('{', '');
  let seen = 0;
  for (let i = 0; i < 1200; i++) {
    const ref = `refs/${pick(['heads', 'tags'])}/${pick([word(), 'v1.2.3', '1.0rc1', `v${word()}`])}`;
    const rule = pick([
      'type=ref,event=branch',
      'type=ref,event=tag',
      'type=semver,pattern=x{{version}}',
      'type=pep440,pattern={{version}}',
      'type=match,pattern=.+',
      `type=raw,"value=${quoted()}{{branch}}{{tag}}"`,
      'type=sha,format=long',
    ]);
    const affixes = `,"prefix=${quoted()}","suffix=${'y'.repeat(random() % 130)}${quoted()}"`;
    const inputs = { images: 'LOCALHOST:5000/a\ngit.example.com/b/c', tags: rule + affixes, flavor: 'latest=true' };
    for (const tag of make(`push ${ref.replaceAll(' ', '')}`, inputs).tags) {
      seen++;
      expect([ref, rule, tag, parseTagReference(tag)]).toEqual([
        ref,
        rule,
        tag,
        expect.objectContaining({ tag: expect.anything() }),
      ]);
    }
  }
  expect(seen).toBeGreaterThan(2000);
});

/** A small congruential generator, so that a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
