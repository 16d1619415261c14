import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** The Dockerfiles in `__tests__/fixtures/dockerfiles`, by structure: name → text. */
export const dockerfiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(`${folder}dockerfiles`)
    .filter((name) => name.endsWith('.Dockerfile'))
    .sort()
    .map((name) => [name.replace('.Dockerfile', ''), readFileSync(`${folder}dockerfiles/${name}`, 'utf8')]),
);

/** One instruction as BuildKit's parser v0.34.2 told it (`__tests__/fixtures/buildkit-oracle`). */
export interface OracleNode {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
  readonly flags: readonly string[];
  readonly heredocs: readonly { readonly delimiter: string; readonly expand: boolean; readonly body: string }[];
  readonly json: boolean;
  readonly words: readonly string[];
}

export const readings: Readonly<Record<string, readonly OracleNode[]>> = json('readings.json');

/** text, escape character, value (null: an error), as BuildKit's lexer v0.34.2 expanded it. */
export const expansions: {
  readonly env: readonly string[];
  readonly rows: readonly (readonly [string, string, string | null])[];
} = json('expansions.json');

function json<T>(name: string): T {
  return JSON.parse(readFileSync(folder + name, 'utf8')) as T;
}

/** Repeatable random numbers below `n` (mulberry32). */
export function random(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}
