import { BAKE_TARGET } from '../metadata/render.ts';
import type { Env } from '../model/env.ts';
import { isFalse } from '../model/env.ts';
import type { ListItem } from '../model/list.ts';
import { DEFAULT_RETRIES } from '../model/passing.ts';
import type { Problem } from '../model/problem.ts';
import type { Strategy } from '../model/strategy.ts';
import type { Verify } from '../model/verify-choice.ts';
import type { Platform } from '../platform/platform.ts';
import {
  allMatching,
  allow,
  attestation,
  attests,
  buildArgs,
  caches,
  call,
  contexts,
  image,
  matching,
  outputs,
  pairs,
  platforms,
  strategy,
  texts,
  verify,
} from './build-inputs.ts';
import { contradictions } from './checks.ts';
import images from './images.json' with { type: 'json' };
import { createReader, type Reader } from './reader.ts';
import { type SecretInput, secrets } from './secret-inputs.ts';

export type StrategyChoice = 'auto' | Strategy;

/** `auto`, or what the user wants instead, for all platforms and for single ones. */
export interface StrategyInput {
  readonly all: StrategyChoice;
  readonly byPlatform: Readonly<Record<string, StrategyChoice>>;
}

/** What is built, and what RUN steps are given. */
export interface SourceInputs {
  readonly context: string;
  /** Nothing was given: `.` when the workspace holds a checkout, else the event's commit (plan/context.ts). */
  readonly defaultContext: boolean;
  readonly file: string | undefined;
  /** Empty: the platform of the builder. */
  readonly platforms: readonly Platform[];
  readonly target: string | undefined;
  readonly buildArgs: readonly string[];
  readonly buildContexts: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretInput[];
  readonly ssh: readonly string[];
  readonly githubToken: string | undefined;
  readonly call: string | undefined;
  readonly allow: readonly string[];
  readonly addHosts: readonly string[];
  readonly network: string | undefined;
  readonly cgroupParent: string | undefined;
  readonly shmSize: string | undefined;
  readonly ulimit: readonly string[];
  readonly pull: boolean;
}

/** What comes out, and what is said about it. */
export interface ResultInputs {
  readonly push: boolean;
  readonly load: boolean;
  readonly outputs: readonly string[];
  /** The lines of `tags`: rules, or without `images` full references; src/metadata tells which. */
  readonly tags: readonly ListItem[];
  /** A name each, or `name=…,enable=…`. */
  readonly images: readonly string[];
  readonly flavor: readonly string[];
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  /** Whose commit and ref tags and labels tell: the event's, or those of the checkout. */
  readonly metadataContext: 'workflow' | 'git';
  /** What stands between the items of the outputs. */
  readonly sepTags: string;
  readonly sepLabels: string;
  readonly sepAnnotations: string;
  /** The target in the files for bake. */
  readonly bakeTarget: string;
  /** `true`, `false` or attributes; undefined leaves it to plan/attestations.ts. */
  readonly provenance: string | undefined;
  readonly sbom: string | undefined;
  readonly attests: readonly string[];
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  readonly noCache: boolean;
  readonly noCacheFilters: readonly string[];
}

/** How it is built. */
export interface MethodInputs {
  readonly strategy: StrategyInput;
  readonly crossPackages: readonly string[];
  readonly fallback: boolean;
  readonly verify: Verify;
  readonly planOnly: boolean;
  /** Registries are asked about base images. */
  readonly look: boolean;
  /** One job of a matrix: pushed by digest, tagged by the merge. */
  readonly shard: boolean;
  /** How often a network failure is tried again, 0 to 10. */
  readonly retries: number;
  readonly summary: boolean;
  /** The plan as a comment on the pull request that the run is for. */
  readonly pullRequestComment: boolean;
  /** Findings of the build checks as annotations; the log and the summary have them anyway. */
  readonly checkAnnotations: boolean;
  readonly buildRecord: boolean;
}

export interface RegistryInputs {
  readonly registry: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** YAML; read it with `readYaml`. */
  readonly registryAuth: string | undefined;
  readonly ecr: 'auto' | 'true' | 'false';
  readonly logout: boolean;
  /** Host, with port and path where it has them, without a scheme. */
  readonly mirror: string | undefined;
  /** PEM text, or the path of a file. */
  readonly ca: string | undefined;
}

