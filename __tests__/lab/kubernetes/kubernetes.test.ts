import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { discard, repository, runAction } from '../../harness/action.ts';
import { binfmt, emulators } from '../emulators.ts';
import { example, lab, output, step, unique } from '../support.ts';

// The kubernetes driver against the API, the controllers and the kubelet of `lab/up kubernetes`. `npm run kubernetes` runs it;
// `npm test` does not: to compile Kubernetes takes long.
jest.setTimeout(900_000);

const kubeconfig = join(lab.folder, 'kubernetes', 'kubeconfig');
const env = { KUBECONFIG: kubeconfig, PATH: `${lab.bin}:${process.env.PATH}` };
const kubectl = (...argv: readonly string[]): Promise<string> =>
  output(join(lab.bin, 'kubectl'), `--kubeconfig=${kubeconfig}`, ...argv);
const cluster = {
  driver: 'kubernetes',
  'driver-opts': 'namespace=default',
  'buildkitd-config': join(lab.folder, 'kubernetes', 'buildkitd.toml'),
};
const things = async (): Promise<string> => kubectl('get', 'deployments,statefulsets,pods,configmaps', '--output=name');
let before = '';

beforeEach(async () => {
  before = await things();
});

afterEach(async () => {
  // pods need a moment to end
  for (let tries = 0; tries < 60 && (await things()) !== before; tries++)
    await new Promise((done) => setTimeout(done, 1000));
  expect(await things()).toBe(before);
});

describe('a builder in a cluster', () => {
  // small images: a pod's BuildKit here copies files where others stack layers
  test('of two replicas builds, for two steps of the job, and is gone with its post part', async () => {
    const inputs = { ...cluster, 'driver-opts': 'namespace=default\nreplicas=2\nloadbalance=random' };
    const setup = { action: join(repository, 'setup'), inputs, env, timeoutMs: 600_000 };
    const made = await runAction({ ...setup, entry: 'main' });
    try {
      expect({ code: made.code, log: made.code === 0 ? '' : made.shown }).toEqual({ code: 0, log: '' });
      expect(made.outputs).toMatchObject({ driver: 'kubernetes', status: 'running' });
      expect(JSON.parse(made.outputs.nodes ?? '[]')[0].platforms).toContain('linux/amd64');
      const pods = (await kubectl('get', 'pods', '--output=jsonpath={.items[*].status.phase}')).split(' ');
      expect(pods).toEqual(['Running', 'Running']);
      const { main, discard: clean } = await step(
        {
          context: join(import.meta.dirname, '..', '..', 'fixtures', 'pinned'),
          platforms: 'linux/amd64,linux/arm64',
          builder: made.outputs.name ?? '',
          'driver-opts': '',
          'buildkitd-config': '',
        },
        { env },
      );
      expect({ code: main.code, log: main.code === 0 ? '' : main.shown }).toEqual({ code: 0, log: '' });
      expect(Object.keys(JSON.parse(main.outputs.digests ?? '{}')).sort()).toEqual(['linux/amd64', 'linux/arm64']);
      const layout = JSON.parse(await readFile(join(main.outputs.layout ?? '', 'index.json'), 'utf8'));
      expect(layout.manifests[0].digest).toBe(main.outputs.digest);
      await clean();
    } finally {
      const post = await runAction({ ...setup, entry: 'post', after: made });
      expect(post.code).toBe(0);
      await discard(made);
    }
  });

  test('whose pods register emulators builds what is not cross-compiled', async () => {
    const before = await emulators();
    const { main, discard: clean } = await step(
      {
        ...cluster,
        'driver-opts': 'namespace=default\nqemu.install=true',
        context: example('c-make'),
        platforms: 'linux/arm64',
        verify: 'true',
      },
      { env },
    );
    // what pods register is the cluster's, and stays
    const present = await emulators();
    const registered = present.filter((name) => !before.includes(name));
    if (registered.length > 0) await binfmt('--uninstall', registered.join(','));
    expect({ code: main.code, log: main.code === 0 ? '' : main.shown }).toEqual({ code: 0, log: '' });
    expect(JSON.parse(main.outputs.plan ?? '').platforms[0].strategy).toBe('accelerate');
    expect(present).toContain('qemu-aarch64');
    await clean();
  });

  test('whose image is nowhere fails by its name, and nothing stays', async () => {
    const image = `localhost:5000/${unique('nowhere')}/buildkit:1`;
    const {
      main,
      post,
      discard: clean,
    } = await step(
      {
        ...cluster,
        'driver-opts': `namespace=default\nimage=${image}\ntimeout=20s`,
        context: example('hello'),
        platforms: 'linux/amd64',
      },
      { env },
    );
    expect(main.code).toBe(1);
    expect(main.annotations.map(({ message }) => message).join('\n')).toMatch(/builder crossbuild-\w+ does not start/);
    expect(post.code).toBe(0);
    await clean();
  });
});
