import type { Plan, PlatformPlan } from '../plan/plan-types.ts';

/** The whole plan as text: every platform and stage with its reason, what is registered, and the diff. */
export function explainPlan(plan: Plan): string {
  const { platforms, emulators, notes } = plan;
  const lines = platforms.flatMap((one) => [`${one.platform}: ${one.strategy} - ${one.because}`, ...stageLines(one)]);
  return `${[
    ...lines,
    `emulators: ${emulators.architectures.join(', ') || 'none'} - ${emulators.because}`,
    ...notes,
    ...difference(plan),
  ].join('\n')}\n`;
}

/** What a table of the platforms does not tell: every stage with its reason, and the diff. */
export function planDetails(plan: Plan): string {
  const stages = plan.platforms.flatMap((one) => {
    const lines = stageLines(one);
    return lines.length === 0 ? [] : [`${one.platform}:`, ...lines];
  });
  return `${[...stages, ...difference(plan)].join('\n').trimStart()}\n`;
}

/** What the only stage is built like, and why, is what its platform is built like. */
function stageLines({ stages }: PlatformPlan): string[] {
  return stages.length < 2 ? [] : stages.map(({ stage, strategy, because }) => `  ${stage}: ${strategy} - ${because}`);
}

function difference({ dockerfile }: Plan): string[] {
  return dockerfile.changed ? ['', dockerfile.diff.trimEnd()] : ['', 'The Dockerfile is built as it is.'];
}
