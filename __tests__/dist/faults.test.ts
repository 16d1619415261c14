import { once } from 'node:events';
import { mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import images from '../../src/inputs/images.json' with { type: 'json' };
import type { ActionRun } from '../harness/action.ts';
import type { Reply } from '../harness/fake-docker.ts';
import {
  COMPILES,
  CROSSES,
  errors,
  failing,
  IMAGE,
  INDEX,
  type Job,
  job,
  metadata,
  node,
  progress,
  registry,
  WELL,
  warnings,
} from './support.ts';

/** The image with the emulators, as it is pinned. */
/** By its digest alone, which content trust takes as it is. */
const BINFMT = images.binfmt.replace(/:[^:/@]+@/, '@');

// every test starts dozens of processes, five tests at a time
jest.setTimeout(30_000);

/** Runs a job of its own, so that the tests of this file can run beside each other. */
async function scene(replies: readonly Reply[], body: (one: Job) => Promise<void>, dockerfile?: string): Promise<void> {
  const one = await job(replies, dockerfile);
  try {
    await body(one);
  } finally {
    await one.remove();
  }
}

/** The post part took away what the main part made, once, and nothing of the user's has changed. */
async function expectNothingLeft(one: Job, run: ActionRun): Promise<void> {
  const created = (await one.asked('buildx create')).length;
  const post = await one.post(run);
  expect(post.code).toBe(0);
  expect(await one.asked('buildx rm')).toHaveLength(created);
  expect(await one.left(run)).toEqual([]);
}

/** Interrupts the action, as the runner does, once docker was asked what the first reply answers. */
function cancelWhenAsked(one: Job): { readonly onStart: (pid: number) => void; readonly at: () => number } {
  let at = 0;
  const onStart = (pid: number) => {
    const poll = setInterval(async () => {
      const asked = (await one.fake.calls()).some(({ reply }) => reply === 0);
      if (!asked || at !== 0) return;
      at = performance.now();
      clearInterval(poll);
      process.kill(pid, 'SIGINT');
    }, 50);
    // a run that never asks must not keep the test open
    setTimeout(() => clearInterval(poll), 20_000).unref();
  };
  return { onStart, at: () => at };
}

const PUSHED = `${IMAGE}@${INDEX}`;
const SOURCE = `https://git.test/buildx.git#${'0'.repeat(40)}`;
const LOCAL = { push: 'false', tags: '', platforms: 'linux/amd64', outputs: 'type=cacheonly' };
const said = (message: string) => `ERROR: failed to build: failed to solve: ${message}\n`;

test.concurrent('when all goes well: every step in its order, no secret in any of them, nothing left', () =>
  scene([], async (one) => {
    const secrets = { username: 'me', password: 'pass-w0rd', registry: 'registry.test', secrets: 'a=t0ps3cret' };
    const run = await one.main(
      { verify: 'run', ...secrets, 'secret-envs': 'b=MY_TOKEN' },
      { env: { MY_TOKEN: 'env-s3cret' } },
    );
    expect(errors(run)).toBe('');
    expect(run.code).toBe(0);
    expect(run.outputs).toMatchObject({ digest: INDEX, image: PUSHED, tags: `${IMAGE}:1` });
    const lines = await one.fake.lines();
    const order = [
      /^login /,
      /--install arm64$/,
      /^buildx create /,
      /^buildx inspect --bootstrap /,
      /^buildx build .*push-by-digest=true/,
      /^buildx imagetools inspect .*--raw/,
      /^run --rm --name=\S+ --platform=linux\/arm64/,
      /^buildx imagetools create .*--tag=registry\.test\/team\/app:1/,
    ].map((pattern) => lines.findIndex((line) => pattern.test(line)));
    expect(order).toEqual(order.filter((at) => at >= 0).toSorted((a, b) => a - b));
    expect(lines.join('\n')).not.toMatch(/--use\b|--tag=.*push=true|buildx use/);
    const calls = await one.fake.calls();
    expect(calls.find(({ argv }) => argv[0] === 'login')?.stdin).toBe('pass-w0rd');
    expect(calls.find(({ argv }) => argv[1] === 'build')?.env).toMatchObject({ MY_TOKEN: 'env-s3cret' });
    await expectNothingLeft(one, run);
    expect(await one.asked(`run --rm --privileged ${BINFMT} --uninstall`)).toEqual([
      `run --rm --privileged ${BINFMT} --uninstall qemu-aarch64`,
    ]);
    const everything = [await one.fake.lines(), run.shown, run.state, run.summary, run.outputs];
    for (const secret of ['pass-w0rd', 't0ps3cret', 'env-s3cret'])
      expect(JSON.stringify(everything)).not.toContain(secret);
  }));

test.concurrent.each([undefined, '1'])('DOCKER_CONTENT_TRUST is what the user sets it to: %s', async (trust) =>
  scene([], async (one) => {
    await one.post(await one.main({ verify: 'run' }, { env: { DOCKER_CONTENT_TRUST: trust } }), {
      env: { DOCKER_CONTENT_TRUST: trust },
    });
    const calls = await one.fake.calls();
    expect(new Set(calls.map(({ env }) => env.DOCKER_CONTENT_TRUST))).toEqual(new Set([trust]));
  }),
);

interface Fault {
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly inputs?: Record<string, string>;
  readonly error: RegExp;
  readonly log?: RegExp;
  /** What must not have been asked of docker. */
  readonly never?: string;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'the socket may not be used',
    replies: [
      {
        match: ['info'],
        code: 1,
        stdout: '{"ServerErrors":["x"]}',
        stderr: 'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock\n',
      },
    ],
    error: /no Docker engine to build with - this user may not use the Docker socket: permission denied/,
    never: 'buildx create',
  },
  {
    name: 'docker info answers what is no JSON',
    replies: [{ match: ['info'], stdout: 'podman shim\n' }],
    inputs: LOCAL,
    error: /^there is no Docker engine to build with - /,
    never: 'buildx create',
  },
  {
    name: 'the builders cannot be listed',
    replies: [{ match: ['buildx', 'ls'], code: 1, stderr: 'ERROR: open /root/.docker/buildx: input/output error\n' }],
    inputs: { ...LOCAL, builder: 'mine' },
    error: /^the builders cannot be listed - open .*input\/output error/,
    never: 'buildx create',
  },
  {
    name: 'privileged containers are refused, and nothing can be compiled across',
    replies: [
      {
        match: /--privileged/,
        code: 125,
        stderr: 'docker: Error response from daemon: privileged containers are not allowed.\n',
      },
    ],
    error: /^linux\/arm64 cannot be built on this engine - .*no privileged container.*; use an engine that allows/,
    never: 'buildx build',
  },
  {
    name: 'the builder cannot be created',
    replies: [{ match: ['buildx', 'create'], code: 1, stderr: 'ERROR: could not create a builder instance\n' }],
    inputs: LOCAL,
    error: /^builder crossbuild-\w+ cannot be created - could not create a builder instance$/,
    never: 'buildx build',
  },
  {
    name: 'the builder does not start',
    replies: [
      { match: ['buildx', 'inspect'], code: 1, stderr: 'ERROR: Error response from daemon: container exited\n' },
    ],
    inputs: LOCAL,
    error: /^builder crossbuild-\w+ does not start - .*container exited/,
    log: /^buildkitd: the worker has no disk$/m,
    never: 'buildx build',
  },
  {
    name: 'a node reports an error after it was started',
    replies: [{ match: ['buildx', 'ls'], stdout: node({ Status: 'error', Err: 'listing workers: EOF' }) }],
    inputs: LOCAL,
    error: /^builder crossbuild-\w+ does not start - node crossbuild-\w+0 \(unix:.*\): listing workers: EOF/,
    log: /^buildkitd: the worker has no disk$/m,
    never: 'buildx build',
  },
  {
    name: 'the build fails without a word',
    replies: [{ match: ['buildx', 'build'], code: 1 }],
    inputs: LOCAL,
    error: /^the build failed: buildx ended with 1$/,
  },
  {
    name: 'buildx is killed',
    replies: [{ match: ['buildx', 'build'], signal: 'SIGKILL' }],
    inputs: LOCAL,
    error: /^the build failed: buildx ended with 137$/,
  },
  {
    name: 'buildx vanishes before the build',
    replies: [{ match: ['buildx', 'build'], code: 127, stderr: "docker: 'buildx' is not a docker command.\n" }],
    inputs: LOCAL,
    error: /buildx/,
  },
  {
    name: 'the disk is full during the export',
    replies: [
      { match: ['buildx', 'build'], code: 1, stderr: said('write /var/lib/buildkit/x: no space left on device') },
    ],
    inputs: LOCAL,
    error: /no space left on device\nThe disk is full\. .*docker system prune/,
  },
  {
    name: 'the push is denied',
    replies: [
      {
        match: ['buildx', 'build'],
        code: 1,
        stderr: said('failed to push registry.test/team/app: 403 Forbidden: denied: requested access is denied'),
      },
    ],
    inputs: { platforms: 'linux/amd64' },
    error: /403 Forbidden/,
    never: 'buildx imagetools create',
  },
  {
    name: 'there is no metadata file',
    replies: [{ match: ['buildx', 'build'] }],
    inputs: { platforms: 'linux/amd64' },
    error: /^nobody knows what was pushed to registry\.test\/team\/app, so it got no tag - the metadata file/,
    never: 'buildx imagetools create',
  },
  {
    name: 'the metadata file is garbage',
    replies: [{ match: ['buildx', 'build'], writes: { '--metadata-file': '{"containerimage.digest":' } }],
    inputs: { platforms: 'linux/amd64' },
    error: /^nobody knows what was pushed to registry\.test\/team\/app, so it got no tag/,
    never: 'buildx imagetools create',
  },
  {
    name: 'the result lacks a platform',
    replies: registry(['amd64']),
    error: /^the result has no linux\/arm64 - it has linux\/amd64$/,
    never: 'buildx imagetools create',
  },
  {
    name: 'a config says another architecture',
    replies: registry(['amd64', 'arm64'], 'riscv64'),
    error: /^the linux\/arm64 image says in its config that it is linux\/riscv64$/,
    never: 'buildx imagetools create',
  },
  {
    name: 'the registry does not give back what was pushed',
    replies: [{ match: /imagetools inspect/, code: 1, stderr: `ERROR: ${PUSHED}: not found\n` }],
    inputs: { platforms: 'linux/amd64' },
    error: /^the manifest of registry\.test\/team\/app@sha256:1+ cannot be read - .*not found/,
    never: 'buildx imagetools create',
  },
  {
    name: 'the tag is refused',
    replies: [
      {
        match: ['buildx', 'imagetools', 'create'],
        code: 1,
        stderr: 'ERROR: failed commit on ref: unexpected status: 403 Forbidden: denied: immutable tag\n',
      },
    ],
    error: /^registry\.test\/team\/app@sha256:1+ cannot be tagged as registry\.test\/team\/app:1 - .*immutable tag/,
  },
  ...[
    [139, 'segmentation fault'],
    [132, 'illegal instruction'],
  ].map(
    ([code, word]): Fault => ({
      name: `the image ends with ${code}`,
      replies: [{ match: /^run --rm --name=\S+ --platform=linux\/arm64/, code: Number(code) }],
      inputs: { verify: 'run' },
      error: new RegExp(`^the linux/arm64 image does not run - ${word} \\(exit ${code}\\)`),
      never: 'buildx imagetools create',
    }),
  ),
];

