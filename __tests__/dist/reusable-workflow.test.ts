import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { MERGING } from './every-input.ts';
import { evidenceOf } from './evidence.ts';
import {
  CALLED,
  type Contexts,
  contextsOf,
  evaluate,
  filled,
  JOBS,
  ownStep,
  type ReusableCase,
  STEP_INPUTS,
  STEP_SECRETS,
  stepInputs,
  WORKFLOW_INPUTS,
} from './reusable-workflow.ts';
import { IMAGE, INDEX, registry } from './support.ts';

jest.setTimeout(120_000);

const BASE = { platforms: 'linux/amd64,linux/arm64', images: IMAGE, tags: 'type=raw,value=1', registry: '' };
/** What the two actions of the workflow need beside what the workflow gives them: the jobs before left it at the registry. */
const SCENES = {
  build: { action: 'main', replies: registry(['arm64']), extra: {} },
  merge: { action: 'merge', replies: MERGING, extra: { digests: `${IMAGE}@${INDEX}` } },
} as const;

async function run(job: 'build' | 'merge', contexts: Contexts, more: ReusableCase['more'] = {}) {
  const { action, replies, extra } = SCENES[job];
  const inputs = { ...stepInputs(ownStep(job), contexts), ...extra };
  return evidenceOf(action, inputs, { replies, ...more });
}

