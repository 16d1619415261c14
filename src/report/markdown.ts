import { plainText } from '../model/text.ts';

/** Characters that mean something in markdown, HTML or the maths that GitHub renders. */
const SPECIAL = /[&<>|`*_~[\]\\#$@]|:(?=:|\/\/)|(?<=:):|(?<=www)\./gi;

/** Makes text of unknown origin safe inside a line of markdown, a table cell or an HTML element: it shows as it is. */
export function escaped(text: string): string {
  return plainText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(SPECIAL, (found) => `&#${found.charCodeAt(0)};`);
}

/**
 * The same for where GitHub looks for mentions and references in what it shows, as in comments: an invisible space keeps
 * `@name` and `#1` from being one, so that nobody is notified.
 */
export function quiet(text: string): string {
  return escaped(text)
    .replace(/&#(?:64|35);/g, '$&&#8203;')
    .replace(/\b(GH)-(?=\d)/gi, '$1&#8209;');
}

/** Inline code; empty for nothing. */
export function code(text: string): string {
  return text.trim() === '' ? '' : `<code>${escaped(text)}</code>`;
}

/** A few words that are not broken over two lines. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '&nbsp;');
}

/** A code block that its content cannot end. */
export function codeBlock(text: string, language = ''): string {
  const clean = plainText(text).replace(/\n+$/, '');
  const longest = Math.max(2, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${clean}\n${fence}`;
}

/** A table; cells are markdown already. Columns without any content are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, at) => at).filter((at) => rows.some((row) => (row[at] ?? '') !== ''));
  const line = (cells: readonly string[]) => `| ${kept.map((at) => cells[at] ?? '').join(' | ')} |`;
  return [line(head), `| ${kept.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** A part that opens on a click. */
export function details(title: string, body: string): string {
  return `<details><summary>${escaped(title)}</summary>\n\n${body}\n\n</details>`;
}

/** A link, or only its text when the address is none that can be trusted to be one. */
export function link(text: string, url: string | undefined): string {
  const safe = url !== undefined && /^https?:\/\/[\w.:-]+(?:\/[\w./%~+@#?=&-]*)?$/.test(url);
  return safe ? `[${text}](<${url}>)` : text;
}
