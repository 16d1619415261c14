import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { errors, job } from './support.ts';

jest.setTimeout(30_000);

const LOGINS = `
- registry: one.test
  username: ada
  password: first-password
- registry: two.test
  username: bob
  password: second-password
`;
const NODE = `
- name: far
  endpoint: tcp://far.test:1234
  platforms: linux/arm64
`;

// once, the bundle of the YAML library had no names in it, and every use of these inputs ended in a TypeError
describe('inputs that hold YAML, in the committed bundle', () => {
  test.each([
    ['main', {}],
    ['setup', { action: join(repository, 'setup'), inputs: { 'registry-auth': LOGINS, platforms: 'linux/amd64' } }],
    [
      'merge',
      {
        action: join(repository, 'merge'),
        inputs: { 'registry-auth': LOGINS, platforms: 'linux/amd64,linux/arm64', tags: 'one.test/team/app:1' },
      },
    ],
  ])('registry-auth of %s logs in to each registry', async (_, call) => {
    const one = await job();
    try {
      const run = await one.main({ 'registry-auth': LOGINS }, call);
      expect(errors(run)).not.toContain('TypeError');
      expect(await one.asked('login')).toEqual([
        'login --username=ada --password-stdin -- one.test',
        'login --username=bob --password-stdin -- two.test',
      ]);
      expect(run.shown).not.toMatch(/first-password|second-password/);
    } finally {
      await one.remove();
    }
  });

  test('a password that starts with a * is told, not a failure of ours, and is not shown', async () => {
    const one = await job();
    try {
      const auth = '- registry: one.test\n  username: ada\n  password: *first-password\n';
      const run = await one.main({ 'registry-auth': auth });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(/registry-auth: holds an alias.*put the value in quotes/);
      expect(run.shown).not.toMatch(/Crossbuild itself failed|first-password/);
      expect(await one.asked('login')).toEqual([]);
    } finally {
      await one.remove();
    }
  });

  test.each([
    ['main', {}],
    ['setup', { action: join(repository, 'setup'), inputs: { append: NODE } }],
  ])('append of %s adds the node', async (_, call) => {
    const one = await job();
    try {
      const run = await one.main({ append: NODE }, call);
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect(await one.asked('buildx create')).toContainEqual(
        expect.stringMatching(/--append.*--platform[= ]linux\/arm64.*tcp:\/\/far\.test:1234/),
      );
    } finally {
      await one.remove();
    }
  });
});
