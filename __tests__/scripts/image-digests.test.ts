import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
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
    response.setHeader('docker-content-digest', request.url?.endsWith('/manifests/qemu-v10.10.0-10') ? DIGEST : 'none');
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

test('the newest release is pinned by its digest, in the table and in what users see', async () => {
  const address = `http://localhost:${(registry.address() as AddressInfo).port}`;
  const argv = [join(repository, 'scripts/image-digests.mjs'), `--registry=${address}`, `--root=${root}`];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const pinned = `docker.io/tonistiigi/binfmt:qemu-v10.10.0-10@${DIGEST}`;
  expect(stdout).toBe('docker.io/tonistiigi/binfmt:qemu-v10.10.0-10\n');
  expect(json(join(root, IMAGES))).toEqual({ binfmt: pinned });
  for (const action of ACTIONS)
    expect(parse(readFileSync(join(root, action), 'utf8')).inputs['binfmt-image'].default).toBe(pinned);
  expect((await promisify(execFile)(process.execPath, argv)).stdout).toBe('nothing new\n');
});

test.each(ACTIONS)('%s has the pinned image as its default', (action) => {
  const { inputs } = parse(readFileSync(join(repository, action), 'utf8'));
  expect(inputs['binfmt-image'].default).toBe(json(join(repository, IMAGES)).binfmt);
  expect(inputs['binfmt-image'].default).toMatch(/@sha256:[0-9a-f]{64}$/);
});
