import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActionRun, repository } from '../harness/action.ts';
import type { InputCase } from './every-input.ts';
import { job } from './support.ts';

/** The actions of this repository; the main one is in its root, each other one in the folder of its name. */
export type Action = 'main' | 'setup' | 'merge' | 'meta';

/** A run of the committed bundle, and everything it said, asked and left, as one text. */
export interface Evidence {
  readonly run: ActionRun;
  readonly text: string;
}

/** Runs the committed bundle in a scene of its own. */
export async function evidenceOf(
  action: Action,
  inputs: Readonly<Record<string, string>>,
  { dockerfile, replies, env, cwd }: Pick<InputCase, 'dockerfile' | 'replies' | 'env' | 'cwd'>,
): Promise<Evidence> {
  const scene = await job(replies, dockerfile);
  const empty = await mkdtemp(join(tmpdir(), 'crossbuild-empty-'));
  try {
    const folder = action === 'main' ? repository : join(repository, action);
    const where = cwd === undefined ? undefined : { repository, empty }[cwd];
    const call = { action: folder, inputs, ...(env && { env }), ...(where && { cwd: where }) };
    const run = await scene.main({}, call);
    const calls = await scene.fake.calls();
    const text = [
      ...calls.map(({ argv, stdin, dockerfile: built }) => [argv.join(' '), stdin, built].join('\n')),
      run.log,
      JSON.stringify(run.outputs),
      ...(await bakeFiles(run.outputs)),
      ...Object.values(run.state),
      `summary: ${run.summary}`,
    ].join('\n');
    return { run, text };
  } finally {
    await Promise.all([scene.remove(), rm(empty, { recursive: true, force: true })]);
  }
}

/** What the files hold that the run left for bake. */
function bakeFiles(outputs: Readonly<Record<string, string>>): Promise<string[]> {
  const paths = Object.entries(outputs).filter(([name]) => name.startsWith('bake-file'));
  return Promise.all(paths.map(([, path]) => readFile(path, 'utf8')));
}