export interface BuilderInputs {
  readonly builder: string | undefined;
  readonly driver: 'docker-container' | 'docker' | 'remote' | 'kubernetes';
  readonly driverOpts: readonly string[];
  readonly buildkitdFlags: string | undefined;
  readonly buildkitdConfig: string | undefined;
  readonly buildkitdConfigInline: string | undefined;
  readonly endpoint: string | undefined;
  readonly builderPlatforms: readonly Platform[];
  /** YAML; read it with `readYaml`. */
  readonly append: string | undefined;
  /** PEM texts. */
  readonly tls: { readonly cacert?: string; readonly cert?: string; readonly key?: string };
  /** `keep-builder: true` or `cleanup: false`. */
  readonly keepBuilder: boolean;
  readonly keepState: boolean;
  readonly buildxVersion: string | undefined;
  /** Where buildx's releases are, instead of at GitHub; no slash at its end. */
  readonly buildxMirror: string | undefined;
  readonly buildxUnverified: boolean;
  readonly cacheBinary: boolean;
  readonly binfmtImage: string;
  readonly binfmtReset: boolean;
}

/** The step's inputs, typed. Names as in action.yml, camel case. */
export type Inputs = SourceInputs & ResultInputs & MethodInputs & RegistryInputs & BuilderInputs;

/** What could be read, and everything that is wrong with it. */
export interface ReadInputs {
  readonly inputs: Inputs;
  readonly problems: readonly Problem[];
  /** What is done all the same, but the user should know. */
  readonly warnings: readonly string[];
  /** Values to hide in the log before anything else is printed. */
  readonly masks: readonly string[];
}

/** The only reader of `INPUT_*`. Never throws: all problems come back together. `pushes`: the step pushes whatever `push` says. */
export function readInputs(env: Env, { pushes = false }: { readonly pushes?: boolean } = {}): ReadInputs {
  const read = createReader(env);
  const inputs: Inputs = {
    ...source(read),
    ...result(read),
    ...method(read, env),
    ...registries(read),
    ...builder(read),
  };
  contradictions(read, inputs, pushes);
  for (const name of ['password', 'github-token', 'tls-key']) read.mask(name, read.text(name) ?? '');
  return { inputs, problems: read.problems(), warnings: read.warnings(), masks: read.masks() };
}

function source(read: Reader): SourceInputs {
  return {
    context: read.text('context') ?? '.',
    defaultContext: read.text('context') === undefined,
    file: read.text('file'),
    platforms: platforms(read, 'platforms'),
    target: read.text('target'),
    buildArgs: buildArgs(read),
    buildContexts: contexts(read),
    secrets: secrets(read),
    ssh: pairs(read, 'ssh'),
    githubToken: read.text('github-token'),
    call: call(read),
    allow: allow(read),
    addHosts: allMatching(read, 'add-hosts', read.list('add-hosts'), /^[^:=\s]+[:=]\S+$/, 'host:ip'),
    network: read.text('network'),
    cgroupParent: read.text('cgroup-parent'),
    shmSize: matching(read, 'shm-size', /^\d+(\.\d+)?\s*[kmgt]?i?b?$/i, 'a size such as 128m or 2g'),
    ulimit: allMatching(
      read,
      'ulimit',
      read.lines('ulimit'),
      /^[a-z]+=-?\d+(:-?\d+)?$/,
      'name=soft:hard, such as nofile=1024:2048',
    ),
    pull: read.flag('pull', false),
  };
}

