import images from '../../inputs/images.json' with { type: 'json' };
import {
  accelerateFiles,
  aptToolStage,
  donorFiles,
  donorStages,
  toolchainStage,
} from '../../toolchain/accelerate/index.ts';
import type { MadeStage } from './native-tool.ts';

/** What the tree of a base may hold. */
export type TreePart = 'compilers' | 'borrowed' | 'apt';

const withCompilers = (parts: ReadonlySet<string>): boolean => parts.has('compilers') || parts.has('borrowed');

/** The stage with the tree of tools for a base: compilers, and tools for APT, which need not wait for them alone. */
export function treeStage(base: string, part: TreePart): MadeStage {
  return {
    key: base,
    base,
    parts: [part],
    series: (parts) => (withCompilers(parts) ? 'toolchain' : 'apt'),
    instructions: (name, parts) => {
      if (parts.has('borrowed')) return donorStages({ name, base, image: images.donor });
      return withCompilers(parts)
        ? toolchainStage({ name, base }, { installs: parts.has('apt') })
        : aptToolStage({ name, base });
    },
    files: (parts) => ({ ...accelerateFiles, ...(parts.has('borrowed') ? donorFiles : {}) }),
  };
}
