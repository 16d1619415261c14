import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFile, find } from '@actions/tool-cache';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/inputs/inputs.ts';
import { buildxRequest, dockersPlace, ensureBuildx } from '../../src/setup/buildx/buildx.ts';
import shipped from '../../src/setup/buildx/buildx-checksums.json' with { type: 'json' };
import {
  assetName,
  assetSuffix,
  newest,
  parseChecksums,
  parseFeed,
  parseRemoteRefs,
  parseWish,
  satisfies,
} from '../../src/setup/buildx/buildx-release.ts';
import { download } from '../../src/setup/download.ts';
import { createRecorder } from '../../src/setup/record.ts';
import { createHttp } from '../../src/system/http.ts';
import { createTools, type Tools } from '../../src/system/tools.ts';
import { CERT_A, KEY_A } from './certificates.ts';
import { type ReleaseServer, releaseServer } from './release-server.ts';
import { failure, fakeWorld, NOT_INSTALLED, type Script } from './world.ts';

const BINARY = Buffer.from('#!/bin/sh\necho this is buildx\n');
const HASH = createHash('sha256').update(BINARY).digest('hex');
const suffix = assetSuffix(process.platform, process.arch) ?? '';
const asset = assetName('9.1.0', suffix);
const DOWNLOAD = `/buildx/releases/download/v9.1.0/${asset}`;
const SUMS = '/buildx/releases/download/v9.1.0/checksums.txt';
const FEED = '/buildx/releases.atom';
const checksums = { '9.1.0': { [suffix]: HASH } };
const NONE: Script = [[/buildx version|^buildx/, NOT_INSTALLED]];
const present = (version: string): Script => [
  [/^docker buildx version$/, { stdout: `github.com/docker/buildx ${version} abc\n` }],
];

let server: ReleaseServer;
let folder: string;
beforeAll(async () => {
  server = await releaseServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buildx-test-'));
  server.requests.length = 0;
  for (const path of [DOWNLOAD, SUMS, FEED]) server.answer(path, { status: 404 });
});
afterEach(() => rm(folder, { recursive: true }));

function setUp(
  script: Script = NONE,
  options: {
    version?: string;
    unverified?: boolean;
    known?: typeof checksums | object;
    retries?: string;
    tools?: Partial<Tools>;
  } = {},
) {
  const env = { RUNNER_TOOL_CACHE: join(folder, 'tools'), DOCKER_CONFIG: join(folder, 'docker') };
  const world = fakeWorld({ script, http: createHttp(), env });
  const recorder = createRecorder(() => {});
  const { inputs, problems } = readInputs({
    'INPUT_BUILDX-VERSION': options.version ?? '9.1.0',
    'INPUT_BUILDX-MIRROR': `${server.url}/buildx/releases/`,
    'INPUT_BUILDX-UNVERIFIED': String(options.unverified ?? false),
    ...(options.retries === undefined ? {} : { INPUT_RETRIES: options.retries }),
  });
  expect(problems).toEqual([]);
  const request = buildxRequest(inputs, {});
  const tools = { ...createTools(env), ...options.tools };
  const run = () => ensureBuildx(world, request, recorder, tools, (options.known ?? checksums) as typeof checksums);
  return { world, recorder, run };
}

/** Every file that was kept, so that a failure can be shown to leave none. */
async function kept(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);
}

describe('what is there is used', () => {
  test.each([
    ['no version asked for', '0.12.1', undefined],
    ['the same version', 'v9.1.0', '9.1.0'],
    ['one that fits the range', '0.29.1-desktop.1', '^0.29'],
  ])('%s', async (_, there, version) => {
    const { world } = setUp(present(there));
    const found = await ensureBuildx(world, { version }, undefined, createTools(world.env), checksums);
    expect(found.command).toEqual(['docker', 'buildx']);
    expect(server.requests).toEqual([]);
  });

  test('without a docker command, one that stands alone; the post part is told', async () => {
    const { world, recorder } = setUp([
      [/^docker/, NOT_INSTALLED],
      [/^buildx version/, { stdout: 'github.com/docker/buildx v0.38.2' }],
    ]);
    const found = await ensureBuildx(world, {}, recorder);
    expect(found).toMatchObject({ version: '0.38.2', command: ['buildx'] });
    expect(recorder.record().buildx).toEqual([{ path: 'buildx' }]);
  });
});

