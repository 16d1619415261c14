import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { discard, repository, runAction } from '../../harness/action.ts';
import {
  docker,
  isPublished,
  lab,
  leftInRunnerTemp,
  output,
  platformDigests,
  remove,
  step,
  type Traces,
  traces,
  unique,
} from '../support.ts';
import { build, createBuilder, type Run } from '../surface-build.ts';
import { type FaultyRegistry, faultyRegistry } from './faulty-registry.ts';

// not a part of `npm test`: `npm run faults`
const OTHERS = /^(?!.*(crossbuild-|faults-))/;
const builder = unique('faults');
let before: Traces;
let world: { builder: string; temp: string };
let registry: FaultyRegistry;

beforeAll(async () => {
  before = await traces(OTHERS);
  world = { builder, temp: await mkdtemp(join(tmpdir(), 'crossbuild-test-faults-')) };
  registry = await faultyRegistry(lab.registry);
  await createBuilder(builder);
}, 300_000);

afterAll(async () => {
  await docker('buildx', 'rm', '--force', builder);
  await registry.stop();
  await remove(world.temp);
  expect(await traces(OTHERS)).toEqual(before);
}, 300_000);

const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const SCRATCH = {
  Dockerfile: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /made-for\nCOPY big /big\n',
  amd64: 'amd64\n',
  arm64: 'arm64\n',
};
const crane = (...argv: string[]) => output(join(lab.bin, 'crane'), '--insecure', ...argv);
const errors = (run: Run) =>
  run.annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n');

/** What no other build has, so that it must be pushed. */
const big = () => Array.from({ length: 20_000 }, () => unique()).join('');

async function pushed(inputs: Record<string, string> = {}): Promise<{ run: Run; name: string }> {
  const name = `e2e/${unique('fault')}`;
  const common = { platforms: PLATFORMS.join(','), push: 'true', tags: `${registry.host}/${name}:1` };
  const run = await build(world, { ...common, ...inputs }, { ...SCRATCH, big: big() });
  return { run, name };
}

/** The tag leads to the image that was verified, whole and for each platform its own. */
async function expectWhole(run: Run, name: string): Promise<void> {
  const reference = `${lab.registry}/${name}:1`;
  expect(await crane('digest', reference)).toBe(run.outputs.digest);
  const digests = await platformDigests(reference);
  expect(Object.keys(digests).sort()).toEqual(PLATFORMS);
  expect(JSON.parse(run.outputs.digests ?? '')).toEqual(digests);
  for (const [platform, digest] of Object.entries(digests)) {
    const file = join(world.temp, unique('image'));
    await crane('export', `${lab.registry}/${name}@${digest}`, file);
    expect(await output('tar', '-xOf', file, 'made-for')).toBe(platform.replace('linux/', ''));
  }
}

const BLOB_START = /^POST .*\/blobs\/uploads\//;
const BLOB = /^(PATCH|PUT) .*\/blobs\/uploads\//;
const MANIFEST = /^PUT .*\/manifests\//;

describe('a registry that fails while an image is pushed', () => {
  test.each([
    ['500 as an upload begins', { match: BLOB_START, failure: '500' }],
    ['429 as an upload begins', { match: BLOB_START, failure: '429' }],
    ['504 in an upload', { match: BLOB, failure: '504' }],
    ['a reset in mid-blob', { match: BLOB, failure: 'reset' }],
    ['500 for a manifest', { match: MANIFEST, failure: '500' }],
    ['504 for a manifest', { match: MANIFEST, failure: '504' }],
    ['a reset at a manifest', { match: MANIFEST, failure: 'reset' }],
    ['slow uploads', { match: BLOB, failure: 'slow' }],
  ] as const)('%s, once: the image is whole', async (_, fault) => {
    registry.fail({ ...fault, times: 1 });
    const { run, name } = await pushed();
    expect({ code: run.code, errors: errors(run) }).toEqual({ code: 0, errors: '' });
    expect(registry.failed()).toBe(1);
    await expectWhole(run, name);
    expect(await leftInRunnerTemp(run)).toEqual([]);
  });

  test.each([
    ['500', { match: BLOB_START, failure: '500' }, /500/],
    ['429', { match: BLOB_START, failure: '429' }, /429|toomanyrequests/i],
    ['504', { match: MANIFEST, failure: '504' }, /504/],
    ['resets', { match: BLOB, failure: 'reset' }, /EOF|connection reset|broken pipe|use of closed/],
  ] as const)('%s, always: one error, and no tag', async (_, fault, error) => {
    registry.fail(fault);
    const { run, name } = await pushed({ retries: '1' });
    expect(run.code).toBe(1);
    expect(errors(run)).toMatch(error);
    expect(run.log).not.toContain('Crossbuild itself failed');
    expect(registry.failed()).toBeGreaterThan(1);
    expect(await isPublished(`${lab.registry}/${name}:1`)).toBe(false);
    expect(await leftInRunnerTemp(run)).toEqual([]);
  });

  test('504 for the tag alone, always: the error names it, and there is none', async () => {
    registry.fail({ match: /^PUT .*\/manifests\/1$/, failure: '504' });
    const { run, name } = await pushed({ retries: '1' });
    expect(run.code).toBe(1);
    expect(errors(run)).toMatch(/cannot be tagged as localhost:\d+\/e2e\/.*:1/);
    expect(await isPublished(`${lab.registry}/${name}:1`)).toBe(false);
  });

  test('another manifest than was pushed: it is not tagged', async () => {
    registry.fail({ match: /^GET .*\/manifests\/sha256:/, failure: 'wrong' });
    const { run, name } = await pushed({ retries: '0' });
    expect(run.code).toBe(1);
    expect(run.log).not.toContain('Crossbuild itself failed');
    expect(await isPublished(`${lab.registry}/${name}:1`)).toBe(false);
  });
});

