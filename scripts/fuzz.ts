import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, mutated, reduced } from './fuzz-engine.ts';
import { TARGETS } from './fuzz-targets.ts';
import { numbersFrom } from './numbers.ts';

/** Makes texts for every parser in turn until the time is over, and tells what it is about to do, as it may not come back. */
const { corpora, seconds, seed } = workerData as {
  corpora: Readonly<Record<string, string[]>>;
  seconds: number;
  seed: number;
};
const say = (message: unknown): void => parentPort?.postMessage(message);
const next = numbersFrom(seed);
const end = performance.now() + seconds * 1000;
const targets = Object.entries(TARGETS);
for (let count = 0; performance.now() < end; count++) {
  const [name, target] = targets[count % targets.length] ?? (targets[0] as (typeof targets)[number]);
  const corpus = corpora[name] ?? [];
  const text = corpus[Math.floor(count / targets.length)] ?? mutated(next, corpus, target.words);
  say({ about: { name, text }, count });
  const failure = await failureOf(target, text);
  if (failure !== undefined) {
    say({ failed: { name, text: await reduced(target, text), failure } });
    break;
  }
}
say({ done: true });
