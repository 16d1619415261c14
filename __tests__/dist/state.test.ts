import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { emptyRecord, type SetupRecord } from '../../src/setup/record.ts';
import { formatState } from '../../src/steps/state.ts';
import { repository } from '../harness/action.ts';
import { type Job, job, warnings } from './support.ts';

jest.setTimeout(30_000);

let one: Job;
let folder: string;
beforeEach(async () => {
  one = await job();
  folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-'));
});
afterEach(() => Promise.all([one.remove(), rm(folder, { recursive: true, force: true })]));

test.each(['', 'setup', 'merge', 'meta'])(
  'an empty state is saved before anything else is done or printed: %s',
  async (action) => {
    // a runner without a file for the state reads it in the log, so its place is seen; the inputs give warnings and masks
    const run = await one.main(
      { password: 'hidden-word', platfroms: 'x', 'cache-to': 'x' },
      { action: join(repository, action), env: { GITHUB_STATE: undefined } },
    );
    expect(run.code).toBe(1);
    expect(run.log.split('\n')[0]).toBe(`::save-state name=crossbuild::${formatState(emptyRecord())}`);
  },
);

/** What post does with a state that nobody saved. */
async function post(record: Partial<SetupRecord>, inputs: Record<string, string> = {}) {
  const state = { crossbuild: formatState({ ...emptyRecord(), ...record }) };
  const env = { RUNNER_TOOL_CACHE: join(folder, 'tools') };
  const nothing = await one.main({ 'plan-only': 'true' }, { env });
  return one.post(nothing, { state, inputs, env });
}

describe('a forged state, to the committed bundle', () => {
  const builders = [{ name: 'crossbuild-0a1b2c3d4e5f', keepState: false }];

  test.each([
    ['a program of the checkout', 'crossbuild-buildx/1.0.0', true],
    ['a program in the tool cache that has another hash', 'tools/crossbuild-buildx/1.0.0', false],
  ])('%s is not run', async (_, place, right) => {
    const ran = join(folder, 'ran');
    const program = `#!/bin/sh\necho x > ${ran}\n`;
    const path = join(folder, place, process.arch, 'buildx');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, program);
    await chmod(path, 0o755);
    const sha256 = createHash('sha256')
      .update(right ? program : 'another')
      .digest('hex');
    const run = await post({ builders, buildx: [{ path, sha256 }] });
    expect(run.code).toBe(0);
    expect(warnings(run)).toContain(`${path} is not run: `);
    expect(existsSync(ran)).toBe(false);
    expect(await one.asked('buildx rm')).toEqual(['buildx rm crossbuild-0a1b2c3d4e5f']);
  });

  test('an image is run only when it is the input: another one is told', async () => {
    const emulators = [{ image: 'registry.test/evil', names: ['qemu-arm'] }];
    const refused = await post({ emulators });
    expect(warnings(refused)).toContain('nothing of registry.test/evil is run');
    expect(await one.asked('run')).toEqual([]);
    await post({ emulators }, { 'binfmt-image': 'registry.test/evil' });
    expect(await one.asked('run')).toEqual(['run --rm --privileged registry.test/evil --uninstall qemu-arm']);
  });
});

test('what a step made by itself is believed by its post part', async () => {
  const run = await one.main({ 'binfmt-image': 'registry.test/binfmt' });
  expect(run.code).toBe(0);
  const after = await one.post(run);
  expect([after.code, warnings(after)]).toEqual([0, '']);
  expect(await one.asked('run --rm --privileged registry.test/binfmt --uninstall')).toHaveLength(1);
});
