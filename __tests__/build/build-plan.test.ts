import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build, type Work } from '../../src/build/build-plan.ts';
import { Docker } from '../../src/docker/docker.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { describe as say } from '../../src/model/problem.ts';
import type { Plan } from '../../src/plan/plan-types.ts';
import { planAttestations } from '../../src/request/attestations.ts';
import { planOutputs } from '../../src/request/outputs.ts';
import { prepare } from '../../src/steps/prepare.ts';
import { createFiles } from '../../src/system/files.ts';
import type { Exec, World } from '../../src/system/ports.ts';

let temp: string;
beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'request-test-'));
});
afterAll(() => rm(temp, { recursive: true, force: true }));

const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: 'abc',
  GITHUB_REF: 'refs/heads/main',
  ACTIONS_RUNTIME_TOKEN: 'opaque',
  S: 'value',
};

const plan = {
  platforms: [],
  notes: [],
  dockerfile: {
    text: 'FROM scratch',
    changed: false,
    diff: '',
    secrets: [],
    insertedStages: [],
    userLine: (line: number) => ({ line, inserted: false }),
  },
} as unknown as Plan;

/** Runs the build of what a workflow writes; gives back what buildx was called with. */
async function called(given: Record<string, string>, visibility?: 'public') {
  const calls: { args: readonly string[]; env: Readonly<Record<string, string | undefined>> }[] = [];
  const exec: Exec = {
    run: async (_, args, options = {}) => {
      calls.push({ args, env: options.env ?? {} });
      return { code: 0, stdout: '', stderr: '', timedOut: false };
    },
  };
  const { inputs, problems } = readInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
  const world = {
    exec,
    env,
    files: createFiles({ RUNNER_TEMP: temp }),
    clock: { now: () => 0, sleep: async () => {} },
    log: { untrusted: (body: (write: () => void) => unknown) => body(() => {}), isDebug: false },
  } as unknown as World;
  const prepared = await prepare(world, inputs);
  const outputs = planOutputs(
    { ...inputs, tags: prepared.tags, platforms: 1 },
    { driver: inputs.driver, multiPlatformStore: false, temp },
  );
  const facts = { visibility, hurdle: outputs.noAttestations, image: outputs.iidFile, registry: false, env };
  const attestations = planAttestations(inputs, facts);
  const work = {
    ...{ world, inputs, prepared, outputs, attestations, docker: new Docker(exec) },
    ...{ session: { builder: 'b' }, facts: { dockerfile: { path: 'Dockerfile', text: '' } } },
  } as unknown as Work;
  await build(work, plan);
  const all = [...problems, ...prepared.problems, ...outputs.problems, ...attestations.problems];
  return { args: calls[0]?.args ?? [], env: calls[0]?.env ?? {}, problems: all.map(say) };
}

describe('every input of a build reaches buildx', () => {
  test.each<[Record<string, string>, string]>([
    [{ 'add-hosts': 'a:1.2.3.4' }, '--add-host=a:1.2.3.4'],
    [{ allow: 'network.host' }, '--allow=network.host'],
    [{ annotations: 'index:a=b' }, '--annotation=index:a=b'],
    [{ attests: 'type=sbom' }, '--attest=type=sbom'],
    [{ 'build-args': 'A=1' }, '--build-arg=A=1'],
    [{ 'build-contexts': 'x={{defaultContext}}' }, '--build-context=x=https://github.com/o/r.git#abc'],
    [{ 'cache-from': 'type=registry,ref=r/x' }, '--cache-from=type=registry,ref=r/x'],
    [{ 'cache-to': 'type=gha' }, '--cache-to=type=gha,ignore-error=true,timeout=5m'],
    [{ call: 'check' }, '--call=check,format=json'],
    [{ 'cgroup-parent': 'foo' }, '--cgroup-parent=foo'],
    [{ context: '{{defaultContext}}:sub' }, 'https://github.com/o/r.git#abc:sub'],
    [{ labels: 'a=b' }, '--label=a=b'],
    [{ load: 'true' }, '--output=type=docker'],
    [{ network: 'host' }, '--network=host'],
    [{ 'no-cache': 'true' }, '--no-cache'],
    [{ 'no-cache-filters': 'one,two' }, '--no-cache-filter=two'],
    [{ outputs: 'type=local,dest=x' }, '--output=type=local,dest=x'],
    [{ provenance: 'false' }, '--provenance=false'],
    [{ pull: 'true' }, '--pull'],
    [{ push: 'true', tags: 'r/a' }, '--output=type=image,push=true,push-by-digest=true,name-canonical=true,name=r/a'],
    [{ sbom: 'true' }, '--sbom=true'],
    [{ secrets: 's=value' }, '--secret=id=s,env=CROSSBUILD_SECRET_0'],
    [{ 'shm-size': '2g' }, '--shm-size=2g'],
    [{ ssh: 'default' }, '--ssh=default'],
    [{ target: 'x' }, '--target=x'],
    [{ ulimit: 'nofile=1:2' }, '--ulimit=nofile=1:2'],
  ])('%j', async (given, arg) => {
    const { args, problems } = await called(given);
    expect(problems).toEqual([]);
    expect(args).toContain(arg);
  });

  test('nothing given: the workspace', async () => {
    expect((await called({ context: '.' })).args.at(-1)).toBe('.');
  });

  test('values of secrets are in the environment of the child alone', async () => {
    const { args, env: given } = await called({ secrets: 'one=s3cret', 'secret-envs': 'two=S' });
    expect(args).toEqual(expect.arrayContaining(['--secret=id=one,env=CROSSBUILD_SECRET_0', '--secret=id=two,env=S']));
    expect(given).toMatchObject({ CROSSBUILD_SECRET_0: 's3cret' });
    expect(args.join()).not.toContain('s3cret');
  });

  test("the runner's cache variables come with a gha cache, and only then", async () => {
    expect((await called({ 'cache-from': 'type=gha' })).env).toMatchObject({ ACTIONS_RUNTIME_TOKEN: 'opaque' });
    expect((await called({ 'cache-from': 'type=inline' })).env).not.toHaveProperty('ACTIONS_RUNTIME_TOKEN');
  });

  test('provenance follows the repository, and what the output can hold', async () => {
    expect((await called({}, 'public')).args).toContain('--provenance=mode=max');
    expect((await called({ load: 'true' }, 'public')).args).toContain('--provenance=false');
    expect((await called({ outputs: 'type=local,dest=x' }, 'public')).args.join()).not.toContain('--provenance');
    expect((await called({ load: 'true', provenance: 'true' })).problems).toHaveLength(1);
  });

  test('a job of a matrix has a cache of its own', async () => {
    const { args } = await called({ shard: 'true', tags: 'r/a', platforms: 'linux/arm/v7', 'cache-to': 'type=gha' });
    expect(args).toContain('--cache-to=type=gha,scope=buildkit-linux-arm-v7,ignore-error=true,timeout=5m');
  });
});