const contexts = (inputs: Readonly<Record<string, unknown>> = {}, secrets: Readonly<Record<string, string>> = {}) =>
  contextsOf({ ...BASE, ...inputs }, secrets, { matrix: { platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' } });

test('every input, secret and output of the reusable workflow has a case', () => {
  expect([...Object.keys(STEP_INPUTS), ...WORKFLOW_INPUTS].sort()).toEqual(Object.keys(CALLED.inputs).sort());
  expect(Object.keys(STEP_SECRETS).sort()).toEqual(Object.keys(CALLED.secrets).sort());
});

const without = new Map<string, Promise<string>>();

describe('what a step gets goes through the committed bundle', () => {
  const inputs = Object.entries(STEP_INPUTS).map(([name, one]) => [name, 'input', one] as const);
  const secrets = Object.entries(STEP_SECRETS).map(([name, one]) => [name, 'secret', one] as const);

  test.each([...inputs, ...secrets])('%s: %s', async (name, kind, { job, value, and = {}, more, ...one }) => {
    const { [name]: _, ...others } = { ...and };
    const { [name]: __, ...rest } = { ...one.secrets };
    const before = contexts(others, rest);
    const after =
      kind === 'input' ? contexts({ ...and, [name]: value }, one.secrets) : contexts(and, { [name]: String(value) });
    const key = JSON.stringify([job, before, more?.cwd, more?.dockerfile, more?.replies?.length]);
    without.set(key, without.get(key) ?? run(job, before, more).then(({ text }) => text));
    const [withIt, withoutIt] = [(await run(job, after, more)).text, await without.get(key)];
    if (one.sees !== undefined) {
      expect(withIt).toMatch(one.sees);
      expect(withoutIt).not.toMatch(one.sees);
    }
    if (one.hides !== undefined) {
      expect(withoutIt).toMatch(one.hides);
      expect(withIt).not.toMatch(one.hides);
    }
    expect(one.sees ?? one.hides).toBeDefined();
  });

  test('the user and the token of the run log in where nothing else is given', async () => {
    const { text } = await run('build', contexts({ registry: 'ghcr.io' }));
    expect(text).toMatch(/login --username=octocat --password-stdin -- ghcr\.io\nghs_of_the_run/);
  });

  test.each(['build', 'merge'] as const)('%s: the token of the run goes to no registry but ghcr.io', async (job) => {
    const { run: ended, text } = await run(job, contexts({ registry: 'registry.test', username: 'ada' }));
    expect(ended.code).toBe(1);
    expect(text).toMatch(/password: is empty, so there is no login/);
    expect(text).not.toMatch(/^login /m);
    expect(stepInputs(ownStep(job), contexts({ registry: 'ghcr.io.test' })).password).toBe('');
  });

  test('nothing is logged in to where nothing is pushed', async () => {
    expect((await run('build', contexts({ registry: 'ghcr.io', push: false }))).text).not.toMatch(/^login /m);
    expect(evaluate(JOBS.merge.if ?? '', contexts({ push: false }))).toBe(false);
    expect(evaluate(JOBS.merge.if ?? '', contexts())).toBe(true);
  });
});

describe('outputs', () => {
  test('are those of the merge', async () => {
    const { run: merged } = await run('merge', contexts());
    expect(merged.code).toBe(0);
    const job = Object.fromEntries(
      Object.entries(JOBS.merge.outputs ?? {}).map(([name, value]) => [
        name,
        filled(value, { steps: { merge: { outputs: merged.outputs } } }),
      ]),
    );
    const given = Object.fromEntries(
      Object.entries(CALLED.outputs).map(([name, { value }]) => [
        name,
        filled(value, { jobs: { merge: { outputs: job } } }),
      ]),
    );
    expect(given).toEqual({
      digest: INDEX,
      image: `${IMAGE}@${INDEX}`,
      tags: `${IMAGE}:1`,
      version: '1',
      metadata: expect.stringContaining('"containerimage.descriptor"'),
      json: expect.stringContaining(`"tags":["${IMAGE}:1"]`),
    });
  });
});

/** Runs the script that makes the matrix, as the runner does. */
async function matrixOf(inputs: Readonly<Record<string, unknown>>) {
  const folder = await mkdtemp(join(tmpdir(), 'crossbuild-matrix-'));
  try {
    const [step] = JOBS.prepare.steps;
    const env = Object.fromEntries(
      Object.entries(step?.env ?? {}).map(([name, value]) => [name, String(filled(value, contexts(inputs)))]),
    );
    const output = join(folder, 'output');
    const { stdout } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', step?.run ?? ''], {
      env: { ...process.env, ...env, GITHUB_OUTPUT: output },
    }).catch((error) => error);
    const text = await readFile(output, 'utf8').catch(() => '');
    return { stdout: String(stdout), matrix: /^matrix=(.*)$/m.exec(text)?.[1] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('jobs', () => {
  test.each([
    [
      'platforms',
      {},
      [
        ['linux/amd64', 'ubuntu-24.04'],
        ['linux/arm64', 'ubuntu-24.04-arm'],
      ],
    ],
    [
      'platforms, in any form, each once',
      { platforms: 'linux/arm/v7\nlinux/amd64, linux/amd64' },
      [
        ['linux/amd64', 'ubuntu-24.04'],
        ['linux/arm/v7', 'ubuntu-24.04'],
      ],
    ],
    [
      'runners',
      { runners: '{"linux/arm64": ["self-hosted", "arm64"]}' },
      [
        ['linux/amd64', 'ubuntu-24.04'],
        ['linux/arm64', ['self-hosted', 'arm64']],
      ],
    ],
    [
      'runner',
      { runners: '{}', runner: 'mine' },
      [
        ['linux/amd64', 'mine'],
        ['linux/arm64', 'mine'],
      ],
    ],
  ])('%s', async (_, inputs, expected) => {
    const { matrix } = await matrixOf(inputs);
    const include = evaluate(
      String(JOBS.build.strategy?.matrix.include).replace(/^\$\{\{|\}\}$/g, ''),
      contextsOf(BASE, {}, { needs: { prepare: { outputs: { matrix } } } }),
    );
    expect(include).toEqual(expected.map(([platform, runner]) => ({ platform, runner })));
    const [first] = include as { runner: unknown }[];
    expect(filled(JOBS.build['runs-on'], { ...contexts(inputs), matrix: first })).toEqual(first?.runner);
  });

  test('no platform is an error that says what to write', async () => {
    expect(await matrixOf({ platforms: ' , ' })).toEqual({
      stdout: expect.stringMatching(/::error::platforms holds no platform; write for example linux\/amd64/),
      matrix: undefined,
    });
  });

  test('runner is that of the other jobs', () => {
    for (const job of [JOBS.prepare, JOBS.merge])
      expect(filled(job['runs-on'], contexts({ runner: 'mine' }))).toBe('mine');
  });

  test('timeout-minutes, fail-fast and job-name are those of the build jobs', () => {
    const told = (inputs: Readonly<Record<string, unknown>>) =>
      [JOBS.build['timeout-minutes'], JOBS.build.strategy?.['fail-fast'], JOBS.build.name].map((value) =>
        filled(value, contexts(inputs)),
      );
    expect(told({})).toEqual([60, false, 'linux/arm64']);
    expect(told({ 'timeout-minutes': 5, 'fail-fast': true, 'job-name': 'api' })).toEqual([5, true, 'api linux/arm64']);
  });

  test('checkout, submodules and the token are those of the checkout', () => {
    const step = JOBS.build.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(evaluate(step?.if ?? '', contexts())).toBe(true);
    expect(evaluate(step?.if ?? '', contexts({ checkout: false }))).toBe(false);
    expect(stepInputs(step, contexts())).toMatchObject({ submodules: 'false', token: 'ghs_of_the_run' });
    expect(stepInputs(step, contexts({ submodules: 'recursive' }, { 'github-token': 'other' }))).toMatchObject({
      submodules: 'recursive',
      token: 'other',
    });
  });
});
