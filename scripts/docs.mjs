// Writes tables made from action.yml and the data of the docs between the markers of the pages; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { dockerNames, migrationTables } from './migration-rows.mjs';
import { inputTables, outputTable, secretTable } from './reference-rows.mjs';

const root = resolve(import.meta.dirname, '..');

/** A document with what stands between `<!-- name -->` and `<!-- /name -->` replaced. */
export function fill(document, contents) {
  return Object.entries(contents).reduce(
    (text, [name, content]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, before, after) => `${before}\n${content}\n\n${after}`,
      ),
    document,
  );
}

/** The folders of our actions, by the names that the data of the docs have for them. */
const ACTIONS = { main: '.', setup: 'setup', merge: 'merge', meta: 'meta' };
const REFERENCE = { main: 'docs/inputs.md', setup: 'docs/setup.md', merge: 'docs/merge.md', meta: 'docs/meta.md' };
const WORKFLOW = '.github/workflows/build.yml';

/** What the pages are made of, by the path of the page: the contents for `fill`. */
export async function pages(read) {
  const json = async (name) => JSON.parse(await read(name));
  const texts = {};
  for (const [name, folder] of Object.entries(ACTIONS)) texts[name] = await read(`${folder}/action.yml`);
  const [migration, reference] = [await json('docs/migration.json'), await json('docs/reference.json')];
  const types = { ...parse(await read('action-types.yml')).inputs, ...typed(reference.types) };
  const ours = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parse(text)]));
  const made = Object.entries(REFERENCE).map(([name, page]) => [
    page,
    actionTables(texts[name], { types, reference, docker: (kind) => dockerNames(migration, kind, name) }),
  ]);
  return {
    ...Object.fromEntries(made),
    'docs/build-workflow.md': workflowTables(await read(WORKFLOW), reference, dockerNames(migration, 'inputs', 'main')),
    'docs/migration.md': migrationTables(migration, ours),
  };
}

function actionTables(text, { types, reference, docker }) {
  const document = parseDocument(text);
  return {
    inputs: inputTables(document, ['inputs'], { types, examples: reference.inputs, docker: docker('inputs') }),
    outputs: outputTable(document.toJS().outputs, { examples: reference.outputs, docker: docker('outputs') }),
  };
}

function workflowTables(text, reference, docker) {
  const document = parseDocument(text);
  const { secrets, outputs } = document.toJS().on.workflow_call;
  return {
    inputs: inputTables(document, ['on', 'workflow_call', 'inputs'], {
      examples: { ...reference.inputs, ...reference.workflow },
      docker,
    }),
    secrets: secretTable(secrets, reference.secrets),
    outputs: outputTable(outputs, { examples: reference.outputs }),
  };
}

const typed = (types) => Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));

if (process.argv[1] === import.meta.filename) {
  const read = (name) => readFile(resolve(root, name), 'utf8');
  for (const [page, contents] of Object.entries(await pages(read))) {
    const before = await read(page);
    const after = fill(before, contents);
    if (before === after) continue;
    if (process.argv.includes('--check')) process.exitCode = 1;
    else await writeFile(resolve(root, page), after);
  }
}
