import { memoText } from '../../model/memo.ts';
import type { Problem } from '../../model/problem.ts';
import { UserError } from '../../model/problem.ts';
import { countWhile } from '../../model/search.ts';
import { nearest } from '../../model/suggest.ts';
import { quoted } from '../../model/text.ts';
import type { Dockerfile, Flag, Heredoc, Instruction, Span, Stage } from '../dockerfile.ts';
import { BETWEEN_WORDS, leadingBlanks, trimEndBlanks } from './blanks.ts';
import { readDirectives } from './directives.ts';
import { readFlags, skipBlanks } from './flags.ts';
import { heredocMarks } from './heredoc.ts';
import type { Joined, Line } from './lines.ts';
import { joinLines, linesOf, offsetIn } from './lines.ts';

/** Every instruction that Docker knows. */
const KEYWORDS: readonly string[] =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );

const TAKES_JSON = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);
const TAKES_HEREDOC = new Set(['ADD', 'COPY', 'RUN']);
const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** Gathers what is wrong, so that all of it is told at once. */
type Complain = (line: number, problem: Omit<Problem, 'at'>) => void;

interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly escape: string;
  readonly complain: Complain;
}

/**
 * Reads a Dockerfile as BuildKit's parser does (frontend/dockerfile/parser, v0.34), keeping where everything stands. Who asks
 * again for the same text gets the same value, so that what is known of it is found again.
 * @param file the name shown in errors
 * @throws UserError with a line for each thing that Docker would refuse
 */
export function readDockerfile(text: string, file = 'Dockerfile'): Dockerfile {
  return readings(file)(text);
}

/** What was read last, by the name of the file: a run reads the user's own and the one that it builds with. */
const readings = memoText(2, (file) => memoText(4, (text) => parse(text, file)));

function parse(text: string, file: string): Dockerfile {
  const problems: Problem[] = [];
  const complain: Complain = (line, problem) => problems.push({ ...problem, at: { file, line } });
  const lines = linesOf(text);
  const { directives, problems: bad } = readDirectives(text, lines);
  for (const { problem, line } of bad) complain(line, problem);
  const instructions = readInstructions({ text, lines, escape: directives.escape, complain });
  const other = notDockerfile(instructions);
  if (other !== undefined) throw new UserError({ ...other.problem, at: { file, line: other.line } });
  const firstFrom = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const globals = firstFrom < 0 ? instructions : instructions.slice(0, firstFrom);
  for (const { keyword, span } of globals) {
    if (keyword === 'ARG' || !KEYWORDS.includes(keyword)) continue;
    const why = 'only ARG can stand before the first FROM';
    complain(span.line, { what: `${keyword} stands before FROM`, why, instead: `move the ${keyword} below a FROM` });
  }
  const stages = firstFrom < 0 ? [] : readStages(instructions.slice(firstFrom), complain);
  if (firstFrom < 0) {
    const instead = 'start the Dockerfile with FROM <image>';
    complain(lines.length || 1, {
      what: 'there is no FROM',
      why: 'a Dockerfile without a stage builds nothing',
      instead,
    });
  }
  if (problems.length > 0) throw new UserError(problems);
  return { text, file, directives, globals, stages };
}

function readInstructions(source: Source): Instruction[] {
  const instructions: Instruction[] = [];
  for (let index = 0; index < source.lines.length; ) {
    const joined = joinLines(source.text, source.lines, index, source.escape);
    if (joined === undefined) {
      index++;
      continue;
    }
    const { instruction, after } = readInstruction(source, index, joined);
    instructions.push(instruction);
    index = after;
  }
  return instructions;
}

