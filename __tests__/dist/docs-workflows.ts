import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../harness/action.ts';
import { CERT_A, KEY_A } from '../setup/certificates.ts';

/** A step of a workflow in the README or the docs that uses one of our actions. */
export interface DocumentedStep {
  /** Where it stands: `docs/matrix.md 2.1`, the second block of that page, its first step. */
  readonly place: string;
  /** The folder of the action, or the path of the reusable workflow. */
  readonly action: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The Dockerfile that the same section shows, or that of the example; `undefined` where there is none. */
  readonly dockerfile: string | undefined;
  /** The other files of the example. */
  readonly files: Readonly<Record<string, string>>;
  /** The git tag whose push starts the workflow, as its `on.push.tags` says: `api/v1.2.3` for `api/v*`. */
  readonly tag: string;
}

/** A workflow of a page, complete: what the page leaves out is put around it. */
export interface DocumentedWorkflow {
  readonly place: string;
  readonly text: string;
}

interface Block {
  readonly page: string;
  readonly at: number;
  readonly text: string;
  readonly dockerfile: string | undefined;
  readonly files?: Readonly<Record<string, string>>;
}

const OURS = 'crossbuild/crossbuild';

function pages(): string[] {
  const docs = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' });
  const examples = readdirSync(join(repository, 'examples'), { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    ...docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
    ...examples.filter((name) => name.endsWith('.md')).map((name) => `examples/${name}`),
  ].sort();
}

/** Every block of YAML that uses one of our actions, and the workflow of every example. */
function blocks(): Block[] {
  return [...blocksOfPages(), ...exampleFolders().map(example)];
}

export function exampleFolders(): string[] {
  return readdirSync(join(repository, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `examples/${name}`);
}

/** The workflow of an example and the project that it builds. */
function example(folder: string): Block {
  const page = `${folder}/workflow.yml`;
  const names = readdirSync(join(repository, folder));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(repository, folder, name), 'utf8')]));
  return { page, at: 1, text: files['workflow.yml'] ?? '', dockerfile: files.Dockerfile, files };
}

function blocksOfPages(): Block[] {
  return pages().flatMap((page) => {
    const text = readFileSync(join(repository, page), 'utf8');
    return [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].flatMap(([, body = ''], at) =>
      body.includes(`uses: ${OURS}`)
        ? [{ page, at: at + 1, text: body, dockerfile: dockerfileBefore(text, body) }]
        : [],
    );
  });
}

/** The last Dockerfile between the heading above the block and the block. */
function dockerfileBefore(page: string, block: string): string | undefined {
  const before = page.slice(0, page.indexOf(block));
  const section = before.slice(Math.max(0, before.lastIndexOf('\n#')));
  return [...section.matchAll(/^```dockerfile\n([\s\S]*?)^```/gm)].at(-1)?.[1];
}

/** What expressions are in the job that the tests play. Secrets get what their name says they hold. */
function played(expression: string, env: Readonly<Record<string, unknown>>, matrix: Readonly<Record<string, unknown>>) {
  const known: Readonly<Record<string, string>> = {
    'github.repository': 'octo-org/octo-repo',
    'github.actor': 'octocat',
    'github.token': 'ghs_0123456789',
    "github.event_name != 'pull_request'": 'true',
    'github.sha': '5'.repeat(40),
    'steps.fleet.outputs.name': 'fleet',
    'steps.builder.outputs.name': 'builder',
    'steps.gcp.outputs.access_token': 'ya29.0123456789',
    'needs.amd64.outputs.digest': `sha256:${'2'.repeat(64)}`,
    'needs.arm64.outputs.digest': `sha256:${'3'.repeat(64)}`,
  };
  if (expression in known) return known[expression] ?? '';
  const [context = '', name = ''] = expression.split('.');
  if (context === 'env' && env[name] !== undefined) return String(env[name]);
  if (context === 'matrix' && matrix[name] !== undefined) return String(matrix[name]);
  if (context === 'vars') return /_PEM$/.test(name) ? CERT_A : name.toLowerCase().replaceAll('_', '-');
  if (context === 'secrets' && /_KEY$/.test(name)) return KEY_A;
  if (context === 'secrets') return /_(CA|CERT)$/.test(name) ? CERT_A : `value of ${name}`;
  throw new Error(`the tests have no value for \${{ ${expression} }}`);
}