describe("the runner's tool cache", () => {
  const { tool, machine, file } = dockersPlace('9.1.0');
  const before = process.env.RUNNER_TOOL_CACHE;
  beforeEach(() => {
    process.env.RUNNER_TOOL_CACHE = join(folder, 'tools');
  });
  afterEach(() => {
    if (before === undefined) delete process.env.RUNNER_TOOL_CACHE;
    else process.env.RUNNER_TOOL_CACHE = before;
  });
  const keepAsDocker = async (bytes: Uint8Array) => {
    const source = join(folder, 'download');
    await writeFile(source, bytes);
    await cacheFile(source, file, tool, '9.1.0', machine);
  };

  test("what docker's setup-buildx-action kept is taken when its hash is that of the release", async () => {
    await keepAsDocker(BINARY);
    const { run, recorder } = setUp(present('0.12.1'));
    const found = await run();
    expect(found.because).toMatch(/from the tool cache, where docker's setup-buildx-action kept it: buildx-version is/);
    expect(found.command[0]).toContain('crossbuild-buildx');
    expect(recorder.record().buildx).toEqual([{ path: found.command[0], sha256: HASH }]);
    expect((await stat(found.command[0] ?? '')).mode & 0o777).toBe(0o755);
    expect(server.requests).toEqual([]);
  });

  test.each(['another program', ''])('one with another hash (%j) is left, and not taken', async (text) => {
    await keepAsDocker(Buffer.from(text));
    server.answer(DOWNLOAD, { body: BINARY });
    const found = await setUp(present('0.12.1')).run();
    expect(found.because).toMatch(/downloaded and verified/);
    expect(await readFile(found.command[0] ?? '')).toEqual(BINARY);
    expect(await readFile(join(find(tool, '9.1.0', machine), file), 'utf8')).toBe(text);
  });

  test('a verified release is found by other actions, at their place and at ours', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const { command } = await setUp(present('0.12.1')).run();
    expect(await readFile(join(find(tool, '9.1.0', machine), file))).toEqual(BINARY);
    expect(find('crossbuild-buildx', '9.1.0')).toBe(dirname(command[0] ?? ''));
  });

  test('one that nobody verified is not shared', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    await setUp(present('0.12.1'), { unverified: true, known: {} }).run();
    expect(find(tool, '9.1.0', machine)).toBe('');
  });
});

