import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GitServer, gitServer } from '../git-server.ts';
import { docker, isPublished, lab, output, remove, unique } from '../support.ts';
import { build, createBuilder, type Run } from '../surface-build.ts';

/** Scenarios of docker/build-push-action's CI by their names: the same inputs, and what must come out. Where the others are: docs/scenarios.md. */
const own = unique('scenarios');
let world: { builder: string; temp: string };
let git: GitServer;
const token = unique('token');
const DOCKERFILE = 'FROM scratch\nCOPY a.txt /a.txt\n';
const FILES = { Dockerfile: DOCKERFILE, 'a.txt': 'a' };
const DEBIAN = {
  Dockerfile: 'FROM debian:bookworm\nRUN cat /proc/self/mountinfo > /seen; cat /proc/self/cgroup >> /seen\n',
};

/** A scanner by BuildKit's protocol (docs/attestations/sbom-protocol.md of moby/buildkit) that lists Debian's packages. */
const SCANNER = `#!/bin/sh
set -eu
name=$(basename "$BUILDKIT_SCAN_SOURCE")
packages=$(sed -n 's/^Package: //p' "$BUILDKIT_SCAN_SOURCE/var/lib/dpkg/status" | sed 's/.*/{"SPDXID":"SPDXRef-&","name":"&"}/' | paste -sd,)
printf '{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"%s","packages":[%s]}}' "$name" "$packages" >"$BUILDKIT_SCAN_DESTINATION/$name.spdx.json"
`;

beforeAll(async () => {
  world = { builder: own, temp: await mkdtemp(join(tmpdir(), 'crossbuild-test-scenarios-')) };
  await createBuilder(own);
  git = await gitServer([{ ...FILES, 'sub/Dockerfile': DOCKERFILE, 'sub/a.txt': 'sub' }], token);
}, 300_000);
afterAll(async () => {
  await git.stop();
  await docker('buildx', 'rm', '--force', own);
  await remove(world.temp);
}, 300_000);

const image = () => `${lab.registry}/e2e/${unique('scenario')}`;
const digestOf = (run: Run): string => run.outputs.digest ?? '';
const good = (run: Run): Run => {
  // the log first: it says why
  expect(run.code === 0 ? '' : run.shown).toBe('');
  return run;
};
const manifestOf = async (name: string, run: Run) =>
  JSON.parse(await output(join(lab.bin, 'crane'), '--insecure', 'manifest', `${name}@${digestOf(run)}`));

/** The environment of an event whose repository is the test's own. */
const onGit = (more: Record<string, string> = {}) => ({
  env: {
    GITHUB_SERVER_URL: git.url,
    GITHUB_REPOSITORY: 'owner/app',
    GITHUB_SHA: git.commits[0] ?? '',
    GITHUB_REF: 'refs/heads/main',
    ...more,
  },
});
const secret = { secrets: `GIT_AUTH_TOKEN=${token}` };

