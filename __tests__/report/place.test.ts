import { expect, test } from '@jest/globals';
import { dockerfileUrl, type Placed, repositoryFile } from '../../src/report/place.ts';
import { planContext } from '../../src/request/build-context.ts';

const ENV = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: 'abc',
  GITHUB_REF: 'refs/heads/main',
};

function placed(context: string, path: string, env: Record<string, string> = ENV): Placed {
  const plan = planContext(
    {
      context,
      defaultContext: false,
      file: undefined,
      buildContexts: {},
      githubToken: undefined,
      secretIds: [],
      ssh: [],
    },
    { checkout: true, env },
  );
  return { world: { env }, facts: { dockerfile: { path } }, prepared: { context: plan } } as unknown as Placed;
}

test.each([
  ['a folder', '.', 'docker/Dockerfile', 'docker/Dockerfile'],
  ['written with a dot', '.', './Dockerfile', 'Dockerfile'],
  ['outside of the workspace', '.', '../Dockerfile', undefined],
  ['an absolute path', '.', '/tmp/Dockerfile', undefined],
  ["the event's repository", '{{defaultContext}}', 'Dockerfile', 'Dockerfile'],
  ['a folder of it', '{{defaultContext}}:sub', 'Dockerfile', 'sub/Dockerfile'],
  ['another repository', 'https://github.com/o/other.git#main', 'Dockerfile', undefined],
  ['an archive', 'https://example.com/a.tar.gz', 'Dockerfile', undefined],
])('where the Dockerfile lies in the repository: %s', (_, context, path, expected) => {
  const one = placed(context, path);
  expect(repositoryFile(one)).toBe(expected);
  expect(dockerfileUrl(one)).toBe(expected === undefined ? undefined : `https://github.com/o/r/blob/abc/${expected}`);
});

test('outside of Actions there is no page', () => {
  expect(repositoryFile(placed('.', 'Dockerfile', {}))).toBe('Dockerfile');
  expect(dockerfileUrl(placed('.', 'Dockerfile', {}))).toBeUndefined();
});