function readInstruction(source: Source, index: number, joined: Joined): { instruction: Instruction; after: number } {
  const first = source.lines[index] as Line;
  const line = trimEndBlanks(joined.text);
  const start = leadingBlanks(line);
  const written = /^[^\t\v\f\r ]*/.exec(line.slice(start))?.[0] ?? '';
  const keyword = written.toUpperCase();
  if (!KEYWORDS.includes(keyword)) complainUnknown(source, first.number, written);

  const afterKeyword = start + written.length;
  const argumentsFrom = skipBlanks(line, afterKeyword);
  const { flags: raw, rest: afterFlags } = readFlags(line, argumentsFrom, source.escape);
  const rest = afterFlags + leadingBlanks(line.slice(afterFlags));
  const text = line.slice(rest);
  const exec = TAKES_JSON.has(keyword) ? execForm(text, first.number, source.complain) : undefined;
  const at = (offset: number): number => offsetIn(joined, offset);
  const flags = raw.map(({ name, value, start, end }): Flag => {
    const span = { start: at(start), end: at(end - 1) + 1 };
    return {
      name,
      value,
      span: { ...span, line: lineAt(source.lines, span.start), endLine: lineAt(source.lines, span.end - 1) },
    };
  });

  const { heredocs, after } = readHeredocs(source, keyword, text, exec !== undefined, joined, first.number);
  const last = source.lines[after - 1] as Line;
  const span: Span = { start: at(start), end: last.end, line: first.number, endLine: last.number };
  const argumentsAt = argumentsFrom < line.length ? at(argumentsFrom) : at(afterKeyword - 1) + 1;
  const breaks = joined.breaks.map(({ at, line }) => ({ at: Math.max(0, at - rest), line }));
  const instruction = {
    keyword,
    span,
    argumentsAt,
    flags,
    text,
    heredocs,
    breaks,
    ...(exec === undefined ? {} : { exec }),
  };
  return { instruction, after };
}

function lineAt(lines: readonly Line[], offset: number): number {
  return lines[countWhile(lines, ({ start }) => start <= offset) - 1]?.number ?? 1;
}

/** A word that nobody writes who means an instruction; `FORM` may be meant. */
function isStrange({ keyword }: Instruction): boolean {
  if (KEYWORDS.includes(keyword)) return false;
  return !/^[A-Z]{3,}$/.test(keyword) || nearest(keyword, KEYWORDS) === undefined;
}

/** What is wrong with a file of another kind, which would be wrong in each line. */
function notDockerfile(instructions: readonly Instruction[]): { problem: Problem; line: number } | undefined {
  const builds = instructions.some(({ keyword, text }) => keyword === 'FROM' && /^\S+(\s+as\s+\S+)?$/i.test(text));
  const strange = instructions.filter(isStrange);
  const [first] = strange;
  if (builds || first === undefined || strange.length * 2 <= instructions.length) return undefined;
  const what = 'this is no Dockerfile';
  const why = `there is no FROM, and ${strange.length} of ${instructions.length} instructions are none that Docker knows`;
  return { problem: { what, why, instead: 'name the file that starts with FROM <image>' }, line: first.span.line };
}

function complainUnknown({ complain }: Source, line: number, written: string): void {
  const near = nearest(written.toUpperCase(), KEYWORDS);
  const odd = /[\u0080-\uffff]/.exec(written)?.[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const none = near === undefined ? `Docker knows ${KEYWORDS.join(', ')}` : 'Docker has no such instruction';
  complain(line, {
    what: `${quoted(written) || 'an empty line'} is no instruction`,
    why: odd === undefined ? none : `the character U+${odd} is part of the word, and no blank to Docker`,
    instead:
      near === undefined ? "a line that belongs to the one before needs a \\ at that one's end" : `write ${near}`,
  });
}

/** The words of a JSON form; what does not parse is shell form, as Docker takes it. */
function execForm(text: string, line: number, complain: Complain): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  let words: unknown;
  try {
    words = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(words)) return undefined;
  if (words.every((word) => typeof word === 'string')) return words;
  complain(line, {
    what: 'a JSON form holds something else than strings',
    why: quoted(text),
    instead: 'put each word in double quotes',
  });
  return undefined;
}

interface ReadHeredocs {
  readonly heredocs: Heredoc[];
  readonly after: number;
}

