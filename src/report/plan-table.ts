import { formatBytes, formatSeconds } from '../model/format.ts';
import { plainText } from '../model/text.ts';
import type { PlatformPlan } from '../plan/plan-types.ts';
import type { BuildRecord } from '../progress/progress.ts';
import type { VerifiedPlatform } from './report-types.ts';

/** The plan as aligned text for the log: one line per platform, the reason last, as it is the longest. */
export function planTable(platforms: readonly PlatformPlan[]): string {
  return aligned(
    ['platform', 'how', 'stages', 'why'],
    platforms.map(({ platform, strategy, stages, because }) => [
      platform,
      strategy,
      stages.map((stage) => `${stage.stage}=${stage.strategy}`).join(' '),
      because,
    ]),
  );
}

/** What came out, as aligned text for the log. Columns that nothing is known for are left out. */
export function resultTable(
  platforms: readonly PlatformPlan[],
  record: BuildRecord | undefined,
  verified: readonly VerifiedPlatform[],
): string {
  return aligned(
    ['platform', 'how', 'time', 'cached', 'size', 'digest', 'said'],
    platforms.map(({ platform, strategy }) => {
      const time = record?.platforms.find((one) => one.platform === platform);
      const found = verified.find((one) => one.platform === platform);
      return [
        platform,
        strategy,
        time === undefined ? '' : formatSeconds(time.ms),
        time === undefined || time.totalSteps === 0 ? '' : `${time.cachedSteps} of ${time.totalSteps}`,
        found?.bytes === undefined ? '' : formatBytes(found.bytes),
        found?.digest ?? '',
        found?.said === undefined ? '' : `${found.said.firstLine} (${found.said.exit})`,
      ];
    }),
  );
}

function aligned(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = head.map((_, at) => at).filter((at) => rows.some((row) => (row[at] ?? '') !== ''));
  const all = [head, ...rows].map((row) => kept.map((at) => plainText(row[at] ?? '').replace(/\s+/g, ' ')));
  const widths = kept.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return `${all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}
