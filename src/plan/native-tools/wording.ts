import type { AcceleratedStep } from './accelerate.ts';
import type { NativeTool } from './native-tool.ts';

/** `a, b and c`. */
export function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Which steps get which tools: a sentence for what compiles, naming the step that costs most, and one for what installs. */
export function gains(steps: readonly AcceleratedStep[]): string[] {
  const compiling = steps.filter((step) => speedsUp(step, 'compiling'));
  const installing = steps.filter((step) => speedsUp(step, 'installing'));
  const [heaviest] = compiling.toSorted((a, b) => b.cost - a.cost);
  return [
    ...(heaviest === undefined
      ? []
      : [`${called(compiling, 'compiling')} for ${place(compiling, heaviest)}: ${heaviest.because}`]),
    ...(installing.length === 0 ? [] : [`${called(installing, 'installing')} for ${place(installing)}`]),
  ];
}

/** Whether a step has a tool that speeds that up. */
export function speedsUp({ tools }: AcceleratedStep, what: NativeTool['speeds']): boolean {
  return tools.some(({ tool }) => tool.speeds === what);
}

/** Each name once, those with a capital first. */
function called(steps: readonly AcceleratedStep[], what: NativeTool['speeds']): string {
  const tools = steps.flatMap((step) => step.tools.map(({ tool }) => tool)).filter(({ speeds }) => speeds === what);
  const names = new Set(tools.map((tool) => tool.called));
  return `native ${enumerated([...names].toSorted())}`;
}

function place(steps: readonly AcceleratedStep[], named = steps[0]): string {
  const line = named?.instruction.span.line;
  if (steps.length === 1) return `the step in line ${line}`;
  return `${steps.length} steps, the ${named === steps[0] ? 'first' : 'heaviest'} in line ${line}`;
}
