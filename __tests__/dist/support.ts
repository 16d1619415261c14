import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ActionCall, type ActionRun, discard, runAction } from '../harness/action.ts';
import { type FakeDocker, fakeDocker, type Reply } from '../harness/fake-docker.ts';

export const INDEX = `sha256:${'1'.repeat(64)}`;
export const AMD64 = `sha256:${'2'.repeat(64)}`;
export const ARM64 = `sha256:${'3'.repeat(64)}`;
export const IMAGE = 'registry.test/team/app';

const json = (value: unknown) => JSON.stringify(value);
const child = (digest: string, architecture: string) => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest,
  size: 500,
  platform: { os: 'linux', architecture },
});
const manifest = json({ config: { digest: `sha256:${'4'.repeat(64)}`, size: 10 }, layers: [] });

/** What the registry shows of the image; the platforms of its list, and what its configs say. */
export function registry(list: readonly string[] = ['amd64', 'arm64'], arm64 = 'arm64'): Reply[] {
  const manifests = [child(AMD64, 'amd64'), child(ARM64, 'arm64')].filter(({ platform }) =>
    list.includes(platform.architecture),
  );
  const image = Object.fromEntries(
    manifests.map(({ platform }) => [
      `linux/${platform.architecture}`,
      { os: 'linux', architecture: platform.architecture === 'arm64' ? arm64 : platform.architecture },
    ]),
  );
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return [
    { match: new RegExp(`^buildx imagetools inspect .*--raw -- .*@${INDEX}`), stdout: json({ mediaType, manifests }) },
    { match: /^buildx imagetools inspect .*--raw/, stdout: manifest },
    {
      match: new RegExp(`^buildx imagetools inspect .*@${INDEX}`),
      stdout: json({ name: IMAGE, manifest: { digest: INDEX, mediaType, manifests }, image }),
    },
    { match: /^buildx imagetools inspect/, code: 1, stderr: 'ERROR: not found\n' },
    { match: ['buildx', 'imagetools', 'create'] },
  ];
}

export const metadata = json({ 'containerimage.digest': INDEX, 'buildx.build.ref': 'b/b0/ref' });
export const node = (extra: object = {}) =>
  json({
    Name: '{{--name}}',
    Driver: 'docker-container',
    Nodes: [
      {
        Name: '{{--name}}0',
        Endpoint: 'unix:///var/run/docker.sock',
        Status: 'running',
        Version: 'v0.25.0',
        Platforms: ['linux/amd64', 'linux/arm64'],
        ...extra,
      },
    ],
  });

/** An engine where all goes well; what a test puts in front of it goes wrong. */
export const WELL: readonly Reply[] = [
  { match: ['info'], stdout: json({ ServerVersion: '28.0.0', OSType: 'linux', Architecture: 'x86_64' }) },
  { match: ['buildx', 'version'], stdout: 'github.com/docker/buildx v0.30.1 abc\n' },
  { match: ['buildx', 'ls'], stdout: node() },
  { match: /^run --rm --privileged \S+ --install/, stdout: json({ supported: [], emulators: ['qemu-aarch64'] }) },
  { match: /^run --rm --privileged/, stdout: json({ supported: [], emulators: [] }) },
  { match: ['ps'] },
  { match: ['buildx', 'create'], stdout: '{{--name}}\n' },
  { match: ['buildx', 'inspect'] },
  { match: ['buildx', 'build'], writes: { '--metadata-file': metadata } },
  ...registry(),
  { match: /^run --rm --name=/, stdout: 'Hello\n' },
  { match: ['image', 'rm'] },
  { match: ['rm', '-f'] },
  { match: /^(--\S+ )?volume (create|ls|rm)/ },
  { match: ['login'] },
  { match: /^(--\S+ )?logs /, stdout: 'buildkitd: the worker has no disk\n' },
  { match: ['buildx', 'rm'] },
];

const DOCKERFILE = 'FROM alpine:3.22\nRUN echo hello > /hello\nCMD ["cat", "/hello"]\n';
/** A step that compiles, so that something can be put into it. */
export const COMPILES = `FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc make
COPY . .
RUN make install
`;

/** Go with C in a stage of its own, which can be compiled across. */
export const CROSSES = `FROM golang:1.26-bookworm AS build
COPY . .
RUN CGO_ENABLED=1 go build -o /app .

FROM debian:bookworm
COPY --from=build /app /app
`;

const LOOKS = /^buildx build .*--target=crossbuild-handover/;

