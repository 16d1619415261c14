import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readDockerfile } from '../../../src/dockerfile/read/read.ts';
import { recognise } from '../../../src/plan/bases/bases.ts';
import { accelerable } from '../../../src/plan/native-tools/accelerate.ts';
import { NATIVE_TOOLS, toolTable } from '../../../src/plan/native-tools/index.ts';
import { COMPILER_PATH, secrets } from '../../../src/toolchain/accelerate/index.ts';
import { dockerfiles } from '../../dockerfile/fixtures.ts';
import { evaluated, planIfReadable } from '../support.ts';

const docs = fileURLToPath(new URL('../../../docs/accelerate.md', import.meta.url));
const TABLE = /(?<=<!-- native-tools -->\n)[\s\S]*?(?=<!-- \/native-tools -->)/;

test('the table of docs/accelerate.md is made from the tools (CROSSBUILD_UPDATE=1 writes it)', () => {
  const text = readFileSync(docs, 'utf8');
  const now = text.replace(TABLE, () => `\n${toolTable()}\n\n`);
  if (process.env.CROSSBUILD_UPDATE === '1') writeFileSync(docs, now);
  expect(now).toContain(toolTable());
  expect(now).toBe(readFileSync(docs, 'utf8'));
});

/** What the last stage's steps get, by the names of the tools. */
function given(text: string): string[][] {
  const all = evaluated(text);
  const stage = all.stages[all.target];
  if (stage?.root.kind !== 'image') throw new Error('no image');
  const judged = accelerable(all, stage, recognise(stage.root.reference));
  return judged.ok ? judged.steps.map(({ tools }) => tools.map(({ tool }) => tool.name)) : [];
}

const EXAMPLES: readonly [text: string, names: readonly string[][]][] = [
  ['FROM debian:bookworm\nRUN make', [['compilers']]],
  ['FROM alpine:3.22\nRUN apk add gcc\nRUN make', [['borrowed-compilers']]],
  ['FROM debian:bookworm\nRUN apt-get install -y git && make', [['compilers', 'apt']]],
  [
    'FROM golang:1.26\nENV CGO_ENABLED=0\nRUN go mod download\nRUN go build .',
    Array(2).fill(['go-tools', 'go-command']),
  ],
];

test.each(EXAMPLES)('%j', (text, names) => {
  expect(given(text)).toEqual(names);
});

test('every tool is in an example, under a name of its own', () => {
  const names = NATIVE_TOOLS.map(({ name }) => name);
  expect([...new Set(EXAMPLES.flatMap(([, steps]) => steps.flat()))].toSorted()).toEqual(names.toSorted());
});

test.each(Object.entries(dockerfiles))(
  '%s: the stages and secrets that a rewrite returns are those in its text',
  (_, text) => {
    for (const platforms of [['linux/arm64'], ['linux/amd64', 'linux/arm64', 'linux/arm/v7']]) {
      const plan = planIfReadable(text, { strategy: 'accelerate', platforms });
      if (plan?.dockerfile.changed !== true) continue;
      const { stages } = readDockerfile(plan.dockerfile.text);
      expect(plan.dockerfile.insertedStages).toBe(stages.length - readDockerfile(text).stages.length);
      const mounts = stages.flatMap(({ instructions }) =>
        instructions.flatMap(({ flags }) => flags.map(({ value }) => value)),
      );
      const asked = secrets.filter(({ id, env }) => mounts.includes(`type=secret,id=${id},env=${env}`));
      expect(plan.dockerfile.secrets).toEqual(asked);
    }
  },
);

test('a frontend without secrets as environment variables is asked for none', () => {
  const text =
    '# syntax=docker/dockerfile:1.9\nFROM debian:bookworm AS b\nRUN make\nRUN make install\nFROM scratch\nCOPY --from=b /x /x\n';
  const plan = planIfReadable(text, { strategy: 'accelerate', platforms: ['linux/arm64'] })?.dockerfile;
  expect(plan?.secrets).toEqual([]);
  expect(plan?.text.split(`ARG ${COMPILER_PATH.env}=`)).toHaveLength(2);
});
