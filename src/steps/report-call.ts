import type { Built, Work } from '../build/build-plan.ts';
import { type Checked, planCall, readChecks } from '../build/check.ts';
import { plainText, shortened } from '../model/text.ts';
import type { Plan } from '../plan/plan-types.ts';
import type { BuildWarning } from '../progress/progress.ts';
import { annotations } from '../report/annotations.ts';
import { code, escaped, link, table } from '../report/markdown.ts';
import { dockerfileUrl, repositoryFile } from '../report/place.ts';

/** `call`: nothing was built. What the build checks found is told in words, at the user's own lines, and decides like buildx's exit code. */
export async function reportCall(work: Work, plan: Plan, built: Built): Promise<number> {
  const { log, runner } = work.world;
  runner.output('metadata', built.metadata);
  const { checks, ownFormat } = planCall(work.inputs.call ?? '');
  const checked = checks ? readChecks(built.stdout, plan.dockerfile) : undefined;
  if (checked === undefined) {
    if (ownFormat) await log.untrusted(async (write) => write(built.stdout));
    if (built.code === 0) return 0;
    log.error(built.record.failure?.message || `buildx ended with ${built.code}`);
    return 1;
  }
  const { path, text } = work.facts.dockerfile;
  if (ownFormat) await log.untrusted(async (write) => write(checksText(checked.findings, path, text)));
  const file = repositoryFile(work);
  const notes = annotations({
    ...(file === undefined ? {} : { file }),
    warnings: work.inputs.checkAnnotations ? checked.findings : [],
  });
  for (const { level, text: said, at } of notes) log[level](said, at);
  await runner.summary(checksSummary(checked, path, dockerfileUrl(work)));
  if (built.code === 0) return 0;
  log.error(checked.error ?? `the build checks found ${things(checked.findings.length)} in ${path}`);
  return 1;
}

function things(count: number): string {
  return count === 1 ? 'one thing' : `${count} things`;
}

/** Each finding with its lines, as text for the log. */
export function checksText(findings: readonly BuildWarning[], file: string, dockerfile: string): string {
  if (findings.length === 0) return 'The build checks found nothing.\n';
  const lines = dockerfile.split(/\r?\n/);
  const told = findings.map(({ rule, short, url, line, endLine = line }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    const excerpt =
      line === undefined
        ? []
        : lines.slice(line - 1, Math.min(endLine ?? line, line + 9)).map((one, at) => `  ${line + at} | ${one}`);
    return [`${place}: ${rule}: ${short}`, ...excerpt, ...(url === '' ? [] : [`  ${url}`])].map(plainText).join('\n');
  });
  return `${told.join('\n\n')}\n`;
}

/** The findings as a table for the job summary. */
export function checksSummary({ findings, error }: Checked, file: string, url: string | undefined): string {
  const rows = findings.map(({ line, endLine, rule, short, url: more }) => [
    line === undefined
      ? ''
      : link(code(`${file}:${line}`), url === undefined ? undefined : `${url}#L${line}-L${endLine ?? line}`),
    link(escaped(rule), more),
    escaped(shortened(short, 500)),
  ]);
  const found = findings.length === 0 ? 'nothing' : things(findings.length);
  const heading = `## Crossbuild: the build checks ${error === undefined ? `found ${found}` : 'could not be finished'}`;
  return `${[
    heading,
    error === undefined ? '' : escaped(error),
    rows.length === 0 ? '' : table(['Where', 'Rule', 'What'], rows),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