describe('a release', () => {
  test('is verified before it is executable, and stands outside the folder of plugins', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const { run, recorder } = setUp(present('0.12.1'));
    const found = await run();
    const [path = ''] = found.command;
    expect(found).toMatchObject({
      version: '9.1.0',
      because: 'buildx 9.1.0, downloaded and verified: buildx-version is 9.1.0',
    });
    expect(await readFile(path)).toEqual(BINARY);
    expect((await stat(path)).mode & 0o777).toBe(0o755);
    expect(recorder.record()).toMatchObject({ plugins: [], buildx: [{ path, sha256: HASH }] });
    expect(server.requests.map((request) => request.path)).toEqual([DOWNLOAD]);
  });

  test('where there is no plugin it becomes one by a link, which is recorded', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const { run, recorder } = setUp();
    const [path = ''] = (await run()).command;
    const link = join(folder, 'docker', 'cli-plugins', 'docker-buildx');
    expect(await readFile(link)).toEqual(BINARY);
    const use = recorder.record().plugins[0]?.use ?? '';
    expect(recorder.record().plugins).toEqual([{ link, target: path, use: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
    const tools = createTools({ RUNNER_TOOL_CACHE: join(folder, 'tools') });
    await tools.release(link, use, '/somewhere/else');
    expect(await readFile(link)).toEqual(BINARY);
    for (const other of ['a', 'killed']) await tools.use(link, other);
    await tools.release(link, use, path);
    expect(await readFile(link)).toEqual(BINARY);
    // no job runs for 6 days
    const old = new Date(Date.now() - 6 * 24 * 60 * 60 * 1000);
    await utimes(join(dirname(link), '.crossbuild', 'killed'), old, old);
    for (const _ of ['the last one', 'twice']) await tools.release(link, 'a', path);
    expect((await kept()).filter((name) => !name.endsWith('.complete')).sort()).toEqual(['buildx', 'docker-buildx']);
  });

  test('is not fetched twice', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    await setUp().run();
    expect((await setUp().run()).because).toMatch(/from the tool cache/);
    expect(server.requests).toHaveLength(1);
  });

  test('that was changed in the tool cache is fetched again', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const [path = ''] = (await setUp().run()).command;
    await writeFile(path, 'evil');
    await setUp().run();
    expect(await readFile(path)).toEqual(BINARY);
    expect(server.requests).toHaveLength(2);
  });

  test('that Crossbuild does not know is checked by its own checksums.txt', async () => {
    server.answer(SUMS, { body: `${'0'.repeat(64)} *other\n${HASH} *${asset}\n` });
    server.answer(DOWNLOAD, { body: BINARY });
    expect((await setUp(NONE, { known: {} }).run()).because).toMatch(/downloaded and verified/);
  });

  test('that two jobs fetch at once is whole for both', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const found = await Promise.all([setUp().run(), setUp().run(), setUp().run()]);
    expect(new Set(found.map(({ command }) => command[0])).size).toBe(1);
    expect(await readFile(found[0]?.command[0] ?? '')).toEqual(BINARY);
    const programs = (await kept()).filter((name) => !/^[0-9a-f]{12}$/.test(name));
    // one is the plugin's link, one what docker's action finds
    expect(programs.filter((name) => !name.endsWith('.complete')).sort()).toEqual([
      'buildx',
      'docker-buildx',
      'docker-buildx',
    ]);
  });
});

