import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { repository } from '../harness/action.ts';
import { example, isPublished, lab, output, platformDigests, remove, runEach, unique } from './support.ts';

/**
 * Whole workflows by `act`, on this machine itself (`-self-hosted`), from a repository of their own that holds the
 * action and examples/hello. act takes `actions/checkout` of the own repository as a copy, so nothing is fetched.
 */
const builder = unique('act');
let temp: string;

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'crossbuild-test-act-'));
  await output(
    ...(['docker', 'buildx', 'create', `--name=${builder}`, '--driver=docker-container'] as const),
    ...['--driver-opt=network=host', `--buildkitd-config=${lab.buildkitdConfig}`, '--bootstrap'],
  );
}, 300_000);

afterAll(async () => {
  await output('docker', 'buildx', 'rm', '--force', builder);
  await remove(temp);
}, 300_000);

const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd';
const newImage = () => `${lab.registry}/e2e/${unique('act')}`;

interface Acted {
  readonly code: number;
  /** Without the prefixes that name the job. */
  readonly log: string;
}

/** Commits a workflow to a new repository and runs it as a push. */
async function act(workflow: string, others: Readonly<Record<string, string>> = {}): Promise<Acted> {
  const folder = await mkdtemp(join(temp, 'repository-'));
  await mkdir(join(folder, '.github', 'workflows'), { recursive: true });
  for (const [name, text] of Object.entries({ ...others, 'test.yml': workflow }))
    await writeFile(join(folder, '.github', 'workflows', name), text);
  for (const name of ['action.yml', 'dist', 'merge', 'meta', 'setup'])
    await cp(join(repository, name), join(folder, name), { recursive: true });
  await labImages(folder);
  await cp(example('hello'), join(folder, 'app'), { recursive: true });
  const git = (...argv: readonly string[]) =>
    output('git', '-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@localhost', ...argv);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '.');
  await git('commit', '--quiet', '--message=test');
  const env = {
    ...process.env,
    PATH: `${lab.bin}${delimiter}${process.env.PATH}`,
    XDG_CACHE_HOME: join(temp, 'cache'),
  };
  const argv = ['push', '--platform', 'ubuntu-latest=-self-hosted', '--actor', 'octo'];
  return new Promise((done) => {
    execFile('act', argv, { cwd: folder, env, maxBuffer: 2 ** 28, timeout: 600_000 }, (error, stdout, stderr) => {
      const log = (stdout + stderr).replace(/^\[[^\]]*\]\s*/gm, '');
      done({ code: error === null ? 0 : Number(error.code ?? 1), log });
    });
  });
}

/** The lab has the image with the emulators under its tag alone. */
async function labImages(folder: string): Promise<void> {
  for (const name of ['action.yml', join('setup', 'action.yml')]) {
    const text = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), text.replace(/(binfmt):qemu-\S+@\S+/, '$1:latest'));
  }
}

/** build.yml as it is, but for the `$/` that act does not know: here the repository is checked out. */
async function reusable(): Promise<Record<string, string>> {
  const text = await readFile(join(repository, '.github', 'workflows', 'build.yml'), 'utf8');
  const here = text.replaceAll('uses: $/.', 'uses: ./').replaceAll('uses: $/', 'uses: ./');
  const merge = '    steps:\n      - id: merge\n';
  expect(here).toContain(merge);
  return { 'build.yml': here.replace(merge, `    steps:\n      - uses: ${CHECKOUT}\n      - id: merge\n`) };
}

const shardJob = (name: string, image: string, platforms: string) => `
  ${name}:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        platform: [${platforms}]
    steps:
      - uses: ${CHECKOUT}
      - uses: ./
        with:
          context: app
          platforms: \${{ matrix.platform }}
          builder: ${builder}
          shard: true
          tags: ${image}:1.0
`;

