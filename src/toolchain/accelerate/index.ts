import { PLATFORMS, parsePlatform } from '../../platform/platform.ts';
import { target } from '../../platform/target.ts';
import type { SecretEnv } from '../secret-env.ts';
import aptFront from './apt-front.sh';
import aptMethods from './apt-methods.sh';
import collectLd from './collect-ld.sh';
import donor from './donor.sh';
import donorCc1 from './donor-cc1.sh';
import dpkgNames from './dpkg-names.pl';
import driver from './driver.sh';
import gate from './gate.sh';
import goCommand from './go-command.sh';
import goTools from './go-tools.sh';
import headerSearch from './header-search.pl';
import indexes from './indexes.sh';
import probe from './probe.sh';
import relocatePaths from './relocate.pl';
import relocate from './relocate.sh';
import sample from './sample.sh';
import toolchain from './toolchain.sh';

/** Stages that are put into a Dockerfile: one string for each instruction, with its heredocs. A FROM begins the next stage. */
export type Instructions = readonly string[];

/** Instructions as they stand in a file. */
export function textOf(instructions: Instructions): string {
  return instructions.map((one) => `${one}\n`).join('');
}

/** Every stage that is added to a Dockerfile has a name with this prefix. */
export const STAGE_PREFIX = 'crossbuild-';

/** The stage with the scripts and the description of the build; it must come before the stages that mount it. */
export const KIT = `${STAGE_PREFIX}kit`;

/** Read by gcc ("Environment Variables Affecting GCC" in its manual). */
export const COMPILER_PATH: SecretEnv = {
  id: 'crossbuild-compiler-path',
  env: 'COMPILER_PATH',
  value: '/.crossbuild/gcc',
};

/** Read by APT before its other files (apt.conf(5)). */
export const APT_CONFIG: SecretEnv = {
  id: 'crossbuild-apt-config',
  env: 'APT_CONFIG',
  value: '/.crossbuild/apt/apt.conf',
};

/**
 * The environment of accelerated RUNs. Secrets, because they are in no cache key, no history and no image; their values
 * are no secret.
 */
export const secrets: readonly SecretEnv[] = [COMPILER_PATH, APT_CONFIG];

/** Where the tree is mounted, and where a toolchain stage has it. */
const mountTree = { source: '/crossbuild/tree', target: '/.crossbuild' } as const;

/** Where Go's tools are mounted in golang's images, and where a Go tool stage has them. */
const mountGoTools = { source: '/crossbuild/go-tool', target: '/usr/local/go/pkg/tool' } as const;

function treeMount(stage: string): string {
  return `--mount=type=bind,from=${stage},source=${mountTree.source},target=${mountTree.target}`;
}

function secretMount({ id, env }: SecretEnv): string {
  return `--mount=type=secret,id=${id},env=${env}`;
}

/** What a RUN may do that native tools speed up. */
export interface StepNeeds {
  readonly compiles?: boolean;
  /** Installs Debian packages, in a step where no ENV or ARG of the user sets APT_CONFIG. */
  readonly installs?: boolean;
  /** Which of APT's front ends it calls. */
  readonly frontEnds?: readonly string[];
  /** `arg` where the environment comes by other means than mounts. */
  readonly environment?: 'secret' | 'arg';
}

/** The `--mount=` flags of a RUN: the tree, and the environment that makes gcc or APT find it there. */
export function treeMounts(
  stage: string,
  { compiles = false, installs = false, frontEnds = [], environment: means = 'secret' }: StepNeeds,
): readonly string[] {
  const environment = [...(compiles ? [COMPILER_PATH] : []), ...(installs ? [APT_CONFIG] : [])];
  if (environment.length === 0) return [];
  return [
    treeMount(stage),
    ...(means === 'secret' ? environment.map(secretMount) : []),
    ...frontEnds.map((name) => frontEndMount(stage, name)),
  ];
}

/** First on every usual PATH, and no package's: what is mounted there stands in the way of no upgrade. */
function frontEndMount(stage: string, name: string): string {
  return `--mount=type=bind,from=${stage},source=${mountTree.source}/apt/path/${name},target=/usr/local/sbin/${name}`;
}

/** Where golang's images have Go, and so those whose `go` command has a native twin. */
const GOROOT = '/usr/local/go';

/**
 * The `--mount=` flags of a RUN that may compile Go; `goroot` as the target's root file system has it. Where a native `go`
 * command lies over the target's own (`command`), that one is found beside it.
 */
