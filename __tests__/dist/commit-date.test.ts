import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { commit } from './checkout.ts';
import { MERGING } from './every-input.ts';
import { errors, IMAGE, INDEX, job } from './support.ts';

jest.setTimeout(60_000);

const INPUTS = { images: IMAGE, tags: "type=raw,value={{commit_date 'YYYYMMDD'}}" };
const TOKEN = { 'github-token': 'ghs_open-sesame' };
const MERGE = {
  action: join(repository, 'merge'),
  inputs: { ...INPUTS, platforms: 'linux/amd64,linux/arm64', digests: `${IMAGE}@${INDEX}` },
};
const EVENT = { GITHUB_EVENT_NAME: 'workflow_dispatch' };

test.each([
  ['main', {}],
  ['merge', MERGE],
])('%s: a commit that the event does not date has its date from the checkout', async (_, call) => {
  const one = await job(MERGING);
  try {
    const cwd = one.fake.folder;
    await writeFile(join(cwd, 'Dockerfile'), 'FROM alpine:3.22\n');
    const run = await one.main(INPUTS, { ...call, cwd, env: { ...EVENT, GITHUB_SHA: commit(cwd) } });
    expect(errors(run)).toBe('');
    expect(run.outputs.tags).toBe(`${IMAGE}:20250506`);
  } finally {
    await one.remove();
  }
});

test.each([
  ['main', {}],
  ['meta', { action: join(repository, 'meta'), inputs: { ...INPUTS, ...TOKEN } }],
])('%s: without a checkout, GitHub is asked, with the token', async (_, call) => {
  const server = createServer(({ headers }, response) => {
    response.statusCode = headers.authorization === 'Bearer ghs_open-sesame' ? 200 : 404;
    response.end('{"committer":{"date":"2025-05-06T07:08:09Z"}}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const one = await job();
  try {
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = await one.main({ ...INPUTS, ...TOKEN }, { ...call, env: { ...EVENT, GITHUB_API_URL: api } });
    expect(errors(run)).toBe('');
    expect(run.outputs.tags).toBe(`${IMAGE}:20250506`);
  } finally {
    server.close();
    await one.remove();
  }
});
