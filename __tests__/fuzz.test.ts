import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { failureOf, mutated } from '../scripts/fuzz-engine.ts';
import { TARGETS } from '../scripts/fuzz-targets.ts';
import { numbersFrom } from '../scripts/numbers.ts';

const FOLDER = new URL('fixtures/corpus/', import.meta.url);

/** How many texts are made of each corpus; `npm run fuzz` makes as many as there is time for. */
const MADE = 300;
/** What does not end takes longer on any machine. */
const LIMIT = 10_000;

test('every parser has a corpus, and every corpus a parser', () => {
  const kept = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));
  expect(kept.sort()).toEqual(Object.keys(TARGETS).sort());
});

/** Read through another parser, or from files and commands that only a run has. */
const THROUGH: Readonly<Record<string, string>> = {
  readFlavor: 'readRules',
  readSemver: 'metadata',
  readPep440: 'metadata',
  parseTagRule: 'readRules',
  parseLabels: 'readRules',
  parseAnnotations: 'readRules',
  readLevels: 'readRules',
  parseJson: 'parseInfo',
  readFlags: 'makePlan',
  readDirectives: 'makePlan',
  readDockerfile: 'makePlan',
  readTrigger: 'makePlan',
  parseGlob: 'expand',
  parseStatusLine: 'createProgress',
  readLists: 'parseHeads',
  readLayout: 'readInspected',
  readRegistry: 'readInspected',
  readRecord: 'parseState',
  readEvent: 'readEventContext',
};
/** These read what is given to them as it is. */
const NO_PARSERS = ['readText'];

test('every function of src that parses or reads is a target, or is read through one', () => {
  const root = new URL('../src/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(new URL(name, root), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^export (?:async )?function ((?:parse|read)[A-Z]\w*)/gm)].map(([, name = '']) => name),
  );
  const targets = readFileSync(new URL('../scripts/fuzz-targets.ts', import.meta.url), 'utf8');
  const aimed = (name: string) => new RegExp(`\\b${THROUGH[name] ?? name}\\b`).test(targets);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !NO_PARSERS.includes(name) && !aimed(name))).toEqual([]);
});

test.each(Object.entries(TARGETS))(
  '%s reads what it has failed at, and what is made of it',
  async (name, target) => {
    const corpus = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as string[];
    const next = numbersFrom(1);
    const made = Array.from({ length: MADE }, () => mutated(next, corpus, target.words));
    for (const text of [...corpus, ...made]) {
      const from = performance.now();
      const failure = await failureOf(target, text);
      expect({ text: failure && text, failure }).toEqual({ text: undefined, failure: undefined });
      expect({ text, slow: performance.now() - from > LIMIT }).toEqual({ text, slow: false });
    }
  },
  120_000,
);