describe('faults of the release host: the message, and nothing left behind', () => {
  test.each([
    [
      'another binary',
      [{ body: 'evil' }],
      new RegExp(`is not what was released - its SHA-256 is [0-9a-f]{64}, it must be ${HASH}`),
      1,
    ],
    ['a truncated download', [{ body: BINARY, cut: 5 }], /cannot be downloaded - .*(cut off after 5 of|aborted)/, 3],
    ['403', [{ status: 403 }], /the server answered 403; check that a proxy or firewall lets it through/, 1],
    ['404', [{ status: 404 }], /the server answered 404; check that this version exists/, 1],
    ['429 that goes on', [{ status: 429 }], /the server answered 429; try again later/, 3],
    [
      '429 that asks for an hour',
      [{ status: 429, headers: { 'retry-after': '3600' } }],
      /answered 429 and asks to wait 3600 s/,
      1,
    ],
    [
      'the page of a hotel',
      [{ body: '<html>Welcome, please log in</html>' }],
      /is not what was released - its SHA-256 is/,
      1,
    ],
    ['500 that goes on', [{ status: 500 }], /the server answered 500; try again later/, 3],
  ])('%s', async (_, answers, message, requests) => {
    server.answer(DOWNLOAD, ...answers);
    const { run, recorder } = setUp();
    expect((await failure(run())).message).toMatch(message);
    expect(server.requests).toHaveLength(requests);
    expect(await kept()).toEqual([]);
    expect(recorder.record().plugins).toEqual([]);
  });

  test('what passes is waited for: 2 s, 6 s, or as long as the server asks, in seconds or by a date', async () => {
    // the clock of this world stands at the epoch
    const date = 'Thu, 01 Jan 1970 00:00:09 GMT';
    server.answer(
      DOWNLOAD,
      { status: 503 },
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': date } },
      { body: BINARY },
    );
    const { run, world } = setUp(NONE, { retries: '3' });
    await run();
    expect(world.slept).toEqual([2000, 7000, 18_000]);
  });

  test('all tries together have ten minutes', async () => {
    const limits: unknown[] = [];
    let now = 0;
    const get = async (_: string, options?: { readonly limitMs?: number }) => {
      limits.push(options?.limitMs);
      now += 250_000;
      return { status: 503, headers: {}, body: Buffer.alloc(0) };
    };
    const world = { ...fakeWorld({}), http: { get }, clock: { now: () => now, sleep: async () => {} } };
    await failure(download(world as never, 'https://h/x', { retries: 3 }));
    expect(limits).toEqual([600_000, 350_000, 100_000, 1]);
  });

  test('retries: 0 asks once', async () => {
    server.answer(DOWNLOAD, { status: 503 });
    expect((await failure(setUp(NONE, { retries: '0' }).run())).message).toMatch(/the server answered 503/);
    expect(server.requests).toHaveLength(1);
  });

  test('a binary that nobody vouches for is refused, unless the user takes it', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const message = (await failure(setUp(NONE, { known: {} }).run())).message;
    expect(message).toMatch(
      new RegExp(
        `cannot be verified - neither .*; take another version, or set buildx-unverified: true \\(its SHA-256 is ${HASH}\\)`,
      ),
    );
    expect(await kept()).toEqual([]);
    expect((await setUp(NONE, { known: {}, unverified: true }).run()).because).toMatch(/downloaded, not verified/);
  });

  test('an unknown host is said by its name', async () => {
    const { world } = setUp();
    const error = await failure(
      ensureBuildx(
        world,
        { version: '9.1.0', releases: 'http://127.0.0.1:1/releases' },
        undefined,
        createTools(world.env),
        checksums,
      ),
    );
    expect(error.message).toMatch(/http:\/\/127.0.0.1:1\/.* cannot be downloaded - .*ECONNREFUSED/);
  });

  test('a name that leads nowhere, and a certificate that nobody signed', async () => {
    const secure = createServer({ key: KEY_A, cert: CERT_A }, (_, response) => response.end(BINARY));
    await new Promise<void>((done) => secure.listen(0, '127.0.0.1', done));
    const { port } = secure.address() as AddressInfo;
    const from = async (releases: string) => {
      const { world } = setUp();
      return (
        await failure(
          ensureBuildx(world, { version: '9.1.0', releases, retries: 0 }, undefined, createTools(world.env), checksums),
        )
      ).message;
    };
    try {
      expect(await from('http://crossbuild.invalid/releases')).toMatch(
        /cannot be downloaded - .*(ENOTFOUND|EAI_AGAIN)/,
      );
      expect(await from(`https://127.0.0.1:${port}/releases`)).toMatch(/cannot be downloaded - .*certificate/);
      expect(await kept()).toEqual([]);
    } finally {
      secure.close();
    }
  });

  test('a token never goes to another host', async () => {
    server.answer(DOWNLOAD, { status: 403 });
    const { world } = setUp();
    const releases = `${server.url}/buildx/releases`;
    await failure(
      ensureBuildx(
        world,
        { version: '9.1.0', releases, token: 'secret' },
        undefined,
        createTools(world.env),
        checksums,
      ),
    );
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

test.each(['mirror.example.com/buildx', 'file:///srv/buildx', 'https://me:pw@mirror.example.com/x', 'https://h/x?y'])(
  '%s is no mirror of releases',
  (text) => {
    const { problems } = readInputs({ 'INPUT_BUILDX-MIRROR': text });
    expect(problems).toEqual([expect.objectContaining({ input: 'buildx-mirror' })]);
  },
);

describe('latest and ranges', () => {
  const feed = ['v9.2.0-rc1', 'v9.1.0', 'v8.5.0']
    .map((tag) => `<link rel="alternate" href="https://github.com/docker/buildx/releases/tag/${tag}"/>`)
    .join('\n');
  test.each([
    ['latest', '9.1.0'],
    ['>=8 <9', '8.5.0'],
    ['^9', '9.1.0'],
  ])('%s is %s', async (version, expected) => {
    server.answer(FEED, { body: feed });
    server.answer(`/buildx/releases/download/v${expected}/${assetName(expected, suffix)}`, { body: BINARY });
    const { run } = setUp(NONE, { version, known: { [expected]: { [suffix]: HASH } } });
    expect((await run()).version).toBe(expected);
  });
  test('without the feed the newest known one, and a warning', async () => {
    server.answer(DOWNLOAD, { body: BINARY });
    const { run, world } = setUp(NONE, { version: 'latest' });
    expect((await run()).version).toBe('9.1.0');
    expect(world.said.join('\n')).toMatch(
      /warning: .*releases.atom cannot be downloaded.*taking the newest buildx that this version of Crossbuild knows/,
    );
  });
  test('a range that nothing fits names what there is', async () => {
    server.answer(FEED, { body: feed });
    const { run } = setUp(NONE, { version: '^7', known: {} });
    expect((await failure(run())).message).toMatch(/no release of buildx is \^7 - known are 9.2.0-rc1, 9.1.0, 8.5.0/);
  });
});

test.each([
  ['v0.29.1', { kind: 'exact', version: '0.29.1' }],
  ['0.30.0-rc1', { kind: 'exact', version: '0.30.0-rc1' }],
  ['0.29', { kind: 'range', range: '0.29' }],
  ['latest', { kind: 'latest' }],
  [
    'https://github.com/docker/buildx.git#v0.30.0',
    { kind: 'source', repository: 'https://github.com/docker/buildx.git', ref: 'v0.30.0' },
  ],
  [
    'https://github.com/docker/buildx.git',
    { kind: 'source', repository: 'https://github.com/docker/buildx.git', ref: 'HEAD' },
  ],
  ['--upload-pack=x', undefined],
  ['newest', undefined],
])('buildx-version %s', (text, expected) => {
  expect(parseWish(text)).toEqual(expected);
});

test.each([
  ['0.29.1-docker', '0.29', true],
  ['0.12.1', '>=0.13', false],
  ['0.29.1', '0.29.1', true],
  ['0.29.1-desktop.1', '0.29.1', false],
])('%s for %s: %s', (version, wanted, expected) => {
  const wish = parseWish(wanted);
  expect(wish && satisfies(version, wish)).toBe(expected);
});

test('pre-releases are taken only when they are named', () => {
  const all = ['0.30.0-rc1', '0.29.1'];
  expect(newest(all, { kind: 'latest' })).toBe('0.29.1');
  expect(newest(all, { kind: 'range', range: '>=0.30.0-rc1' })).toBe('0.30.0-rc1');
});

test('the feed may name a release several times', () => {
  const link = '<link href="https://github.com/docker/buildx/releases/tag/v0.38.2"/>';
  expect(parseFeed(`${link}${link}<a href="/releases/tag/nightly"/>`)).toEqual(['0.38.2']);
});

test.each([
  ['linux', 'x64', 'linux-amd64'],
  ['linux', 'arm', 'linux-arm-v7'],
  ['win32', 'x64', 'windows-amd64.exe'],
  ['darwin', 'arm64', 'darwin-arm64'],
  ['linux', 'arm64', 'linux-arm64'],
  ['linux', 's390x', 'linux-s390x'],
  ['linux', 'mips', undefined],
  ['aix', 'x64', undefined],
])('%s on %s is %s', (platform, arch, expected) => {
  expect(assetSuffix(platform, arch)).toBe(expected);
});

test('checksums.txt, with and without the star, with the line ends of Windows', () => {
  expect(parseChecksums(`${HASH} *a\r\n${HASH}  b\nnot a line\n`)).toEqual({ a: HASH, b: HASH });
});

test('shipped checksums are SHA-256 of assets that exist by that name', () => {
  const names =
    /^(linux-(amd64|arm-v6|arm-v7|arm64|ppc64le|riscv64|s390x)|darwin-(amd64|arm64)|windows-(amd64|arm64)\.exe|(free|open|net)bsd-(amd64|arm64))$/;
  const all = Object.entries(shipped).flatMap(([version, assets]) =>
    Object.entries(assets).map(([name, hash]) => [version, name, hash]),
  );
  expect(all.length).toBeGreaterThan(0);
  for (const [version, name, hash] of all) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(name).toMatch(names);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
});

describe('from a git reference', () => {
  const commit = 'a'.repeat(40);
  const url = 'https://git.example/buildx.git#main';
  const remote: Script[number] = [/^git ls-remote/, { stdout: `${commit}\trefs/heads/main\n` }];

  test('by the buildx that is there, at the commit the name stands for; nothing is left in the temp folder', async () => {
    const { world, run, recorder } = setUp(
      [
        ...present('0.12.1'),
        remote,
        [/^docker buildx build/, { code: 1, stderr: 'ERROR: no binaries stage' }],
        [/source-a+.*version/, NOT_INSTALLED],
      ],
      { version: url },
    );
    expect((await failure(run())).message).toMatch(
      /buildx cannot be built from https:\/\/git.example\/buildx.git#main - no binaries stage/,
    );
    const build = world.exec.calls.find(({ line }) => line.includes(' build '));
    expect(build?.line).toMatch(
      new RegExp(`--target=binaries --platform=local .* -- https://git.example/buildx.git#${commit}$`),
    );
    expect(world.files.all.size).toBe(0);
    expect(recorder.record().buildx).toEqual([]);
  });

  test('is not asked of the Actions cache, and not put there', async () => {
    const asked: string[] = [];
    const cached = async (path: string) => void asked.push(path);
    const versions = [NOT_INSTALLED, { stdout: 'github.com/docker/buildx v0.99.0-dev' }];
    const { run } = setUp(
      [
        ...present('0.12.1'),
        remote,
        [/^docker buildx build/, {}],
        [/source-a+.*version/, () => versions.shift() ?? {}],
      ],
      { version: url, tools: { cached: cached as Tools['cached'], save: cached, keepFile: async () => {} } },
    );
    expect((await run()).because).toMatch(`built from ${commit}:`);
    expect(asked).toEqual([]);
  });

  test('that was built before is not built again', async () => {
    const { world, run } = setUp(
      [...present('0.12.1'), remote, [/source-a+.*version/, { stdout: 'github.com/docker/buildx v0.99.0-dev' }]],
      { version: url },
    );
    expect(await run()).toMatchObject({
      version: '0.99.0-dev',
      because: expect.stringMatching(`built from ${commit} before`),
    });
    expect(world.exec.lines().join('\n')).not.toMatch(/buildx build/);
  });

  test.each([
    ['does not exist', { stdout: '' }, /has no reference main; write a branch, a tag or a full commit/],
    [
      'cannot be asked for',
      { code: 128, stderr: "fatal: unable to access 'https://git.example/': Could not resolve host" },
      /has no reference main - fatal: unable to access/,
    ],
  ])('that %s', async (_, answer, message) => {
    const { run } = setUp([...present('0.12.1'), [/^git/, answer]], { version: url });
    expect((await failure(run())).message).toMatch(message);
  });

  test.each([
    [
      'a tag with an object of its own',
      `${'1'.repeat(40)}\trefs/tags/v1\n${'2'.repeat(40)}\trefs/tags/v1^{}\n`,
      'v1',
      '2',
    ],
    ['a tag before a branch', `${'1'.repeat(40)}\trefs/heads/v1\n${'2'.repeat(40)}\trefs/tags/v1\n`, 'v1', '2'],
    ['HEAD', `${'3'.repeat(40)}\tHEAD\n`, 'HEAD', '3'],
    ['a pull request', `${'4'.repeat(40)}\trefs/pull/7/head\n`, 'pull/7/head', '4'],
  ])('%s', (_, text, name, digit) => {
    expect(parseRemoteRefs(text, name)).toBe(digit.repeat(40));
  });
});
