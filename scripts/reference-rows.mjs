// The tables of the reference pages: inputs, secrets and outputs with type, default, an example and docker's action that has them.

/** Tables of inputs, one for each group; a comment above an input starts a group. `path` is where the document has them. */
export function inputTables(document, path, { types = {}, examples, docker }) {
  const map = document.getIn(path);
  const values = map.toJS(document);
  const head = ['Input', 'Type', 'Default', 'Example', ...dockerHead(docker), 'Meaning'];
  const lines = [];
  for (const [at, { key }] of map.items.entries()) {
    const name = key.value;
    const title = (key.commentBefore ?? (at === 0 ? map.commentBefore : undefined))?.trim();
    if (title || at === 0) lines.push(...group(title, at, head));
    const { description, default: fallback, type, required } = values[name];
    lines.push(
      row([
        `\`${name}\``,
        typeName(types[name] ?? { type }),
        required === true ? 'required' : quoted(fallback),
        quoted(examples[name]),
        ...dockerCell(docker, name),
        cell(description),
      ]),
    );
  }
  return lines.join('\n');
}

/** What stands above the first row of a group. */
function group(title, at, head) {
  const space = at === 0 ? [] : [''];
  return [...space, ...(title ? [`### ${title}`, ''] : []), ...headed(head)];
}

/** A table of outputs. */
export function outputTable(outputs, { examples, docker = new Map() }) {
  const rows = Object.entries(outputs).map(([name, { description }]) =>
    row([`\`${name}\``, quoted(examples[name]), ...dockerCell(docker, name), cell(description)]),
  );
  return [...headed(['Output', 'Example', ...dockerHead(docker), 'Meaning']), ...rows].join('\n');
}

/** Where no action of docker's has any of the names, there is no column for them. */
const dockerHead = (docker) => (docker.size > 0 ? ['Docker'] : []);
const dockerCell = (docker, name) => (docker.size > 0 ? [(docker.get(name) ?? []).join(', ')] : []);

/** A table of the secrets of a workflow. */
export function secretTable(secrets, examples) {
  const rows = Object.entries(secrets).map(([name, { description }]) =>
    row([`\`${name}\``, quoted(examples[name]), cell(description)]),
  );
  return [...headed(['Secret', 'Example', 'Meaning']), ...rows].join('\n');
}

const row = (cells) => `| ${cells.join(' | ')} |`;
const headed = (cells) => [row(cells), row(cells.map(() => '---'))];
const quoted = (value) => (value === undefined || value === '' ? '' : `\`${String(value).replaceAll('|', '\\|')}\``);

function typeName(type) {
  if (type?.type === 'enum') return type['allowed-values'].map((value) => `\`${value}\``).join(', ');
  return type?.type ?? '';
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/(\{\{[^}]*\}\}|\btype=\S+|\bNAME=value\b)/g, '`$1`');
}
