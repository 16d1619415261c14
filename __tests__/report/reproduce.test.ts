import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { reproduction } from '../../src/report/reproduce.ts';

const ASKED = { file: 'Dockerfile', context: '.', buildArgs: [], secretIds: [] };

test('is docker alone, for the platform that failed', () => {
  expect(reproduction(ASKED, 'linux/arm64')).toBe('docker buildx build --platform=linux/arm64 --file=Dockerfile .');
});

test('has names and no values', () => {
  const asked = { ...ASKED, target: 'server', buildArgs: ['TOKEN=hunter2', 'A'], secretIds: ['npm-token'] };
  expect(reproduction(asked, 'linux/arm64')).toBe(
    'docker buildx build --platform=linux/arm64 --file=Dockerfile --target=server --build-arg=TOKEN --build-arg=A --secret=id=npm-token,env=NPM_TOKEN .',
  );
});

test.each(["it's here/$(id)", 'a b', '`id`', 'x;y', '*'])('a shell reads %j as one word', (context) => {
  const line = reproduction({ ...ASKED, context }, 'linux/arm64').replace(/^docker buildx build/, "printf '%s\\n'");
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\n').at(-2)).toBe(context);
});
