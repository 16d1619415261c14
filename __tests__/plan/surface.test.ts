import { describe, expect, test } from '@jest/globals';
import { buildArgs } from '../../src/build/args.ts';
import { planOutputs } from '../../src/build/outputs.ts';
import { readInputs } from '../../src/inputs.ts';
import { planSurface, surfaceRequest } from '../../src/plan/surface.ts';

const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: 'abc',
  GITHUB_REF: 'refs/heads/main',
  ACTIONS_RUNTIME_TOKEN: 'opaque',
};

/** From what a workflow writes to the arguments of buildx. */
function argsFor(given: Record<string, string>, event: unknown = {}, checkout = true) {
  const { inputs, problems } = readInputs(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  );
  const outputs = planOutputs(
    { ...inputs, platforms: Math.max(1, inputs.platforms.length) },
    { driver: inputs.driver, multiPlatformStore: false, temp: '/t' },
  );
  const surface = planSurface(inputs, { env, event, checkout, outputs });
  const request = surfaceRequest(inputs, surface, [{ id: 's', env: 'S' }]);
  const { args } = buildArgs({
    ...request,
    platforms: [],
    dockerfile: { stdin: true },
    outputs: outputs.outputs,
    progress: 'plain',
  });
  return { args, surface, problems: [...problems, ...outputs.problems, ...surface.problems] };
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
    [{ call: 'check' }, '--call=check'],
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
    [{ secrets: 's=value' }, '--secret=id=s,env=S'],
    [{ 'shm-size': '2g' }, '--shm-size=2g'],
    [{ ssh: 'default' }, '--ssh=default'],
    [{ target: 'x' }, '--target=x'],
    [{ ulimit: 'nofile=1:2' }, '--ulimit=nofile=1:2'],
  ])('%j', (given, arg) => {
    const { args, problems } = argsFor(given);
    expect(problems).toEqual([]);
    expect(args).toContain(arg);
  });

  test('nothing given: a checkout, or the commit of the event', () => {
    expect(argsFor({}).args.at(-1)).toBe('.');
    expect(argsFor({}, {}, false).args.at(-1)).toBe('https://github.com/o/r.git#abc');
  });

  test('provenance follows the repository, and what the output can hold', () => {
    const event = { repository: { visibility: 'public' } };
    expect(argsFor({}, event).args).toContain('--provenance=mode=max');
    expect(argsFor({ load: 'true' }, event).args).toContain('--provenance=false');
    expect(argsFor({ outputs: 'type=local,dest=x' }, event).args.join()).not.toContain('--provenance');
    expect(argsFor({ load: 'true', provenance: 'true' }).problems).toHaveLength(1);
  });

  test('a job of a matrix has a cache of its own', () => {
    const { args } = argsFor({ shard: 'true', tags: 'r/a', platforms: 'linux/arm/v7', 'cache-to': 'type=gha' });
    expect(args).toContain('--cache-to=type=gha,scope=buildkit-linux-arm-v7,ignore-error=true,timeout=5m');
  });
});
