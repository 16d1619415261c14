import { describe, expect, jest, test } from '@jest/globals';
import { LONGEST_JOB_MS } from '../../src/model/job.ts';
import { errors, job } from './support.ts';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60 * 1000;
const since = (age: number) => (Date.now() - age).toString(36);
const hex = 'a'.repeat(12);
const dead = `${since(LONGEST_JOB_MS + DAY)}${hex}`;
const live = `${since(LONGEST_JOB_MS - DAY)}${hex}`;

describe('what a killed job left, with an engine that outlives it', () => {
  test('goes with the next job, once no job can use it any more; all else stays', async () => {
    const builders = [dead, live].map((name) => `buildx_buildkit_crossbuild-${name}0`);
    const others = ['buildx_buildkit_mine0', `buildx_buildkit_crossbuild-${hex}0`, 'buildx_buildkit_crossbuild-team0'];
    const runs = [dead, live, 'mine'].map((name) => `crossbuild-run-${name}`);
    const one = await job([
      { match: /^ps .*buildx_buildkit_crossbuild-/, stdout: [...builders, ...others].join('\n') },
      { match: /^ps .*crossbuild-run-/, stdout: runs.join('\n') },
    ]);
    try {
      const run = await one.main({ verify: 'run' });
      expect([errors(run), run.code]).toEqual(['', 0]);
      expect(await one.asked('rm -f')).toEqual([builders[0], runs[0]].map((name) => `rm -f ${name}`));
      expect(await one.asked('volume rm')).toEqual([`volume rm ${builders[0]}_state`]);
      // what this job makes can be told in the same way
      const own = (await one.asked('run --rm --name=')).map((line) => /--name=(\S+)/.exec(line)?.[1]);
      for (const name of own) expect(name).toMatch(/^crossbuild-run-[0-9a-z]{8}[0-9a-f]{12}$/);
      expect((await one.asked('buildx create'))[0]).toMatch(/--name=crossbuild-[0-9a-z]{8}[0-9a-f]{12} /);
      await one.post(run);
      expect((await one.asked('buildx rm'))[0]).toMatch(/^buildx rm crossbuild-[0-9a-z]{8}[0-9a-f]{12}$/);
    } finally {
      await one.remove();
    }
  });

  test('an engine that takes nothing away fails no step', async () => {
    const one = await job([
      { match: /^ps .*crossbuild-/, stdout: `buildx_buildkit_crossbuild-${dead}0\n` },
      { match: ['rm', '-f'], code: 1, stderr: 'Error response from daemon: no\n' },
    ]);
    try {
      const run = await one.main({ verify: 'true' });
      expect([errors(run), run.code]).toEqual(['', 0]);
    } finally {
      await one.remove();
    }
  });

  test('a builder that is to be kept does not look like one that was left', async () => {
    const one = await job();
    try {
      await one.main({ 'keep-builder': 'true' });
      expect((await one.asked('buildx create'))[0]).toMatch(/--name=crossbuild-[0-9a-f]{12} /);
    } finally {
      await one.remove();
    }
  });
});
