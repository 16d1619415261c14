import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';
import { errors, job } from './support.ts';

jest.setTimeout(60_000);

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

interface DockerAction {
  readonly inputs: readonly { readonly name: string; readonly here?: Readonly<Record<string, string | null>> }[];
}

/** Docker's inputs that docs/migration.json says are called otherwise here, or are not here at all. */
function otherNames(): [theirs: string, mine: string | null][] {
  const { actions } = JSON.parse(file('docs/migration.json')) as { readonly actions: readonly DockerAction[] };
  const own = Object.keys(parse(file('action.yml')).inputs);
  return actions
    .flatMap(({ inputs }) => inputs)
    .flatMap(({ name, here }): [string, string | null][] =>
      here?.main === undefined || own.includes(name) ? [] : [[name, here.main]],
    );
}

test("docker's other names are errors that say what to write, all at once, through the committed bundle", async () => {
  const names = otherNames();
  expect(names.length).toBeGreaterThan(5);
  const one = await job();
  try {
    const run = await one.main(Object.fromEntries(names.map(([name]) => [name, 'x'])));
    const lines = errors(run).split('\n');
    const expected = names.map(
      ([theirs, mine]) => `${theirs}: there is no such input; ${mine === null ? 'leave it out: ' : `write ${mine}`}`,
    );
    for (const [at, line] of lines.sort().entries()) expect(line.startsWith(expected.sort()[at] ?? '-')).toBe(true);
    expect(lines).toHaveLength(names.length);
  } finally {
    await one.remove();
  }
});
