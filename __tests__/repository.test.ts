import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { repository } from './harness/action.ts';

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly Step[] }>>;
}
interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly validations?: { readonly required?: boolean };
  }[];
}

const yaml = (folder: string) => readdirSync(join(repository, folder)).filter((name) => name.endsWith('.yml'));
const jobs = yaml('.github/workflows').flatMap((name) =>
  Object.entries((parse(file(`.github/workflows/${name}`)) as Workflow).jobs).map(([job, { steps = [] }]) => ({
    place: `${name}: ${job}`,
    steps,
  })),
);
const nodeJobs = jobs.filter(({ steps }) => steps.some(({ uses }) => uses?.startsWith('actions/setup-node@')));
const scripts = (JSON.parse(file('package.json')) as { scripts: Record<string, string> }).scripts;

test('Node is the one that runs the action, in every workflow', () => {
  expect(`node${file('.nvmrc').trim()}`).toBe((parse(file('action.yml')) as { runs: { using: string } }).runs.using);
  expect(nodeJobs.length).toBeGreaterThan(2);
  for (const { place, steps } of nodeJobs) {
    const setup = steps.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
    expect({ place, file: setup?.with?.['node-version-file'] }).toEqual({ place, file: '.nvmrc' });
  }
});

test('workflows install what the lock file says, and run no script of a package', () => {
  for (const { place, steps } of nodeJobs) {
    const installs = steps.flatMap(({ run }) => run?.match(/npm (ci|install|i)\b.*/g) ?? []);
    expect({ place, installs }).toEqual({ place, installs: ['npm ci --ignore-scripts'] });
  }
});

test('the lock file has the packages of every system, so that npm ci works on each', () => {
  const { packages } = JSON.parse(file('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('one command checks what CI checks', () => {
  for (const part of ['types', 'lint', 'unit', 'check-dist']) expect(scripts.check).toContain(`npm run ${part}`);
  const runs = jobs.flatMap(({ steps }) => steps.map(({ run }) => run));
  expect(runs.filter((run) => run === 'npm run check')).toHaveLength(2);
});

test('CI looks for what nothing uses, and shows what the tests reach', () => {
  const runs = jobs.flatMap(({ steps }) => steps.map(({ run }) => run));
  expect(runs).toEqual(expect.arrayContaining(['npm run knip', 'npm run coverage']));
});

test('every script that CI runs is in package.json', () => {
  const named = jobs.flatMap(({ steps }) =>
    steps.flatMap(({ run }) => [...(run?.matchAll(/npm run ([\w-]+)/g) ?? [])].map(([, name]) => name ?? '')),
  );
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

describe('issue forms', () => {
  const forms = yaml('.github/ISSUE_TEMPLATE')
    .filter((name) => name !== 'config.yml')
    .map((name) => ({ name, form: parse(file(`.github/ISSUE_TEMPLATE/${name}`)) as Form }));

  test.each(forms)('$name asks for the plan', ({ form }) => {
    expect(form.body.map(({ id }) => id)).toContain('plan');
  });

  test.each(['bug.yml', 'strategy.yml'])('%s is not taken without it', (name) => {
    const plan = forms.find((one) => one.name === name)?.form.body.find(({ id }) => id === 'plan');
    expect(plan?.validations?.required).toBe(true);
  });

  test.each(forms)('$name has ids that are its own, and a name for each field', ({ form }) => {
    const ids = form.body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(form.body.filter(({ type, id }) => (type === 'markdown') === (id !== undefined))).toEqual([]);
  });
});
