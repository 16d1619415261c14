// Writes tables made from action.yml and the data of the docs between the markers of the pages; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { migrationTables } from './migration-rows.mjs';

const root = resolve(import.meta.dirname, '..');

/** The tables, by the name of their marker. */
export function tables(actionText, typesText) {
  const action = parse(actionText);
  const types = parse(typesText);
  return { inputs: inputTables(actionText, types.inputs), outputs: outputTable(action.outputs) };
}

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

/** One table for each group; a comment above an input in action.yml starts a group. */
function inputTables(actionText, types) {
  const inputs = parseDocument(actionText).get('inputs');
  const values = parse(actionText).inputs;
  const lines = [];
  for (const [at, { key }] of inputs.items.entries()) {
    const title = (key.commentBefore ?? (at === 0 ? inputs.commentBefore : undefined))?.trim();
    if (title)
      lines.push(
        ...(at === 0 ? [] : ['']),
        `### ${title}`,
        '',
        '| Input | Type | Default | Meaning |',
        '| --- | --- | --- | --- |',
      );
    const { description, default: fallback } = values[key.value];
    const shown = fallback === undefined ? '' : `\`${fallback}\``;
    lines.push(`| \`${key.value}\` | ${typeName(types[key.value])} | ${shown} | ${cell(description)} |`);
  }
  return lines.join('\n');
}

function outputTable(outputs) {
  const rows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  return ['| Output | Meaning |', '| --- | --- |', ...rows].join('\n');
}

function typeName(type) {
  if (type?.type === 'enum') return type['allowed-values'].map((value) => `\`${value}\``).join(', ');
  return type?.type ?? '';
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/(\{\{[^}]*\}\}|\btype=\S+|\bNAME=value\b)/g, '`$1`');
}

/** The folders of our actions, by the names that the data of the docs have for them. */
const ACTIONS = { main: '.', setup: 'setup', merge: 'merge', meta: 'meta' };

/** What the pages are made of, by the path of the page: the contents for `fill`. */
export async function pages(read) {
  const ours = {};
  for (const [name, folder] of Object.entries(ACTIONS)) ours[name] = parse(await read(`${folder}/action.yml`));
  return {
    'docs/inputs.md': tables(await read('action.yml'), await read('action-types.yml')),
    'docs/migration.md': migrationTables(JSON.parse(await read('docs/migration.json')), ours),
  };
}

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
