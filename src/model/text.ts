import { anyOf } from './any-of.ts';

/** Terminal sequences: CSI, OSC and single escapes. */
const ESCAPES = anyOf(
  [
    // ESC [31m, a colour
    /\u001b\[[0-?]*[ -/]*[@-~]/,
    // ESC ]0;title BEL
    /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/,
    // ESC M
    /\u001b[@-_]?/,
  ],
  'g',
);

/** Characters that show nothing or turn the text around them: controls, and the marks that change its direction. */
const INVISIBLE = anyOf(
  [
    // the bell; a tab and a line feed stay
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/,
    // the mark that turns what follows around, and the byte order mark
    /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
  ],
  'g',
);

/** Text without terminal sequences and invisible characters; tabs and line ends stay. */
export function plainText(text: string): string {
  return text.replace(ESCAPES, '').replace(INVISIBLE, '');
}

/** Text with its colours, but without what would move the cursor. */
export function withoutMotion(text: string): string {
  return text.replace(ESCAPES, (found) => (/^\u001b\[[\d;]*m$/.test(found) ? found : ''));
}

/** At most `most` lines, from the end; what was cut is said. */
export function lastLines(lines: readonly string[], most: number): string {
  const cut = lines.length - most;
  return (cut <= 0 ? lines : [`(${cut} lines before)`, ...lines.slice(-most)]).join('\n');
}

/** At most `most` characters; what was cut is said. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** How much of a line of somebody's file an error shows. */
const QUOTED = 40;

/**
 * The start of what stands in a line of a Dockerfile, for an error: at most 40 characters, all of them visible. The file
 * may be another one than its author thinks, and an error is read by more people than the file.
 */
export function quoted(text: string): string {
  // enough to cut from: a line may be very long
  const visible = plainText(text.slice(0, QUOTED * 25))
    .replace(/\s+/g, ' ')
    .replace(/\p{C}/gu, '');
  const characters = [...visible];
  return characters.length <= QUOTED ? visible : `${characters.slice(0, QUOTED - 1).join('')}…`;
}

/** The line that most likely says why a step failed. */
export function tellingLine(lines: readonly string[]): string {
  const some = lines.map((line) => plainText(line).trim()).filter((line) => line !== '');
  return (
    some.findLast((line) => /\berror\b|\bfatal\b|cannot |not found|undefined|denied|failed/i.test(line)) ??
    some.at(-1) ??
    ''
  );
}

/** How much of a line patterns are held against, and of a text. */
const SEARCHED = { line: 2_000, text: 64_000 };

/**
 * The end of a text, its longest lines without their middles: a pattern that is tried from many places of a line ends in
 * time whatever a program has written.
 */
export function searchable(text: string): string {
  const { line: most } = SEARCHED;
  const end = text.slice(-SEARCHED.text);
  return end
    .split('\n')
    .map((line) => (line.length <= most ? line : `${line.slice(0, most / 2)}…${line.slice(-most / 2)}`))
    .join('\n');
}
