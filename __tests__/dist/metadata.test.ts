import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { commit, gitIn } from './checkout.ts';
import { MERGING } from './every-input.ts';
import { errors, IMAGE, INDEX, type Job, job, warnings } from './support.ts';

jest.setTimeout(60_000);

const EVENT_COMMIT = '0123456789abcdef0123456789abcdef01234567';
const INPUTS = { images: IMAGE, tags: 'type=sha\ntype=ref,event=branch\ntype=ref,event=tag' };
const META = { action: join(repository, 'meta'), inputs: INPUTS };
const MERGE = {
  action: join(repository, 'merge'),
  inputs: { ...INPUTS, platforms: 'linux/amd64,linux/arm64', digests: `${IMAGE}@${INDEX}` },
};
const GIT = { 'metadata-context': 'git' };

/** A job whose workspace is a checkout of `main` that is not at the event's commit. */
async function inCheckout<T>(body: (one: Job, cwd: string, head: string) => Promise<T>): Promise<T> {
  const one = await job(MERGING);
  try {
    const cwd = one.fake.folder;
    writeFileSync(join(cwd, 'Dockerfile'), 'FROM alpine:3.22\n');
    return await body(one, cwd, commit(cwd));
  } finally {
    await one.remove();
  }
}

describe.each([
  ['main', { inputs: { ...INPUTS, push: 'true', platforms: 'linux/amd64,linux/arm64' } }],
  ['merge', MERGE],
  ['meta', META],
])('a checkout that is not at the commit of the event, in %s', (action, call) => {
  test('metadata-context: git tells the commit and the branch of the checkout', async () => {
    await inCheckout(async (one, cwd, head) => {
      gitIn(cwd)('checkout', '--quiet', '-b', 'topic');
      const run = await one.main({}, { ...call, inputs: { ...call.inputs, ...GIT }, cwd });
      expect(errors(run)).toBe('');
      expect(run.outputs.tags).toBe(`${IMAGE}:topic\n${IMAGE}:sha-${head.slice(0, 7)}`);
      expect(run.outputs.json).toContain(`"org.opencontainers.image.revision":"${head}"`);
      expect(warnings(run)).toBe('');
    });
  });

  test('metadata-context: git without a checkout is an error that says what to do', async () => {
    const one = await job(MERGING);
    try {
      const run = await one.main({}, { ...call, inputs: { ...call.inputs, ...GIT } });
      expect(run.code).toBe(1);
      expect(errors(run)).toContain('metadata-context: git is asked for the commit, and it tells none');
      expect(errors(run)).toContain('check the repository out before this step');
    } finally {
      await one.remove();
    }
  });

  test('is warned about where the event is told, but in the merge, which builds nothing', async () => {
    await inCheckout(async (one, cwd, head) => {
      const run = await one.main({}, { ...call, cwd });
      expect(run.outputs.tags).toBe(`${IMAGE}:main\n${IMAGE}:sha-0123456`);
      const told = `labels and tags tell the event's commit ${EVENT_COMMIT}, and the checkout`;
      if (action === 'merge') expect(warnings(run)).toBe('');
      else expect(warnings(run)).toContain(`${told} that is built is at ${head}; write metadata-context: git`);
    });
  });

  test('there is no warning where both are the same', async () => {
    await inCheckout(async (one, cwd, head) => {
      expect(warnings(await one.main({}, { ...call, cwd, env: { GITHUB_SHA: head } }))).toBe('');
    });
  });
});

test('main: the checkout is the one of the context, and for a submodule the one around it', async () => {
  await inCheckout(async (one, cwd) => {
    const git = gitIn(cwd);
    const other = join(cwd, 'other');
    mkdirSync(other);
    commit(other);
    gitIn(other)('commit', '--quiet', '--allow-empty', '--message=two');
    const theirs = gitIn(other)('rev-parse', 'HEAD');
    git('submodule', '--quiet', 'add', './other', 'vendor/lib');
    git('commit', '--quiet', '--message=vendor');
    const inputs = { ...INPUTS, ...GIT, 'plan-only': 'true', file: 'Dockerfile', platforms: 'linux/amd64' };
    const built = async (context: string) => (await one.main({}, { cwd, inputs: { ...inputs, context } })).outputs.tags;
    expect(await built('other')).toContain(`sha-${theirs.slice(0, 7)}`);
    expect(await built('vendor/lib')).toContain(`sha-${git('rev-parse', '--short=7', 'HEAD')}`);
  });
});

const RELEASE = { GITHUB_REF: 'refs/tags/v1.2.3', GITHUB_REF_NAME: 'v1.2.3', GITHUB_REF_TYPE: 'tag' };
const TOLD = { images: IMAGE, tags: 'type=semver,pattern={{version}}', labels: 'a.b=c', annotations: 'd=e' };
const NAMES = [
  ...['version', 'tags', 'tag-names', 'labels', 'annotations', 'json'],
  ...['bake-file-tags', 'bake-file-labels', 'bake-file-annotations', 'bake-file'],
];
const PLAN = { ...TOLD, 'plan-only': 'true', platforms: 'linux/amd64' };

