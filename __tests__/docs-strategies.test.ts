import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from './harness/action.ts';

const file = (name: string) => readFileSync(join(repository, name), 'utf8');

/** The strategies as README's table has them, each with the page that explains it. */
const strategies = [...file('README.md').matchAll(/^\| \[`(\w+)`\]\((docs\/[\w-]+\.md)\) \| /gm)].map(
  ([, strategy = '', page = '']) => [strategy, page] as const,
);

test('README names every strategy that the input takes', () => {
  const description = /auto, native, cross, accelerate or emulate/.exec(file('action.yml'))?.[0] ?? '';
  const named = [...description.matchAll(/\b(native|cross|accelerate|emulate)\b/g)].map(([name]) => name);
  expect(strategies.map(([name]) => name)).toEqual(named);
  expect(named).toHaveLength(4);
});

describe.each(strategies)('%s: %s', (_, page) => {
  const drawings = [...file(page).matchAll(/^```mermaid\nflowchart LR\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

  test('has a drawing that can be taken in at a glance', () => {
    expect(drawings).toHaveLength(1);
    const [text = ''] = drawings;
    const nodes = new Set([...text.matchAll(/\b([a-z]\w*)[[{]"/g)].map(([, id]) => id));
    const frames = [...text.matchAll(/\bsubgraph \w+/g)].length;
    expect(nodes.size - frames).toBeGreaterThan(4);
    expect(nodes.size - frames).toBeLessThanOrEqual(12);
  });
});
