import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';
import { type InputCase, MAIN, MERGE } from './every-input.ts';
import { IMAGE } from './support.ts';

type Tree = Readonly<Record<string, unknown>>;

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Tree;
  readonly with?: Tree;
}

interface Job {
  readonly name: string;
  readonly if?: string;
  readonly 'runs-on': string;
  readonly 'timeout-minutes': unknown;
  readonly strategy?: { readonly 'fail-fast': unknown; readonly matrix: Tree };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Called {
  readonly inputs: Readonly<Record<string, { readonly type: string; readonly default?: unknown }>>;
  readonly secrets: Tree;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
}

const text = parse(readFileSync(join(repository, '.github/workflows/build.yml'), 'utf8'));
/** What another repository gives the workflow and gets from it. */
export const CALLED: Called = text.on.workflow_call;
export const JOBS: Readonly<Record<'prepare' | 'build' | 'merge', Job>> = text.jobs;

/** What a workflow knows while it runs; a context that a job has not is left out. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What the caller wrote, with the defaults of the rest, as GitHub types them. */
export function contextsOf(
  inputs: Tree,
  secrets: Readonly<Record<string, string>> = {},
  more: Contexts = {},
): Contexts {
  const empty = { string: '', boolean: false, number: 0 } as const;
  const defaults = Object.entries(CALLED.inputs).map(([name, { type, default: value }]) => [
    name,
    value ?? empty[type as keyof typeof empty],
  ]);
  for (const name of Object.keys(inputs)) if (CALLED.inputs[name] === undefined) throw new Error(`no input ${name}`);
  for (const name of Object.keys(secrets)) if (!(name in CALLED.secrets)) throw new Error(`no secret ${name}`);
  return {
    inputs: { ...Object.fromEntries(defaults), ...inputs },
    secrets,
    github: { token: 'ghs_of_the_run', actor: 'octocat' },
    ...more,
  };
}

/** The value of an expression of GitHub's, as far as the workflow uses them: names, text, `!`, `&&`, `||`, `format`, `fromJSON`. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const script = expression.replaceAll(
    /'((?:[^']|'')*)'|\b([a-z]+)((?:\.[a-z_][\w-]*)+)|\b(format|fromJSON)\(/g,
    (
      _,
      quoted: string | undefined,
      context: string | undefined,
      path: string | undefined,
      call: string | undefined,
    ) => {
      if (quoted !== undefined) return JSON.stringify(quoted.replaceAll("''", "'"));
      if (call !== undefined) return `functions.${call}(`;
      return `look(${JSON.stringify(context)}, ${JSON.stringify(path?.slice(1).split('.'))})`;
    },
  );
  const look = (context: string, path: readonly string[]) => {
    if (!(context in contexts)) throw new Error(`\${{ ${expression} }}: there is no ${context} here`);
    return path.reduce<unknown>((value, name) => (value as Tree | undefined)?.[name], contexts[context]) ?? '';
  };
  const functions = {
    format: (pattern: string, ...values: unknown[]) => pattern.replaceAll(/\{(\d)\}/g, (_, at) => String(values[at])),
    fromJSON: (value: string) => JSON.parse(value) as unknown,
  };
  return new Function('look', 'functions', `return (${script});`)(look, functions);
}

/** A value of the workflow with its expressions evaluated; one that is an expression alone keeps its type. */
export function filled(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== 'string') return value;
  const alone = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value)?.[1];
  if (alone !== undefined) return evaluate(alone, contexts);
  return value.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(evaluate(expression, contexts)));
}

/** What a step gets, as the runner hands it over: text. */
export function stepInputs(step: Step | undefined, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(step?.with ?? {}).map(([name, value]) => [name, String(filled(value, contexts))]),
  );
}

/** The step of a job that uses one of our actions. */
export function ownStep(job: 'build' | 'merge'): Step {
  const found = JOBS[job].steps.find(({ uses }) => uses?.startsWith('$/'));
  if (found === undefined) throw new Error(`${job} has no step of ours`);
  return found;
}

/** How an input or a secret shows in a run of the committed bundle: of the build's step, or of the merge's. */
export interface ReusableCase {
  readonly job: 'build' | 'merge';
  readonly value: unknown;
  /** Other inputs and secrets of both runs. */
  readonly and?: Tree;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly sees?: RegExp;
  readonly hides?: RegExp;
  readonly more?: Pick<InputCase, 'dockerfile' | 'replies' | 'env' | 'cwd'>;
}

/** A case of the action's own input of that name. */
function same(job: 'build' | 'merge', name: string, and: Tree = {}): ReusableCase {
  const { value, sees, hides, and: _, ...more } = (job === 'build' ? MAIN : MERGE)[name] as InputCase;
  return {
    job,
    value,
    and,
    more,
    ...(sees === undefined ? {} : { sees }),
    ...(hides === undefined ? {} : { hides }),
  };
}

const LOGIN = { registry: 'login.test', username: 'ada' };
const SECRET = { password: 'correct-horse' };

/** Inputs that a step of ours gets. */
export const STEP_INPUTS: Readonly<Record<string, ReusableCase>> = {
  ...Object.fromEntries(
    [
      ...['context', 'file', 'target', 'build-args', 'build-contexts', 'ssh', 'secret-files', 'network', 'allow'],
      ...['shm-size', 'ulimit', 'labels', 'provenance', 'sbom', 'attests', 'cache-from', 'cache-to', 'strategy'],
      ...['builder', 'driver-opts', 'buildkitd-config-inline'],
    ].map((name) => [name, same('build', name)]),
  ),
  pull: { ...same('build', 'pull'), value: true },
  'no-cache': { ...same('build', 'no-cache'), value: true },
  push: { job: 'build', value: false, hides: /push-by-digest=true/ },
  verify: { job: 'build', value: 'false', sees: /not verified/ },
  images: { job: 'merge', value: 'registry.test/team/other', sees: /--tag=registry\.test\/team\/other:1/ },
  tags: { job: 'merge', value: `${IMAGE}:seven`, and: { images: '' }, sees: /--tag=registry\.test\/team\/app:seven/ },
  flavor: { job: 'merge', value: 'suffix=-slim', sees: /:1-slim/ },
  annotations: { job: 'merge', value: 'index:a.b=c', sees: /--annotation=index:a\.b=c/ },
  registry: { job: 'build', value: LOGIN.registry, and: LOGIN, secrets: SECRET, sees: /login .*-- login\.test/ },
  username: { job: 'merge', value: LOGIN.username, and: LOGIN, secrets: SECRET, sees: /login --username=ada / },
};

/** Secrets. */
export const STEP_SECRETS: Readonly<Record<string, ReusableCase>> = {
  password: { job: 'build', value: SECRET.password, and: LOGIN, sees: /correct-horse/ },
  'registry-auth': {
    job: 'merge',
    value: '- registry: many.test\n  username: bob\n  password: battery-staple\n',
    sees: /login --username=bob --password-stdin -- many\.test/,
  },
  'build-secrets': { job: 'build', value: 'npm=open-sesame', sees: /--secret=id=npm,env=/ },
  'github-token': {
    job: 'build',
    value: 'ghs_of_another_app',
    more: { cwd: 'empty' },
    sees: /::add-mask::ghs_of_another_app/,
  },
};

/** Inputs that no step of ours gets: a test of their own looks at what becomes of them. */
export const WORKFLOW_INPUTS = [
  ...['platforms', 'checkout', 'submodules', 'runners', 'runner', 'timeout-minutes', 'fail-fast', 'job-name'],
];
