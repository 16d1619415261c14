import { describe, expect, jest, test } from '@jest/globals';
import images from '../../src/inputs/images.json' with { type: 'json' };
import type { Reply } from '../harness/fake-docker.ts';
import { CROSSES, errors, type Job, job, node, warnings } from './support.ts';

/** The image with the emulators, as it is pinned. */
/** By its digest alone, which content trust takes as it is. */
const BINFMT = images.binfmt.replace(/:[^:/@]+@/, '@');

jest.setTimeout(30_000);

async function scene(replies: readonly Reply[], body: (one: Job) => Promise<void>, dockerfile?: string): Promise<void> {
  const one = await job(replies, dockerfile);
  try {
    await body(one);
  } finally {
    await one.remove();
  }
}

const REMOTE = {
  driver: 'remote',
  endpoint: 'tcp://far.test:1234',
  push: 'false',
  tags: '',
  outputs: 'type=cacheonly',
};
/** What `buildx ls` tells of the builder once it runs. */
const is = (driver: string, ...platforms: string[]): Reply => ({
  match: ['buildx', 'ls'],
  stdout: node({ Platforms: platforms }).replace('docker-container', driver),
});

describe('a node that nobody named the platform of', () => {
  test.concurrent('is planned for as what it turns out to be', () =>
    scene([is('remote', 'linux/arm64')], async (one) => {
      const run = await one.main({ ...REMOTE, platforms: 'linux/arm64' });
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect(run.log).toMatch(
        /^The plan is made again: the builder's nodes are linux\/arm64, they were taken for linux\/amd64$/m,
      );
      expect(JSON.parse(run.outputs.plan ?? '{}').platforms).toMatchObject([{ strategy: 'native' }]);
      expect(JSON.parse(run.outputs.nodes ?? '[]')).toEqual([
        expect.objectContaining({ status: 'running', buildkit: 'v0.25.0', platforms: ['linux/arm64'] }),
      ]);
      expect(warnings(run)).toBe('');
      expect(await one.asked('run --rm --privileged')).toEqual([]);
    }));

  test.concurrent('is another machine than the one that starts the image: the emulator is for that one', () =>
    scene([is('remote', 'linux/arm64')], async (one) => {
      const inputs = { ...REMOTE, platforms: 'linux/arm64', 'builder-platforms': 'linux/arm64', verify: 'run' };
      const run = await one.main(inputs);
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect((await one.asked('run --rm --privileged')).at(-1)).toMatch(/--install arm64$/);
      expect(run.log).toMatch(/^linux\/arm64 +native/m);
    }));

  test.concurrent('is what was assumed: the plan stays, and is shown once', () =>
    scene([is('remote', 'linux/amd64', 'linux/arm64')], async (one) => {
      const run = await one.main({ ...REMOTE, platforms: 'linux/arm64' });
      expect([run.code, errors(run), warnings(run)]).toEqual([0, '', '']);
      expect(run.log).not.toContain('The plan is made again');
      expect(run.log.match(/^linux\/arm64 +emulate/gm)).toHaveLength(2); // the plan, and the result
    }));

  test.concurrent('and that says it can emulate nothing: what can be compiled across is', () =>
    scene(
      [is('remote', 'linux/amd64')],
      async (one) => {
        const run = await one.main({ ...REMOTE, platforms: 'linux/riscv64' });
        expect(run.log).toMatch(/^linux\/riscv64 +cross .*no node has an emulator for linux\/riscv64/m);
      },
      CROSSES,
    ));

  test.concurrent('and that says it can emulate nothing: what cannot is tried, with a warning', () =>
    scene([is('remote', 'linux/amd64')], async (one) => {
      const run = await one.main({ ...REMOTE, platforms: 'linux/arm64' });
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect(warnings(run)).toMatch(
        /^linux\/arm64: no node has an emulator for linux\/arm64; .*exec format error.*register emulators on the node's machine, or add a node/,
      );
    }));
});

test.concurrent('an engine elsewhere is asked what it is; emulators are registered there, and taken away there', () =>
  scene(
    [
      { match: /^--context=far info/, stdout: '{"ServerVersion":"28.0.0","OSType":"linux","Architecture":"aarch64"}' },
      { match: /^--context=far run .*--install amd64$/, stdout: '{"supported":[],"emulators":["qemu-x86_64"]}' },
      { match: /^--context=far run /, stdout: '{"supported":[],"emulators":[]}' },
      { match: /^--context=far ps/ },
      {
        match: ['buildx', 'ls'],
        stdout: node({ Endpoint: 'far', Platforms: ['linux/arm64', 'linux/amd64'] }),
      },
    ],
    async (one) => {
      const inputs = { ...REMOTE, driver: 'docker-container', endpoint: 'far' };
      const run = await one.main({ ...inputs, platforms: 'linux/arm64,linux/amd64' });
      expect([run.code, errors(run), warnings(run)]).toEqual([0, '', '']);
      expect(run.log).not.toContain('The plan is made again');
      expect(run.log).toMatch(/^linux\/arm64 +native/m);
      expect(run.log).toMatch(/^linux\/amd64 +emulate/m);
      expect((await one.post(run)).code).toBe(0);
      expect(await one.asked('run --rm --privileged')).toEqual([]);
      const [last] = (await one.fake.lines()).filter((line) => line.includes('--uninstall'));
      expect(last).toBe(`--context=far run --rm --privileged ${BINFMT} --uninstall qemu-x86_64`);
    },
  ));

describe("a builder of the user's own that did not run", () => {
  const mine = (Status: string): Reply => ({
    match: ['buildx', 'ls'],
    stdout: node({ Status }).replaceAll('{{--name}}', 'mine'),
  });
  const replies: Reply[] = [
    { ...mine('stopped'), times: 1 },
    mine('running'),
    { match: ['buildx', 'history', 'ls'], stdout: 'Completed\n' },
    { match: ['buildx', 'stop'] },
  ];
  const inputs = { builder: 'mine', push: 'false', tags: '', outputs: 'type=cacheonly', platforms: 'linux/amd64' };

  test.concurrent('is started for the build, and stopped again at the end; it is not removed', () =>
    scene(replies, async (one) => {
      const run = await one.main(inputs);
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect(await one.asked('buildx stop')).toEqual([]);
      const post = await one.post(run);
      expect([post.code, warnings(post)]).toEqual([0, '']);
      expect(await one.asked('buildx stop')).toEqual(['buildx stop mine']);
      expect(await one.asked('buildx rm')).toEqual([]);
    }));

  test.concurrent('goes on running with keep-builder', () =>
    scene(replies, async (one) => {
      const run = await one.main({ ...inputs, 'keep-builder': 'true' });
      await one.post(run);
      expect(await one.asked('buildx stop')).toEqual([]);
    }));
});
