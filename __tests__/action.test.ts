import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Inputs, readInputs } from '../src/inputs/inputs.ts';
import { repository } from './harness/action.ts';

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

interface Action {
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string };
}
interface Types {
  readonly inputs: Readonly<Record<string, { readonly type: string; readonly 'allowed-values'?: readonly string[] }>>;
  readonly outputs: Readonly<Record<string, { readonly type: string }>>;
}

const action = parse(file('action.yml')) as Action;
const types = parse(file('action-types.yml')) as Types;

/** What the runner exports when the workflow gives no input; expressions have no value here. */
const defaults = Object.fromEntries(
  Object.entries(action.inputs)
    .filter(([, { default: value }]) => !String(value ?? '').includes('${{'))
    .map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, String(value ?? '')]),
);
const problemsOf = (name: string, value: string) =>
  readInputs({ [`INPUT_${name.toUpperCase()}`]: value }).problems.filter(({ input }) => input === name);

describe('action.yml', () => {
  test('can be listed: short description, every input and output described', () => {
    expect(action.description.length).toBeLessThan(125);
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect(description).toMatch(/^[A-Z][^\n]{8,140}[^.]$|^auto,/);
    expect(action.runs.using).toBe('node24');
  });

  test('writes every default as a string, the only type an input has', () => {
    for (const { default: value } of Object.values(action.inputs))
      expect(['string', 'undefined']).toContain(typeof value);
  });

  test('has the defaults of the code', () => {
    const given = readInputs(defaults);
    expect(given.problems).toEqual([]);
    expect(given.inputs).toEqual(readInputs({}).inputs);
  });

  test('has the inputs that the code reads, and the code reads all that it has', () => {
    // what the code knows shows in the names that it asks the environment for
    const asked = new Set<string>();
    const spy = new Proxy({} as Record<string, string | undefined>, {
      get: (_, key) => {
        if (typeof key === 'string' && key.startsWith('INPUT_')) asked.add(key.slice(6).toLowerCase());
        return undefined;
      },
    });
    readInputs(spy);
    expect([...asked].sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

describe('action-types.yml', () => {
  test('has the same inputs and outputs, in the same order', () => {
    expect(Object.keys(types.inputs)).toEqual(Object.keys(action.inputs));
    expect(Object.keys(types.outputs)).toEqual(Object.keys(action.outputs));
  });

  test.each(Object.entries(types.inputs).filter(([, { type }]) => type === 'boolean'))(
    '%s takes true and false and nothing else',
    (name) => {
      const malformed = /neither true nor false/;
      expect(problemsOf(name, 'perhaps').map(({ what }) => what)).toEqual([expect.stringMatching(malformed)]);
      for (const value of ['true', 'false'])
        expect(problemsOf(name, value).filter(({ what }) => malformed.test(what))).toEqual([]);
      expect(['true', 'false']).toContain(action.inputs[name]?.default);
    },
  );

  test.each(Object.entries(types.inputs).filter(([, { type }]) => type === 'enum'))(
    '%s takes its values and nothing else',
    (name, { 'allowed-values': allowed = [] }) => {
      expect(problemsOf(name, 'perhaps')).toHaveLength(1);
      const malformed = allowed.flatMap((value) => problemsOf(name, value)).filter(({ what }) => /values/.test(what));
      expect(malformed).toEqual([]);
    },
  );

  test.each(Object.entries(types.inputs).filter(([, { type }]) => type === 'list'))('%s is a list', (name) => {
    expect(problemsOf(name, '"open').map(({ what }) => what)).toContain('the list cannot be read');
  });

  test.each(Object.entries(types.inputs).filter(([, { type }]) => type === 'integer'))('%s is a number', (name) => {
    expect(problemsOf(name, '1.5')).toHaveLength(1);
    expect(problemsOf(name, '1')).toEqual([]);
  });
});

test('camel case of every input is a member of Inputs, but for those that are joined to one', () => {
  const members = Object.keys(readInputs({}).inputs) as (keyof Inputs)[];
  const joined = ['secret-envs', 'secret-files', 'tls-cacert', 'tls-cert', 'tls-key', 'cleanup'];
  const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const expected = Object.keys(action.inputs)
    .filter((name) => !joined.includes(name))
    .map(camel);
  expect(members.filter((name) => !['defaultContext', 'tls', 'checkAnnotations'].includes(name)).sort()).toEqual(
    expected.sort(),
  );
});
