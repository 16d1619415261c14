import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { errors, job, warnings } from './support.ts';

jest.setTimeout(60_000);

/** A run of the committed bundle that may not ask for a builder, nor for a login. */
async function refused(
  inputs: Record<string, string>,
  { folder = '', dockerfile }: { folder?: string; dockerfile?: string } = {},
) {
  const one = await job([], dockerfile);
  try {
    const run = await one.main(inputs, { action: join(repository, folder), ...(folder === '' ? {} : { inputs }) });
    expect(run.code).toBe(1);
    expect((await one.asked('')).filter((line) => /^(login|buildx (create|build)) /.test(line))).toEqual([]);
    return errors(run);
  } finally {
    await one.remove();
  }
}

const BUIDL = 'FROM alpine:3.22 AS build\nRUN echo a\nFROM alpine:3.22\nCOPY --from=buidl /a /a\n';
const QUOTE = /cannot be read.*close the quote/;

describe('an input that is wrong is one error, before anything is made', () => {
  test.each<[name: string, inputs: Record<string, string>, said: RegExp]>([
    ['outputs', { outputs: 'type=local,"dest=x' }, QUOTE],
    ['cache-to', { 'cache-to': 'type=local,"dest=x' }, QUOTE],
    ['cache-from', { 'cache-from': 'type=local,"src=x' }, QUOTE],
    ['provenance', { provenance: 'mode=max,"builder-id=x' }, QUOTE],
    ['sbom', { sbom: '"generator=x' }, QUOTE],
    ['attests', { attests: 'type=sbom,"generator=x' }, QUOTE],
    ['call', { call: 'check,"format=json' }, QUOTE],
    ['call', { call: 'lint' }, /"lint" is not one of its values; write check/],
    ['allow', { allow: 'network.hst' }, /not an entitlement; write network\.host/],
    ['platforms', { platforms: 'linux/foo' }, /"linux\/foo" is not a platform - no such platform; write one of/],
    ['cache-from', { 'cache-from': 'ghcr.io/Acme/app' }, /not an image reference/],
    ['cache-to', { 'cache-to': 'type=registry,ref=ghcr.io/Acme/app' }, /not an image reference/],
    ['tags', { tags: 'registry.test/Team/app:1' }, /write registry\.test\/team\/app:1/],
    ['binfmt-image', { 'binfmt-image': '--volume=/:/h' }, /"--volume=\/:\/h" is not an image reference/],
    ['verify', { verify: 'start' }, /write true, false, run or run-with-network/],
    ['password', { registry: 'login.test', username: 'ada' }, /is empty, so there is no login/],
    ['ca', { ca: 'certs/none.pem' }, /there is no file certs\/none\.pem.*write the path of a PEM file/],
    ['buildkitd-config', { 'buildkitd-config': 'none.toml' }, /there is no file none\.toml.*buildkitd-config-inline/],
    ['secret-files', { 'secret-files': 'npm=none.txt' }, /none\.txt, for npm, is not there/],
  ])('%s: %j', async (name, inputs, said) => {
    const lines = (await refused(inputs)).split('\n');
    expect(lines).toEqual([expect.stringMatching(said)]);
    expect(lines[0]).toMatch(new RegExp(`^${name}: `));
  });

  test('a secret that is wrongly quoted is named by its line, and nothing of it is printed', async () => {
    const said = await refused({ secrets: 'KEY=-----BEGIN\nc2VjcmV0LWxpbmU=\nbGFzdC1saW5l' });
    expect(said).toMatch(/^secrets: line 3 has no/m);
    expect(said).not.toMatch(/c2VjcmV0|bGFzdC1/);
  });

  test('a file that is missing is told with everything else', async () => {
    const said = await refused({
      ca: 'none.pem',
      allow: 'network.hst',
      platforms: 'linux/foo',
    });
    for (const name of ['ca', 'allow', 'platforms']) expect(said).toMatch(new RegExp(`^${name}: `, 'm'));
  });

  test('setup: a file that is missing', async () => {
    expect(await refused({ platforms: 'linux/arm64', ca: 'none.pem' }, { folder: 'setup' })).toMatch(
      /^ca: there is no file none\.pem/,
    );
  });

  test('COPY --from= of a name that is nearly a stage’s', async () => {
    expect(await refused({}, { dockerfile: BUIDL })).toMatch(/^Dockerfile:4: .*write COPY --from=build;/);
  });
});

describe('an input that is right, but perhaps not what was meant', () => {
  test('several build arguments on one line', async () => {
    const one = await job([], 'FROM alpine:3.22\nARG A\nARG B\nRUN echo $A $B\n');
    try {
      const run = await one.main({ 'build-args': 'A=1,B=2' });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(/build-args: B stands on the line of A/);
      expect(await one.asked('buildx build')).toEqual([expect.stringContaining('--build-arg=A=1,B=2')]);
      expect(warnings(await one.main({ 'build-args': 'A=1\nB=2' }))).not.toMatch(/build-args/);
    } finally {
      await one.remove();
    }
  });

  test('an empty password where nothing is pushed: no login, and a warning', async () => {
    const one = await job();
    try {
      const run = await one.main({ push: 'false', outputs: 'type=cacheonly', registry: 'login.test', username: 'ada' });
      expect([errors(run), run.code]).toEqual(['', 0]);
      expect(warnings(run)).toMatch(/password: is empty, so there is no login/);
      expect(await one.asked('login')).toEqual([]);
    } finally {
      await one.remove();
    }
  });

  test.each(['123456789012.dkr-ecr.us-east-1.on.aws', 'public.ecr.aws/abc'])(
    '%s is logged in to as ECR',
    async (registry) => {
      const one = await job();
      try {
        const run = await one.main({ registry, username: 'AKIA', password: 'key' });
        // there is no aws command here; that it is asked for a password is what counts
        expect(errors(run)).toMatch(`there is no password for ${registry}`);
      } finally {
        await one.remove();
      }
    },
  );
});
