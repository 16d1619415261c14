import { describe, expect, test } from '@jest/globals';
import { readRules } from '../../src/metadata/rules.ts';
import { isRule } from '../../src/metadata/tag-rule.ts';
import { problemsOf, rulesOf } from './support.ts';

test.each([
  ['type=sha', true],
  [' type = sha', true],
  ['TYPE=sha', true],
  ['enable=true,type=sha', true],
  ['event=branch,type=raw,value={{branch}}', true],
  ['"type=sha"', true],
  ['type=nonsense', true],
  ['ghcr.io/o/app:1.0', false],
  ['foo', false],
  ['type', false],
  ['o/type:sha', false],
  ['', false],
])('%j is a rule: %s', (line, expected) => {
  expect(isRule(line)).toBe(expected);
});

describe('a rule that cannot be read says what to write', () => {
  test.each([
    ['type=semvr,pattern={{version}}', '"semvr" is not a type of rule; write type=semver'],
    ['type=', /"" is not a type of rule; write type=schedule, type=semver/],
    ['type=semver', 'the pattern is missing; write type=semver,pattern={{version}}'],
    ['type=pep440,pattern=', 'the pattern is missing; write type=pep440,pattern={{version}}'],
    ['type=semver,pattern={{verson}}', 'there is no expression {{verson}}; write {{version}}'],
    ['type=semver,pattern={{version}', 'an expression is not closed; write }} at its end'],
    ['type=raw,value={{version}}', /there is no expression \{\{version}}; write/],
    ['type=match', 'the pattern is missing; write for example type=match,pattern=v(.*),group=1'],
    ['type=match,pattern=v(.*', /the pattern is not a regular expression - .*; mend the pattern/],
    ['type=match,pattern=v(.*),group=2', 'there is no group 2 - the pattern has 1; write a group from 0 to 1'],
    ['type=match,pattern=v,group=1', 'there is no group 1 - the pattern has 0; write a group from 0 to 0'],
    ['type=match,pattern=v(.*),group=x', 'there is no group x - the pattern has 1; write a group from 0 to 1'],
    [
      'type=match,pattern=\\d{1,3}',
      '"3}" has no name - a comma ends a field; put a field that holds a comma in double quotes, "name=a,b"',
    ],
    ['type=ref', 'the event is missing; write type=ref,event=branch'],
    ['type=ref,event=pull_request', '"pull_request" is not one of its events; write type=ref,event=pr'],
    ['type=ref,event=tags', '"tags" is not one of its events; write type=ref,event=tag'],
    ['type=raw', 'the value is missing; write type=raw,value=the-tag'],
    [
      'type=raw,a,b',
      '"b" has no name - a comma ends a field; put a field that holds a comma in double quotes, "name=a,b"',
    ],
    ['type=sha,format=tiny', '"tiny" is not a format of a commit; write format=short or format=long'],
    [
      'type=sha,enable=yes',
      'enable is "yes" - it is neither true nor false; write enable=true or enable=false, or leave it out',
    ],
    [
      'type=sha,enable=',
      'enable is "" - it is neither true nor false; write enable=true or enable=false, or leave it out',
    ],
    ['type=sha,enable={{is_default}}', /there is no expression \{\{is_default}}/],
    ['type=sha,priority=high', 'the priority "high" is not a whole number; write priority=100'],
    ['type=sha,priority=1.5', 'the priority "1.5" is not a whole number; write priority=100'],
    ['type=sha,sufix=-x', 'type=sha takes no "sufix"; write suffix'],
    ['type=raw,value=x,event=branch', /type=raw takes no "event" - "event" belongs to type=ref; write/],
    ['type=edge,value=x', /type=edge takes no "value" - "value" belongs to type=semver; write/],
    ["type=raw,value={{date 'YYYY' tz='Mars/Base'}}", /"Mars\/Base" is not a time zone; write for example/],
    ['type=sha,prefix={{brnch}}-', 'there is no expression {{brnch}}; write {{branch}}'],
  ])('%s', (rule, expected) => {
    const problems = problemsOf({ images: 'a/b', tags: `\n${rule}` });
    const start = `tags: "${rule}" (line 2): `;
    expect(problems).toHaveLength(1);
    if (typeof expected === 'string') expect(problems[0]).toBe(start + expected);
    else {
      expect(problems[0]?.startsWith(start)).toBe(true);
      expect(problems[0]).toMatch(expected);
    }
  });
});

