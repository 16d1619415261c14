import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
/** What the registry has. */
const DIGESTS: Readonly<Record<string, string>> = {
  '/v2/tonistiigi/binfmt/manifests/qemu-v10.10.0-10': DIGEST,
  '/v2/moby/buildkit/manifests/buildx-stable-1': `sha256:${'b'.repeat(64)}`,
  '/v2/docker/buildkit-syft-scanner/manifests/stable-1': `sha256:${'c'.repeat(64)}`,
  '/v2/library/debian/manifests/stable-slim': `sha256:${'d'.repeat(64)}`,
};
const IMAGES = 'src/inputs/images.json';
const ACTIONS = ['action.yml', 'setup/action.yml'];
let registry: Server;
let root: string;

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

beforeAll(async () => {
  registry = createServer((request, response) => {
    const port = (registry.address() as AddressInfo).port;
    if (request.url?.startsWith('/token')) return void response.end(JSON.stringify({ token: 'pass' }));
    if (request.headers.authorization !== 'Bearer pass') {
      const scope = 'repository:tonistiigi/binfmt:pull';
      response.setHeader(
        'www-authenticate',
        `Bearer realm="http://localhost:${port}/token",service="registry.test",scope="${scope}"`,
      );
      return void response.writeHead(401).end();
    }
    if (request.url?.endsWith('/tags/list'))
      return void response.end(
        JSON.stringify({ tags: ['latest', 'qemu-v9.9.9-99', 'qemu-v10.10.0-2', 'qemu-v10.10.0-10'] }),
      );
    response.setHeader('docker-content-digest', DIGESTS[request.url ?? ''] ?? 'none');
    return void response.end();
  });
  await new Promise<void>((listening) => registry.listen(0, listening));
  root = mkdtempSync(join(tmpdir(), 'crossbuild-digests-'));
  for (const path of [IMAGES, ...ACTIONS]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    cpSync(join(repository, path), join(root, path));
  }
});

afterAll(() => {
  registry.close();
  rmSync(root, { recursive: true, force: true });
});

test('the newest release, and what a moving tag is now, are pinned by their digest, in the table and in what users see', async () => {
  const address = `http://localhost:${(registry.address() as AddressInfo).port}`;
  const argv = [join(repository, 'scripts/image-digests.mjs'), `--registry=${address}`, `--root=${root}`];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const pinned = `docker.io/tonistiigi/binfmt:qemu-v10.10.0-10@${DIGEST}`;
  expect(stdout).toBe(
    'docker.io/tonistiigi/binfmt:qemu-v10.10.0-10, moby/buildkit:buildx-stable-1, docker/buildkit-syft-scanner:stable-1, debian:stable-slim\n',
  );
  expect(json(join(root, IMAGES))).toEqual({
    binfmt: pinned,
    buildkit: `moby/buildkit:buildx-stable-1@sha256:${'b'.repeat(64)}`,
    scanner: `docker/buildkit-syft-scanner:stable-1@sha256:${'c'.repeat(64)}`,
    donor: `debian:stable-slim@sha256:${'d'.repeat(64)}`,
  });
  for (const action of ACTIONS)
    expect(parse(readFileSync(join(root, action), 'utf8')).inputs['binfmt-image'].default).toBe(pinned);
  expect((await promisify(execFile)(process.execPath, argv)).stdout).toBe('nothing new\n');
});

test('every image of the table is refreshed, and used', () => {
  const script = readFileSync(join(repository, 'scripts/image-digests.mjs'), 'utf8');
  const source = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(repository, 'src', name), 'utf8'))
    .join('\n');
  for (const name of Object.keys(json(join(repository, IMAGES)))) {
    expect(script).toMatch(new RegExp(`^  ${name}: \\{`, 'm'));
    expect(source).toContain(`images.${name}`);
  }
});

test.each(ACTIONS)('%s has the pinned image as its default', (action) => {
  const { inputs } = parse(readFileSync(join(repository, action), 'utf8'));
  expect(inputs['binfmt-image'].default).toBe(json(join(repository, IMAGES)).binfmt);
  expect(inputs['binfmt-image'].default).toMatch(/@sha256:[0-9a-f]{64}$/);
});
