import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';
import { documentedSteps, documentedWorkflows, exampleFolders } from './docs-workflows.ts';
import { errors, job } from './support.ts';

jest.setTimeout(240_000);

const steps = documentedSteps();
/** The event that the pages' rules make tags for. */
function release(tag: string) {
  return { GITHUB_REF: `refs/tags/${tag}`, GITHUB_REF_NAME: tag, GITHUB_REF_TYPE: 'tag' };
}

/** Has the stages that the recipes name as targets. */
const DOCKERFILE = `FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -o /app .

FROM debian:bookworm AS worker
COPY --from=build /app /worker

FROM debian:bookworm AS server
COPY --from=build /app /server
`;

test('the pages have workflows', () => {
  expect(steps.length).toBeGreaterThan(6);
});

test.each(exampleFolders())('%s has a workflow that uses one of our actions, and a Dockerfile', (folder) => {
  const own = steps.filter(({ place }) => place.startsWith(`${folder}/workflow.yml `));
  expect(own.length).toBeGreaterThan(0);
  for (const { dockerfile } of own) expect(dockerfile).toMatch(/^FROM /m);
});

describe('steps of the README and the docs, through the committed bundle', () => {
  test.each(steps.filter(({ action }) => action === '').map((step) => [step.place, step] as const))(
    '%s is planned',
    async (_, { inputs, env, dockerfile = DOCKERFILE, files, tag }) => {
      const one = await job([], dockerfile, { ...files, [inputs.file ?? 'Dockerfile']: dockerfile });
      try {
        const run = await one.main(
          {},
          { inputs: { ...inputs, 'plan-only': 'true' }, env: { ...release(tag), ...env } },
        );
        expect([errors(run), run.code]).toEqual(['', 0]);
        expect(run.outputs.plan).toContain('"platforms"');
      } finally {
        await one.remove();
      }
    },
  );

  test.each(steps.filter(({ action }) => action === 'setup').map((step) => [step.place, step] as const))(
    '%s is set up',
    async (_, { inputs, env, tag }) => {
      const one = await job();
      try {
        const run = await one.main({}, { action: join(repository, 'setup'), inputs, env: { ...release(tag), ...env } });
        expect([errors(run), run.code]).toEqual(['', 0]);
      } finally {
        await one.remove();
      }
    },
  );

  test.each(steps.filter(({ action }) => action === 'merge').map((step) => [step.place, step] as const))(
    '%s looks for what the jobs handed over',
    async (_, { inputs, env, tag }) => {
      const one = await job();
      try {
        const run = await one.main({}, { action: join(repository, 'merge'), inputs, env: { ...release(tag), ...env } });
        // the registry of the tests holds no shards, which is the one thing that may be wrong
        expect(errors(run)).toMatch(/is missing/);
        for (const error of errors(run).split('\n')) expect(error).toMatch(/is missing/);
      } finally {
        await one.remove();
      }
    },
  );

  test.each(steps.filter(({ action }) => action === 'meta').map((step) => [step.place, step] as const))(
    '%s makes tags',
    async (_, { inputs, env, tag }) => {
      const one = await job();
      try {
        const run = await one.main({}, { action: join(repository, 'meta'), inputs, env: { ...release(tag), ...env } });
        expect([errors(run), run.code]).toEqual(['', 0]);
        expect(run.outputs.tags).not.toBe('');
      } finally {
        await one.remove();
      }
    },
  );

  test.each(steps.filter(({ action }) => action.endsWith('.yml')).map((step) => [step.place, step] as const))(
    '%s gives the reusable workflow what it takes',
    (_, { action, inputs, secrets }) => {
      const { on } = parse(readFileSync(join(repository, action), 'utf8'));
      expect(Object.keys(on.workflow_call.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      expect(Object.keys(on.workflow_call.secrets)).toEqual(expect.arrayContaining([...secrets]));
    },
  );

  test('each is one of these', () => {
    for (const { place, action } of steps)
      expect([place, action]).toEqual([place, expect.stringMatching(/^$|^setup$|^merge$|^meta$|\.yml$/)]);
  });
});

test('actionlint finds nothing in the workflows of the pages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossbuild-workflows-'));
  try {
    const files = documentedWorkflows().map(({ place, text }) => {
      const file = join(folder, `${place.replaceAll(/[^\w.]+/g, '-')}.yml`);
      writeFileSync(file, text);
      return file;
    });
    const version = /actionlint@(v[\d.]+)/.exec(
      readFileSync(join(repository, '.github/workflows/ci.yml'), 'utf8'),
    )?.[1];
    const command = [
      'run',
      `github.com/rhysd/actionlint/cmd/actionlint@${version}`,
      '-no-color',
      '-shellcheck=',
      '-pyflakes=',
    ];
    const { stdout } = await promisify(execFile)('go', [...command, ...files]).catch((error) => error);
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
