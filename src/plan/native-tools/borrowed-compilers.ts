import { BORROWED, borrows, cannotBorrow } from './borrow.ts';
import { compilersIn } from './compilers.ts';
import type { NativeTool } from './native-tool.ts';

/** The same from Debian, for distributions that have no cross compiler. */
export const borrowedCompilers: NativeTool = {
  name: 'borrowed-compilers',
  called: 'compilers',
  speeds: 'compiling',
  row: {
    step: 'gcc, g++ on Alpine, Wolfi and images with RPM packages',
    native:
      "the same from Debian's compiler of that version, for the languages in which it compiles a sample as the base's own does",
    target: 'the same',
  },
  inStage: (view) =>
    compilersIn(borrowedCompilers, 'borrowed', view, {
      applies: borrows,
      missing: (base) => cannotBorrow(view.evaluated, view.stage, base),
      remark: () => BORROWED,
    }),
};
