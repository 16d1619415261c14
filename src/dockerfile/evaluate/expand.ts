import { quoted } from '../../model/text.ts';
import { LexError, lex, type Variables } from '../read/lexer.ts';

/** A text with its variables replaced, or the variable whose value the file does not tell. */
export type Expansion = { readonly value: string } | { readonly unknown: string; readonly why: string };

export interface ExpandOptions {
  /** The Dockerfile's escape character, `\\` when not given. */
  readonly escape?: string;
  /**
   * What an unset variable means. `empty`: Docker would see nothing either (FROM, where everything is known).
   * `unknown`: the base image may set it, so the result is not known. Default `unknown`.
   */
  readonly unset?: 'empty' | 'unknown';
  /** Variables that are set, but to what cannot be told: whatever uses one is unknown. */
  readonly opaque?: { has(name: string): boolean };
}

/**
 * Expands variables and removes quotes as BuildKit does in FROM, ARG, ENV, COPY and WORKDIR:
 * `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:+a}`, `${X+a}`, `${X:?e}`, `${X#p}`, `${X##p}`, `${X%p}`, `${X%%p}`,
 * `${X/p/r}`, `${X//p/r}`; nothing is expanded inside single quotes.
 */
export function expand(text: string, env: Variables, options: ExpandOptions = {}): Expansion {
  try {
    const lexed = lex(text, env, { escape: '\\', unset: 'unknown', ...options });
    if (lexed.unknown === undefined) return { value: lexed.text };
    return { unknown: lexed.unknown, why: `the Dockerfile does not say what $${quoted(lexed.unknown)} is here` };
  } catch (error) {
    if (error instanceof LexError) return { unknown: text, why: `${quoted(text)}: ${error.message}` };
    throw error;
  }
}
