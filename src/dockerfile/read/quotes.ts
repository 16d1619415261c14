/** The quote that is open after a character, `''` for none, from the one that was open before it. */
export function quoteAfter(quote: string, char: string): string {
  if (char !== '"' && char !== "'") return quote;
  if (quote === '') return char;
  return quote === char ? '' : quote;
}
