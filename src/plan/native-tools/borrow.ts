import { DISTRIBUTIONS, distributionOf } from '../../distributions/index.ts';
import type { Evaluated, EvaluatedStage } from '../../dockerfile/dockerfile.ts';
import images from '../../inputs/images.json' with { type: 'json' };
import { sourceOfAny } from '../../model/any-of.ts';
import { formatPlatform } from '../../platform/platform.ts';
import { target } from '../../platform/target.ts';
import type { Base } from '../bases/bases.ts';
import { textWithHeredocs } from '../cross/cross-context.ts';

/** Whether C compilers for a base are taken from Debian. */
export function borrows(base: Base): boolean {
  return distributionOf(base.family)?.borrows === true;
}

/** What such a stage is told; whether the compilers are equal shows only in the build. */
export const BORROWED = `they come from ${images.donor.replace(/@.*/, '')} and are used if they compile a sample as the base's own do, else C stays emulated`;

/** The installers of the distributions that borrow. */
const INSTALLS = new RegExp(
  `\\b(${DISTRIBUTIONS.filter(({ borrows: wants }) => wants)
    .flatMap(({ packages }) => packages.installers)
    .join('|')})\\b`,
);
/** php's own helper installs its compilers by itself. */
const HELPERS = /\bdocker-php-ext-install\b|\bPHPIZE_DEPS\b/;
/** Packages that are a C compiler or bring one: in these distributions Go's own do. */
const PACKAGES = sourceOfAny([
  /gcc|g\+\+|gcc-c\+\+/,
  /go|golang/,
  /build-base|alpine-sdk/,
  // dnf install @development-tools, dnf groupinstall "Development Tools"
  /@?"?development[ -]tools"?/,
]);
/** One of them as a word, with or without a version: `gcc`, `'go=1.24'`. */
const COMPILERS = new RegExp(`(^|[\\s"'])(${PACKAGES})([\\s"'=@;&<>~]|$)`, 'i');
/** Names of images that have a compiler. */
const WITH_COMPILERS = /gcc|toolset|build|devel|sdk|(^|\/)rust(:|@|$)/;

/** Why a stage cannot borrow compilers, or would not use them: looking for them costs an emulated installation. */
export function cannotBorrow({ platform, stages }: Evaluated, stage: EvaluatedStage, base: Base): string | undefined {
  if (target(platform)?.debian === undefined) return `Debian has no compiler for ${formatPlatform(platform)}`;
  const installs = stage.chain
    .flatMap((index) => stages[index]?.stage.instructions ?? [])
    .filter(({ keyword }) => keyword === 'RUN')
    .map(textWithHeredocs)
    .some((text) => HELPERS.test(text) || (INSTALLS.test(text) && COMPILERS.test(text)));
  return installs || WITH_COMPILERS.test(base.reference)
    ? undefined
    : `no step of it is seen to install a C compiler, and ${distributionOf(base.family)?.label} has none by itself`;
}
