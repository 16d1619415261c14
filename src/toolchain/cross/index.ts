import { PLATFORMS, parsePlatform } from '../../platform/platform.ts';
import type { Target } from '../../platform/table.ts';
import { target } from '../../platform/target.ts';
import { KIT } from '../accelerate/index.ts';
import alpine from './alpine.sh';
import apk from './apk.sh';
import apt from './apt.sh';
import common from './common.sh';
import go from './go.sh';
import native from './native.sh';
import pkgConfig from './pkg-config.sh';
import setup from './setup.sh';
import setupAlpine from './setup-alpine.sh';
import setupApt from './setup-apt.sh';
import shims from './shims.sh';

/** Where the kit is mounted during the setup. */
const MOUNTED = '/.crossbuild-kit';

/**
 * The files of the strategy `cross`, by their path in the kit.
 *
 * The kit also holds `target`, lines `KEY=value` that are evaluated per platform: BuildKit's `TARGETPLATFORM`,
 * `TARGETARCH` and `BUILDARCH`, and `CROSSBUILD_CROSS_PACKAGES`, the user's list of libraries for the target.
 */
export const crossFiles: Readonly<Record<string, string>> = {
  '/cross/alpine.sh': alpine,
  '/cross/apk.sh': apk,
  '/cross/apt.sh': apt,
  '/cross/common.sh': common,
  '/cross/go.sh': go,
  '/cross/native.sh': native,
  '/cross/pkg-config.sh': pkgConfig,
  '/cross/setup.sh': setup,
  '/cross/setup-alpine.sh': setupAlpine,
  '/cross/setup-apt.sh': setupApt,
  '/cross/shims.sh': shims,
  '/cross/targets.sh': targetsScript(),
};

export interface CrossStage {
  /** Nothing that the stage builds needs a C compiler: no package is installed, and `go` gets `CGO_ENABLED=0`. */
  readonly cgoDisabled: boolean;
  /**
   * Names of programs that `go install path@version` makes for the target alone, `*` for all: nothing runs them in the build.
   * One that is neither here nor in `tools` is made twice.
   */
  readonly products: readonly string[];
  /** Names of those that are made for the build platform alone: nothing else than steps of the stage uses them. */
  readonly tools?: readonly string[];
  /**
   * The Dockerfile itself pins the stage, so its own programs stay for the build platform: only a `go` that is told the
   * target's GOARCH, with CGO_ENABLED=1, gets the target's compiler; libraries come for both.
   */
  readonly pinned?: boolean;
  /** The platforms for which the set-up does something; absent for all. */
  readonly platforms?: readonly string[];
}

/**
 * The lines to insert right after the `FROM --platform=$BUILDPLATFORM …` of a stage that cross-compiles. They need
 * the kit stage to be defined before it, and do nothing where the target is the build platform.
 *
 * What the scripts assume of the stage, and do not check:
 * - it is Debian 11 or Ubuntu 20.04 or newer, or Alpine 3.20 or newer; stages without C (`cgoDisabled`) may be anything with a shell
 * - Go, if it is used, is the build platform's, in PATH, and called by its name
 * - PATH is only ever extended, and apt-get, apk, gcc and the like are called by their names
 * - it runs as root, with /bin/sh, until everything is installed
 * - no architecture is named or asked for (`uname -m`, `dpkg --print-architecture`, `GOARCH=amd64`, `ldd`)
 * - no C library is compiled in it, and none of the distribution's files are copied out of it
 * - no flag asks the compiler for the machine it runs on (`-march=native`)
 * - it is only copied from: its own file system is the build platform's and becomes no image
 */
export function crossLines({ cgoDisabled, products, tools = [], pinned, platforms }: CrossStage): readonly string[] {
  const command = [
    '/bin/sh',
    `${MOUNTED}/cross/setup.sh`,
    ...(cgoDisabled ? ['pure'] : []),
    ...(pinned ? ['pinned'] : []),
    ...(platforms ?? []).map((platform) => `platform=${platform}`),
    ...products.map((name) => `product=${name}`),
    ...tools.map((name) => `tool=${name}`),
  ];
  return [
    // BuildKit then says for which platform a step works, and not only where: `linux/amd64->arm64`
    'ARG TARGETPLATFORM',
    `RUN --mount=type=bind,from=${KIT},target=${MOUNTED} ${JSON.stringify(command).replaceAll('","', '", "')}`,
    'ENV PATH=/.crossbuild/bin:$PATH',
  ];
}

/** The tables of the targets as a shell function, so that there is one source of them. */
function targetsScript(): string {
  const cases = PLATFORMS.flatMap((text) => {
    const parsed = parsePlatform(text);
    const found = 'platform' in parsed ? target(parsed.platform) : undefined;
    return found === undefined ? [] : [`    ${text})\n${assignments(found)}\n      ;;`];
  });
  return [
    '# Names of each target platform. Made from src/platform/table.ts.',
    'target_of() {',
    '  case $1 in',
    ...cases,
    '    *) return 1 ;;',
    '  esac',
    '}',
    '',
  ].join('\n');
}

function assignments({ debian, alpine, go: goVariables, cflags }: Target): string {
  const values: Record<string, string | undefined> = {
    CROSS_DEBIAN: debian?.arch,
    CROSS_TRIPLE: debian?.triple,
    CROSS_MULTIARCH: debian?.multiarch,
    CROSS_GCC: debian?.gcc,
    CROSS_GXX: debian?.gxx,
    CROSS_APK: alpine?.arch,
    CROSS_MUSL: alpine?.triple,
    CROSS_GO: Object.entries(goVariables)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
    CROSS_CFLAGS: cflags.join(' '),
  };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `      ${name}='${value}'`)
    .join('\n');
}
