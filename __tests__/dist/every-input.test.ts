import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';
import {
  BASE,
  ELSEWHERE,
  type InputCase,
  MAIN,
  MERGE,
  META,
  OUTPUTS,
  OUTPUTS_ELSEWHERE,
  SETUP,
} from './every-input.ts';
import { type Action, evidenceOf } from './evidence.ts';
import { job } from './support.ts';

jest.setTimeout(120_000);

const ACTIONS = [
  ['main', repository, MAIN],
  ['setup', join(repository, 'setup'), SETUP],
  ['merge', join(repository, 'merge'), MERGE],
  ['meta', join(repository, 'meta'), META],
] as const;

const known = new Map<string, Promise<string>>();

/** The same for a run that several cases are held against. */
function evidenceOnce(...call: Parameters<typeof evidence>): Promise<string> {
  const [action, inputs, { dockerfile, replies, env, cwd }] = call;
  const key = JSON.stringify([action, inputs, dockerfile, replies?.map(({ match }) => String(match)), env, cwd]);
  const found = known.get(key) ?? evidence(...call);
  known.set(key, found);
  return found;
}

/** One run of the committed bundle, as one text: everything it said, asked and left. */
async function evidence(action: Action, inputs: Record<string, string>, one: InputCase): Promise<string> {
  return (await evidenceOf(action, inputs, one)).text;
}

function namesIn(elsewhere: Readonly<Record<string, string>>, action: Action): string[] {
  return Object.keys(elsewhere)
    .filter((key) => key.startsWith(`${action} `))
    .map((key) => key.slice(action.length + 1));
}

test.each([...Object.values(ELSEWHERE), ...Object.values(OUTPUTS_ELSEWHERE)])('%s is there', (file) => {
  expect(readFileSync(join(repository, file), 'utf8')).toMatch(/\btest\b/);
});

describe.each(ACTIONS)('every input of %s, through the committed bundle', (action, folder, cases) => {
  const declared = Object.keys(parse(readFileSync(join(folder, 'action.yml'), 'utf8')).inputs);

  test('has a case here, or a test of its own', () => {
    expect([...Object.keys(cases), ...namesIn(ELSEWHERE, action)].sort()).toEqual([...declared].sort());
  });

  test.each(Object.entries(cases))('%s', async (name, one) => {
    const others = { ...BASE[action], ...one.and };
    const rest = Object.fromEntries(Object.entries(others).filter(([key]) => key !== name));
    // one after the other: cancelled runs of other tests are measured in seconds
    const without = await evidenceOnce(action, rest, one);
    const withIt = await evidence(action, { ...others, [name]: one.value }, one);
    if (one.sees !== undefined) {
      expect(withIt).toMatch(one.sees);
      expect(without).not.toMatch(one.sees);
    }
    if (one.hides !== undefined) {
      expect(without).toMatch(one.hides);
      expect(withIt).not.toMatch(one.hides);
    }
    expect(one.sees ?? one.hides).toBeDefined();
  });
});

describe.each(ACTIONS.map(([action, folder]) => [action, folder] as const))('every output of %s', (action, folder) => {
  const declared = Object.keys(parse(readFileSync(join(folder, 'action.yml'), 'utf8')).outputs);
  const runs = new Map<string, Promise<Readonly<Record<string, string>>>>();

  async function outputsOf(inputs: Record<string, string>, replies: InputCase['replies']) {
    const scene = await job(replies);
    try {
      return (await scene.main({}, { action: folder, inputs })).outputs;
    } finally {
      await scene.remove();
    }
  }

  test('has a case here, or a test of its own', () => {
    const cases = Object.keys(OUTPUTS[action]);
    expect([...cases, ...namesIn(OUTPUTS_ELSEWHERE, action)].sort()).toEqual([...declared].sort());
  });

  test.each(Object.entries(OUTPUTS[action]))('%s', async (name, { value, and, replies }) => {
    const key = JSON.stringify([and, replies?.length]);
    const run = runs.get(key) ?? outputsOf({ ...BASE[action], ...and }, replies);
    runs.set(key, run);
    expect((await run)[name]).toMatch(value);
  });
});