type Tree = Readonly<Record<string, unknown>>;

/** Every mapping with `uses: crossbuild/crossbuild…`, with the matrix of its job. */
function ours(value: unknown, matrix: Tree = {}): { readonly step: Tree; readonly matrix: Tree }[] {
  if (Array.isArray(value)) return value.flatMap((one) => ours(one, matrix));
  if (typeof value !== 'object' || value === null) return [];
  const tree = value as Tree;
  const own = (tree.strategy as { matrix?: { include?: Tree[] } } | undefined)?.matrix?.include?.[0] ?? matrix;
  const here = typeof tree.uses === 'string' && tree.uses.startsWith(OURS) ? [{ step: tree, matrix: own }] : [];
  return [...here, ...Object.values(tree).flatMap((one) => ours(one, own))];
}

export function documentedSteps(): DocumentedStep[] {
  return blocks().flatMap(({ page, at, text, dockerfile, files = {} }) => {
    const tree: unknown = parse(text);
    const outer = Array.isArray(tree) ? {} : ((tree as { env?: Tree }).env ?? {});
    const filled = (inputs: unknown, env: Tree, matrix: Tree) =>
      Object.fromEntries(
        Object.entries((inputs ?? {}) as Tree).map(([name, value]) => [
          name,
          String(value).replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) =>
            played(expression, env, matrix),
          ),
        ]),
      );
    const env = filled(outer, {}, {});
    return ours(tree).map(({ step, matrix }, index) => ({
      place: `${page} ${at}.${index + 1}`,
      action: String(step.uses).replace(/@.*$/, '').slice(OURS.length).replace(/^\//, ''),
      inputs: filled(step.with, env, matrix),
      secrets: Object.keys((step.secrets ?? {}) as Tree),
      env: filled(step.env, env, matrix),
      dockerfile,
      files,
      tag: pushedTag(tree),
    }));
  });
}

function pushedTag(workflow: unknown): string {
  const on = (workflow as { on?: { push?: { tags?: string[] } } }).on;
  return on?.push?.tags?.[0]?.replace('*', '1.2.3') ?? 'v1.2.3';
}

/** The pages' workflows as files that can be checked: steps get a job, and the jobs that they need; a job's part gets `on`. */
export function documentedWorkflows(): DocumentedWorkflow[] {
  return blocks().map(({ page, at, text }) => {
    const jobs = /^ *(?:#.*\n *)*- /.test(text) ? around(text) : text;
    const on = /^on:/m.test(text) ? '' : 'on: push\n';
    return { place: `${page} ${at}`, text: `${on}${jobs}` };
  });
}

function around(steps: string): string {
  const lead = /^ */.exec(steps)?.[0].length ?? 0;
  const indented = steps.replaceAll(/^(?=.)/gm, ' '.repeat(6 - lead));
  const needs = [
    ...new Set([...steps.matchAll(/needs\.(\w+)\.outputs\.(\w+)/g)].map(([, job, output]) => `${job} ${output}`)),
  ];
  const needed = needs.map((one) => {
    const [name, output] = one.split(' ');
    return `  ${name}:\n    runs-on: ubuntu-24.04\n    outputs: { ${output}: x }\n    steps: [{ run: 'true' }]\n`;
  });
  const names = needs.map((one) => one.split(' ')[0]);
  const after = names.length === 0 ? '' : `    needs: [${names.join(', ')}]\n`;
  return `jobs:\n${needed.join('')}  build:\n${after}    runs-on: ubuntu-24.04\n    steps:\n${indented}`;
}
