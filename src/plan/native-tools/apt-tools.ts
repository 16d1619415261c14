import { APT_CONFIG, treeMounts } from '../../toolchain/accelerate/index.ts';
import { frontendLacks } from '../frontend.ts';
import { aptFrontEnds, fetchesWithApt, installsWithApt } from '../steps/compile.ts';
import { aptInPlace, hasOwnMount } from '../steps/exposed.ts';
import { borrows } from './borrow.ts';
import {
  type NativeTool,
  PRELOADS,
  type StageView,
  type StepView,
  type ToolInStage,
  unset,
  writtenBase,
} from './native-tool.ts';
import { treeStage } from './tree.ts';

/** APT's programs for fetching and unpacking, and dpkg's below them. */
export const apt: NativeTool = {
  name: 'apt',
  called: 'APT tools',
  speeds: 'installing',
  row: {
    step: 'APT on Debian and Ubuntu',
    native:
      "`apt-get`, `apt`, their methods, `apt-key`; `dpkg` below them where the name of the target's architecture is no longer than the build machine's (on amd64: arm64, armhf, armel, i386, s390x); `dpkg-deb`, `dpkg-split`, `tar` and `rm` below `dpkg`",
    target: 'the maintainer scripts and what they run; `dpkg` called by name',
  },
  inStage: aptIn,
};

function aptIn(view: StageView): ToolInStage {
  const { evaluated, stage, base } = view;
  const inPlace = aptInPlace(evaluated, stage);
  const possible =
    base !== undefined &&
    !borrows(base) &&
    inPlace?.which !== 'all' &&
    frontendLacks(evaluated, 'secretEnv') === undefined;
  // the user's own APT_CONFIG would be hidden
  const mayHave = (step: StepView): boolean => possible && unset(view, step, ['APT_CONFIG', ...PRELOADS]);
  const part: ToolInStage['part'] = (step) => {
    if (!mayHave(step)) return undefined;
    if (installsWithApt(step.commands)) return 'work';
    return fetchesWithApt(step.commands) ? 'share' : undefined;
  };
  const frontEnds = ({ seen, instruction, commands }: StepView): readonly string[] => {
    const free = (seen === undefined || seen.which === 'go') && inPlace === undefined;
    return free && !hasOwnMount(instruction, '/usr/local/sbin') ? aptFrontEnds(commands) : [];
  };
  return {
    part,
    use: (step) => {
      if (part(step) === undefined) return undefined;
      const found = frontEnds(step);
      return {
        tool: apt,
        made: treeStage(writtenBase(view), 'apt'),
        mounts: (from) => treeMounts(from, { installs: true, frontEnds: found }),
        secrets: [APT_CONFIG],
      };
    },
    left: ({ work }) =>
      inPlace !== undefined && work.some(({ commands }) => installsWithApt(commands))
        ? [{ kind: 'replaced', text: inPlace.because }]
        : [],
  };
}
