import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readInputs } from '../src/inputs/inputs.ts';
import { readMergeInputs } from '../src/inputs/merge-inputs.ts';
import type { Problem } from '../src/model/problem.ts';
import { readMetaInputs } from '../src/steps/metadata-only.ts';
import { readSetupInputs } from '../src/steps/set-up-builder.ts';
import { repository } from './harness/action.ts';

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

type Texts = Readonly<Record<string, string>>;
interface Declared {
  readonly inputs: Readonly<Record<string, { readonly default?: unknown; readonly type?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

const examples = JSON.parse(file('docs/reference.json')) as Readonly<
  Record<'inputs' | 'outputs' | 'secrets' | 'workflow' | 'types', Texts>
>;
const workflow = parse(file('.github/workflows/build.yml')).on.workflow_call as Declared;
const ACTIONS: readonly [string, Declared, (env: Texts) => { readonly problems: readonly Problem[] }][] = [
  ['docs/inputs.md', parse(file('action.yml')), readInputs],
  ['docs/setup.md', parse(file('setup/action.yml')), readSetupInputs],
  ['docs/merge.md', parse(file('merge/action.yml')), readMergeInputs],
  ['docs/meta.md', parse(file('meta/action.yml')), readMetaInputs],
];
const PAGES = [
  ...ACTIONS.map(([page, declared]) => [page, declared] as const),
  ['docs/build-workflow.md', workflow] as const,
];

/** What some inputs want beside them. */
const BESIDE: Texts = { builder: 'team', images: 'ghcr.io/acme/app', platforms: 'linux/amd64,linux/arm64' };
const DIGEST = `sha256:${'1'.repeat(64)}`;

/** An example as the step gets it: what an expression stands for is text, and a digest is one. */
const given = (name: string) => examples.inputs[name]?.replaceAll(/\$\{\{.*?\}\}/g, name === 'digests' ? DIGEST : 'x');

describe.each(ACTIONS)('%s', (_, declared, read) => {
  const own = Object.keys(declared.inputs);
  // certificates and keys come from secrets: what they hold is looked at when the builder is made
  test.each(own.filter((name) => !name.startsWith('tls-')))('the example of %s is taken', (name) => {
    const beside = Object.entries(BESIDE).filter(([other]) => own.includes(other));
    const env = Object.fromEntries(
      [...beside, [name, given(name) ?? '']].map(([key, value]) => [`INPUT_${key?.toUpperCase()}`, value ?? '']),
    );
    expect(read(env).problems.filter(({ input }) => input === name)).toEqual([]);
  });
});

describe.each(PAGES)('%s', (page, { inputs, outputs, secrets = {} }) => {
  test('has an example for each input, and none is the default', () => {
    const own: Texts =
      page === 'docs/build-workflow.md' ? { ...examples.inputs, ...examples.workflow } : examples.inputs;
    for (const [name, { default: fallback }] of Object.entries(inputs))
      expect([name, own[name], own[name] === String(fallback)]).toEqual([name, expect.any(String), false]);
    for (const name of Object.keys(secrets)) expect([name, examples.secrets[name]]).toEqual([name, expect.any(String)]);
  });

  test('has an example for each output, which is JSON where the output is', () => {
    for (const [name, { description }] of Object.entries(outputs)) {
      expect([name, examples.outputs[name]]).toEqual([name, expect.any(String)]);
      if (/as JSON/.test(description)) expect(() => JSON.parse(examples.outputs[name] ?? '')).not.toThrow();
    }
  });

  test('has a row for each, with a type', () => {
    const rows = file(page).split('\n');
    for (const name of Object.keys(inputs))
      expect(rows.filter((row) => row.startsWith(`| \`${name}\` | `))[0]).toMatch(/^\| `[^|]+ \| [^| ]/);
    for (const name of [...Object.keys(outputs), ...Object.keys(secrets)])
      expect(rows.some((row) => row.startsWith(`| \`${name}\` | `))).toBe(true);
  });
});

test('the reusable workflow takes its examples as they are typed', () => {
  const own: Texts = { ...examples.inputs, ...examples.workflow };
  for (const [name, { type }] of Object.entries(workflow.inputs)) {
    const text = own[name] ?? '';
    if (type === 'boolean') expect([name, text]).toEqual([name, expect.stringMatching(/^(true|false)$/)]);
    if (type === 'number') expect([name, text]).toEqual([name, expect.stringMatching(/^\d+$/)]);
  }
  expect(JSON.parse(own.runners ?? '')).toEqual(expect.any(Object));
});

test('every example is of an input, a secret or an output that is there', () => {
  const names = (kind: 'inputs' | 'outputs') => PAGES.flatMap(([, declared]) => Object.keys(declared[kind]));
  expect(names('inputs')).toEqual(expect.arrayContaining(Object.keys(examples.inputs)));
  expect(names('outputs')).toEqual(expect.arrayContaining(Object.keys(examples.outputs)));
  expect(Object.keys(workflow.secrets ?? {})).toEqual(expect.arrayContaining(Object.keys(examples.secrets)));
  expect(Object.keys(workflow.inputs)).toEqual(expect.arrayContaining(Object.keys(examples.workflow)));
  expect(names('inputs')).toEqual(expect.arrayContaining(Object.keys(examples.types)));
});
