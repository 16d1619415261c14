import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { job, warnings } from './support.ts';

jest.setTimeout(60_000);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossbuild-event-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const repository = { full_name: 'octo-org/octo-repo' };
const FORK = { full_name: 'mallory/octo-repo' };
const pull = (repo: object) => ({
  repository,
  number: 7,
  pull_request: { number: 7, head: { repo, sha: 'a'.repeat(40) } },
});

/** The warnings of a run of the committed bundle for an event. */
async function warned(name: string, event: object, inputs: Record<string, string>): Promise<string> {
  const path = join(folder, 'event.json');
  await writeFile(path, JSON.stringify(event));
  const one = await job();
  try {
    const run = await one.main(
      { 'plan-only': 'true', ...inputs },
      { env: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } },
    );
    expect(run.code).toBe(0);
    return warnings(run);
  } finally {
    await one.remove();
  }
}

describe('what others wrote is built', () => {
  const CACHE = { push: 'false', tags: '', outputs: 'type=cacheonly' };
  test.each<[string, string, object, Record<string, string>, RegExp]>([
    [
      'for pull_request_target',
      'pull_request_target',
      pull(FORK),
      CACHE,
      /has the repository's secrets.*build mallory\/octo-repo in a workflow for pull_request/,
    ],
    [
      'for pull_request_target without a fork',
      'pull_request_target',
      pull(repository),
      CACHE,
      /has the repository's secrets/,
    ],
    [
      'and pushed from a fork',
      'pull_request',
      pull(FORK),
      {},
      /push: .*from the fork mallory\/octo-repo.*token that only reads.*write push:/,
    ],
    [
      'and pushed after a run of a fork',
      'workflow_run',
      { repository, workflow_run: { head_repository: FORK } },
      {},
      /push: .*follows one of the fork mallory\/octo-repo/,
    ],
  ])('%s: a warning says why that is dangerous or fails', async (_, name, event, inputs, said) => {
    expect(await warned(name, event, inputs)).toMatch(said);
  });

  test.each<[string, string, object, Record<string, string>]>([
    ['from a fork, and not pushed', 'pull_request', pull(FORK), CACHE],
    ['from a branch of the repository', 'pull_request', pull(repository), {}],
    ['for a push', 'push', { repository }, {}],
  ])('%s: no warning', async (_, name, event, inputs) => {
    expect(await warned(name, event, inputs)).not.toMatch(/fork|secrets/);
  });
});

describe('registries that are asked about base images', () => {
  const LOOKS = 'buildx imagetools inspect';
  const PLAN = { 'plan-only': 'true' };

  test.each(['169.254.169.254/latest/meta-data', '2852039166:80/a', 'metadata.google.internal/a'])(
    '%s is not asked, and a warning says why',
    async (base) => {
      const one = await job(
        [],
        `FROM ${base} AS other\nRUN make\nFROM corp.test/base\nCOPY --from=other /x /x\nRUN make\n`,
      );
      try {
        const run = await one.main(PLAN);
        expect(await one.asked(LOOKS)).toEqual([expect.stringContaining('corp.test/base')]);
        expect(warnings(run)).toContain(`nobody is asked about the base image ${base}`);
      } finally {
        await one.remove();
      }
    },
  );

  test('none is asked with look: false', async () => {
    const one = await job([], 'FROM corp.test/base\nRUN make\n');
    try {
      const run = await one.main({ ...PLAN, look: 'false' });
      expect(run.code).toBe(0);
      expect(await one.asked(LOOKS)).toEqual([]);
      expect(await one.asked('login')).toEqual([]);
    } finally {
      await one.remove();
    }
  });
});
