/** What a program prints that got a text on standard input; undefined where that is not known. */
export type Filter = (words: readonly string[], input: string) => string | undefined;

/** Filters by which platforms are taken apart in Dockerfiles: `echo $TARGETPLATFORM | cut -d/ -f2`. */
const FILTERS: Readonly<Record<string, Filter | undefined>> = { cat, cut, tr, sed, awk };

/** What a pipeline prints behind `| program …`. */
export function filtered(words: readonly string[], input: string): string | undefined {
  const [program = '', ...rest] = words;
  return Object.hasOwn(FILTERS, program) ? FILTERS[program]?.(rest, input) : undefined;
}

function cat(words: readonly string[], input: string): string | undefined {
  return words.length === 0 ? input : undefined;
}

const byLine = (input: string, change: (line: string) => string): string =>
  input.replaceAll(/[^\n]+/g, (line) => change(line));

/** `cut -d/ -f2`, `cut -d / -f 2-`, `cut -c2-`. */
function cut(words: readonly string[], input: string): string | undefined {
  const text = words.join(' ');
  const fields = /^-d ?(\S) -f ?(\d)(-?)$|^-f ?(\d)(-?) -d ?(\S)$/.exec(text);
  if (fields !== null) {
    const delimiter = fields[1] ?? fields[6] ?? '';
    const first = Number(fields[2] ?? fields[4]) - 1;
    const last = (fields[3] ?? fields[5]) === '-' ? undefined : first + 1;
    return byLine(input, (line) =>
      line.includes(delimiter) ? line.split(delimiter).slice(first, last).join(delimiter) : line,
    );
  }
  const [, from, dash, to] = /^-[cb] ?(\d)(-?)(\d?)$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const last = to === '' ? undefined : Number(to);
  const end = dash === '' ? Number(from) : last;
  return byLine(input, (line) => line.slice(Number(from) - 1, end));
}

/** `tr -d v`, `tr / -`; no ranges and classes. */
function tr([first = '', second = '', ...more]: readonly string[], input: string): string | undefined {
  if (more.length > 0 || /[[\]\\]|\w-\w/.test(first + second)) return undefined;
  if (first === '-d') return input.replaceAll(/[^\n]/g, (char) => (second.includes(char) ? '' : char));
  if (first.startsWith('-') || first === '' || second === '') return undefined;
  return [...input]
    .map((char) => {
      const at = first.indexOf(char);
      return at < 0 ? char : (second[Math.min(at, second.length - 1)] ?? char);
    })
    .join('');
}

/** `sed s/v//`, `sed -e 's,a,b,g' -e …`: what is replaced has letters, digits, `/`, and `^` or `$` at its ends. */
function sed(words: readonly string[], input: string): string | undefined {
  const scripts = words.filter((word) => !/^-[eEr]$/.test(word)).flatMap((word) => word.split(/;\s*/));
  let text: string | undefined = input;
  for (const script of scripts) {
    const [, , what = '', by = '', all] = /^s([/,|#:])(\^?[\w/ -]*\$?)\1([\w/ -]*)\1(g?)$/.exec(script) ?? [];
    if (what === '' || text === undefined) return undefined;
    const pattern = new RegExp(what.replaceAll('/', String.raw`\/`), all === 'g' ? 'gm' : 'm');
    text = byLine(text, (line) => line.replace(pattern, by));
  }
  return scripts.length === 0 ? undefined : text;
}

/** `awk -F/ '{print $2}'`. */
function awk(words: readonly string[], input: string): string | undefined {
  const [, separator, field] = /^-F ?(\S) \{ ?print ?\$(\d) ?;? ?\}$/.exec(words.join(' ')) ?? [];
  if (separator === undefined || field === undefined) return undefined;
  return byLine(input, (line) => line.split(separator)[Number(field) - 1] ?? '');
}
