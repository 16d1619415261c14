import { LexError, lex } from './lexer.ts';

export interface HeredocMark {
  readonly delimiter: string;
  readonly expand: boolean;
  /** `<<-`: leading tabs are taken off the body and the delimiter. */
  readonly chomp: boolean;
  /** The file descriptor written before `<<`, 0 when none. */
  readonly descriptor: number;
}

const WORD = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** The heredocs that a joined instruction line announces, in order; none in a line whose quotes do not close. */
export function heredocMarks(line: string): HeredocMark[] {
  if (!line.includes('<<')) return [];
  const words = wordsOf(line, true, true);
  return words.map(heredocMark).filter((mark) => mark !== undefined);
}

/** Whether one word is nothing but a heredoc: `RUN <<EOF` runs its body as a script. */
export function heredocMark(word: string): HeredocMark | undefined {
  const [, descriptor = '', chomp, rest = ''] = WORD.exec(word) ?? [];
  if (rest === '') return undefined;
  const [delimiter, ...more] = wordsOf(rest, false, false);
  if (delimiter === undefined || more.length > 0) return undefined;
  const raw = wordsOf(rest, true, false)[0] ?? '';
  return {
    delimiter,
    expand: quotes(raw) === quotes(delimiter),
    chomp: chomp === '-',
    descriptor: Number(descriptor || 0),
  };
}

function quotes(text: string): number {
  return text.match(/['"]/g)?.length ?? 0;
}

/** Heredocs are always lexed with a backslash, whatever `# escape=` says. */
function wordsOf(text: string, rawQuotes: boolean, rawEscapes: boolean): readonly string[] {
  try {
    return lex(text, {}, { escape: '\\', rawQuotes, rawEscapes, unset: 'keep', split: true }).words;
  } catch (error) {
    if (error instanceof LexError) return [];
    throw error;
  }
}
