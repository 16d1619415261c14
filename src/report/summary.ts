import { formatSeconds } from '../model/format.ts';
import type { Plan } from '../plan/plan-types.ts';
import { escaped } from './markdown.ts';
import { fitting, type Part } from './parts.ts';
import type { SummaryData } from './report-types.ts';
import {
  checkSection,
  diffSection,
  digestSection,
  failureSection,
  layerSection,
  plannedSection,
  platformSection,
  problemSection,
  resultSection,
  stageSection,
  timeSection,
  warningSection,
} from './sections.ts';
import { about } from './time-saved.ts';

/** The runner drops a step's summary when it is larger than 1 MiB; other writers of the same step need some room too. */
const SUMMARY_LIMIT = { bytes: 1024 * 1024 - 64 * 1024, what: 'a summary may have 1 MiB at most' };

/**
 * The job summary of one build in GitHub's markdown. Everything that users, registries or the build wrote is escaped.
 * Parts that no longer fit are left out from the end, and a note says which.
 */
export function summary(data: SummaryData): string {
  const failure = data.record?.failure;
  const failed = failure !== undefined || data.problems.length > 0;
  const parts: readonly Part[] = [
    { name: 'the heading', text: heading(data, failed) },
    { name: 'why it was built twice', text: fallBackSection(data) },
    { name: 'the failure', text: failure === undefined ? '' : failureSection(data, failure) },
    { name: 'what is wrong', text: problemSection(data) },
    { name: 'the result', text: failed ? '' : resultSection(data) },
    { name: 'the table of platforms', text: platformSection(data) },
    { name: 'the time saved', text: failed ? '' : savingSection(data) },
    { name: 'the checks', text: failure === undefined ? checkSection(data) : '' },
    { name: 'notes', text: notes(data) },
    { name: 'the warnings', text: warningSection(data) },
    { name: 'the digests', text: digestSection(data) },
    { name: 'the stages', text: stageSection(data) },
    { name: 'the time line', text: timeSection(data) },
    { name: 'what was put into the Dockerfile', text: diffSection(data) },
    { name: 'the layers', text: layerSection(data) },
  ];
  return fitting(parts, SUMMARY_LIMIT);
}

const WOULD_PUT = 'What would be put into the Dockerfile';

/** The summary of a plan that is not carried out. */
export function planSummary({ platforms, notes, dockerfile }: Plan): string {
  const parts: readonly Part[] = [
    { name: 'the heading', text: '## Crossbuild: the plan' },
    { name: 'the table of platforms', text: plannedSection({ platforms }) },
    { name: 'notes', text: notes.map((note) => `- ${escaped(note)}`).join('\n') },
    { name: 'the stages', text: stageSection({ platforms }) },
    { name: 'what would be put into the Dockerfile', text: diffSection({ diff: dockerfile.diff }, WOULD_PUT) },
  ];
  return fitting(parts, SUMMARY_LIMIT);
}

function heading({ platforms, record, verified, savedMs }: SummaryData, failed: boolean): string {
  const names = platforms.length === 1 ? escaped(platforms[0]?.platform ?? '') : `${platforms.length} platforms`;
  if (record?.failure !== undefined) return `## Crossbuild: the build of ${names} failed`;
  if (failed) return `## Crossbuild: ${verified.length === 0 ? 'nothing was built' : 'the result was refused'}`;
  const time = record === undefined ? '' : ` in ${formatSeconds(record.ms)}`;
  return `## Crossbuild: ${names}${time}${savedMs === undefined ? '' : `, ${about(savedMs)} saved (estimated)`}`;
}

/** What the saving is compared with, so that nobody takes it for measured. */
function savingSection({ savedMs }: SummaryData): string {
  return savedMs === undefined
    ? ''
    : 'The time saved is an estimate: how much longer emulation of every foreign stage would have taken, from what each step does and how long it took.';
}

/** A build that was run twice took longer than it had to, which is more than a note. */
function fallBackSection({ fellBack }: SummaryData): string {
  return fellBack === undefined
    ? ''
    : `> **Built again under emulation, as ${escaped(fellBack)}.** <code>strategy: emulate</code> leaves out the first try.`;
}

function notes({ notes: all }: SummaryData): string {
  return all.map((note) => `- ${escaped(note)}`).join('\n');
}