function result(read: Reader): ResultInputs {
  const images = texts(read.lines('images', { comments: true }));
  return {
    push: read.flag('push', false),
    load: read.flag('load', false),
    outputs: outputs(read),
    // what a line is, a rule or a reference, is decided in one place: src/metadata
    tags: read.lines('tags', { comments: true }),
    images,
    flavor: texts(read.lines('flavor', { comments: true })),
    labels: pairs(read, 'labels', { comments: true }),
    annotations: pairs(read, 'annotations', { comments: true }),
    metadataContext: read.choice('metadata-context', ['workflow', 'git'], 'workflow'),
    // blanks count: the runner gives the text as it is written
    sepTags: read.raw('sep-tags') || '\n',
    sepLabels: read.raw('sep-labels') || '\n',
    sepAnnotations: read.raw('sep-annotations') || '\n',
    bakeTarget:
      matching(read, 'bake-target', /^[a-zA-Z0-9_-]+$/, 'a name of letters, digits, dashes and underscores') ??
      BAKE_TARGET,
    provenance: attestation(read, 'provenance'),
    sbom: attestation(read, 'sbom'),
    attests: attests(read),
    cacheFrom: caches(read, 'cache-from'),
    cacheTo: caches(read, 'cache-to'),
    noCache: read.flag('no-cache', false),
    noCacheFilters: texts(read.list('no-cache-filters')),
  };
}

/** The variables are those by which users of docker's action turn the same things off. */
function method(read: Reader, env: Env): MethodInputs {
  return {
    strategy: strategy(read),
    crossPackages: texts(read.list('cross-packages')),
    fallback: read.flag('fallback', true),
    verify: verify(read),
    planOnly: read.flag('plan-only', false),
    look: read.flag('look', true),
    shard: read.flag('shard', false),
    retries: read.count('retries', DEFAULT_RETRIES, 10),
    summary: read.flag('summary', true) && !isFalse(env.DOCKER_BUILD_SUMMARY),
    pullRequestComment: read.flag('pull-request-comment', false),
    checkAnnotations: !isFalse(env.DOCKER_BUILD_CHECKS_ANNOTATIONS),
    buildRecord: read.flag('build-record', false),
  };
}

function registries(read: Reader): RegistryInputs {
  const mirror = matching(
    read,
    'mirror',
    /^(https?:\/\/)?[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9._/-]*)?$/,
    'the host of a registry, such as mirror.example.com:5000',
  );
  return {
    registry: matching(read, 'registry', /^[^\s-]\S*$/, 'the host of a registry, such as ghcr.io'),
    username: read.text('username'),
    password: read.text('password'),
    registryAuth: read.text('registry-auth'),
    ecr: read.choice('ecr', ['auto', 'true', 'false'], 'auto'),
    logout: read.flag('logout', true),
    mirror: mirror?.replace(/^https?:\/\//, '').replace(/\/$/, ''),
    ca: read.text('ca'),
  };
}

function builder(read: Reader): BuilderInputs {
  const [cacert, cert, key] = [read.text('tls-cacert'), read.text('tls-cert'), read.text('tls-key')];
  const keep = read.flag('keep-builder', false);
  const cleanup = read.flag('cleanup', true);
  return {
    builder: matching(
      read,
      'builder',
      /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
      'a name of letters, digits, dots, dashes and underscores',
    ),
    driver: read.choice('driver', ['docker-container', 'docker', 'remote', 'kubernetes'], 'docker-container'),
    driverOpts: pairs(read, 'driver-opts'),
    buildkitdFlags: read.text('buildkitd-flags'),
    buildkitdConfig: read.text('buildkitd-config'),
    buildkitdConfigInline: read.text('buildkitd-config-inline'),
    endpoint: read.text('endpoint'),
    builderPlatforms: platforms(read, 'builder-platforms'),
    append: read.text('append'),
    tls: {
      ...(cacert === undefined ? {} : { cacert }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
    keepBuilder: keep || !cleanup,
    keepState: read.flag('keep-state', false),
    buildxVersion: read.text('buildx-version'),
    buildxMirror: matching(
      read,
      'buildx-mirror',
      /^https?:\/\/[^\s/@?#]+(\/[^\s?#]*)?$/,
      'an address such as https://mirror.example.com/docker/buildx/releases',
    )?.replace(/\/+$/, ''),
    buildxUnverified: read.flag('buildx-unverified', false),
    cacheBinary: read.flag('cache-binary', true),
    binfmtImage: image(read, 'binfmt-image') ?? images.binfmt,
    binfmtReset: read.flag('binfmt-reset', false),
  };
}