describe('an input that cannot be read says what to write', () => {
  test.each([
    [
      { tags: 'type=sha' },
      'images: is missing - tags holds rules, which make tags for the names in images; write images: ghcr.io/owner/app',
    ],
    [
      { tags: 'a/b:{{sha}}' },
      'tags: "a/b:{{sha}}" (line 1) is not an image reference - an expression in it was not replaced; write a rule such as type=raw,value={{branch}}, and its image in images',
    ],
    [
      { tags: 'ok/a:1\nghcr.io/O/App:1' },
      'tags: "ghcr.io/O/App:1" (line 2) is not an image reference - an image\'s name is in lower case; write ghcr.io/o/app:1',
    ],
    [
      { tags: 'a/b:1, a/b:' },
      'tags: "a/b:" (line 1) is not an image reference - the tag after the colon is empty; write a/b',
    ],
    [
      { tags: `a/b@sha256:${'a'.repeat(64)}` },
      `tags: "a/b@sha256:${'a'.repeat(64)}" (line 1) is not an image reference - a digest is the result of a build and cannot be chosen; write a/b:tag`,
    ],
    [{ tags: 'a/b,"c/d' }, /^tags: "a\/b,"c\/d" \(line 1\) cannot be read - .*; close the quote/],
    [{ flavor: 'prefix=a,"suffix=b' }, /^flavor: .* \(line 1\) cannot be read - /],
    [
      { images: 'a/b', tags: 'type=raw,"value=x' },
      /^tags: "type=raw,"value=x" \(line 1\): the fields cannot be read - /,
    ],
    [
      { images: 'a/b:1.0' },
      'images: "a/b:1.0" (line 1) holds a tag - images are names, the rules in tags make their tags; write a/b, and type=raw,value=1.0 in tags',
    ],
    [
      { images: `a/b@sha256:${'a'.repeat(64)}` },
      `images: "a/b@sha256:${'a'.repeat(64)}" (line 1) holds a digest - images are names, the rules in tags make their tags; write a/b`,
    ],
    [
      { images: '\nhttps://ghcr.io/a/b' },
      'images: "https://ghcr.io/a/b" (line 2) is not an image name - a reference has no scheme; write ghcr.io/a/b',
    ],
    [{ images: 'nam=a/b' }, 'images: there is no "nam" (line 1); write name'],
    [{ images: 'a/b,enable=no' }, 'images: enable (line 1) is "no", neither true nor false; write true or false'],
    [{ flavor: 'latest=yes' }, 'flavor: latest is "yes"; write latest=auto, latest=true or latest=false'],
    [
      { flavor: 'latest={{is_default_branch}}' },
      'flavor: latest is "{{is_default_branch}}"; write latest=false here, and type=raw,value=latest,enable={{is_default_branch}} in tags',
    ],
    [
      { flavor: 'onlatest=true' },
      'flavor: onlatest (line 1) stands alone - it says whether a prefix or suffix goes on latest too; write it behind one, suffix=-slim,onlatest=true',
    ],
    [
      { flavor: 'suffix=-x,onlatest=1' },
      'flavor: onlatest (line 1) is "1", neither true nor false; write true or false',
    ],
    [{ flavor: 'prefx=a' }, 'flavor: there is no "prefx" (line 1); write prefix'],
    [{ flavor: 'prefix={{brnch}}' }, 'flavor: prefix: there is no expression {{brnch}}; write {{branch}}'],
    [{ labels: '=x' }, 'labels: "=x" (line 1) has no name; write name=value'],
    [
      { images: 'a/b', labels: 'a=1\nb={{brnch}}' },
      'labels: "b={{brnch}}" (line 2): there is no expression {{brnch}}; write {{branch}}, or \\{{ to mean two braces',
    ],
    [{ annotations: 'indx:a=b' }, 'annotations: "indx" (line 1) is not a level; write index'],
    [{ annotations: 'index:=b' }, 'annotations: "=b" (line 1) has no name; write name=value'],
  ])('%j', (inputs, expected) => {
    const problems = problemsOf(inputs);
    expect(problems).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
  });

  test.each([
    [
      { DOCKER_METADATA_SHORT_SHA_LENGTH: 'long' },
      'DOCKER_METADATA_SHORT_SHA_LENGTH is "long" - it is not a number of digits; write a whole number such as 12',
    ],
    [{ DOCKER_METADATA_SHORT_SHA_LENGTH: '0' }, expect.stringContaining('is "0"')],
    [
      { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'manifest,indx' },
      'DOCKER_METADATA_ANNOTATIONS_LEVELS holds "indx" - it is not a level; write index',
    ],
  ])('%j', (env, expected) => {
    expect(problemsOf({}, env)).toEqual([expected]);
  });

  test('all at once', () => {
    const inputs = {
      images: 'a/b:1\nA B',
      tags: 'type=semvr\ntype=ref',
      flavor: 'latest=x',
      labels: '=',
      annotations: 'z:a=b',
    };
    expect(problemsOf(inputs).map((problem) => problem.split(':')[0])).toEqual([
      'images',
      'images',
      'tags',
      'tags',
      'flavor',
      'labels',
      'annotations',
    ]);
  });
});

describe('lines of tags', () => {
  test('that are full references are refused where there are images', () => {
    expect(problemsOf({ images: 'a/b', tags: 'x\nghcr.io/o/app:edge' })).toEqual([
      'tags: "ghcr.io/o/app:edge" (line 2) is the name of an image - images is given, so tags holds tags and rules for those images alone; write the tag alone and its name in images, or leave out images and write full references',
    ]);
  });

  test('without images are full references, or rules that lack them', () => {
    expect(problemsOf({ tags: 'a:1\nghcr.io/My-Org/app:1' })).toEqual([
      expect.stringMatching(/\(line 2\).*lower.*write ghcr.io\/my-org\/app:1/),
    ]);
    expect(problemsOf({ tags: `a@sha256:${'0'.repeat(64)}` })).toEqual([expect.stringMatching(/result of a build/)]);
    expect(problemsOf({ tags: 'type=sha' })).toEqual([expect.stringMatching(/images: is missing.*write images/)]);
  });

  test('that are bare words are tags where there are images', () => {
    const { tags, references } = rulesOf({
      images: 'a/b',
      tags: "foo, 1.0\nx-{{sha}}\n{{date 'MMM D, HH:mm'}}\nfoo/bar",
    });
    expect(tags.map(({ text }) => text)).toEqual([
      'type=raw,value=foo',
      'type=raw,value=1.0',
      'type=raw,value=x-{{sha}}',
      "type=raw,value={{date 'MMM D, HH:mm'}}",
      'type=raw,value=foo/bar',
    ]);
    expect(references).toEqual([]);
  });

  test('without images and rules are taken as they are', () => {
    expect(rulesOf({ tags: 'foo,o/app:1' })).toMatchObject({ active: false, tags: [], references: ['foo', 'o/app:1'] });
  });

  test('that are comments only leave the default rules', () => {
    expect(rulesOf({ images: 'a/b', tags: '# later' }).tags.map(({ text }) => text)).toEqual([
      'type=schedule',
      'type=ref,event=branch',
      'type=ref,event=tag',
      'type=ref,event=pr',
    ]);
  });

  test('may be texts without numbers', () => {
    const none = { images: [], tags: [], flavor: [], labels: [], annotations: [] };
    expect(readRules({ ...none, images: ['a/b'], tags: ['type=ref'], labels: ['=x'] }, {})).toEqual({
      problems: [
        { input: 'tags', what: '"type=ref": the event is missing', instead: 'write type=ref,event=branch' },
        { input: 'labels', what: '"=x" has no name', instead: 'write name=value' },
      ],
    });
  });
});