export function goMounts(stage: string, { goroot = GOROOT, command = false } = {}): readonly string[] {
  const bind = (source: string, target: string) => `--mount=type=bind,from=${stage},source=${source},target=${target}`;
  return [
    bind(mountGoTools.source, `${goroot}/pkg/tool`),
    ...(command && goroot === GOROOT
      ? [
          bind('/crossbuild/go', '/.crossbuild-go'),
          bind('/crossbuild/go/path/go', `${goroot}/bin/go`),
          bind('/crossbuild/go/own/go', `${goroot}/bin/.crossbuild-own`),
        ]
      : []),
  ];
}

/** `KEY value…` lines for toolchain.sh: architecture, gcc's machine, multiarch directory, the compilers' packages. */
function targetTable(): string {
  return PLATFORMS.flatMap((text) => {
    const parsed = parsePlatform(text);
    const debian = 'platform' in parsed ? target(parsed.platform)?.debian : undefined;
    if (debian === undefined) return [];
    return [`${text.replace('linux/', '')} ${debian.triple} ${debian.multiarch} ${debian.gcc} ${debian.gxx}`];
  }).join('\n');
}

/** One COPY for all files of a folder: a heredoc's delimiter is the name of its file. */
function copyFolder(folder: string, files: Readonly<Record<string, string>>): string {
  const names = Object.keys(files);
  const bodies = Object.entries(files).map(([name, text]) => `${text.trimEnd()}\n${name}`);
  return [`COPY ${names.map((name) => `<<'${name}'`).join(' ')} ${folder}/`, ...bodies].join('\n');
}

function copies(files: Readonly<Record<string, string>>): string[] {
  const folders = new Map<string, Record<string, string>>();
  for (const [path, text] of Object.entries(files)) {
    const at = path.lastIndexOf('/');
    folders.set(path.slice(0, at), { ...folders.get(path.slice(0, at)), [path.slice(at + 1)]: text });
  }
  return [...folders].map(([folder, inside]) => copyFolder(folder, inside));
}

/** The files of the strategy `accelerate`, by their path in the kit. */
export const accelerateFiles: Readonly<Record<string, string>> = {
  '/targets': targetTable(),
  '/toolchain.sh': toolchain,
  '/indexes.sh': indexes,
  '/apt-methods.sh': aptMethods,
  '/apt-front.sh': aptFront,
  '/relocate.sh': relocate,
  '/relocate.pl': relocatePaths,
  '/dpkg-names.pl': dpkgNames,
  '/header-search.pl': headerSearch,
  '/collect-ld.sh': collectLd,
  '/driver.sh': driver,
  '/go-tools.sh': goTools,
  '/go-command.sh': goCommand,
};

/** What is added to them where a base has to borrow its compilers. */
export const donorFiles: Readonly<Record<string, string>> = {
  '/probe.sh': probe,
  '/sample.sh': sample,
  '/donor.sh': donor,
  '/donor-cc1.sh': donorCc1,
  '/gate.sh': gate,
};

export interface KitOptions {
  /** Platforms whose steps get native tools; the others keep an empty tree. Undefined: all that do not run natively. */
  readonly accelerate?: readonly string[];
  /** More lines for the `target` file, `KEY=value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Files by path in the kit. */
  readonly files?: Readonly<Record<string, string>>;
  /** For frontends without heredocs: the base, with a shell, on which steps write the files. */
  readonly writtenOn?: string;
}

/** What BuildKit tells each platform's kit. */
const KNOWN = ['BUILDARCH', 'TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT'];

/** The stage with the scripts. Its `target` file tells for which platform it is. */
export function kitStage({
  accelerate,
  settings = {},
  files = accelerateFiles,
  writtenOn,
}: KitOptions = {}): Instructions {
  const more = { ...(accelerate === undefined ? {} : { ACCELERATE: accelerate.join(',') }), ...settings };
  const lines = Object.entries(more).map(([key, value]) => `${key}=${value}`);
  const known = KNOWN.map((name) => `ARG ${name}`);
  const values = KNOWN.map((name) => `${name}=$${name}`);
  if (writtenOn === undefined)
    return [
      `FROM scratch AS ${KIT}`,
      ...copies(files),
      ...known,
      ['COPY <<target /', ...values, ...lines, 'target'].join('\n'),
    ];
  return [
    `FROM --platform=$BUILDPLATFORM ${writtenOn} AS ${KIT}`,
    'USER 0',
    ...Object.entries(files).map(([path, text]) => writing(path, `${text.trimEnd()}\n`)),
    ...known,
    shell(`printf '%s\\n' ${values.map((value) => `"${value}"`).join(' ')} "$@" >/target`, ...lines),
  ];
}

