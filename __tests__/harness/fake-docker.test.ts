import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type FakeDocker, fakeDocker } from './fake-docker.ts';

describe('fakeDocker', () => {
  let fake: FakeDocker;
  afterEach(() => fake.remove());

  function docker(argv: string[], stdin = '') {
    const child = spawn('docker', argv, { env: { ...process.env, ...fake.env }, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined).end(stdin);
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (out.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (out.stderr += text));
    const ended = once(child, 'close').then(([code, signal]) => ({ ...out, code, signal }));
    return { child, ended };
  }

  test('answers by prefix and by pattern, each reply as often as it says', async () => {
    fake = await fakeDocker([
      { match: ['buildx', 'version'], stdout: 'first\n', times: 1 },
      { match: /^buildx v/, stdout: 'then\n', stderr: 'noise\n', code: 3 },
    ]);
    expect(await docker(['buildx', 'version']).ended).toEqual({ stdout: 'first\n', stderr: '', code: 0, signal: null });
    expect(await docker(['buildx', 'version']).ended).toEqual({
      stdout: 'then\n',
      stderr: 'noise\n',
      code: 3,
      signal: null,
    });
    expect(await docker(['info']).ended).toMatchObject({
      code: 97,
      stderr: expect.stringContaining('no reply for: info'),
    });
    expect(await fake.lines()).toEqual(['buildx version', 'buildx version', 'info']);
  });

  test('keeps what came on standard input and writes the files it was told to', async () => {
    fake = await fakeDocker([
      { match: ['login'] },
      { match: ['build'], writes: { '--metadata-file': '{"a":1}' }, signal: 'SIGKILL' },
    ]);
    await docker(['login', '--password-stdin'], 's3cret').ended;
    const file = join(fake.folder, 'metadata.json');
    expect(await docker(['build', '--metadata-file', file]).ended).toMatchObject({ signal: 'SIGKILL' });
    expect(await readFile(file, 'utf8')).toBe('{"a":1}');
    const [login] = await fake.calls();
    expect(login).toMatchObject({ stdin: 's3cret', env: { DOCKER_CONFIG: join(fake.folder, 'config') } });
  });

  test('hangs until a signal comes and writes it down', async () => {
    fake = await fakeDocker([{ match: ['build'], stdout: 'started\n', hang: true }]);
    const { child, ended } = docker(['build']);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
    expect((await fake.calls())[0]?.signals).toEqual(['SIGINT']);
  });
});
