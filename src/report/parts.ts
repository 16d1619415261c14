/** A part of a report, and how it is called where it had to be left out. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

export interface Limit {
  readonly bytes: number;
  /** Half a sentence: why there is one. */
  readonly what: string;
}

/** The parts, as far as they fit; the last line names those that were left out. Empty ones do not count. */
export function fitting(parts: readonly Part[], { bytes: most, what }: Limit): string {
  const kept: string[] = [];
  const left: string[] = [];
  let size = 0;
  for (const { name, text } of parts.filter((part) => part.text !== '')) {
    const bytes = new TextEncoder().encode(text).length + 2;
    if (size + bytes > most) left.push(name);
    else {
      kept.push(text);
      size += bytes;
    }
  }
  if (left.length > 0) kept.push(`_Left out, as ${what}: ${left.join(', ')}._`);
  return `${kept.join('\n\n')}\n`;
}