/** A job: a checkout, a docker that answers from a script, and the runs of the step in it. */
export interface Job {
  readonly fake: FakeDocker;
  main(inputs?: Record<string, string>, call?: Partial<ActionCall>): Promise<ActionRun>;
  post(after: ActionRun, call?: Partial<ActionCall>): Promise<ActionRun>;
  /** What is left: files of the runner's temp folder, and files of the checkout that are not as they were. */
  left(run: ActionRun): Promise<string[]>;
  /** The calls of docker that start with these words, without builds that only look at what was built. */
  asked(words: string): Promise<string[]>;
  /** The builds that only look. */
  looked(): Promise<string[]>;
  remove(): Promise<void>;
}

/** @param files more files of the checkout, by path */
export async function job(
  replies: readonly Reply[] = [],
  dockerfile = DOCKERFILE,
  files: Readonly<Record<string, string>> = {},
): Promise<Job> {
  const fake = await fakeDocker([...replies, ...WELL], { env: ['MY_TOKEN'] });
  const checkout = await mkdtemp(join(tmpdir(), 'crossbuild-checkout-'));
  for (const [path, text] of Object.entries({ Dockerfile: dockerfile, ...files })) {
    await mkdir(dirname(join(checkout, path)), { recursive: true });
    await writeFile(join(checkout, path), text);
  }
  const runs: ActionRun[] = [];
  // an engine that is elsewhere, so that the emulators of this machine do not matter
  const env = { ...fake.env, DOCKER_HOST: 'tcp://engine.test:2375', DOCKER_CONTEXT: undefined, HOME: fake.folder };
  const run = async (call: ActionCall) => {
    const ended = await runAction({ cwd: checkout, timeoutMs: 30_000, ...call, env: { ...env, ...call.env } });
    runs.push(ended);
    return ended;
  };
  return {
    fake,
    main: (inputs = {}, call = {}) =>
      run({
        entry: 'main',
        inputs: { platforms: 'linux/amd64,linux/arm64', push: 'true', tags: `${IMAGE}:1`, ...inputs },
        ...call,
      }),
    post: (after, call = {}) => run({ entry: 'post', after, ...call }),
    left: async ({ temp }) => {
      const left = await readdir(join(temp, 'runner'), { recursive: true });
      const checkedOut = await readdir(checkout);
      const same = (await readFile(join(checkout, 'Dockerfile'), 'utf8')) === dockerfile;
      return [...left, ...checkedOut.filter((name) => name !== 'Dockerfile' || !same)];
    },
    asked: async (words) => (await fake.lines()).filter((line) => line.startsWith(words) && !LOOKS.test(line)),
    looked: async () => (await fake.lines()).filter((line) => LOOKS.test(line)),
    remove: async () => {
      await Promise.all([...runs.map(discard), fake.remove(), rm(checkout, { recursive: true, force: true })]);
    },
  };
}

export const errors = (run: ActionRun) => messages(run, 'error');
export const warnings = (run: ActionRun) => messages(run, 'warning');

function messages(run: ActionRun, wanted: string): string {
  return run.annotations
    .filter(({ level }) => level === wanted)
    .map(({ message }) => message)
    .join('\n');
}

/** Progress of buildx as `--progress=rawjson` writes it: one step of the Dockerfile, its output, and how it ended. */
export function progress(
  step: {
    readonly name: string;
    readonly output?: string;
    readonly error?: string;
    readonly encoding?: BufferEncoding;
  },
  last = '',
): string {
  const at = (second: number) => `2026-11-24T03:00:0${second}Z`;
  const digest = `sha256:${'a'.repeat(64)}`;
  const vertex = { digest, name: step.name, started: at(1) };
  const data = Buffer.from(step.output ?? '', step.encoding ?? 'utf8').toString('base64');
  const lines = [
    { vertexes: [vertex] },
    { logs: [{ vertex: digest, stream: 1, data, timestamp: at(2) }] },
    { vertexes: [{ ...vertex, completed: at(3), ...(step.error === undefined ? {} : { error: step.error }) }] },
  ];
  return `${lines.map(json).join('\n')}\n${last}`;
}

/** An image that was not built because a step of it failed. */
export function failing(name: string, output: string, code = 2): Reply {
  const error = `process "/bin/sh -c x" did not complete successfully: exit code: ${code}`;
  return {
    match: ['buildx', 'build'],
    code: 1,
    stderr: progress({ name, output, error }, `ERROR: failed to build: failed to solve: ${error}\n`),
  };
}
