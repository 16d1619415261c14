// The tables of docs/migration.md: docker's inputs and outputs by docs/migration.json beside those of our action.yml.

/** How an input or output of docker's is here: the first that applies of missing, renamed, other default, differs, same. */
export function stateOf({ name, here = {}, default: theirs = '', why }, kind, action, ours) {
  const mine = here[action] === undefined ? name : here[action];
  if (mine === null) return 'missing';
  if (mine !== name) return 'renamed';
  if (kind === 'inputs' && defaultOf(ours[action], mine) !== theirs) return 'other default';
  return why === undefined ? 'same' : 'differs';
}

/** Which of docker's actions have our input or output, by our name: `setup-buildx-action: \`version\`` for buildx-version. */
export function dockerNames({ actions }, kind, action) {
  const named = actions
    .filter(({ ours }) => ours.includes(action))
    .flatMap((docker) =>
      docker[kind].map((entry) => [nameHere(entry, action), entry.name, docker.name.replace(/-action$/, '')]),
    )
    .filter(([mine]) => mine !== null);
  const names = new Map();
  for (const [mine, theirs, docker] of named) {
    const shown = mine === theirs ? docker : `${docker}: \`${theirs}\``;
    names.set(mine, [...(names.get(mine) ?? []), shown]);
  }
  return names;
}

/** Our name of one of docker's inputs or outputs, or null. */
export function nameHere({ name, here = {} }, action) {
  return here[action] === undefined ? name : here[action];
}

/** The tables of one page, by the name of their marker. */
export function migrationTables(data, ours) {
  return Object.fromEntries(data.actions.map((action) => [action.name, section(action, ours)]));
}

function section(docker, ours) {
  const parts = ['inputs', 'outputs'].flatMap((kind) => part(docker, kind, ours));
  return [`Compared with ${docker.version}.`, ...parts].join('\n\n');
}

function part(docker, kind, ours) {
  const entries = docker[kind].map((entry) => ({
    entry,
    states: docker.ours.map((action) => stateOf(entry, kind, action, ours)),
  }));
  const same = entries.filter(({ states }) => states.every((state) => state === 'same'));
  const other = entries.filter((one) => !same.includes(one));
  return [
    ...(same.length === 0 ? [] : [`Same ${kind}: ${same.map(({ entry }) => `\`${entry.name}\``).join(', ')}.`]),
    ...(other.length === 0 ? [] : [table(docker, kind, other, ours)]),
  ];
}

function table({ ours: actions }, kind, entries, ours) {
  const head = [kind === 'inputs' ? 'Input' : 'Output', ...actions.map(titled), 'What differs'];
  const rows = entries.map(({ entry, states }) => [
    `\`${entry.name}\``,
    ...actions.map((action) => shown(nameHere(entry, action))),
    difference(entry, kind, states, actions, ours),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const titled = (action) => (action === 'main' ? 'Here' : `\`${action}\``);
const shown = (name) => (name === null ? '-' : `\`${name}\``);

function difference(entry, kind, states, actions, ours) {
  const said = [...new Set(states)].filter((state) => !['same', 'differs'].includes(state));
  const theirs = entry.default ?? '';
  const defaults = actions.flatMap((action) => {
    const mine = nameHere(entry, action);
    if (kind === 'outputs' || mine === null) return [];
    const fallback = defaultOf(ours[action], mine);
    return fallback === theirs ? [] : [`${quoted(theirs)}; here ${quoted(fallback)}`];
  });
  const labels = said.filter((state) => state !== 'other default');
  const [changed] = defaults;
  return [
    ...(labels.length === 0 ? [] : [labels.map((label) => labelled(label, states, actions)).join(', ')]),
    ...(changed === undefined ? [] : [`other default: ${changed}`]),
    ...(entry.why === undefined ? [] : [entry.why]),
  ]
    .map(capitalised)
    .join('. ');
}

function capitalised(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A label that not all of our actions have says which one. */
function labelled(label, states, actions) {
  const which = actions.filter((_, at) => states[at] === label);
  return which.length === actions.length ? label : `${label} in ${which.map(inWords).join(' and ')}`;
}

const inWords = (action) => (action === 'main' ? 'the main step' : `\`${action}\``);
const quoted = (value) => (value === '' ? 'none' : `\`${value}\``);

function defaultOf({ inputs }, name) {
  return inputs[name]?.default ?? '';
}