test.concurrent.each(FAULTS)('$name: one error that says so, and nothing is left', (fault) =>
  scene(fault.replies, async (one) => {
    const run = await one.main(fault.inputs);
    expect(errors(run)).toMatch(fault.error);
    expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(run.log).not.toContain('Crossbuild itself failed');
    expect(run.code).toBe(1);
    if (fault.log !== undefined) expect(run.log).toMatch(fault.log);
    if (fault.never !== undefined) expect(await one.asked(fault.never)).toEqual([]);
    await expectNothingLeft(one, run);
  }),
);

test.concurrent('no privileged container, but C for another platform: it is compiled across', () =>
  scene(
    [
      { match: /--privileged/, code: 125, stderr: 'docker: privileged containers are not allowed.\n' },
      failing('x', ''),
    ],
    async (one) => {
      const run = await one.main({ ...LOCAL, platforms: 'linux/arm64' });
      expect(run.log).toMatch(/^linux\/arm64 +cross .*/m);
      expect(await one.asked('buildx build')).not.toEqual([]);
      await expectNothingLeft(one, run);
    },
    CROSSES,
  ));

describe('cancelled', () => {
  const phases: [string, Reply, Record<string, string>][] = [
    ['setup', { match: ['buildx', 'inspect'], hang: true }, LOCAL],
    ['build', { match: ['buildx', 'build'], stderr: 'begun\n', hang: true }, LOCAL],
    ['verify', { match: /^run --rm --name=/, hang: true }, { verify: 'run' }],
    [
      'build, and the child does not listen',
      { match: ['buildx', 'build'], stderr: 'begun\n', hang: 'stubborn' },
      LOCAL,
    ],
  ];

  test.concurrent.each(phases)('during %s: the child is interrupted, nothing more is started', (_, reply, inputs) =>
    scene([reply], async (one) => {
      const cancel = cancelWhenAsked(one);
      const run = await one.main(inputs, { onStart: cancel.onStart });
      expect(performance.now() - cancel.at()).toBeLessThan(8000);
      expect(run).toMatchObject({ code: 1, timedOut: false });
      expect(errors(run)).toMatch(/^the step was cancelled/);
      const calls = await one.fake.calls();
      expect(calls.find((call) => call.reply === 0)?.signals).toEqual(['SIGINT']);
      expect(await one.asked('buildx imagetools create')).toEqual([]);
      expect((await one.asked('buildx build')).length).toBeLessThanOrEqual(1);
      expect((await one.asked('run --rm --name=')).length).toBeLessThanOrEqual(1);
      await expectNothingLeft(one, run);
    }),
  );

  test.concurrent('between two children, while binaries are looked at: there is no tag', () =>
    scene(
      [
        {
          match: /^buildx build .*--target=crossbuild-handover/,
          exports: Object.fromEntries(Array.from({ length: 4000 }, (_, at) => [`0/${at}`, ''])),
          interrupts: true,
        },
      ],
      async (one) => {
        const run = await one.main({ platforms: 'linux/amd64' });
        expect(run).toMatchObject({ code: 1, timedOut: false });
        expect(errors(run)).toMatch(/^the step was cancelled/);
        const lines = await one.fake.lines();
        expect(lines.at(-1)).toMatch(/--target=crossbuild-handover/);
        await expectNothingLeft(one, run);
      },
      CROSSES,
    ));

  test.concurrent('twice: a child that does not listen is terminated at once', () =>
    scene([{ match: ['buildx', 'build'], stderr: 'begun\n', hang: 'stubborn' }], async (one) => {
      let again = 0;
      const heard = async () => (await one.fake.calls()).some(({ signals }) => signals.length > 0);
      const onStart = (pid: number) => {
        const poll = setInterval(async () => {
          if (again !== 0 || !(await heard())) return;
          again = performance.now();
          process.kill(pid, 'SIGTERM');
        }, 50);
        setTimeout(() => clearInterval(poll), 10_000).unref();
        poll.unref();
      };
      const run = await one.main(LOCAL, { onStart, signalAfter: { seen: /^begun$/m } });
      expect(again).toBeGreaterThan(0);
      expect(performance.now() - again).toBeLessThan(3000);
      expect(errors(run)).toMatch(/^the step was cancelled/);
      await expectNothingLeft(one, run);
    }));

  test.concurrent('during a download: nothing waits for it', async () => {
    let action = 0;
    let at = 0;
    const server = createServer(() => {
      at = performance.now();
      process.kill(action, 'SIGINT');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inputs = { ...LOCAL, 'buildx-version': '0.30.0', 'buildx-mirror': mirror };
    const onStart = (pid: number) => {
      action = pid;
    };
    try {
      await scene([], async (one) => {
        const run = await one.main(inputs, { onStart });
        expect(performance.now() - at).toBeLessThan(3000);
        expect(errors(run)).toMatch(/^the step was cancelled/);
        expect(await one.asked('buildx create')).toEqual([]);
        await expectNothingLeft(one, run);
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test.concurrent('while it waits to try again: nothing is tried again', () =>
    scene([{ match: ['buildx', 'build'], code: 1, stderr: said('failed to push: unexpected EOF') }], async (one) => {
      const run = await one.main(LOCAL, { signalAfter: { seen: /trying again in/ } });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/^the step was cancelled/);
      expect(await one.asked('buildx build')).toHaveLength(1);
      await expectNothingLeft(one, run);
    }));

  test.concurrent('killed: the post part finds what was recorded before it was made', () =>
    scene([{ match: ['buildx', 'build'], stderr: 'begun\n', hang: true }], async (one) => {
      const login = { username: 'me', password: 'pass-w0rd', registry: 'registry.test' };
      const run = await one.main(login, { signalAfter: { seen: /^begun$/m, signal: 'SIGKILL' } });
      expect(run.signal).toBe('SIGKILL');
      const post = await one.post(run);
      expect(post.code).toBe(0);
      const [created = ''] = await one.asked('buildx create');
      const name = /--name=(\S+)/.exec(created)?.[1];
      expect(await one.asked('buildx rm')).toEqual([`buildx rm ${name}`]);
      expect(await one.left(run)).toEqual([]);
    }));

  const TO_HUB = { username: 'me', password: 'pass-w0rd', registry: 'registry.test' };
  const REMOTE = { ...LOCAL, context: 'https://github.com/octo/app.git' };
  test.concurrent.each<[string, RegExp, Record<string, string>, string?]>([
    ['it logs in', /^login/, TO_HUB],
    ['it reads the Dockerfile of a repository', /^buildx build .*--output=type=local/, REMOTE],
    ['buildx is built', /^buildx build .*--target=binaries/, { ...LOCAL, 'buildx-version': SOURCE }],
    ['the builder is made', /^buildx create/, { ...LOCAL, 'buildkitd-config-inline': 'debug = true' }],
    ['it builds', /^buildx build/, { push: 'false', tags: '', verify: 'true' }],
    ['what was built is looked at', /^buildx build .*--target=crossbuild-handover/, {}, CROSSES],
    ['an image is loaded', /^buildx build .*--output=type=docker/, { ...LOCAL, verify: 'run' }],
    ['an image of a registry runs', /^run --rm --name=/, { verify: 'run' }],
    ['an image that was loaded runs', /^run --rm --name=/, { ...LOCAL, verify: 'run' }],
    ['the record of a build is written', /^buildx history export/, { 'build-record': 'true' }],
  ])('killed while %s: the post part leaves nothing', async (_, match, inputs, dockerfile) =>
    scene(
      [{ match, kills: true }],
      async (one) => {
        const run = await one.main(inputs);
        expect(run.signal).toBe('SIGKILL');
        await one.fake.script([...WELL]);
        const post = await one.post(run);
        expect(warnings(post)).toBe('');
        expect(await one.left(run)).toEqual([]);
        const lines = await one.fake.lines();
        const named = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
        expect(await one.asked('rm -f')).toEqual(named(/^run --rm --name=(\S+)/).map((name) => `rm -f ${name}`));
        const images = [...named(/--output=type=docker,name=(\S+)/), ...named(/^run --rm --name=.* (\S+@sha256:\S+)$/)];
        expect(await one.asked('image rm')).toEqual([...new Set(images)].map((name) => `image rm ${name}`));
      },
      dockerfile,
    ),
  );

  test.concurrent('files for later steps stay while the job runs, and go with it', () =>
    scene([], async (one) => {
      const run = await one.main({ images: IMAGE, tags: 'type=raw,value=1', 'build-record': 'true' });
      expect(errors(run)).toBe('');
      expect(await readFile(run.outputs['bake-file'] ?? '', 'utf8')).toContain(IMAGE);
      const folders = (await one.left(run)).filter((path) => !path.includes('/'));
      expect(folders.map((name) => name.split('-')[1]).sort()).toEqual(['bake', 'record']);
      await one.post(run);
      expect(await one.left(run)).toEqual([]);
    }));
});

describe('post', () => {
  test.concurrent('twice, and after docker is gone: a warning at most', () =>
    scene(
      [
        { match: ['buildx', 'rm'], times: 1 },
        { match: ['buildx', 'rm'], code: 1, stderr: 'ERROR: no builder "x" found\n' },
      ],
      async (one) => {
        const run = await one.main();
        expect(run.code).toBe(0);
        for (const _ of [1, 2]) {
          const post = await one.post(run);
          expect(post).toMatchObject({ code: 0, annotations: [] });
        }
        await rm(join(one.fake.folder, 'docker'));
        const post = await one.post(run, { env: { PATH: one.fake.folder } });
        expect(post.code).toBe(0);
        expect(warnings(post)).toMatch(/^builder crossbuild-\w+ is left behind: /);
      },
    ));

  test.concurrent('a second step of the same job has a builder of its own, and both go', () =>
    scene([], async (one) => {
      const first = await one.main(LOCAL);
      const second = await one.main(LOCAL);
      await one.post(second);
      await one.post(first);
      const names = (await one.asked('buildx create')).map((line) => /--name=(\S+)/.exec(line)?.[1]);
      expect(new Set(names).size).toBe(2);
      expect(await one.asked('buildx rm')).toEqual(names.toReversed().map((name) => `buildx rm ${name}`));
    }));
});

describe("what is the user's or another job's", () => {
  const login = { username: 'me', password: 'pass-w0rd', registry: 'registry.test' };

  test.concurrent('a docker configuration that is no JSON is a warning and stays as it is', () =>
    scene([], async (one) => {
      const config = join(one.fake.env.DOCKER_CONFIG ?? '', 'config.json');
      await writeFile(config, '{"auths":');
      const run = await one.main({ ...LOCAL, ...login });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(/config\.json is not JSON, so nothing in it is used; it is left as it is/);
      expect(await readFile(config, 'utf8')).toBe('{"auths":');
      await expectNothingLeft(one, run);
    }));

  test.concurrent('a login that is refused names the registry, the user and not the password', () =>
    scene(
      [{ match: ['login'], code: 1, stderr: 'Error response from daemon: unauthorized: pass-w0rd is wrong\n' }],
      async (one) => {
        const run = await one.main({ ...LOCAL, ...login });
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(/the login to registry\.test as me failed - unauthorized: \*\*\* is wrong; /);
        expect(await one.asked('buildx create')).toEqual([]);
        await expectNothingLeft(one, run);
      },
    ));

  test.concurrent('a builder that another job made meanwhile is used, and not removed', () =>
    scene(
      [
        { match: ['buildx', 'ls'], stdout: '', times: 1 },
        { match: ['buildx', 'create'], code: 1, stderr: 'ERROR: existing instance for "mine" but no append mode\n' },
      ],
      async (one) => {
        const run = await one.main({ ...LOCAL, builder: 'mine' });
        expect(errors(run)).toBe('');
        expect(run.code).toBe(0);
        await one.post(run);
        expect(await one.asked('buildx rm')).toEqual([]);
        expect(await one.left(run)).toEqual([]);
      },
    ));

  test.concurrent('a temp folder that is none is one error, before anything is made', () =>
    scene([], async (one) => {
      const run = await one.main({ ...LOCAL, ...login }, { env: { RUNNER_TEMP: '/dev/null/temp' } });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/^no folder can be made in \/dev\/null\/temp - .*; let RUNNER_TEMP name a folder/);
      expect(await one.asked('buildx create')).toEqual([]);
    }));

  test.concurrent('cancelled while it cleans up: the rest is still removed', () =>
    scene([{ match: ['buildx', 'rm'], hang: true }], async (one) => {
      const run = await one.main();
      const post = await one.post(run, { onStart: cancelWhenAsked(one).onStart });
      expect(post.code).toBe(0);
      expect(warnings(post)).toMatch(/^builder crossbuild-\w+ is left behind: the step was cancelled/);
      expect(await one.left(run)).toEqual([]);
    }));
});

describe('the plugin link of a machine with several jobs', () => {
  /** A link to a buildx. */
  const linked = async (one: Job, ...to: readonly string[]) => {
    const link = join(one.fake.env.DOCKER_CONFIG ?? '', 'cli-plugins', 'docker-buildx');
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(one.fake.folder, ...to), link);
    return link;
  };
  const INSTALLED = ['crossbuild-buildx', '0.30.1', 'x64', 'buildx'];
  const there = (link: string) => readlink(link).then(Boolean, () => false);

  test.concurrent('stays until the last job that uses it is done, also one that was killed', () =>
    scene([{ match: ['buildx', 'create'], kills: true, times: 1 }], async (one) => {
      const link = await linked(one, ...INSTALLED);
      // a job makes it where docker has no plugin, and says so
      await mkdir(join(dirname(link), '.crossbuild'));
      const killed = await one.main(LOCAL);
      const other = await one.main(LOCAL);
      await one.post(killed);
      expect(await there(link)).toBe(true);
      await one.post(other);
      expect(await there(link)).toBe(false);
      expect(await readdir(dirname(link))).toEqual([]);
    }));

  test.concurrent.each([
    ["leads to the user's own", ['bin', 'buildx']],
    ['leads to ours and the user made it', INSTALLED],
  ])('is not ours where it %s', (_, to) =>
    scene([], async (one) => {
      const link = await linked(one, ...to);
      await one.post(await one.main(LOCAL));
      expect(await there(link)).toBe(true);
      expect(await readdir(dirname(link))).toEqual(['docker-buildx']);
    }),
  );
});

describe('emulators of a machine with several jobs', () => {
  const LISTED: Reply = {
    match: /^run --rm --privileged \S+$/,
    stdout: '{"supported":[],"emulators":["qemu-aarch64"]}',
  };
  const MARK = 'crossbuild-emulator-qemu-aarch64';
  const volumes = (...names: readonly string[]): Reply => ({
    match: ['volume', 'ls'],
    stdout: `${names.join('\n')}\n`,
  });
  const made = async (one: Job) => (await one.asked('volume create')).map((line) => line.split(' ').at(-1) ?? '');
  const UNREGISTER = `run --rm --privileged ${BINFMT} --uninstall`;

  test.concurrent('stay for a job that found them and has no builder yet, and go with the last one', () =>
    scene([], async (one) => {
      const first = await one.main();
      expect(await made(one)).toEqual([expect.stringMatching(/^crossbuild-emulators-in-use-/), MARK]);
      const before = (await one.fake.lines()).length;
      await one.fake.script([LISTED, { match: ['buildx', 'create'], kills: true }, ...WELL]);
      const second = await one.main();
      const [own = '', , use = ''] = await made(one);
      // it said so before it looked what is there
      const lines = (await one.fake.lines()).slice(before);
      expect(lines.indexOf(`volume create ${use}`)).toBeLessThan(
        lines.findIndex((line) => /^run .*--privileged/.test(line)),
      );
      await one.fake.script([volumes(use, MARK), ...WELL]);
      const left = await one.post(first);
      expect(left.log).toContain('qemu-aarch64 stays registered: another job of this machine may be using it');
      expect(await one.asked(UNREGISTER)).toEqual([]);
      await one.fake.script([volumes(MARK), ...WELL]);
      await one.post(second);
      expect(await one.asked(UNREGISTER)).toEqual([`${UNREGISTER} qemu-aarch64`]);
      expect(await one.asked('volume rm')).toEqual([own, use, MARK].map((name) => `volume rm ${name}`));
    }));

  test.concurrent.each(['buildx_buildkit_mine0', 'buildx_buildkit_builder-0a1b0'])('stay while %s runs', async (name) =>
    scene([{ match: /^ps --filter name=\S*buildx_buildkit_ /, stdout: `${name}\n` }], async (one) => {
      const post = await one.post(await one.main());
      expect(post.log).toContain(`qemu-aarch64 stays registered: ${name} may be using it`);
      expect(await one.asked(UNREGISTER)).toEqual([]);
    }),
  );

  test.concurrent('an engine that makes no volumes is no error: its builders still count', () =>
    scene([{ match: ['volume'], code: 1, stderr: 'Error response from daemon: no volumes here\n' }], async (one) => {
      const run = await one.main();
      expect(errors(run)).toBe('');
      await one.post(run);
      expect(await one.asked(UNREGISTER)).toEqual([`${UNREGISTER} qemu-aarch64`]);
    }));
});

describe('a base image of a private registry', () => {
  const login = { username: 'me', password: 'pass-w0rd', registry: 'registry.test' };
  const dockerfile = COMPILES.replace('debian:bookworm', 'registry.test/team/base:1');
  const REFUSED: Reply = { match: ['login'], code: 1, stderr: 'Error response from daemon: unauthorized\n' };
  /** The folder of docker's configuration, for each call whose arguments match. */
  const configs = async (one: Job, pattern: RegExp) =>
    (await one.fake.calls()).filter(({ argv }) => pattern.test(argv.join(' '))).map(({ env }) => env.DOCKER_CONFIG);
  const LOOK = /^buildx imagetools inspect .*-- registry\.test\/team\/base:1$/;

  test.concurrent('is asked for after the login and with it', () =>
    scene(
      [],
      async (one) => {
        const run = await one.main({ ...LOCAL, ...login });
        expect(errors(run)).toBe('');
        const lines = await one.fake.lines();
        expect(lines.findIndex((line) => LOOK.test(line))).toBeGreaterThan(
          lines.findIndex((line) => /^login /.test(line)),
        );
        const [own] = await configs(one, /^login /);
        expect(own).not.toBe(one.fake.env.DOCKER_CONFIG);
        expect(await configs(one, LOOK)).toEqual([own]);
        await expectNothingLeft(one, run);
      },
      dockerfile,
    ));

  test.concurrent('is not asked for where something is wrong already: there is no login either', () =>
    scene(
      [],
      async (one) => {
        const run = await one.main({ ...LOCAL, ...login, sbom: 'true', outputs: 'type=docker,dest=x.tar' });
        expect(run.code).toBe(1);
        expect(await configs(one, /^login |imagetools/)).toEqual([]);
      },
      dockerfile,
    ));

  test.concurrent('a plan logs in for it alone, into the private configuration', () =>
    scene([], async (one) => {
      const run = await one.main({ ...LOCAL, ...login, 'plan-only': 'true', logout: 'false' });
      expect(run.code).toBe(0);
      expect(await one.asked('login')).toEqual([]);
    }).then(() =>
      scene(
        [],
        async (one) => {
          const run = await one.main({ ...LOCAL, ...login, 'plan-only': 'true', logout: 'false' });
          expect(run.code).toBe(0);
          expect(await configs(one, /^login /)).not.toContain(one.fake.env.DOCKER_CONFIG);
          await expectNothingLeft(one, run);
        },
        dockerfile,
      ),
    ));

  test.concurrent('a plan does without the answer where the login fails, and says so', () =>
    scene(
      [REFUSED],
      async (one) => {
        const run = await one.main({ ...LOCAL, ...login, 'plan-only': 'true' });
        expect(run.code).toBe(0);
        expect(warnings(run)).toMatch(/base images are looked at without a login: .*registry\.test as me failed/);
        expect(await configs(one, LOOK)).toEqual([one.fake.env.DOCKER_CONFIG]);
        await expectNothingLeft(one, run);
      },
      dockerfile,
    ));
});

describe('the files of the runner', () => {
  test.concurrent('neither outputs nor a summary: an older runner is told in its own way', () =>
    scene([], async (one) => {
      const run = await one.main({}, { env: { GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined } });
      expect(run.code).toBe(0);
      expect(run.log).toContain(`::set-output name=digest::${INDEX}`);
      await expectNothingLeft(one, run);
    }));

  test.concurrent('a summary that cannot be written is a warning, an output an error', () =>
    scene([], async (one) => {
      const run = await one.main(LOCAL, { env: { GITHUB_STEP_SUMMARY: '/nowhere/summary' } });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(/^the job summary could not be written: /);
      const built = (await one.asked('buildx')).length;
      const other = await one.main({}, { env: { GITHUB_OUTPUT: '/nowhere/output' } });
      expect(other.code).toBe(1);
      expect(errors(other)).toMatch(/^outputs cannot be written - .*; let GITHUB_OUTPUT name a file/);
      expect(await one.asked('buildx')).toHaveLength(built);
    }));

  test.concurrent('a second registry that refuses its tag: the tag that the first one has is told', () =>
    scene(
      [
        {
          match: /^buildx imagetools create .*--tag=other\.test/,
          code: 1,
          stderr: 'ERROR: denied: requested access to the resource is denied\n',
        },
      ],
      async (one) => {
        const run = await one.main({ tags: `${IMAGE}:1\nother.test/team/app:1` });
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(
          /^other\.test\/team\/app@sha256:1+ cannot be tagged as other\.test\/team\/app:1 - /,
        );
        const told = 'registry.test/team/app:1 names the new image already; of other.test/team/app:1 that is not sure';
        expect(errors(run)).toContain(told);
        expect(run.summary).toContain('names the new image already');
        await expectNothingLeft(one, run);
      },
    ));

  test.concurrent('a state that cannot be saved: nothing is made that nobody would remove', () =>
    scene([], async (one) => {
      const run = await one.main(LOCAL, { env: { GITHUB_STATE: '/nowhere/state' } });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/^the state of the step cannot be written - /);
      expect(await one.asked('buildx create')).toEqual([]);
    }));
});

describe('hostile output of a build', () => {
  const output = [
    '::error::not from us',
    '##[set-output name=digest]evil',
    '::add-mask::RUN',
    '\u001b[31mred\u001b[2J',
    '::set-env name=PATH::/evil',
    `${'x'.repeat(10_000_000)}`,
  ].join('\n');

  test.concurrent('sets nothing and says nothing in our name', () =>
    scene(
      [
        {
          match: ['buildx', 'build'],
          stderr: `${progress({ name: '[2/2] RUN echo', output })}${output}\u00ff\u00fe`,
          stdout: '::error::nor this\n',
          encoding: 'latin1',
          writes: { '--metadata-file': metadata },
        },
      ],
      async (one) => {
        const run = await one.main();
        expect(run.code).toBe(0);
        expect(run.annotations).toEqual([]);
        expect(run.others).toEqual([]);
        expect(run.masks).toEqual([]);
        expect(run.outputs.digest).toBe(INDEX);
        expect(run.log).toContain('::error::not from us');
        expect(run.log).not.toContain('\u001b[2J');
        await expectNothingLeft(one, run);
      },
    ));
});

describe('an image of the build machine for another platform', () => {
  const pinned = 'FROM --platform=$BUILDPLATFORM debian:bookworm\nRUN true\n';

  test.concurrent('is refused before anything is made, on the line that pins it', () =>
    scene(
      [],
      async (one) => {
        const run = await one.main({ platforms: 'linux/amd64,linux/riscv64' });
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(/the linux\/riscv64 image would hold the file system of the build machine/);
        expect(run.annotations).toContainEqual(
          expect.objectContaining({ properties: { file: 'Dockerfile', line: '1' } }),
        );
        expect(await one.asked('buildx create')).toEqual([]);
        expect(await one.asked('buildx build')).toEqual([]);
      },
      pinned,
    ));

  test.concurrent('files alone are none, and with verify: false it is as asked for', () =>
    scene(
      [],
      async (one) => {
        for (const inputs of [
          { outputs: 'type=local,dest=out' },
          { outputs: 'type=oci,dest=a.tar', verify: 'false' },
        ]) {
          const run = await one.main({ ...LOCAL, platforms: 'linux/riscv64', ...inputs });
          expect(errors(run)).toBe('');
        }
        expect(await one.asked('buildx build')).toHaveLength(2);
      },
      pinned,
    ));
});

describe('what the image itself makes', () => {
  const programFor = (machine: number) => {
    const head = Buffer.alloc(64);
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(head);
    head.writeUInt16LE(2, 16);
    head.writeUInt16LE(machine, 18);
    return head;
  };
  /** The list of a stage that made one program; see src/plan/made.sh. */
  const list = (machine: number) => {
    const parts = {
      made: Buffer.from('1000 1795785709.0000000000 755 ./app\n'),
      heads: Buffer.concat([Buffer.from('==> ./app <==\n'), programFor(machine)]),
      complete: Buffer.alloc(0),
    };
    return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [`0/${name}`, bytes.toString('base64')]));
  };
  const looking = (more: Partial<Reply>): Reply => ({ match: /^buildx build .*--target=crossbuild-handover/, ...more });
  const inputs = { platforms: 'linux/arm64' };
  const dockerfile = 'FROM golang\nARG TARGETARCH=amd64\nRUN GOARCH=$TARGETARCH go build -o /app .\n';

  test.concurrent('a program of another architecture is refused, on the line that names it: there is no tag', () =>
    scene(
      [looking({ exports: list(62) }), ...registry(['arm64'])],
      async (one) => {
        const run = await one.main(inputs);
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(/^Dockerfile:3: \/app is a linux\/amd64 binary in the linux\/arm64 image - /);
        expect(await one.looked()).toHaveLength(1);
        expect(await one.asked('buildx imagetools create')).toEqual([]);
        await expectNothingLeft(one, run);
      },
      dockerfile,
    ));

  test.concurrent('one of its own is counted', () =>
    scene(
      [looking({ exports: list(183) }), ...registry(['arm64'])],
      async (one) => {
        const run = await one.main(inputs);
        expect({ code: run.code, errors: errors(run) }).toEqual({ code: 0, errors: '' });
        expect(run.log).toMatch(/, verified, one binary looked at/);
      },
      dockerfile,
    ));

  const handed = `FROM golang AS b\nRUN go build -o /app .\nFROM debian\nRUN useradd app\nCOPY --from=b /app /app\n`;

  test.concurrent('what a stage hands to it is in its list, so that nothing else is fetched', () =>
    scene(
      [looking({ exports: list(183) }), ...registry(['arm64'])],
      async (one) => {
        const run = await one.main({ ...inputs, strategy: 'emulate' });
        expect({ code: run.code, errors: errors(run) }).toEqual({ code: 0, errors: '' });
        expect(await one.looked()).toHaveLength(1);
        expect(run.log).toMatch(/, verified, one binary looked at/);
      },
      handed,
    ));

  test.concurrent('where the list has a program of another architecture, what stages hand over is fetched, to name the stage', () =>
    scene(
      [
        looking({ exports: list(62), times: 1 }),
        looking({ exports: { '0/app': programFor(62).toString('base64') } }),
        ...registry(['arm64']),
      ],
      async (one) => {
        const run = await one.main({ ...inputs, strategy: 'emulate' });
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(
          /^Dockerfile:5: \/app of stage b is a linux\/amd64 binary in the linux\/arm64 image - /,
        );
        expect(await one.looked()).toHaveLength(2);
      },
      handed,
    ));

  test.concurrent('what cannot be listed is no failure, and is not called verified', () =>
    scene(
      [looking({ code: 1, stderr: 'ERROR: exec: "/bin/sh": no such file\n' }), ...registry(['arm64'])],
      async (one) => {
        const run = await one.main(inputs);
        expect({ code: run.code, errors: errors(run) }).toEqual({ code: 0, errors: '' });
        expect(run.log).toMatch(
          /verified in part, 0 binaries looked at, and not: what stage 0 made, as nothing in it lists/,
        );
        expect(run.log).not.toMatch(/^ERROR/m);
        expect(run.summary).toMatch(/Not looked at: what stage 0 made/);
      },
      dockerfile,
    ));
});

describe('trying again', () => {
  const eof = said('failed to push registry.test/team/app: unexpected EOF');

  test.concurrent('a push that broke off is tried again', () =>
    scene([{ match: ['buildx', 'build'], code: 1, stderr: eof, times: 1 }], async (one) => {
      const run = await one.main({ retries: '1' });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(/unexpected EOF\); trying again in 2 s/);
      expect(await one.asked('buildx build')).toHaveLength(2);
    }));

  for (const [words, times] of [
    ['failed to parse error response 504: invalid character', 2],
    ['unknown: unknown blob', 2],
    ['failed to parse error response 413: invalid character', 1],
  ] as const)
    test.concurrent(`${words}: ${times} tries`, () =>
      scene(
        [{ match: ['buildx', 'build'], code: 1, stderr: said(`failed to push registry.test/a: ${words}`), times: 1 }],
        async (one) => {
          const run = await one.main({ retries: '1' });
          expect(run.code).toBe(times === 2 ? 0 : 1);
          expect(await one.asked('buildx build')).toHaveLength(times);
        },
      ));

  test.concurrent('as often as retries says, and no more', () =>
    scene([{ match: ['buildx', 'build'], code: 1, stderr: eof }], async (one) => {
      const run = await one.main({ ...LOCAL, retries: '0' });
      expect(run.code).toBe(1);
      expect(errors(run)).toContain('unexpected EOF');
      expect(await one.asked('buildx build')).toHaveLength(1);
    }));

  test.concurrent('a step that failed is not, whatever it wrote', () =>
    scene([failing('[2/2] RUN echo hello > /hello', 'curl: connection reset by peer\n')], async (one) => {
      const run = await one.main(LOCAL);
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/exit code: 2/);
      expect(await one.asked('buildx build')).toHaveLength(1);
      await expectNothingLeft(one, run);
    }));
});

