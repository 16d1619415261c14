import { BUILDX, EMULATED, STEP } from '../__tests__/report/seen.ts';
import { explain, type Hint, type Message } from '../src/report/messages/messages.ts';
import { COMPILE_MESSAGES } from '../src/report/messages/messages-compile.ts';
import { ENGINE_MESSAGES } from '../src/report/messages/messages-engine.ts';
import { PLATFORM_MESSAGES } from '../src/report/messages/messages-platform.ts';
import { REGISTRY_MESSAGES } from '../src/report/messages/messages-registry.ts';
import { SOURCE_MESSAGES } from '../src/report/messages/messages-source.ts';

const GROUPS: readonly (readonly [title: string, messages: readonly Message[]])[] = [
  ['Platforms and emulators', PLATFORM_MESSAGES],
  ['Compilers and linkers', COMPILE_MESSAGES],
  ['Registries, logins and caches', REGISTRY_MESSAGES],
  ['Sources and the network', SOURCE_MESSAGES],
  ['The machine, the engine and the builder', ENGINE_MESSAGES],
];

/** A text that was seen, with its explanation for the platform linux/arm64. */
interface Explained {
  readonly text: string;
  readonly hint: Hint;
}

/**
 * The list of failures for docs/troubleshooting.md, as markdown: first what to search for, then each failure.
 *
 * @throws {Error} when a message of the table is explained by no text that was seen
 */
export function troubleshooting(): string {
  const sections = GROUPS.map(([title, messages]) => {
    const ids = [...new Set(messages.map(({ id }) => id))];
    return [`## ${title}`, ...ids.map(entry)].join('\n\n');
  });
  return sections.join('\n\n');
}

function entry(id: string): string {
  const seen = explained(id);
  const [first] = seen;
  if (first === undefined) throw new Error(`no text in __tests__/report/seen.ts is explained by "${id}"`);
  const texts = ['```text', ...seen.map(({ text }) => text), '```'].join('\n');
  const { title, cause, fix } = first.hint;
  return [`<a id="${id}"></a>`, `### ${title}`, texts, `**Cause.** ${cause}`, `**Fix.** ${fix}`].join('\n\n');
}

function explained(id: string): Explained[] {
  const context = { platform: 'linux/arm64', emulated: false };
  const said = BUILDX.map(([wanted, text]) => ({ wanted, text, hint: explain(text, context) }));
  const printed = STEP.map(([wanted, text]) => ({ wanted, text, hint: explain('', { ...context, output: text }) }));
  const emulated = EMULATED.map(([wanted, text]) => ({
    wanted,
    text,
    hint: explain('', { ...context, emulated: true, output: text }),
  }));
  return [...said, ...printed, ...emulated].flatMap(({ wanted, text, hint }) =>
    wanted === id && hint !== undefined ? [{ text, hint }] : [],
  );
}
