import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { type CacheService, cacheService } from '../harness/cache-service.ts';
import { type ReleaseServer, releaseServer } from '../setup/release-server.ts';
import { errors, job, warnings } from './support.ts';

jest.setTimeout(60_000);

const VERSION = '0.99.99';
/** A buildx that is docker's own, which the script answers for. */
const PROGRAM = '#!/bin/sh\nexec docker buildx "$@"\n';
const SUM = createHash('sha256').update(PROGRAM).digest('hex');
const ASSET = `buildx-v${VERSION}.linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
const PLACE = `/download/v${VERSION}`;

/** One path for all machines, as on hosted runners: the Actions cache finds an entry by its path too. */
let toolCache: string;
/** Where nothing of a cache belongs. */
let outside: string;
let server: ReleaseServer;
let cache: CacheService;

beforeEach(async () => {
  [server, cache] = await Promise.all([releaseServer(), cacheService()]);
  toolCache = await mkdtemp(join(tmpdir(), 'crossbuild-tools-'));
  outside = await mkdtemp(join(tmpdir(), 'crossbuild-outside-'));
  server.answer(`${PLACE}/${ASSET}`, { body: PROGRAM });
});

afterEach(async () => {
  await Promise.all([toolCache, outside].map((folder) => rm(folder, { recursive: true, force: true })));
  await Promise.all([server.close(), cache.stop()]);
});

/** An archive as `saveCache` makes one, with whatever paths. */
async function packed(...paths: readonly string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('tar', ['--posix', '-czPf', '-', ...paths], { encoding: 'buffer' });
  return stdout;
}

/** A run on a machine that has nothing yet. */
async function run(action: string, inputs: Record<string, string>) {
  const one = await job();
  await rm(toolCache, { recursive: true, force: true });
  try {
    const base = { ...NEEDED[action], 'buildx-version': VERSION, 'buildx-mirror': server.url, ...inputs };
    const folder = action === 'main' ? repository : join(repository, action);
    const call = { action: folder, inputs: base, env: { ...cache.env, RUNNER_TOOL_CACHE: toolCache } };
    return await one.main({}, call);
  } finally {
    await one.remove();
  }
}

const NEEDED: Readonly<Record<string, Record<string, string>>> = {
  main: { platforms: 'linux/amd64' },
  setup: { platforms: 'linux/amd64' },
  merge: { platforms: 'linux/amd64,linux/arm64', tags: 'registry.test/team/app:1' },
};

describe.each(['main', 'setup', 'merge'])('how %s gets a buildx, through the committed bundle', (action) => {
  test('buildx-unverified takes one whose checksum nobody published', async () => {
    expect(errors(await run(action, {}))).toMatch(/cannot be verified.*buildx-unverified: true/);
    const taken = await run(action, { 'buildx-unverified': 'true' });
    expect(errors(taken)).not.toMatch(/verified/);
    expect(taken.log).toContain('downloaded, not verified');
  });

  test('cache-binary keeps a verified one in the Actions cache, and false does not', async () => {
    server.answer(`${PLACE}/checksums.txt`, { body: `${SUM} *${ASSET}\n` });
    expect((await run(action, { 'cache-binary': 'false' })).log).toContain('downloaded and verified');
    expect(cache.keys()).toEqual([]);
    expect((await run(action, {})).log).toContain('downloaded and verified');
    expect(cache.keys()).toEqual([expect.stringContaining(`crossbuild-buildx-${VERSION}`)]);
    expect((await run(action, {})).log).toContain('from the Actions cache');
  });

  test('github-token is sent to GitHub alone, never to a mirror', async () => {
    await run(action, { 'github-token': 'ghs_only_for_github' });
    expect(server.requests.length).toBeGreaterThan(0);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(server.requests.map(() => undefined));
  });
});

describe('what others wrote into the Actions cache is neither unpacked nor run', () => {
  const evil = () => join(outside, 'evil');
  const place = () => join(toolCache, 'crossbuild-buildx', VERSION, process.arch, 'buildx');

  test.each([
    ['a program at an absolute path', () => packed(evil()), /in the Actions cache is not the one that was released/],
    ['another program at the right path', () => packed(place()), /in the Actions cache is not the one that was rel/],
    ['a second file', () => packed(place(), evil()), /its entry holds 2 files instead of one/],
    ['a link', async () => packed(await link(evil())), /its entry holds something else than a file/],
    ['no archive', async () => Buffer.from('evil'), /cannot be used for buildx: incorrect header check/],
  ])('%s', async (_, entry, said) => {
    server.answer(`${PLACE}/checksums.txt`, { body: `${SUM} *${ASSET}\n` });
    await run('main', {});
    for (const path of [evil(), place()]) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'evil');
    }
    cache.poison(await entry());
    await rm(evil(), { force: true });
    const found = await run('main', {});
    expect(warnings(found)).toMatch(said);
    expect(found.log).toContain('downloaded and verified');
    expect(await readFile(place(), 'utf8')).toBe(PROGRAM);
    expect(await readdir(outside)).toEqual([]);
  });

  /** Makes a link that leads to a file, and removes nothing. */
  async function link(to: string): Promise<string> {
    await rm(place());
    await symlink(to, place());
    return place();
  }
});
