import type { Reply } from '../harness/fake-docker.ts';
import { CERT_A, KEY_A } from '../setup/certificates.ts';
import type { Action } from './evidence.ts';
import { AMD64, ARM64, COMPILES, CROSSES, failing, IMAGE, INDEX, progress, registry } from './support.ts';

/**
 * What shows that an input has an effect: a run with it, beside the same run without it. Everything the run said and
 * asked is one text: the calls of docker, what they got on standard input, the log, the outputs, the saved state.
 */
export interface InputCase {
  /** The input's value; a comment of its own where a value alone does not tell. */
  readonly value: string;
  /** Other inputs of both runs; they take the place of `BASE`. */
  readonly and?: Readonly<Record<string, string>>;
  /** In the run with the input alone. */
  readonly sees?: RegExp;
  /** In the run without it alone. */
  readonly hides?: RegExp;
  readonly dockerfile?: string;
  readonly replies?: readonly Reply[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the job; default: a checkout with a Dockerfile. */
  readonly cwd?: 'repository' | 'empty';
}

const TWO_STAGES = 'FROM alpine:3.22 AS tools\nRUN echo a\nFROM alpine:3.22\nRUN echo b\n';
const NO_PUSH = { push: 'false', tags: '', outputs: 'type=cacheonly' };
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const TCP = { endpoint: 'tcp://far.test:2376', driver: 'remote' };
const LOGIN = { registry: 'login.test', username: 'ada', password: 'correct-horse' };
const LOGINS = '- registry: many.test\n  username: bob\n  password: battery-staple\n';
const NODE = '- name: far\n  endpoint: tcp://far.test:1234\n  platforms: linux/arm64\n';
const PASSING: Reply = {
  match: ['buildx', 'build'],
  code: 1,
  stderr: progress({ name: 'FROM x' }, 'ERROR: failed to solve: dial tcp 1.2.3.4:443: i/o timeout\n'),
  times: 1,
};
const BROKEN_TOOL: Reply = {
  ...failing(
    '[linux/arm64 stage-0 4/4] RUN --mount=type=bind,from=crossbuild-toolchain,target=/.crossbuild make install',
    '/.crossbuild/gcc/cc1: cannot execute\n',
  ),
  times: 1,
};
const BINFMT = `registry.test/binfmt@sha256:${'5'.repeat(64)}`;

/** Inputs of the main step and of setup, with one meaning. */
const BUILDER: Readonly<Record<string, InputCase>> = {
  builder: { value: 'mine', sees: /--name=mine / },
  driver: { value: 'remote', and: { endpoint: 'tcp://far.test:1234' }, sees: /--driver=remote/ },
  'driver-opts': { value: 'network=host', sees: /--driver-opt=network=host/ },
  'buildkitd-flags': { value: '--debug', sees: /--buildkitd-flags=--debug/ },
  'buildkitd-config': { value: 'Dockerfile', sees: /--buildkitd-config=\S*Dockerfile/ },
  'buildkitd-config-inline': { value: 'debug = true', sees: /--buildkitd-config=/ },
  endpoint: { value: 'unix:///far.sock', sees: /--host=unix:\/\/\/far\.sock/ },
  'builder-platforms': { value: 'linux/arm64', sees: /create .*--platform=linux\/arm64/ },
  append: { value: NODE, sees: /create --append .*far\.test:1234/ },
  'tls-cacert': { value: CERT_A, and: TCP, sees: /cacert/ },
  'tls-cert': { value: CERT_A, and: { ...TCP, 'tls-key': KEY_A }, sees: /create .*cert=/ },
  'tls-key': { value: KEY_A, and: { ...TCP, 'tls-cert': CERT_A }, sees: /create .*key=/ },
  'keep-builder': { value: 'true', hides: /"builders":\[\{/ },
  'keep-state': { value: 'true', and: { builder: 'mine' }, sees: /"keepState":true/ },
  cleanup: { value: 'false', hides: /"builders":\[\{/ },
  'buildx-version': { value: '0.99.99', and: { retries: '0' }, sees: /v0\.99\.99/ },
  'buildx-mirror': { value: NOWHERE, and: { 'buildx-version': '0.99.99', retries: '0' }, sees: /127\.0\.0\.1:9/ },
  'binfmt-image': { value: BINFMT, sees: /run --rm --privileged registry\.test\/binfmt@/ },
  'binfmt-reset': { value: 'true', sees: /run --rm --privileged \S+ --uninstall/ },
  mirror: { value: 'mirror.test', sees: /mirror\.test/ },
  ca: { value: CERT_A, sees: /--buildkitd-config=/ },
  ...Object.fromEntries(
    Object.entries(LOGIN).map(([name, value]) => [
      name,
      { value, and: { ...LOGIN }, sees: /login --username=ada --password-stdin -- login\.test\n.*correct-horse/ },
    ]),
  ),
  'registry-auth': { value: LOGINS, sees: /login --username=bob --password-stdin -- many\.test/ },
  ecr: {
    value: 'false',
    and: { ...LOGIN, registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' },
    sees: /login --username=ada/,
  },
  logout: { value: 'false', and: LOGIN, hides: /"folders":\["[^"]*docker/ },
  summary: { value: 'false', hides: /\nsummary: *\S/ },
};

/** Inputs of the main step and of meta, with one meaning. */
const TOLD: Readonly<Record<string, InputCase>> = {
  'sep-tags': { value: ' | ', and: { images: IMAGE, tags: 'one\ntwo' }, sees: /"tag-names":"one \| two"/ },
  'sep-labels': {
    value: ';',
    and: { images: IMAGE, tags: 'one', labels: 'a.b=c\na.c=d' },
    sees: /"labels":"a\.b=c;a\.c=d;/,
  },
  'sep-annotations': {
    value: ',',
    and: { images: IMAGE, tags: 'one', annotations: 'a.b=c\na.c=d' },
    sees: /"annotations":"manifest:a\.b=c,manifest:a\.c=d,/,
  },
  'bake-target': { value: 'defaults', and: { images: IMAGE, tags: 'one' }, sees: /"target": \{\s+"defaults": \{/ },
};

/** Inputs of the main step. */
export const MAIN: Readonly<Record<string, InputCase>> = {
  ...BUILDER,
  ...TOLD,
  context: { value: 'examples/hello', cwd: 'repository', sees: /-- examples\/hello/ },
  file: { value: 'examples/random/Dockerfile', cwd: 'repository', hides: /there is no Dockerfile/ },
  platforms: { value: 'linux/arm64', and: { platforms: '' }, sees: /--platform=linux\/arm64 / },
  target: { value: 'tools', dockerfile: TWO_STAGES, sees: /--target=tools/ },
  'build-args': { value: 'VERSION=7', sees: /--build-arg=VERSION=7/ },
  'build-contexts': { value: 'lib=docker-image://alpine:3', sees: /--build-context=lib=docker-image:/ },
  secrets: { value: 'npm=open-sesame', sees: /--secret=id=npm,env=/ },
  'secret-envs': { value: 'npm=MY_TOKEN', env: { MY_TOKEN: 'x' }, sees: /--secret=id=npm,env=MY_TOKEN/ },
  'secret-files': { value: 'npm=Dockerfile', sees: /--secret=id=npm,src=\S*Dockerfile/ },
  ssh: { value: 'default=Dockerfile', sees: /--ssh=default=/ },
  'github-token': { value: 'ghs_secret', cwd: 'empty', sees: /--secret=id=GIT_AUTH_TOKEN/ },
  call: { value: 'check', sees: /--call=check/ },
  allow: { value: 'network.host', sees: /--allow=network\.host/ },
  'add-hosts': { value: 'db:10.0.0.1', sees: /--add-host=db:10\.0\.0\.1/ },
  network: { value: 'none', sees: /buildx build .*--network=none/ },
  'cgroup-parent': { value: '/jobs', sees: /--cgroup-parent=\/jobs/ },
  'shm-size': { value: '2g', sees: /--shm-size=2g/ },
  ulimit: { value: 'nofile=1024:2048', sees: /--ulimit=nofile=1024:2048/ },
  pull: { value: 'true', sees: /buildx build .*--pull/ },
  push: { value: 'true', and: { outputs: '' }, sees: /push=true/ },
  load: { value: 'true', and: { ...NO_PUSH, outputs: '', platforms: 'linux/amd64' }, sees: /--output=type=docker/ },
  outputs: {
    value: 'type=tar,dest=out.tar',
    and: { push: 'false', tags: '' },
    sees: /--output=type=tar,dest=out\.tar/,
  },
  tags: { value: `${IMAGE}:seven`, sees: /--tag=registry\.test\/team\/app:seven/ },
  images: { value: IMAGE, and: { tags: '' }, sees: /--tag=registry\.test\/team\/app:main/ },
  flavor: { value: 'suffix=-slim', and: { images: IMAGE, tags: 'type=raw,value=x' }, sees: /:x-slim/ },
  labels: { value: 'a.b=c', sees: /--label=a\.b=c/ },
  annotations: { value: 'index:a.b=c', sees: /--annotation=index:a\.b=c/ },
  provenance: { value: 'mode=max', sees: /--provenance=mode=max/ },
  sbom: { value: 'true', sees: /--sbom=/ },
  attests: { value: 'type=sbom', sees: /--attest=type=sbom/ },
  'cache-from': { value: 'type=registry,ref=registry.test/c', sees: /--cache-from=type=registry/ },
  'cache-to': { value: 'type=registry,ref=registry.test/c', sees: /--cache-to=type=registry/ },
  'no-cache': { value: 'true', sees: /buildx build .*--no-cache/ },
  'no-cache-filters': { value: 'tools', dockerfile: TWO_STAGES, sees: /--no-cache-filter=tools/ },
  strategy: { value: 'emulate', dockerfile: COMPILES, hides: /linux\/arm64 +accelerate/ },
  'cross-packages': { value: 'libopus-dev', dockerfile: CROSSES, sees: /libopus-dev/ },
  fallback: {
    value: 'false',
    and: { platforms: 'linux/arm64' },
    dockerfile: COMPILES,
    replies: [BROKEN_TOOL],
    hides: /building again under emulation/,
  },
  verify: { value: 'run', sees: /run --rm --name=/ },
  look: {
    value: 'false',
    dockerfile: 'FROM corp.test/base\nRUN make\n',
    hides: /imagetools inspect .*corp\.test\/base/,
  },
  'plan-only': { value: 'true', hides: /buildx build/ },
  shard: {
    value: 'true',
    and: { images: IMAGE, tags: '', platforms: 'linux/amd64' },
    replies: registry(['amd64']),
    hides: /--tag=\S+:main/,
  },
  retries: { value: '0', replies: [PASSING], hides: /trying again/ },
  'pull-request-comment': {
    value: 'true',
    and: { retries: '0' },
    env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge', GITHUB_API_URL: NOWHERE },
    sees: /note: the plan is no comment on pull request 7: /,
  },
  'build-record': { value: 'true', sees: /history export/ },
};

/** Inputs of setup. */
export const SETUP: Readonly<Record<string, InputCase>> = {
  ...BUILDER,
  platforms: { value: 'linux/arm64', and: { platforms: '' }, sees: /run --rm --privileged \S+ --install arm64/ },
  allow: { value: 'network.host', sees: /--buildkitd-flags=\S*network\.host/ },
  use: { value: 'true', sees: /buildx use/ },
  retries: {
    value: '0',
    and: LOGIN,
    replies: [{ match: ['login'], code: 1, stderr: 'dial tcp 1.2.3.4:443: i/o timeout\n', times: 1 }],
    sees: /the login to login\.test as ada failed/,
  },
};

/** What a registry shows of the image that each job of the matrix pushed. */
const SHARDS: readonly Reply[] = [
  [AMD64, 'amd64'],
  [ARM64, 'arm64'],
].map(([digest, architecture]) => ({
  match: new RegExp(`^buildx imagetools inspect .*--format .*@${digest}$`),
  stdout: JSON.stringify({
    name: IMAGE,
    manifest: { digest, mediaType: 'application/vnd.oci.image.manifest.v1+json' },
    image: { os: 'linux', architecture },
  }),
}));
/** What the tag names once it is made. */
const MADE: Reply = { ...registry()[2], match: new RegExp(`^buildx imagetools inspect .*--format .* -- ${IMAGE}:`) };
export const MERGING: readonly Reply[] = [...SHARDS, MADE];

const { builder: _, ...LOGIN_AND_BUILDX } = BUILDER;
const SHARED_WITH_MERGE = [
  ...['registry', 'username', 'password', 'registry-auth', 'ecr', 'logout'],
  ...['buildx-version', 'buildx-mirror', 'summary'],
];

/** Inputs of the merge. */
export const MERGE: Readonly<Record<string, InputCase>> = Object.fromEntries(
  Object.entries({
    ...Object.fromEntries(Object.entries(LOGIN_AND_BUILDX).filter(([name]) => SHARED_WITH_MERGE.includes(name))),
    platforms: { value: 'linux/amd64,linux/arm64', sees: /linux\/amd64, linux\/arm64, each checked/ },
    digests: { value: `${IMAGE}@${INDEX}`, sees: /Found linux\/amd64, linux\/arm64/ },
    images: { value: IMAGE, and: { tags: '' }, sees: /--tag=registry\.test\/team\/app:main/ },
    tags: { value: `${IMAGE}:seven`, sees: /--tag=registry\.test\/team\/app:seven/ },
    flavor: { value: 'suffix=-slim', and: { images: IMAGE, tags: 'type=raw,value=x' }, sees: /:x-slim/ },
    labels: { value: 'a.b=c', and: { images: IMAGE, tags: 'type=raw,value=x' }, sees: /lacks the labels a\.b/ },
    annotations: {
      value: 'index:a.b=c',
      and: { images: IMAGE, tags: 'type=raw,value=x' },
      sees: /--annotation=index:a\.b=c/,
    },
    builder: { value: 'mine', sees: /imagetools create --builder=mine/ },
    retries: {
      value: '0',
      replies: [
        { match: /imagetools create/, code: 1, stderr: 'ERROR: dial tcp 1.2.3.4:443: i/o timeout\n', times: 1 },
        ...MERGING,
      ],
      hides: /each checked/,
    },
  } satisfies Record<string, InputCase>).map(([name, one]) => [name, { replies: MERGING, ...one }]),
);

/** Inputs of meta. */
export const META: Readonly<Record<string, InputCase>> = {
  ...TOLD,
  images: { value: IMAGE, and: { tags: '' }, sees: /"tags":"registry\.test\/team\/app:main"/ },
  tags: { value: 'type=raw,value=seven', sees: /"tags":"registry\.test\/team\/app:seven"/ },
  flavor: { value: 'suffix=-slim', sees: /"tag-names":"1-slim"/ },
  labels: { value: 'a.b=c', sees: /"labels":"a\.b=c\\n/ },
  annotations: { value: 'index:a.b=c', sees: /index:a\.b=c/ },
  summary: { value: 'false', hides: /\nsummary: *\S/ },
};

/** What both runs have unless a case says otherwise. */
export const BASE: Readonly<Record<Action, Readonly<Record<string, string>>>> = {
  main: { platforms: 'linux/amd64,linux/arm64', push: 'true', tags: `${IMAGE}:1` },
  setup: { platforms: 'linux/arm64' },
  merge: { platforms: 'linux/amd64,linux/arm64', digests: `${IMAGE}@${INDEX}`, tags: `${IMAGE}:1` },
  meta: { images: IMAGE, tags: '1' },
};

interface OutputCase {
  readonly value: RegExp;
  /** Inputs and answers beside the base's. */
  readonly and?: Readonly<Record<string, string>>;
  readonly replies?: readonly Reply[];
}

const IID = `sha256:${'4'.repeat(64)}`;
const METADATA = { images: IMAGE, tags: 'type=semver,pattern={{version}},value=v1.2.3', labels: 'a.b=c' };

/** The outputs of the metadata, in the main step and in meta. */
const TOLD_OUTPUTS: Readonly<Record<string, OutputCase>> = Object.fromEntries(
  Object.entries({
    version: /^1\.2\.3$/,
    'tag-names': /^1\.2\.3\nlatest$/,
    labels: /^a\.b=c$/m,
    annotations: /org\.opencontainers\.image\.version=1\.2\.3/,
    json: /"tags":\["registry\.test\/team\/app:1\.2\.3"/,
    'bake-file-tags': /docker-metadata-action-bake-tags\.json$/,
    'bake-file-labels': /docker-metadata-action-bake-labels\.json$/,
    'bake-file-annotations': /docker-metadata-action-bake-annotations\.json$/,
    'bake-file': /docker-metadata-action-bake\.json$/,
  }).map(([name, value]) => [name, { value, and: METADATA }]),
);

/** What every output is in a run that gives it one. */
export const OUTPUTS: Readonly<Record<Action, Readonly<Record<string, OutputCase>>>> = {
  main: {
    digest: { value: new RegExp(`^${INDEX}$`) },
    imageid: {
      value: new RegExp(`^${IID}$`),
      and: { platforms: 'linux/amd64' },
      replies: [
        ...registry(['amd64']),
        {
          match: ['buildx', 'build'],
          writes: { '--iidfile': IID, '--metadata-file': JSON.stringify({ 'containerimage.digest': INDEX }) },
        },
      ],
    },
    image: { value: new RegExp(`^${IMAGE}@${INDEX}$`) },
    metadata: { value: /"containerimage\.digest"/ },
    platforms: { value: /^linux\/amd64,linux\/arm64$/ },
    digests: { value: /"linux\/arm64":"sha256:3+"/ },
    plan: { value: /"platform":"linux\/arm64","strategy":"emulate"/ },
    tags: { value: new RegExp(`^${IMAGE}:1$`) },
    ...TOLD_OUTPUTS,
    record: {
      value: /build\.dockerbuild$/,
      and: { 'build-record': 'true' },
      replies: [{ match: ['buildx', 'history'] }],
    },
    builder: { value: /^crossbuild-/, and: { 'keep-builder': 'true' } },
    nodes: { value: /"buildkit":"v0\.25\.0"/ },
  },
  setup: {
    name: { value: /^crossbuild-/ },
    driver: { value: /^docker-container$/ },
    platforms: { value: /^linux\/amd64,linux\/arm64$/ },
    nodes: { value: /"driver-opts":\{/ },
    status: { value: /^running$/ },
    endpoint: { value: /^unix:/ },
    buildkit: { value: /"v0\.25\.0"/ },
    buildx: { value: /buildx$/ },
  },
  merge: Object.fromEntries(
    Object.entries({
      digest: { value: new RegExp(`^${INDEX}$`) },
      image: { value: new RegExp(`^${IMAGE}@${INDEX}$`) },
      tags: { value: new RegExp(`^${IMAGE}:1$`) },
      version: { value: /^1$/ },
      json: { value: /"tags":\[/ },
      platforms: { value: /^linux\/amd64,linux\/arm64$/ },
      digests: { value: /"linux\/arm64":"sha256:3+"/ },
      metadata: { value: /"containerimage\.descriptor"/ },
    }).map(([name, one]) => [name, { replies: MERGING, ...one }]),
  ),
  meta: { ...TOLD_OUTPUTS, tags: { value: new RegExp(`^${IMAGE}:1$`) } },
};

/** Outputs that a test of their own puts through the committed bundle. */
export const OUTPUTS_ELSEWHERE: Readonly<Record<string, string>> = { 'main layout': '__tests__/lab/e2e.test.ts' };

/** Inputs and outputs that a test of their own puts through the committed bundle, since it needs more than the scripted docker. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'main buildx-unverified': '__tests__/dist/buildx-inputs.test.ts',
  'main cache-binary': '__tests__/dist/buildx-inputs.test.ts',
  'setup buildx-unverified': '__tests__/dist/buildx-inputs.test.ts',
  'setup cache-binary': '__tests__/dist/buildx-inputs.test.ts',
  'merge buildx-unverified': '__tests__/dist/buildx-inputs.test.ts',
  'merge cache-binary': '__tests__/dist/buildx-inputs.test.ts',
  'merge github-token': '__tests__/dist/buildx-inputs.test.ts',
  'merge cleanup': '__tests__/lab/matrix.test.ts',
  'setup github-token': '__tests__/dist/buildx-inputs.test.ts',
  'meta github-token': '__tests__/dist/commit-date.test.ts',
  'main metadata-context': '__tests__/dist/metadata.test.ts',
  'merge metadata-context': '__tests__/dist/metadata.test.ts',
  'meta metadata-context': '__tests__/dist/metadata.test.ts',
};