describe('a program that crashes under emulation', () => {
  const SEGFAULT =
    'Processing triggers for libc-bin (2.36-9+deb12u10) ...\nqemu: uncaught target signal 11 (Segmentation fault) - core dumped\n';
  const VERSION: Reply = { match: /^run --rm \S+ --version/, stderr: 'binfmt/9a44d27 qemu/v9.2.2 go/1.23.4\n' };

  test.concurrent('names what crashed, the emulator with its version, and what helps', () =>
    scene([VERSION, failing('[linux/arm64 2/2] RUN echo hello > /hello', SEGFAULT, 100)], async (one) => {
      const run = await one.main({ ...LOCAL, platforms: 'linux/amd64,linux/arm64' });
      expect(run.code).toBe(1);
      for (const text of [errors(run), run.summary]) {
        expect(text).toContain("Libc-bin's trigger (ldconfig) crashed in the emulator (Segmentation fault)");
        expect(text).toMatch(/It ran under QEMU 9\.2\.2, which docker\.io\/tonistiigi\/binfmt\S* registered/);
        expect(text).toContain('binfmt-image: docker.io/tonistiigi/binfmt:qemu-v…');
      }
      await expectNothingLeft(one, run);
    }));

  test.concurrent('accelerated already: no advice to accelerate', () =>
    scene(
      [failing('[linux/arm64 stage-0 2/4] RUN apt-get update && apt-get install -y gcc make', SEGFAULT, 100)],
      async (one) => {
        const run = await one.main({ ...LOCAL, platforms: 'linux/amd64,linux/arm64', fallback: 'false' });
        expect(errors(run)).toMatch(/crashed in the emulator.*compilers run natively already/s);
        expect(errors(run)).not.toMatch(/strategy: (cross or )?accelerate/);
      },
      COMPILES,
    ));

  test.concurrent('on the machine itself it is the user’s own, and nobody is asked about emulators', () =>
    scene([failing('[linux/amd64 2/2] RUN echo hello > /hello', 'Segmentation fault\n', 139)], async (one) => {
      const run = await one.main({ ...LOCAL, platforms: 'linux/amd64,linux/arm64' });
      expect(errors(run)).toContain('exit code: 139');
      expect(errors(run)).not.toContain('emulator');
      expect((await one.fake.lines()).filter((line) => line.includes('--version'))).toEqual([]);
    }));
});

