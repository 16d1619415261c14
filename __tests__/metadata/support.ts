import { readFileSync } from 'node:fs';
import { type EventContext, readEventContext, type Variables } from '../../src/metadata/event-context.ts';
import { type Metadata, metadata } from '../../src/metadata/render.ts';
import { type RuleInputs, type Rules, readRules } from '../../src/metadata/rules.ts';
import { parseList } from '../../src/model/list.ts';
import { describe as sentence } from '../../src/model/problem.ts';

interface Recorded {
  readonly env: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The time at which every example of docker's documentation was made. */
export const NOW = new Date('2020-01-10T00:30:00Z');
export const SHA = '860c1904a1ce19322e91ac35af1ab07466440c37';

/** An event of `__tests__/fixtures/events`. */
export function recorded(name: string): Recorded {
  return JSON.parse(readFileSync(new URL(`../fixtures/events/${name}.json`, import.meta.url), 'utf8'));
}

export function contextOf(name: string, env: Variables = {}): EventContext {
  const { env: own, payload } = recorded(name);
  return readEventContext({ ...own, ...env }, payload);
}

/** A push of any branch or tag: the recorded one with another ref. */
export function pushOf(ref: string): EventContext {
  const { env, payload } = recorded(ref.startsWith('refs/tags/') ? 'push-tag' : 'push-branch');
  return readEventContext({ ...env, GITHUB_REF: ref }, { ...payload, ref });
}

/** The context for `push refs/heads/x`, `schedule` and the like. */
export function contextFor(event: string): EventContext {
  if (event === 'outside') return readEventContext({}, undefined);
  const [name = '', ref] = event.split(' ');
  return ref === undefined ? contextOf(name) : pushOf(ref);
}

/** The inputs as they stand in a workflow. */
export type Inputs = Partial<Record<keyof RuleInputs, string>>;

function linesOf(inputs: Inputs): RuleInputs {
  const lines = (name: keyof RuleInputs) => parseList(inputs[name] ?? '', { comma: false });
  return {
    images: lines('images'),
    tags: lines('tags'),
    flavor: lines('flavor'),
    labels: lines('labels'),
    annotations: lines('annotations'),
  };
}

export function problemsOf(inputs: Inputs, env: Variables = {}): string[] {
  const read = readRules(linesOf(inputs), env);
  return 'problems' in read ? read.problems.map(sentence) : [];
}

export function rulesOf(inputs: Inputs, env: Variables = {}): Rules {
  const read = readRules(linesOf(inputs), env);
  if ('problems' in read) throw new Error(read.problems.map(sentence).join('\n'));
  return read.value;
}

/** From inputs to metadata in one go. */
export function make(event: string, inputs: Inputs, env: Variables = {}, now: Date = NOW): Metadata {
  return metadata(contextFor(event), rulesOf(inputs, env), now);
}

/** The tag names that rules make for an event, with `name/app` as the image. */
export function namesOf(event: string, tags: string, flavor = '', env: Variables = {}, now: Date = NOW): string[] {
  return [...make(event, { images: 'name/app', tags, flavor }, env, now).tagNames];
}