const mergeJob = (needs: string, image: string, platforms: string) => `
  merge:
    needs: ${needs}
    runs-on: ubuntu-latest
    steps:
      - uses: ${CHECKOUT}
      - id: merge
        uses: ./merge
        with:
          platforms: ${platforms}
          tags: ${image}:1.0
      - env:
          IMAGE: \${{ steps.merge.outputs.image }}
        run: echo "merged=$IMAGE"
`;

describe('act', () => {
  test('a matrix over platforms with uses: ./, whose later step reads the outputs', async () => {
    const { code, log } = await act(`on: push
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        platform: [linux/amd64, linux/arm64]
    steps:
      - uses: ${CHECKOUT}
      - id: build
        uses: ./
        with:
          context: app
          platforms: \${{ matrix.platform }}
          builder: ${builder}
      - env:
          BUILT: \${{ steps.build.outputs.platforms }}
          DIGEST: \${{ steps.build.outputs.digest }}
          LAYOUT: \${{ steps.build.outputs.layout }}
        run: echo "built=$BUILT $DIGEST in $(ls "$LAYOUT" | tr '\\n' ' ')"
`);
    expect([code, log]).toEqual([0, expect.anything()]);
    for (const platform of ['linux/amd64', 'linux/arm64'])
      expect(log).toMatch(new RegExp(`built=${platform} sha256:[0-9a-f]{64} in blobs index.json`));
  }, 600_000);

  test('shards of one image as jobs of a matrix, joined by a job that needs them', async () => {
    const image = newImage();
    const platforms = 'linux/amd64, linux/arm64';
    const { code, log } = await act(
      `on: push\njobs:${shardJob('build', image, platforms)}${mergeJob('build', image, platforms)}`,
    );
    expect([code, log]).toEqual([0, expect.stringMatching(/merged=localhost:5000\/e2e\/act-\w+@sha256:[0-9a-f]{64}/)]);
    expect(Object.keys(await platformDigests(`${image}:1.0`)).sort()).toEqual(['linux/amd64', 'linux/arm64']);
    expect(await runEach(`${image}:1.0`)).toEqual({
      'linux/amd64': expect.stringMatching(/amd64$/),
      'linux/arm64': expect.stringMatching(/arm64$/),
    });
  }, 600_000);

  test('the reusable workflow: a job per platform, a build secret, a merge whose outputs the caller reads', async () => {
    const image = newImage();
    const { code, log } = await act(
      `on: push
jobs:
  image:
    uses: ./.github/workflows/build.yml
    with:
      context: app
      platforms: linux/amd64, linux/arm64
      tags: ${image}:1.0
      registry: ''
      builder: ${builder}
      runners: '{"linux/amd64": "ubuntu-latest"}'
      runner: ubuntu-latest
    secrets:
      build-secrets: token=abcdef
  after:
    needs: image
    runs-on: ubuntu-latest
    steps:
      - env:
          IMAGE: \${{ needs.image.outputs.image }}
        run: echo "after=$IMAGE"
`,
      await reusable(),
    );
    expect([code, log]).toEqual([0, expect.stringMatching(/after=localhost:5000\/e2e\/act-\w+@sha256:[0-9a-f]{64}/)]);
    expect(Object.keys(await platformDigests(`${image}:1.0`)).sort()).toEqual(['linux/amd64', 'linux/arm64']);
  }, 600_000);

  test('a merge with a missing shard fails, and says which and what to look at', async () => {
    const image = newImage();
    const { code, log } = await act(
      `on: push\njobs:${shardJob('build', image, 'linux/amd64')}${mergeJob('build', image, 'linux/amd64, linux/arm64')}`,
    );
    expect(code).not.toBe(0);
    expect(log).toMatch(
      /linux\/arm64 is missing: no job of this run handed it over - localhost:5000\S+-linux-arm64 is not there/,
    );
    expect(log).not.toContain('merged=');
    expect(await isPublished(`${image}:1.0`)).toBe(false);
  }, 600_000);
});
