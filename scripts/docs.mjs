// Writes the tables of inputs and outputs from action.yml between the markers of a document; --check only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, parseDocument } from 'yaml';

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

if (process.argv[1] === import.meta.filename) {
  const read = (name) => readFile(resolve(root, name), 'utf8');
  const path = resolve(root, 'docs/inputs.md');
  const before = await read('docs/inputs.md');
  const after = fill(before, tables(await read('action.yml'), await read('action-types.yml')));
  if (process.argv.includes('--check')) process.exitCode = before === after ? 0 : 1;
  else await writeFile(path, after);
}
