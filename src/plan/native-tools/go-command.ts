import { goMounts } from '../../toolchain/accelerate/index.ts';
import { goStage, hasCommand, keyOf, SAME_GO, servedGo } from './go-tools.ts';
import type { NativeTool } from './native-tool.ts';

/** The go command itself, in front of the target's own. */
export const goCommand: NativeTool = {
  name: 'go-command',
  called: 'Go tools',
  speeds: 'compiling',
  row: {
    step: "`go` in golang's images",
    native: '`go build`, `install`, `vet`, `get`, `mod download`, `tidy`, `vendor` and `verify`',
    target:
      '`go run`, `test`, `generate`, `tool`, `list`, `env`, `version`, and everything when `GOTOOLCHAIN`, `GOOS`, `GOARCH`, `GOROOT`, `GO111MODULE` or `go env -w` ask for something unusual',
  },
  common: SAME_GO,
  inStage: (view) => ({
    part: () => undefined,
    use: (step, work) => {
      const source = servedGo(view, step, work);
      if (source === undefined || !hasCommand(view, step, source)) return undefined;
      const mounts = (stage: string) => goMounts(stage, { goroot: source.root, command: true });
      return { tool: goCommand, made: goStage(source), mounts, key: keyOf(source) };
    },
  }),
};
