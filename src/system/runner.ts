import { closeSync, openSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { UserError } from '../model/problem.ts';
import type { Env, Runner } from './ports.ts';

const STATE = 'crossbuild';
/** The runner drops a summary that is longer (docs.github.com, "Adding a job summary": 1 MiB a step). */
const SUMMARY_LIMIT = 1024 * 1024 - 4096;

/** All outputs of a job together may not be longer (docs.github.com, "Passing information between jobs"). */
const OUTPUT_LIMIT = 1024 * 1024;

/** The runner's file commands. */
export function createRunner(env: Env): Runner {
  return {
    output: (name, value) => {
      if (Buffer.byteLength(value) > OUTPUT_LIMIT)
        core.warning(
          `the output ${name} is longer than 1 MiB; later steps have it, but GitHub passes no more on to other jobs`,
        );
      written(`the output ${name}`, 'GITHUB_OUTPUT', () => core.setOutput(name, value));
    },
    variable: (name, value) => written(`the variable ${name}`, 'GITHUB_ENV', () => core.exportVariable(name, value)),
    checkOutputs: () => written('outputs', 'GITHUB_OUTPUT', () => openable(env.GITHUB_OUTPUT)),
    saveState: (json) => written('the state of the step', 'GITHUB_STATE', () => core.saveState(STATE, json)),
    state: () => core.getState(STATE),
    summary: async (markdown) => {
      const file = env.GITHUB_STEP_SUMMARY;
      if (file === undefined || file === '') return;
      // a runner may name a file that cannot be written; the build matters more than its report
      await appendFile(file, fitting(markdown)).catch((error: Error) =>
        core.warning(`the job summary could not be written: ${error.message}`),
      );
    },
  };
}

/** GitHub counts bytes. A character that the cut would split is left out. */
function fitting(markdown: string): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= SUMMARY_LIMIT) return markdown;
  let end = SUMMARY_LIMIT;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.toString('utf8', 0, end)}\n\n(cut: a summary holds 1 MiB)\n`;
}

/** The runner makes the file; a runner without one is told in the log. */
function openable(file: string | undefined): void {
  if (file !== undefined && file !== '') closeSync(openSync(file, 'r+'));
}

function written(what: string, variable: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UserError({
      what: `${what} cannot be written`,
      why: (error as Error).message,
      instead: `let ${variable} name a file that the job may write`,
    });
  }
}