describe.each([
  ['plan-only', { inputs: PLAN }],
  ['meta', { action: join(repository, 'meta'), inputs: TOLD }],
])('metadata without a build, by %s', (_, call) => {
  test('are the outputs, also in the variables of docker’s action, and no docker is asked to build', async () => {
    const one = await job();
    try {
      const run = await one.main({}, { ...call, env: RELEASE });
      expect(errors(run)).toBe('');
      expect(run.outputs).toMatchObject({
        version: '1.2.3',
        tags: `${IMAGE}:1.2.3\n${IMAGE}:latest`,
        'tag-names': '1.2.3\nlatest',
        labels: expect.stringMatching(/^a\.b=c\n.*image\.version=1\.2\.3$/s),
        annotations: expect.stringMatching(/^manifest:d=e\n/),
      });
      for (const name of NAMES) {
        const variable = `DOCKER_METADATA_OUTPUT_${name.replaceAll('-', '_').toUpperCase()}`;
        expect([variable, run.exported[variable]]).toEqual([variable, run.outputs[name]]);
      }
      expect(await one.asked('buildx build')).toEqual([]);
    } finally {
      await one.remove();
    }
  });

  test('DOCKER_METADATA_SET_OUTPUT_ENV: false sets no variable', async () => {
    const one = await job();
    try {
      const env = { ...RELEASE, DOCKER_METADATA_SET_OUTPUT_ENV: 'false' };
      const run = await one.main({}, { ...call, env });
      expect([run.outputs.version, run.exported]).toEqual(['1.2.3', {}]);
    } finally {
      await one.remove();
    }
  });

  test('the files for bake hold what they are named for', async () => {
    const one = await job();
    try {
      const { outputs } = await one.main({}, { ...call, env: RELEASE });
      const target = (name: string) =>
        JSON.parse(readFileSync(outputs[name] ?? '', 'utf8')).target['docker-metadata-action'];
      expect(target('bake-file-tags')).toEqual({
        tags: [`${IMAGE}:1.2.3`, `${IMAGE}:latest`],
        args: { DOCKER_META_IMAGES: IMAGE, DOCKER_META_VERSION: '1.2.3' },
      });
      expect(target('bake-file-labels')).toEqual({ labels: expect.objectContaining({ 'a.b': 'c' }) });
      expect(target('bake-file-annotations')).toEqual({ annotations: expect.arrayContaining(['manifest:d=e']) });
      expect(target('bake-file')).toEqual({
        ...target('bake-file-tags'),
        ...target('bake-file-labels'),
        ...target('bake-file-annotations'),
      });
    } finally {
      await one.remove();
    }
  });
});

test('main: a build without images sets outputs, and neither files nor variables', async () => {
  const one = await job();
  try {
    const { outputs, exported } = await one.main({ labels: 'a.b=c' });
    expect([outputs.tags, outputs.labels]).toEqual([`${IMAGE}:1`, 'a.b=c']);
    expect([outputs['bake-file'], exported]).toEqual([undefined, {}]);
  } finally {
    await one.remove();
  }
});

test('main: a build with images sets the variables too', async () => {
  const one = await job();
  try {
    const { exported } = await one.main(TOLD, { env: RELEASE });
    expect(exported.DOCKER_METADATA_OUTPUT_TAGS).toBe(`${IMAGE}:1.2.3\n${IMAGE}:latest`);
  } finally {
    await one.remove();
  }
});

describe('meta', () => {
  const action = join(repository, 'meta');

  test('needs no docker at all', async () => {
    const one = await job();
    try {
      const run = await one.main({}, { action, inputs: TOLD, env: RELEASE });
      expect([run.code, run.outputs.version, await one.fake.lines()]).toEqual([0, '1.2.3', []]);
      expect(run.summary).toContain('1.2.3');
    } finally {
      await one.remove();
    }
  });

  test('says which rule made no tag where none did', async () => {
    const one = await job();
    try {
      const run = await one.main({}, { action, inputs: { images: IMAGE, tags: 'type=ref,event=tag' } });
      expect([run.code, run.outputs.tags]).toEqual([0, '']);
      expect(warnings(run)).toMatch(/no rule makes a tag for this event \(type=ref,event=tag: .*not a tag\)/);
    } finally {
      await one.remove();
    }
  });

  test.each([
    ['no image', { tags: 'x' }, /images: is missing/],
    ["docker's name of the context", { images: IMAGE, context: 'git' }, /context: .*write metadata-context: git/],
    ['an input of a build', { images: IMAGE, push: 'true' }, /push: there is no such input/],
    ['a target that bake cannot have', { images: IMAGE, 'bake-target': 'a b' }, /bake-target: "a b" cannot be read/],
    ['another context', { images: IMAGE, 'metadata-context': 'head' }, /"head" is not one of its values/],
  ])('refuses %s', async (_, inputs, error) => {
    const one = await job();
    try {
      const run = await one.main({}, { action, inputs });
      expect([run.code, errors(run)]).toEqual([1, expect.stringMatching(error)]);
    } finally {
      await one.remove();
    }
  });
});
