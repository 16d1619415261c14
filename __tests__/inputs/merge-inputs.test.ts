import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readDigests, readMergeInputs, SHARED } from '../../src/inputs/merge-inputs.ts';
import { describe as describeProblem } from '../../src/model/problem.ts';
import { META_INPUTS, readMetaInputs } from '../../src/steps/metadata-only.ts';
import { readSetupInputs, SETUP_INPUTS } from '../../src/steps/set-up-builder.ts';
import { repository } from '../harness/action.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const [a, b] = [digest('a'), digest('b')];

test.each([
  [a, [{ digest: a }]],
  [`${a}\n\n ghcr.io/o/app@${b} \n`, [{ digest: a }, { digest: b }]],
  [`${a}, ${b}`, [{ digest: a }, { digest: b }]],
  [`linux/arm/v7=${a}`, [{ digest: a, platform: 'linux/arm/v7' }]],
  [
    `{"linux/amd64":"${a}"}\n{"linux/arm64":"${b}"}`,
    [
      { digest: a, platform: 'linux/amd64' },
      { digest: b, platform: 'linux/arm64' },
    ],
  ],
  [`{\n  "linux/amd64": "${a}"\n}`, [{ digest: a, platform: 'linux/amd64' }]],
  ['', []],
])('digests %j', (text, expected) => {
  expect(readDigests(text)).toEqual({ digests: expected, problems: [] });
});

test.each(['latest', 'sha256:abc', `${a}0`, 'ghcr.io/o/app:1', '{"linux/amd64": 3}'])('digests refuses %j', (text) => {
  const { digests, problems } = readDigests(text);
  expect(digests).toEqual([]);
  expect(problems).toHaveLength(1);
});

test('all problems of a merge come together', () => {
  const { problems } = readMergeInputs({ INPUT_DIGESTS: 'x', INPUT_CONTEXT: '.', INPUT_PLATFORM: 'linux/amd64' });
  const texts = problems.map(describeProblem).join('\n');
  for (const part of [
    'platforms: is missing',
    'tags: is missing',
    'digests: "x" is not a digest',
    'context: there is no such input',
    'platform: there is no such input; write platforms',
  ])
    expect(texts).toContain(part);
});

describe.each([
  ['merge', [...SHARED, 'digests'], { INPUT_PLATFORMS: 'linux/amd64', INPUT_TAGS: 'o/app:1' }, readMergeInputs],
  ['setup', [...SETUP_INPUTS, 'use'], {}, readSetupInputs],
  ['meta', META_INPUTS, { INPUT_IMAGES: 'o/app' }, readMetaInputs],
] as const)('%s/action.yml', (folder, known, needed, read) => {
  const file = (name: string) => parse(readFileSync(join(repository, name), 'utf8'));
  const action = file(`${folder}/action.yml`);
  const main = file('action.yml');

  test('has the inputs that the code reads', () => {
    expect(Object.keys(action.inputs).sort()).toEqual([...known].sort());
  });

  test('has the defaults of the main action, and they are accepted', () => {
    for (const [name, { default: value }] of Object.entries<{ default?: string }>(action.inputs))
      if (main.inputs[name] !== undefined) expect([name, value]).toEqual([name, main.inputs[name].default]);
    const defaults = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [
      `INPUT_${name.toUpperCase()}`,
      input.default?.replace(/\$\{\{.*\}\}/, '') ?? '',
    ]);
    expect(read({ ...Object.fromEntries(defaults), ...needed }).problems).toEqual([]);
  });

  test('can be listed, and its programs are made by the build', async () => {
    expect(action.description.length).toBeLessThan(125);
    const build = readFileSync(join(repository, 'scripts/build.mjs'), 'utf8');
    for (const entry of [action.runs.main, action.runs.post].filter((one) => one !== undefined)) {
      const [, name] = /^\.\.\/dist\/(\w+)\.mjs$/.exec(entry) ?? [];
      expect(build).toContain(`${name}: 'src/`);
    }
  });
});

test.each([
  ['true', true, 0],
  ['False', false, 0],
  ['', false, 0],
  ['yes', false, 1],
])('setup: use %j', (text, use, problems) => {
  const found = readSetupInputs({ INPUT_USE: text });
  expect([found.use, found.problems.length]).toEqual([use, problems]);
});
