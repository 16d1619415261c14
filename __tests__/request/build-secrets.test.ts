import { describe, expect, test } from '@jest/globals';
import { describe as say } from '../../src/model/problem.ts';
import { buildSecrets } from '../../src/request/build-secrets.ts';

const world = {
  env: { TOKEN: 'from env' },
  files: { kind: async (path: string) => ({ 'a.txt': 'file', dir: 'folder' })[path] as 'file' | 'folder' | undefined },
};

describe('secrets of a build', () => {
  test('values reach buildx through the environment of its process', async () => {
    const made = await buildSecrets(
      [
        { id: 'npm', value: ' blanks count \n', from: 'value' },
        { id: 'token', env: 'TOKEN', from: 'env' },
        { id: 'key', path: 'a.txt', from: 'file' },
      ],
      [{ id: 'GIT_AUTH_TOKEN', value: 'ours' }],
      world,
    );
    expect(made).toEqual({
      sources: [
        { id: 'npm', env: 'CROSSBUILD_SECRET_0' },
        { id: 'token', env: 'TOKEN' },
        { id: 'key', src: 'a.txt' },
        { id: 'GIT_AUTH_TOKEN', env: 'CROSSBUILD_SECRET_3' },
      ],
      env: { CROSSBUILD_SECRET_0: ' blanks count \n', CROSSBUILD_SECRET_3: 'ours' },
      problems: [],
      warnings: [],
    });
  });

  test("the user's own value of an id wins", async () => {
    const made = await buildSecrets(
      [{ id: 'GIT_AUTH_TOKEN', env: 'TOKEN', from: 'env' }],
      [{ id: 'GIT_AUTH_TOKEN', value: 'ours' }],
      world,
    );
    expect(made.sources).toEqual([{ id: 'GIT_AUTH_TOKEN', env: 'TOKEN' }]);
    expect(made.env).toEqual({});
  });

  test('files must be there', async () => {
    const { sources, problems } = await buildSecrets(
      [
        { id: 'one', path: 'dir', from: 'file' },
        { id: 'two', path: 'none', from: 'file' },
      ],
      [],
      world,
    );
    expect(sources).toEqual([]);
    expect(problems.map(say)).toEqual([expect.stringMatching(/is a folder/), expect.stringMatching(/is not there/)]);
  });

  test('a variable that is not set is said', async () => {
    const { warnings } = await buildSecrets([{ id: 'one', env: 'NONE', from: 'env' }], [], world);
    expect(warnings).toEqual([expect.stringMatching(/NONE, for one, is not set/)]);
  });
});
