import { apt } from './apt-tools.ts';
import { borrowedCompilers } from './borrowed-compilers.ts';
import { compilers } from './compilers.ts';
import { goCommand } from './go-command.ts';
import { goTools } from './go-tools.ts';
import type { NativeTool } from './native-tool.ts';

/** Everything that is mounted into emulated steps, in the order of the mounts. */
export const NATIVE_TOOLS: readonly NativeTool[] = [compilers, borrowedCompilers, apt, goTools, goCommand];

/** The table of docs/accelerate.md. */
export function toolTable(): string {
  const rows = NATIVE_TOOLS.map(({ row: { step, native, target } }) => `| ${step} | ${native} | ${target} |`);
  return ["| in the step | runs natively | stays the target's |", '| --- | --- | --- |', ...rows].join('\n');
}
