import type { Plan } from '../plan/plan-types.ts';

/** The whole plan as text: every platform and stage with its reason, what is registered, and the diff. */
export function explainPlan({ platforms, emulators, dockerfile, notes }: Plan): string {
  const lines = platforms.flatMap(({ platform, strategy, because, stages }) => [
    `${platform}: ${strategy} - ${because}`,
    ...stages.map((stage) => `  ${stage.stage}: ${stage.strategy} - ${stage.because}`),
  ]);
  return `${[
    ...lines,
    `emulators: ${emulators.architectures.join(', ') || 'none'} - ${emulators.because}`,
    ...notes,
    ...(dockerfile.changed ? ['', dockerfile.diff.trimEnd()] : ['', 'The Dockerfile is built as it is.']),
  ].join('\n')}\n`;
}
