import type { EmulatorInUse } from '../../facts/facts.ts';
import type { StrategyChoice } from '../../inputs/inputs.ts';
import { searchable } from '../../model/text.ts';
import { COMPILE_MESSAGES } from './messages-compile.ts';
import { ENGINE_MESSAGES } from './messages-engine.ts';
import { PLATFORM_MESSAGES } from './messages-platform.ts';
import { REGISTRY_MESSAGES } from './messages-registry.ts';
import { SOURCE_MESSAGES } from './messages-source.ts';

/** What is known about a failure beside its text. */
export interface HintContext {
  /** The end of what the failing step wrote; empty when no step failed. */
  readonly output?: string;
  /** The platform that failed. */
  readonly platform?: string;
  /** Whether programs of the failing stage run under an emulator. */
  readonly emulated?: boolean;
  /** Whether its compilers run natively all the same. */
  readonly accelerated?: boolean;
  /** Whether the same step failed where nothing is emulated, too. */
  readonly failsNatively?: boolean;
  /** The strategy that the user asked for. */
  readonly asked?: StrategyChoice;
  /** Which emulator it was, where that was found out. */
  readonly emulator?: EmulatorInUse;
}

/** What is the matter, why, and what to do about it. */
export interface Hint {
  /** A short name of the failure, the same whatever the details are. */
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

/** A text, or one made of what the pattern found. */
type Text = string | ((found: RegExpExecArray, context: HintContext) => string);

/** One failure that is recognised by what programs print about it. */
export interface Message {
  readonly id: string;
  readonly pattern: RegExp;
  /**
   * Whose words the pattern is for: those of the failing step, or those of buildx. The same words mean another thing
   * there: a step that downloads something may print `403 Forbidden` as well.
   */
  readonly says: 'step' | 'buildx' | 'any';
  readonly when?: (context: HintContext) => boolean;
  readonly title: Text;
  readonly cause: Text;
  readonly fix: Text;
}

/** First match wins, so what is special comes first: a full disk or a missing emulator makes other programs fail in their own words. */
export const MESSAGES: readonly Message[] = [
  ...ENGINE_MESSAGES,
  ...PLATFORM_MESSAGES,
  ...COMPILE_MESSAGES,
  ...REGISTRY_MESSAGES,
  ...SOURCE_MESSAGES,
];

/**
 * Recognises a failure.
 *
 * @param text what buildx said: its last error, and the failed step's
 */
export function explain(text: string, context: HintContext = {}): Hint | undefined {
  const said = searchable(text);
  const output = searchable(context.output ?? '');
  for (const message of MESSAGES) {
    if (message.when?.(context) === false) continue;
    const found = { step: [output], buildx: [said], any: [said, output] }[message.says]
      .map((place) => message.pattern.exec(place))
      .find((one) => one !== null);
    if (found === undefined) continue;
    const say = (part: Text): string => (typeof part === 'string' ? part : part(found, context));
    return { id: message.id, title: say(message.title), cause: say(message.cause), fix: say(message.fix) };
  }
  return undefined;
}
