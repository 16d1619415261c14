import { anyOf } from '../model/any-of.ts';
import { plainText } from '../model/text.ts';
import type { BuildRecord, Step } from '../progress/progress.ts';

/** A time line with more bars than this cannot be read. */
const MOST_BARS = 60;

/** A mermaid time line, a section per platform; empty when nothing took time. */
export function gantt(record: BuildRecord): string {
  const least = Math.max(300, record.ms / 200);
  const shown = record.steps
    .filter(({ cached, durationMs }) => !cached && durationMs >= least)
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, MOST_BARS);
  const tasks = record.tasks.filter(({ durationMs }) => durationMs >= least);
  if (shown.length + tasks.length === 0) return '';
  const platforms = [...new Set(shown.map(({ platform }) => platform))].toSorted();
  const sections = platforms.flatMap((platform) => [
    `    section ${name(platform)}`,
    ...inTime(shown.filter((step) => step.platform === platform)).map(stepBar),
  ]);
  const others = tasks.map(({ name: of, startedMs, durationMs }) => bar(of, '', startedMs, durationMs));
  return [
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    '    axisFormat %M:%S',
    '    todayMarker off',
    ...sections,
    ...(others.length === 0 ? [] : ['    section all platforms', ...others]),
  ].join('\n');
}

function inTime(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => a.startedMs - b.startedMs);
}

function stepBar({ stage, position, instruction, startedMs, durationMs, error, cancelled, toolchain }: Step): string {
  const kind = toolchain ? 'done, ' : '';
  const mark = error !== undefined && !cancelled ? 'crit, ' : kind;
  return bar(
    `${[stage, position].filter((part) => part !== '').join(' ')} ${instruction}`,
    mark,
    startedMs,
    durationMs,
  );
}

function bar(text: string, mark: string, startedMs: number, durationMs: number): string {
  return `    ${name(text)} :${mark}${day(startedMs)}, ${Math.max(1, Math.round(durationMs))}ms`;
}

/** The first day of 2000 stands for the start of the build: mermaid reads and shows local times, so they agree everywhere. */
function day(ms: number): string {
  return new Date(Date.UTC(2000, 0, 1) + ms).toISOString().replace('T', ' ').replace('Z', '');
}

/** How lines of a gantt chart begin that mermaid takes for its own: `section`, `title`, `accTitle`. */
const MEANS_SOMETHING = anyOf(
  [
    /^(section|title|click|end|gantt|dateformat|axisformat)/,
    /^(excludes|includes|todaymarker|tickinterval|weekday|acc)/,
  ],
  'i',
);

/** Only what cannot be read as mermaid; a word of its own in front, as `section` and others would mean something there. */
function name(text: string): string {
  const clean = plainText(text)
    .replace(/^(.*FROM )(?:docker\.io\/(?:library\/)?)?([^@]*)@sha256:.*$/, '$1$2')
    .replace(/[^\p{L}\p{N} ./_@=+()-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const safe = MEANS_SOMETHING.test(clean) ? `- ${clean}` : clean;
  return safe.length > 48 ? `${safe.slice(0, 47).trimEnd()}…` : safe || '-';
}