describe('a registry that fails while a base image is pulled', () => {
  /** An image of its own, so that nothing of it is there yet. */
  async function base(): Promise<string> {
    registry.fail();
    const { run, name } = await pushed();
    expect(run.code).toBe(0);
    await docker('buildx', 'prune', '--all', '--force', `--builder=${builder}`);
    return `${registry.host}/${name}:1`;
  }
  const from = async (image: string, retries: string) => {
    const name = `e2e/${unique('fault')}`;
    const sources = { Dockerfile: `FROM ${image}\nCOPY amd64 /more\n`, amd64: unique() };
    const inputs = { platforms: PLATFORMS.join(','), push: 'true', tags: `${lab.registry}/${name}:1`, retries };
    return { run: await build(world, inputs, sources), name };
  };

  test.each(['500', '429', 'reset', 'slow'] as const)('%s, once: the image is whole', async (failure) => {
    const image = await base();
    registry.fail({ match: /^GET .*\/blobs\//, failure, times: 1 });
    const { run, name } = await from(image, '2');
    expect({ code: run.code, errors: errors(run) }).toEqual({ code: 0, errors: '' });
    expect(registry.failed()).toBe(1);
    await expectWhole(run, name);
  });

  test('other bytes than their digest says: no image is made of them', async () => {
    const image = await base();
    registry.fail({ match: /^GET .*\/blobs\//, failure: 'wrong' });
    const { run, name } = await from(image, '1');
    expect(run.code).toBe(1);
    expect(run.log).not.toContain('Crossbuild itself failed');
    expect(await isPublished(`${lab.registry}/${name}:1`)).toBe(false);
  });
});

describe('a full disk', () => {
  /** A file system of so many MB in a file; `free` takes it away. */
  async function disk(
    megabytes: number,
  ): Promise<{ device: string; mount: (at: string) => Promise<void>; free: () => Promise<void> }> {
    const file = join(world.temp, unique('disk'));
    await output('truncate', `--size=${megabytes}M`, file);
    await output('mkfs.ext4', '-q', '-m', '0', file);
    const device = await output('losetup', '--find', '--show', file);
    let mounted = '';
    return {
      device,
      mount: async (at) => {
        await output('mount', device, at);
        mounted = at;
      },
      free: async () => {
        if (mounted !== '') await output('umount', mounted);
        await output('losetup', '--detach', device);
        await remove(file);
      },
    };
  }

  test("the result's: the error says so, and what was begun is gone", async () => {
    const small = await disk(4);
    const folder = await mkdtemp(join(world.temp, 'full-'));
    await small.mount(folder);
    try {
      const sources = { ...SCRATCH, big: big() };
      const out = { platforms: 'linux/amd64', outputs: `type=oci,dest=${folder}/a.tar` };
      const bytes = sources.big.repeat(30);
      const run = await build(world, out, { ...sources, big: bytes });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/no space left on device\nThe disk is full/);
      expect(await leftInRunnerTemp(run)).toEqual([]);
    } finally {
      await small.free();
    }
  });

  test("the builder's: the error says so, there is no tag, and the builder goes", async () => {
    const name = unique('faults-full');
    const volume = `buildx_buildkit_${name}0_state`;
    const small = await disk(40);
    await docker('volume', 'create', `--name=${volume}`, '--opt=type=ext4', `--opt=device=${small.device}`);
    try {
      const tag = `${lab.registry}/e2e/${unique('fault')}:1`;
      const sources = { Dockerfile: 'FROM debian:bookworm\nRUN head -c 100000000 /dev/urandom > /big\n' };
      const inputs = { ...lab.inputs, platforms: 'linux/amd64', push: 'true', tags: tag, builder: name };
      const run = await build({ ...world, builder: name }, inputs, sources);
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/no space left on device/);
      expect(await isPublished(tag)).toBe(false);
      expect(await docker('buildx', 'ls', '--format', '{{.Builder.Name}}')).not.toContain(name);
    } finally {
      await docker('volume', 'rm', '--force', volume);
      await small.free();
    }
  });
});

describe('what runs the build is killed in the middle', () => {
  test('BuildKit: one error, no tag, nothing left', async () => {
    const tag = `${lab.registry}/e2e/${unique('fault')}:1`;
    const running = step(
      { context: '__tests__/fixtures/killed', platforms: 'linux/amd64', push: 'true', tags: tag, retries: '0' },
      {
        onOutput: async (text) => {
          if (!/now is the time/.test(text)) return;
          const names = await docker('ps', '--format={{.Names}}', '--filter=name=buildx_buildkit_crossbuild-');
          for (const name of names.split('\n').filter(Boolean)) await docker('kill', name).catch(() => '');
        },
      },
    );
    const { main, post, discard } = await running;
    expect(main.code).toBe(1);
    expect(main.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(main.log).not.toContain('Crossbuild itself failed');
    expect(post.code).toBe(0);
    expect(await isPublished(tag)).toBe(false);
    expect(await leftInRunnerTemp(main)).toEqual([]);
    await discard();
  });
});

describe('the engine is killed in the middle', () => {
  // only one that nobody else uses: lab/apart
  const apart = process.env.LAB_APART;
  (apart === undefined ? test.skip : test)(
    'one error, no tag; the post part after it is up again leaves nothing',
    async () => {
      const tag = `${lab.registry}/e2e/${unique('fault')}:1`;
      const inputs = {
        ...lab.inputs,
        context: '__tests__/fixtures/killed',
        platforms: 'linux/amd64',
        push: 'true',
        tags: tag,
        retries: '0',
      };
      const call = { cwd: repository, inputs, timeoutMs: 150_000 };
      let killed = false;
      const onOutput = (text: string) => {
        if (killed || !/now is the time/.test(text)) return;
        killed = true;
        process.kill(Number(readFileSync(join(apart ?? '', 'docker.pid'), 'utf8')), 'SIGKILL');
      };
      const main = await runAction({ ...call, entry: 'main', onOutput });
      await output(join(apart ?? '', 'engine'));
      const post = await runAction({ ...call, entry: 'post', after: main });
      expect(killed).toBe(true);
      expect({ code: main.code, post: post.code }).toEqual({ code: 1, post: 0 });
      expect(main.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
      expect(main.log).not.toContain('Crossbuild itself failed');
      expect(await isPublished(tag)).toBe(false);
      expect(await leftInRunnerTemp(main)).toEqual([]);
      await discard(main);
      // the builder of the other tests ended with the engine
      await docker('start', `buildx_buildkit_${builder}0`);
    },
  );
});

describe('several jobs on one machine', () => {
  test.each([2, 8])('%i at once: each has its own image, and nothing of the others is gone', async (count) => {
    const jobs = Array.from({ length: count }, async () => {
      const name = `e2e/${unique('fault')}`;
      const done = await step({
        context: '__tests__/fixtures/pinned',
        platforms: PLATFORMS.join(','),
        push: 'true',
        tags: `${lab.registry}/${name}:1`,
      });
      return { ...done, name };
    });
    for (const { main, post, name, discard } of await Promise.all(jobs)) {
      expect({ code: main.code, log: main.code === 0 ? '' : main.shown }).toEqual({ code: 0, log: '' });
      expect(post).toMatchObject({ code: 0, annotations: [] });
      await expectWhole({ ...main, folder: '', metadata: {} }, name);
      expect(await leftInRunnerTemp(main)).toEqual([]);
      await discard();
    }
    expect(await traces(OTHERS)).toEqual({
      ...before,
      builders: [...before.builders, builder].sort(),
      containers: [...before.containers, `buildx_buildkit_${builder}0`].sort(),
      volumes: [...before.volumes, `buildx_buildkit_${builder}0_state`].sort(),
    });
  });
});
