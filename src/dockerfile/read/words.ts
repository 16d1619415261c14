import type { Instruction } from '../dockerfile.ts';
import { BETWEEN_WORDS, isBlank } from './blanks.ts';
import { quoteAfter } from './quotes.ts';

/** The words of COPY, ADD and others that take paths. */
export function pathsOf({ exec, text }: Instruction): readonly string[] {
  return exec ?? text.split(BETWEEN_WORDS);
}

/** Splits at blanks outside quotes; quotes and escapes stay in the words (BuildKit's parseWords). */
function words(text: string, mark: string): string[] {
  const found: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === '' && isBlank(char)) {
      if (word !== '') found.push(word);
      word = '';
      continue;
    }
    if (char === mark && quote !== "'") {
      // An escape at the very end stands for nothing.
      if (at + 1 < text.length) word += char + text.charAt(++at);
      continue;
    }
    quote = quoteAfter(quote, char);
    word += char;
  }
  if (word !== '') found.push(word);
  return found;
}

/** `NAME=value` of ENV or ARG, not yet expanded; an ARG without a default has no value. */
export interface Assignment {
  readonly name: string;
  readonly value?: string;
}

export function assignments({ keyword, text }: Instruction, mark: string): Assignment[] {
  const all = words(text, mark);
  const first = all[0];
  if (keyword === 'ENV' && first !== undefined && !first.includes('=')) {
    const [, name = '', value = ''] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+(.*)$/s.exec(text) ?? [];
    return name === '' ? [] : [{ name, value }];
  }
  return all.map((word) => {
    const equals = word.indexOf('=');
    return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}