const scenarios: Record<string, () => Promise<unknown>> = {
  minimal: async () => good(await build(world, {}, FILES)),
  'path-context': async () =>
    good(
      await build(world, { context: './x', file: './x/Dockerfile' }, { 'x/Dockerfile': DOCKERFILE, 'x/a.txt': '1' }),
    ),
  'git-context': async () => {
    const run = good(await build(world, { context: '{{defaultContext}}', outputs: 'out', ...secret }, {}, onGit()));
    expect(await readFile(join(run.folder, 'out', 'a.txt'), 'utf8')).toBe('a');
  },
  'git-context and a subfolder': async () => {
    const run = good(await build(world, { context: '{{defaultContext}}:sub', outputs: 'out', ...secret }, {}, onGit()));
    expect(await readFile(join(run.folder, 'out', 'a.txt'), 'utf8')).toBe('sub');
  },
  'git-context-query': async () => {
    const run = good(
      await build(
        world,
        { context: '{{defaultContext}}:sub', outputs: 'out', ...secret },
        {},
        onGit({ BUILDX_SEND_GIT_QUERY_AS_INPUT: 'true' }),
      ),
    );
    expect(run.log).toContain('?ref=refs/heads/main&checksum=');
    expect(await readFile(join(run.folder, 'out', 'a.txt'), 'utf8')).toBe('sub');
  },
  'git-context-secret': async () => {
    const run = good(await build(world, { context: '{{defaultContext}}', ...secret }, {}, onGit()));
    expect(JSON.stringify([run.shown, run.outputs, run.summary, run.state])).not.toContain(token);
  },
  error: async () => {
    const run = await build(world, {}, { Dockerfile: 'FROM debian:bookworm\nRUN exit 3\n' });
    expect(run.code).not.toBe(0);
    expect(run.log).toContain('exit code: 3');
  },
  'error-buildx': async () => {
    const run = await build(world, { outputs: 'type=tar,dest=/proc/none/x.tar' }, FILES);
    expect(run.code).not.toBe(0);
  },
  'docker-driver': async () => {
    const name = image();
    good(
      await build(
        { ...world, builder: 'default' },
        { driver: 'docker', push: 'true', provenance: 'false', tags: `${name}:1` },
        FILES,
      ),
    );
    expect(await isPublished(`${name}:1`)).toBe(true);
    await docker('image', 'rm', `${name}:1`);
  },
  'export-docker': async () => {
    const run = good(await build(world, { tags: 'e2e/x:1', outputs: 'type=docker,dest=x.tar' }, FILES));
    expect(await output('tar', 'xOf', join(run.folder, 'x.tar'), 'manifest.json')).toContain('e2e/x:1');
  },
  'secret-files': async () => {
    const run = good(
      await build(
        world,
        { 'secret-files': 'FILE=./s.txt\nINVALID_SECRET=', outputs: 'out', target: 'out' },
        {
          Dockerfile:
            'FROM debian:bookworm AS b\nRUN --mount=type=secret,id=FILE wc -c < /run/secrets/FILE > /n\nFROM scratch AS out\nCOPY --from=b /n /\n',
          's.txt': '12345',
        },
      ),
    );
    expect((await readFile(join(run.folder, 'out', 'n'), 'utf8')).trim()).toBe('5');
  },
  'no-cache-filters': async () => {
    const files = {
      Dockerfile:
        'FROM debian:bookworm AS a\nRUN date +%N > /a\nFROM debian:bookworm AS b\nRUN date +%N > /b\nFROM scratch\nCOPY --from=a /a /\nCOPY --from=b /b /\n',
    };
    const times = async (given: Record<string, string>) => {
      const { folder } = good(await build(world, { outputs: 'out', ...given }, files));
      return Promise.all(['a', 'b'].map((name) => readFile(join(folder, 'out', name), 'utf8')));
    };
    const [a, b] = await times({});
    const again = await times({ 'no-cache-filters': 'b' });
    expect(again[0]).toBe(a);
    expect(again[1]).not.toBe(b);
  },
  'cgroup-parent': async () => {
    // what a cgroup is called depends on the machine; the build must get past the option
    good(await build(world, { 'cgroup-parent': 'crossbuild', 'no-cache': 'true' }, DEBIAN));
  },
  sbom: async () => {
    const scanner = image();
    const own = {
      Dockerfile: 'FROM debian:bookworm\nCOPY --chmod=755 scan /scan\nENTRYPOINT ["/scan"]\n',
      scan: SCANNER,
    };
    good(await build(world, { push: 'true', tags: scanner }, own));
    const name = image();
    const run = good(
      await build(
        world,
        { push: 'true', tags: name, platforms: 'linux/amd64', sbom: `generator=${scanner}`, provenance: 'false' },
        { ...FILES, Dockerfile: 'FROM debian:bookworm\nCOPY a.txt /\n' },
      ),
    );
    const crane = (what: string, digest: string) =>
      output(join(lab.bin, 'crane'), '--insecure', what, `${name}@${digest}`);
    const { manifests } = await manifestOf(name, run);
    const attestation = manifests.find((one: { platform: { os: string } }) => one.platform.os === 'unknown');
    const [layer] = JSON.parse(await crane('manifest', attestation.digest)).layers;
    expect(layer.annotations).toMatchObject({ 'in-toto.io/predicate-type': 'https://spdx.dev/Document' });
    const { predicate } = JSON.parse(await crane('blob', layer.digest));
    expect(predicate.packages).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'bash' })]));
    // the entry that people take for a broken platform
    expect(run.summary).toMatch(/1 more entry as <code>unknown\/unknown<\/code>\. It is an attestation/);
  },
  multi: async () => {
    const name = image();
    const run = good(
      await build(
        world,
        { platforms: 'linux/amd64,linux/arm64,linux/arm/v7', push: 'true', tags: name, provenance: 'false' },
        FILES,
      ),
    );
    expect(
      (await manifestOf(name, run)).manifests.map(
        (one: { platform: { architecture: string } }) => one.platform.architecture,
      ),
    ).toEqual(['amd64', 'arm64', 'arm']);
  },
  digest: async () => {
    for (const push of ['true', 'false'])
      expect(digestOf(good(await build(world, { push, tags: image() }, FILES)))).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(good(await build(world, { load: 'true' }, FILES)).metadata['containerimage.config.digest']).toMatch(
      /^sha256:/,
    );
  },
  'registry-cache': async () => {
    const name = image();
    const given = {
      push: 'true',
      tags: `${name}:1`,
      'cache-to': `type=registry,ref=${name}:cache,mode=max`,
      'cache-from': `type=registry,ref=${name}:cache`,
    };
    good(await build(world, given, DEBIAN));
    await docker('buildx', 'prune', '--all', '--force', `--builder=${own}`);
    expect(good(await build(world, given, DEBIAN)).log).toMatch(/CACHED/);
  },
  'registry-cache (inline)': async () => {
    const name = image();
    const given = { push: 'true', tags: `${name}:1`, 'cache-to': 'type=inline' };
    const first = good(await build(world, given, DEBIAN));
    await docker('buildx', 'prune', '--all', '--force', `--builder=${own}`);
    const from = { 'cache-from': `type=registry,ref=${name}@${digestOf(first)}` };
    expect(good(await build(world, { ...given, ...from }, DEBIAN)).log).toMatch(/CACHED/);
  },
  'local-cache': async () => {
    const cache = join(world.temp, 'cache');
    good(await build(world, { 'cache-to': `type=local,dest=${cache},mode=max` }, DEBIAN));
    await docker('buildx', 'prune', '--all', '--force', `--builder=${own}`);
    expect(good(await build(world, { 'cache-from': `type=local,src=${cache}` }, DEBIAN)).log).toMatch(/CACHED/);
  },
  'named-context-pin': async () => {
    const digest = await output(
      join(lab.bin, 'crane'),
      '--insecure',
      'digest',
      `${lab.registry}/library/debian:bookworm`,
    );
    const run = good(
      await build(
        world,
        { 'build-contexts': `base=docker-image://debian@${digest}`, outputs: 'out' },
        { Dockerfile: 'FROM base AS b\nFROM scratch\nCOPY --from=b /etc/debian_version /\n' },
      ),
    );
    expect(await readFile(join(run.folder, 'out', 'debian_version'), 'utf8')).toMatch(/^12/);
  },
  'named-context (a folder)': async () => {
    const run = good(
      await build(
        world,
        { 'build-contexts': 'other=./other', outputs: 'out' },
        { Dockerfile: 'FROM scratch\nCOPY --from=other o.txt /\n', 'other/o.txt': 'o' },
      ),
    );
    expect(await readFile(join(run.folder, 'out', 'o.txt'), 'utf8')).toBe('o');
  },
  ssh: async () => {
    const socket = join(world.temp, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      const key = join(world.temp, 'key');
      await output('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key);
      await output('env', `SSH_AUTH_SOCK=${socket}`, 'ssh-add', '-q', key);
      // asks the agent how many keys it has: message 11 of its protocol
      const ask =
        'socket(S,PF_UNIX,SOCK_STREAM,0); connect(S,sockaddr_un($ENV{SSH_AUTH_SOCK})) or die; syswrite S,pack("NC",1,11); $b=""; while(length $b<9){sysread(S,$b,4096,length $b) or die} print unpack("x5N",$b)';
      const dockerfile = `FROM debian:bookworm AS b\nRUN --mount=type=ssh perl -MSocket -e '${ask}' > /keys\nFROM scratch\nCOPY --from=b /keys /\n`;
      const run = good(
        await build(
          world,
          { ssh: `default=${socket}`, outputs: 'out', 'no-cache': 'true' },
          { Dockerfile: dockerfile },
        ),
      );
      expect(await readFile(join(run.folder, 'out', 'keys'), 'utf8')).toBe('1');
    } finally {
      agent.kill();
    }
  },
  annotations: async () => {
    const name = image();
    const run = good(
      await build(
        world,
        {
          platforms: 'linux/amd64,linux/arm64',
          push: 'true',
          tags: name,
          annotations:
            'index:com.example.index=i\nmanifest:com.example.manifest=m\nmanifest[linux/arm64]:com.example.arm=a',
          labels: 'com.example.label=l',
        },
        FILES,
      ),
    );
    const index = await manifestOf(name, run);
    expect(index.annotations).toEqual({ 'com.example.index': 'i' });
    const arm = index.manifests.find(
      (one: { platform: { architecture: string } }) => one.platform.architecture === 'arm64',
    );
    const manifest = JSON.parse(
      await output(join(lab.bin, 'crane'), '--insecure', 'manifest', `${name}@${arm.digest}`),
    );
    expect(manifest.annotations).toEqual({ 'com.example.manifest': 'm', 'com.example.arm': 'a' });
    const config = JSON.parse(await output(join(lab.bin, 'crane'), '--insecure', 'config', `${name}@${arm.digest}`));
    expect(config.config.Labels).toEqual({ 'com.example.label': 'l' });
  },
  checks: async () => {
    const run = good(await build(world, {}, { Dockerfile: 'from scratch\nCOPY a.txt /\n', 'a.txt': '' }));
    const warnings = run.metadata['buildx.build.warnings'] as readonly { readonly short: string }[];
    const said = warnings.map(({ short }) => Buffer.from(short, 'base64').toString());
    expect(said).toEqual([expect.stringMatching(/^ConsistentInstructionCasing: .*line 1/)]);
  },
  'annotations-disabled': async () => {
    const off = { env: { DOCKER_BUILD_CHECKS_ANNOTATIONS: 'false' } };
    const run = good(await build(world, {}, { Dockerfile: 'from scratch\nCOPY a.txt /\n', 'a.txt': '' }, off));
    expect(run.annotations).toEqual([]);
    // where they are read at leisure they stay
    expect(run.summary).toContain('ConsistentInstructionCasing');
  },
  'summary-disable': async () => {
    for (const off of [{}, { env: { DOCKER_BUILD_SUMMARY: 'false' } }]) {
      const run = good(await build(world, 'env' in off ? {} : { summary: 'false' }, FILES, off));
      expect(run.summary).toBe('');
    }
  },
  'named-context-container': async () => {
    const name = image();
    good(await build(world, { push: 'true', tags: `${name}:1` }, FILES));
    const run = good(
      await build(
        world,
        { 'build-contexts': `base=docker-image://${name}:1`, outputs: 'out' },
        { Dockerfile: 'FROM debian:bookworm AS base\nFROM base\n' },
      ),
    );
    expect(await readFile(join(run.folder, 'out', 'a.txt'), 'utf8')).toBe('a');
  },
  'call-check': async () => {
    const run = await build(world, { call: 'check' }, { Dockerfile: 'from scratch\nCOPY a.txt /\n', 'a.txt': '' });
    expect(run.code).not.toBe(0);
    expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('match the case'),
        properties: expect.objectContaining({ file: 'Dockerfile', line: '1', title: 'ConsistentInstructionCasing' }),
      }),
    ]);
    expect(run.log).toContain('  1 | from scratch');
    expect(run.summary).toContain('the build checks found one thing');
    expect(run.outputs.digest ?? '').toBe('');
  },
};

describe('scenarios', () => {
  test.each(Object.entries(scenarios))('%s', async (_, run) => void (await run()), 240_000);
});
