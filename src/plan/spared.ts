import { PACKAGE_MANAGERS } from '../distributions/index.ts';
import { asks } from '../distributions/package-manager.ts';
import type { EvaluatedStage, Instruction } from '../dockerfile/dockerfile.ts';
import type { Command } from '../dockerfile/shell/shell.ts';
import { formatPlatform, type Platform } from '../platform/platform.ts';
import { canRun, type Decision } from './choose-strategy.ts';
import type { SparedStage, StepKind } from './plan-types.ts';
import type { Decided } from './reconcile.ts';
import { COST, configures, costOf, emulatedPrograms } from './steps/cost.ts';
import { stepCommands } from './steps/step-commands.ts';

/**
 * The stages that plain emulation would run under an emulator on this machine, and that the plan builds faster. A stage
 * that the Dockerfile itself pins to the build platform is none of them: it would run natively anyway.
 */
export function sparedStages(decided: readonly Decided[], machine: Platform): SparedStage[] {
  return decided.flatMap(({ evaluated, decisions }) =>
    decisions.flatMap((decision) => {
      const stage = evaluated.stages[decision.index];
      if (stage === undefined || decision.strategy === 'emulate') return [];
      const runsOn = targetOf(stage, evaluated.platform);
      if (runsOn === undefined || runsOn.os !== 'linux' || canRun(machine, runsOn)) return [];
      const runs = stage.stage.instructions.flatMap((instruction, at) =>
        instruction.keyword === 'RUN' ? [spared(stage, at, decision, instruction)] : [],
      );
      const how = decision.strategy === 'accelerate' ? 'accelerate' : 'native';
      return [{ platform: formatPlatform(evaluated.platform), stage: decision.stage, how, runs }];
    }),
  );
}

/** The platform whose programs the stage would run; undefined where the Dockerfile has it run on the build platform. */
function targetOf({ platform }: EvaluatedStage, wanted: Platform): Platform | undefined {
  if (platform.kind === 'build') return undefined;
  return platform.kind === 'fixed' ? platform.platform : wanted;
}

function spared(stage: EvaluatedStage, at: number, decision: Decision, instruction: Instruction): StepKind[] {
  const commands = stepCommands(stage, at);
  if (decision.strategy !== 'accelerate') return kindsOf(commands);
  const helped = decision.steps.some((step) => step.instruction === instruction && step.tools.length > 0);
  // the time of such a step goes to rustc, node, python or java, which stay emulated
  return helped && emulatedPrograms(commands).length === 0 ? kindsOf(commands) : [];
}

function kindsOf(commands: readonly Command[]): StepKind[] {
  return [...new Set(commands.flatMap((command) => kindOf(command) ?? []))];
}

function kindOf(command: Command): StepKind | undefined {
  if (command.opaque) return undefined;
  if (PACKAGE_MANAGERS.some((one) => asks(one, command.words, one.installs) || asks(one, command.words, one.fetches)))
    return 'packages';
  if (configures(command)) return 'configures';
  return costOf(command) === COST.compiles ? 'compiles' : undefined;
}
