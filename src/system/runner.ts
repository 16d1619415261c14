import { appendFile } from 'node:fs/promises';
import * as core from '@actions/core';
import type { Env, Runner } from './ports.ts';

const STATE = 'crossbuild';
/** The runner drops a summary that is longer (docs.github.com, "Adding a job summary": 1 MiB a step). */
const SUMMARY_LIMIT = 1024 * 1024 - 4096;

/** The runner's file commands. */
export function createRunner(env: Env): Runner {
  return {
    output: (name, value) => core.setOutput(name, value),
    saveState: (json) => core.saveState(STATE, json),
    state: () => core.getState(STATE),
    summary: async (markdown) => {
      const file = env.GITHUB_STEP_SUMMARY;
      if (file === undefined || file === '') return;
      const text =
        markdown.length > SUMMARY_LIMIT
          ? `${markdown.slice(0, SUMMARY_LIMIT)}\n\n(cut: a summary holds 1 MiB)\n`
          : markdown;
      // a runner may name a file that cannot be written; the build matters more than its report
      await appendFile(file, text).catch((error: Error) =>
        core.warning(`the job summary could not be written: ${error.message}`),
      );
    },
  };
}
