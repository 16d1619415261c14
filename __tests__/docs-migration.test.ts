import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readInputs } from '../src/inputs/inputs.ts';
import { readYaml } from '../src/inputs/yaml.ts';
import { repository } from './harness/action.ts';

const { fill, pages } = await import(join(repository, 'scripts/docs.mjs'));
const { nameHere, stateOf } = await import(join(repository, 'scripts/migration-rows.mjs'));

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

interface Entry {
  readonly name: string;
  readonly here?: Readonly<Record<string, string | null>>;
  readonly default?: string;
  readonly why?: string;
}
interface DockerAction {
  readonly name: string;
  readonly version: string;
  readonly ours: readonly string[];
  readonly inputs: readonly Entry[];
  readonly outputs: readonly Entry[];
}
type Kind = 'inputs' | 'outputs';

const { actions } = JSON.parse(file('docs/migration.json')) as { readonly actions: readonly DockerAction[] };
const folders: Readonly<Record<string, string>> = { main: '.', setup: 'setup', merge: 'merge', meta: 'meta' };
const ours = Object.fromEntries(
  Object.entries(folders).map(([name, folder]) => [name, parse(file(`${folder}/action.yml`))]),
);

const entries = actions.flatMap((docker) =>
  (['inputs', 'outputs'] as const).flatMap((kind) =>
    docker[kind].flatMap((entry) => docker.ours.map((action) => ({ docker: docker.name, kind, entry, action }))),
  ),
);
const words = ({ docker, kind, entry, action }: (typeof entries)[number]) =>
  `${docker}, ${kind}: ${entry.name}, in ${action}`;

test.each(Object.keys(await pages((name: string) => readFile(join(repository, name), 'utf8'))))(
  '%s is what scripts/docs.mjs makes of the data',
  async (page) => {
    const contents = (await pages((name: string) => readFile(join(repository, name), 'utf8')))[page];
    expect(fill(file(page), contents)).toBe(file(page));
    for (const marker of Object.keys(contents)) expect(file(page)).toContain(`<!-- ${marker} -->`);
  },
);

describe('docs/migration.json', () => {
  test.each(entries.map((one) => [words(one), one] as const))('%s', (_, { kind, entry, action }) => {
    const mine: string | null = nameHere(entry, action);
    if (mine !== null) expect(Object.keys(ours[action][kind])).toContain(mine);
    // what is not the same has its reason, but for a name that says it all
    const state: string = stateOf(entry, kind, action, ours);
    expect([state, entry.why === undefined]).not.toEqual([expect.stringMatching(/missing|other default/), true]);
  });

  test('names what is there, and names each once', () => {
    for (const { version, ours: here, inputs, outputs } of actions) {
      expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
      for (const list of [inputs, outputs]) {
        expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
        for (const { here: named = {} } of list) expect(here).toEqual(expect.arrayContaining(Object.keys(named)));
      }
    }
  });

  test('a reason names no input or output that no action of ours has', () => {
    const known = new Set(
      Object.values(ours).flatMap(({ inputs, outputs }) => [...Object.keys(inputs), ...Object.keys(outputs)]),
    );
    const others = ['setup', 'meta', 'true', 'false', 'scope', 'aws', 'cloud', 'type=registry'];
    const named = entries.flatMap(({ entry }) => [...(entry.why ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(named.filter((name = '') => !known.has(name) && !others.includes(name))).toEqual([]);
  });
});

describe('stateOf', () => {
  const here = { main: { inputs: { one: { default: '1' }, two: {} }, outputs: { one: {} } } };
  test.each<[Entry, Kind, string]>([
    [{ name: 'one', default: '1' }, 'inputs', 'same'],
    [{ name: 'one' }, 'inputs', 'other default'],
    [{ name: 'one' }, 'outputs', 'same'],
    [{ name: 'two', why: 'x' }, 'inputs', 'differs'],
    [{ name: 'three', here: { main: 'two' } }, 'inputs', 'renamed'],
    [{ name: 'two', here: { main: null } }, 'inputs', 'missing'],
  ])('%j is as one of %s %s', (entry, kind, state) => {
    expect(stateOf(entry, kind, 'main', here)).toBe(state);
  });
});

describe('what the page says of values', () => {
  test.each([
    ['driver', { INPUT_DRIVER: 'cloud' }],
    ['keep-state', { 'INPUT_KEEP-STATE': 'true' }],
    ['platforms', { INPUT_PLATFORMS: 'linux/pdp11' }],
  ])('%s is refused', (name, env) => {
    expect(readInputs(env).problems.map(({ input }) => input)).toContain(name);
  });

  test('an entry of registry-auth takes no scope', async () => {
    const { inputs } = readInputs({
      'INPUT_REGISTRY-AUTH': '- registry: a.test\n  username: a\n  password: b\n  scope: c',
    });
    expect((await readYaml(inputs)).problems.map(({ what }) => what)).toEqual([expect.stringContaining('"scope"')]);
  });
});