/** A step that writes a file, as any shell can; the text is an argument, so that no line of it is one of the Dockerfile's. */
function writing(path: string, text: string): string {
  return shell(`mkdir -p "\${1%/*}/" && printf %s "$2" >"$1"`, path, text);
}

function shell(script: string, ...args: readonly string[]): string {
  return `RUN ${JSON.stringify(['/bin/sh', '-c', script, 'sh', ...args])}`;
}

export interface ToolchainStage {
  /** With the prefix `crossbuild-`. */
  readonly name: string;
  /** The base of the stage that is served, as written in its FROM. */
  readonly base: string;
  /** `$BUILDPLATFORM`, unless the caller knows better. */
  readonly platform?: string;
}

function scriptStage(
  { name, base, platform = '$BUILDPLATFORM' }: ToolchainStage,
  [script, ...args]: readonly [string, ...string[]],
  mounts: readonly string[] = [],
): Instructions {
  const command = JSON.stringify(['/bin/sh', `/.crossbuild-kit/${script}`, ...args]);
  return [
    `FROM --platform=${platform} ${base} AS ${name}`,
    'USER 0',
    // the exec form does not depend on a SHELL of the base
    `RUN ${[`--mount=type=bind,from=${KIT},target=/.crossbuild-kit`, ...mounts].join(' ')} ${command}`,
  ];
}

/** The stage that makes the compiler tree for stages on `base`; with tools for APT where one of its steps installs as well. */
export function toolchainStage(stage: ToolchainStage, { installs = true } = {}): Instructions {
  return scriptStage(stage, ['toolchain.sh', ...(installs ? [] : ['compilers'])]);
}

export interface DonorStages {
  /** Of the stage with the tree, with the prefix `crossbuild-`. */
  readonly name: string;
  /** The base of the stage that is served, as written in its FROM. */
  readonly base: string;
  /** An image of Debian; its sources of packages are changed to the release that has the compilers. */
  readonly image: string;
}

/**
 * The stages that make the compiler tree for stages on a base whose distribution has no cross compilers: the base itself,
 * emulated, tells what its gcc is and compiles a sample; Debian's compiler of that version is put in its place; and the base
 * says whether the sample comes out the same.
 */
export function donorStages({ name, base, image }: DonorStages): Instructions {
  const bare = name.slice(STAGE_PREFIX.length);
  const probed = `${STAGE_PREFIX}probe-${bare}`;
  const lent = `${STAGE_PREFIX}donor-${bare}`;
  const mount = (from: string, source: string, target: string) =>
    `--mount=type=bind,from=${from},source=${source},target=${target}`;
  const run = (script: string, mounts: readonly string[], ...args: string[]) =>
    `RUN ${[`--mount=type=bind,from=${KIT},target=/.crossbuild-kit`, ...mounts].join(' ')} ${JSON.stringify(['/bin/sh', `/.crossbuild-kit/${script}`, ...args])}`;
  return [
    `FROM ${base} AS ${probed}`,
    'USER 0',
    run('probe.sh', []),
    `FROM --platform=$BUILDPLATFORM ${image} AS ${lent}`,
    run('toolchain.sh', [mount(probed, '/crossbuild/probe', '/.crossbuild-probe')], 'donor'),
    `FROM ${probed} AS ${name}`,
    run('gate.sh', [mount(lent, mountTree.source, mountTree.target)]),
  ];
}

/** The stage that makes a tree with the tools for APT alone, for stages on `base` that compile nothing. */
export function aptToolStage(stage: ToolchainStage): Instructions {
  return scriptStage(stage, ['toolchain.sh', 'apt']);
}

export interface GoToolStage extends ToolchainStage {
  /** How the served stage installs Go, when its base has none: by a package, or by an archive of the release that `base` has. */
  readonly install?: { readonly with: 'apt' | 'apk'; readonly package: string } | { readonly with: 'archive' };
}

/** The stages that make Go's tools for stages on `base`, and where Go is the base's own, a native `go` command. */
export function goToolStage({ install, ...stage }: GoToolStage): Instructions {
  if (install !== undefined)
    return scriptStage(stage, ['go-tools.sh', ...(install.with === 'archive' ? [] : [install.with, install.package])]);
  const own = `${STAGE_PREFIX}own-${stage.name.slice(STAGE_PREFIX.length)}`;
  const mount = `--mount=type=bind,from=${own},target=/.crossbuild-own`;
  // the whole root: a folder that an image has not would fail the mount
  return [`FROM ${stage.base} AS ${own}`, ...scriptStage(stage, ['go-tools.sh'], [mount])];
}
