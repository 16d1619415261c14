import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/inputs/inputs.ts';
import { readEventContext } from '../../src/metadata/event-context.ts';
import { formatAnnotation, metadata } from '../../src/metadata/render.ts';
import { readRules } from '../../src/metadata/rules.ts';

interface Row {
  readonly event: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly version: string;
  readonly tags: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: readonly string[];
}

/** What docker's own action made of these events and inputs; `source` says which. */
const { events, rows } = JSON.parse(
  readFileSync(new URL('../fixtures/docker-metadata.json', import.meta.url), 'utf8'),
) as {
  readonly events: Readonly<Record<string, { readonly env: Record<string, string>; readonly payload: unknown }>>;
  readonly rows: readonly Row[];
};

/** When the docker's results were made, for `{{date}}`; and the part of a tag that is the time of day. */
const NOW = new Date('2026-11-27T12:30:00Z');
const timeless = (tag: string) => tag.replace(/\d{8}-\d{4}/, 'date-time');

/** Where we differ on purpose. */
const DIFFERENCES: readonly { readonly why: string; readonly of: (docker: string) => string }[] = [
  { why: 'a tag cannot start with a dash', of: (tag) => tag.replace(/(^|:)-+/, '$1') },
  // packaging.python.org/specifications/version-specifiers, "Local version segments"
  { why: 'PEP 440 joins the parts of a local version with dots', of: (tag) => tag.replace('rc1-b-5', 'rc1-b.5') },
];
const ours = (docker: string) => timeless(DIFFERENCES.reduce((tag, { of }) => of(tag), docker));

function make({ event, inputs }: Row) {
  const { env: own = {}, payload } = events[event] ?? {};
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
  const { inputs: read, problems } = readInputs({ ...own, ...given });
  expect(problems).toEqual([]);
  const rules = readRules(read, own);
  if ('problems' in rules) throw new Error(JSON.stringify(rules.problems));
  return metadata(readEventContext(own, payload), rules.value, NOW);
}

const other = (text: string) => !text.includes('org.opencontainers.image.created');

describe("docker's metadata-action made the same", () => {
  test('of more than 300 events and inputs', () => expect(rows.length).toBeGreaterThan(300));

  test.each(rows.map((row) => [row.event, JSON.stringify(row.inputs), row] as const))('%s %s', (_, __, row) => {
    const made = make(row);
    expect([made.version, ...made.tags].map(timeless)).toEqual([row.version, ...row.tags].map(ours));
    if (row.labels === undefined) return;
    const { 'org.opencontainers.image.created': _created, ...labels } = made.labels;
    expect(labels).toEqual(row.labels);
    expect(made.annotations.map(formatAnnotation).filter(other).sort()).toEqual(row.annotations);
  });
});