describe('falling back', () => {
  const step =
    '[linux/arm64 stage-0 4/4] RUN --mount=type=bind,from=crossbuild-toolchain,target=/.crossbuild make install';
  const inputs = { ...LOCAL, platforms: 'linux/arm64' };

  test.concurrent('a step that what was put into it broke is built again as it stands, and that is said', () =>
    scene(
      [{ ...failing(step, '/.crossbuild/gcc/cc1: cannot execute\n'), times: 1 }],
      async (one) => {
        const run = await one.main(inputs);
        expect(run.code).toBe(0);
        expect(warnings(run)).toMatch(/an injected tool is named in the error\); building again under emulation/);
        const [first = '', second = ''] = await one.asked('buildx build');
        expect(first).toMatch(/--file=\S*crossbuild-build-/);
        expect(second).toMatch(/--file=Dockerfile /);
        expect(run.summary).toContain('an injected tool is named in the error');
        await expectNothingLeft(one, run);
      },
      COMPILES,
    ));

  test.concurrent("a mistake of the user's own is shown once and at once", () =>
    scene(
      [failing(step, "main.c:1:5: error: expected ';' before '}' token\n")],
      async (one) => {
        const run = await one.main(inputs);
        expect(run.code).toBe(1);
        expect(errors(run)).toContain("main.c:1:5: error: expected ';'");
        expect(warnings(run)).not.toContain('building again');
        expect(await one.asked('buildx build')).toHaveLength(1);
      },
      COMPILES,
    ));
});
