import { formatBytes, formatSeconds } from '../model/format.ts';
import { describe } from '../model/problem.ts';
import { lastLines, shortened } from '../model/text.ts';
import type { BuildFailure, BuildWarning } from '../progress/progress.ts';
import { gantt } from './gantt.ts';
import { code, codeBlock, details, escaped, link, table, unbroken } from './markdown.ts';
import type { Layer, SummaryData, VerifiedPlatform } from './report-types.ts';
import { byHand } from './reproduce.ts';

/** How many characters of a platform's reason stand in its row; the table of the stages has all of it. */
const REASON = 80;
/** How much of one code block is shown. */
const BLOCK = 60_000;

/** The reason as a row shows it: at most 80 characters. */
function shortReason(because: string): string {
  return because.length <= REASON ? because : shortened(because, REASON - 1);
}

/**
 * What was planned, one row per platform.
 *
 * @param safe makes text of others safe in the place where this is shown
 */
export function plannedSection({ platforms }: Pick<SummaryData, 'platforms'>, safe = escaped): string {
  const rows = platforms.map(({ platform, strategy, because }) => [
    code(platform),
    strategy,
    safe(shortReason(because)),
  ]);
  return table(['Platform', 'How', 'Why'], rows);
}

/** What came out: the image by digest, a command that pulls it by its first tag, and its tags. */
export function resultSection({ image, destination, tags }: SummaryData): string {
  const shown = tags.map(code).join(' ');
  const tagged = shown === '' ? '' : `Tags: ${shown}`;
  if (image === undefined) return [escaped(destination), tagged].filter((part) => part !== '').join('\n\n');
  const reference = `${image.name}@${image.digest}`;
  return [`**${code(reference)}**`, codeBlock(`docker pull ${tags[0] ?? reference}`, 'sh'), tagged]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One row per platform. */
export function platformSection({ platforms, record, verified, previous }: SummaryData): string {
  if (platforms.length === 0) return '';
  const rows = platforms.map(({ platform, strategy, because }) => {
    const time = record?.platforms.find((one) => one.platform === platform);
    const found = verified.find((one) => one.platform === platform);
    const before = previous?.platforms.find((one) => one.platform === platform);
    return [
      code(platform),
      `${strategy}`,
      escaped(shortReason(because)),
      time === undefined ? '' : unbroken(formatSeconds(time.ms)),
      time === undefined || time.totalSteps === 0 ? '' : `${time.cachedSteps} of ${time.totalSteps}`,
      sizeCell(found, before?.layers),
      code(found?.digest?.slice(0, 'sha256:'.length + 12) ?? ''),
    ];
  });
  const tag = previous?.name.replace(/^.*\//, '');
  const size = tag === undefined ? 'Size' : `Size, and against ${code(tag)}`;
  return table(['Platform', 'How', 'Why', 'Time', 'Cached steps', size, 'Digest'], rows);
}

function sizeCell(found: VerifiedPlatform | undefined, before: readonly Layer[] | undefined): string {
  if (found?.bytes === undefined) return '';
  const size = unbroken(formatBytes(found.bytes));
  if (before === undefined || found.layers === undefined) return size;
  return `${size}<br>${unbroken(change(sum(found.layers) - sum(before)))}`;
}

function sum(layers: readonly Layer[]): number {
  return layers.reduce((all, { bytes }) => all + bytes, 0);
}

function change(bytes: number): string {
  if (bytes === 0) return 'same size';
  return `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`;
}

/** What was checked and what the images said. */
export function checkSection({ verified, checkedBinaries, unseen }: SummaryData): string {
  const wrong = verified.filter(({ architectureOk }) => architectureOk === false);
  const checked = verified.some(({ architectureOk }) => architectureOk === true);
  const said = verified.flatMap(({ platform, said: one }) =>
    one === undefined ? [] : [[code(platform), code(shortened(one.firstLine, 200)), escaped(one.exit)]],
  );
  return [
    wrong.length > 0 ? `**Of the wrong architecture: ${wrong.map(({ platform }) => code(platform)).join(', ')}**` : '',
    checked && wrong.length === 0
      ? `Checked: every image is of its own platform${checkedBinaries === 0 ? '' : `, and so ${checkedBinaries === 1 ? 'is the binary' : `are the ${checkedBinaries} binaries`} in it that its base has not`}.`
      : '',
    unseen.length === 0 ? '' : `Not looked at: ${unseen.map(escaped).join('; ')}.`,
    said.length === 0
      ? ''
      : `What each image said when it was started:\n\n${table(['Platform', 'First line', 'End'], said)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What failed, where, what it wrote last. */
export function failureSection(data: SummaryData, failure: BuildFailure): string {
  const { dockerfile, dockerfileUrl, hint } = data;
  const place =
    failure.line === undefined
      ? ''
      : ` in ${link(code(`${dockerfile}:${failure.line}`), anchor(dockerfileUrl, failure.line, failure.endLine))}`;
  const where = [failure.platform, failure.stage === '' ? '' : `stage ${failure.stage}`.replace('stage stage', 'stage')]
    .filter((part) => part !== '')
    .map(escaped)
    .join(', ');
  const also =
    failure.alsoFailed.length === 0 ? '' : ` The same step failed for ${failure.alsoFailed.map(code).join(', ')}.`;
  return [
    `**${where === '' ? 'The build' : where}** failed${place}: ${escaped(shortened(failure.message, 1000))}.${also}`,
    hint === undefined
      ? ''
      : `> **${escaped(hint.title)}**\n>\n> ${escaped(hint.cause)}\n>\n> **What to do:** ${escaped(hint.fix)}`,
    failure.excerpt.length === 0 ? '' : codeBlock(shortened(excerptText(failure), BLOCK), 'dockerfile'),
    failure.excerpt.length === 0 && failure.step !== '' ? codeBlock(shortened(failure.step, 2000)) : '',
    failure.lastLines.length === 0
      ? ''
      : `The last lines of that step:\n\n${codeBlock(shortened(lastLines(failure.lastLines, 20), BLOCK), 'text')}`,
    reproductionPart(data, failure),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The same build without Crossbuild: whether it fails too tells whose failure it is. */
function reproductionPart(data: SummaryData, failure: BuildFailure): string {
  const again = byHand(data, failure);
  if (again === undefined) return '';
  const advice = escaped(again.advice).replace('strategy: emulate', '<code>strategy: emulate</code>');
  return details(again.title, `${advice}\n\n${codeBlock(shortened(again.command, BLOCK), 'sh')}`);
}

function excerptText({ excerpt }: BuildFailure): string {
  const width = String(excerpt.at(-1)?.line ?? '').length;
  return excerpt
    .map(({ line, text, failing }) => `${failing ? '>>>' : '   '} ${String(line).padStart(width)} | ${text}`.trimEnd())
    .join('\n');
}

function anchor(url: string | undefined, line: number, endLine = line): string | undefined {
  return url === undefined ? undefined : `${url}#L${line}${endLine > line ? `-L${endLine}` : ''}`;
}

/** What is wrong with the result; an image that was refused is in the registry all the same, but no tag leads to it. */
export function problemSection({ problems, image, tags }: SummaryData): string {
  const list = problems.map((problem) => `- ${escaped(describe(problem))}`).join('\n');
  const tagless = list !== '' && image !== undefined && tags.length > 0;
  return tagless ? `${list}\n\nNo tag was set: ${tags.map(code).join(' ')}` : list;
}

export function warningSection({ record, dockerfile, dockerfileUrl }: SummaryData): string {
  const warnings = record?.warnings ?? [];
  if (warnings.length === 0) return '';
  const list = warnings.map((warning) => warningItem(warning, dockerfile, dockerfileUrl)).join('\n');
  return details(`${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'} of the build checks`, list);
}

function warningItem({ line, endLine, rule, short, url }: BuildWarning, file: string, fileUrl?: string): string {
  const where = line === undefined ? '' : `${link(code(`${file}:${line}`), anchor(fileUrl, line, endLine))} `;
  return `- ${where}${escaped(shortened(short, 500))}${rule === '' ? '' : ` (${link(escaped(rule), url)})`}`;
}

/**
 * Every stage of every platform with its reason.
 *
 * @param safe makes text of others safe in the place where this is shown
 */
export function stageSection({ platforms }: Pick<SummaryData, 'platforms'>, safe = escaped): string {
  const rows = platforms.flatMap(({ platform, stages }) =>
    stages.map(({ stage, strategy, because }) => [
      code(platform),
      unbroken(code(stage)),
      strategy,
      safe(shortened(because, 600)),
    ]),
  );
  return rows.length === 0
    ? ''
    : details('Every stage and why it is built so', table(['Platform', 'Stage', 'How', 'Why'], rows));
}

export function diffSection({ diff }: Pick<SummaryData, 'diff'>, title = 'What was put into the Dockerfile'): string {
  return diff.trim() === '' ? '' : details(title, codeBlock(shortened(diff, BLOCK), 'diff'));
}

export function timeSection({ record }: SummaryData): string {
  const text = record === undefined ? '' : gantt(record);
  return text === '' ? '' : details('What took how long', codeBlock(text, 'mermaid'));
}

/** Whole digests, to copy; and what the entries of a registry are that name no platform. */
export function digestSection({ image, verified, attestations }: SummaryData): string {
  const lines = verified.flatMap(({ platform, digest }) =>
    digest === undefined ? [] : [`${platform.padEnd(14)} ${image === undefined ? '' : `${image.name}@`}${digest}`],
  );
  if (lines.length === 0) return '';
  const block = codeBlock(lines.join('\n'), 'text');
  return details(
    'Digests of the platforms',
    attestations === 0 ? block : `${block}\n\n${attestationWords(attestations)}`,
  );
}

function attestationWords(count: number): string {
  const entries = count === 1 ? '1 more entry' : `${count} more entries`;
  const kind = count === 1 ? 'It is an attestation' : 'They are attestations';
  return `A registry shows ${entries} as <code>unknown/unknown</code>. ${kind}: how the image was built and what is in it. <code>provenance: false</code> makes none.`;
}

/** Layers, and which of them the previous image had as well. */
export function layerSection({ verified, previous }: SummaryData): string {
  const parts = verified.flatMap(({ platform, layers = [] }) => {
    if (layers.length === 0) return [];
    const before = previous?.platforms.find((one) => one.platform === platform)?.layers;
    return [`${code(platform)}\n\n${layerTable(layers, before)}`];
  });
  const title = previous === undefined ? 'Layers' : `Layers, compared with ${previous.name}`;
  return parts.length === 0 ? '' : details(title, parts.join('\n\n'));
}

function layerTable(layers: readonly Layer[], before: readonly Layer[] | undefined): string {
  const rows = layers.map((layer, at) => [
    `${at + 1}`,
    code(shortened(layer.by ?? '', 100)) || code(layer.digest.slice(0, 'sha256:'.length + 12)),
    formatBytes(layer.bytes),
    before === undefined ? '' : compared(layer, layers, before),
  ]);
  const total = before === undefined ? '' : change(sum(layers) - sum(before));
  return table(['', 'Layer', 'Size', 'Compared'], [...rows, ['', '**all**', `**${formatBytes(sum(layers))}**`, total]]);
}

/** A layer against the previous image: the same one, another one of the same instruction, or one that was not there. */
function compared({ digest, bytes, by }: Layer, layers: readonly Layer[], before: readonly Layer[]): string {
  if (before.some((one) => one.digest === digest)) return 'as before';
  const gone = before.filter((one) => !layers.some((layer) => layer.digest === one.digest));
  const twin = by ? gone.find((one) => one.by === by) : undefined;
  return twin === undefined ? 'new' : `changed, ${change(bytes - twin.bytes)}`;
}