function readHeredocs(
  source: Source,
  keyword: string,
  text: string,
  exec: boolean,
  joined: Joined,
  line: number,
): ReadHeredocs {
  if (exec || !mayHaveHeredocs(keyword, text, source.escape)) return { heredocs: [], after: joined.after };
  const heredocs: Heredoc[] = [];
  let after = joined.after;
  for (const { delimiter, expand, chomp } of heredocMarks(joined.text)) {
    let body = '';
    let closed = false;
    while (!closed && after < source.lines.length) {
      const { start, end, next } = source.lines[after++] as Line;
      const tabs = chomp ? (/^\t+/.exec(source.text.slice(start, end))?.[0].length ?? 0) : 0;
      closed = source.text.slice(start + tabs, end) === delimiter;
      if (!closed) body += source.text.slice(start + tabs, next);
    }
    if (!closed) {
      const why = `no line is just ${quoted(delimiter)} before the end of the file`;
      source.complain(line, {
        what: `the heredoc <<${quoted(delimiter)} does not end`,
        why,
        instead: `add a line ${quoted(delimiter)} after its body`,
      });
    }
    heredocs.push({ delimiter, expand, body });
  }
  return { heredocs, after };
}

/** ONBUILD RUN, COPY and ADD have them too. */
function mayHaveHeredocs(keyword: string, text: string, mark: string): boolean {
  if (keyword !== 'ONBUILD') return TAKES_HEREDOC.has(keyword);
  const [inner = ''] = text.split(BETWEEN_WORDS, 1);
  const { rest } = readFlags(text, inner.length, mark);
  return TAKES_HEREDOC.has(inner.toUpperCase()) && execForm(text.slice(rest), 0, () => undefined) === undefined;
}

/** The instruction inside an ONBUILD, standing where the ONBUILD stands; undefined when there is none. */
export function readTrigger(onbuild: Instruction, mark: string): Instruction | undefined {
  const written = /^[^\t\v\f\r ]+/.exec(onbuild.text)?.[0];
  if (written === undefined) return undefined;
  const keyword = written.toUpperCase();
  const { flags: raw, rest } = readFlags(onbuild.text, written.length, mark);
  const flags = raw.map(({ name, value }): Flag => ({ name, value, span: onbuild.span }));
  const text = onbuild.text.slice(rest);
  const exec = TAKES_JSON.has(keyword) ? execForm(text, onbuild.span.line, () => undefined) : undefined;
  return { ...onbuild, keyword, flags, text, ...(exec === undefined ? {} : { exec }) };
}

function readStages(instructions: readonly Instruction[], complain: Complain): Stage[] {
  const stages: { head: Omit<Stage, 'instructions'>; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM')
      stages.push({ head: readFrom(instruction, stages.length, complain), instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages.map(({ head, instructions }) => ({ ...head, instructions }));
}

function readFrom(from: Instruction, index: number, complain: Complain): Omit<Stage, 'instructions'> {
  const [base = '', as, written, ...more] = from.text.split(BETWEEN_WORDS);
  const platform = from.flags.findLast(({ name }) => name === 'platform')?.value;
  const name = written?.toLowerCase();
  const { line } = from.span;
  if (base === '' || more.length > 0 || (as !== undefined && (as.toLowerCase() !== 'as' || name === undefined))) {
    const instead = 'write FROM <image> or FROM <image> AS <name>';
    complain(line, {
      what: `FROM ${quoted(from.text)} has the wrong number of words`,
      why: 'FROM takes one image and at most one name',
      instead,
    });
  } else if (name !== undefined && !STAGE_NAME.test(name)) {
    const why = 'a stage name starts with a letter and holds letters, digits, -, _ and .';
    complain(line, { what: `${quoted(written ?? '')} cannot be a stage's name`, why, instead: 'rename the stage' });
  }
  return { index, from, base, ...(name === undefined ? {} : { name }), ...(platform ? { platform } : {}) };
}
